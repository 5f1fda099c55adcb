//! Evaluation: a typed condition on a target, in three values.
//!
//! [`Run`] is what all evaluations of one model share; [`Env`] is one target under one mode. Values are borrowed
//! from the model, so that a condition that does not hold costs no allocation.
//!
//! `true`, `false` and `unknown` are Kleene's: `and` is the least, `or` the greatest of its parts, and a comparison
//! with something unknown is unknown.

mod bind;
mod budget;
mod candidates;
mod clauses;
mod cond;
mod direct;
mod explain;
pub(crate) mod ids;
mod index;
mod law;
mod list;
mod origins;
mod rests;
mod scratch;
mod term;
mod unknown;
mod value;
mod witness;

use smol_str::SmolStr;

use crate::model::{Cover, ElementId, FlowId, Mode, Model, ProtocolId, Thing};
use crate::rules::expr::{FROM, SLOTS, THIS, TO};
use crate::rules::predicate::PathCache;

pub(crate) use bind::bindings;
pub(crate) use budget::{Budget, EACH, Ended};
pub(crate) use candidates::Plans;
pub use clauses::Clause;
pub(crate) use clauses::clause;
pub(crate) use cond::{is_stated, truth};
pub(crate) use explain::{Reasons, explain, explain_known, quoted, show_value};
pub(crate) use index::{DataIndex, data_of};
pub(crate) use list::{each, element_data, flow_data, is_known_list};
use origins::Kinds;
pub(crate) use origins::{Passing, is_of_people};
pub(crate) use rests::{Rest, rests};
use term::protocol;
pub(crate) use term::{pick, thing, value};
pub(crate) use unknown::{unknowns, unknowns_of_term};
pub(crate) use value::Val;
pub(crate) use witness::witness;

/// What all evaluations of one model share.
pub(crate) struct Run<'a> {
    pub(crate) model: &'a Model,
    pub(crate) cover: &'a Cover,
    /// The types of elements that are looked through for who calls.
    pub(crate) passing: Passing,
    /// What each element is of these. Without it, it is looked up each time.
    kinds: Option<Vec<Kinds>>,
    pub(crate) paths: PathCache,
    /// The protocol of each flow: asked for so often that it is looked up once. Without it, it is looked up each time.
    protocols: Option<Vec<Option<ProtocolId>>>,
    /// Whether any boundary implies anything for the flows inside.
    defaults: bool,
    data: std::sync::OnceLock<DataIndex>,
}

impl<'a> Run<'a> {
    /// Prepares the evaluation of many targets: costs a walk over the flows.
    pub(crate) fn new(model: &'a Model, cover: &'a Cover) -> Run<'a> {
        let light = Run::light(model, cover);
        Run {
            kinds: Some(light.passing.table(model)),
            protocols: Some(model.flow_ids().map(|flow| protocol(model, flow)).collect()),
            defaults: model.boundaries.iter().any(|boundary| !boundary.defaults.is_empty()),
            ..light
        }
    }

    /// Prepares the evaluation of one target: costs next to nothing.
    pub(crate) fn light(model: &'a Model, cover: &'a Cover) -> Run<'a> {
        Run {
            model,
            cover,
            passing: Passing::of(model),
            kinds: None,
            paths: PathCache::default(),
            protocols: None,
            defaults: true,
            data: std::sync::OnceLock::new(),
        }
    }

    /// Where each datum is, built on first use.
    pub(crate) fn data_index(&self) -> &DataIndex {
        self.data.get_or_init(|| DataIndex::build(self))
    }

    /// The flows that end (or start) at an element, but for those that are out of scope by their own word; without allocating; in no promised order.
    pub(crate) fn flows_at(&self, element: ElementId, incoming: bool) -> impl Iterator<Item = FlowId> + use<'a> {
        let direction = if incoming { petgraph::Direction::Incoming } else { petgraph::Direction::Outgoing };
        let node = petgraph::graph::NodeIndex::new(element.index());
        let (model, flows) = (self.model, self.model.graph.petgraph().edges_directed(node, direction));
        flows.map(|edge| *edge.weight()).filter(|flow| !model[*flow].set_aside)
    }
}

/// One target under one mode, with what is bound.
#[derive(Clone, Copy)]
pub(crate) struct Env<'a, 'r> {
    pub(crate) run: &'r Run<'a>,
    /// What evaluation takes its steps from.
    pub(crate) budget: &'r Budget,
    pub(crate) mode: Mode,
    /// The flow under consideration, whose controls count for its ends.
    pub(crate) flow: Option<FlowId>,
    pub(crate) slots: [Val<'a>; SLOTS],
}

impl<'a, 'r> Env<'a, 'r> {
    /// The environment of a target.
    pub(crate) fn new(run: &'r Run<'a>, budget: &'r Budget, target: Thing, mode: Mode) -> Env<'a, 'r> {
        let mut slots = [Val::Unknown; SLOTS];
        slots[THIS as usize] = Val::Thing(target);
        let flow = match target {
            Thing::Flow(id) => {
                slots[FROM as usize] = Val::Thing(run.model[id].from.thing());
                slots[TO as usize] = Val::Thing(run.model[id].to.thing());
                Some(id)
            }
            _ => None,
        };
        Env { run, budget, mode, flow, slots }
    }

    /// The same with one more name bound.
    pub(crate) fn with(&self, slot: u8, value: Val<'a>) -> Env<'a, 'r> {
        let mut env = *self;
        if let Some(place) = env.slots.get_mut(slot as usize) {
            *place = value;
        }
        env
    }

    /// The model.
    pub(crate) fn model(&self) -> &'a Model {
        self.run.model
    }
}

/// Things that a true `any(…)` bound, by name.
pub(crate) type Bindings = Vec<(SmolStr, Vec<Thing>)>;
