//! The least trust that reaches each element: a fixed point over the condensed flow graph.
//!
//! Elements that reach each other all see the least trusted of them, so the strongly connected parts of the graph are
//! taken as one (Kosaraju's algorithm, which needs no stack as deep as the graph is long). What is left has no circles,
//! and one walk from the sources to the sinks is enough: linear in flows and elements.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

/// More trust than anything has: nothing reaches it.
pub(super) const NOBODY: u8 = u8::MAX;

/// For each element, the least trust among those that reach it by at least one step; [`NOBODY`] where nothing does.
///
/// `trust` is that of each element, and `steps` the influence between them: from, to.
pub(super) fn least_trust(trust: &[u8], steps: impl Iterator<Item = (u32, u32)>) -> Vec<u8> {
    let mut graph: DiGraph<(), (), u32> = DiGraph::with_capacity(trust.len(), trust.len());
    for _ in trust {
        graph.add_node(());
    }
    for (from, to) in steps {
        graph.add_edge(NodeIndex::new(from as usize), NodeIndex::new(to as usize), ());
    }
    let mut reached = vec![NOBODY; trust.len()];
    let own = |node: NodeIndex| trust.get(node.index()).copied().unwrap_or(NOBODY);
    // The parts come sinks first, so that in reverse every part is met after all that reach it.
    for part in kosaraju_scc(&graph).into_iter().rev() {
        let at = |reached: &[u8], node: NodeIndex| reached.get(node.index()).copied().unwrap_or(NOBODY);
        let before = part.iter().map(|node| at(&reached, *node)).min().unwrap_or(NOBODY);
        let all = part.iter().map(|node| own(*node)).fold(before, u8::min);
        for node in &part {
            // Whoever stands alone does not reach itself.
            if let (true, Some(reached)) = (part.len() > 1, reached.get_mut(node.index())) {
                *reached = all;
            }
            for edge in graph.edges(*node) {
                if let Some(reached) = reached.get_mut(edge.target().index()) {
                    *reached = (*reached).min(all);
                }
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by a search from each element.
    fn by_search(trust: &[u8], steps: &[(u32, u32)]) -> Vec<u8> {
        let mut reached = vec![NOBODY; trust.len()];
        for (start, own) in trust.iter().enumerate() {
            let mut seen = vec![false; trust.len()];
            let mut stack = vec![start as u32];
            while let Some(at) = stack.pop() {
                for (_, to) in steps.iter().filter(|(from, _)| *from == at) {
                    if !seen[*to as usize] {
                        seen[*to as usize] = true;
                        reached[*to as usize] = reached[*to as usize].min(*own);
                        stack.push(*to);
                    }
                }
            }
        }
        reached
    }

    proptest! {
        #[test]
        fn it_is_what_searches_find(
            trust in proptest::collection::vec(0..5_u8, 6),
            steps in proptest::collection::vec((0..6_u32, 1..6_u32), 0..12),
        ) {
            let steps: Vec<(u32, u32)> = steps.into_iter().map(|(from, on)| (from, (from + on) % 6)).collect();
            prop_assert_eq!(least_trust(&trust, steps.iter().copied()), by_search(&trust, &steps));
        }
    }

    #[test]
    fn a_chain_of_two_hundred_thousand_needs_no_deep_stack() {
        let last = 200_000_u32;
        let trust: Vec<u8> = (0..=last).map(|index| u8::from(index > 0)).collect();
        let both = (0..last).flat_map(|index| [(index, index + 1), (index + 1, index)]);
        assert!(least_trust(&trust, both).iter().all(|least| *least == 0));
    }
}
