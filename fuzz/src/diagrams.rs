//! The target `pictures`: graphs of every shape, the more bytes the larger, through the layout and every format.
//!
//! The bytes are read as choices, so that every input is a picture. Two come of each: a diagram that keeps its invariants,
//! and with the same bytes a sequence or a tree.

use palisade::emit::{PICTURES, lint};
use palisade::layout::{Embedded, LayoutError, layout};
use palisade::view::picture::Picture;
use palisade::view::picture::diagram::{
    Cluster, Diagram, Direction, Edge, Emphasis, End, Line, Node, NodeKind, Notation, Threats,
};
use palisade::view::picture::sequence::{Group, Lifeline, Message, Sequence};
use palisade::view::picture::tree::{Branch, Role, ThreatTree};

/// Any bytes are pictures, and each is drawn in every format or refused with a reason that is no defect of ours.
pub fn pictures(data: &[u8]) {
    let mut choices = Choices(data);
    let diagram = diagram(&mut choices, 1 + data.len() / 2_048);
    assert_eq!(diagram.fault(), None);
    match layout(&diagram) {
        Ok(placed) => {
            assert!(placed.width.is_finite() && placed.height.is_finite());
            lint::json(&lint::lint(&diagram, &placed));
        }
        Err(LayoutError::TooMuch { .. } | LayoutError::TooDeep(_)) => {}
        Err(error) => panic!("{error}"),
    }
    drawn(&Picture::Flows(diagram));
    drawn(&match choices.below(2) {
        0 => Picture::Sequence(sequence(&mut choices)),
        _ => Picture::Tree(tree(&mut choices)),
    });
}

fn drawn(picture: &Picture) {
    for format in PICTURES {
        let mut out = Vec::new();
        // A bitmap takes some hundred times as long as the others, and has a drawing of theirs inside.
        if format.name != "png" {
            let _ = (format.write)(picture, &Embedded, &mut out);
        }
    }
}

/// Bytes as choices; where they end every choice is the first.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn byte(&mut self) -> u8 {
        let (byte, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *byte
    }

    /// A number below a limit, which is not zero.
    fn below(&mut self, limit: usize) -> usize {
        let number =
            if limit > 256 { usize::from(self.byte()) << 8 | usize::from(self.byte()) } else { self.byte().into() };
        number % limit
    }

    fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }

    fn words(&mut self) -> String {
        const PARTS: [&str; 12] =
            ["web", " ", "Store the order", "漢字", "e\u{301}", "\u{202e}", "<b>&", "\"]|", "x-y_z.", "\n", "👩‍👩‍👧", "W"];
        let count = self.below(5);
        let words: String = (0..count).map(|_| PARTS[self.below(PARTS.len())]).collect();
        if self.once_in(24) { words.repeat(1 + self.below(256)) } else { words }
    }

    fn threats(&mut self) -> Threats {
        match self.below(4) {
            1 => Threats::AllClosed,
            2 => Threats::Open(1 + self.below(300) as u32),
            _ => Threats::None,
        }
    }

    fn kind(&mut self) -> NodeKind {
        let kinds = [NodeKind::Process, NodeKind::Store, NodeKind::Actor, NodeKind::External, NodeKind::Collapsed];
        kinds[self.below(kinds.len())]
    }
}

