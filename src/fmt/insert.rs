//! Additions to a text: an attribute of a declaration, or a declaration, as the edit that leaves everything else where it is.
//!
//! What is added is laid out as its neighbours are: on their line if they share one, else on a line of its own with their
//! indentation. What it means is not known here.

use crate::diag::Edit;
use crate::syntax::ast::{Attr, Body, File, Item, Stmt};
use crate::syntax::parse;
use crate::text::{Source, SourceId, Span};

/// The edits that give the innermost declaration around a place attributes, each `name = value`: in the body that it has, or
/// in a new one; in place of those that have the name. None where no declaration is around the place.
pub fn attributes(source: &Source, place: Span, wanted: &[&str]) -> Vec<Edit> {
    attributes_in(&source.text, &parse(place.source, &source.text).file, place, wanted)
}

/// The same in a text whose tree is at hand.
pub fn attributes_in(text: &str, file: &File, place: Span, wanted: &[&str]) -> Vec<Edit> {
    let Some(stmt) = innermost(file, place) else { return Vec::new() };
    let mut edits = Vec::new();
    let mut new = Vec::new();
    for attribute in wanted {
        let name = attribute.split(['=', ' ']).next().unwrap_or_default();
        match stmt.body.as_deref().and_then(|body| written(body).find(|known| known.name.text == name)) {
            Some(known) => edits.push(Edit { span: known.span, text: (*attribute).to_owned() }),
            None => new.push(*attribute),
        }
    }
    if !new.is_empty() {
        edits.push(match stmt.body.as_deref() {
            Some(body) => in_body(text, body, &new),
            None => Edit { span: stmt.span.after(), text: format!(" {{ {} }}", new.join(", ")) },
        });
    }
    edits
}

/// The edit that adds a declaration behind everything else in a file.
pub fn declaration(source: &Source, id: SourceId, declaration: &str) -> Edit {
    let text = &*source.text;
    let blank = match text {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    Edit { span: Span::new(id, text.len(), text.len()), text: format!("{blank}{declaration}\n") }
}

/// The innermost statement around a place.
fn innermost(file: &File, place: Span) -> Option<&Stmt> {
    let around = |items: &'_ [Item]| {
        items.iter().position(|item| match item {
            Item::Stmt(stmt) => stmt.span.start <= place.start && place.end <= stmt.span.end,
            Item::Attr(_) => false,
        })
    };
    let (mut items, mut found) = (file.items.as_slice(), None);
    while let Some(Item::Stmt(stmt)) = around(items).and_then(|at| items.get(at)) {
        found = Some(stmt);
        items = stmt.body.as_deref().map_or(&[], |body| body.items.as_slice());
    }
    found
}

fn written(body: &Body) -> impl Iterator<Item = &Attr> {
    body.items.iter().filter_map(|item| match item {
        Item::Attr(attr) => Some(attr),
        Item::Stmt(_) => None,
    })
}

fn in_body(text: &str, body: &Body, new: &[&str]) -> Edit {
    let in_line = new.join(", ");
    let span = |item: &Item| match item {
        Item::Attr(attr) => attr.span,
        Item::Stmt(stmt) => stmt.span,
    };
    let inside = text.get(body.span.start as usize + 1..body.span.end as usize - 1).unwrap_or_default();
    if inside.trim().is_empty() && !inside.contains('\n') {
        return Edit { span: body.span, text: format!("{{ {in_line} }}") };
    }
    // Where the closing bracket stands alone on its line, so does what is added.
    let last_line = inside.rfind('\n').map(|newline| body.span.start + 1 + newline as u32 + 1);
    let close = body.span.end - 1;
    let alone = last_line.filter(|start| text.get(*start as usize..close as usize).is_some_and(is_blank));
    let Some(start) = alone else {
        let Some(last) = body.items.last().map(span) else {
            return Edit { span: Span { start: close, end: close, ..body.span }, text: format!(" {in_line} ") };
        };
        return Edit { span: last.after(), text: format!(", {in_line}") };
    };
    let outer = text.get(start as usize..close as usize).unwrap_or_default();
    let own = body.items.first().map(|item| indentation(text, span(item).start));
    let indent = own.flatten().map_or_else(|| format!("{outer}  "), str::to_owned);
    // Attributes stand before what is declared inside.
    let first_line = inside.split('\n').next().unwrap_or_default();
    let holds = body.items.iter().any(|item| matches!(item, Item::Stmt(_)));
    if holds && is_blank(first_line) {
        let at = body.span.start + 1;
        let text = new.iter().map(|attribute| format!("\n{indent}{attribute}")).collect();
        return Edit { span: Span { start: at, end: at, ..body.span }, text };
    }
    let text = new.iter().map(|attribute| format!("{indent}{attribute}\n")).collect();
    Edit { span: Span { start, end: start, ..body.span }, text }
}

