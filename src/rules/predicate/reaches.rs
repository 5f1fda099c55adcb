//! `reaches(a, b[, carrying: d][, unless: T])`: whether a path leads from one element to another.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{ElementId, Thing, Truth};
use crate::rules::Subject;
use crate::rules::eval::{Env, Reasons, quoted, thing, unknowns_of_term};
use crate::rules::expr::{Cond, Guard, Term, Typer};
use crate::rules::predicate::path::{self, Search};
use crate::rules::predicate::{Args, Info, wrong};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "reaches",
    form: "reaches(a, b, carrying: d, unless: TECHNIQUE-or-TYPE)",
    doc: "A path of at least one step leads from the first element to the second along flows. With `carrying`, only \
          steps that bring that datum along count, replies included. With `unless`, only paths on which no flow and \
          no element behind the first has that technique or is of that type. Both may be left out.",
    unknown: "True where some path is free for certain, false where every path is stopped for certain, else unknown: \
              a technique that nobody states, or a flow that does not say what it carries, leaves it open.",
    example: r#"policy cards-stay "Card numbers reach no supplier" {
  on = store, forbid = any(this.holds, d: d.class == secret and any(model.elements, e: e is external and reaches(this, e, carrying: d)))
}"#,
};

/// `reaches(…)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reaches {
    /// Where the path starts.
    pub from: Term,
    /// Where it ends.
    pub to: Term,
    /// The datum that comes along.
    pub carrying: Option<Term>,
    /// What must not be on the path.
    pub unless: Option<Guard>,
}

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([from, to], true) = (args.plain.as_slice(), args.fits(2..=2, &["carrying", "unless"])) else {
        return wrong(typer, span, &INFO);
    };
    let ends = KindSet::ELEMENTS;
    let from = typer.thing(from, ends, "an element")?;
    let to = typer.thing(to, ends, "an element")?;
    let carrying = match args.labelled("carrying") {
        Some(data) => Some(typer.thing(data, KindSet::of(&[Kind::Data]), "a datum")?),
        None => None,
    };
    let unless = match args.labelled("unless") {
        Some(guard) => Some(path::guard(typer, guard)?),
        None => None,
    };
    Some(Cond::Reaches(Arc::new(Reaches { from, to, carrying, unless })))
}

impl Reaches {
    pub(crate) fn truth(&self, env: &Env<'_, '_>) -> Truth {
        match self.search(env) {
            Some((search, to)) => path::reached(env.run, env.budget, search, to),
            // An end that is a boundary passes nothing on.
            None => match (thing(&self.from, env), thing(&self.to, env)) {
                (Some(_), Some(_)) => Truth::False,
                _ => Truth::Unknown,
            },
        }
    }

    pub(crate) fn unknowns<'a>(&'a self, env: &Env<'a, '_>, ask: &mut dyn FnMut(Thing, Subject)) {
        match self.search(env) {
            Some((search, to)) => path::unknowns(env.run, env.budget, search, to, ask),
            None => {
                for term in [Some(&self.from), Some(&self.to), self.carrying.as_ref()].into_iter().flatten() {
                    unknowns_of_term(term, env, ask);
                }
            }
        }
    }

    fn search(&self, env: &Env<'_, '_>) -> Option<(Search, ElementId)> {
        let (Thing::Element(from), Thing::Element(to)) = (thing(&self.from, env)?, thing(&self.to, env)?) else {
            return None;
        };
        let carrying = match &self.carrying {
            Some(term) => match thing(term, env)? {
                Thing::Data(data) => Some(data),
                _ => return None,
            },
            None => None,
        };
        Some((Search { from: Some(from), guard: self.unless, carrying, mode: env.mode }, to))
    }

    pub(crate) fn why(&self, env: &Env<'_, '_>, out: &mut Reasons) {
        let Some((search, to)) = self.search(env) else { return };
        let Some(from) = thing(&self.from, env) else { return };
        let at_least = self.truth(env).max(Truth::Unknown);
        let steps = path::way(env.run, env.budget, search, to, at_least);
        let model = env.model();
        let (from_name, to_name) = (quoted(model, from), quoted(model, Thing::Element(to)));
        match steps.first() {
            Some(first) => {
                let mut way = model.name(from).to_owned();
                for step in &steps {
                    way.push_str(" → ");
                    way.push_str(&model[step.to].decl.name);
                }
                out.say(format!("{from_name} reaches {to_name}: `{way}`"), model[first.flow].decl.span);
            }
            None => out.say(format!("no open path leads from {from_name} to {to_name}"), model.decl(from).span),
        }
    }
}
