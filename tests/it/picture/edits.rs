//! Small edits of generated diagrams, for the test of equal bytes and for the bench of stability.

use palisade::layout::Layout;
use palisade::view::picture::diagram::{Diagram, Direction, Edge, End, Node, NodeKind};

use super::sample::{Dice, generated};

/// How many edits there are.
pub const EDITS: u64 = 200;

/// A model of at least 8 elements and the same after one edit: an element or a flow added, removed or renamed.
pub fn edited(seed: u64) -> (Diagram, Diagram, usize) {
    let mut dice = Dice::new(seed ^ 0xed17);
    let nodes = 8 + dice.below(8);
    let mut before = generated(seed, nodes, nodes + dice.below(nodes));
    // A frozen direction: a view that is edited now and then says one.
    before.direction = if dice.once_in(2) { Direction::Right } else { Direction::Down };
    before.lines.clear();
    let mut after = before.clone();
    let kind = dice.below(6);
    match kind {
        0 => {
            let cluster = after.nodes[dice.below(nodes)].cluster;
            after.nodes.push(Node { cluster, ..Node::new("added", "Added", NodeKind::Process) });
            let number = after.edges.len() as u32 + 1;
            let from = End::Node(dice.below(nodes));
            after.edges.push(Edge::new("to-added", number, "Asks", from, End::Node(nodes)));
        }
        1 => {
            let gone = dice.below(nodes);
            after.nodes.remove(gone);
            after.edges.retain(|edge| edge.from != End::Node(gone) && edge.to != End::Node(gone));
            let moved = |end: End| match end {
                End::Node(at) if at > gone => End::Node(at - 1),
                end => end,
            };
            for edge in &mut after.edges {
                (edge.from, edge.to) = (moved(edge.from), moved(edge.to));
            }
        }
        2 => after.nodes[dice.below(nodes)].label = "Renamed".to_owned(),
        3 => {
            let (from, to) = (dice.below(nodes), dice.below(nodes));
            let to = if from == to { (to + 1) % nodes } else { to };
            let number = after.edges.len() as u32 + 1;
            after.edges.push(Edge::new("added", number, "Sends", End::Node(from), End::Node(to)));
        }
        4 => {
            let gone = dice.below(after.edges.len());
            after.edges.remove(gone);
        }
        _ => {
            let at = dice.below(after.edges.len());
            after.edges[at].label = "Renamed".to_owned();
        }
    }
    (before, after, kind)
}

/// How far each element that is in both pictures, under the same name, went beyond what all went together, in pixels.
pub fn moves(before: (&Diagram, &Layout), after: (&Diagram, &Layout)) -> Vec<f64> {
    let mut pairs = Vec::new();
    for (node, place) in before.0.nodes.iter().zip(&before.1.nodes) {
        let same = after.0.nodes.iter().zip(&after.1.nodes).find(|(other, _)| other.id == node.id);
        if let Some((other, its)) = same
            && other.label == node.label
        {
            let (one, two) = (place.rect.centre(), its.rect.centre());
            pairs.push((two.x - one.x, two.y - one.y));
        }
    }
    let (dx, dy) = (median(pairs.iter().map(|it| it.0).collect()), median(pairs.iter().map(|it| it.1).collect()));
    pairs.into_iter().map(|(x, y)| (x - dx).hypot(y - dy)).collect()
}

/// The middle one, the upper of two.
pub fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}
