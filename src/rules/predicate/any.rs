//! `any(list, n: e)`: whether some item satisfies a condition.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::Truth;
use crate::rules::eval::{Env, Reasons, each, explain_known, truth};
use crate::rules::expr::{Cond, Term, Ty, Typer};
use crate::rules::predicate::{Args, Info, wrong};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "any",
    form: "any(list, n: condition on n)",
    doc: "Some item of the list satisfies the condition. In a rule's `when`, its title and fix may name what was found: \
          `{n}` is the first in a title, and the first three and how many more in a fix.",
    unknown: "Where no known item satisfies it, and an item leaves it unknown or the list is not known in full.",
    example: "policy no-people-in-caches \"{d} is cached in {this}\" { on = store, forbid = this.role == cache and any(this.holds, d: d.personal) }",
};

/// `any(list, n: e)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Any {
    /// The list.
    pub list: Term,
    /// Where each item is bound.
    pub slot: u8,
    /// Under which name.
    pub name: SmolStr,
    /// The condition.
    pub body: Cond,
}

pub(super) fn compile(typer: &mut Typer<'_>, args: &[Arg], span: Span) -> Option<Cond> {
    let (list, slot, name, body) = parts(typer, args, span, &INFO)?;
    Some(Cond::Any(Arc::new(Any { list, slot, name, body })))
}

/// Types `(list, n: body)`, for `all` too.
pub(super) fn parts(typer: &mut Typer<'_>, args: &[Arg], span: Span, info: &Info) -> Option<(Term, u8, SmolStr, Cond)> {
    let args = Args::of(args);
    let ([list], [(name, body)]) = (args.plain.as_slice(), args.labelled.as_slice()) else {
        return wrong(typer, span, info);
    };
    let (list_term, ty) = typer.term(list, None)?;
    let Ty::List(item) = ty else { return wrong(typer, list.span, info) };
    let (slot, body) = typer.bind(name, *item, body)?;
    Some((list_term, slot, name.text.clone(), body))
}

impl Any {
    pub(crate) fn truth<'a>(&'a self, env: &Env<'a, '_>) -> Truth {
        let mut found = Truth::False;
        let mut inner = *env;
        let known = each(&self.list, env, &mut |item| {
            if let Some(slot) = inner.slots.get_mut(self.slot as usize) {
                *slot = item;
            }
            found = found.or(truth(&self.body, &inner));
            found != Truth::True
        });
        if known == Truth::Unknown { found.or(Truth::Unknown) } else { found }
    }

    pub(crate) fn why<'a>(&'a self, wanted: Truth, env: &Env<'a, '_>, out: &mut Reasons) {
        if let Some((item, inner)) = out.first_item(&self.list, self.slot, &self.body, env, wanted) {
            out.item(&self.list, env, item);
            explain_known(&self.body, wanted, &inner, out);
        } else if wanted == Truth::Unknown {
            out.term(&self.list, env);
        } else {
            out.none(&self.list, env);
        }
    }
}
