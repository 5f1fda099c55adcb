//! A text that the scan refused: what is wrong with it, and a copy in which it is mended.
//!
//! `mend_words` goes over the characters: strings (`mend_strings`), comments, characters that do not belong. It leaves the brackets and
//! line starts as a list, and `mend_brackets` goes over those. Both say what is wrong, and replace as little
//! as makes the text one that the grammar can read; offsets come back through the [`Map`].

use crate::diag::Diagnostic;
use crate::syntax::map::Map;
use crate::syntax::mend_brackets::mend_brackets;
use crate::syntax::mend_words::mend_words;
use crate::syntax::scan::scan;
use crate::text::{SourceId, Span};

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
    let mut mender = Mender { source, text, edits: Vec::new(), diagnostics: Vec::new() };
    let (marks, end) = mend_words(&mut mender);
    let cut = mend_brackets(&mut mender, &marks, end);
    let mut edits = mender.edits;
    edits.retain(|(start, end, _)| !cut.iter().any(|(from, to, _)| start >= from && start < to && end <= to));
    edits.extend(cut);
    // Stable: two insertions at one place keep their order.
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let mut done = 0;
    edits.retain(|(start, end, _)| {
        let fits = *start >= done;
        done = if fits { *end } else { done };
        fits
    });
    let (text, map) = Map::apply(text, &edits);
    // INVARIANT: what was mended is clean. If it is not, nothing of it is read: the grammar may take very long over
    // brackets that do not match.
    let text = if scan(&text).clean { text } else { String::new() };
    Repaired { text, map, diagnostics: mender.diagnostics }
}

/// After so many diagnostics in one file the rest is left alone; it keeps a hostile file from filling the memory.
pub const MAX_DIAGNOSTICS: usize = 1000;

/// One replacement: from, to, the new text.
pub type Replacement = (usize, usize, String);

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
