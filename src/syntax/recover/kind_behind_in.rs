//! `in boundary cloud { … }`: the kind of what is named by its name alone.

use crate::diag::Certainty;
use crate::syntax::ast::Head;
use crate::syntax::recover::codes::SYNTAX;
use crate::syntax::recover::heads::{bare_head, head_of, is_word};
use crate::syntax::recover::stretch::{Cure, Stretch};
use crate::syntax::words;

/// `in boundary cloud { … }`.
pub fn kind_behind_in(stretch: &Stretch<'_>) -> Option<Cure> {
    let Head::Decl { kind, name: Some(name), types, label: None } = bare_head(stretch)? else { return None };
    let named = head_of(stretch.junk());
    if kind.text != words::IN || name.text != words::BOUNDARY || !types.is_empty() || !is_word(named) {
        return None;
    }
    let start = (name.span.start - kind.span.start) as usize;
    Some(Cure {
        info: &SYNTAX,
        at: (start, start + name.text.len()),
        message: "`in` takes the name of a boundary alone".to_owned(),
        help: format!("write `in {named} {{ … }}`"),
        title: format!("leave `{}` out", name.text),
        certainty: Certainty::Sure,
        edits: vec![(start, stretch.bad, String::new())],
    })
}
