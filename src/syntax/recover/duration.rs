//! `retention = 3 months`: a duration in words.

use crate::diag::Certainty;
use crate::syntax::literal;
use crate::syntax::literal::MALFORMED_NUMBER;
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};

/// `retention = 3 months`.
pub fn duration(stretch: &Stretch<'_>) -> Option<Cure> {
    let head = stretch.text.get(..stretch.junk_end)?.trim_end();
    let behind = head.get(word_length(head)..)?.trim_start();
    // A wrong sign before it is said, and read, where the rest is.
    let value = [":=", "==", "=", ":"].iter().find_map(|sign| behind.strip_prefix(sign))?.trim_start();
    let (number, word) = value.split_once(' ')?;
    let unit = literal::unit(word.trim_start()).filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (start, end) = (head.len() - value.len(), head.len());
    Some(Cure {
        info: &MALFORMED_NUMBER,
        at: (start, end),
        message: format!("`{value}` is no duration"),
        help: format!("a duration is a number and one letter: `{number}{unit}`"),
        title: format!("write `{number}{unit}`"),
        certainty: Certainty::Sure,
        edits: vec![(start, end, format!("{number}{unit}"))],
    })
}
