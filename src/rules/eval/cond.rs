//! The truth of a condition.

use crate::model::{TechniqueId, Thing, Truth, Value};
use crate::rules::eval::law::area;
use crate::rules::eval::term::pick;
use crate::rules::eval::value::compare;
use crate::rules::eval::{Env, Val, each, ids, thing, value};
use crate::rules::expr::{Cond, TO, Term};
use crate::schema::{self, AttrId, ValueType};
use crate::syntax::ast::Compare;

/// Whether a condition holds.
pub(crate) fn truth<'a>(cond: &'a Cond, env: &Env<'a, '_>) -> Truth {
    if !env.budget.step() {
        return Truth::Unknown;
    }
    match cond {
        Cond::Const(value) => (*value).into(),
        Cond::And(parts) => {
            let mut all = Truth::True;
            for part in parts.iter() {
                all = all.and(truth(part, env));
                if all == Truth::False {
                    break;
                }
            }
            all
        }
        Cond::Or(parts) => {
            let (mut any, mut settles) = (Truth::False, false);
            for part in parts.iter() {
                let found = truth(part, env);
                settles |= found == Truth::Unknown
                    && match part {
                        Cond::Has(..) => parts.iter().any(|part| attribute(part).is_some()),
                        _ => asks_in_vain(part, env),
                    };
                any = any.or(found);
                if any == Truth::True {
                    break;
                }
            }
            if settles && any == Truth::Unknown { settled(parts, env) } else { any }
        }
        Cond::Not(inner) => !truth(inner, env),
        Cond::Flag(term) => value(term, env).flag(),
        Cond::Compare(sides) => match (value(&sides.left, env), value(&sides.right, env)) {
            (Val::Opaque, word) => one_of(sides.how, &sides.left, word, env),
            (word, Val::Opaque) => one_of(sides.how, &sides.right, word, env),
            // Of two places is asked whether one law applies.
            (Val::Text(left), Val::Text(right)) if is_jurisdiction(&sides.left) && is_jurisdiction(&sides.right) => {
                compare(sides.how, Val::Text(area(left)), Val::Text(area(right)))
            }
            (left, right) => compare(sides.how, left, right),
        },
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

/// An unknown `or` once more, where a technique of which nobody says anything counts as absent beside the attribute that
/// says the same and says no: `this.encrypted or this has encryption-at-rest` of what has `encrypted = false`.
fn settled<'a>(parts: &'a [Cond], env: &Env<'a, '_>) -> Truth {
    let mut any = Truth::False;
    for part in parts.iter() {
        let part_truth = match truth(part, env) {
            Truth::Unknown if asks_in_vain(part, env) => Truth::False,
            Truth::Unknown if says_the_same(parts, part, env).any(|other| says_no(other, env)) => Truth::False,
            other => other,
        };
        any = any.or(part_truth);
    }
    any
}

/// Whether a part asks for an attribute that things of that kind do not have: no answer will ever come.
fn asks_in_vain(part: &Cond, env: &Env<'_, '_>) -> bool {
    match attribute(part) {
        Some((base, ids)) => thing(base, env).is_some_and(|thing| pick(env.model(), thing, ids).is_none()),
        None => false,
    }
}

/// Whether a part makes it needless to ask for the technique beside it: its attribute is asked for, or says no.
pub(crate) fn answers<'a>(part: &'a Cond, env: &Env<'a, '_>) -> bool {
    truth(part, env) == Truth::Unknown || says_no(part, env)
}

/// Whether an attribute that a part asks for says that there is nothing of the kind: `false`, or `none` of its scale. Any
/// other value may be too little for that part, and says nothing of the technique.
fn says_no<'a>(part: &'a Cond, env: &Env<'a, '_>) -> bool {
    let Some((base, ids)) = attribute(part).filter(|_| truth(part, env) == Truth::False) else { return false };
    let Some((thing, id)) = thing(base, env).and_then(|thing| Some((thing, pick(env.model(), thing, ids)?))) else {
        return false;
    };
    match (env.run.attr(thing, &[id]), &schema::row(id).ty) {
        (Value::Bool(value), _) => !value,
        (Value::Word(word), ValueType::Word(scale)) => scale.index("none") == Some(*word),
        (Value::List(words), ValueType::Words(scale)) => {
            matches!(words[..], [Value::Word(word)] if scale.index("none") == Some(word))
        }
        _ => false,
    }
}

