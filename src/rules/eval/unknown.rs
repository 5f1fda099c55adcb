//! Which facts nobody stated: those that keep a condition unknown.

use crate::model::{Thing, Truth, Value};
use crate::rules::Subject;
use crate::rules::eval::cond::{answers, says_the_same};
use crate::rules::eval::ids;
use crate::rules::eval::term::pick;
use crate::rules::eval::{Env, Val, each, thing, truth, value};
use crate::rules::expr::{Cond, Derived, Term};
use crate::schema::Kind;

type Ask<'v> = &'v mut dyn FnMut(Thing, Subject);

/// Names the facts that keep an unknown condition unknown.
pub(crate) fn unknowns<'a>(cond: &'a Cond, env: &Env<'a, '_>, ask: Ask<'_>) {
    match cond {
        Cond::And(parts) => {
            let open = parts.iter().filter(|part| truth(part, env) == Truth::Unknown);
            open.for_each(|part| unknowns(part, env, ask));
        }
        Cond::Or(parts) => {
            // Where another part asks for the attribute that says the same, or it says no, the technique is not asked for.
            let open = parts.iter().filter(|part| truth(part, env) == Truth::Unknown);
            let asking = open.filter(|part| !says_the_same(parts, part, env).any(|other| answers(other, env)));
            asking.for_each(|part| unknowns(part, env, ask));
        }
        Cond::Not(inner) => unknowns(inner, env, ask),
        Cond::Flag(term) | Cond::Via(term, _) | Cond::Is(term, _) => unknowns_of_term(term, env, ask),
        Cond::Compare(comparison) => {
            for side in [&comparison.left, &comparison.right] {
                if matches!(value(side, env), Val::Unknown | Val::Opaque) {
                    unknowns_of_term(side, env, ask);
                }
            }
        }
        Cond::In(sides) => {
            if matches!(value(&sides.0, env), Val::Unknown | Val::Opaque) {
                unknowns_of_term(&sides.0, env, ask);
            }
            unknowns_of_term(&sides.1, env, ask);
        }
        Cond::Has(term, technique) => match thing(term, env) {
            Some(thing) => ask(thing, Subject::Technique(*technique)),
            None => unknowns_of_term(term, env, ask),
        },
        Cond::Any(any) => some_item(&any.list, any.slot, &any.body, env, ask),
        Cond::All(all) => items(&all.list, all.slot, &all.body, env, ask),
        Cond::Reaches(reaches) => reaches.unknowns(env, ask),
        Cond::Exposed(exposed) => exposed.unknowns(env, ask),
        Cond::Const(_)
        | Cond::Known(_)
        | Cond::Crosses(_)
        | Cond::Inside(_)
        | Cond::Together(_)
        | Cond::Connected(_)
        | Cond::Tainted(_) => {}
    }
}

/// Names the attribute that is not set behind an unknown term.
pub(crate) fn unknowns_of_term<'a>(term: &'a Term, env: &Env<'a, '_>, ask: Ask<'_>) {
    match term {
        Term::Attr(base, ids) => match thing(base, env) {
            Some(thing) => {
                if let Some(id) = pick(env.model(), thing, ids)
                    && has_unknown(env.run.attr(thing, &[id]))
                {
                    ask(thing, Subject::Attribute(id));
                }
            }
            None => unknowns_of_term(base, env, ask),
        },
        Term::Derived(base, Derived::Data) => match thing(base, env) {
            Some(thing) => unknown_data(env, thing, ask),
            None => unknowns_of_term(base, env, ask),
        },
        Term::Derived(base, _) | Term::Count(base) => unknowns_of_term(base, env, ask),
        Term::Slot(_) | Term::Model | Term::Named(_) | Term::Const(_) | Term::Type(_) => {}
    }
}

fn has_unknown(value: &Value) -> bool {
    *value == Value::Unknown || value.items().contains(&Value::Unknown)
}

/// What could make some item of a list as wanted. Where anything in the model will do, it is asked of one thing: of the
/// first process or store that could, else of the first thing.
fn some_item<'a>(list: &'a Term, slot: u8, body: &'a Cond, env: &Env<'a, '_>, ask: Ask<'_>) {
    if !matches!(list, Term::Derived(base, Derived::Elements | Derived::Boundaries) if **base == Term::Model) {
        return items(list, slot, body, env, ask);
    }
    let (model, mut first, mut best) = (env.model(), None, None);
    each(list, env, &mut |item| {
        if truth(body, &env.with(slot, item)) == Truth::Unknown {
            first = first.or(Some(item));
            let Val::Thing(thing) = item else { return true };
            let is_ours = matches!(model.kind(thing), Kind::Process | Kind::Store | Kind::Boundary);
            best = is_ours.then_some(item);
        }
        best.is_none()
    });
    if let Some(item) = best.or(first) {
        unknowns(body, &env.with(slot, item), ask);
    }
}

fn items<'a>(list: &'a Term, slot: u8, body: &'a Cond, env: &Env<'a, '_>, ask: Ask<'_>) {
    let known = each(list, env, &mut |item| {
        let inner = env.with(slot, item);
        if truth(body, &inner) == Truth::Unknown {
            unknowns(body, &inner, ask);
        }
        true
    });
    if known == Truth::Unknown {
        unknowns_of_term(list, env, ask);
    }
}

/// What a thing's `data` lacks: the flows that do not say what they carry, the store that does not say what it holds.
fn unknown_data(env: &Env<'_, '_>, thing: Thing, ask: Ask<'_>) {
    let run = env.run;
    let flow_unknown = |flow, ask: Ask<'_>| {
        let thing = Thing::Flow(flow);
        for id in [ids::CARRIES, ids::RETURNS] {
            let value = run.attr(thing, &[id]);
            let counts = id == ids::CARRIES || *value != Value::Unknown;
            if counts && has_unknown(value) {
                ask(thing, Subject::Attribute(id));
            }
        }
    };
    match thing {
        Thing::Flow(flow) => flow_unknown(flow, ask),
        Thing::Element(element) => {
            if let Some(holds) = pick(run.model, thing, &ids::KEPT)
                && has_unknown(run.attr(thing, &[holds]))
            {
                ask(thing, Subject::Attribute(holds));
            }
            for incoming in [true, false] {
                for flow in run.flows_at(element, incoming) {
                    flow_unknown(flow, ask);
                }
            }
        }
        _ => {}
    }
}
