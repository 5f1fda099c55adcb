//! View to coordinates.
//!
//! [`layout`] gives every node, boundary, arrow and label of a [`Diagram`] its place; [`lint`](lint::lint) says
//! whether the result keeps the promises of a readable picture. What places boxes and routes arrows is an
//! [`Engine`]: the [`Embedded`] one (ELK layered, feature `layout`), or Graphviz, which only the driver can start.
//! Everything else here is our own arithmetic. An engine that fails, panics or takes too long costs the picture
//! and nothing else.
//!
//! Same diagram, same bytes: nothing here reads a clock, a font, or the order of a hash map.
//!
//! # Which way flows run
//!
//! Where the diagram does not say, diagrams of up to [`work::BOTH_WAYS`] nodes are laid out both ways and the one whose
//! width : height is nearer to 4 : 3 (by ratio) is taken, left-to-right when both are equally near. Larger ones
//! run from top to bottom, since left-to-right grows very wide. One of very many pictures, a page, runs from left to
//! right: it stands beside what it is joined with, and is not laid out twice.

pub mod boxes;
#[cfg(feature = "layout")]
mod elk;
mod forwards;
pub mod geometry;
pub mod graphviz;
mod jogs;
mod labels;
pub mod legend;
pub mod lint;
pub mod nearby;
#[cfg(feature = "layout")]
mod order;
pub mod sequence;
pub mod text_size;
pub mod tree;
pub mod work;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::diag::{Code, CodeInfo, Severity, grouped};
use crate::layout::boxes::{ClusterBox, EdgeLabel, NodeBox, Text};
use crate::layout::geometry::{Point, Rect};
use crate::layout::legend::LegendItem;
use crate::view::picture::diagram::{Diagram, Direction};

/// How long the embedded engine may take for one picture: several times what the most work that it is given takes, so that
/// only a defect meets it.
pub const MAX_TIME: Duration = Duration::from_secs(20);

/// Boundaries may nest this deep; the engine recurses over them, and reads no JSON of a depth above 128.
pub const MAX_DEPTH: usize = 50;

/// A diagram's coordinates, in pixels from the top left of the picture.
///
/// The lists run parallel to the diagram's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// The way flows run: never `Auto`.
    pub direction: Direction,
    /// The title, where the diagram has one.
    pub title: Option<Text>,
    /// One a node.
    pub nodes: Vec<NodeBox>,
    /// One a boundary.
    pub clusters: Vec<ClusterBox>,
    /// One an edge.
    pub edges: Vec<EdgePath>,
    /// The signs that the legend explains, below the picture.
    pub legend: Vec<LegendItem>,
}

/// Where an arrow runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EdgePath {
    /// The bends, from the border of the starting end to the border of the other; at least two points.
    pub points: Vec<Point>,
    /// Its number and words; the arrow passes behind them.
    pub label: EdgeLabel,
}

/// Why there are no coordinates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayoutError {
    /// This build has no engine.
    NoEngine,
    /// The diagram breaks an invariant of its type; says which.
    Malformed(String),
    /// Boundaries nest deeper than [`MAX_DEPTH`].
    TooDeep(usize),
    /// It is more work than [`work::MOST_STEPS`].
    TooMuch {
        /// What there is to place, in words.
        what: String,
        /// How many steps it would take.
        steps: u64,
    },
    /// The engine gave up; says how.
    Engine(String),
    /// The engine had no answer after this many seconds.
    TooSlow(u64),
    /// Graphviz was asked for and cannot be had; says why.
    Graphviz(String),
}

impl fmt::Display for LayoutError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LayoutError::NoEngine => {
                out.write_str("this build has no layout engine: it was compiled without the feature `layout`")
            }
            LayoutError::Malformed(why) => write!(out, "the diagram cannot be laid out: {why}"),
            LayoutError::TooDeep(depth) => {
                write!(out, "boundaries nest {depth} deep; a picture shows at most {MAX_DEPTH}")
            }
            LayoutError::TooMuch { what, steps } => write!(
                out,
                "{what} are too much for one picture, some {} steps where {} are allowed",
                grouped(*steps),
                grouped(work::MOST_STEPS)
            ),
            LayoutError::Graphviz(why) => out.write_str(why),
            LayoutError::TooSlow(seconds) => write!(out, "the layout engine had no answer after {seconds} seconds"),
            LayoutError::Engine(why) => write!(out, "the layout engine gave up: {why}"),
        }
    }
}

impl std::error::Error for LayoutError {}

