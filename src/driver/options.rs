//! What is asked of a compilation.

use std::path::PathBuf;

use crate::config::{self, Lints};

/// What is asked of a compilation beyond the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Levels of warnings from the command line.
    pub lints: Lints,
    /// Levels of the gate that stand in for those of the configuration.
    pub fail_on: Option<Option<config::Level>>,
    /// The same for questions.
    pub fail_on_unknown: Option<Option<config::Level>>,
    /// The severity from which a mitigation needs evidence to count, in place of the configuration's.
    pub require_evidence: Option<Option<config::Level>>,
    /// Files with the results of tests, in JUnit's XML.
    pub tests: Vec<PathBuf>,
    /// Facts and declarations that are supposed on top of what the files say; see [`crate::driver::what_if`].
    pub suppose: Vec<String>,
    /// Whether files of the searched folders that no model includes are reported.
    pub orphans: bool,
    /// Whether the caller makes nothing of a gate that fails; it is listed among what loosens the gate.
    pub exit_zero: bool,
}
