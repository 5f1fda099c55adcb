//! A text that the scan refused: what is wrong with it, and a copy in which it is mended.
//!
//! `words` goes over the characters: strings (`strings`), comments, characters that do not belong. It leaves the brackets and
//! line starts as a list, and `brackets` goes over those. Both say what is wrong, and replace as little
//! as makes the text one that the grammar can read; offsets come back through the [`Map`].

pub mod brackets;
mod mark;
mod mender;
pub mod strings;
pub mod words;

use crate::diag::Diagnostic;
use crate::syntax::map::Map;
use crate::syntax::mend::brackets::mend_brackets;
use crate::syntax::mend::mender::Mender;
use crate::syntax::mend::words::mend_words;
use crate::syntax::scan::scan;
use crate::text::SourceId;

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
