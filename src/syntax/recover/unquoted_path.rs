//! `include parts.tm`: a path without its quotes.

use crate::diag::Certainty;
use crate::syntax::recover::stretch::{Cure, Stretch};
use crate::syntax::recover::unquoted_text::UNQUOTED_TEXT;
use crate::syntax::words;

/// `include parts/*.tm`.
pub fn unquoted_path(stretch: &Stretch<'_>) -> Option<Cure> {
    let head = stretch.text.get(..stretch.junk_end)?.trim_end();
    let (keyword, path) = head.split_once(' ')?;
    let path = path.trim_start();
    let plain = |char: char| char.is_alphanumeric() || "-_./*".contains(char);
    if !matches!(keyword, words::INCLUDE | words::USE) || path.is_empty() || !path.chars().all(plain) {
        return None;
    }
    let (start, end) = (head.len() - path.len(), head.len());
    let message = "this path stands without quotes".to_owned();
    let (help, title) = (format!("write `{keyword} \"{path}\"`"), "put it in quotes".to_owned());
    let edits = vec![(start, end, format!("\"{path}\""))];
    Some(Cure { info: &UNQUOTED_TEXT, at: (start, end), message, help, title, certainty: Certainty::Sure, edits })
}
