//! The language of rules: typed conditions, predicates, evaluation in three values, texts with places.
//!
//! A rule or policy is typed once ([`compile`]) and then asked of many targets ([`eval`]). What built-in rules there
//! are, and what becomes of a condition that holds, it must not know.

pub(crate) mod eval;
pub mod expr;
pub mod predicate;
mod reason;
mod rule;
pub(crate) mod template;

use crate::diag::CodeInfo;

pub use eval::Clause;
pub(crate) use eval::show_value;
pub use reason::{Reason, Subject};
pub(crate) use rule::check_names;
pub use rule::{Rule, compile};

/// Every code that this floor reports.
pub fn codes() -> impl Iterator<Item = &'static CodeInfo> {
    expr::CODES.iter().copied()
}