impl LayoutError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            LayoutError::NoEngine => "use `--format dot`, or a build with the feature `layout`",
            LayoutError::TooDeep(_) => "draw the inner boundaries as views of their own, or close them with `level`",
            LayoutError::TooMuch { .. } | LayoutError::TooSlow(_) => {
                "draw its parts as views of their own (`include`), or close boundaries with `level`"
            }
            LayoutError::Graphviz(_) => "leave out `--engine dot` for the embedded engine",
            LayoutError::Malformed(_) | LayoutError::Engine(_) => {
                "this is a defect of ours, please report it; `--engine dot` and `--format dot` may do meanwhile"
            }
        }
    }
}

/// A picture could not be laid out.
pub static PICTURE_FAILED: CodeInfo = CodeInfo {
    code: Code("picture-failed"),
    severity: Severity::Error,
    summary: "a picture could not be laid out",
    explanation: r#"
The picture is too much work, counted before it is begun: dense pictures of more than a few hundred arrows, or boundaries
that nest more than 50 deep. Or what places boxes and routes arrows gave no answer: it failed, it took longer than 20
seconds (Graphviz: 60), or this build has no layout engine. Everything else is written all the same, the other pictures
among it; the exit status is 2.

```text
error[picture-failed]: the picture `dfd` could not be laid out: 140 elements, 9730 arrows and 0 open boundaries are too much for one picture, some 541,000,000 steps where 3,500,000 are allowed
```

Draw a smaller view (`include`, or `level` to close boundaries), or take a format that needs no places (`--format dot`,
`mermaid` or `d2`). How steps are counted stands on the page about pictures, under *Limits*. A failure of the embedded
engine is a defect of ours; please report it.
"#,
};

/// The codes that laying out reports.
pub static CODES: &[&CodeInfo] = &[&PICTURE_FAILED];

/// What places boxes and routes arrows.
pub trait Engine: Sync {
    /// Places all boxes, boundaries, bends and labels of a diagram that keeps its invariants.
    ///
    /// `direction` is not `Auto`. Where the whole stands does not matter, nor does the frame around it: title,
    /// legend and size are added afterwards.
    ///
    /// # Errors
    /// When it gives up. It may panic, too; that is caught.
    fn place(&self, diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError>;
}

/// The engine that comes along: ELK layered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Embedded;

impl Engine for Embedded {
    fn place(&self, diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
        embedded(diagram, direction, None)
    }
}

/// Who can run the embedded engine in another process: given a graph, what [`answer`] says there, and `None` where it
/// is to run here.
pub type Runner<'a> = Option<&'a (dyn Fn(&str) -> Option<Result<String, LayoutError>> + Sync)>;

/// What the embedded engine makes of a diagram; it runs elsewhere where there is a runner.
///
/// # Errors
/// As [`Engine::place`].
#[cfg(feature = "layout")]
pub fn embedded(diagram: &Diagram, direction: Direction, runner: Runner) -> Result<Layout, LayoutError> {
    elk::place(diagram, direction, runner)
}

/// What the embedded engine would make of a diagram: this build has none.
///
/// # Errors
/// Always.
#[cfg(not(feature = "layout"))]
pub fn embedded(_: &Diagram, _: Direction, _: Runner) -> Result<Layout, LayoutError> {
    Err(LayoutError::NoEngine)
}

/// What the embedded engine answers to a graph that a [`Runner`] passed on: numbers in, numbers out. It takes as long as
/// it takes; whoever started the process ends it.
///
/// # Errors
/// When the engine gives up.
#[cfg(feature = "layout")]
pub fn answer(graph: String) -> Result<String, LayoutError> {
    elk::answer(graph)
}

/// What an embedded engine would answer: this build has none.
///
/// # Errors
/// Always.
#[cfg(not(feature = "layout"))]
pub fn answer(_: String) -> Result<String, LayoutError> {
    Err(LayoutError::NoEngine)
}

/// Gives every part of a diagram its place, by the embedded engine.
///
/// # Errors
/// As [`layout_with`].
pub fn layout(diagram: &Diagram) -> Result<Layout, LayoutError> {
    layout_with(&Embedded, diagram)
}

/// Gives every part of a diagram its place.
///
/// # Errors
/// When the diagram breaks an invariant, nests deeper than [`MAX_DEPTH`], or is more work than [`work::MOST_STEPS`];
/// else when the engine fails. Then the picture is missing, not the program.
pub fn layout_with(engine: &dyn Engine, diagram: &Diagram) -> Result<Layout, LayoutError> {
    finished(diagram, places(engine, diagram)?)
}

/// The first half of [`layout_with`], nearly all of the work: where the engine puts things, one layout for each
/// direction that is tried. It does not depend on the title of a diagram, nor on its links.
///
/// # Errors
/// As [`layout_with`].
pub fn places(engine: &dyn Engine, diagram: &Diagram) -> Result<Vec<Layout>, LayoutError> {
    if let Some(fault) = diagram.fault() {
        return Err(LayoutError::Malformed(fault));
    }
    let depth = (0..diagram.clusters.len()).map(|at| diagram.enclosing(Some(at)).count()).max().unwrap_or(0);
    if depth > MAX_DEPTH {
        return Err(LayoutError::TooDeep(depth));
    }
    let plan = work::plan(diagram)?;
    let hastier = (plan.hasty && !diagram.hasty).then(|| Diagram { hasty: true, ..diagram.clone() });
    let diagram = hastier.as_ref().unwrap_or(diagram);
    match plan.directions {
        // Two runs that do not know of each other: side by side they take the time of one.
        &[one, two] => {
            let (one, two) = rayon::join(|| one_way(engine, diagram, one), || one_way(engine, diagram, two));
            Ok(vec![one?, two?])
        }
        directions => directions.iter().map(|direction| one_way(engine, diagram, *direction)).collect(),
    }
}

/// The second half of [`layout_with`]: small mends, title and legend, and the better of two directions.
///
/// # Errors
/// When there are no places.
pub fn finished(diagram: &Diagram, places: Vec<Layout>) -> Result<Layout, LayoutError> {
    let all = places.into_iter().map(|mut placed| {
        finish(diagram, &mut placed);
        placed
    });
    // The first of equally good ones.
    let better = |one: Layout, two: Layout| if stretch(&two) < stretch(&one) { two } else { one };
    all.reduce(better).ok_or_else(|| LayoutError::Engine("it was not asked".to_owned()))
}

fn one_way(engine: &dyn Engine, diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
    let placed = catch_unwind(AssertUnwindSafe(|| engine.place(diagram, direction)));
    placed.map_err(|panic| LayoutError::Engine(panic_words(panic.as_ref())))?
}

/// What a panic said.
fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a reason".to_owned())
}

