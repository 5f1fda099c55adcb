//! The value of a term.

use std::sync::{LazyLock, OnceLock};

use crate::model::{ElementId, FlowId, Model, ProtocolId, Thing, Truth, Value};
use crate::rules::eval::ids;
use crate::rules::eval::{Env, Run, Val, each, scratch};
use crate::rules::expr::{Derived, Term};
use crate::schema::{self, AttrId, KindSet, ValueType};

static UNKNOWN: Value = Value::Unknown;
static NOTHING: LazyLock<Value> = LazyLock::new(|| Value::List(Box::default()));

impl<'a> Run<'a> {
    /// The value of the first of some attributes that a thing's kind has.
    pub(crate) fn attr(&self, thing: Thing, ids: &[AttrId]) -> &'a Value {
        match pick(self.model, thing, ids) {
            Some(id) => self.value_of(thing, id),
            None => &UNKNOWN,
        }
    }

    /// The protocol of a flow.
    pub(super) fn protocol_of(&self, flow: FlowId) -> Option<ProtocolId> {
        match &self.protocols {
            Some(protocols) => protocols.get(flow.index()).copied().flatten(),
            None => protocol(self.model, flow),
        }
    }

    /// What `Model::attr` finds, without the origin and quicker: it is asked for every rule and target.
    fn value_of(&self, thing: Thing, id: AttrId) -> &'a Value {
        let model = self.model;
        if let Some(entry) = model.decl(thing).attrs.get(id) {
            return &entry.value;
        }
        let implied =
            |implies: &'a [(AttrId, Value)]| implies.iter().find(|(known, _)| *known == id).map(|(_, value)| value);
        let of_type = model.type_of(thing).and_then(|ty| implied(&model.vocabulary.type_def(ty).implies));
        if let Some(value) = of_type {
            return value;
        }
        if let Thing::Flow(flow) = thing {
            // Many flows bring nothing worth naming back: beside data that goes, an unset `returns` is empty. A flow
            // that carries nothing must return something, so there it stays unknown.
            if id == ids::RETURNS && !self.value_of(thing, ids::CARRIES).items().is_empty() {
                return &NOTHING;
            }
            if let Some(value) =
                self.protocol_of(flow).and_then(|protocol| implied(&model.vocabulary.protocol(protocol).implies))
            {
                return value;
            }
            let starts = |start: ElementId| id == ids::ADMIN && model.vocabulary.administers(model[start].ty);
            if self.defaults || model[flow].from.element().is_some_and(starts) {
                return model.attr(thing, id).value;
            }
        }
        let Some(row) = unset().get(id.0 as usize) else { return &UNKNOWN };
        if row.inherited && matches!(thing, Thing::Element(_) | Thing::Boundary(_)) {
            return model.attr(thing, id).value;
        }
        &row.value
    }
}

/// What evaluation needs of an attribute's row, side by side.
struct Unset {
    on: KindSet,
    /// Whether boundaries say it of what is inside.
    inherited: bool,
    /// What it counts as where nobody sets it.
    value: Value,
}

/// By attribute id.
fn unset() -> &'static [Unset] {
    static UNSET: OnceLock<Vec<Unset>> = OnceLock::new();
    UNSET.get_or_init(|| {
        let value = |row: &schema::Attribute| match (row.default, row.ty) {
            (schema::Unset::False, _) => Value::Bool(false),
            (schema::Unset::Nothing, _) => Value::List(Box::default()),
            (schema::Unset::Word(word), ValueType::Word(scale) | ValueType::Words(scale)) => {
                scale.index(word).map_or(Value::Unknown, Value::Word)
            }
            _ => Value::Unknown,
        };
        schema::all().map(|(_, row)| Unset { on: row.on, inherited: row.inherited, value: value(row) }).collect()
    })
}

/// The protocol of a flow: as declared, or by the defaults of a boundary around it.
pub(crate) fn protocol(model: &Model, flow: FlowId) -> Option<ProtocolId> {
    if model[flow].decl.attrs.is_empty() && model[flow].common.is_none() {
        return None;
    }
    model.protocol_of(flow)
}

/// Which of some attributes a thing's kind has.
pub(crate) fn pick(model: &Model, thing: Thing, ids: &[AttrId]) -> Option<AttrId> {
    let kind = model.kind(thing);
    let rows = unset();
    ids.iter().copied().find(|id| rows.get(id.0 as usize).is_some_and(|row| row.on.has(kind)))
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
    // Parts of a list may repeat items (what a flow carries, it may return).
    scratch::with_things(|things| {
        let (mut position, mut others) = (0, 0);
        let known = each(list, env, &mut |item| {
            match item {
                Val::Thing(thing) => things.push(thing),
                other if stands_before(position, other, list, env) => {}
                _ => others += 1,
            }
            position += 1;
            true
        });
        things.sort_unstable();
        things.dedup();
        match known {
            Truth::True => Val::Int((things.len() + others) as i64),
            _ => Val::Unknown,
        }
    })
}

/// Whether a list has an item before a position.
fn stands_before<'a>(position: usize, wanted: Val<'a>, list: &'a Term, env: &Env<'a, '_>) -> bool {
    let (mut at, mut found) = (0, false);
    each(list, env, &mut |item| {
        found = at < position && item == wanted;
        at += 1;
        at < position && !found
    });
    found
}
