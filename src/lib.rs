//! Palisade: a compiler for threat models.
//!
//! The pipeline, and the floors of the house; a module imports from lower floors only:
//!
//! ```text
//!   .tm text ──syntax──▶ ASTs ──check──▶ Model ──rules, threat──▶ Threats ──gate──▶ Verdict
//!                                  │                              │
//!                                  └────────────view──────────────┘
//!                                                │
//!                              layout ──▶ emit: DOT, SVG, JSON, Markdown
//! ```
//!
//! `text · diag · syntax schema config evidence · fmt model · check · rules · catalogue analysis · threat · gate · view · layout · emit import · driver · cli`

pub mod analysis;
pub mod catalogue;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diag;
pub mod driver;
pub mod emit;
pub mod evidence;
pub mod fmt;
pub mod gate;
pub mod import;
pub mod layout;
pub mod model;
pub mod rules;
pub mod schema;
pub mod syntax;
pub mod text;
pub mod threat;
pub mod view;
