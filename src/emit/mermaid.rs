//! Pictures as Mermaid, for hosts that draw it themselves: a flowchart, or a sequence diagram.
//!
//! Names never leave the quotes: what Mermaid sees as ids are numbers of ours.

use std::fmt::Write as _;

use crate::emit::{json, quote};
use crate::layout::boxes::badge_text;
use crate::view::picture::Picture;
use crate::view::picture::diagram::{Contents, Diagram, Direction, Edge, Emphasis, End, Node, NodeKind, Threats};
use crate::view::picture::sequence::{Lifeline, Sequence};

/// A picture as Mermaid.
pub fn mermaid(picture: &Picture) -> String {
    match picture {
        Picture::Flows(diagram) => flowchart(diagram),
        Picture::Sequence(sequence) => messages(sequence),
        Picture::Tree(tree) => flowchart(&tree.as_diagram()),
    }
}

fn flowchart(diagram: &Diagram) -> String {
    let mut out = front(&diagram.title);
    out.push_str(if diagram.direction == Direction::Down { "flowchart TD\n" } else { "flowchart LR\n" });
    inside(&mut out, diagram, &diagram.contents(), None, 1);
    for (index, edge) in diagram.edges.iter().enumerate() {
        let arrow = arrow(edge);
        let (from, to) = (end(edge.from), end(edge.to));
        let label = label(diagram, index, edge);
        let _ = match label.is_empty() {
            true => writeln!(out, "  {from} {arrow} {to}"),
            false => writeln!(out, "  {from} {arrow}|{}| {to}", quote::mermaid(&label)),
        };
    }
    let class = |out: &mut String, name: &str, style: &str, members: Vec<String>| {
        if !members.is_empty() {
            let _ = writeln!(out, "  classDef {name} {style}\n  class {} {name}", members.join(","));
        }
    };
    let nodes = |test: &dyn Fn(&Node) -> bool| -> Vec<String> {
        let found = diagram.nodes.iter().enumerate().filter(|(_, node)| test(node));
        found.map(|(at, _)| format!("n{at}")).collect()
    };
    let fences = (0..diagram.clusters.len()).map(|at| format!("b{at}")).collect();
    class(&mut out, "boundary", "fill:none,stroke-dasharray:6 4", fences);
    class(&mut out, "open", "stroke:#c4161c,stroke-width:2px", nodes(&|node| matches!(node.threats, Threats::Open(_))));
    class(&mut out, "faded", "opacity:0.4", nodes(&|node| node.emphasis == Emphasis::Faded));
    class(&mut out, "inferred", "stroke-dasharray:4 3", nodes(&|node| node.inferred));
    let faded = diagram.edges.iter().enumerate().filter(|(_, edge)| edge.emphasis == Emphasis::Faded);
    let faded: Vec<String> = faded.map(|(at, _)| at.to_string()).collect();
    if !faded.is_empty() {
        let _ = writeln!(out, "  linkStyle {} opacity:0.4", faded.join(","));
    }
    out
}

/// The title stands in the front matter, which is YAML; a JSON string is one.
fn front(title: &str) -> String {
    let shown = |ch: char| match ch {
        '\n' | '\r' | '\t' => ' ',
        _ if quote::is_strange(ch) => '\u{fffd}',
        _ => ch,
    };
    let title: String = title.chars().map(shown).collect();
    format!("---\ntitle: {}\n---\n", json::string(&title))
}

fn inside(out: &mut String, diagram: &Diagram, contents: &Contents, around: Option<usize>, depth: usize) {
    let indent = "  ".repeat(depth);
    let (nodes, clusters) = contents.of(around);
    for (at, node) in nodes.iter().filter_map(|at| Some((*at, diagram.nodes.get(*at)?))) {
        let (open, close) = match node.kind {
            NodeKind::Actor | NodeKind::External => ("[", "]"),
            NodeKind::Process => ("(", ")"),
            NodeKind::Store => ("[(", ")]"),
            NodeKind::Collapsed => ("[[", "]]"),
        };
        let mut words = vec![if node.label.trim().is_empty() { node.id.clone() } else { node.label.clone() }];
        words.extend(Some(node.type_label.clone()).filter(|text| !text.is_empty()));
        words.extend(node.controls.iter().map(|control| format!("+ {control}")));
        words.extend(badge_text(node.threats));
        let _ = writeln!(out, "{indent}n{at}{open}{}{close}", quote::mermaid(&words.join("\n")));
    }
    for (at, cluster) in clusters.iter().filter_map(|at| Some((*at, diagram.clusters.get(*at)?))) {
        let name = if cluster.label.trim().is_empty() { &cluster.id } else { &cluster.label };
        let trust = if cluster.trust.is_empty() { String::new() } else { format!(" ({})", cluster.trust) };
        let _ = writeln!(out, "{indent}subgraph b{at}[{}]", quote::mermaid(&format!("{name}{trust}")));
        inside(out, diagram, contents, Some(at), depth + 1);
        let _ = writeln!(out, "{indent}end");
    }
}

