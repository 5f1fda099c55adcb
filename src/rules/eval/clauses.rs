//! A condition taken apart: each clause with its value and the facts that it read, nested as it is written.
//!
//! [`explain`](crate::rules::eval::explain) gives the facts that decided, as one list; here every clause is told,
//! those that did not decide too.

use crate::model::Truth;
use crate::rules::Reason;
use crate::rules::eval::{Env, Reasons, Val, each, explain, quoted, truth};
use crate::rules::expr::{Cond, Names, Term, show_cond};

/// So many items of a list are told.
const ITEMS: usize = 4;

/// A clause of a condition on a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The clause in the language; `all of`, `one of`, `not` for those that have parts.
    pub text: String,
    /// Its value.
    pub truth: Truth,
    /// What it read, with the lines that say it; empty where it has parts.
    pub reasons: Vec<Reason>,
    /// Its parts, in order.
    pub parts: Vec<Clause>,
}

/// Takes a condition apart.
pub(crate) fn clause<'a>(cond: &'a Cond, env: &Env<'a, '_>, names: &Names<'a>) -> Clause {
    let truth = truth(cond, env);
    let whole = |text: &str, parts| Clause { text: text.to_owned(), truth, reasons: Vec::new(), parts };
    match cond {
        Cond::And(parts) => whole("all of", parts.iter().map(|part| clause(part, env, names)).collect()),
        Cond::Or(parts) => whole("one of", parts.iter().map(|part| clause(part, env, names)).collect()),
        Cond::Not(part) if matches!(**part, Cond::And(_) | Cond::Or(_) | Cond::Any(_) | Cond::All(_)) => {
            whole("not", vec![clause(part, env, names)])
        }
        Cond::Any(any) => {
            items(cond, (&any.list, any.slot, &any.body), env, names, &names.with(any.slot, &any.name, &any.list))
        }
        Cond::All(all) => {
            items(cond, (&all.list, all.slot, &all.body), env, names, &names.with(all.slot, &all.name, &all.list))
        }
        _ => {
            let mut reasons = Reasons::default();
            explain(cond, env, &mut reasons);
            Clause { text: show_cond(cond, names), truth, reasons: reasons.finish(), parts: Vec::new() }
        }
    }
}

/// A clause over a list: the items that decide, or that leave it open.
fn items<'a>(
    cond: &'a Cond,
    (list, slot, body): (&'a Term, u8, &'a Cond),
    env: &Env<'a, '_>,
    outer: &Names<'a>,
    inner: &Names<'a>,
) -> Clause {
    let value = truth(cond, env);
    let name = |item: Val<'a>| match item {
        Val::Thing(thing) => quoted(env.model(), thing),
        _ => String::new(),
    };
    let mut found: Vec<(String, Val<'a>)> = Vec::new();
    each(list, env, &mut |item| {
        if truth(body, &env.with(slot, item)) == value {
            found.push((name(item), item));
        }
        true
    });
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let mut reasons = Reasons::default();
    if found.is_empty() || found.iter().any(|(name, _)| name.is_empty()) {
        explain(cond, env, &mut reasons);
        return Clause { text: show_cond(cond, outer), truth: value, reasons: reasons.finish(), parts: Vec::new() };
    }
    // One item that satisfies an `any`, or fails an `all`, is enough.
    let one = matches!((cond, value), (Cond::Any(_), Truth::True) | (Cond::All(_), Truth::False));
    let shown = if one { 1 } else { ITEMS };
    let mut parts: Vec<Clause> = found
        .iter()
        .take(shown)
        .map(|(name, item)| {
            reasons.item(list, env, *item);
            let reasons = std::mem::take(&mut reasons).finish();
            let part = clause(body, &env.with(slot, *item), inner);
            Clause { text: format!("for {name}"), truth: value, reasons, parts: vec![part] }
        })
        .collect();
    if let more @ 1.. = found.len().saturating_sub(shown).min(if one { 0 } else { usize::MAX }) {
        let text = format!("and for {more} more");
        parts.push(Clause { text, truth: value, reasons: Vec::new(), parts: Vec::new() });
    }
    Clause { text: show_cond(cond, outer), truth: value, reasons: Vec::new(), parts }
}
