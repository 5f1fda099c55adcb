//! View to coordinates.
//!
//! [`layout`] gives every node, boundary, arrow and label of a [`Diagram`] its place; [`lint`](lint::lint) says
//! whether the result keeps the promises of a readable picture. The engine (ELK layered, embedded, feature
//! `layout`) stands behind one function in `elk.rs`; everything else here is our own arithmetic, so a second
//! engine only has to place boxes and route arrows.
//!
//! Same diagram, same bytes: nothing here reads a clock, a font, or the order of a hash map.
//!
//! # Which way flows run
//!
//! Where the diagram does not say, diagrams of up to [`BOTH_WAYS`] nodes are laid out both ways and the one whose
//! width : height is nearer to 4 : 3 (by ratio) is taken, left-to-right when both are equally near. Larger ones
//! run from top to bottom, since left-to-right grows very wide.

pub mod boxes;
#[cfg(feature = "layout")]
mod elk;
pub mod geometry;
pub mod graphviz;
mod labels;
pub mod legend;
pub mod lint;
pub mod sequence;
pub mod text_size;
pub mod tree;

use std::fmt;

use crate::layout::boxes::{ClusterBox, EdgeLabel, NodeBox, Text};
use crate::layout::geometry::{Point, Rect};
use crate::layout::legend::LegendItem;
use crate::view::diagram::{Diagram, Direction};

/// Up to this many nodes the direction is chosen by trying both.
pub const BOTH_WAYS: usize = 60;

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
    /// The engine gave up; says how.
    Engine(String),
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
            LayoutError::Graphviz(why) => out.write_str(why),
            LayoutError::Engine(why) => write!(out, "the layout engine gave up: {why}"),
        }
    }
}

impl std::error::Error for LayoutError {}

/// Gives every part of a diagram its place.
///
/// # Errors
/// Never for a diagram that keeps its invariants and nests at most [`MAX_DEPTH`] deep, unless the engine has a
/// defect; then the picture is missing, not the program.
pub fn layout(diagram: &Diagram) -> Result<Layout, LayoutError> {
    if let Some(fault) = diagram.fault() {
        return Err(LayoutError::Malformed(fault));
    }
    let depth = (0..diagram.clusters.len()).map(|at| diagram.enclosing(Some(at)).count()).max().unwrap_or(0);
    if depth > MAX_DEPTH {
        return Err(LayoutError::TooDeep(depth));
    }
    match diagram.direction {
        Direction::Auto if diagram.nodes.len() <= BOTH_WAYS => {
            // Two runs that do not know of each other: side by side they take the time of one.
            let (right, down) =
                rayon::join(|| one_way(diagram, Direction::Right), || one_way(diagram, Direction::Down));
            let (right, down) = (right?, down?);
            Ok(if stretch(&down) < stretch(&right) { down } else { right })
        }
        Direction::Auto => one_way(diagram, Direction::Down),
        direction => one_way(diagram, direction),
    }
}

fn one_way(diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
    let mut placed = place(diagram, direction)?;
    finish(diagram, &mut placed);
    Ok(placed)
}

/// What every engine leaves to do.
fn finish(diagram: &Diagram, placed: &mut Layout) {
    labels::settle(diagram, placed);
    frame(diagram, placed);
}

#[cfg(feature = "layout")]
fn place(diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
    elk::place(diagram, direction)
}

#[cfg(not(feature = "layout"))]
fn place(_: &Diagram, _: Direction) -> Result<Layout, LayoutError> {
    Err(LayoutError::NoEngine)
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