fn arrow(edge: &Edge) -> &'static str {
    match (edge.two_way, edge.emphasis, edge.inferred || edge.out_of_scope) {
        (true, Emphasis::Strong, _) => "<==>",
        (false, Emphasis::Strong, _) => "==>",
        (true, _, true) => "<-.->",
        (false, _, true) => "-.->",
        (true, ..) => "<-->",
        (false, ..) => "-->",
    }
}

fn end(end: End) -> String {
    match end {
        End::Node(at) => format!("n{at}"),
        End::Cluster(at) => format!("b{at}"),
    }
}

/// Number, words, threats, and the lines that cut it.
pub(super) fn label(diagram: &Diagram, index: usize, edge: &Edge) -> String {
    let sign = edge.sign();
    let mut words = match (sign.is_empty(), edge.label.trim().is_empty()) {
        (false, false) => format!("{sign}: {}", edge.label),
        _ => format!("{sign}{}", edge.label.trim()),
    };
    if let Some(badge) = badge_text(edge.threats) {
        words.push_str(&format!(" {badge}"));
    }
    for line in diagram.lines_over(index) {
        let name = if line.label.trim().is_empty() { &line.id } else { &line.label };
        words.push_str(&format!(" | {name} |"));
    }
    words
}

fn messages(sequence: &Sequence) -> String {
    let mut out = front(&sequence.title);
    out.push_str("sequenceDiagram\n");
    // Boxes do not nest in Mermaid: one stands for the innermost boundary, with the path to it.
    let mut open: Option<usize> = None;
    for (at, lifeline) in sequence.lifelines.iter().enumerate() {
        if lifeline.group != open {
            if open.is_some() {
                out.push_str("  end\n");
            }
            if let Some(group) = lifeline.group {
                let _ = writeln!(out, "  box transparent {}", quote::mermaid_text(&path(sequence, group)));
            }
            open = lifeline.group;
        }
        let word = if lifeline.kind == NodeKind::Actor { "actor" } else { "participant" };
        let _ = writeln!(out, "  {word} p{at} as {}", quote::mermaid_text(&name(lifeline)));
    }
    if open.is_some() {
        out.push_str("  end\n");
    }
    for message in &sequence.messages {
        let arrow = if message.reply { "-->>" } else { "->>" };
        let words = match (message.reply, message.label.is_empty()) {
            (true, _) => message.data.clone(),
            (false, true) => format!("{}: {}", message.number, message.id),
            (false, false) => format!("{}: {}", message.number, message.label),
        };
        let words = if words.trim().is_empty() { "reply".to_owned() } else { words };
        let _ = writeln!(out, "  p{}{arrow}p{}: {}", message.from, message.to, quote::mermaid_text(&words));
    }
    out
}

fn name(lifeline: &Lifeline) -> String {
    let name = if lifeline.label.trim().is_empty() { &lifeline.id } else { &lifeline.label };
    match badge_text(lifeline.threats) {
        Some(badge) => format!("{name} {badge}"),
        None => name.clone(),
    }
}

/// The labels of a group and those around it, outermost first.
pub(super) fn path(sequence: &Sequence, group: usize) -> String {
    let around = std::iter::successors(Some(group), |at| sequence.groups.get(*at).and_then(|group| group.parent));
    let mut names: Vec<&str> =
        around.filter_map(|at| sequence.groups.get(at)).map(|group| group.label.as_str()).collect();
    names.reverse();
    names.join(" / ")
}
