//! Choke points: what every way of every attacker to an asset leads through.
//!
//! In a graph with one root from which all attackers start, these are the dominators of the asset. Flows are nodes of
//! their own beside the elements, so that they can be choke points too; a flow with a reply is one node that can be
//! entered from both ends, which changes nothing about what is reached.

use petgraph::algo::dominators::simple_fast;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::analysis::paths::network::Network;

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
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(elements + links + 1, links * 4);
    for _ in 0..elements + links + 1 {
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
    let over = Over::new(&graph, root);
    let unit = |index: usize| match index {
        index if index < elements => Some(Unit::Element(index as u32)),
        index if index < elements + links => Some(Unit::Link((index - elements) as u32)),
        _ => None,
    };
    let of_goal = |places: &&[u32]| {
        let nearest = over.common(places)?;
        let mut units: Vec<Unit> = std::iter::successors(Some(nearest), |index| over.above(*index))
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
    goals.iter().map(of_goal).collect()
}

/// The tree of dominators: above each node stands the nearest one that every way from the root to it leads through.
struct Over {
    /// By node; the root and what is not reached have none.
    above: Vec<Option<usize>>,
    /// How far below the root each node stands; `None` where it is not reached.
    depth: Vec<Option<u32>>,
    /// When a walk over the tree, each node before those below it, comes to each node.
    order: Vec<u32>,
}

impl Over {
    fn new(graph: &DiGraph<(), ()>, root: NodeIndex) -> Over {
        let dominators = simple_fast(graph, root);
        let count = graph.node_count();
        let above: Vec<Option<usize>> = (0..count)
            .map(|index| dominators.immediate_dominator(NodeIndex::new(index)).map(NodeIndex::index))
            .collect();
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (index, above) in above.iter().enumerate() {
            if let Some(list) = above.and_then(|above| below.get_mut(above)) {
                list.push(index);
            }
        }
        let (mut depth, mut order) = (vec![None; count], vec![0; count]);
        let (mut stack, mut at) = (vec![(root.index(), 0)], 0);
        while let Some((index, deep)) = stack.pop() {
            if let (Some(depth), Some(order)) = (depth.get_mut(index), order.get_mut(index)) {
                (*depth, *order) = (Some(deep), at);
                at += 1;
            }
            stack.extend(below.get(index).into_iter().flatten().map(|index| (*index, deep + 1)));
        }
        Over { above, depth, order }
    }

    fn above(&self, index: usize) -> Option<usize> {
        self.above.get(index).copied().flatten()
    }

    /// The nearest node that stands over, or is, each of some that are reached; `None` where none is.
    ///
    /// What stands over the first and the last of them, in the order of the walk, stands over all.
    fn common(&self, places: &[u32]) -> Option<usize> {
        let depth = |index: usize| self.depth.get(index).copied().flatten();
        let reached = || places.iter().map(|place| *place as usize).filter(|index| depth(*index).is_some());
        let order = |index: &usize| self.order.get(*index).copied();
        let (mut one, mut other) = (reached().min_by_key(order)?, reached().max_by_key(order)?);
        while one != other {
            let deeper = if depth(one) > depth(other) { &mut one } else { &mut other };
            *deeper = self.above(*deeper)?;
        }
        Some(one)
    }
}
