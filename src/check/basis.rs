//! Why personal data may be processed: the basis of article 6 of the GDPR, and the case of article 9 beside it.

use crate::check::codes::UNKNOWN_WORD;
use crate::diag::Diagnostic;
use crate::schema::{LAWFUL_BASIS, SPECIAL_BASIS, Scale};
use crate::syntax::ast::{Attr, ExprKind};

const BASES: [(&str, &Scale, u8); 2] = [("lawful-basis", &LAWFUL_BASIS, 6), ("special-basis", &SPECIAL_BASIS, 9)];

/// A word of the one where the other is set.
pub(super) fn confused(attr: &Attr, name: &str, said: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    let ExprKind::Path(word) = &attr.value.kind else { return None };
    let (_, own, article) = BASES.iter().find(|(known, ..)| *known == name)?;
    let (other, theirs, meant) = BASES.iter().find(|(known, ..)| *known != name)?;
    if own.index(word).is_some() || theirs.index(word).is_none() || word == "none" {
        return None;
    }
    let message = format!("`{word}` is no {}, but a {}", own.name, theirs.name);
    let help = format!("`{name}` is about article {article} of the GDPR, `{other}` about article {meant}");
    let error = Diagnostic::new(&UNKNOWN_WORD, attr.value.span, message).help(help);
    Some(if said(other) { error } else { error.fix(format!("set `{other}`"), attr.name.span, *other) })
}
