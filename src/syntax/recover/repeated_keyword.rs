//! `use std.web, std.iot`: one keyword for several items.

use crate::diag::Certainty;
use crate::syntax::ast::{Head, Item, Stmt};
use crate::syntax::recover::codes::SYNTAX;
use crate::syntax::recover::stretch::{Cure, Stretch};

/// `use std.web, std.iot`.
pub fn repeated_keyword(stretch: &Stretch<'_>) -> Option<Cure> {
    let keyword = match stretch.before {
        Some(Item::Stmt(Stmt {
            head: Head::Include { keyword, .. } | Head::UsePack { keyword, .. } | Head::UsePath { keyword, .. },
            ..
        })) if stretch.bad == 0 => keyword,
        _ => return None,
    };
    let another = stretch.junk();
    let message = format!("expected another `{}` before this", keyword.text);
    let help = format!("write `{} {another}`", keyword.text);
    let (edits, title) = (vec![(0, 0, format!("{} ", keyword.text))], format!("insert `{}`", keyword.text));
    Some(Cure { info: &SYNTAX, at: (0, another.len()), message, help, title, certainty: Certainty::Sure, edits })
}
