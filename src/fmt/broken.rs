//! Expressions on several lines: what does not fit is broken at its outermost operator, then further in.

use crate::fmt::WIDTH;
use crate::fmt::expr::{NOT, OR, Writer, binding};
use crate::syntax::ast::{Expr, ExprKind};

/// How far the inside of brackets is moved in.
const STEP: usize = 2;

impl Writer<'_> {
    /// An expression that begins in a column: on one line if it fits, else the parts of a chain under one another, and
    /// what stands in brackets on lines of its own.
    pub fn broken(self, expr: &Expr, column: usize) -> String {
        let mut out = String::new();
        self.put(&mut out, expr, column, column, OR);
        out
    }

    /// `at` is the column of the first character, `indent` that of the lines that follow.
    fn put(self, out: &mut String, expr: &Expr, at: usize, indent: usize, least: u8) {
        let mut flat = String::new();
        self.write(&mut flat, expr, least);
        if at + flat.chars().count() <= WIDTH && !flat.contains('\n') {
            return out.push_str(&flat);
        }
        match &expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) => {
                let word = if matches!(expr.kind, ExprKind::And(_)) { "and " } else { "or " };
                if binding(&expr.kind) >= least {
                    return self.chain(out, parts, word, at, indent);
                }
                let inside = indent + STEP;
                out.push_str("(\n");
                out.extend(std::iter::repeat_n(' ', inside));
                self.chain(out, parts, word, inside, inside);
                close(out, indent);
            }
            ExprKind::Not(inner) => {
                out.push_str("not ");
                self.put(out, inner, at + "not ".len(), indent, NOT);
            }
            ExprKind::Call(name, arguments) if !arguments.is_empty() => {
                let inside = indent + STEP;
                out.push_str(&name.text);
                out.push('(');
                for (index, argument) in arguments.iter().enumerate() {
                    out.push_str(if index == 0 { "\n" } else { ",\n" });
                    out.extend(std::iter::repeat_n(' ', inside));
                    let label = argument.label.as_ref().map(|label| format!("{}: ", label.text)).unwrap_or_default();
                    out.push_str(&label);
                    let (at, under) = (inside + label.chars().count(), if label.is_empty() { 0 } else { STEP });
                    self.put(out, &argument.value, at, inside + under, OR);
                }
                close(out, indent);
            }
            _ => out.push_str(&flat),
        }
    }

    fn chain(self, out: &mut String, parts: &[Expr], word: &str, at: usize, indent: usize) {
        for (index, part) in parts.iter().enumerate() {
            if index == 0 {
                self.put(out, part, at, indent, NOT);
            } else {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent));
                out.push_str(word);
                self.put(out, part, indent + word.len(), indent, NOT);
            }
        }
    }
}

fn close(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    out.push(')');
}
