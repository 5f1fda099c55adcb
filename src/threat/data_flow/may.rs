//! Where data may go over flows that say nothing of what they carry.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::model::{ElementId, Thing, Value};
use crate::threat::data_flow::{DataFlow, NAMED, by_rank};
use crate::threat::eval::Run;

/// Adds to each datum that needs care where it may be beyond where it is for certain.
///
/// Parts of the silent flows that reach each other share what they may have, and what is left has no circles: one walk
/// over the parts, from those that nothing reaches, carries 64 data at once as the bits of a word.
pub(super) fn add(run: &Run<'_>, ranks: &[u32], flows: &mut [DataFlow]) {
    let model = run.model;
    let mut graph: DiGraph<(), (), u32> = DiGraph::with_capacity(model.elements.len(), model.flows.len());
    for _ in &model.elements {
        graph.add_node(());
    }
    for id in model.flow_ids() {
        let (Some(from), Some(to)) = (model[id].from.element(), model[id].to.element()) else { continue };
        let (from, to) = (NodeIndex::new(from.index()), NodeIndex::new(to.index()));
        let silent = |attr| *run.attr(Thing::Flow(id), &[attr]) == Value::Unknown;
        if silent(run.known.carries) {
            graph.add_edge(from, to, ());
        }
        if silent(run.known.returns) {
            graph.add_edge(to, from, ());
        }
    }
    if graph.edge_count() == 0 {
        return;
    }
    // The parts come sinks first.
    let mut parts = kosaraju_scc(&graph);
    parts.reverse();
    let mut sensitive: Vec<&mut DataFlow> = flows.iter_mut().filter(|flow| flow.sensitive).collect();
    let mut may = vec![0_u64; model.elements.len()];
    for chunk in sensitive.chunks_mut(u64::BITS as usize) {
        may.fill(0);
        for (bit, flow) in chunk.iter().enumerate() {
            for reached in &flow.reached {
                if let Some(may) = may.get_mut(reached.element.index()) {
                    *may |= 1 << bit;
                }
            }
        }
        for part in &parts {
            let all = part.iter().filter_map(|node| may.get(node.index())).fold(0, |sum, bits| sum | bits);
            for node in part.iter().filter(|_| all != 0) {
                if let Some(may) = may.get_mut(node.index()) {
                    *may = all;
                }
                for edge in graph.edges(*node) {
                    if let Some(may) = may.get_mut(edge.target().index()) {
                        *may |= all;
                    }
                }
            }
        }
        for (bit, flow) in chunk.iter_mut().enumerate() {
            for reached in &flow.reached {
                if let Some(may) = may.get_mut(reached.element.index()) {
                    *may &= !(1 << bit);
                }
            }
        }
        let mut first: Vec<Vec<ElementId>> = vec![Vec::new(); chunk.len()];
        for (index, bits) in may.iter().enumerate().filter(|(_, bits)| **bits != 0) {
            let mut bits = *bits;
            while bits != 0 {
                if let Some(elements) = first.get_mut(bits.trailing_zeros() as usize) {
                    elements.push(ElementId(index as u32));
                }
                bits &= bits - 1;
            }
        }
        for (flow, mut elements) in chunk.iter_mut().zip(first) {
            flow.may_reach = elements.len();
            by_rank(ranks, &mut elements);
            elements.truncate(NAMED);
            flow.may_reach_first = elements;
        }
    }
}
