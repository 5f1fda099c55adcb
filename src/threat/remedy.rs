//! Whose remedy it is: whether what would close a threat is to be done by somebody else.
//!
//! What a defence asks for is said of things. Where all of them are out of scope, or another team's, no change of ours
//! closes the threat: it is listed as theirs.

use crate::model::{End, Model, Thing, Truth};
use crate::rules::eval::{Env, each, thing, truth};
use crate::rules::expr::{Cond, Term};
use crate::schema::{self, Kind};
use crate::syntax::ast::Compare;

/// Whether threats are derived for a thing.
pub(super) fn in_scope(model: &Model, thing: Thing) -> bool {
    match thing {
        Thing::Element(id) => !model[id].out_of_scope && model[id].foreign.is_none(),
        Thing::Flow(id) => !model[id].out_of_scope,
        Thing::Boundary(id) => !model[id].out_of_scope,
        Thing::Entry(id) => in_scope(model, model[id].on),
        _ => true,
    }
}

/// Whether what a thing says could be made otherwise by us. What passes between a person and something of others is
/// decided by the others: a person offers no protocol and checks no password.
fn is_ours(model: &Model, thing: Thing) -> bool {
    let decides = |end: End| match end {
        End::Element(id) => model[id].kind != Kind::Actor && in_scope(model, Thing::Element(id)),
        End::Boundary(id) => in_scope(model, Thing::Boundary(id)),
    };
    let person = |end: End| end.element().is_some_and(|id| model[id].kind == Kind::Actor);
    match thing {
        Thing::Flow(id) => {
            let ends = [model[id].from, model[id].to];
            in_scope(model, thing) && (ends.into_iter().any(decides) || ends.into_iter().all(person))
        }
        _ => in_scope(model, thing),
    }
}

/// Whether a model has things that are not ours.
pub(super) fn has_others(model: &Model) -> bool {
    let elements = model.element_ids().map(Thing::Element);
    let boundaries = model.boundary_ids().map(Thing::Boundary);
    let flows = model.flow_ids().map(Thing::Flow);
    elements.chain(boundaries).chain(flows).any(|thing| !in_scope(model, thing))
}

/// The things, by name, that could make a rule's defence hold, where none of them is ours; nothing where one is, where no
/// thing could, or where a fact of ours about protection could end the hazard.
pub(super) fn others<'a>(when: &'a Cond, unless: &'a Cond, env: &Env<'a, '_>) -> Option<Box<[Thing]>> {
    let mut things = Vec::new();
    if !all_theirs(unless, env, &mut things) || things.is_empty() || rests_on_ours(when, env, true) {
        return None;
    }
    things.sort_by_key(|thing| env.model().name(*thing));
    things.dedup();
    Some(things.into_boxed_slice())
}

/// Whether a condition comes out as it does because of how something of ours is protected: an attribute that answers for a
/// technique (`not flow.encrypted`, `flow.auth == password`), which we could state otherwise. What data there are and what
/// things do, nobody changes for a threat.
fn rests_on_ours<'a>(cond: &'a Cond, env: &Env<'a, '_>, holds: bool) -> bool {
    let protects = |term: &'a Term| match term {
        Term::Attr(base, ids) => {
            let answers = ids.iter().any(|id| !schema::row(*id).technique.is_empty());
            answers && thing(base, env).is_some_and(|thing| is_ours(env.model(), thing))
        }
        _ => false,
    };
    if !env.budget.step() {
        return true;
    }
    match cond {
        Cond::Not(inner) => rests_on_ours(inner, env, !holds),
        Cond::And(parts) | Cond::Or(parts) => parts.iter().any(|part| rests_on_ours(part, env, holds)),
        Cond::Flag(term) => !holds && protects(term),
        Cond::Compare(sides) => match (sides.how, holds) {
            (Compare::Eq, true) | (Compare::Ne, false) => protects(&sides.left) || protects(&sides.right),
            _ => false,
        },
        Cond::In(sides) => holds && protects(&sides.0),
        Cond::Via(term, _) => protects(term),
        _ => false,
    }
}

/// Collects what a condition asks of things; ends with `false` at the first that is ours.
fn all_theirs<'a>(cond: &'a Cond, env: &Env<'a, '_>, things: &mut Vec<Thing>) -> bool {
    if !env.budget.step() {
        return false;
    }
    match cond {
        // What a type or a place says stays as it is: beside such a part that is false, nothing helps.
        Cond::And(parts) if parts.iter().any(|part| is_fixed(part) && truth(part, env) == Truth::False) => true,
        Cond::And(parts) | Cond::Or(parts) => parts.iter().all(|part| all_theirs(part, env, things)),
        Cond::Not(inner) => all_theirs(inner, env, things),
        Cond::Has(term, _) | Cond::Flag(term) | Cond::Via(term, _) => of_term(term, env, things),
        Cond::Compare(comparison) => {
            [&comparison.left, &comparison.right].iter().all(|term| of_term(term, env, things))
        }
        Cond::In(sides) => of_term(&sides.0, env, things) && of_term(&sides.1, env, things),
        Cond::Any(any) => of_items(&any.list, any.slot, &any.body, env, things),
        Cond::All(all) => of_items(&all.list, all.slot, &all.body, env, things),
        // Whoever stands on a way may be ours.
        Cond::Reaches(_) | Cond::Exposed(_) => false,
        _ => true,
    }
}

/// Whether a condition is about structure alone, or the opposite of one that is.
fn is_fixed(cond: &Cond) -> bool {
    match cond {
        Cond::Not(inner) => is_fixed(inner),
        Cond::And(parts) | Cond::Or(parts) => parts.iter().all(is_fixed),
        Cond::Is(..) | Cond::Crosses(_) | Cond::Inside(_) | Cond::Together(_) | Cond::Connected(_) => true,
        _ => false,
    }
}

fn of_items<'a>(list: &'a Term, slot: u8, body: &'a Cond, env: &Env<'a, '_>, things: &mut Vec<Thing>) -> bool {
    let mut theirs = true;
    each(list, env, &mut |item| {
        theirs &= all_theirs(body, &env.with(slot, item), things);
        theirs
    });
    theirs
}

/// Takes the thing that a term asks about.
fn of_term<'a>(term: &'a Term, env: &Env<'a, '_>, things: &mut Vec<Thing>) -> bool {
    let subject = match term {
        Term::Attr(base, _) | Term::Derived(base, _) => base,
        Term::Count(list) => return of_term(list, env, things),
        Term::Const(_) | Term::Type(_) => return true,
        whole => whole,
    };
    let Some(subject) = thing(subject, env) else { return false };
    things.push(subject);
    matches!(subject, Thing::Element(_) | Thing::Flow(_) | Thing::Boundary(_)) && !is_ours(env.model(), subject)
}
