//! `known(e)`: whether anybody said.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{TechniqueId, Truth};
use crate::rules::eval::{Env, Reasons, Val, is_known_list, is_stated, thing, value};
use crate::rules::expr::{Cond, Term, Ty, Typer};
use crate::rules::predicate::{Args, Info, wrong};
use crate::syntax::ast::{Arg, ExprKind};
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "known",
    form: "known(x.attribute), known(x has technique)",
    doc: "The value is set: by the declaration, a type, a protocol, a boundary's defaults or the vocabulary. Of a technique: \
          somebody says that it is there, or that it is lacking.",
    unknown: "Never. Of a list, all items must be known.",
    example: "policy said-how \"Every flow says how its caller proves who it is\" { on = flow, require = known(flow.auth) }",
};

/// `known(e)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// What is asked for.
    pub term: Term,
    /// Whether it is a list.
    pub list: bool,
    /// The technique, where it is asked whether anybody says of the term that it has it, or lacks it.
    pub technique: Option<TechniqueId>,
}

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([term], true) = (args.plain.as_slice(), args.fits(1..=1, &[])) else { return wrong(typer, span, &INFO) };
    if let ExprKind::Has(subject, name) = &term.kind {
        let Cond::Has(term, technique) = typer.has(subject, name)? else { return None };
        return Some(Cond::Known(Arc::new(Known { term, list: false, technique: Some(technique) })));
    }
    let (term, ty) = typer.term(term, None)?;
    Some(Cond::Known(Arc::new(Known { term, list: matches!(ty, Ty::List(_)), technique: None })))
}

impl Known {
    pub(crate) fn truth<'a>(&'a self, env: &Env<'a, '_>) -> Truth {
        if let Some(technique) = self.technique {
            return thing(&self.term, env).is_some_and(|thing| is_stated(thing, technique, env)).into();
        }
        match self.list {
            true => is_known_list(&self.term, env).into(),
            false => (value(&self.term, env) != Val::Unknown).into(),
        }
    }

    pub(crate) fn why<'a>(&'a self, env: &Env<'a, '_>, out: &mut Reasons) {
        match (self.technique, thing(&self.term, env)) {
            (Some(technique), Some(thing)) => out.has(env, thing, technique),
            _ => out.term(&self.term, env),
        }
    }
}