/// The blanks before an offset, if nothing else stands before it on its line.
fn indentation(text: &str, at: u32) -> Option<&str> {
    let before = text.get(..at as usize)?;
    let line = before.get(before.rfind('\n').map_or(0, |newline| newline + 1)..)?;
    is_blank(line).then_some(line)
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::apply;

    fn applied(text: &str, edits: &[Edit]) -> String {
        let edits: Vec<_> = edits.iter().map(|edit| (edit.span.start, edit.span.end, edit.text.as_str())).collect();
        apply(text, &edits).unwrap()
    }

    /// The text with `b = 2` for the declaration around the sign `^`, which is taken out first.
    fn with(text: &str) -> String {
        let at = text.find('^').unwrap();
        let text = text.replacen('^', "", 1);
        let edits = attributes(&Source::new("m.tm", text.as_str()), Span::new(SourceId(0), at, at), &["b = 2"]);
        assert_eq!(edits.len(), 1);
        applied(&text, &edits)
    }

    #[test]
    fn an_attribute_is_laid_out_as_its_neighbours() {
        for (before, after) in [
            ("process ^web // so\n", "process web { b = 2 } // so\n"),
            ("process ^web {}\n", "process web { b = 2 }\n"),
            ("process ^web { a = 1 }", "process web { a = 1, b = 2 }"),
            ("process ^web { a = 1, }", "process web { a = 1, b = 2, }"),
            ("process ^web { b = 1, a = 1 }", "process web { b = 2, a = 1 }"),
            ("process ^web {\n    a = 1 // so\n}\n", "process web {\n    a = 1 // so\n    b = 2\n}\n"),
            ("process ^web {\n  // so\n}\n", "process web {\n  // so\n  b = 2\n}\n"),
            ("process ^web { a = 1,\n  c = 1 }\n", "process web { a = 1,\n  c = 1, b = 2 }\n"),
            ("boundary ^x {\n  process y\n}\n", "boundary x {\n  b = 2\n  process y\n}\n"),
            ("boundary x {\n  process ^y\n}\n", "boundary x {\n  process y { b = 2 }\n}\n"),
            ("boundary x { b = 1\n  p^rocess y }\n", "boundary x { b = 1\n  process y { b = 2 } }\n"),
            ("in x {\n  process ^y\n}\n", "in x {\n  process y { b = 2 }\n}\n"),
            ("in x { process ^y {} }\n", "in x { process y { b = 2 } }\n"),
            ("a -> ^b \"{\"", "a -> b \"{\" { b = 2 }"),
            ("a^ -> b {\r\n  a = 1\r\n}\r\n", "a -> b {\r\n  a = 1\r\n  b = 2\r\n}\r\n"),
        ] {
            assert_eq!(with(before), after);
        }
        let source = Source::new("m.tm", "// nothing\n");
        assert_eq!(attributes(&source, Span::new(SourceId(0), 3, 3), &["b = 2"]), []);
    }

    #[test]
    fn several_attributes_come_together() {
        for (before, after) in [
            ("process web", "process web { b = 2, c = 3 }"),
            ("process web { c = 1 }", "process web { c = 3, b = 2 }"),
            ("process web {\n  a = 1\n}", "process web {\n  a = 1\n  b = 2\n  c = 3\n}"),
        ] {
            let source = Source::new("m.tm", before);
            let edits = attributes(&source, Span::new(SourceId(0), 8, 11), &["b = 2", "c = 3"]);
            assert_eq!(applied(before, &edits), after);
        }
    }

    #[test]
    fn a_declaration_stands_behind_everything() {
        for (before, after) in
            [("", "actor b\n"), ("actor a\n", "actor a\n\nactor b\n"), ("actor a", "actor a\n\nactor b\n")]
        {
            let edit = declaration(&Source::new("m.tm", before), SourceId(0), "actor b");
            assert_eq!(applied(before, &[edit]), after);
        }
    }
}
