//! A diagram as a self-contained SVG: no script, no font, no address that a viewer would fetch.
//!
//! Every element, boundary and flow is a group with an id, classes, a `<title>` that says what it is, and `data-`
//! attributes that say how it hangs together: `data-id`, `data-kind`, `data-in` (the innermost boundary), for
//! flows `data-from`, `data-to`, `data-number`. Ids and classes start with the diagram's prefix, so that two
//! pictures can stand in one page.
//!
//! Coordinates come from `layout`; this module computes none but those of strokes within a given rectangle.

mod arrows;
mod frame;
mod legend;
mod marks;
mod pen;
mod sequence;
mod shapes;
mod style;
mod tree;

use crate::emit::quote::href;
use crate::emit::svg::arrows::{Arrow, arrow};
use crate::emit::svg::marks::{badge, caption, sentence, threat_words};
use crate::emit::svg::pen::{Pen, line, rect};
use crate::emit::svg::shapes::{Manner, body, meet, person};
use crate::layout::boxes::{ClusterBox, NodeBox};
use crate::layout::geometry::{Point, Rect, segments};
use crate::layout::legend::Sign;
use crate::layout::nearby::Nearby;
use crate::layout::{EdgePath, Layout};
use crate::view::picture::diagram::{Change, Cluster, Diagram, Edge, Emphasis, End, Node, NodeKind, Notation};

pub use crate::emit::svg::sequence::sequence;
pub use crate::emit::svg::style::Theme;
pub use crate::emit::svg::tree::tree;

/// A diagram as SVG, in the colours that the reader prefers. `layout` is the diagram's own.
pub fn svg(diagram: &Diagram, layout: &Layout) -> String {
    themed(diagram, layout, Theme::Auto)
}

/// A diagram as SVG in given colours: fixed ones for programs that know no CSS variables.
pub fn themed(diagram: &Diagram, layout: &Layout, theme: Theme) -> String {
    let mut pen = Pen::new(&diagram.id_prefix, theme);
    let prefix = pen.prefix.clone();
    let about = frame::About {
        title: if diagram.title.trim().is_empty() { "Data-flow diagram" } else { diagram.title.as_str() },
        description: &description(diagram),
        size: (layout.width, layout.height),
    };
    frame::open(&mut pen, &about);
    if layout.legend.iter().any(|item| matches!(item.sign, Sign::Change(_))) {
        pen.raw(&format!("<style>\n{}</style>", style::changes(&prefix, theme)));
    }
    if let Some(title) = &layout.title {
        pen.text(title, "t");
    }
    for (cluster, place) in diagram.clusters.iter().zip(&layout.clusters) {
        boundary(&mut pen, diagram, cluster, place);
    }
    let names = Nearby::of(layout.clusters.iter().map(|cluster| cluster.header.grown(1.0)));
    for (edge, path) in diagram.edges.iter().zip(&layout.edges) {
        flow(&mut pen, diagram, layout, &names, edge, path);
    }
    for (node, place) in diagram.nodes.iter().zip(&layout.nodes) {
        element(&mut pen, diagram, node, place);
    }
    if !layout.legend.is_empty() {
        pen.raw(&format!("<g id=\"{prefix}-legend\">"));
        for item in &layout.legend {
            legend::item(&mut pen, diagram, item);
        }
        pen.close();
    }
    frame::close(&mut pen);
    pen.out
}

/// What the picture shows, for those who do not see it.
fn description(diagram: &Diagram) -> String {
    let count = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut text = diagram.description.trim().to_owned();
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&format!(
        "{}, {}, {}.",
        count(diagram.nodes.len(), "element", "elements"),
        count(diagram.edges.len(), "flow", "flows"),
        count(diagram.clusters.len(), "trust boundary", "trust boundaries")
    ));
    text
}

