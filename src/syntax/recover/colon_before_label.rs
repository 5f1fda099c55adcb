//! `web -> db: "Saves"`: a colon before a label.

use crate::syntax::ast::Head;
use crate::syntax::recover::codes::SYNTAX;
use crate::syntax::recover::heads::bare_head;
use crate::syntax::recover::stretch::{Cure, Stretch};

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
    let blank = if stretch.text.get(..stretch.bad)?.ends_with(' ') || rest.starts_with(' ') { "" } else { " " };
    let message = "expected a label without `:` before it".to_owned();
    let help = "a label stands behind the head without any sign".to_owned();
    Some(stretch.replace(&SYNTAX, (0, 1), blank, message, help).sure_if(true))
}
