//! The other engine: Graphviz, which answers a graph of ours with positions. Starting it is the driver's business.
//!
//! As with the embedded engine, names and words never reach it: it sees numbered boxes of given sizes.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::layout::boxes::{self, ClusterBox, EdgeLabel, NodeBox};
use crate::layout::geometry::{Point, Rect};
use crate::layout::{EdgePath, Layout, LayoutError};
use crate::view::picture::diagram::{Contents, Diagram, Direction, End};

/// Straight pieces that a curve of Graphviz is drawn in.
const PIECES: usize = 8;

struct Sizes {
    nodes: Vec<NodeBox>,
    clusters: Vec<ClusterBox>,
    labels: Vec<EdgeLabel>,
}

fn sizes(diagram: &Diagram, direction: Direction) -> Sizes {
    let words = diagram.edges.len() <= boxes::WORDY_EDGES;
    let edges = diagram.edges.iter().enumerate();
    Sizes {
        nodes: diagram.nodes.iter().map(|node| boxes::node(node, diagram.notation, (0.0, 0.0))).collect(),
        clusters: diagram.clusters.iter().map(boxes::cluster).collect(),
        labels: edges.map(|(at, edge)| boxes::edge(diagram, at, edge, direction, words)).collect(),
    }
}

/// What to give to `dot -Tjson`, for a diagram that keeps its invariants.
pub fn request(diagram: &Diagram, direction: Direction) -> String {
    let sizes = sizes(diagram, direction);
    let rankdir = if direction == Direction::Down { "TB" } else { "LR" };
    let mut out = format!(
        "digraph {{\ngraph [newrank=true, compound=true, rankdir={rankdir}, nodesep=0.45, ranksep=0.55]\n\
         node [shape=box, fixedsize=true, label=\"\"]\n"
    );
    inside(&mut out, &diagram.contents(), &sizes, None);
    for (at, edge) in diagram.edges.iter().enumerate() {
        let mut attributes = format!("id=\"e{at}\"");
        if let Some(label) = sizes.labels.get(at).filter(|label| !label.is_empty()) {
            let _ = write!(attributes, ", label={}", room(label.rect.width, label.rect.height));
        }
        for (end, other, name) in [(edge.from, edge.to, "ltail"), (edge.to, edge.from, "lhead")] {
            if let End::Cluster(cluster) = end
                && !diagram.enclosing(diagram.cluster_of(other)).any(|around| around == cluster)
            {
                let _ = write!(attributes, ", {name}=\"cluster_{cluster}\"");
            }
        }
        let _ = writeln!(out, "{} -> {} [{attributes}]", vertex(edge.from), vertex(edge.to));
    }
    out.push_str("}\n");
    out
}

fn vertex(end: End) -> String {
    match end {
        End::Node(at) => format!("n{at}"),
        End::Cluster(at) => format!("b{at}"),
    }
}

/// A label that takes room and says nothing.
fn room(width: f64, height: f64) -> String {
    format!(
        "<<TABLE BORDER=\"0\" CELLSPACING=\"0\" FIXEDSIZE=\"TRUE\" WIDTH=\"{width:.0}\" HEIGHT=\"{height:.0}\">\
         <TR><TD></TD></TR></TABLE>>"
    )
}

fn inside(out: &mut String, contents: &Contents, sizes: &Sizes, around: Option<usize>) {
    let (nodes, clusters) = contents.of(around);
    for at in nodes {
        let rect = sizes.nodes.get(*at).map(|sized| sized.rect).unwrap_or_default();
        let _ = writeln!(out, "n{at} [width={:.4}, height={:.4}]", rect.width / 72.0, rect.height / 72.0);
    }
    for at in clusters {
        let header = sizes.clusters.get(*at).map(|sized| sized.header).unwrap_or_default();
        let _ = writeln!(out, "subgraph cluster_{at} {{\nmargin=16\nlabeljust=l");
        let _ = writeln!(out, "label={}", room(header.width + 16.0, boxes::HEADER));
        // Something to hold on to, for flows that end here and where there is nothing else inside.
        let _ = writeln!(out, "b{at} [style=invis, width=0.02, height=0.02]");
        inside(out, contents, sizes, Some(*at));
        out.push_str("}\n");
    }
}

