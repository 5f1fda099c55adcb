//! `crosses(flow[, BOUNDARY or TYPE])`: whether a flow crosses a boundary.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{BoundaryId, Thing, Truth};
use crate::rules::eval::{Env, Reasons, quoted, thing};
use crate::rules::expr::{Cond, Place, Term, Typer};
use crate::rules::predicate::{Args, Info, place, wrong};
use crate::rules::template::join;
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "crosses",
    form: "crosses(flow)` or `crosses(flow, BOUNDARY-or-TYPE)",
    doc: "The flow leaves or enters a boundary: any, that one, or one of that type. Overlays and lines count.",
    unknown: "Never: crossings are computed.",
    example: "policy doors-ask \"Whoever crosses a boundary proves who they are\" { on = flow, forbid = crosses(flow) and flow.auth == none }",
};

/// `crosses(flow[, place])`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crosses {
    /// The flow.
    pub flow: Term,
    /// Which boundary; any without it.
    pub place: Option<Place>,
}

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    if !args.fits(1..=2, &[]) {
        return wrong(typer, span, &INFO);
    }
    let flow = typer.thing(args.plain.first()?, KindSet::of(&[Kind::Flow]), "a flow")?;
    let place = match args.plain.get(1) {
        Some(place) => Some(place::compile(typer, place)?),
        None => None,
    };
    Some(Cond::Crosses(Arc::new(Crosses { flow, place })))
}

impl Crosses {
    pub(crate) fn truth(&self, env: &Env<'_, '_>) -> Truth {
        match thing(&self.flow, env) {
            Some(Thing::Flow(_)) => self.crossed(env).next().is_some().into(),
            _ => Truth::Unknown,
        }
    }

    fn crossed<'e>(&'e self, env: &'e Env<'_, '_>) -> impl Iterator<Item = BoundaryId> + 'e {
        let flow = match thing(&self.flow, env) {
            Some(Thing::Flow(flow)) => Some(flow),
            _ => None,
        };
        let crossings = flow.into_iter().flat_map(|flow| env.model()[flow].crossings());
        crossings.filter(|boundary| self.place.as_ref().is_none_or(|place| place.is(env, *boundary)))
    }

    pub(crate) fn why(&self, env: &Env<'_, '_>, out: &mut Reasons) {
        let Some(flow) = thing(&self.flow, env) else { return };
        let names: Vec<String> = self.crossed(env).map(|id| quoted(env.model(), Thing::Boundary(id))).collect();
        let span = env.model().decl(flow).span;
        let subject = quoted(env.model(), flow);
        match names.is_empty() {
            false => out.say([&*subject, " crosses ", &join(&names, 3)].concat(), span),
            true => out.say(format!("{subject} crosses no such boundary"), span),
        }
    }
}
