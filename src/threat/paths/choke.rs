//! Choke points: what every way of every attacker to an asset leads through.
//!
//! In a graph with one root from which all attackers start, these are the dominators of the asset. Flows are nodes of
//! their own beside the elements, so that they can be choke points too; a flow with a reply is one node that can be
//! entered from both ends, which changes nothing about what is reached.

use petgraph::algo::dominators::simple_fast;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::threat::paths::network::Network;

/// An element or a flow of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Element(u32),
    /// A position in the network's links.
    Link(u32),
}

/// So many choke points of one asset are told: in a model that is one long chain, everything is one.
const MOST: usize = 64;

/// For each goal, given as the elements where an asset is, what every way there leads through, in the order in which
/// attackers meet it; of very many, the nearest to the goal. Neither sources nor the goal's own elements count. `None`
/// where no way leads there.
pub(super) fn chokes(network: &Network, sources: &[u32], goals: &[&[u32]]) -> Vec<Option<Vec<Unit>>> {
    let elements = network.elements();
    let links = network.links.len();
    let root = NodeIndex::new(elements + links);
    let sink = |goal: usize| NodeIndex::new(elements + links + 1 + goal);
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(elements + links + 1 + goals.len(), links * 4);
    for _ in 0..elements + links + 1 + goals.len() {
        graph.add_node(());
    }
    let node = |element: u32| NodeIndex::new(element as usize);
    for (index, link) in network.links.iter().enumerate() {
        let flow = NodeIndex::new(elements + index);
        graph.add_edge(node(link.from), flow, ());
        graph.add_edge(flow, node(link.to), ());
        if link.back.is_some() {
            graph.add_edge(node(link.to), flow, ());
            graph.add_edge(flow, node(link.from), ());
        }
    }
    let mut is_source = vec![false; elements];
    for source in sources {
        graph.add_edge(root, node(*source), ());
        if let Some(is_source) = is_source.get_mut(*source as usize) {
            *is_source = true;
        }
    }
    for (index, places) in goals.iter().enumerate() {
        for place in *places {
            graph.add_edge(node(*place), sink(index), ());
        }
    }
    let dominators = simple_fast(&graph, root);
    let unit = |node: NodeIndex| match node.index() {
        index if index < elements => Some(Unit::Element(index as u32)),
        index if index < elements + links => Some(Unit::Link((index - elements) as u32)),
        _ => None,
    };
    let of_goal = |(index, places): (usize, &&[u32])| {
        let above = dominators.strict_dominators(sink(index))?;
        let mut units: Vec<Unit> = above
            .filter_map(unit)
            .filter(|unit| match unit {
                Unit::Element(element) => {
                    !is_source.get(*element as usize).copied().unwrap_or(false) && !places.contains(element)
                }
                Unit::Link(_) => true,
            })
            .take(MOST)
            .collect();
        units.reverse();
        Some(units)
    };
    goals.iter().enumerate().map(of_goal).collect()
}
