//! Where each datum goes: where it comes from, which elements it reaches over how many hops and which way, where it
//! rests, and where its classification is violated.
//!
//! A datum moves along a flow that says it in `carries`, and back along one that says it in `returns`. It is at an
//! element that keeps it (`holds`) or works on it (`uses`), and at both ends of every such step.
//!
//! **Where it comes from.** Its `origin`, if that is among these elements. Besides, every part of the steps that no
//! other part brings it to must have it from somewhere: of such a part, the elements that keep it, else its least
//! trusted ones.
//!
//! **What nobody declared.** A flow that says neither `carries` nor `returns` may bring anything that its ends have. So
//! for data that needs care, what is certain stands beside what may be: a fixed point over the condensed graph of those
//! silent flows, 64 data at a time, linear in the model.

mod may;
mod violation;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Cover, DataId, ElementId, FlowId, Model, Step, Thing, Value};
use crate::rules::eval::ids;
use crate::rules::eval::{DataIndex, Run, data_of};
use crate::schema::{attr, word};

pub use violation::Violation;

/// Where a datum goes.
#[derive(Clone, Debug, PartialEq)]
pub struct DataFlow {
    /// The datum.
    pub data: DataId,
    /// Where it comes from, by name.
    pub origins: Vec<ElementId>,
    /// The elements that keep it, by name.
    pub rests: Vec<ElementId>,
    /// The elements that it reaches, by hops, then by name; those that it comes from among them, with no hops.
    pub reached: Vec<Reached>,
    /// The steps that it takes, in the order of the flows.
    pub hops: Vec<Hop>,
    /// Whether it needs care: above `public`, personal or a credential, or nobody said of which class it is.
    pub sensitive: bool,
    /// How many more elements it may reach over flows that say nothing of what they carry.
    pub may_reach: usize,
    /// The first of them, by name.
    pub may_reach_first: Vec<ElementId>,
    /// Where its classification is violated.
    pub violations: Vec<Violation>,
}

/// An element that a datum reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The element.
    pub element: ElementId,
    /// Over how many steps, at least.
    pub hops: u32,
    /// From where, and by which step, on the shortest way (ties by name); `None` where it comes from.
    pub by: Option<(ElementId, Step)>,
}

/// A step that a datum takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The flow.
    pub flow: FlowId,
    /// Whether it is the flow's reply.
    pub reply: bool,
    /// From where.
    pub from: ElementId,
    /// To where.
    pub to: ElementId,
    /// Whether others on the way are kept from reading it: the flow is encrypted, in a private network of its own
    /// (`vpn`), or does not leave the machine (`local`). `None` where nobody said.
    pub protected: Option<bool>,
}

/// So many of the elements that a datum may reach are named.
pub const NAMED: usize = 20;

/// Follows every datum of a model, in order of declaration.
pub fn data_flows(model: &Model, cover: &Cover) -> Vec<DataFlow> {
    let run = Run::new(model, cover);
    let places = run.data_index();
    let all: Vec<DataId> = model.data_ids().collect();
    let ranks = ranks(model);
    let steps = steps(&run);
    let rests = rests(&run, &ranks);
    let follow = |id: &DataId| {
        let rests = rests.get(id.index()).cloned().unwrap_or_default();
        follow(&run, &ranks, *id, rests, places, steps.get(id.index()).map_or(&[], Vec::as_slice))
    };
    let mut flows: Vec<DataFlow> = all.par_iter().map(follow).collect();
    may::add(&run, &ranks, &mut flows);
    flows
}

impl DataFlow {
    /// The shortest way to an element: the elements on it, from where the datum comes.
    pub fn way(&self, element: ElementId) -> Vec<ElementId> {
        let by: FxHashMap<ElementId, ElementId> =
            self.reached.iter().filter_map(|it| Some((it.element, it.by?.0))).collect();
        let mut way = vec![element];
        let mut at = element;
        while let Some(before) = by.get(&at) {
            way.push(*before);
            at = *before;
        }
        way.reverse();
        way
    }
}

/// The position of each element in the order of names.
fn ranks(model: &Model) -> Vec<u32> {
    let mut ids: Vec<ElementId> = model.element_ids().collect();
    ids.sort_by(|a, b| model[*a].decl.name.cmp(&model[*b].decl.name));
    let mut ranks = vec![0; ids.len()];
    for (rank, id) in ids.into_iter().enumerate() {
        if let Some(place) = ranks.get_mut(id.index()) {
            *place = rank as u32;
        }
    }
    ranks
}

fn by_rank(ranks: &[u32], ids: &mut Vec<ElementId>) {
    ids.sort_by_key(|id| ranks.get(id.index()).copied());
    ids.dedup();
}

/// For each datum, the steps that name it, in the order of the flows, forth before back.
fn steps(run: &Run<'_>) -> Vec<Vec<Hop>> {
    let model = run.model;
    let mut steps: Vec<Vec<Hop>> = vec![Vec::new(); model.data.len()];
    for flow in model.followed_flows() {
        let (Some(from), Some(to)) = (model[flow].from.element(), model[flow].to.element()) else { continue };
        let protected = std::cell::OnceCell::new();
        for (reply, attr) in [(false, ids::CARRIES), (true, ids::RETURNS)] {
            let mut data: Vec<DataId> = data_of(run.attr(Thing::Flow(flow), &[attr])).collect();
            data.sort_unstable();
            data.dedup();
            for id in data {
                let protected = *protected.get_or_init(|| is_protected(model, flow));
                let (from, to) = if reply { (to, from) } else { (from, to) };
                if let Some(steps) = steps.get_mut(id.index()) {
                    steps.push(Hop { flow, reply, from, to, protected });
                }
            }
        }
    }
    steps
}

