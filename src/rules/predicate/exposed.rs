//! `exposed(x[, unless: T])`: whether anybody can reach something.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{ElementId, Thing, Truth};
use crate::rules::Subject;
use crate::rules::eval::{Env, Reasons, quoted, thing};
use crate::rules::expr::{Cond, Guard, Term, Typer};
use crate::rules::predicate::path::{self, Search};
use crate::rules::predicate::{Args, Info, wrong};
use crate::schema::{Kind, KindSet, word};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "exposed",
    form: "exposed(x)` or `exposed(x, unless: TECHNIQUE-or-TYPE)",
    doc: "An untrusted element reaches it along flows; a flow is exposed where its start is untrusted or exposed. With \
          `unless`, only paths count on which no flow and no element behind the source, the target included, has that \
          technique or is of that type.",
    unknown: "Never without `unless` or with a type. With a technique: true where some path is free of it for certain, \
              false where every path has it for certain, else unknown.",
    example: r#"policy stores-behind-a-proxy "Only what passes a web application firewall reaches a store" {
  on = store, forbid = exposed(this, unless: web-application-firewall)
}"#,
};

/// `exposed(x[, unless: T])`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exposed {
    /// What.
    pub subject: Term,
    /// What must not be on the path.
    pub unless: Option<Guard>,
}

const SUBJECT: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary, Kind::Flow]));

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([subject], true) = (args.plain.as_slice(), args.fits(1..=1, &["unless"])) else {
        return wrong(typer, span, &INFO);
    };
    let subject = typer.thing(subject, SUBJECT, "an element or a flow")?;
    let unless = match args.labelled("unless") {
        Some(guard) => Some(path::guard(typer, guard)?),
        None => None,
    };
    Some(Cond::Exposed(Arc::new(Exposed { subject, unless })))
}

impl Exposed {
    pub(crate) fn truth(&self, env: &Env<'_, '_>) -> Truth {
        let Some(subject) = thing(&self.subject, env) else { return Truth::Unknown };
        let model = env.model();
        match subject {
            Thing::Element(id) => self.element(env, id),
            Thing::Flow(id) => match model[id].from.element() {
                Some(start) if is_source(env, start) => Truth::True,
                Some(start) => self.element(env, start),
                None => Truth::False,
            },
            Thing::Boundary(id) => {
                let inside = model[id].elements.iter();
                inside.fold(Truth::False, |sum, element| sum.or(self.element(env, *element)))
            }
            _ => Truth::False,
        }
    }

    pub(crate) fn unknowns(&self, env: &Env<'_, '_>, ask: &mut dyn FnMut(Thing, Subject)) {
        if let Some(target) = self.target(env) {
            path::unknowns(env.run, env.budget, self.search(env), target, ask);
        }
    }

    fn element(&self, env: &Env<'_, '_>, element: ElementId) -> Truth {
        match self.unless {
            None => env.model().graph.is_exposed(element).into(),
            Some(_) => path::reached(env.run, env.budget, self.search(env), element),
        }
    }

    fn search(&self, env: &Env<'_, '_>) -> Search {
        Search { from: None, guard: self.unless, carrying: None, mode: env.mode }
    }

    fn target(&self, env: &Env<'_, '_>) -> Option<ElementId> {
        match thing(&self.subject, env)? {
            Thing::Element(id) => Some(id),
            Thing::Flow(id) => env.model()[id].from.element(),
            Thing::Boundary(id) => {
                let wanted = self.truth(env);
                env.model()[id].elements.iter().copied().find(|element| self.element(env, *element) == wanted)
            }
            _ => None,
        }
    }

    pub(crate) fn why(&self, env: &Env<'_, '_>, out: &mut Reasons) {
        let (Some(subject), Some(target)) = (thing(&self.subject, env), self.target(env)) else { return };
        let model = env.model();
        let name = quoted(model, subject);
        let truth = self.truth(env);
        if truth == Truth::False {
            out.say(format!("nobody untrusted reaches {name}"), model.decl(subject).span);
            return;
        }
        let steps = match self.unless {
            None => model.graph.exposed_path(model, target).map_or(Vec::new(), |(_, steps)| steps),
            Some(_) => path::way(env.run, env.budget, self.search(env), target, truth),
        };
        let first = steps.first().and_then(|step| Some((step, model[step.flow].from.element()?)));
        match first {
            Some((first, source)) => {
                let mut way = model[source].decl.name.to_string();
                for step in &steps {
                    way.push_str(" → ");
                    way.push_str(&model[step.to].decl.name);
                }
                out.say(format!("anybody reaches {name}: `{way}`"), model[first.flow].decl.span);
            }
            None => out.say(format!("{name} is open to anybody"), model.decl(subject).span),
        }
    }
}

fn is_source(env: &Env<'_, '_>, element: ElementId) -> bool {
    env.model()[element].trust == word::trust::UNTRUSTED
}