fn boundary(pen: &mut Pen, diagram: &Diagram, cluster: &Cluster, place: &ClusterBox) {
    let around = cluster_id(diagram, cluster.parent);
    let title = sentence(&[
        &format!("Trust boundary {}", named(&cluster.label, &cluster.id)),
        &cluster.trust,
        out_words(cluster.out_of_scope),
        inferred_words(cluster.inferred),
        &threat_words(cluster.threats),
        cluster.change.word(),
    ]);
    let id = pen.id("b", &cluster.id);
    link(pen, cluster.link.as_deref(), |pen| {
        pen.open(
            &id,
            &classes("boundary", cluster.change),
            &[("data-id", &cluster.id), ("data-kind", "boundary"), ("data-in", around)],
            &title,
        );
        let mut class = "fence".to_owned();
        if diagram.notation == Notation::Classic {
            class.push_str(" red");
        }
        if cluster.inferred {
            class.push_str(" guess");
        }
        pen.shape(&rect(place.rect, 12.0), &class);
        if cluster.out_of_scope {
            let fill = format!("{} fill=\"url(#{}-hatch)\"", rect(place.rect, 12.0), pen.prefix);
            pen.shape(&fill, "hatched");
        }
        pen.text_with(&place.label, "t", place.trust.as_ref().map(|trust| (trust, "q")));
        if let Some(mark) = place.badge {
            badge(pen, mark, cluster.threats);
        }
        pen.close();
    });
}

fn element(pen: &mut Pen, diagram: &Diagram, node: &Node, place: &NodeBox) {
    let kind = match node.kind {
        NodeKind::Actor => "actor",
        NodeKind::External => "external",
        NodeKind::Process => "process",
        NodeKind::Store => "store",
        NodeKind::Collapsed => "collapsed",
    };
    let tags = node.tags.join(", ");
    let title = sentence(&[
        named(&node.label, &node.id),
        if node.type_label.is_empty() { kind } else { &node.type_label },
        &if tags.is_empty() { String::new() } else { format!("also inside {tags}") },
        &if node.controls.is_empty() { String::new() } else { format!("with {}", node.controls.join(", ")) },
        out_words(node.out_of_scope),
        inferred_words(node.inferred),
        &threat_words(node.threats),
        node.change.word(),
    ]);
    let faded = if node.emphasis == Emphasis::Faded { " faded" } else { "" };
    let classes = classes(&format!("node {kind}{faded}"), node.change);
    let id = pen.id("n", &node.id);
    let around = cluster_id(diagram, node.cluster);
    link(pen, node.link.as_deref(), |pen| {
        pen.open(&id, &classes, &[("data-id", &node.id), ("data-kind", kind), ("data-in", around)], &title);
        let manner = Manner { out_of_scope: node.out_of_scope, inferred: node.inferred };
        body(pen, node.kind, diagram.notation, place.rect, manner);
        if let Some(glyph) = place.glyph {
            person(pen, glyph);
        }
        for (tab, entry) in place.tabs.iter().zip(&node.entries) {
            pen.shape(&rect(*tab, 2.0), "tab");
            caption(pen, *tab, &entry.to_string(), "t");
        }
        pen.text(&place.label, "t");
        if let Some(kind) = &place.kind {
            pen.text(kind, "q");
        }
        for (index, tag) in place.tags.iter().enumerate() {
            pen.shape(&rect(tag.rect, 8.0), if index < node.tags.len() { "tag" } else { "guard" });
            pen.text(tag, "q");
        }
        if let Some(mark) = place.badge {
            badge(pen, mark, node.threats);
        }
        pen.close();
    });
}

