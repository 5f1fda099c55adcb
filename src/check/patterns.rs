//! Names that stand for many: `cloud.*` is everything in the boundary `cloud`, at any depth.

use smol_str::SmolStr;

use crate::check::codes::WRONG_KIND;
use crate::check::context::Context;
use crate::check::names;
use crate::diag::Diagnostic;
use crate::model::{BoundaryId, Thing, Value};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::{Expr, ExprKind};
use crate::text::Span;

/// What a view may show.
const SHOWN: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary, Kind::Flow]));

const BOUNDARY: KindSet = KindSet::of(&[Kind::Boundary]);

/// What a view may show: a thing, `cloud.*` or `*`.
pub(super) fn shown(context: &mut Context, expr: &Expr, text: &SmolStr) -> Option<Value> {
    if text == "*" {
        return Some(Value::Text(text.clone()));
    }
    let (path, wanted) = match text.strip_suffix(".*") {
        Some(path) => (path, BOUNDARY),
        None => (text.as_str(), SHOWN),
    };
    let plain = Expr { kind: ExprKind::Path(path.into()), span: expr.span };
    let found = names::of_expr(context, &plain, wanted)?;
    if wanted.has(found.kind) {
        return Some(Value::Text(text.clone()));
    }
    let message = format!("`{path}` names {}", found.kind.noun());
    let diagnostic = Diagnostic::new(&WRONG_KIND, expr.span, message).also(found.span, "declared here");
    context.report(if path != text && SHOWN.has(found.kind) {
        diagnostic.help("only a boundary has something inside").fix("name the thing itself", expr.span, path)
    } else {
        diagnostic.help("a picture shows elements, boundaries and flows")
    });
    None
}

/// The boundary that `cloud.*` is about, where a control or a decision is on what it holds.
pub(super) fn inside(context: &mut Context, text: &str, whole: Span) -> Option<BoundaryId> {
    let path = SmolStr::from(text.strip_suffix(".*")?);
    let name = Span { end: whole.end.saturating_sub(2).max(whole.start), ..whole };
    let moved = context.moved.get(&path).filter(|_| !context.names.contains_key(&path));
    let found = match moved.and_then(|new| context.names.get(new)) {
        Some(found) => *found,
        None if names::look_up(context, &path).is_none() && is_model(context, &path) => {
            let message = format!("`{path}` is another model, and holds nothing here");
            let help = format!("name one of the things that it exports, such as `{path}.NAME`");
            context.report(Diagnostic::new(&WRONG_KIND, whole, message).help(help));
            return None;
        }
        None => names::of_path(context, &path, name, BOUNDARY)?,
    };
    let wrong = |what: String| Diagnostic::new(&WRONG_KIND, whole, what).also(found.span, "declared here");
    match found.thing {
        Thing::Boundary(id) if !context.lines.contains(&id) => return Some(id),
        Thing::Boundary(_) => {
            let help = "name the flows that cross it, or a boundary that holds something";
            context.report(wrong(format!("`{path}` is a line and holds nothing")).help(help));
        }
        _ => {
            let help = format!("only a boundary has something inside: write `{path}`");
            let error = wrong(format!("`{path}` names {}", found.kind.noun())).help(help);
            context.report(error.fix("name the thing itself", whole, path));
        }
    }
    None
}

/// Whether a name is that of another model which something is seen of.
fn is_model(context: &Context, name: &str) -> bool {
    let of_it = |known: &SmolStr| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    context.suggests() && (context.names.keys().any(of_it) || context.hidden.keys().any(of_it))
}