/// What every engine leaves to do.
fn finish(diagram: &Diagram, placed: &mut Layout) {
    jogs::straighten(diagram, placed);
    labels::settle(diagram, placed);
    frame(diagram, placed);
}

/// How far a picture is from 4 : 3, the same for too wide and too high.
fn stretch(layout: &Layout) -> f64 {
    (layout.width.max(1.0) / layout.height.max(1.0) / (4.0 / 3.0)).ln().abs()
}

/// Blank space around the picture.
const MARGIN: f64 = 20.0;

/// Sets the size of the picture and adds the title above and the legend below.
fn frame(diagram: &Diagram, layout: &mut Layout) {
    let inner = layout.extent().unwrap_or_default();
    let legend_width = inner.width.max(420.0);
    let title = boxes::title(&diagram.title, legend_width);
    let above = title.as_ref().map_or(0.0, |title| title.rect.height + 14.0);
    layout.moved(MARGIN - inner.x, MARGIN - inner.y + above);
    layout.title = title.map(|title| title.moved(MARGIN, MARGIN));
    let (legend, size) = legend::legend(diagram, legend_width);
    let top = MARGIN + above + inner.height + if inner.height > 0.0 { 18.0 } else { 0.0 };
    layout.legend = legend.into_iter().map(|item| item.moved(MARGIN, top)).collect();
    let bottom = if layout.legend.is_empty() { MARGIN + above + inner.height } else { top + size.height };
    let title_width = layout.title.as_ref().map_or(0.0, |title| title.rect.width);
    layout.width = (inner.width.max(size.width).max(title_width) + 2.0 * MARGIN).ceil();
    layout.height = (bottom + MARGIN).ceil();
}

impl Layout {
    /// The smallest rectangle around everything placed so far; `None` when nothing is.
    fn extent(&self) -> Option<Rect> {
        let nodes = self.nodes.iter().flat_map(|node| [Some(node.rect), node.badge].into_iter().flatten());
        let clusters = self.clusters.iter().map(|cluster| cluster.rect);
        let bends = self.edges.iter().flat_map(|edge| edge.points.iter().map(|at| Rect::around(*at, 2.0, 2.0)));
        let labels =
            self.edges.iter().map(|edge| &edge.label).filter(|label| !label.is_empty()).map(|label| label.rect);
        nodes.chain(clusters).chain(bends).chain(labels).reduce(Rect::union)
    }

    fn moved(&mut self, dx: f64, dy: f64) {
        for node in &mut self.nodes {
            *node = node.moved(dx, dy);
        }
        for cluster in &mut self.clusters {
            *cluster = cluster.moved(dx, dy);
        }
        for edge in &mut self.edges {
            for at in &mut edge.points {
                *at = Point::new(at.x + dx, at.y + dy);
            }
            edge.label = edge.label.moved(dx, dy);
        }
    }
}
