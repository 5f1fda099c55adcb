//! Text to syntax tree, with diagnostics. The only module that knows pest.
//!
//! ```text
//!   text ──scan──▶ strings closed, brackets match? ──no──▶ mend: says what is wrong, mends a copy
//!                        │ yes                                      │
//!                        ▼                                          ▼
//!                     grammar (pest) ──▶ nodes ──tree──▶ ast::File + diagnostics
//!                                          └─ bad stretches ──recover──▶ diagnostics
//! ```
//!
//! Parsing never fails: it returns the tree of what could be understood and says what could not. It must not know
//! what any word means; that is `check`'s business.

pub mod ast;
mod bare;
mod grammar;
mod limits;
mod literal;
mod map;
mod mend;
mod parse;
mod recover;
mod scan;
mod sure;
mod tree;
pub(crate) mod words;

pub use parse::{CODES, FILE_TOO_LARGE, MAX_FILE, Parsed, parse, parse_around};
pub use scan::MAX_DEPTH;

#[cfg(test)]
mod tests;
