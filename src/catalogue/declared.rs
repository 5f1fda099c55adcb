//! What packs and rules say in their text: declarations as trees, with the text that their spans point into.

use crate::catalogue::embedded;
use crate::catalogue::packed::File;
use crate::syntax::ast::{Head, Item, Stmt};
use crate::syntax::parse;
use crate::text::{SourceId, Span};

/// A declaration of a pack or of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// The tree.
    pub stmt: Stmt,
    /// The text of its file.
    pub text: &'static str,
}

/// The declaration of a name; `keyword` is `type`, `protocol`, `technique` or `rule`.
pub fn declaration(keyword: &str, name: &str) -> Option<Declared> {
    let files = if keyword == "rule" { embedded::RULES } else { embedded::PACKS };
    let head = format!("{keyword} {name}");
    // Reading a file takes longer than looking whether it can have the name.
    files.iter().filter(|(_, text)| text.contains(&head)).find_map(|file| find(file, keyword, |known| known == name))
}

/// The rules whose file has a text anywhere, in the order of their paths.
pub fn rules_with(text: &str) -> impl Iterator<Item = Declared> {
    let files = embedded::RULES.iter().filter(move |(_, file)| file.contains(text));
    files.filter_map(|file| find(file, "rule", |_| true))
}

/// What a pack holds, in a sentence or two, as the first comment of its file says it; the pack is named as its file is.
pub fn about(pack: &str) -> Option<&'static str> {
    let (_, text) = embedded::PACKS.iter().find(|(name, _)| *name == pack)?;
    let first = parse(SourceId(0), text).file.comments.into_iter().min_by_key(|comment| comment.start)?;
    let said = slice(text, first).trim_start_matches('/').trim();
    said.strip_prefix("std.")?.strip_prefix(pack)?.strip_prefix(": ")
}

fn find(&(_, text): &File<'static>, keyword: &str, is_it: impl Fn(&str) -> bool) -> Option<Declared> {
    let stmt = parse(SourceId(0), text).file.items.into_iter().find_map(|item| match item {
        Item::Stmt(stmt) => match &stmt.head {
            Head::Decl { kind, name: Some(name), .. } if kind.text == keyword && is_it(&name.text) => Some(stmt),
            _ => None,
        },
        Item::Attr(_) => None,
    })?;
    Some(Declared { stmt, text })
}

fn slice(text: &'static str, span: Span) -> &'static str {
    text.get(span.start as usize..span.end as usize).unwrap_or_default()
}
