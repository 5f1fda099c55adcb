//! What the passes of the repair write to.

use crate::diag::Diagnostic;
use crate::syntax::limits::MAX_DIAGNOSTICS;
use crate::syntax::map::Replacement;
use crate::text::{SourceId, Span};

/// What both passes write to.
pub struct Mender<'a> {
    /// Where spans point.
    pub source: SourceId,
    /// The source's text.
    pub text: &'a str,
    /// Replacements in the copy.
    pub edits: Vec<Replacement>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Mender<'_> {
    /// A span in the source.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// Replaces a stretch in the copy.
    pub fn edit(&mut self, start: usize, end: usize, text: impl Into<String>) {
        self.edits.push((start, end, text.into()));
    }

    /// Says what is wrong.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether more was said than anybody reads: the rest of the text is not looked at.
    pub fn is_full(&self) -> bool {
        self.diagnostics.len() >= MAX_DIAGNOSTICS
    }

    /// A stretch of the source; empty if there is no such.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }
}
