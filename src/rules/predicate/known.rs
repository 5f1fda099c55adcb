//! `known(e)`: whether anybody said.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::Truth;
use crate::rules::eval::{Env, Reasons, Val, is_known_list, value};
use crate::rules::expr::{Cond, Term, Ty, Typer};
use crate::rules::predicate::{Args, Info, wrong};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "known",
    form: "known(x.attribute)",
    doc: "The value is set: by the declaration, a type, a protocol, a boundary's defaults or the vocabulary.",
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
}

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let args = Args::of(args);
    let ([term], true) = (args.plain.as_slice(), args.fits(1..=1, &[])) else { return wrong(typer, span, &INFO) };
    let (term, ty) = typer.term(term, None)?;
    Some(Cond::Known(Arc::new(Known { term, list: matches!(ty, Ty::List(_)) })))
}

impl Known {
    pub(crate) fn truth<'a>(&'a self, env: &Env<'a, '_>) -> Truth {
        match self.list {
            true => is_known_list(&self.term, env).into(),
            false => (value(&self.term, env) != Val::Unknown).into(),
        }
    }

    pub(crate) fn why<'a>(&'a self, env: &Env<'a, '_>, out: &mut Reasons) {
        out.term(&self.term, env);
    }
}
