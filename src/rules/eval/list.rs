//! The items of a list term, visited one by one without building the list.
//!
//! A visit ends early when the visitor says so. What is not known of a list is told at the end: an unset attribute
//! is an unknown list, and a list made of parts is unknown as far as its parts are.

use crate::model::{BoundaryId, ElementId, FlowId, Thing, Truth, Value};
use crate::rules::eval::ids;
use crate::rules::eval::origins::{self, Far};
use crate::rules::eval::{Env, Run, Val, term};
use crate::rules::expr::{Derived, Term};
use crate::schema::attr;

type Visit<'v, 'a> = &'v mut dyn FnMut(Val<'a>) -> bool;

/// Visits the items of a list while the visitor answers `true`. `True`: these were all; `Unknown`: there may be
/// more; `False`: the visitor ended it.
///
/// Every item is a step; where there are none left, the visit ends, and what there is more is not known.
pub(crate) fn each<'a>(list: &'a Term, env: &Env<'a, '_>, visit: Visit<'_, 'a>) -> Truth {
    let visit: Visit<'_, 'a> = &mut |item| env.budget.step() && visit(item);
    let seen = match list {
        Term::Const(value) => items(value, visit),
        Term::Attr(base, ids) => match term::thing(base, env) {
            Some(thing) => items(env.run.attr(thing, ids), visit),
            None => Truth::Unknown,
        },
        Term::Derived(base, derived) => match term::thing(base, env) {
            Some(thing) => derived_items(env, thing, *derived, visit),
            None => Truth::Unknown,
        },
        _ => Truth::Unknown,
    };
    if env.budget.is_over() { Truth::Unknown } else { seen }
}

/// Whether all items of a list are known.
pub(crate) fn is_known_list<'a>(list: &'a Term, env: &Env<'a, '_>) -> bool {
    each(list, env, &mut |_| true) == Truth::True
}

fn items<'a>(value: &'a Value, visit: Visit<'_, 'a>) -> Truth {
    if *value == Value::Unknown {
        return Truth::Unknown;
    }
    let mut known = Truth::True;
    for item in value.items() {
        if *item == Value::Unknown {
            known = Truth::Unknown;
        } else if !visit(Val::of(item)) {
            return Truth::False;
        }
    }
    known
}

fn derived_items<'a>(env: &Env<'a, '_>, thing: Thing, derived: Derived, visit: Visit<'_, 'a>) -> Truth {
    let model = env.model();
    match (derived, thing) {
        (Derived::Incoming, Thing::Element(id)) => all(env.run.flows_at(id, true).map(Thing::Flow), visit),
        (Derived::Outgoing, Thing::Element(id)) => all(env.run.flows_at(id, false).map(Thing::Flow), visit),
        (Derived::Data, Thing::Flow(id)) => flow_data(env.run, id, visit),
        (Derived::Data, Thing::Element(id)) => {
            // Flows are looked at whether or not they say what they carry: what goes, what comes, and by whose word.
            let flows = [true, false].map(|incoming| env.run.flows_at(id, incoming).count());
            if !env.budget.steps(4 * flows.iter().sum::<usize>() as u64) {
                return Truth::Unknown;
            }
            element_data(env.run, id, visit)
        }
        (Derived::Data, Thing::Model) => all(model.data_ids().map(Thing::Data), visit),
        (Derived::Boundaries, Thing::Element(id)) => {
            all(model.enclosing(thing).chain(model[id].overlays.iter().copied()).map(Thing::Boundary), visit)
        }
        (Derived::Boundaries, Thing::Model) => all(model.boundary_ids().map(Thing::Boundary), visit),
        (Derived::Enters, Thing::Flow(id)) => all(model[id].enters.iter().copied().map(Thing::Boundary), visit),
        (Derived::Leaves, Thing::Flow(id)) => all(model[id].leaves.iter().copied().map(Thing::Boundary), visit),
        (Derived::Parents, Thing::Boundary(_)) => all(model.enclosing(thing).map(Thing::Boundary), visit),
        (Derived::Callers, Thing::Flow(id)) => origins::items(env, id, Far::Callers, visit),
        (Derived::Origins, Thing::Flow(id)) => origins::items(env, id, Far::Origins, visit),
        (Derived::Flows, Thing::Data(id)) => {
            all(env.run.data_index().flows(id).iter().copied().map(Thing::Flow), visit)
        }
        (Derived::Flows, Thing::Model) => all(model.followed_flows().map(Thing::Flow), visit),
        (Derived::Places, Thing::Data(id)) => {
            all(env.run.data_index().places(id).iter().copied().map(Thing::Element), visit)
        }
        (Derived::Elements, Thing::Boundary(id)) => inside(env, id, visit),
        (Derived::Elements, Thing::Model) => all(model.element_ids().map(Thing::Element), visit),
        _ => Truth::Unknown,
    }
}

fn all<'a>(things: impl Iterator<Item = Thing>, visit: Visit<'_, 'a>) -> Truth {
    for thing in things {
        if !visit(Val::Thing(thing)) {
            return Truth::False;
        }
    }
    Truth::True
}

/// What a flow carries and returns. An unset `returns` beside a set `carries` adds nothing; with neither set, nothing
/// is known.
pub(crate) fn flow_data<'a>(run: &Run<'a>, flow: FlowId, visit: Visit<'_, 'a>) -> Truth {
    let carries = run.attr(Thing::Flow(flow), &[ids::CARRIES]);
    let returns = run.attr(Thing::Flow(flow), &[ids::RETURNS]);
    let carried = items(carries, visit);
    if carried == Truth::False {
        return Truth::False;
    }
    match items(returns, visit) {
        Truth::Unknown if *returns == Value::Unknown => carried,
        returned => carried.and(returned),
    }
}

/// What an element holds and uses, and its flows carry and return. Flows that say nothing and a store without
/// `holds` leave it unknown; an unset `uses` adds nothing.
pub(crate) fn element_data<'a>(run: &Run<'a>, element: ElementId, visit: Visit<'_, 'a>) -> Truth {
    let thing = Thing::Element(element);
    let mut known = Truth::True;
    if attr::HOLDS.on(run.model[element].kind).is_some() {
        known = known.and(items(run.attr(thing, &ids::KEPT), visit));
        if known == Truth::False {
            return known;
        }
    }
    let uses = run.attr(thing, &[ids::USES]);
    if *uses != Value::Unknown && items(uses, visit) == Truth::False {
        return Truth::False;
    }
    for incoming in [true, false] {
        for flow in run.flows_at(element, incoming) {
            known = known.and(flow_data(run, flow, visit));
            if known == Truth::False {
                return known;
            }
        }
    }
    known
}

/// The elements inside a boundary at any depth, or the members of one that lies across.
fn inside<'a>(env: &Env<'a, '_>, boundary: BoundaryId, visit: Visit<'_, 'a>) -> Truth {
    let model = env.model();
    let mut known = all(model[boundary].elements.iter().copied().map(Thing::Element), visit);
    for child in &model[boundary].children {
        if known == Truth::False || !env.budget.step() {
            return known;
        }
        known = inside(env, *child, visit);
    }
    known
}
