//! Conditions with their places as clauses: `and`, `or` and items of lists above, and leaves that hold or do not.

use crate::rules::expr::{Cond, Term};
use crate::syntax::ast::{Arg, Expr, ExprKind};
use crate::text::Span;

/// A clause, with every `not` pushed down to its leaves.
pub(super) enum Clause<'a> {
    /// A condition without parts.
    Leaf(Leaf<'a>),
    /// All of them; none is an `All` itself.
    All(Vec<Clause<'a>>),
    /// One of them.
    One {
        parts: Vec<Clause<'a>>,
        /// Whether it is written as an `or`, rather than the opposite of an `and`.
        stated: bool,
        span: Span,
    },
    /// Some item of a list, or every item.
    Item {
        list: &'a Term,
        slot: u8,
        name: &'a str,
        body: Box<Clause<'a>>,
        /// Whether the body is as written, rather than its opposite.
        stated: bool,
        every: bool,
    },
}

/// A condition without parts.
pub(super) struct Leaf<'a> {
    pub(super) cond: &'a Cond,
    /// Whether it is to hold, or not to.
    pub(super) holds: bool,
    pub(super) span: Span,
}

/// A condition as it is written.
pub(super) fn of<'a>(expr: &'a Expr, cond: &'a Cond) -> Clause<'a> {
    clause(expr, cond, true)
}

/// Its opposite.
pub(super) fn negated<'a>(expr: &'a Expr, cond: &'a Cond) -> Clause<'a> {
    clause(expr, cond, false)
}

/// A tree and what it was typed to have one shape; where they do not, the rest is a leaf.
fn clause<'a>(expr: &'a Expr, cond: &'a Cond, holds: bool) -> Clause<'a> {
    match (&expr.kind, cond) {
        (ExprKind::Not(inner), Cond::Not(cond)) => clause(inner, cond, !holds),
        (ExprKind::And(exprs), Cond::And(conds)) => several(exprs, conds, holds, holds, expr.span),
        (ExprKind::Or(exprs), Cond::Or(conds)) => several(exprs, conds, !holds, holds, expr.span),
        // `holds(x, d: …)` stands for two conditions.
        (ExprKind::Call(_, args), Cond::And(conds)) => match &conds[..] {
            [kind, Cond::Any(any)] => {
                let parts = vec![
                    leaf(kind, holds, expr.span),
                    item((&any.list, any.slot, &any.name, &any.body), args, holds, !holds, expr.span),
                ];
                match holds {
                    true => Clause::All(parts),
                    false => Clause::One { parts, stated: false, span: expr.span },
                }
            }
            _ => leaf(cond, holds, expr.span),
        },
        (ExprKind::Call(_, args), Cond::Any(any)) => {
            item((&any.list, any.slot, &any.name, &any.body), args, holds, !holds, expr.span)
        }
        (ExprKind::Call(_, args), Cond::All(all)) => {
            item((&all.list, all.slot, &all.name, &all.body), args, holds, holds, expr.span)
        }
        _ => leaf(cond, holds, expr.span),
    }
}

fn several<'a>(exprs: &'a [Expr], conds: &'a [Cond], all: bool, holds: bool, span: Span) -> Clause<'a> {
    let mut parts = Vec::with_capacity(conds.len());
    for (expr, cond) in exprs.iter().zip(conds) {
        match clause(expr, cond, holds) {
            Clause::All(inner) if all => parts.extend(inner),
            part => parts.push(part),
        }
    }
    if all { Clause::All(parts) } else { Clause::One { parts, stated: holds, span } }
}

fn item<'a>(
    (list, slot, name, body): (&'a Term, u8, &'a str, &'a Cond),
    args: &'a [Arg],
    holds: bool,
    every: bool,
    span: Span,
) -> Clause<'a> {
    let said = args.iter().find(|arg| arg.label.is_some()).map(|arg| &arg.value);
    let body = Box::new(match said {
        Some(expr) => clause(expr, body, holds),
        None => leaf(body, holds, span),
    });
    Clause::Item { list, slot, name, body, stated: holds, every }
}

fn leaf(cond: &Cond, holds: bool, span: Span) -> Clause<'_> {
    Clause::Leaf(Leaf { cond, holds, span })
}
