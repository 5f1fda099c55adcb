//! Pieces of syntax trees that stand nowhere.

use smol_str::SmolStr;

use crate::syntax::ast::{Attr, Body, Doc, Expr, ExprKind, Head, Item, Name, Reference, Stmt, Text};
use crate::text::Span;

/// A name; that it is one was checked.
pub(super) fn name(text: &str) -> Name {
    Name { text: SmolStr::new(text), span: Span::NONE }
}

/// A string, without the characters that the language does not allow.
pub(super) fn text(text: &str) -> Text {
    Text { text: clean(text), span: Span::NONE }
}

/// A name, a path or `a->b`.
pub(super) fn reference(text: &str) -> Reference {
    match text.split_once("->") {
        Some((from, to)) => Reference::Flow { from: name(from), to: name(to), span: Span::NONE },
        None => Reference::Name(name(text)),
    }
}

/// An expression.
pub(super) fn expr(kind: ExprKind) -> Expr {
    Expr { kind, span: Span::NONE }
}

/// `name = value`.
pub(super) fn attr(named: &str, value: Expr) -> Item {
    Item::Attr(Attr { name: name(named), value, span: Span::NONE })
}

/// A declaration or a block.
pub(super) fn decl(kind: &str, named: Option<&str>, types: &[&str], label: Option<&str>) -> Head {
    Head::Decl {
        kind: name(kind),
        name: named.map(name),
        types: types.iter().map(|ty| name(ty)).collect(),
        label: label.map(text),
    }
}

/// A block, which has a body even where nothing is in it: without one its word would be no statement.
pub(super) fn block(word: &str, label: Option<&str>, items: Vec<Item>) -> Item {
    let body = Some(Box::new(Body { items, unread: Vec::new(), span: Span::NONE }));
    Item::Stmt(Stmt { doc: None, head: decl(word, None, &[], label), body, span: Span::NONE })
}

/// A statement; without items it has no body.
pub(super) fn stmt(doc: Option<&str>, head: Head, items: Vec<Item>) -> Item {
    let body =
        if items.is_empty() { None } else { Some(Box::new(Body { items, unread: Vec::new(), span: Span::NONE })) };
    let doc = doc.filter(|doc| !doc.trim().is_empty()).map(|doc| Doc { text: clean(doc), span: Span::NONE });
    Item::Stmt(Stmt { doc, head, body, span: Span::NONE })
}

/// Whether a text is a path of names, or stands for many: `*`, `a.*`.
pub(super) fn is_pattern(text: &str) -> bool {
    text == "*" || is_path(text.strip_suffix(".*").unwrap_or(text))
}

/// Whether a text is a name or a path of names.
pub(super) fn is_path(text: &str) -> bool {
    text.split('.').all(is_name)
}

/// Whether a text is a path or `a->b`.
pub(super) fn is_thing(text: &str) -> bool {
    match text.split_once("->") {
        Some((from, to)) => is_path(from) && is_path(to),
        None => is_path(text),
    }
}

/// Whether a text is a thing, or stands for many.
pub(super) fn is_reference(text: &str) -> bool {
    is_pattern(text) || is_thing(text)
}

/// Whether a text is a name.
pub(super) fn is_name(text: &str) -> bool {
    // `-` belongs to a name only where more of it follows.
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && !text.ends_with('-')
        && !text.contains("--")
}

fn clean(text: &str) -> SmolStr {
    let allowed = |c: char| matches!(c, '\n' | '\t') || !c.is_control();
    if text.chars().all(allowed) {
        return SmolStr::new(text);
    }
    text.replace("\r\n", "\n").chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_path, is_pattern, is_reference};

    #[test]
    fn names_are_those_of_the_language() {
        for good in ["a", "a.b-c.d_1", "std.web"] {
            assert!(is_path(good) && is_pattern(good), "{good}");
        }
        for many in ["*", "injection.*"] {
            assert!(is_pattern(many) && !is_path(many), "{many}");
        }
        for bad in ["", "1a", "a b", "a-", "a..b", "a.*.b", "a\"", "-a", "a\n", ".*"] {
            assert!(!is_pattern(bad), "{bad}");
        }
        assert!(
            is_reference("a->b.c")
                && !is_reference("a->")
                && !is_reference("a->*")
                && !is_reference("a.*->b")
                && !is_reference("a->b->c")
        );
    }
}
