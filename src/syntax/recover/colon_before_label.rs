//! `web -> db: "Saves"`: a colon before a label.

use crate::syntax::ast::Head;
use crate::syntax::recover::codes::SYNTAX;
use crate::syntax::recover::heads::bare_head;
use crate::syntax::recover::stretch::{Cure, Stretch};
use crate::syntax::words;

/// `web -> db: "Saves"`.
pub fn colon_before_label(stretch: &Stretch<'_>) -> Option<Cure> {
    let label = match bare_head(stretch)? {
        Head::Flow { label, .. } | Head::On { label, .. } | Head::Decl { label, .. } => label,
        _ => return None,
    };
    let rest = stretch.junk().strip_prefix(':')?;
    if label.is_some() || !rest.trim_start().starts_with('"') {
        return None;
    }
    if let Head::Decl { kind, name: Some(name), .. } = bare_head(stretch)?
        && kind.text == words::CONTROL
    {
        let message = "expected a technique between `:` and the label".to_owned();
        let help = format!("say what it does: `{} {} : TECHNIQUE \"Label\"`", kind.text, name.text);
        let without = stretch.replace(&SYNTAX, (0, 1), " ", message, help);
        return Some(Cure { title: String::new(), ..without });
    }
    let after = stretch.text.get(..stretch.bad)?.ends_with(' ');
    let blank = if after || rest.starts_with(' ') { "" } else { " " };
    let message = "expected a label without `:` before it".to_owned();
    let help = "a label stands behind the head without any sign".to_owned();
    let mut cure = stretch.replace(&SYNTAX, (0, 1), blank, message, help).sure_if(true);
    // One blank is enough.
    if after && rest.starts_with(' ') {
        cure.edits = vec![(cure.at.0, cure.at.1 + 1, String::new())];
    }
    Some(cure)
}