fn flow(pen: &mut Pen, diagram: &Diagram, layout: &Layout, names: &Nearby, edge: &Edge, path: &EdgePath) {
    let (from, to) = (end_name(diagram, edge.from), end_name(diagram, edge.to));
    let title = sentence(&[
        &format!("{}: {}", edge.sign(), if edge.label.trim().is_empty() { &edge.id } else { &edge.label }),
        &format!("{} to {}", from.1, to.1),
        if edge.two_way { "with a reply" } else { "" },
        out_words(edge.out_of_scope),
        inferred_words(edge.inferred),
        &threat_words(edge.threats),
        edge.change.word(),
    ]);
    let mut manner = Arrow { two_way: edge.two_way, ..Arrow::default() };
    if edge.emphasis == Emphasis::Strong {
        manner.line.push_str("strong");
        manner.head.push_str("strong-head");
    }
    if edge.out_of_scope {
        manner.line.push_str(" aside");
    } else if edge.inferred {
        manner.line.push_str(" inferred");
    }
    let mut points = path.points.clone();
    if let (End::Node(node), Some(at)) = (edge.from, points.first_mut()) {
        *at = meet_node(diagram, layout, node, *at);
    }
    if let (End::Node(node), Some(at)) = (edge.to, points.last_mut()) {
        *at = meet_node(diagram, layout, node, *at);
    }
    let id = pen.id("e", &edge.id);
    let classes = classes(if edge.emphasis == Emphasis::Faded { "edge faded" } else { "edge" }, edge.change);
    link(pen, edge.link.as_deref(), |pen| {
        let number = edge.number.to_string();
        let data =
            [("data-id", edge.id.as_str()), ("data-from", from.0), ("data-to", to.0), ("data-number", number.as_str())];
        pen.open(&id, &classes, &data, &title);
        let label = &path.label;
        // Where arrows leave a boundary's name no gap they make way for it, too.
        let near = names.to_line(&points).into_iter().filter_map(|at| layout.clusters.get(at));
        let names = near.map(|cluster| cluster.header.grown(1.0));
        let crossed = names.filter(|name| segments(&points).any(|(from, to)| name.clip(from, to).is_some()));
        let words: Vec<Rect> = std::iter::once(label.rect).chain(crossed).collect();
        arrow(pen, &points, &words, &manner);
        if let Some((from, to)) = label.stroke {
            pen.shape(&line(from, to), "cut");
        }
        let sign = edge.sign();
        if !sign.is_empty() {
            pen.shape(&rect(label.disc, label.disc.height / 2.0), "disc");
            caption(pen, label.disc, &sign, "n");
        }
        if let Some(mark) = label.badge {
            badge(pen, mark, edge.threats);
        }
        if let Some(text) = &label.text {
            pen.text(text, "t");
        }
        for cut in &label.cuts {
            pen.text(cut, "q");
        }
        pen.close();
    });
}

fn meet_node(diagram: &Diagram, layout: &Layout, node: usize, at: Point) -> Point {
    match (diagram.nodes.get(node), layout.nodes.get(node)) {
        (Some(node), Some(place)) => meet(node.kind, diagram.notation, place.rect, at),
        _ => at,
    }
}

/// Classes of a group, with what became of it.
fn classes(own: &str, change: Change) -> String {
    format!("{own} {}", change.word()).trim_end().to_owned()
}

/// Draws within a link where there is a harmless one.
fn link(pen: &mut Pen, address: Option<&str>, draw: impl FnOnce(&mut Pen)) {
    let href = address.and_then(href);
    if let Some(href) = &href {
        pen.raw(&format!("<a href=\"{href}\">"));
    }
    draw(pen);
    if href.is_some() {
        pen.raw("</a>");
    }
}

fn cluster_id(diagram: &Diagram, cluster: Option<usize>) -> &str {
    cluster.and_then(|at| diagram.clusters.get(at)).map_or("", |cluster| cluster.id.as_str())
}

/// Id and name of an end.
fn end_name(diagram: &Diagram, end: End) -> (&str, &str) {
    match end {
        End::Node(at) => diagram.nodes.get(at).map_or(("", ""), |node| (&node.id, named(&node.label, &node.id))),
        End::Cluster(at) => {
            diagram.clusters.get(at).map_or(("", ""), |cluster| (&cluster.id, named(&cluster.label, &cluster.id)))
        }
    }
}

fn named<'a>(label: &'a str, id: &'a str) -> &'a str {
    if label.trim().is_empty() { id } else { label }
}

fn out_words(out_of_scope: bool) -> &'static str {
    if out_of_scope { "out of scope" } else { "" }
}

fn inferred_words(inferred: bool) -> &'static str {
    if inferred { "inferred by a machine" } else { "" }
}
