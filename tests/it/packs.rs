//! What packs declare, as they say it: documentation and attributes that the compiled vocabulary does not keep.

use palisade::syntax;
use palisade::syntax::ast::{Attr, Expr, ExprKind, Head, Item, Stmt};
use palisade::text::SourceId;

/// Each declaration of a pack: its word, its name, the statement.
pub(crate) fn declarations(text: &str) -> Vec<(String, String, Stmt)> {
    let file = syntax::parse(SourceId::default(), text).file;
    let declared = file.items.into_iter().filter_map(|item| match item {
        Item::Stmt(stmt) => match &stmt.head {
            Head::Decl { kind, name: Some(name), .. } => Some((kind.text.to_string(), name.text.to_string(), stmt)),
            _ => None,
        },
        Item::Attr(_) => None,
    });
    declared.collect()
}

pub(crate) fn attribute<'a>(stmt: &'a Stmt, name: &str) -> Option<&'a Expr> {
    stmt.body.iter().flat_map(|body| &body.items).find_map(|item| match item {
        Item::Attr(Attr { name: found, value, .. }) if found.text == name => Some(value),
        _ => None,
    })
}

/// The texts of a string or of a list of strings.
pub(crate) fn texts(value: Option<&Expr>) -> Vec<String> {
    match value.map(|value| &value.kind) {
        Some(ExprKind::Text(text)) => vec![text.to_string()],
        Some(ExprKind::List(items)) => items.iter().flat_map(|item| texts(Some(item))).collect(),
        _ => Vec::new(),
    }
}

/// The words of a list of words, or a single one.
pub(crate) fn words(value: Option<&Expr>) -> Vec<String> {
    match value.map(|value| &value.kind) {
        Some(ExprKind::Path(word)) => vec![word.to_string()],
        Some(ExprKind::List(items)) => items.iter().flat_map(|item| words(Some(item))).collect(),
        _ => Vec::new(),
    }
}