/// The attribute that a part asks for, and of what.
fn attribute(part: &Cond) -> Option<(&Term, &[AttrId])> {
    let term = match part {
        Cond::Flag(term) => term,
        Cond::Compare(comparison) => &comparison.left,
        Cond::In(sides) => &sides.0,
        _ => return None,
    };
    match term {
        Term::Attr(base, ids) => Some((base, ids)),
        _ => None,
    }
}

/// Of the parts of an `or`, those that ask for the attribute that says the same of the same thing, or of the flow that it
/// is an end of, as the technique that one part asks for.
pub(crate) fn says_the_same<'c>(parts: &'c [Cond], part: &Cond, env: &Env<'_, '_>) -> impl Iterator<Item = &'c Cond> {
    let asked = match part {
        Cond::Has(of, technique) => Some((of.clone(), env.model().vocabulary.technique(*technique).name.clone())),
        _ => None,
    };
    env.budget.steps(parts.len() as u64);
    // What a flow says of itself, it says of its ends as far as they take part in it.
    let on_flow = env.flow.is_some();
    let at_flow = |term: &Term| matches!(term, Term::Slot(slot) if *slot <= TO);
    parts.iter().filter(move |other| {
        let (Some((of, name)), Some((base, ids))) = (&asked, attribute(other)) else { return false };
        if asks_in_vain(other, env) {
            return false;
        }
        (*base == *of || (on_flow && at_flow(base) && at_flow(of)))
            && ids.iter().any(|id| schema::row(*id).technique == name.as_str())
    })
}

/// Whether anybody says of a thing that it has a technique, or that it lacks it.
pub(crate) fn is_stated(thing: Thing, technique: TechniqueId, env: &Env<'_, '_>) -> bool {
    env.run.cover.has(env.model(), thing, technique, seen_from(env, thing), env.mode).0 != Truth::Unknown
}

/// The flow that a thing's controls are looked at from: a control on a flow covers its ends only there.
pub(crate) fn seen_from(env: &Env<'_, '_>, thing: Thing) -> Option<crate::model::FlowId> {
    match thing {
        Thing::Element(_) | Thing::Boundary(_) => env.flow,
        _ => None,
    }
}

fn member<'a>(item: &'a Term, list: &'a Term, env: &Env<'a, '_>) -> Truth {
    match value(item, env) {
        Val::Unknown => Truth::Unknown,
        // Several words: one of them is enough.
        Val::Opaque => found(each(item, env, &mut |word| holds(list, word, env) != Truth::True)),
        wanted => holds(list, wanted, env),
    }
}

/// Whether a list has an item.
fn holds<'a>(list: &'a Term, wanted: Val<'a>, env: &Env<'a, '_>) -> Truth {
    found(each(list, env, &mut |found| found != wanted))
}

/// Whether one of several words is that (`==`), or none is (`!=`).
fn one_of<'a>(how: Compare, words: &'a Term, word: Val<'a>, env: &Env<'a, '_>) -> Truth {
    match how {
        _ if word == Val::Unknown => Truth::Unknown,
        Compare::Eq => holds(words, word, env),
        Compare::Ne => !holds(words, word, env),
        _ => Truth::Unknown,
    }
}

/// A visit that ends at what is looked for: ended, it was found.
fn found(visit: Truth) -> Truth {
    match visit {
        Truth::False => Truth::True,
        Truth::True => Truth::False,
        Truth::Unknown => Truth::Unknown,
    }
}

fn is_jurisdiction(term: &Term) -> bool {
    matches!(term, Term::Attr(_, ids) if ids.contains(&ids::JURISDICTION))
}
