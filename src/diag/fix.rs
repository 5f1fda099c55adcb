//! Repairs that a machine can apply: data, whatever says them, shows them and writes them.
//!
//! A fix is *sure* where the compiler reads the text already as the fix would write it: then nothing of the model changes, no
//! threat comes or goes, and the mistake is gone. Everything else is *maybe*: a guess at what was meant, however good,
//! or a fact that the model did not have before.
//!
//! This module must not know files: spans in, text out.

use std::borrow::Cow;

use crate::text::Span;

/// One replacement of text; an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// With what. Its line ends are `\n`, whatever those of the file are.
    pub text: String,
}

/// How much a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// A reader has to say whether it is what was meant.
    Maybe,
    /// It says what the text says already, as the language asks: it can be applied unseen.
    Sure,
}

/// A repair that a machine can apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative: "turn the flow round".
    pub title: String,
    /// Whether it can be applied unseen.
    pub certainty: Certainty,
    /// The replacements, perhaps in several files; they do not overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that a reader has to look at.
    pub fn maybe(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
        Fix { title: title.into(), certainty: Certainty::Maybe, edits }
    }

    /// A fix that can be applied unseen.
    pub fn sure(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
        Fix { certainty: Certainty::Sure, ..Fix::maybe(title, edits) }
    }

    /// The fix, sure if that holds.
    #[must_use]
    pub fn sure_if(mut self, sure: bool) -> Fix {
        self.certainty = if sure { Certainty::Sure } else { Certainty::Maybe };
        self
    }

    /// Whether it can be applied unseen.
    pub fn is_sure(&self) -> bool {
        self.certainty == Certainty::Sure
    }
}

/// A text with replacements of `start..end`, in any order; its line ends are used for those of the new texts. `None` where
/// two of them overlap, or one is no stretch of the text.
pub fn apply(text: &str, edits: &[(u32, u32, &str)]) -> Option<String> {
    let mut edits = edits.to_vec();
    // Stable: what is inserted at one place keeps its order.
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let crlf = has_crlf(text);
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.2.len()).sum::<usize>());
    let mut done = 0;
    for (start, end, new) in edits {
        let (start, end) = (start as usize, end as usize);
        text.get(start..end)?;
        out.push_str(text.get(done..start)?);
        out.push_str(&ended(new, crlf));
        done = end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// A new text for a place in another one, with the line ends of that: as [`apply`] writes it.
pub fn with_line_ends<'a>(new: &'a str, of: &str) -> Cow<'a, str> {
    ended(new, new.contains('\n') && has_crlf(of))
}

fn ended(new: &str, crlf: bool) -> Cow<'_, str> {
    match crlf && new.contains('\n') {
        true => Cow::Owned(new.replace("\r\n", "\n").replace('\n', "\r\n")),
        false => Cow::Borrowed(new),
    }
}

/// Whether the first line of a text ends as on Windows.
fn has_crlf(text: &str) -> bool {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    first.ends_with("\r\n")
}

/// Whether two replacements get in each other's way: they share a character, or one inserts where the other begins or ends.
pub fn overlap(one: Span, other: Span) -> bool {
    if one.source != other.source {
        return false;
    }
    match one.start == one.end || other.start == other.end {
        true => one.start <= other.end && other.start <= one.end,
        false => one.start < other.end && other.start < one.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceId;

    #[test]
    fn edits_are_applied_in_any_order() {
        assert_eq!(apply("a b c", &[(4, 5, "C"), (0, 1, "A"), (1, 1, "!")]).as_deref(), Some("A! b C"));
        assert_eq!(apply("ab", &[(1, 1, "1"), (1, 1, "2")]).as_deref(), Some("a12b"));
        assert_eq!(apply("ab", &[]).as_deref(), Some("ab"));
    }

    #[test]
    fn what_is_no_stretch_of_the_text_is_refused() {
        assert_eq!(apply("abc", &[(0, 2, ""), (1, 3, "")]), None);
        assert_eq!(apply("abc", &[(2, 9, "")]), None);
        assert_eq!(apply("abc", &[(2, 1, "")]), None);
        assert_eq!(apply("ä", &[(1, 2, "")]), None);
    }

    #[test]
    fn line_ends_stay() {
        assert_eq!(apply("a\r\nb\r\n", &[(1, 1, " {\n}")]).as_deref(), Some("a {\r\n}\r\nb\r\n"));
        assert_eq!(apply("a\nb\r\n", &[(1, 1, "\n")]).as_deref(), Some("a\n\nb\r\n"));
    }

    #[test]
    fn overlaps() {
        let span = |start, end| Span::new(SourceId(0), start, end);
        for (one, other, meet) in [
            (span(0, 2), span(1, 3), true),
            (span(0, 2), span(2, 3), false),
            (span(2, 2), span(0, 2), true),
            (span(2, 2), span(2, 2), true),
            (span(1, 1), span(2, 3), false),
            (span(0, 2), Span::new(SourceId(1), 0, 2), false),
        ] {
            assert_eq!((overlap(one, other), overlap(other, one)), (meet, meet), "{one:?} {other:?}");
        }
    }
}
