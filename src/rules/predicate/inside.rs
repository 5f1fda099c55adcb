//! `inside(x, BOUNDARY or TYPE)`: whether a boundary lies around something.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{BoundaryId, End, Thing, Truth};
use crate::rules::eval::{Env, Reasons, quoted, thing};
use crate::rules::expr::{Cond, Place, Term, Typer};
use crate::rules::predicate::{Args, Info, place, wrong};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "inside",
    form: "inside(x, BOUNDARY-or-TYPE)",
    doc: "That boundary, or one of that type, lies around the element or boundary, or around both ends of the flow; \
          boundaries that lie across count for their members.",
    unknown: "Never: boundaries are structure.",
    example: "policy secrets-stay-home \"What is secret is kept in a network\" { on = store, forbid = holds(this, d: d.class == secret) and not inside(this, network) }",
};

/// `inside(x, place)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inside {
    /// What.
    pub subject: Term,
    /// In which boundary.
    pub place: Place,
}

const SUBJECT: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary, Kind::Flow]));

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([subject, place], true) = (args.plain.as_slice(), args.fits(2..=2, &[])) else {
        return wrong(typer, span, &INFO);
    };
    let subject = typer.thing(subject, SUBJECT, "an element, a boundary or a flow")?;
    let place = place::compile(typer, place)?;
    Some(Cond::Inside(Arc::new(Inside { subject, place })))
}

impl Inside {
    pub(crate) fn truth(&self, env: &Env<'_, '_>) -> Truth {
        match thing(&self.subject, env) {
            Some(thing) => self.around(env, thing).next().is_some().into(),
            None => Truth::Unknown,
        }
    }

    fn around<'e>(&'e self, env: &'e Env<'_, '_>, thing: Thing) -> impl Iterator<Item = BoundaryId> + 'e {
        let model = env.model();
        let of = |end: End| end.element().map_or(&[][..], |id| &model[id].overlays);
        let (overlays, both) = match thing {
            Thing::Element(id) => (&model[id].overlays[..], None),
            // One that lies across holds a flow when it holds both ends.
            Thing::Flow(id) => (of(model[id].from), Some(of(model[id].to))),
            _ => (&[][..], None),
        };
        env.budget.steps(overlays.len() as u64);
        // Overlays were given to their members in the order of their ids.
        let overlays =
            overlays.iter().copied().filter(move |id| both.is_none_or(|other| other.binary_search(id).is_ok()));
        model.enclosing(thing).chain(overlays).filter(|boundary| self.place.is(env, *boundary))
    }

    pub(crate) fn why(&self, env: &Env<'_, '_>, out: &mut Reasons) {
        let Some(subject) = thing(&self.subject, env) else { return };
        let name = quoted(env.model(), subject);
        let found = self.around(env, subject).next();
        match found {
            Some(id) => {
                let boundary = Thing::Boundary(id);
                out.say(format!("{name} is inside {}", quoted(env.model(), boundary)), env.model().decl(boundary).span);
            }
            None => out.say(format!("{name} is in no such boundary"), env.model().decl(subject).span),
        }
    }
}
