//! Rules × model → threats.
//!
//! The catalogue and users' rules are typed once ([`rules`]), then every rule looks at every target of its scope
//! ([`derive`]): `when` in three values, then `unless`, then risk. What was found then meets the answers that people
//! gave (`answering`). Nothing here does I/O: which evidence exists is told by [`Surroundings`].

mod allowance;
mod answering;
pub mod catalog;
mod closing;
pub mod data_flow;
mod decide;
mod decision_checks;
mod derive;
mod embedded;
mod eval;
pub mod examples;
pub mod expr;
mod finding;
mod folding;
mod limits;
mod lowered;
mod packed;
pub mod paths;
pub mod predicate;
mod questions;
mod risk;
mod risk_why;
pub mod rules;
mod surroundings;
mod template;
mod text;
mod tree;
mod why;
mod written;

#[cfg(test)]
mod tests;

use crate::diag::CodeInfo;

pub use closing::{Candidates, Change, Closings, closings};
pub use derive::{derive, derive_under};
pub use eval::Clause;
pub(crate) use eval::show_value;
pub use finding::{
    Answer, Folded, Likely, Provenance, Question, Reason, Risk, Status, Subject, Threat, ThreatRule, Threats,
};
pub use limits::tries;
pub use lowered::{Claim, lowered_by_claims};
pub use questions::asked;
pub use risk::RiskSum;
pub use risk_why::RiskReasons;
pub use rules::Rule;
pub use surroundings::Surroundings;
pub use text::{description, fill, fix, id, refs, rule_id, title};
pub use tree::{Node, Standing, leaves};
pub use why::{Explainer, why};

/// Every code that this floor reports.
pub fn codes() -> impl Iterator<Item = &'static CodeInfo> {
    expr::CODES.iter().chain(limits::CODES).chain(decision_checks::CODES).copied()
}
