//! How large everything is that the engine places.

use crate::layout::boxes::{self, ClusterBox, EdgeLabel, NodeBox};
use crate::layout::forwards::{firsts, forwards};
use crate::layout::work::{Care, care, work};
use crate::view::picture::diagram::{Diagram, Direction, End, Threats};

/// Widths and heights of elements are multiples of these, in pixels.
const STEP: (f64, f64) = (40.0, 20.0);
/// The room for an arrow's words has a width that is a multiple of this.
pub(super) const LABEL_STEP: f64 = 20.0;

/// The next multiple of `step`.
pub(super) fn step(size: f64, step: f64) -> f64 {
    (size / step).ceil() * step
}

/// The smallest width and height of each node that leaves its arrows apart: the engine spreads them over a side.
fn ports(diagram: &Diagram, direction: Direction, forwards: &[(End, End)]) -> Vec<(f64, f64)> {
    let mut degrees = vec![(0_usize, 0_usize); diagram.nodes.len()];
    for (from, to) in forwards {
        if let End::Node(node) = *from
            && let Some((out, _)) = degrees.get_mut(node)
        {
            *out += 1;
        }
        if let End::Node(node) = *to
            && let Some((_, into)) = degrees.get_mut(node)
        {
            *into += 1;
        }
    }
    let apart = |(out, into): (usize, usize), step: f64| (out.max(into) + 1) as f64 * step;
    degrees
        .into_iter()
        .zip(&diagram.nodes)
        .map(|(degree, node)| match direction {
            // The badge hangs over one end of the side that arrows come in by.
            Direction::Down if node.threats != Threats::None => (apart(degree, 26.0), 0.0),
            Direction::Down => (apart(degree, 18.0), 0.0),
            _ => (0.0, apart(degree, 15.0)),
        })
        .collect()
}

/// A diagram whose boxes have sizes but no places.
pub(super) struct Sized<'a> {
    pub(super) diagram: &'a Diagram,
    pub(super) direction: Direction,
    pub(super) nodes: Vec<NodeBox>,
    pub(super) clusters: Vec<ClusterBox>,
    pub(super) labels: Vec<EdgeLabel>,
    /// See [`firsts`].
    pub(super) firsts: Vec<usize>,
    /// The ends of each edge as the engine is given them, the other way round where it runs back; see [`forwards`].
    pub(super) forwards: Vec<(End, End)>,
    pub(super) care: Care,
}

impl Sized<'_> {
    pub(super) fn new(diagram: &Diagram, direction: Direction) -> Sized<'_> {
        let words = diagram.edges.len() <= boxes::WORDY_EDGES;
        let firsts = firsts(diagram);
        let forwards = forwards(diagram, &firsts);
        let room = ports(diagram, direction, &forwards);
        let nodes = diagram.nodes.iter().zip(&room).map(|(node, room)| {
            let least = boxes::node(node, diagram.notation, *room).rect;
            boxes::node(node, diagram.notation, (step(least.width, STEP.0), step(least.height, STEP.1)))
        });
        let nodes: Vec<NodeBox> = nodes.collect();
        let clusters: Vec<ClusterBox> = diagram.clusters.iter().map(boxes::cluster).collect();
        let edges = diagram.edges.iter().enumerate();
        let labels: Vec<EdgeLabel> =
            edges.map(|(index, edge)| boxes::edge(diagram, index, edge, direction, words)).collect();
        let care = care(diagram, &work(diagram), diagram.hasty);
        Sized { diagram, direction, nodes, clusters, labels, firsts, forwards, care }
    }
}
