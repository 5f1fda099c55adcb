//! How much work a diagram is for an engine, counted before one is asked: the same on every machine.
//!
//! What an engine does with an arrow it does with each of its pieces, from layer to layer and across the border of every
//! boundary on its way, and some of it with every pair of pieces that run beside each other. So a few hundred arrows may be
//! nothing or minutes. Layers and pieces are easy to count; the weights of [`Work::steps`] were fitted to measured times,
//! so that a step is about a microsecond of a machine of 2024, and seldom more.

use std::collections::BTreeMap;

use crate::layout::LayoutError;
use crate::layout::forwards::{firsts, forwards, path, place};
use crate::layout::tree::parts;
use crate::view::picture::Picture;
use crate::view::picture::diagram::{Diagram, Direction, End};
use crate::view::picture::sequence::Sequence;

/// The most steps of one picture. What takes more is not drawn.
pub const MOST_STEPS: u64 = 3_500_000;

/// Up to this many nodes the direction is chosen by trying both.
pub const BOTH_WAYS: usize = 60;

/// Up to this many elements, and twice as many arrows, an order is tried that edits disturb little.
pub const STEADY: usize = 60;

/// Above so many pieces the engine is not told to compare boxes by the file, which takes the third power of them.
const BY_FILE: u64 = 2_000;

/// Where more pieces than this run between the same two layers, the time grows with their third power.
const CROWDED: u64 = 600;

/// How a diagram is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The directions that are tried: one or two.
    pub directions: &'static [Direction],
    /// Whether the first result will do: the diagram says so, or more care would be too much work.
    pub hasty: bool,
    /// How much work that is.
    pub steps: u64,
}

/// How hard an engine tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Care {
    /// How often it begins anew to find few crossings.
    pub thoroughness: u64,
    /// Whether it compares boxes by the file.
    pub by_file: bool,
    /// Whether an order is tried that edits disturb little, beside that of the engine.
    pub steady: bool,
}

/// Decides how to lay out a diagram.
///
/// # Errors
/// When it is too much work in any way.
pub fn plan(diagram: &Diagram) -> Result<Plan, LayoutError> {
    let work = work(diagram);
    let directions: &'static [Direction] = match diagram.direction {
        Direction::Auto if diagram.hasty => &[Direction::Right],
        Direction::Auto if diagram.nodes.len() <= BOTH_WAYS => &[Direction::Right, Direction::Down],
        Direction::Auto | Direction::Down => &[Direction::Down],
        Direction::Right => &[Direction::Right],
    };
    let plan = |directions: &'static [Direction], hasty: bool| {
        let steps = work.steps(care(diagram, &work, hasty)).saturating_mul(directions.len() as u64);
        Plan { directions, hasty, steps }
    };
    let careful = plan(directions, diagram.hasty);
    if careful.steps <= MOST_STEPS {
        return Ok(careful);
    }
    let hasty = plan(directions.split_at(directions.len() - 1).1, true);
    if hasty.steps <= MOST_STEPS {
        return Ok(hasty);
    }
    let count = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let what = format!(
        "{}, {} and {}",
        count(diagram.nodes.len(), "element", "elements"),
        count(diagram.edges.len(), "arrow", "arrows"),
        count(diagram.clusters.len(), "open boundary", "open boundaries")
    );
    Err(LayoutError::TooMuch { what, steps: hasty.steps })
}

/// How hard an engine tries with a diagram.
pub fn care(diagram: &Diagram, work: &Work, hasty: bool) -> Care {
    let size = diagram.nodes.len() + diagram.edges.len();
    let thoroughness = match size {
        1001.. => 1,
        _ if hasty => 2,
        0..=50 => 30,
        51..=300 => 6,
        _ => 3,
    };
    Care {
        thoroughness,
        by_file: !hasty && size <= 300 && work.pieces <= BY_FILE,
        steady: !hasty && diagram.nodes.len() <= STEADY && diagram.edges.len() <= 2 * STEADY,
    }
}

/// What the time and memory of a layout grow with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Elements.
    pub nodes: u64,
    /// Boundaries.
    pub clusters: u64,
    /// Arrows.
    pub arrows: u64,
    /// Pieces of arrows, from layer to layer; an arrow across the border of a boundary has pieces on both sides.
    pub pieces: u64,
    /// Pairs of pieces between the same layers.
    pub pairs: u64,
    /// The same where more than [`CROWDED`] run beside each other, once for each piece above that.
    pub crowd: u64,
    /// Pairs of boundaries in the same layer.
    pub neighbours: u64,
}

impl Work {
    /// All of it in steps, for one direction.
    pub fn steps(self, care: Care) -> u64 {
        let mut steps = 500_u64;
        let mut add = |count: u64, weight: u64| steps = steps.saturating_add(count.saturating_mul(weight));
        add(self.nodes + self.arrows, 80);
        add(self.clusters, 450);
        add(self.neighbours / 5, 2);
        add(self.pieces, 18 + 13 * care.thoroughness + if care.by_file { 60 } else { 0 });
        add(self.pairs / 50, 3);
        add(self.crowd / 3_000, 1);
        if care.steady { steps.saturating_mul(2) } else { steps }
    }
}

