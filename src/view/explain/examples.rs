//! The text of a rule without its examples.

use crate::check::ExampleKind;
use crate::syntax::ast::{Head, Item, Stmt};

/// The text of a declaration without the examples in it, and whether there were any. `text` is that of its file.
pub fn without_examples(stmt: &Stmt, text: &str) -> (String, bool) {
    let slice = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
    let Some(body) = &stmt.body else { return (slice(stmt.span.start, stmt.span.end).to_owned(), false) };
    let mut rest = String::new();
    // What was copied ends here, and the item before this one there.
    let (mut copied, mut before) = (stmt.span.start, body.span.start + 1);
    for item in &body.items {
        let end = match item {
            Item::Attr(attr) => attr.span.end,
            Item::Stmt(stmt) => stmt.span.end,
        };
        if is_example(item) {
            // What stands on lines of its own before an example is about it; on the line of an attribute, about that.
            let newline = slice(before, item_start(item)).find('\n').map(|newline| before + newline as u32);
            rest.push_str(slice(copied, newline.unwrap_or(before).max(copied)));
            copied = end;
            // One comma goes with it: that before it, which is cut off above, or else the one behind it.
            let behind = slice(end, body.span.end);
            if (newline.is_some() || before == body.span.start + 1) && behind.trim_start().starts_with(',') {
                copied += behind.find(',').map_or(0, |comma| comma as u32 + 1);
            }
        }
        before = end;
    }
    let found = copied > stmt.span.start;
    rest.push_str(slice(copied, stmt.span.end));
    (rest, found)
}

fn is_example(item: &Item) -> bool {
    let Item::Stmt(stmt) = item else { return false };
    matches!(&stmt.head, Head::Decl { kind, name: None, .. } if ExampleKind::of(&kind.text).is_some())
}

fn item_start(item: &Item) -> u32 {
    match item {
        Item::Attr(attr) => attr.span.start,
        Item::Stmt(stmt) => stmt.doc.as_ref().map_or(stmt.span.start, |doc| doc.span.start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;
    use crate::text::SourceId;

    fn without(text: &str) -> (String, bool) {
        let Item::Stmt(stmt) = parse(SourceId(0), text).file.items.remove(0) else { return Default::default() };
        without_examples(&stmt, text)
    }

    #[test]
    fn examples_go_and_everything_else_stays() {
        for (before, after) in [
            (
                "/// So.\nrule a \"A\" {\n  on = flow // all\n\n  // one\n  fires {\n    process p\n  }\n\n  silent {\n  }\n}\n",
                "rule a \"A\" {\n  on = flow // all\n}",
            ),
            (
                "rule a { fires { process p }, on = flow, silent { }, impact = high }",
                "rule a { on = flow, impact = high }",
            ),
            ("rule a {\n  on = flow,\n  fires { },\n  silent { },\n}", "rule a {\n  on = flow,\n}"),
            (
                "rule a {\n  fires { }\n  fix = \"\"\"\n    fires {\n  \"\"\"\n}",
                "rule a {\n  fix = \"\"\"\n    fires {\n  \"\"\"\n}",
            ),
        ] {
            assert_eq!(without(before), (after.to_owned(), true), "{before}");
        }
        assert_eq!(without("policy a {\n  on = flow\n}"), ("policy a {\n  on = flow\n}".to_owned(), false));
        assert_eq!(without("rule a"), ("rule a".to_owned(), false));
    }
}
