//! Diagrams that cost a layout engine most, in any size: what the limits of pictures are measured and tested with.

use palisade::view::picture::diagram::{Cluster, Diagram, Direction, Edge, End, Node, NodeKind};

use super::sample::{Dice, generated};

/// A kind of diagram by name, and how to make one of a size.
pub type Family = (&'static str, fn(usize) -> Diagram);

/// Every kind. The size is about the number of elements, or of arrows where there are more of these.
pub const FAMILIES: &[Family] = &[
    ("elements alone", |size| nodes(size)),
    ("a chain", |size| linked(size, (1..size).map(|at| (at - 1, at)))),
    ("a chain, and arrows from its first", |size| {
        linked(size / 2, (1..size / 2).flat_map(|at| [(at - 1, at), (0, at)]))
    }),
    ("a chain with detours", |size| linked(size / 2, (2..size / 2).flat_map(|at| [(at - 1, at), (at - 2, at)]))),
    ("a star", |size| linked(size, (1..size).map(|at| (0, at)))),
    ("everything with everything", |size| {
        let nodes = side(2 * size);
        linked(nodes, pairs(0..nodes, move |from| from + 1..nodes))
    }),
    ("two sides, everything across", |size| {
        let nodes = side(size);
        linked(2 * nodes, pairs(0..nodes, move |_| nodes..2 * nodes))
    }),
    ("four sides in a row", |size| {
        let nodes = side(size / 3);
        linked(4 * nodes, pairs(0..3 * nodes, move |from| (from / nodes + 1) * nodes..(from / nodes + 2) * nodes))
    }),
    ("parallel arrows", |size| linked(2, (0..size).map(|_| (0, 1)))),
    ("at random, sparse", |size| generated(1, size, size * 3 / 2)),
    ("at random, dense", |size| random(size / 5, size, 0)),
    ("at random, very dense", |size| random(side(size * 3), size, 0)),
    ("at random in boundaries", |size| random(size / 3, size, size / 24)),
    ("boundaries of one element, at random", |size| random(size / 2, size, usize::MAX)),
    ("boundaries of one element in a chain", |size| {
        let mut diagram = linked(size, (1..size).map(|at| (at - 1, at)));
        one_each(&mut diagram);
        diagram
    }),
    ("empty boundaries", |size| {
        let mut diagram = nodes(0);
        diagram.clusters = (0..size).map(|at| Cluster::new(format!("b{at}"), "", "")).collect();
        diagram
    }),
    ("a few elements and empty boundaries", |size| {
        let mut diagram = linked(50, (1..50).map(|at| (at - 1, at)));
        diagram.clusters = (0..size).map(|at| Cluster::new(format!("b{at}"), "", "")).collect();
        diagram
    }),
    ("arrows between boundaries", |size| {
        let mut diagram = random(size / 5, size, 0);
        one_each(&mut diagram);
        for edge in &mut diagram.edges {
            (edge.from, edge.to) = (to_cluster(edge.from), to_cluster(edge.to));
        }
        diagram
    }),
    ("from one deep place to another", |size| {
        let nodes = side(size);
        let mut diagram = linked(2 * nodes, pairs(0..nodes, move |_| nodes..2 * nodes));
        for (first, range) in [(0, 0..nodes), (40, nodes..2 * nodes)] {
            stack(&mut diagram, 40);
            diagram.nodes[range].iter_mut().for_each(|node| node.cluster = Some(first + 39));
        }
        diagram
    }),
    ("into every depth", |size| {
        let mut dice = Dice::new(7);
        let mut diagram = nodes(size + 40);
        stack(&mut diagram, 40);
        for at in 0..40 {
            diagram.nodes[size + at].cluster = Some(at);
        }
        (0..size).for_each(|at| link(&mut diagram, at, size + dice.below(40)));
        diagram
    }),
    ("many deep places", |size| {
        let mut dice = Dice::new(9);
        let places = (size / 40).max(2);
        let mut diagram = nodes(places);
        for at in 0..places {
            stack(&mut diagram, 40);
            diagram.nodes[at].cluster = Some(40 * at + 39);
        }
        for _ in 0..3 * places {
            let (from, to) = (dice.below(places), dice.below(places));
            if from != to {
                link(&mut diagram, from, to);
            }
        }
        diagram
    }),
    ("arrows between a boundary and what is in it", |size| {
        let mut dice = Dice::new(11);
        let mut diagram = nodes(size / 2);
        stack(&mut diagram, 40);
        for at in 0..size / 2 {
            let (own, other) = (dice.below(40), dice.below(40));
            diagram.nodes[at].cluster = Some(own);
            join(&mut diagram, End::Cluster(other), End::Node(at));
            join(&mut diagram, End::Node(at), End::Cluster(dice.below(40)));
        }
        diagram
    }),
];

fn side(area: usize) -> usize {
    (area as f64).sqrt().ceil() as usize
}

fn nodes(count: usize) -> Diagram {
    let nodes = (0..count).map(|at| Node::new(format!("n{at}"), "", NodeKind::Process)).collect();
    Diagram { id_prefix: "worst".to_owned(), direction: Direction::Down, nodes, ..Diagram::default() }
}

fn linked(count: usize, ends: impl Iterator<Item = (usize, usize)>) -> Diagram {
    let mut diagram = nodes(count);
    ends.for_each(|(from, to)| link(&mut diagram, from, to));
    diagram
}

fn pairs<I: IntoIterator<Item = usize>>(
    from: std::ops::Range<usize>,
    to: impl Fn(usize) -> I,
) -> impl Iterator<Item = (usize, usize)> {
    from.flat_map(move |from| to(from).into_iter().map(move |to| (from, to)).collect::<Vec<_>>())
}

fn link(diagram: &mut Diagram, from: usize, to: usize) {
    join(diagram, End::Node(from), End::Node(to));
}

fn join(diagram: &mut Diagram, from: End, to: End) {
    let number = diagram.edges.len() as u32 + 1;
    diagram.edges.push(Edge::new(format!("e{number}"), number, "", from, to));
}

/// So many boundaries, each in the one before.
fn stack(diagram: &mut Diagram, depth: usize) {
    let first = diagram.clusters.len();
    for at in first..first + depth {
        let parent = (at > first).then(|| at - 1);
        diagram.clusters.push(Cluster { parent, ..Cluster::new(format!("b{at}"), "", "") });
    }
}

fn one_each(diagram: &mut Diagram) {
    for at in 0..diagram.nodes.len() {
        diagram.clusters.push(Cluster::new(format!("b{at}"), "", ""));
        diagram.nodes[at].cluster = Some(at);
    }
}

fn to_cluster(end: End) -> End {
    if let End::Node(at) = end { End::Cluster(at) } else { end }
}

/// Elements in so many boundaries (`MAX`: one in each), and arrows between any two.
fn random(count: usize, arrows: usize, clusters: usize) -> Diagram {
    let mut dice = Dice::new(5);
    let mut diagram = nodes(count.max(2));
    if clusters == usize::MAX {
        one_each(&mut diagram);
    } else if clusters > 0 {
        for at in 0..clusters {
            let parent = (at > 0 && !dice.once_in(3)).then(|| dice.below(at));
            let depth = |mut parent: Option<usize>| {
                let mut depth = 0;
                while let Some(at) = parent {
                    (parent, depth) = (diagram.clusters[at].parent, depth + 1);
                }
                depth
            };
            let parent = parent.filter(|parent| depth(Some(*parent)) < 20);
            diagram.clusters.push(Cluster { parent, ..Cluster::new(format!("b{at}"), "", "") });
        }
        for at in 0..diagram.nodes.len() {
            diagram.nodes[at].cluster = Some(dice.below(clusters));
        }
    }
    for _ in 0..arrows {
        let (from, to) = (dice.below(count), dice.below(count));
        if from != to {
            link(&mut diagram, from, to);
        }
    }
    diagram
}
