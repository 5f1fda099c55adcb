//! Expressions on one line.

use std::fmt::Write;

use crate::diag::{hints_direction, is_bidi_control, opens_marker, starts_marker};
use crate::syntax::ast::{Attr, Compare, Expr, ExprKind, Text, Unit};

/// How tight an expression binds; an operand that binds looser than its place stands in brackets.
pub(in crate::fmt) const OR: u8 = 1;
const AND: u8 = 2;
pub(in crate::fmt) const NOT: u8 = 3;
const COMPARISON: u8 = 4;
const OPERAND: u8 = 5;

/// Writes expressions; strings as their writer wrote them, if there is a source.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The source's text, if the tree has one.
    pub source: Option<&'a str>,
}

impl Writer<'_> {
    /// An expression on one line, or on several where a string has several.
    pub fn expr(self, expr: &Expr) -> String {
        let mut out = String::new();
        self.write(&mut out, expr, OR);
        out
    }

    /// `name = value`.
    pub fn attr(self, attr: &Attr) -> String {
        format!("{} = {}", attr.name.text, self.expr(&attr.value))
    }

    /// A string with its quotes.
    pub fn text(self, text: &Text) -> String {
        self.literal(text.span.start, text.span.end, &text.text)
    }

    /// The literal in the source, or one made from what it says.
    fn literal(self, start: u32, end: u32, says: &str) -> String {
        let written = self.source.and_then(|source| source.get(start as usize..end as usize));
        match written.filter(|written| written.len() >= 2 && written.starts_with('"') && written.ends_with('"')) {
            Some(written) => written.replace("\r\n", "\n"),
            None => quote(says),
        }
    }

    /// An expression on one line, in brackets where it binds looser than `least`.
    pub(in crate::fmt) fn write(self, out: &mut String, expr: &Expr, least: u8) {
        let brackets = binding(&expr.kind) < least;
        if brackets {
            out.push('(');
        }
        match &expr.kind {
            ExprKind::Text(says) => out.push_str(&self.literal(expr.span.start, expr.span.end, says)),
            ExprKind::Tagged(tag, text) => {
                out.push_str(&tag.text);
                out.push(' ');
                out.push_str(&self.text(text));
            }
            ExprKind::Not(inner) => {
                out.push_str("not ");
                self.write(out, inner, NOT);
            }
            // `and` inside `or` is put in brackets although it binds tighter: not every reader remembers.
            ExprKind::And(parts) => self.joined(out, parts, " and ", NOT),
            ExprKind::Or(parts) => self.joined(out, parts, " or ", NOT),
            ExprKind::Compare(sign, left, right) => {
                self.write(out, left, OPERAND);
                out.push(' ');
                out.push_str(compare_sign(*sign));
                out.push(' ');
                self.write(out, right, OPERAND);
            }
            ExprKind::Is(left, name) | ExprKind::Has(left, name) => {
                self.write(out, left, OPERAND);
                out.push_str(if matches!(expr.kind, ExprKind::Is(..)) { " is " } else { " has " });
                out.push_str(&name.text);
            }
            ExprKind::List(parts) => {
                out.push('[');
                self.joined(out, parts, ", ", OR);
                out.push(']');
            }
            ExprKind::Map(entries) if entries.is_empty() => out.push_str("{}"),
            ExprKind::Map(entries) => {
                let entries: Vec<String> = entries.iter().map(|entry| self.attr(entry)).collect();
                out.push_str("{ ");
                out.push_str(&entries.join(", "));
                out.push_str(" }");
            }
            ExprKind::Call(name, arguments) => {
                out.push_str(&name.text);
                out.push('(');
                for (index, argument) in arguments.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    if let Some(label) = &argument.label {
                        out.push_str(&label.text);
                        out.push_str(": ");
                    }
                    self.write(out, &argument.value, OR);
                }
                out.push(')');
            }
            plain => write_plain(out, plain),
        }
        if brackets {
            out.push(')');
        }
    }

    fn joined(self, out: &mut String, parts: &[Expr], with: &str, least: u8) {
        for (index, part) in parts.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { with });
            self.write(out, part, least);
        }
    }
}

/// What holds no other expression and no string.
fn write_plain(out: &mut String, kind: &ExprKind) {
    // Writing to a string cannot fail.
    let _ = match kind {
        ExprKind::Int(number) => write!(out, "{number}"),
        ExprKind::Date(year, month, day) => write!(out, "{year:04}-{month:02}-{day:02}"),
        ExprKind::Duration(count, unit) => write!(out, "{count}{}", unit_letter(*unit)),
        ExprKind::Handle(name) => write!(out, "@{name}"),
        ExprKind::Bool(value) => write!(out, "{value}"),
        ExprKind::Path(path) => write!(out, "{path}"),
        ExprKind::FlowRef(from, to) => write!(out, "{}->{}", from.text, to.text),
        _ => write!(out, "unknown"),
    };
}

/// How tight an expression binds.
pub(in crate::fmt) fn binding(kind: &ExprKind) -> u8 {
    match kind {
        ExprKind::Or(_) => OR,
        ExprKind::And(_) => AND,
        ExprKind::Not(_) => NOT,
        ExprKind::Compare(..) | ExprKind::Is(..) | ExprKind::Has(..) => COMPARISON,
        _ => OPERAND,
    }
}

fn compare_sign(sign: Compare) -> &'static str {
    match sign {
        Compare::Eq => "==",
        Compare::Ne => "!=",
        Compare::Lt => "<",
        Compare::Le => "<=",
        Compare::Gt => ">",
        Compare::Ge => ">=",
        Compare::In => "in",
    }
}

fn unit_letter(unit: Unit) -> char {
    match unit {
        Unit::Days => 'd',
        Unit::Weeks => 'w',
        Unit::Months => 'm',
        Unit::Years => 'y',
    }
}

/// A string literal that says `text`.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // INVARIANT: strings of the tree hold no other control characters; one that does would not parse again.
            char if char.is_control() => {}
            // What a program made goes to standard output, and so into logs: nothing there is to turn the direction of
            // writing, and no `##[` to be obeyed.
            '#' if opens_marker(chars.peek().copied()) => out.push_str("\\u{23}"),
            char if is_hidden(char) => out.extend(char.escape_unicode()),
            char => out.push(char),
        }
    }
    out.push('"');
    out
}

/// A line of documentation that a program made.
///
/// Documentation is Markdown and has no escapes for characters: a marker such as `##[` gets the backslash that Markdown
/// takes away, marks that hint at a direction are left out, and what else cannot be seen becomes U+FFFD.
pub(in crate::fmt) fn doc_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        match char {
            '#' if text.get(at..).is_some_and(starts_marker) => out.push_str("#\\"),
            '\t' => out.push('\t'),
            char if hints_direction(char) => {}
            char if char.is_control() || is_hidden(char) => out.push('\u{fffd}'),
            char => out.push(char),
        }
    }
    out
}

/// Whether a character turns the direction of writing, ends a line for some readers, or marks the order of bytes.
fn is_hidden(char: char) -> bool {
    is_bidi_control(char) || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}')
}
