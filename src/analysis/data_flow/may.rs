//! Where data may go over flows that say nothing of what they carry.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::analysis::data_flow::{DataFlow, NAMED};
use crate::model::{ElementId, Thing, Value};
use crate::rules::eval::Run;
use crate::rules::eval::ids;

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
    for id in model.followed_flows() {
        let (Some(from), Some(to)) = (model[id].from.element(), model[id].to.element()) else { continue };
        let (from, to) = (NodeIndex::new(from.index()), NodeIndex::new(to.index()));
        let silent = |attr| *run.attr(Thing::Flow(id), &[attr]) == Value::Unknown;
        if silent(ids::CARRIES) {
            graph.add_edge(from, to, ());
        }
        if silent(ids::RETURNS) {
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
    let mut order: Vec<ElementId> = model.element_ids().collect();
    order.sort_unstable_by_key(|id| ranks.get(id.index()).copied());
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
        let (counts, mut first) = told(&order, &may, chunk.len());
        for (bit, flow) in chunk.iter_mut().enumerate() {
            flow.may_reach = counts.of(bit);
            flow.may_reach_first = first.get_mut(bit).map(std::mem::take).unwrap_or_default();
        }
    }
}

/// How many elements have each bit, and the first [`NAMED`] of them in some order.
///
/// A visit costs a few operations for all bits together; only what is named is looked at bit by bit.
fn told(order: &[ElementId], may: &[u64], bits: usize) -> (Counts, Vec<Vec<ElementId>>) {
    let mut counts = Counts::default();
    let mut first: Vec<Vec<ElementId>> = vec![Vec::new(); bits];
    let mut wanted = u64::MAX;
    for id in order {
        let here = may.get(id.index()).copied().unwrap_or(0);
        counts.add(here);
        let mut named = here & wanted;
        while named != 0 {
            let bit = named.trailing_zeros();
            if let Some(first) = first.get_mut(bit as usize) {
                first.push(*id);
                if first.len() == NAMED {
                    wanted &= !(1 << bit);
                }
            }
            named &= named - 1;
        }
    }
    (counts, first)
}

/// 64 counters, stored as the binary digits of all: digit `i` of counter `b` is bit `b` of word `i`.
#[derive(Debug, Default)]
struct Counts(Vec<u64>);

impl Counts {
    /// Counts one more for every bit that is set.
    fn add(&mut self, bits: u64) {
        let mut carry = bits;
        for digit in &mut self.0 {
            if carry == 0 {
                return;
            }
            (*digit, carry) = (*digit ^ carry, *digit & carry);
        }
        if carry != 0 {
            self.0.push(carry);
        }
    }

    /// The count of one bit.
    fn of(&self, bit: usize) -> usize {
        self.0.iter().enumerate().map(|(place, digit)| ((digit >> bit & 1) as usize) << place).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_tells_what_looking_at_each_bit_tells(words in proptest::collection::vec(any::<u64>(), 0..80)) {
            let order: Vec<ElementId> = (0..words.len() as u32).rev().map(ElementId).collect();
            let (counts, first) = told(&order, &words, 64);
            for (bit, first) in first.iter().enumerate() {
                let set: Vec<ElementId> =
                    order.iter().copied().filter(|id| words[id.index()] >> bit & 1 == 1).collect();
                prop_assert_eq!(counts.of(bit), set.len());
                prop_assert_eq!(first.as_slice(), &set[..set.len().min(NAMED)]);
            }
        }
    }
}
