//! Which way round arrows are given to an engine, so that they all run the way of the file.
//!
//! The engine lets every arrow leave a boundary at the side where flows run to, so that one that runs back makes a
//! detour around everything. Given the other way round, it leaves at the side that is nearer; only its points have to
//! be turned afterwards. So what the engine gets has no circles.

use crate::view::picture::diagram::{Diagram, End};

/// The ends of each edge, the other way round where it leads from a later to an earlier place of the file.
pub fn forwards(diagram: &Diagram, firsts: &[usize]) -> Vec<(End, End)> {
    let ends = diagram.edges.iter().map(|edge| match runs_back(diagram, firsts, edge.from, edge.to) {
        true => (edge.to, edge.from),
        false => (edge.from, edge.to),
    });
    ends.collect()
}

/// For each boundary the first node inside it at any depth, by which it takes its place among its neighbours.
pub fn firsts(diagram: &Diagram) -> Vec<usize> {
    let mut firsts = vec![usize::MAX; diagram.clusters.len()];
    for (index, node) in diagram.nodes.iter().enumerate() {
        for around in diagram.enclosing(node.cluster) {
            if let Some(first) = firsts.get_mut(around) {
                *first = index.min(*first);
            }
        }
    }
    firsts
}

/// Where something stands in the file among what is in the same boundary: boundaries without elements come last, in
/// their own order.
pub fn place(firsts: &[usize], end: End) -> (usize, usize) {
    match end {
        End::Node(at) => (at, 0),
        End::Cluster(at) => (firsts.get(at).copied().unwrap_or(usize::MAX), at),
    }
}

/// What is around an end, the outermost first, itself last.
pub fn path(diagram: &Diagram, end: End) -> Vec<End> {
    let own = if let End::Cluster(at) = end { Some(at) } else { diagram.cluster_of(end) };
    let mut around: Vec<End> = diagram.enclosing(own).map(End::Cluster).collect();
    around.reverse();
    if matches!(end, End::Node(_)) {
        around.push(end);
    }
    around
}

fn runs_back(diagram: &Diagram, firsts: &[usize], from: End, to: End) -> bool {
    let (one, two) = (path(diagram, from), path(diagram, to));
    let parted = one.iter().zip(&two).find(|(one, two)| one != two);
    parted.is_some_and(|(one, two)| place(firsts, *two) < place(firsts, *one))
}
