//! What is wrong with a stretch of text that is no statement.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::syntax::ast::Item;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::separate::Previous;
use crate::syntax::tree::Builder;

/// Something that no other code describes.
pub const SYNTAX: CodeInfo = CodeInfo {
    code: Code("syntax"),
    severity: Severity::Error,
    summary: "this is not written as the language asks",
    explanation: r#"
The compiler expected something else at this place; the message says what.
"#,
};

/// Reports a bad stretch and keeps the block in it.
pub fn bad<'a>(builder: &mut Builder<'a>, node: Node<'a>, previous: &mut Previous, items: &mut Vec<Item>) {
    let (start, end) = builder.range(&node);
    let span = builder.node_span(&node);
    builder.report(Diagnostic::new(&SYNTAX, span, "expected a statement or an attribute"));
    for part in node.into_inner() {
        if part.as_rule() == Rule::body {
            items.extend(builder.body(part).items);
        }
    }
    *previous = Previous { range: Some((start, end)), bad: true };
}

/// A closing brace that opens nothing.
pub fn stray(builder: &mut Builder<'_>, start: usize, end: usize) {
    let span = builder.span(start, end);
    builder.report(Diagnostic::new(&SYNTAX, span, "unexpected character"));
}