fn is_protected(model: &Model, flow: FlowId) -> Option<bool> {
    let said = |name| match model.get(Thing::Flow(flow), name).value {
        Value::Bool(flag) => Some(*flag),
        _ => None,
    };
    if said(attr::LOCAL) == Some(true) || said(attr::VPN) == Some(true) { Some(true) } else { said(attr::ENCRYPTED) }
}

/// For each datum, the elements that keep it, by name.
fn rests(run: &Run<'_>, ranks: &[u32]) -> Vec<Vec<ElementId>> {
    let mut rests: Vec<Vec<ElementId>> = vec![Vec::new(); run.model.data.len()];
    for id in run.model.element_ids() {
        for data in data_of(run.attr(Thing::Element(id), &ids::KEPT)) {
            if let Some(rests) = rests.get_mut(data.index()) {
                rests.push(id);
            }
        }
    }
    rests.iter_mut().for_each(|rests| by_rank(ranks, rests));
    rests
}

fn follow(
    run: &Run<'_>,
    ranks: &[u32],
    data: DataId,
    rests: Vec<ElementId>,
    places: &DataIndex,
    hops: &[Hop],
) -> DataFlow {
    let model = run.model;
    let thing = Thing::Data(data);
    let places = places.places(data);
    let mut origins = origins(model, places, hops, &rests);
    origins.extend(model.things(thing, attr::ORIGIN).filter_map(|origin| match origin {
        Thing::Element(id) => places.binary_search(&id).ok().map(|_| id),
        _ => None,
    }));
    by_rank(ranks, &mut origins);
    let reached = spread(ranks, &origins, hops);
    let class = run.attr(thing, &[ids::CLASS]);
    let flagged = model.flag(thing, attr::PERSONAL) || model.flag(thing, attr::CREDENTIAL);
    let sensitive = flagged || !matches!(class, Value::Word(word::class::PUBLIC));
    let violations = violation::violations(model, data, &reached, hops);
    DataFlow {
        data,
        origins,
        rests,
        reached,
        hops: hops.to_vec(),
        sensitive,
        may_reach: 0,
        may_reach_first: Vec::new(),
        violations,
    }
}

/// Of every strongly connected part that no other part brings a datum to: those who keep it, else the least trusted.
fn origins(model: &Model, places: &[ElementId], hops: &[Hop], rests: &[ElementId]) -> Vec<ElementId> {
    let graph = graph_of(places, hops);
    let parts = kosaraju_scc(&graph);
    let mut part_of = vec![0_usize; places.len()];
    for (part, nodes) in parts.iter().enumerate() {
        for node in nodes {
            if let Some(place) = part_of.get_mut(node.index()) {
                *place = part;
            }
        }
    }
    let mut brought = vec![false; parts.len()];
    for edge in graph.edge_references() {
        let part = |node: NodeIndex| part_of.get(node.index()).copied().unwrap_or(0);
        let (from, to) = (part(edge.source()), part(edge.target()));
        if let (true, Some(brought)) = (from != to, brought.get_mut(to)) {
            *brought = true;
        }
    }
    let rests: FxHashSet<ElementId> = rests.iter().copied().collect();
    let mut origins = Vec::new();
    for (nodes, _) in parts.iter().zip(brought).filter(|(_, brought)| !brought) {
        let members: Vec<ElementId> = nodes.iter().filter_map(|node| places.get(node.index()).copied()).collect();
        let before = origins.len();
        origins.extend(members.iter().copied().filter(|id| rests.contains(id)));
        if origins.len() == before {
            let least = members.iter().map(|id| model[*id].trust).min();
            origins.extend(members.into_iter().filter(|id| Some(model[*id].trust) == least));
        }
    }
    origins
}

/// The steps among some elements as a graph: node `i` is element `i` of the list.
fn graph_of(places: &[ElementId], hops: &[Hop]) -> DiGraph<(), ()> {
    let mut graph = DiGraph::with_capacity(places.len(), hops.len());
    let nodes: FxHashMap<ElementId, NodeIndex> = places.iter().map(|id| (*id, graph.add_node(()))).collect();
    for hop in hops {
        if let (Some(from), Some(to)) = (nodes.get(&hop.from), nodes.get(&hop.to)) {
            graph.add_edge(*from, *to, ());
        }
    }
    graph
}

/// Which elements some steps lead to, layer by layer; of two steps to one element the one from the first name counts.
fn spread(ranks: &[u32], origins: &[ElementId], hops: &[Hop]) -> Vec<Reached> {
    let rank = |id: ElementId| ranks.get(id.index()).copied().unwrap_or(0);
    let mut out: FxHashMap<ElementId, Vec<&Hop>> = FxHashMap::default();
    for hop in hops {
        out.entry(hop.from).or_default().push(hop);
    }
    let mut known: FxHashSet<ElementId> = origins.iter().copied().collect();
    let mut all: Vec<Reached> = origins.iter().map(|id| Reached { element: *id, hops: 0, by: None }).collect();
    let mut start = 0;
    let mut distance = 0;
    while start < all.len() {
        distance += 1;
        let mut layer: Vec<Reached> = Vec::new();
        for at in all.get(start..).unwrap_or(&[]) {
            for hop in out.get(&at.element).into_iter().flatten() {
                if known.insert(hop.to) {
                    let step = Step { flow: hop.flow, reply: hop.reply, to: hop.to };
                    layer.push(Reached { element: hop.to, hops: distance, by: Some((at.element, step)) });
                }
            }
        }
        layer.sort_by_key(|it| rank(it.element));
        start = all.len();
        all.extend(layer);
    }
    all
}
