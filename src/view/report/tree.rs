//! A threat tree as a nested list: gates, steps, what is closed and by what, and the cheapest open way.

use crate::model::{ControlId, ThreatId, Tree};
use crate::schema::LEVEL;
use crate::threat::{Node, leaves};
use crate::view::report::Report;
use crate::view::report::block::{Block, Inline, Line, codes, join, line, text};

/// The tree of a written threat; nothing where it has none.
pub(super) fn blocks(report: &Report, id: ThreatId) -> Vec<Block> {
    let input = &report.input;
    let standing = input.threats.trees.get(id.index()).and_then(Option::as_ref);
    let (Some(tree), Some(standing)) = (&input.model[id].tree, standing) else { return Vec::new() };
    let way: Vec<Line> = leaves(tree)
        .into_iter()
        .filter(|(place, _)| standing.nodes.get(*place).is_some_and(|node| node.cheapest))
        .map(|(_, leaf)| name(report, leaf))
        .collect();
    let sum = match (standing.likelihood(), standing.cost()) {
        (Some(likelihood), Some(cost)) => {
            let head = format!(": likelihood {} over the open ways; the cheapest costs {cost}: ", level(likelihood));
            join([line(head), join(way, ", then ")], "")
        }
        _ => line(": every way is closed"),
    };
    let mut head = vec![Inline::Strong("Tree".to_owned())];
    head.extend(sum);
    let mut blocks = vec![Block::Paragraph(head)];
    let mut nodes = standing.nodes.iter();
    list(report, tree, 0, &mut nodes, &mut blocks);
    blocks
}

fn list<'n>(report: &Report, tree: &Tree, depth: u8, nodes: &mut impl Iterator<Item = &'n Node>, out: &mut Vec<Block>) {
    let Some(node) = nodes.next() else { return };
    let mut said = name(report, tree);
    match tree {
        Tree::All(..) | Tree::Any(..) => {}
        Tree::Leaf(leaf) => {
            let by = leaf.blocked_by.iter().map(|id| report.model()[*id].decl.name.as_str());
            let blocked = match (node.closed, leaf.blocked_by.is_empty()) {
                (true, _) => join([line(" (closed by "), codes(by), line(")")], ""),
                (false, false) => join([line(" (to be closed by "), open(report, &leaf.blocked_by), line(")")], ""),
                (false, true) => Line::new(),
            };
            said.extend(blocked);
        }
        Tree::Derived(..) if node.closed => said.push(text(" (closed: it is answered)")),
        Tree::Derived(..) if node.nowhere => said.push(text(" (there is no such threat)")),
        Tree::Derived(..) => {}
    }
    if !node.closed {
        let cheapest = if node.cheapest { ", on the cheapest way" } else { "" };
        said.push(text(format!(" [likelihood {}, cost {}{cheapest}]", level(node.likelihood), node.cost)));
    } else if matches!(tree, Tree::All(..) | Tree::Any(..)) {
        said.push(text(" (closed)"));
    }
    out.push(Block::Item { depth, number: None, done: None, text: said });
    if let Tree::All(_, parts) | Tree::Any(_, parts) = tree {
        parts.iter().for_each(|part| list(report, part, depth.saturating_add(1), nodes, out));
    }
}

/// The controls that would block a step, with how far they are.
fn open(report: &Report, controls: &[ControlId]) -> Line {
    let model = report.model();
    let named = controls.iter().map(|id| {
        let status = crate::schema::CONTROL_STATUS.word(model[*id].status);
        join([codes([model[*id].decl.name.as_str()]), line(format!(", {status}"))], "")
    });
    join(named, "; ")
}

/// A gate as AND or OR with its label, a step in its words.
fn name(report: &Report, tree: &Tree) -> Line {
    let gate = |word: &str, label: &Option<smol_str::SmolStr>| {
        let label = label.as_deref().map(|label| format!(": {label}")).unwrap_or_default();
        vec![Inline::Strong(word.to_owned()), text(label)]
    };
    match tree {
        Tree::All(label, _) => gate("AND", label),
        Tree::Any(label, _) => gate("OR", label),
        Tree::Leaf(leaf) => line(leaf.text.as_str()),
        Tree::Derived(rule, target) => {
            let on = report.model().target(target);
            codes([format!("{}@{on}", rule.text).as_str()])
        }
    }
}

fn level(likelihood: u8) -> &'static str {
    LEVEL.word(likelihood.saturating_sub(1))
}
