//! A diagram as Graphviz DOT: boundaries as nested clusters, flows as edges, every name and label quoted.
//!
//! Needs no layout. Always says `newrank=true`: without it Graphviz loses edges between nested clusters.

use std::collections::BTreeSet;

use graphviz_rust::dot_structures as dot;
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use crate::emit::quote;
use crate::layout::boxes::badge_text;
use crate::layout::text_size::{Face, wrap};
use crate::view::picture::diagram::{
    Cluster, Contents, Diagram, Direction, Edge, Emphasis, End, Node, NodeKind, Notation, Threats,
};

/// Colour of open threats, the one colour that means something.
const ALARM: &str = "#c4161c";
const LINE: &str = "#36424e";
const QUIET: &str = "#7d8995";

/// A diagram as DOT, which `dot` renders without a warning and with as many edges as the diagram has.
pub fn dot(diagram: &Diagram) -> String {
    let mut stmts = vec![
        attribute("newrank", "true"),
        attribute("compound", "true"),
        attribute("rankdir", if diagram.direction == Direction::Down { "TB" } else { "LR" }),
        attribute("fontname", "Helvetica"),
        attribute("fontsize", "12"),
        attribute("nodesep", "0.35"),
        attribute("ranksep", "0.6"),
    ];
    if !diagram.title.trim().is_empty() {
        stmts.push(attribute("label", &shortened(&diagram.title, 600.0, 2)));
        stmts.push(attribute("labelloc", "t"));
        stmts.push(attribute("labeljust", "l"));
    }
    let defaults = |size: &str| vec![pair("fontname", "Helvetica"), pair("fontsize", size), pair("color", LINE)];
    stmts.push(dot::Stmt::GAttribute(dot::GraphAttributes::Node(defaults("12"))));
    stmts.push(dot::Stmt::GAttribute(dot::GraphAttributes::Edge(defaults("10"))));
    let ends = cluster_ends(diagram);
    stmts.extend(inside(diagram, &diagram.contents(), None, &ends));
    stmts.extend(diagram.edges.iter().enumerate().map(|(index, edge)| dot::Stmt::Edge(flow(diagram, index, edge))));
    let id = dot::Id::Escaped(quote::dot(&diagram.id_prefix));
    let graph = dot::Graph::DiGraph { id, strict: false, stmts };
    // One statement a line, however short.
    let mut context = PrinterContext::default();
    context.with_inline_size(0);
    let mut text = graph.print(&mut context);
    text.push('\n');
    text
}

/// Nodes, then boundaries with what is in them, of one level.
fn inside(diagram: &Diagram, contents: &Contents, around: Option<usize>, ends: &BTreeSet<usize>) -> Vec<dot::Stmt> {
    let (nodes, clusters) = contents.of(around);
    let nodes = nodes.iter().filter_map(|at| diagram.nodes.get(*at));
    let mut stmts: Vec<dot::Stmt> =
        nodes.map(|node| dot::Stmt::Node(dot::Node::new(node_id(&node.id), element(node, diagram.notation)))).collect();
    for (at, cluster) in clusters.iter().filter_map(|at| Some((*at, diagram.clusters.get(*at)?))) {
        let mut body = boundary(cluster, diagram.notation);
        let content = inside(diagram, contents, Some(at), ends);
        if content.is_empty() || ends.contains(&at) {
            // Graphviz draws no empty cluster, and an edge needs a node to hold on to.
            let point = ["shape=point", "style=invis", "width=0.01", "label=\"\""];
            let attributes = point.iter().filter_map(|text| text.split_once('='));
            let attributes = attributes.map(|(name, value)| pair(name, value.trim_matches('"'))).collect();
            body.push(dot::Stmt::Node(dot::Node::new(node_id(&anchor(cluster)), attributes)));
        }
        body.extend(content);
        let id = dot::Id::Escaped(quote::dot(&cluster_name(cluster)));
        stmts.push(dot::Stmt::Subgraph(dot::Subgraph { id, stmts: body }));
    }
    stmts
}

fn cluster_ends(diagram: &Diagram) -> BTreeSet<usize> {
    let ends = diagram.edges.iter().flat_map(|edge| [edge.from, edge.to]);
    ends.filter_map(|end| if let End::Cluster(at) = end { Some(at) } else { None }).collect()
}

fn boundary(cluster: &Cluster, notation: Notation) -> Vec<dot::Stmt> {
    let name = if cluster.label.trim().is_empty() { &cluster.id } else { &cluster.label };
    let mut label = shortened(name, 260.0, 1);
    if !cluster.trust.is_empty() {
        label.push_str(&format!(" ({})", shortened(&cluster.trust, 120.0, 1)));
    }
    if let Some(badge) = badge_text(cluster.threats) {
        label.push_str(&format!("  {badge}"));
    }
    if cluster.out_of_scope {
        label.push_str("  (out of scope)");
    }
    let red = notation == Notation::Classic || matches!(cluster.threats, Threats::Open(_));
    vec![
        attribute("label", &label),
        attribute("labeljust", "l"),
        attribute("style", if cluster.inferred { "dotted,rounded" } else { "dashed,rounded" }),
        attribute("color", if red { ALARM } else { QUIET }),
        attribute("margin", "14"),
    ]
}