/// Counts.
pub fn work(diagram: &Diagram) -> Work {
    let firsts = firsts(diagram);
    let nodes = diagram.nodes.len();
    let boxes = nodes + diagram.clusters.len();
    let item = |end: End| match end {
        End::Node(at) => at,
        End::Cluster(at) => nodes + at,
    };
    let holder = |cluster: Option<usize>| cluster.map_or(0, |cluster| cluster + 1);
    let paths: Vec<(Vec<End>, Vec<End>)> =
        forwards(diagram, &firsts).into_iter().map(|(from, to)| (path(diagram, from), path(diagram, to))).collect();
    // Layers: all arrows run the way of the file, so one look at each box in that order is enough.
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); boxes];
    for (one, two) in &paths {
        if let Some((one, two)) = one.iter().zip(two).find(|(one, two)| one != two) {
            next[item(*one)].push(item(*two));
        }
    }
    let mut all: Vec<End> = (0..nodes).map(End::Node).chain((0..diagram.clusters.len()).map(End::Cluster)).collect();
    all.sort_by_key(|end| place(&firsts, *end));
    let mut layers = vec![0_usize; boxes];
    for end in &all {
        let own = layers[item(*end)];
        for to in &next[item(*end)] {
            layers[*to] = layers[*to].max(own + 1);
        }
    }
    let holders: Vec<usize> = (diagram.nodes.iter().map(|node| holder(node.cluster)))
        .chain(diagram.clusters.iter().map(|cluster| holder(cluster.parent)))
        .collect();
    let mut last = vec![0_usize; diagram.clusters.len() + 1];
    for (holder, layer) in holders.iter().zip(&layers) {
        last[*holder] = last[*holder].max(*layer);
    }
    let mut mates: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (holder, layer) in holders.iter().zip(&layers).skip(nodes) {
        *mates.entry((*holder, *layer)).or_default() += 1;
    }
    // For each boundary, where arrows begin and end among its layers; its borders are layers of their own.
    let mut gaps: Vec<Vec<i64>> = last.iter().map(|last| vec![0; last + 4]).collect();
    let mut run = |holder: usize, from: usize, to: usize| {
        gaps[holder][from] += 1;
        gaps[holder][to] -= 1;
    };
    for (one, two) in &paths {
        let shared = one.iter().zip(two).take_while(|(one, two)| one == two).count();
        let (out, into) = (one.get(shared..).unwrap_or_default(), two.get(shared..).unwrap_or_default());
        // Between a boundary and what is in it there is nothing on the one side.
        let (out, into) = match (out, into) {
            ([from, out @ ..], [to, into @ ..]) => {
                run(holders[item(*from)], layers[item(*from)] + 1, layers[item(*to)] + 1);
                (out, into)
            }
            sides => sides,
        };
        for end in out {
            let holder = holders[item(*end)];
            run(holder, layers[item(*end)] + 1, last[holder] + 2);
        }
        for end in into {
            run(holders[item(*end)], 0, layers[item(*end)] + 1);
        }
    }
    let mut work = Work {
        nodes: nodes as u64,
        clusters: diagram.clusters.len() as u64,
        arrows: diagram.edges.len() as u64,
        neighbours: mates.values().map(|count| count * count).sum(),
        ..Work::default()
    };
    for gaps in &gaps {
        let mut running = 0_i64;
        for change in gaps {
            running += change;
            let count = running.unsigned_abs();
            let square = count.saturating_mul(count);
            work.pieces = work.pieces.saturating_add(count);
            work.pairs = work.pairs.saturating_add(square);
            work.crowd = work.crowd.saturating_add(square.saturating_mul(count.saturating_sub(CROWDED)));
        }
    }
    work
}

/// The steps of a picture of any form: those of the engine, and those of the drawing. What is too much work is refused at
/// once, which takes none.
pub fn of_picture(picture: &Picture) -> (u64, u64) {
    match picture {
        Picture::Flows(diagram) => (plan(diagram).map_or(0, |plan| plan.steps), drawing(shown(picture) as u64)),
        Picture::Sequence(sequence) => (0, drawing(sequence_size(sequence))),
        Picture::Tree(_) => (0, drawing(shown(picture) as u64)),
    }
}

/// How many things a picture shows.
pub fn shown(picture: &Picture) -> usize {
    match picture {
        Picture::Flows(diagram) => diagram.nodes.len() + diagram.edges.len() + diagram.clusters.len(),
        Picture::Sequence(sequence) => sequence.lifelines.len() + sequence.groups.len() + sequence.messages.len(),
        Picture::Tree(tree) => parts(tree).len(),
    }
}

/// Steps for the drawing of so many things, and for the frame around them.
fn drawing(things: u64) -> u64 {
    things.saturating_mul(15).saturating_add(200)
}

/// What the time of a sequence diagram grows with: its lines, its messages, and some of the lines that each crosses.
pub fn sequence_size(sequence: &Sequence) -> u64 {
    let upright = sequence.lifelines.len() + 2 * sequence.groups.len();
    let crossed = sequence.messages.iter().map(|message| message.from.abs_diff(message.to));
    let all: usize = upright + 2 * sequence.messages.len() + crossed.sum::<usize>() / 16;
    all as u64
}
