//! All integration tests, in one binary: one link instead of many.
//!
//! Tests are data where they can be: `tests/spec` holds models with the expected diagnostics on their
//! lines. `UPDATE=1 cargo test` accepts what the program says now; CI runs without it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a panic is how a test says no"
)]

#[path = "../../benches/generate/mod.rs"]
mod generate;
#[path = "../../src/diag/hostile.rs"]
mod hostile;

mod accept;
mod accounts;
mod answers;
mod beside;
mod book;
mod catalog;
mod catalog_files;
mod choices;
mod circles;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod closing;
mod codes;
mod combined;
mod compile;
mod damage;
mod evidence;
mod examples;
mod fixes;
mod folding;
mod formats;
mod generated;
mod judged;
mod limits;
mod markdown;
mod noise;
mod once;
mod one;
mod origins;
mod packs;
#[cfg(feature = "layout")]
mod picture;
mod promises;
mod published;
mod recipes;
mod references;
mod rust_text;
mod said;
mod spec;
mod stable;
mod stream;
mod structure;
mod tidy;
mod traits;
mod trees;
mod validate;
