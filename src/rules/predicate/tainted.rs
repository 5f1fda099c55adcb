//! `tainted(x)`: whether untrusted input reaches something.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{ElementId, End, Thing, Truth};
use crate::rules::eval::{Env, Reasons, quoted, thing};
use crate::rules::expr::{Cond, Term, Typer};
use crate::rules::predicate::{Args, Info, wrong};
use crate::schema::{Kind, KindSet, TRUST, word};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "tainted",
    form: "tainted(x)",
    doc: "An untrusted or partner element can send to it, or what such an element stored comes back to it; a flow is \
          tainted where its start is. Controls do not stop taint.",
    unknown: "Never: a flow that says nothing of what it carries counts as carrying.",
    example: "policy no-code-from-outside \"What runs code is out of everybody's reach\" { on = process, forbid = this.executes-code and tainted(this) }",
};

/// `tainted(x)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tainted {
    /// What.
    pub subject: Term,
}

const SUBJECT: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary, Kind::Flow]));

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([subject], true) = (args.plain.as_slice(), args.fits(1..=1, &[])) else { return wrong(typer, span, &INFO) };
    let subject = typer.thing(subject, SUBJECT, "an element or a flow")?;
    Some(Cond::Tainted(Arc::new(Tainted { subject })))
}

impl Tainted {
    pub(crate) fn truth(&self, env: &Env<'_, '_>) -> Truth {
        let model = env.model();
        match thing(&self.subject, env) {
            Some(Thing::Element(id)) => model.graph.is_tainted(id).into(),
            Some(Thing::Flow(id)) => end_is_tainted(env, model[id].from).into(),
            Some(Thing::Boundary(id)) => end_is_tainted(env, End::Boundary(id)).into(),
            _ => Truth::Unknown,
        }
    }

    pub(crate) fn why(&self, env: &Env<'_, '_>, out: &mut Reasons) {
        let model = env.model();
        let end = match thing(&self.subject, env) {
            Some(Thing::Element(id)) => End::Element(id),
            Some(Thing::Flow(id)) => model[id].from,
            Some(Thing::Boundary(id)) => End::Boundary(id),
            _ => return,
        };
        let name = quoted(model, end.thing());
        match end {
            End::Element(id) if model.graph.is_tainted(id) => self.path(env, id, out),
            End::Boundary(_) if end_is_tainted(env, end) => {
                out.say(format!("{name} is not trusted"), model.decl(end.thing()).span);
            }
            _ => out.say(format!("no untrusted input reaches {name}"), model.decl(end.thing()).span),
        }
    }

    fn path(&self, env: &Env<'_, '_>, element: ElementId, out: &mut Reasons) {
        let model = env.model();
        let name = quoted(model, Thing::Element(element));
        let Some((source, steps)) = model.graph.taint_path(model, element) else { return };
        let Some(first) = steps.first() else {
            let trust = TRUST.word(model[source].trust);
            out.say(format!("{name} is `{trust}`"), place_of_trust(env, source));
            return;
        };
        let mut way = model[source].decl.name.to_string();
        for step in &steps {
            let arrow = if step.reply { "returns to" } else { "→" };
            let flow = &model[step.flow].decl.name;
            let to = &model[step.to].decl.name;
            // An unnamed flow is named by its ends, which the way shows already.
            match flow.contains("->") {
                true => way.push_str(&format!(" {arrow} {to}")),
                false => way.push_str(&format!(" {arrow} {to} ({flow})")),
            }
        }
        out.say(format!("untrusted input reaches {name}: `{way}`"), model[first.flow].decl.span);
    }
}

fn end_is_tainted(env: &Env<'_, '_>, end: End) -> bool {
    let partner = word::trust::PARTNER;
    match end {
        End::Element(id) => env.model().graph.is_tainted(id),
        End::Boundary(id) => env.model()[id].trust.is_some_and(|trust| trust <= partner),
    }
}

/// Where an element's trust is said: its own line, its boundary's, else its declaration.
fn place_of_trust(env: &Env<'_, '_>, element: ElementId) -> Span {
    let element = &env.model()[element];
    if element.trust_from.is_somewhere() { element.trust_from } else { element.decl.span }
}
