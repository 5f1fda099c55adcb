//! What a tree says, without where it says it: the same tree with every span taken out.
//!
//! A span that is forgotten here makes two trees differ that say the same, which costs a fix its certainty and does no harm.

use crate::syntax::ast::{Arg, Attr, Body, Expr, ExprKind, Head, Item, Name, Reference, Stmt, Text};
use crate::text::Span;

/// Takes the spans out of some items.
pub fn bare(mut items: Vec<Item>) -> Vec<Item> {
    items.iter_mut().for_each(item);
    items
}

fn item(item: &mut Item) {
    match item {
        Item::Attr(it) => attr(it),
        Item::Stmt(it) => stmt(it),
    }
}

fn stmt(Stmt { doc, head: of, body, span }: &mut Stmt) {
    *span = Span::NONE;
    doc.iter_mut().for_each(|doc| doc.span = Span::NONE);
    head(of);
    if let Some(it) = body {
        let Body { items, unread, span } = it.as_mut();
        *span = Span::NONE;
        items.iter_mut().for_each(item);
        unread.iter_mut().for_each(name);
    }
}

fn head(head: &mut Head) {
    match head {
        Head::Decl { kind, name: own, types, label } => {
            name(kind);
            own.iter_mut().chain(types).for_each(name);
            label.iter_mut().for_each(text);
        }
        Head::Flow { keyword, name: own, from, to, label } => {
            keyword.iter_mut().chain(own).chain([from, to]).for_each(name);
            label.iter_mut().for_each(text);
        }
        Head::On { verb, subject, target, as_id: _, label } => {
            [verb, subject].into_iter().for_each(name);
            reference(target);
            label.iter_mut().for_each(text);
        }
        Head::Include { pattern, keyword } => {
            text(pattern);
            name(keyword);
        }
        Head::UsePack { pack, keyword } => [pack, keyword].into_iter().for_each(name),
        Head::UsePath { path, alias, keyword } => {
            text(path);
            alias.iter_mut().chain([keyword]).for_each(name);
        }
        Head::Moved { old, new, keyword } => {
            [old, new].into_iter().for_each(reference);
            name(keyword);
        }
    }
}

fn reference(reference: &mut Reference) {
    match reference {
        Reference::Name(it) => name(it),
        Reference::Flow { from, to, span } => {
            [from, to].into_iter().for_each(name);
            *span = Span::NONE;
        }
    }
}

fn attr(Attr { name: own, value, span }: &mut Attr) {
    *span = Span::NONE;
    name(own);
    expr(value);
}

fn expr(Expr { kind, span }: &mut Expr) {
    *span = Span::NONE;
    match kind {
        ExprKind::Text(_)
        | ExprKind::Int(_)
        | ExprKind::Date(..)
        | ExprKind::Duration(..)
        | ExprKind::Handle(_)
        | ExprKind::Bool(_)
        | ExprKind::Unknown
        | ExprKind::Path(_) => {}
        ExprKind::Tagged(tag, it) => {
            name(tag);
            text(it);
        }
        ExprKind::FlowRef(from, to) => [from, to].into_iter().for_each(name),
        ExprKind::List(items) | ExprKind::And(items) | ExprKind::Or(items) => items.iter_mut().for_each(expr),
        ExprKind::Map(attrs) => attrs.iter_mut().for_each(attr),
        ExprKind::Not(it) => expr(it),
        ExprKind::Compare(_, one, other) => [one, other].into_iter().for_each(|it| expr(it)),
        ExprKind::Is(it, word) | ExprKind::Has(it, word) => {
            expr(it);
            name(word);
        }
        ExprKind::Call(of, args) => {
            name(of);
            for Arg { label, value } in args {
                label.iter_mut().for_each(name);
                expr(value);
            }
        }
    }
}

fn name(name: &mut Name) {
    name.span = Span::NONE;
}

fn text(text: &mut Text) {
    text.span = Span::NONE;
}
