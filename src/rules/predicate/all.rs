//! `all(list, n: e)`: whether every item satisfies a condition.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::Truth;
use crate::rules::eval::{Env, Reasons, each, explain_known, truth};
use crate::rules::expr::{Cond, Term, Typer};
use crate::rules::predicate::{Info, any};
use crate::syntax::ast::Arg;
use crate::text::Span;

pub(super) static INFO: Info = Info {
    name: "all",
    form: "all(list, n: condition on n)",
    doc: "Every item of the list satisfies the condition; so it holds for an empty list.",
    unknown: "Where no known item fails it, and an item leaves it unknown or the list is not known in full.",
    example: "policy logs-are-public \"Logs hold nothing secret\" { on = log-store, require = all(this.holds, d: d.class <= internal) }",
};

/// `all(list, n: e)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct All {
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
    let (list, slot, name, body) = any::parts(typer, args, span, &INFO)?;
    Some(Cond::All(Arc::new(All { list, slot, name, body })))
}

impl All {
    pub(crate) fn truth<'a>(&'a self, env: &Env<'a, '_>) -> Truth {
        let mut holds = Truth::True;
        let mut inner = *env;
        let known = each(&self.list, env, &mut |item| {
            if let Some(slot) = inner.slots.get_mut(self.slot as usize) {
                *slot = item;
            }
            holds = holds.and(truth(&self.body, &inner));
            holds != Truth::False
        });
        if known == Truth::Unknown { holds.and(Truth::Unknown) } else { holds }
    }

    pub(crate) fn why<'a>(&'a self, wanted: Truth, env: &Env<'a, '_>, out: &mut Reasons) {
        if let Some((item, inner)) = out.first_item(&self.list, self.slot, &self.body, env, wanted) {
            out.item(&self.list, env, item);
            explain_known(&self.body, wanted, &inner, out);
        } else {
            out.term(&self.list, env);
        }
    }
}
