//! What a project sets for all its models: the gate, lint levels, risk thresholds, the output folder.
//!
//! It is read from `palisade.toml`. Reading is pure: text in, a [`Config`] and diagnostics out; who
//! finds the file, and what the gate then does, are others' matters. A wrong entry never makes the
//! rest unread; it leaves the default in place.

mod codes;
mod keys;
mod lints;
mod read;
mod reader;
mod rules;
#[cfg(test)]
mod tests;
mod thresholds;

use std::collections::BTreeMap;

use crate::text::Span;

pub use codes::{CODES, UNKNOWN_RULE};
pub use keys::{KEYS, Key, SECTIONS};
pub use lints::{Applied, LintLevel, LintProblem, Lints, apply};
pub use read::parse;

/// How bad a threat is; the gate compares with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Scores 1–4, unless thresholds say otherwise.
    Low,
    /// 5–9.
    Medium,
    /// 10–15.
    High,
    /// 16–25.
    Critical,
}

impl Level {
    /// All levels, low to high.
    pub const ALL: [Level; 4] = [Level::Low, Level::Medium, Level::High, Level::Critical];

    /// `low`, `medium`, `high` or `critical`.
    pub fn word(self) -> &'static str {
        match self {
            Level::Low => "low",
            Level::Medium => "medium",
            Level::High => "high",
            Level::Critical => "critical",
        }
    }

    /// The level of a word.
    pub fn of(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// Everything that `palisade.toml` can say. The default is what holds without the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// `[project] name`: the name under which reports speak of the project.
    pub project: Option<String>,
    /// `[gate]`: what makes a build fail.
    pub gate: Gate,
    /// `[lints]`: which warnings are silenced or raised.
    pub lints: Lints,
    /// `[risk]`: where severities begin.
    pub risk: Risk,
    /// `[rules]`: what is switched off.
    pub rules_off: Vec<RuleOff>,
    /// `[rules]`: what stays on, or is switched on again, in a family or a pack that is switched off.
    pub rules_on: Vec<RuleOn>,
    /// `[output] dir`: where `build` writes, relative to the file's folder, inside the project.
    pub output_dir: Option<String>,
    /// Where each key stands that is set, by table and key: `gate.fail-on`.
    pub places: BTreeMap<String, Span>,
}

/// A rule, a family of rules or a pack that stays on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleOn {
    /// As it is written: `injection.sql`, `privacy.*`, `std.web`.
    pub rule: String,
    /// Whether a configuration within another one says so: then it holds whatever the outer one says.
    pub nested: bool,
    /// Where it is said.
    pub span: Span,
}

/// A rule, a family of rules or a pack that is switched off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleOff {
    /// `injection.sql`, `injection.*`, `std.privacy`.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub by: String,
    /// Where it stands.
    pub span: Span,
}

/// `[gate]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The lowest severity of an open threat that fails a build; `None` for `"none"`: no threat does.
    pub fail_on: Option<Level>,
    /// The lowest severity that an unanswered question could hide to fail a build; `None`: no question does.
    pub fail_on_unknown: Option<Level>,
    /// The lowest severity of a threat whose mitigation needs evidence to count; `None`: none does.
    pub require_evidence: Option<Level>,
    /// The lowest severity of a threat about which a decision needs a last day; `None`: those with a wildcard alone do.
    pub require_until: Option<Level>,
}

impl Default for Gate {
    fn default() -> Gate {
        let high = Some(Level::High);
        Gate { fail_on: high, fail_on_unknown: None, require_evidence: None, require_until: high }
    }
}

/// `[risk]`: where severities begin, for each way to rate a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Risk {
    /// `thresholds`: of likelihood times impact, 1 to 25.
    pub scores: Thresholds,
    /// `dread`: of the mean of a DREAD rating, in tenths, 0 to 100.
    pub dread: Thresholds,
    /// `cvss`: of a CVSS 4.0 score, in tenths, 0 to 100.
    pub cvss: Thresholds,
}

impl Default for Risk {
    fn default() -> Risk {
        Risk { scores: Thresholds::SCORES, dread: Thresholds::DREAD, cvss: Thresholds::CVSS }
    }
}

/// The lowest value of each severity above `low`: each above the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// From here it is `medium`.
    pub medium: u8,
    /// From here it is `high`.
    pub high: u8,
    /// From here it is `critical`.
    pub critical: u8,
}

impl Thresholds {
    /// Of likelihood times impact, unless the configuration says otherwise.
    pub const SCORES: Thresholds = Thresholds { medium: 5, high: 10, critical: 16 };
    /// Of the mean of a DREAD rating, in tenths.
    pub const DREAD: Thresholds = Thresholds { medium: 30, high: 60, critical: 80 };
    /// Of a CVSS score, in tenths: those of FIRST's qualitative scale.
    pub const CVSS: Thresholds = Thresholds { medium: 40, high: 70, critical: 90 };

    /// The severity of a score, likelihood times impact.
    pub fn level(self, score: u8) -> Level {
        if score >= self.critical {
            Level::Critical
        } else if score >= self.high {
            Level::High
        } else if score >= self.medium {
            Level::Medium
        } else {
            Level::Low
        }
    }
}
