//! `none` in a list of words: it stands alone, and where a scale has it the list is not empty.

use crate::check::codes::WRONG_VALUE;
use crate::check::context::Context;
use crate::diag::Diagnostic;
use crate::schema::ValueType;
use crate::syntax::ast::{Expr, ExprKind};

const NONE: &str = "none";

/// Whether a list says `none` and nothing else, or no `none`; reports it otherwise.
pub(super) fn stands_alone(context: &mut Context, expr: &Expr, ty: ValueType, attribute: &str) -> bool {
    let (ExprKind::List(items), ValueType::Words(scale)) = (&expr.kind, ty) else { return true };
    if scale.index(NONE).is_none() {
        return true;
    }
    let word = |item: &Expr| match &item.kind {
        ExprKind::Path(word) => Some(word.clone()),
        _ => None,
    };
    let words: Vec<_> = items.iter().filter_map(word).collect();
    let others: Vec<_> = words.iter().filter(|word| *word != NONE).map(|word| word.as_str()).collect();
    if items.is_empty() {
        let message = format!("`{attribute}` lists nothing, which says neither which nor that there is none");
        let error = Diagnostic::new(&WRONG_VALUE, expr.span, message);
        let help = format!("where there is none, write `{attribute} = none`");
        context.report(error.help(help).fix("write `none`", expr.span, NONE));
        return false;
    }
    if words.len() == others.len() || items.len() == 1 {
        return true;
    }
    let message = match others.is_empty() {
        true => "`none` is said more than once",
        false => "`none` does not go with other words",
    };
    let error = Diagnostic::new(&WRONG_VALUE, expr.span, message);
    let or = if others.is_empty() { "" } else { ", or what there is" };
    let mut error = error.help(format!("write `{attribute} = none`{or}"));
    if !others.is_empty() && words.len() == items.len() {
        error = error.fix("leave `none` out", expr.span, format!("[{}]", others.join(", ")));
    }
    context.report(error.fix("write `none` alone", expr.span, NONE));
    false
}
