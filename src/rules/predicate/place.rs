//! `BOUNDARY or TYPE`: the second argument of `crosses` and `inside`.

use crate::diag::Diagnostic;
use crate::model::BoundaryId;
use crate::model::Thing;
use crate::rules::eval::{Env, thing};
use crate::rules::expr::{ARGUMENTS, Place, Typer, Wanted};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::Expr;

/// Types the argument: a type of boundaries, else a boundary of the model.
pub(super) fn compile(typer: &mut Typer<'_>, expr: &Expr) -> Option<Place> {
    if let Some(ty) = typer.type_argument(expr) {
        let def = typer.vocabulary.type_def(ty);
        if matches!(def.kind, Some(Kind::Boundary) | None) {
            let name = def.name.clone();
            typer.names.push(Wanted { name, span: expr.span, kinds: KindSet::of(&[Kind::Boundary]), is_type: true });
            return Some(Place::Type(ty));
        }
        let message = format!("`{}` is a type, but not of boundaries", def.name);
        typer.out.push(Diagnostic::new(&ARGUMENTS, expr.span, message).help("name a boundary or a type of boundaries"));
        return None;
    }
    typer.thing(expr, KindSet::of(&[Kind::Boundary]), "a boundary or a type of boundaries").map(Place::Thing)
}

impl Place {
    /// Whether a boundary matches.
    pub(super) fn is(&self, env: &Env<'_, '_>, boundary: BoundaryId) -> bool {
        match self {
            Place::Type(ty) => env.model().is(Thing::Boundary(boundary), *ty),
            Place::Thing(term) => thing(term, env) == Some(Thing::Boundary(boundary)),
        }
    }
}