/// A diagram of up to so many times the things that people draw.
fn diagram(choices: &mut Choices<'_>, size: usize) -> Diagram {
    let mut diagram = Diagram { id_prefix: choices.words(), title: choices.words(), ..Diagram::default() };
    diagram.direction = [Direction::Auto, Direction::Right, Direction::Down][choices.below(3)];
    diagram.notation = [Notation::Dfd3, Notation::Classic][choices.below(2)];
    diagram.hasty = choices.once_in(4);
    for at in 0..choices.below(24 * size) {
        let parent = if at > 0 && !choices.once_in(3) { Some(at - 1 - choices.below(at.min(3))) } else { None };
        let threats = choices.threats();
        let out_of_scope = choices.once_in(9);
        let label = choices.words();
        diagram.clusters.push(Cluster { parent, threats, out_of_scope, ..Cluster::new(format!("b{at}"), label, "") });
    }
    for at in 0..choices.below(40 * size) {
        let mut node = Node::new(format!("n{at}"), choices.words(), choices.kind());
        let clusters = diagram.clusters.len();
        node.cluster = if clusters > 0 && !choices.once_in(4) { Some(choices.below(clusters)) } else { None };
        node.threats = choices.threats();
        if choices.once_in(8) {
            node.tags = (0..choices.below(6)).map(|_| choices.words()).collect();
            node.entries = (0..choices.below(20) as u32).collect();
            node.type_label = choices.words();
        }
        diagram.nodes.push(node);
    }
    let (nodes, clusters) = (diagram.nodes.len(), diagram.clusters.len());
    let end = |choices: &mut Choices<'_>| match choices.below((nodes + clusters).max(1)) {
        at if at < nodes => Some(End::Node(at)),
        at => Some(End::Cluster(at - nodes)).filter(|_| clusters > 0),
    };
    for at in 0..choices.below(120 * size) {
        let (Some(from), Some(to)) = (end(choices), end(choices)) else { break };
        if from == to {
            continue;
        }
        let mut edge = Edge::new(format!("e{at}"), at as u32 + 1, choices.words(), from, to);
        edge.threats = choices.threats();
        edge.two_way = choices.once_in(3);
        edge.emphasis = [Emphasis::Normal, Emphasis::Strong, Emphasis::Faded][choices.below(3)];
        edge.mark = choices.once_in(6).then(|| choices.words());
        diagram.edges.push(edge);
    }
    for at in 0..choices.below(3) {
        let cuts = (0..diagram.edges.len()).filter(|_| choices.once_in(5)).collect();
        diagram.lines.push(Line { id: format!("l{at}"), label: choices.words(), cuts });
    }
    diagram
}

fn sequence(choices: &mut Choices<'_>) -> Sequence {
    let mut sequence = Sequence { id_prefix: choices.words(), title: choices.words(), ..Sequence::default() };
    let lifelines = 1 + choices.below(20);
    // Groups that hold stretches side by side, each in the one before or beside it.
    let mut from = 0;
    while from < lifelines && choices.once_in(2) {
        let to = (from + choices.below(6)).min(lifelines - 1);
        let (id, label) = (format!("g{from}"), choices.words());
        let parent = sequence.groups.len();
        sequence.groups.push(Group { id, label, trust: String::new(), parent: None, lifelines: (from, to) });
        if choices.once_in(2) {
            let (id, label) = (format!("h{from}"), choices.words());
            let group = Group { id, label, trust: choices.words(), parent: Some(parent), lifelines: (from, from) };
            sequence.groups.push(group);
        }
        from = to + 1;
    }
    for at in 0..lifelines {
        let group = sequence.groups.iter().rposition(|group| (group.lifelines.0..=group.lifelines.1).contains(&at));
        let (id, label) = (format!("p{at}"), choices.words());
        sequence.lifelines.push(Lifeline { id, label, kind: choices.kind(), group, threats: choices.threats() });
    }
    for at in 0..choices.below(60) {
        let (from, to) = (choices.below(lifelines), choices.below(lifelines));
        if from != to {
            let (label, data, reply) = (choices.words(), choices.words(), choices.once_in(3));
            let (id, number, threats) = (format!("m{at}"), at as u32 + 1, choices.threats());
            sequence.messages.push(Message { id, number, label, data, from, to, reply, threats });
        }
    }
    sequence
}

fn tree(choices: &mut Choices<'_>) -> ThreatTree {
    let direction = [Direction::Auto, Direction::Right, Direction::Down][choices.below(3)];
    let mut left = choices.below(80);
    let children = vec![branch(choices, &mut left, 0)];
    let root = Branch { role: Role::Goal, children, ..step(choices) };
    ThreatTree { id_prefix: choices.words(), title: choices.words(), description: String::new(), root, direction }
}

fn step(choices: &mut Choices<'_>) -> Branch {
    Branch {
        role: Role::Step,
        label: choices.words(),
        values: (0..choices.below(3)).map(|_| choices.words()).collect(),
        blocked: choices.once_in(3),
        by: (0..choices.below(3)).map(|_| choices.words()).collect(),
        planned: Vec::new(),
        children: Vec::new(),
    }
}

fn branch(choices: &mut Choices<'_>, left: &mut usize, depth: usize) -> Branch {
    let own = step(choices);
    let gate = [Role::Step, Role::All, Role::Any, Role::Derived][choices.below(4)];
    if depth > 30 || matches!(gate, Role::Step | Role::Derived) {
        return Branch { role: gate, ..own };
    }
    let mut children = Vec::new();
    for _ in 0..choices.below(6) {
        let Some(rest) = left.checked_sub(1) else { break };
        *left = rest;
        children.push(branch(choices, left, depth + 1));
    }
    Branch { role: gate, children, ..own }
}