fn element(node: &Node, notation: Notation) -> Vec<dot::Attribute> {
    let name = if node.label.trim().is_empty() { &node.id } else { &node.label };
    let mut lines = vec![shortened(name, 170.0, 3)];
    if !node.type_label.trim().is_empty() {
        lines.push(shortened(&node.type_label, 170.0, 2));
    }
    if node.kind == NodeKind::Actor {
        lines.push("(person)".to_owned());
    }
    if !node.tags.is_empty() {
        lines.push(format!("[{}]", shortened(&node.tags.join(", "), 170.0, 2)));
    }
    lines.extend(node.controls.iter().map(|control| shortened(&format!("+ {control}"), 170.0, 1)));
    if !node.entries.is_empty() {
        let numbers: Vec<String> = node.entries.iter().map(u32::to_string).collect();
        lines.push(shortened(&format!("entry {}", numbers.join(" ")), 170.0, 2));
    }
    if node.out_of_scope {
        lines.push("(out of scope)".to_owned());
    }
    lines.extend(badge_text(node.threats));
    let (shape, mut style) = match (node.kind, notation) {
        (NodeKind::Process, Notation::Classic) => ("ellipse", vec![]),
        (NodeKind::Store, Notation::Classic) => ("underline", vec![]),
        (NodeKind::Actor | NodeKind::External, _) => ("box", vec![]),
        (NodeKind::Process, _) => ("box", vec!["rounded"]),
        (NodeKind::Store, _) => ("cylinder", vec![]),
        (NodeKind::Collapsed, _) => ("box", vec!["rounded", "dashed"]),
    };
    if node.inferred && node.kind != NodeKind::Collapsed {
        style.push("dashed");
    }
    let mut attributes = vec![pair("label", &lines.join("\n")), pair("shape", shape)];
    if node.kind == NodeKind::Collapsed {
        attributes.push(pair("peripheries", "2"));
    }
    if node.out_of_scope {
        style.push("filled");
        attributes.push(pair("fillcolor", "#e4e7eb"));
    }
    if !style.is_empty() {
        attributes.push(pair("style", &style.join(",")));
    }
    if matches!(node.threats, Threats::Open(_)) {
        attributes.push(pair("color", ALARM));
    } else if node.emphasis == Emphasis::Faded {
        attributes.extend([pair("color", QUIET), pair("fontcolor", QUIET)]);
    }
    attributes
}

fn flow(diagram: &Diagram, index: usize, edge: &Edge) -> dot::Edge {
    let mut label = edge.sign();
    if let Some(badge) = badge_text(edge.threats) {
        label.push_str(&format!(" {badge}"));
    }
    if !edge.label.trim().is_empty() {
        let between = if label.is_empty() { "" } else { ": " };
        label.push_str(&format!("{between}{}", shortened(&edge.label, 150.0, 3)));
    }
    for line in diagram.lines_over(index) {
        let name = if line.label.trim().is_empty() { &line.id } else { &line.label };
        label.push_str(&format!("\n| {} |", shortened(name, 150.0, 1)));
    }
    let mut attributes = vec![pair("label", &label)];
    if edge.two_way {
        // The dot stands next to who starts the flow.
        attributes.extend([pair("dir", "both"), pair("arrowtail", "dotnormal")]);
    }
    if edge.out_of_scope {
        attributes.push(pair("style", "dotted"));
    } else if edge.inferred {
        attributes.push(pair("style", "dashed"));
    }
    match (edge.threats, edge.emphasis) {
        (Threats::Open(_), Emphasis::Faded) | (_, Emphasis::Faded) => {
            attributes.extend([pair("color", QUIET), pair("fontcolor", QUIET)]);
        }
        (Threats::Open(_), _) => attributes.extend([pair("color", ALARM), pair("fontcolor", ALARM)]),
        _ => {}
    }
    if edge.emphasis == Emphasis::Strong {
        attributes.push(pair("penwidth", "2.4"));
    }
    // Graphviz warns about an arrow between a cluster and what is inside it, so such an arrow ends in the middle.
    for (end, other, name) in [(edge.from, edge.to, "ltail"), (edge.to, edge.from, "lhead")] {
        if let Some(cluster) = cluster(diagram, end).filter(|_| !holds(diagram, end, other)) {
            attributes.push(pair(name, &cluster_name(cluster)));
        }
    }
    let vertex = |end| dot::Vertex::N(node_id(&end_name(diagram, end)));
    dot::Edge { ty: dot::EdgeTy::Pair(vertex(edge.from), vertex(edge.to)), attributes }
}

fn cluster(diagram: &Diagram, end: End) -> Option<&Cluster> {
    if let End::Cluster(at) = end { diagram.clusters.get(at) } else { None }
}

/// Whether an end is a boundary around the other end.
fn holds(diagram: &Diagram, end: End, other: End) -> bool {
    let around = |at| diagram.enclosing(diagram.cluster_of(other)).any(|outer| outer == at);
    if let End::Cluster(at) = end { around(at) } else { false }
}

fn end_name(diagram: &Diagram, end: End) -> String {
    match end {
        End::Node(at) => diagram.nodes.get(at).map(|node| node.id.clone()).unwrap_or_default(),
        End::Cluster(at) => diagram.clusters.get(at).map(anchor).unwrap_or_default(),
    }
}

/// Name of the invisible node inside a boundary; no element's id has a space.
fn anchor(cluster: &Cluster) -> String {
    format!("inside {}", cluster.id)
}

fn cluster_name(cluster: &Cluster) -> String {
    format!("cluster {}", cluster.id)
}

fn shortened(text: &str, width: f64, lines: usize) -> String {
    wrap(text, Face::SMALL, width, lines).lines.join("\n")
}

fn node_id(id: &str) -> dot::NodeId {
    dot::NodeId(dot::Id::Escaped(quote::dot(id)), None)
}

fn attribute(name: &str, value: &str) -> dot::Stmt {
    dot::Stmt::Attribute(pair(name, value))
}

fn pair(name: &str, value: &str) -> dot::Attribute {
    dot::Attribute(dot::Id::Plain(name.to_owned()), dot::Id::Escaped(quote::dot(value)))
}