/// A diagram's coordinates, from what `dot -Tjson` answered to [`request`].
///
/// # Errors
/// When the answer is no JSON, or something of the diagram is missing in it.
pub fn read(diagram: &Diagram, direction: Direction, answer: &str) -> Result<Layout, LayoutError> {
    let missing = |what: &str| LayoutError::Graphviz(format!("`dot` lost {what}"));
    let answer: Value = serde_json::from_str(answer)
        .map_err(|error| LayoutError::Graphviz(format!("`dot` answered no JSON: {error}")))?;
    let sizes = sizes(diagram, direction);
    let top = numbers(text(&answer, "bb")).get(3).copied().unwrap_or_default();
    let flip = |x: f64, y: f64| Point::new(x, top - y);
    let list = |key: &str| answer.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let objects: FxHashMap<&str, &Value> =
        list("objects").iter().map(|object| (text(object, "name"), object)).collect();
    let named = |name: String| objects.get(name.as_str()).copied();
    let edges: FxHashMap<&str, &Value> = list("edges").iter().map(|edge| (text(edge, "id"), edge)).collect();
    let mut layout = Layout { direction, ..Layout::default() };
    for (at, sized) in sizes.nodes.iter().enumerate() {
        let object = named(format!("n{at}")).ok_or_else(|| missing("an element"))?;
        let &[x, y] = numbers(text(object, "pos")).as_slice() else { return Err(missing("an element")) };
        let centre = flip(x, y);
        layout.nodes.push(sized.moved(centre.x - sized.rect.width / 2.0, centre.y - sized.rect.height / 2.0));
    }
    for (at, sized) in sizes.clusters.iter().enumerate() {
        let object = named(format!("cluster_{at}")).ok_or_else(|| missing("a boundary"))?;
        let &[left, low, right, high] = numbers(text(object, "bb")).as_slice() else {
            return Err(missing("a boundary"));
        };
        let rect = Rect::new(left, top - high, right - left, high - low);
        layout.clusters.push(ClusterBox { rect, ..sized.header_moved(rect.x + 14.0, rect.y + 9.0) });
    }
    for (at, sized) in sizes.labels.iter().enumerate() {
        let id = format!("e{at}");
        let edge = edges.get(id.as_str()).copied().ok_or_else(|| missing("a flow"))?;
        let points: Vec<Point> = curve(text(edge, "pos")).into_iter().map(|at| flip(at.x, at.y)).collect();
        if points.len() < 2 {
            return Err(missing("a flow"));
        }
        let label = match numbers(text(edge, "lp")).as_slice() {
            [x, y] => {
                let centre = flip(*x, *y);
                sized.moved(centre.x - sized.rect.width / 2.0, centre.y - sized.rect.height / 2.0)
            }
            _ => sized.clone(),
        };
        layout.edges.push(EdgePath { points, label });
    }
    Ok(layout)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(',').filter_map(|number| number.trim().parse().ok()).filter(|number: &f64| number.is_finite()).collect()
}

/// A curve as Graphviz writes it, in straight pieces: an optional start and end, then a point and triples of them.
fn curve(text: &str) -> Vec<Point> {
    let (mut start, mut end, mut controls) = (None, None, Vec::new());
    for word in text.split_whitespace() {
        let (slot, rest) = match word.split_once(',') {
            Some(("s", rest)) => (Some(&mut start), rest),
            Some(("e", rest)) => (Some(&mut end), rest),
            _ => (None, word),
        };
        let &[x, y] = numbers(rest).as_slice() else { continue };
        match slot {
            Some(slot) => *slot = Some(Point::new(x, y)),
            None => controls.push(Point::new(x, y)),
        }
    }
    let mut points: Vec<Point> = start.into_iter().collect();
    points.extend(controls.first());
    for at in (0..controls.len().saturating_sub(1)).step_by(3) {
        let Some([a, b, c, d]) = controls.get(at..at + 4) else { break };
        for step in 1..=PIECES {
            let t = step as f64 / PIECES as f64;
            let (ab, bc, cd) = (a.towards(*b, t), b.towards(*c, t), c.towards(*d, t));
            points.push(ab.towards(bc, t).towards(bc.towards(cd, t), t));
        }
    }
    points.extend(end);
    points
}
