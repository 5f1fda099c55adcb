//! Small edits move little, and equal models give equal bytes.

use palisade::emit::svg::svg;
use palisade::layout::{Layout, graphviz, layout};
use palisade::view::diagram::{Diagram, Direction, Edge, End, Node, NodeKind};

use crate::picture::graphviz::{answer, has_dot};
use crate::picture::sample::{Dice, generated};

/// How many edits there are.
const EDITS: u64 = 200;

/// A model of at least 8 elements and the same after one edit: an element or a flow added, removed or renamed.
fn edited(seed: u64) -> (Diagram, Diagram) {
    let mut dice = Dice::new(seed ^ 0xed17);
    let nodes = 8 + dice.below(8);
    let mut before = generated(seed, nodes, nodes + dice.below(nodes));
    // A frozen direction: a view that is edited now and then says one.
    before.direction = if dice.once_in(2) { Direction::Right } else { Direction::Down };
    before.lines.clear();
    let mut after = before.clone();
    match dice.below(6) {
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
    (before, after)
}

/// How far each element that is in both went, beyond what all went together.
fn moves(before: (&Diagram, &Layout), after: (&Diagram, &Layout)) -> Vec<f64> {
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
    let middle = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    let (dx, dy) = (middle(pairs.iter().map(|it| it.0).collect()), middle(pairs.iter().map(|it| it.1).collect()));
    pairs.into_iter().map(|(x, y)| (x - dx).hypot(y - dy)).collect()
}

fn mean(all: &[f64]) -> f64 {
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

#[test]
#[expect(clippy::print_stderr, reason = "the numbers are recorded in the book")]
fn equal_models_give_equal_bytes_and_what_was_not_touched_moves_less_than_with_dot() {
    let dot = has_dot();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for seed in 0..EDITS {
        let (before, after) = edited(seed);
        let (old, new) = (layout(&before).unwrap(), layout(&after).unwrap());
        let again = edited(seed).1;
        assert_eq!(svg(&after, &new), svg(&again, &layout(&again).unwrap()), "seed {seed}");
        if !dot {
            continue;
        }
        let placed = |diagram: &Diagram| {
            let text = answer(&graphviz::request(diagram).unwrap(), "-Tjson").0;
            graphviz::read(diagram, &text).unwrap()
        };
        ours.push(mean(&moves((&before, &old), (&after, &new))));
        theirs.push(mean(&moves((&before, &placed(&before)), (&after, &placed(&after)))));
    }
    if !dot {
        return;
    }
    let median = |all: &mut Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let (own, dot) = (median(&mut ours), median(&mut theirs));
    eprintln!("median over {EDITS} edits of the mean way of untouched elements: {own:.1} px, dot {dot:.1} px");
    assert!(own < dot, "{own:.1} px, dot {dot:.1} px");
}
