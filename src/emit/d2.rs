//! Pictures as D2: containers for boundaries, connections for flows, or a sequence diagram.

use std::fmt::Write as _;

use crate::emit::mermaid::{label, path};
use crate::emit::quote;
use crate::layout::boxes::badge_text;
use crate::view::picture::Picture;
use crate::view::picture::diagram::{Contents, Diagram, Direction, Edge, Emphasis, End, NodeKind, Threats};
use crate::view::picture::sequence::Sequence;

/// A picture as D2.
pub fn d2(picture: &Picture) -> String {
    match picture {
        Picture::Flows(diagram) => flows(diagram),
        Picture::Sequence(sequence) => messages(sequence),
        Picture::Tree(tree) => flows(&tree.as_diagram()),
    }
}

fn flows(diagram: &Diagram) -> String {
    let mut out = title(&diagram.title);
    out.push_str(if diagram.direction == Direction::Down { "direction: down\n" } else { "direction: right\n" });
    inside(&mut out, diagram, &diagram.contents(), None, 0);
    for (index, edge) in diagram.edges.iter().enumerate() {
        let arrow = if edge.two_way { "<->" } else { "->" };
        let (from, to) = (end(diagram, edge.from), end(diagram, edge.to));
        let words = quote::d2(&label(diagram, index, edge));
        let _ = writeln!(out, "{from} {arrow} {to}: {words}{}", block(&style(edge)));
    }
    out
}

/// A comment: D2 has no title of its own.
fn title(title: &str) -> String {
    quote::d2_comment(title)
}

fn inside(out: &mut String, diagram: &Diagram, contents: &Contents, around: Option<usize>, depth: usize) {
    let indent = "  ".repeat(depth);
    let (nodes, clusters) = contents.of(around);
    for (at, node) in nodes.iter().filter_map(|at| Some((*at, diagram.nodes.get(*at)?))) {
        let mut words = vec![if node.label.trim().is_empty() { node.id.clone() } else { node.label.clone() }];
        words.extend(Some(node.type_label.clone()).filter(|text| !text.is_empty()));
        words.extend(node.controls.iter().map(|control| format!("+ {control}")));
        words.extend(badge_text(node.threats));
        let mut style = match node.kind {
            NodeKind::Actor | NodeKind::External => vec!["shape: rectangle"],
            NodeKind::Process => vec!["shape: rectangle", "style.border-radius: 12"],
            NodeKind::Store => vec!["shape: cylinder"],
            NodeKind::Collapsed => vec!["shape: rectangle", "style.double-border: true", "style.stroke-dash: 4"],
        };
        if matches!(node.threats, Threats::Open(_)) {
            style.push("style.stroke: \"#c4161c\"");
        }
        if node.emphasis == Emphasis::Faded {
            style.push("style.opacity: 0.4");
        }
        if node.inferred && node.kind != NodeKind::Collapsed {
            style.push("style.stroke-dash: 4");
        }
        let _ = writeln!(out, "{indent}n{at}: {}{}", quote::d2(&words.join("\n")), block(&style));
    }
    for (at, cluster) in clusters.iter().filter_map(|at| Some((*at, diagram.clusters.get(*at)?))) {
        let name = if cluster.label.trim().is_empty() { &cluster.id } else { &cluster.label };
        let trust = if cluster.trust.is_empty() { String::new() } else { format!(" ({})", cluster.trust) };
        let _ = writeln!(out, "{indent}b{at}: {} {{", quote::d2(&format!("{name}{trust}")));
        let _ = writeln!(out, "{indent}  style.stroke-dash: 6");
        inside(out, diagram, contents, Some(at), depth + 1);
        let _ = writeln!(out, "{indent}}}");
    }
}

fn style(edge: &Edge) -> Vec<&'static str> {
    let mut style = Vec::new();
    match edge.emphasis {
        Emphasis::Strong => style.push("style.stroke-width: 4"),
        Emphasis::Faded => style.push("style.opacity: 0.4"),
        Emphasis::Normal => {}
    }
    if edge.inferred || edge.out_of_scope {
        style.push("style.stroke-dash: 4");
    }
    if matches!(edge.threats, Threats::Open(_)) {
        style.push("style.stroke: \"#c4161c\"");
    }
    style
}

fn block(style: &[&str]) -> String {
    if style.is_empty() { String::new() } else { format!(" {{ {} }}", style.join("; ")) }
}

/// The path of an end through the containers around it.
fn end(diagram: &Diagram, end: End) -> String {
    let own = match end {
        End::Node(at) => format!("n{at}"),
        End::Cluster(at) => format!("b{at}"),
    };
    let mut path: Vec<String> = vec![own];
    path.extend(diagram.enclosing(diagram.cluster_of(end)).map(|at| format!("b{at}")));
    path.reverse();
    path.join(".")
}

fn messages(sequence: &Sequence) -> String {
    let mut out = title(&sequence.title);
    out.push_str("shape: sequence_diagram\n");
    for (at, lifeline) in sequence.lifelines.iter().enumerate() {
        let mut words = if lifeline.label.trim().is_empty() { lifeline.id.clone() } else { lifeline.label.clone() };
        // A sequence diagram in D2 groups messages, not lifelines, so the boundary stands in the name.
        if let Some(group) = lifeline.group {
            words.push_str(&format!("\n({})", path(sequence, group)));
        }
        words.extend(badge_text(lifeline.threats).map(|badge| format!(" {badge}")));
        let shape = if lifeline.kind == NodeKind::Actor { "person" } else { "rectangle" };
        let _ = writeln!(out, "p{at}: {} {{ shape: {shape} }}", quote::d2(&words));
    }
    for message in &sequence.messages {
        let (words, style) = match (message.reply, message.label.is_empty()) {
            (true, _) => (message.data.clone(), " { style.stroke-dash: 4 }"),
            (false, true) => (format!("{}: {}", message.number, message.id), ""),
            (false, false) => (format!("{}: {}", message.number, message.label), ""),
        };
        let _ = writeln!(out, "p{} -> p{}: {}{style}", message.from, message.to, quote::d2(&words));
    }
    out
}
