//! `together(a, b, TYPE)`: whether two elements share their innermost boundary of a type.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diag::Diagnostic;
use crate::model::{BoundaryId, Thing, Truth, TypeId};
use crate::rules::eval::{Env, Reasons, quoted, thing};
use crate::rules::expr::{ARGUMENTS, Cond, Term, Typer};
use crate::rules::predicate::{Args, Info, wrong};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "together",
    form: "together(a, b, TYPE)",
    doc: "The innermost boundary of that type around both is the same one; boundaries that lie across count where none \
          lies around.",
    unknown: "Where neither is in a boundary of that type: the model does not draw them. Where only one is, it is false.",
    example: "policy no-neighbours \"Programs of different machines do not share files\" { on = flow, forbid = to is file-store and not together(from, to, machine) }",
};

/// `together(a, b, TYPE)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Together {
    /// One.
    pub a: Term,
    /// The other.
    pub b: Term,
    /// The type of the boundary.
    pub ty: TypeId,
}

const SUBJECT: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary]));

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([a, b, ty], true) = (args.plain.as_slice(), args.fits(3..=3, &[])) else {
        return wrong(typer, span, &INFO);
    };
    let a = typer.thing(a, SUBJECT, "an element")?;
    let b = typer.thing(b, SUBJECT, "an element")?;
    let Some(found) = typer.type_argument(ty) else {
        let error = Diagnostic::new(&ARGUMENTS, ty.span, "a type of boundaries is needed");
        typer.out.push(error.help(format!("write `{}`", INFO.form)));
        return None;
    };
    if !matches!(typer.vocabulary.type_def(found).kind, Some(Kind::Boundary) | None) {
        typer.out.push(Diagnostic::new(&ARGUMENTS, ty.span, "this is a type, but not of boundaries"));
        return None;
    }
    Some(Cond::Together(Arc::new(Together { a, b, ty: found })))
}

impl Together {
    pub(crate) fn truth(&self, env: &Env<'_, '_>) -> Truth {
        let (Some(a), Some(b)) = (thing(&self.a, env), thing(&self.b, env)) else { return Truth::Unknown };
        match (self.innermost(env, a), self.innermost(env, b)) {
            (Some(a), Some(b)) => (a == b).into(),
            (None, None) => Truth::Unknown,
            _ => Truth::False,
        }
    }

    fn innermost(&self, env: &Env<'_, '_>, thing: Thing) -> Option<BoundaryId> {
        let model = env.model();
        let overlays = match thing {
            Thing::Element(id) => model[id].overlays.iter(),
            _ => [].iter(),
        };
        model.enclosing(thing).chain(overlays.copied()).find(|id| model.is(Thing::Boundary(*id), self.ty))
    }

    pub(crate) fn why(&self, env: &Env<'_, '_>, out: &mut Reasons) {
        let (Some(a), Some(b)) = (thing(&self.a, env), thing(&self.b, env)) else { return };
        let model = env.model();
        let word = match self.truth(env) {
            Truth::True => "are in the same",
            Truth::False => "are not in the same",
            Truth::Unknown => "are drawn in no",
        };
        let ty = &model.vocabulary.type_def(self.ty).name;
        out.say(format!("{} and {} {word} `{ty}`", quoted(model, a), quoted(model, b)), model.decl(a).span);
    }
}
