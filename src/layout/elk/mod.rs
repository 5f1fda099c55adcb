//! The embedded engine: ELK layered, by way of its JSON form.
//!
//! Sizes go in, coordinates come out. Names and words never reach the engine: it sees numbered boxes, so no label
//! can upset it. It runs on a thread of its own, because it recurses deeply and because it panics where its
//! original throws; neither may take the program down. A thread cannot be stopped, so whoever can start this program
//! once more gives it large diagrams as a process ([`answer`]), which can.
//!
//! # Stillness
//!
//! Who compares two versions of a picture wants to find the boxes where they were. So up to [`STEADY`](crate::layout::work::STEADY) elements the
//! order of what stands in a layer is ours, see [`order`]. The engine sorts once more as it likes, and that picture is
//! taken only where the other would have visibly more crossings. Besides, boxes have sizes in steps, so that most
//! changes of a name change no size; layers stand far enough apart for a few bends more; a layer is found by the longest
//! way to it, and boxes are shifted to one side in it, so that a change reaches only what lies behind it.

mod answer;
mod engine;
mod request;
mod sized;

use serde_json::Value;

use crate::layout::elk::engine::run;
use crate::layout::elk::request::Effort;
use crate::layout::elk::sized::Sized;
use crate::layout::order::{self, Order};
use crate::layout::{Layout, LayoutError, Runner, lint};
use crate::view::picture::diagram::{Diagram, Direction};

pub use engine::answer;

/// Lays out a diagram that keeps its invariants; `direction` is not `Auto`.
pub fn place(diagram: &Diagram, direction: Direction, runner: Runner) -> Result<Layout, LayoutError> {
    if diagram.nodes.is_empty() && diagram.clusters.is_empty() {
        return Ok(Layout { direction, ..Layout::default() });
    }
    let sized = Sized::new(diagram, direction);
    let free = || sized.place(None, runner);
    if !sized.care.steady {
        return free();
    }
    let steady = || order::order(diagram, &sized.forwards).map(|order| sized.place(Some(&order), runner));
    match rayon::join(steady, free) {
        (Some(Ok(steady)), Ok(free)) => Ok(if is_tidier(&free, &steady) { free } else { steady }),
        (Some(Ok(steady)), Err(_)) => Ok(steady),
        (_, free) => free,
    }
}

/// Whether a picture has visibly fewer crossings than another: at least three, and three in ten.
fn is_tidier(one: &Layout, other: &Layout) -> bool {
    let [one, other] = [one, other].map(|layout| lint::crossings(&layout.edges));
    other >= one + 3 && 10 * one <= 7 * other
}

impl Sized<'_> {
    /// Runs the engine, with what stands beside what in an order of ours, or as it likes: then it keeps to the order of
    /// the file where that costs no crossing.
    fn place(&self, order: Option<&Order>, runner: Runner) -> Result<Layout, LayoutError> {
        let run = |effort: Effort| {
            let request = self.request(effort, order).to_string();
            let elsewhere = runner.and_then(|runner| runner(&request));
            match elsewhere {
                Some(answer) => serde_json::from_str(&answer?)
                    .map_err(|error| LayoutError::Engine(format!("its answer cannot be read: {error}"))),
                None => run(request),
            }
        };
        // The second attempt trades beauty for an algorithm with fewer corners.
        let answer: Value = match run(Effort::Full) {
            Err(LayoutError::Engine(_)) => run(Effort::Plain),
            answer => answer,
        }?;
        self.read(&answer)
    }
}

#[cfg(test)]
mod tests {
    use super::{Effort, Sized, is_tidier, run};
    use crate::layout::geometry::Point;
    use crate::layout::{EdgePath, Layout, order};
    use crate::view::picture::diagram::{Cluster, Diagram, Direction, Edge, End, Node, NodeKind};

    /// One arrow to the right, and arrows across it.
    fn crossed(times: usize) -> Layout {
        let arrow = |from: (f64, f64), to: (f64, f64)| EdgePath {
            points: vec![Point::new(from.0, from.1), Point::new(to.0, to.1)],
            ..EdgePath::default()
        };
        let across = (0..times).map(|at| 10.0 * (at + 1) as f64).map(|x| arrow((x, 0.0), (x, 20.0)));
        let edges = across.chain([arrow((0.0, 10.0), (1000.0, 10.0))]).collect();
        Layout { edges, ..Layout::default() }
    }

    #[test]
    fn only_visibly_fewer_crossings_are_worth_an_order_that_moves() {
        for (one, other, tidier) in
            [(0, 2, false), (0, 3, true), (7, 10, true), (7, 9, false), (8, 11, false), (3, 0, false), (20, 29, true)]
        {
            assert_eq!(is_tidier(&crossed(one), &crossed(other)), tidier, "{one} and {other}");
        }
    }

    /// Boundaries in each other and beside each other, and arrows in all directions between what is in them.
    fn tangled(seed: u64) -> Diagram {
        let mut state = seed;
        let mut below = |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % limit
        };
        let mut diagram = Diagram::default();
        for (at, parent) in [None, Some(0), None].into_iter().enumerate() {
            diagram.clusters.push(Cluster { parent, ..Cluster::new(format!("c{at}"), "Boundary", "") });
        }
        for at in 0..8 {
            let cluster = [None, Some(0), Some(1), Some(2)][below(4)];
            diagram.nodes.push(Node { cluster, ..Node::new(format!("n{at}"), "Node", NodeKind::Process) });
        }
        for at in 0..14 {
            let (from, to) = (below(8), below(8));
            if from != to {
                diagram.edges.push(Edge::new(format!("e{at}"), at + 1, "Asks", End::Node(from), End::Node(to)));
            }
        }
        diagram
    }

    /// A second attempt answers where the first fails, so only a look at the first finds that out. Where the engine has
    /// to break the circles, in the order of the model, one in five of these fails.
    #[test]
    fn circles_within_and_between_boundaries_do_not_fail() {
        for seed in 0..40 {
            let diagram = tangled(seed);
            for direction in [Direction::Right, Direction::Down] {
                let sized = Sized::new(&diagram, direction);
                let order = order::order(&diagram, &sized.forwards);
                assert!(order.is_some());
                for order in [None, order.as_ref()] {
                    let answer = run(sized.request(Effort::Full, order).to_string());
                    assert!(answer.is_ok(), "{seed}, {direction:?}, {order:?}: {answer:?}");
                }
            }
        }
    }
}
