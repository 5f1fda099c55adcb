//! `connected(a, b)`: whether a flow joins two elements.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{FlowId, Thing, Truth};
use crate::rules::eval::{Env, Reasons, quoted, thing};
use crate::rules::expr::{Cond, Term, Typer};
use crate::rules::predicate::{Args, Info, wrong};
use crate::schema::KindSet;
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "connected",
    form: "connected(a, b)",
    doc: "A flow joins the two elements, whichever starts it.",
    unknown: "Never: flows are structure.",
    example: r#"policy no-shortcut "A client never talks to a database" {
  on = client, forbid = any(model.elements, s: s is sql and connected(this, s))
}"#,
};

/// `connected(a, b)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Connected {
    /// One.
    pub a: Term,
    /// The other.
    pub b: Term,
}

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([a, b], true) = (args.plain.as_slice(), args.fits(2..=2, &[])) else { return wrong(typer, span, &INFO) };
    let a = typer.thing(a, KindSet::ELEMENTS, "an element")?;
    let b = typer.thing(b, KindSet::ELEMENTS, "an element")?;
    Some(Cond::Connected(Arc::new(Connected { a, b })))
}

impl Connected {
    pub(crate) fn truth(&self, env: &Env<'_, '_>) -> Truth {
        match (thing(&self.a, env), thing(&self.b, env)) {
            (Some(_), Some(_)) => self.flow(env).is_some().into(),
            _ => Truth::Unknown,
        }
    }

    fn flow(&self, env: &Env<'_, '_>) -> Option<FlowId> {
        let (Some(Thing::Element(a)), Some(Thing::Element(b))) = (thing(&self.a, env), thing(&self.b, env)) else {
            return None;
        };
        let model = env.model();
        let looked = |_: &FlowId| {
            env.budget.step();
        };
        let to = env.run.flows_at(a, false).inspect(looked).find(|flow| model[*flow].to.element() == Some(b));
        to.or_else(|| env.run.flows_at(a, true).inspect(looked).find(|flow| model[*flow].from.element() == Some(b)))
    }

    pub(crate) fn why(&self, env: &Env<'_, '_>, out: &mut Reasons) {
        let (Some(a), Some(b)) = (thing(&self.a, env), thing(&self.b, env)) else { return };
        let model = env.model();
        let (a_name, b_name) = (quoted(model, a), quoted(model, b));
        match self.flow(env) {
            Some(flow) => {
                let flow = Thing::Flow(flow);
                out.say(format!("{} joins {a_name} and {b_name}", quoted(model, flow)), model.decl(flow).span);
            }
            None => out.say(format!("no flow joins {a_name} and {b_name}"), model.decl(a).span),
        }
    }
}
