//! The truth of a condition.

use crate::model::{Thing, Truth};
use crate::threat::eval::value::compare;
use crate::threat::eval::{Env, Val, each, thing, value};
use crate::threat::expr::{Cond, Term};

/// Whether a condition holds.
pub(crate) fn truth<'a>(cond: &'a Cond, env: &Env<'a, '_>) -> Truth {
    if !env.budget.step() {
        return Truth::Unknown;
    }
    match cond {
        Cond::Const(value) => (*value).into(),
        Cond::And(parts) => {
            let mut all = Truth::True;
            for part in parts {
                all = all.and(truth(part, env));
                if all == Truth::False {
                    break;
                }
            }
            all
        }
        Cond::Or(parts) => {
            let mut any = Truth::False;
            for part in parts {
                any = any.or(truth(part, env));
                if any == Truth::True {
                    break;
                }
            }
            any
        }
        Cond::Not(inner) => !truth(inner, env),
        Cond::Flag(term) => value(term, env).flag(),
        Cond::Compare(comparison) => {
            compare(comparison.how, value(&comparison.left, env), value(&comparison.right, env))
        }
        Cond::In(sides) => member(&sides.0, &sides.1, env),
        Cond::Is(term, ty) => match thing(term, env) {
            Some(thing) => env.model().is(thing, *ty).into(),
            None => Truth::Unknown,
        },
        Cond::Via(term, protocol) => match value(term, env) {
            Val::Protocol(own) => env.model().vocabulary.protocol(own).ancestors.has(protocol.0).into(),
            _ => Truth::Unknown,
        },
        Cond::Has(term, technique) => match thing(term, env) {
            Some(thing) => env.run.cover.has(env.model(), thing, *technique, seen_from(env, thing), env.mode).0,
            None => Truth::Unknown,
        },
        Cond::Known(known) => known.truth(env),
        Cond::Any(any) => any.truth(env),
        Cond::All(all) => all.truth(env),
        Cond::Crosses(crosses) => crosses.truth(env),
        Cond::Inside(inside) => inside.truth(env),
        Cond::Together(together) => together.truth(env),
        Cond::Connected(connected) => connected.truth(env),
        Cond::Reaches(reaches) => reaches.truth(env),
        Cond::Exposed(exposed) => exposed.truth(env),
        Cond::Tainted(tainted) => tainted.truth(env),
    }
}

/// The flow that a thing's controls are looked at from: a control on a flow covers its ends only there.
pub(crate) fn seen_from(env: &Env<'_, '_>, thing: Thing) -> Option<crate::model::FlowId> {
    match thing {
        Thing::Element(_) | Thing::Boundary(_) => env.flow,
        _ => None,
    }
}

fn member<'a>(item: &'a Term, list: &'a Term, env: &Env<'a, '_>) -> Truth {
    let wanted = value(item, env);
    if wanted == Val::Unknown {
        return Truth::Unknown;
    }
    match each(list, env, &mut |found| found != wanted) {
        Truth::False => Truth::True,
        Truth::True => Truth::False,
        Truth::Unknown => Truth::Unknown,
    }
}
