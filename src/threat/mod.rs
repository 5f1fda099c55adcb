//! Rules × model → threats.
//!
//! Every rule looks at every target of its scope ([`derive`]): `when` in three values, then `unless`, then risk. What was found then meets the answers that people
//! gave (`answering`). Nothing here does I/O: which evidence exists is told by [`Surroundings`].

mod allowance;
mod answering;
mod attack;
mod closing;
mod decide;
mod decision_checks;
mod derive;
pub mod examples;
mod finding;
mod findings;
mod folding;
mod grouping;
mod guards;
mod limits;
mod look;
mod lowered;
mod questions;
mod remedy;
mod risk;
mod risk_why;
mod standing;
mod surroundings;
mod text;
mod tree;
mod why;
mod written;

#[cfg(test)]
mod tests;

use crate::diag::CodeInfo;

pub use closing::{Candidates, Change, Closings};
pub use derive::{derive, derive_under};
pub use finding::{Answer, Folded, Member, Provenance, Question, Risk, Status, Threat, ThreatRule, Threats};
pub use findings::Findings;
pub use limits::tries;
pub use lowered::Claim;
pub use questions::{asked, asked_about, asked_in_places, asked_of_each};
pub use risk::RiskSum;
pub use risk_why::RiskReasons;
pub use surroundings::{FactEvidence, Surroundings};
pub use tree::{Node, Standing, leaves};
pub use why::Explainer;

/// Every code that this floor reports.
pub fn codes() -> impl Iterator<Item = &'static CodeInfo> {
    limits::CODES.iter().chain(decision_checks::CODES).copied()
}
