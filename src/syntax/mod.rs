//! Text to syntax tree, with diagnostics. The only module that knows pest.
//!
//! ```text
//!   text ──scan──▶ strings closed, brackets match? ──no──▶ repair: says what is wrong, mends a copy
//!                        │ yes                                      │
//!                        ▼                                          ▼
//!                     grammar (pest) ──▶ nodes ──tree, expr──▶ ast::File + diagnostics
//!                                          └─ bad stretches ──doctor──▶ diagnostics
//! ```
//!
//! Parsing never fails: it returns the tree of what could be understood and says what could not. It must not know
//! what any word means; that is `check`'s business.

pub mod ast;
mod cure_heads;
mod cure_values;
mod cures;
mod docs;
mod doctor;
mod expected;
mod expr;
mod faults;
mod grammar;
mod literal;
mod map;
mod mend_brackets;
mod mend_strings;
mod mend_words;
mod repair;
mod scan;
mod separate;
mod tree;
mod words;

mod parse;

pub use parse::{CODES, FILE_TOO_LARGE, MAX_FILE, Parsed, parse, parse_around};
pub use scan::MAX_DEPTH;

#[cfg(test)]
mod tests;
