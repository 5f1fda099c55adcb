//! Rules × model → threats.
//!
//! The catalogue and users' rules are typed once ([`rules`]), then every rule looks at every target of its scope
//! ([`derive`]): `when` in three values, then `unless`, then risk, then the answers that people gave. Nothing
//! here does I/O: which evidence exists is told by [`Surroundings`].

mod finding;

pub use finding::{Answer, Likely, Provenance, Question, Reason, Risk, Status, Subject, Threat, ThreatRule, Threats};
