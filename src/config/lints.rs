//! Levels of warnings: which are silenced, which are shown, which make a build fail.
//!
//! Errors are no matter of taste: a model with one means nothing at that place, so no level changes them.

use std::collections::BTreeMap;

use crate::diag::{CodeInfo, Diagnostic, Severity, nearest};

/// What is done with a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LintLevel {
    /// Not shown.
    Allow,
    /// Shown.
    Warn,
    /// Shown as an error; the exit status is 1.
    Deny,
}

impl LintLevel {
    /// All levels.
    pub const ALL: [LintLevel; 3] = [LintLevel::Allow, LintLevel::Warn, LintLevel::Deny];

    /// `allow`, `warn` or `deny`.
    pub fn word(self) -> &'static str {
        match self {
            LintLevel::Allow => "allow",
            LintLevel::Warn => "warn",
            LintLevel::Deny => "deny",
        }
    }

    /// The level of a word.
    pub fn of(word: &str) -> Option<LintLevel> {
        LintLevel::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// Levels by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lints {
    levels: BTreeMap<String, LintLevel>,
}

/// Why a level cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LintProblem {
    /// No diagnostic has this code; perhaps another was meant.
    Unknown {
        /// The nearest code that exists.
        nearest: Option<&'static str>,
    },
    /// The code is an error's.
    Fixed,
}

impl Lints {
    /// Stands for every warning that has no level of its own.
    pub const ALL: &str = "warnings";

    /// Sets the level of a code, or of all `warnings`; a later call for the same code wins.
    pub fn set(&mut self, code: &str, level: LintLevel, known: &[&'static CodeInfo]) -> Result<(), LintProblem> {
        if code != Lints::ALL {
            let Some(info) = known.iter().find(|info| info.code.0 == code) else {
                let codes = known.iter().filter(|info| info.severity != Severity::Error).map(|info| info.code.0);
                return Err(LintProblem::Unknown { nearest: nearest(code, codes.chain([Lints::ALL])) });
            };
            if info.severity == Severity::Error {
                return Err(LintProblem::Fixed);
            }
        }
        self.levels.insert(code.to_owned(), level);
        Ok(())
    }

    /// The level that holds for a code, or for all `warnings`, as it stands; nothing where no diagnostic has the code. A
    /// note that no level is set for is shown, which is as much as `warn`.
    pub(crate) fn usual(&self, code: &str, known: &[&'static CodeInfo]) -> Option<LintLevel> {
        let all = || self.levels.get(Lints::ALL).copied().unwrap_or(LintLevel::Warn);
        if code == Lints::ALL {
            return Some(all());
        }
        let info = known.iter().find(|info| info.code.0 == code)?;
        let set = self.levels.get(code).copied();
        Some(set.unwrap_or_else(|| if info.severity == Severity::Warning { all() } else { LintLevel::Warn }))
    }

    /// The level set for a diagnostic, by its code or as one of all warnings.
    pub fn level(&self, diagnostic: &Diagnostic) -> Option<LintLevel> {
        self.level_of(diagnostic.code.0, diagnostic.severity)
    }

    /// The level set for the diagnostics of a code.
    pub fn of(&self, info: &CodeInfo) -> Option<LintLevel> {
        self.level_of(info.code.0, info.severity)
    }

    /// Every level that is set, by code; [`Lints::ALL`] among them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, LintLevel)> {
        self.levels.iter().map(|(code, level)| (code.as_str(), *level))
    }

    fn level_of(&self, code: &str, severity: Severity) -> Option<LintLevel> {
        let all = if severity == Severity::Warning { self.levels.get(Lints::ALL) } else { None };
        self.levels.get(code).or(all).copied()
    }
}

/// A diagnostic after the levels have been applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// As it is to be shown. A denied warning has the severity `Error` and a note that says who denies it.
    pub diagnostic: Diagnostic,
    /// Whether it is a denied warning: the exit status is then 1, not the 2 of an error.
    pub denied: bool,
}

/// Applies the levels of the command line, then those of the configuration; `None` if it is silenced.
pub fn apply(configured: &Lints, command_line: &Lints, mut diagnostic: Diagnostic) -> Option<Applied> {
    if diagnostic.severity == Severity::Error {
        return Some(Applied { diagnostic, denied: false });
    }
    let from_command_line = command_line.level(&diagnostic);
    match from_command_line.or_else(|| configured.level(&diagnostic)) {
        None => Some(Applied { diagnostic, denied: false }),
        Some(LintLevel::Allow) => None,
        Some(LintLevel::Warn) => {
            diagnostic.severity = Severity::Warning;
            Some(Applied { diagnostic, denied: false })
        }
        Some(LintLevel::Deny) => {
            let by =
                if from_command_line.is_some() { "`-D` on the command line" } else { "`[lints]` in `palisade.toml`" };
            diagnostic.notes.push(format!("a warning that {by} denies"));
            diagnostic.severity = Severity::Error;
            Some(Applied { diagnostic, denied: true })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::text::Span;

    static UNUSED: CodeInfo =
        CodeInfo { code: Code("unused-element"), severity: Severity::Warning, summary: "", explanation: "" };
    static UNKNOWN: CodeInfo =
        CodeInfo { code: Code("unknown-name"), severity: Severity::Error, summary: "", explanation: "" };
    static OTHER: CodeInfo =
        CodeInfo { code: Code("empty-boundary"), severity: Severity::Warning, summary: "", explanation: "" };
    static KNOWN: [&CodeInfo; 3] = [&UNUSED, &UNKNOWN, &OTHER];

    fn lints(levels: &[(&str, LintLevel)]) -> Lints {
        let mut lints = Lints::default();
        for (code, level) in levels {
            lints.set(code, *level, &KNOWN).unwrap();
        }
        lints
    }

    fn result(configured: &[(&str, LintLevel)], command: &[(&str, LintLevel)], info: &CodeInfo) -> &'static str {
        match apply(&lints(configured), &lints(command), Diagnostic::new(info, Span::NONE, "m")) {
            None => "silent",
            Some(applied) if applied.denied => "denied",
            Some(applied) => applied.diagnostic.severity.word(),
        }
    }

    #[test]
    fn levels_apply() {
        use LintLevel::{Allow, Deny, Warn};
        assert_eq!(result(&[], &[], &UNUSED), "warning");
        assert_eq!(result(&[("unused-element", Allow)], &[], &UNUSED), "silent");
        assert_eq!(result(&[("unused-element", Deny)], &[], &UNUSED), "denied");
        assert_eq!(result(&[("unused-element", Deny)], &[("unused-element", Warn)], &UNUSED), "warning");
        assert_eq!(result(&[("warnings", Deny)], &[], &OTHER), "denied");
        assert_eq!(result(&[("warnings", Deny), ("unused-element", Allow)], &[], &UNUSED), "silent");
        // The command line is nearer than the file, even when it speaks of all warnings.
        assert_eq!(result(&[("unused-element", Allow)], &[("warnings", Deny)], &UNUSED), "denied");
    }

    #[test]
    fn errors_stay_errors() {
        assert_eq!(result(&[("warnings", LintLevel::Allow)], &[("warnings", LintLevel::Allow)], &UNKNOWN), "error");
        assert_eq!(Lints::default().set("unknown-name", LintLevel::Allow, &KNOWN), Err(LintProblem::Fixed));
    }

    #[test]
    fn unknown_codes_get_a_suggestion() {
        let problem = Lints::default().set("unusd-element", LintLevel::Allow, &KNOWN);
        assert_eq!(problem, Err(LintProblem::Unknown { nearest: Some("unused-element") }));
    }
}
