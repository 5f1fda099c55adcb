//! What cures for the heads of statements share.

use crate::diag::{Certainty, CodeInfo};
use crate::syntax::ast::{Head, Item, Stmt};
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};

/// The head of the statement before the bad part, if it may go on.
pub fn bare_head<'a>(stretch: &Stretch<'a>) -> Option<&'a Head> {
    match stretch.before {
        Some(Item::Stmt(Stmt { head, body: None, .. })) if stretch.bad > 0 => Some(head),
        _ => None,
    }
}

/// A head without the block behind it.
pub fn head_of(text: &str) -> &str {
    text.split('{').next().unwrap_or_default().trim_end()
}

/// Whether a text is one name or path.
pub fn is_word(text: &str) -> bool {
    !text.is_empty() && word_length(text) == text.len()
}

/// The length of `a -> b` at the start of a text; 0 if there is no such thing.
pub fn ends_length(text: &str) -> usize {
    let from = word_length(text);
    let ends = text.get(from..).and_then(|rest| rest.trim_start().strip_prefix("->")).map(str::trim_start);
    match ends.map(|rest| (rest.len(), word_length(rest))) {
        Some((rest, to)) if from > 0 && to > 0 => text.len() - rest + to,
        _ => 0,
    }
}

/// Moves a label behind what its colon introduces, which `length` measures; 0 where there is no such thing.
pub fn label_last(
    stretch: &Stretch<'_>,
    info: &'static CodeInfo,
    length: impl Fn(&str) -> usize,
    message: &str,
    title: &str,
    help: &dyn Fn(&str, &str) -> String,
) -> Option<Cure> {
    let Head::Decl { name: Some(_), label: Some(label), types, .. } = bare_head(stretch)? else { return None };
    let rest = stretch.junk().strip_prefix(':')?;
    let blanks = rest.len() - rest.trim_start().len();
    let introduced = length(rest.trim_start());
    if introduced == 0 || !types.is_empty() {
        return None;
    }
    let length = (label.span.end - label.span.start) as usize;
    let start = stretch.text.get(..stretch.bad)?.trim_end().len().checked_sub(length)?;
    let written = stretch.text.get(start..start + length)?.to_owned();
    let end = stretch.bad + 1 + blanks + introduced;
    let first = stretch.text.get(stretch.bad..end)?;
    // The label moves, so that what is said of the rest stands where the rest does.
    let edits = vec![(start, stretch.bad, String::new()), (end, end, format!(" {written}"))];
    let (message, help) = (message.to_owned(), help(first, &written));
    Some(Cure {
        info,
        at: (stretch.bad, end),
        message,
        help,
        title: title.to_owned(),
        certainty: Certainty::Sure,
        edits,
    })
}
