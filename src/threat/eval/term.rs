//! The value of a term.

use crate::model::{Model, Thing, Truth, Value};
use crate::schema::{self, AttrId};
use crate::threat::eval::{Env, Run, Val, each};
use crate::threat::expr::{Derived, Term};

static UNKNOWN: Value = Value::Unknown;

impl<'a> Run<'a> {
    /// The value of the first of some attributes that a thing's kind has.
    pub(crate) fn attr(&self, thing: Thing, ids: &[AttrId]) -> &'a Value {
        match pick(self.model, thing, ids) {
            Some(id) => self.model.attr(thing, id).value,
            None => &UNKNOWN,
        }
    }
}

/// Which of some attributes a thing's kind has.
pub(crate) fn pick(model: &Model, thing: Thing, ids: &[AttrId]) -> Option<AttrId> {
    let kind = model.kind(thing);
    ids.iter().copied().find(|id| schema::row(*id).on.has(kind))
}

/// The single value of a term; lists are opaque, and are read with `each`.
pub(crate) fn value<'a>(term: &'a Term, env: &Env<'a, '_>) -> Val<'a> {
    match term {
        Term::Slot(slot) => env.slots.get(*slot as usize).copied().unwrap_or(Val::Unknown),
        Term::Model => Val::Thing(Thing::Model),
        Term::Named(named) => env.model().names.get(&named.name).map_or(Val::Unknown, |thing| Val::Thing(*thing)),
        Term::Const(value) => Val::of(value),
        Term::Type(ty) => Val::Type(*ty),
        Term::Attr(base, ids) => match value(base, env) {
            Val::Thing(thing) => Val::of(env.run.attr(thing, ids)),
            _ => Val::Unknown,
        },
        Term::Derived(base, derived) => match value(base, env) {
            Val::Thing(thing) => derived_value(env.model(), thing, *derived),
            _ => Val::Unknown,
        },
        Term::Count(list) => count(list, env),
    }
}

/// The thing that a term stands for, if it is known.
pub(crate) fn thing(term: &Term, env: &Env<'_, '_>) -> Option<Thing> {
    match term {
        Term::Slot(slot) => match env.slots.get(*slot as usize) {
            Some(Val::Thing(thing)) => Some(*thing),
            _ => None,
        },
        Term::Model => Some(Thing::Model),
        Term::Named(named) => env.model().names.get(&named.name).copied(),
        Term::Attr(base, ids) => match env.run.attr(thing(base, env)?, ids) {
            Value::Thing(thing) => Some(*thing),
            _ => None,
        },
        Term::Derived(base, derived) => match derived_value(env.model(), thing(base, env)?, *derived) {
            Val::Thing(thing) => Some(thing),
            _ => None,
        },
        Term::Const(Value::Thing(thing)) => Some(*thing),
        Term::Const(_) | Term::Type(_) | Term::Count(_) => None,
    }
}

fn derived_value(model: &Model, thing: Thing, derived: Derived) -> Val<'static> {
    match (derived, thing) {
        (Derived::Trust, Thing::Element(id)) => Val::Word(model[id].trust),
        (Derived::Trust, Thing::Boundary(id)) => model[id].trust.map_or(Val::Unknown, Val::Word),
        (Derived::From, Thing::Flow(id)) => Val::Thing(model[id].from.thing()),
        (Derived::To, Thing::Flow(id)) => Val::Thing(model[id].to.thing()),
        (Derived::Type, thing) => model.type_of(thing).map_or(Val::Unknown, Val::Type),
        (Derived::Trust | Derived::From | Derived::To, _) => Val::Unknown,
        _ => Val::Opaque,
    }
}

/// How many different items a list has; unknown where part of it is.
fn count<'a>(list: &'a Term, env: &Env<'a, '_>) -> Val<'a> {
    // Parts of a list may repeat items (what a flow carries, it may return). Small lists are counted without a set.
    let mut few = [Val::Unknown; 16];
    let mut many: Vec<Val<'a>> = Vec::new();
    let mut found = 0;
    let known = each(list, env, &mut |item| {
        if few.iter().take(found).any(|seen| *seen == item) || many.contains(&item) {
            return true;
        }
        match few.get_mut(found) {
            Some(place) => {
                *place = item;
                found += 1;
            }
            None => many.push(item),
        }
        true
    });
    match known {
        Truth::True => Val::Int((found + many.len()) as i64),
        _ => Val::Unknown,
    }
}
