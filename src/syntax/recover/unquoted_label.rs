//! `process web Web server`: a label without its quotes.

use crate::diag::Certainty;
use crate::syntax::ast::Head;
use crate::syntax::recover::heads::{bare_head, head_of};
use crate::syntax::recover::stretch::{Cure, Stretch};
use crate::syntax::recover::unquoted_text::UNQUOTED_TEXT;
use crate::syntax::words;

/// `web -> db Saves it`: of something that is no flow and has no type only where a block follows, or it may be prose.
pub fn unquoted_label(stretch: &Stretch<'_>) -> Option<Cure> {
    let (label, sure) = match bare_head(stretch)? {
        Head::Flow { label, .. } | Head::On { label, .. } => (label, true),
        Head::Decl { kind, name: Some(name), types, label }
            if kind.text != words::IN && !words::is_taken(&name.text) =>
        {
            (label, !types.is_empty())
        }
        _ => return None,
    };
    let words = head_of(stretch.junk());
    let plain = |char: char| char.is_alphanumeric() || " -_'.&/!?+".contains(char);
    let begins = words.starts_with(char::is_alphabetic) && words.chars().all(plain);
    let first = words.split(' ').next().unwrap_or_default();
    if label.is_some() || !begins || words::is_taken(first) || !(sure || stretch.block) {
        return None;
    }
    let (start, end) = (stretch.bad, stretch.bad + words.len());
    let message = "this label stands without quotes".to_owned();
    let (help, title) = (format!("put it in quotes: `\"{words}\"`"), "put it in quotes".to_owned());
    let edits = vec![(start, end, format!("\"{words}\""))];
    // Where it ends, and that it is one, is a guess.
    Some(Cure { info: &UNQUOTED_TEXT, at: (start, end), message, help, title, certainty: Certainty::Maybe, edits })
}
