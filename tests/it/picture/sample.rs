//! Diagrams to test with: a comment service by hand, and a seeded generator.

use palisade::view::picture::diagram::{
    Cluster, Diagram, Direction, Edge, Emphasis, End, Legend, Line, Node, NodeKind, Notation, Threats,
};

/// Numbers that look random and never change: the same seed gives the same diagrams on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x0123_4567_89ab_cdef)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    /// True once in `of` throws.
    pub fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// The comment service of the language's first page, with one of everything.
pub fn comments() -> Diagram {
    let mut diagram = Diagram {
        id_prefix: "overview".to_owned(),
        title: "Comment service".to_owned(),
        description: "Visitors comment on articles; moderators remove abuse.".to_owned(),
        ..Diagram::default()
    };
    let mut cluster = |id: &str, label: &str, trust: &str, parent: Option<usize>| {
        diagram.clusters.push(Cluster { parent, ..Cluster::new(id, label, trust) });
    };
    cluster("internet", "Internet", "untrusted", None);
    cluster("cloud", "Cloud account", "internal", None);
    cluster("cloud.dmz", "Public subnet", "exposed", Some(1));
    cluster("cloud.data", "Data subnet", "restricted", Some(1));
    let mut node = |id: &str, label: &str, kind: NodeKind, type_label: &str, cluster: usize| {
        let type_label = type_label.to_owned();
        diagram.nodes.push(Node { type_label, cluster: Some(cluster), ..Node::new(id, label, kind) });
    };
    node("visitor", "Visitor", NodeKind::Actor, "", 0);
    node("moderator", "Moderator", NodeKind::Actor, "", 0);
    node("mail", "Mail provider", NodeKind::External, "SaaS", 0);
    node("web", "Web server", NodeKind::Process, "web application", 2);
    node("notifier", "Notifier", NodeKind::Process, "service", 1);
    node("spam", "Spam classifier", NodeKind::Process, "language model", 1);
    node("db", "Comments DB", NodeKind::Store, "PostgreSQL", 3);
    node("audit", "Audit log", NodeKind::Store, "object storage", 3);
    let mut edge = |id: &str, label: &str, from: usize, to: usize, two_way: bool| {
        let number = diagram.edges.len() as u32 + 1;
        diagram.edges.push(Edge { two_way, ..Edge::new(id, number, label, End::Node(from), End::Node(to)) });
    };
    edge("post", "Post a comment", 0, 3, true);
    edge("remove", "Remove a comment", 1, 3, false);
    edge("save", "Store comment", 3, 6, true);
    edge("classify", "Ask whether it is spam", 3, 5, true);
    edge("web->notifier", "Notify author", 3, 4, false);
    edge("notifier->mail", "Send e-mail", 4, 2, false);
    edge("log", "Append who did what", 3, 7, false);
    diagram.nodes[3].threats = Threats::Open(3);
    diagram.nodes[3].entries = vec![1, 2];
    diagram.nodes[6].threats = Threats::AllClosed;
    diagram.nodes[2].out_of_scope = true;
    diagram.nodes[5].inferred = true;
    diagram.nodes[4].tags = vec!["k8s cluster".to_owned()];
    diagram.nodes[5].tags = vec!["k8s cluster".to_owned()];
    diagram.edges[0].threats = Threats::Open(2);
    diagram.edges[2].threats = Threats::AllClosed;
    diagram.edges[3].inferred = true;
    diagram.edges[5].out_of_scope = true;
    diagram.lines.push(Line { id: "waf".to_owned(), label: "WAF".to_owned(), cuts: vec![0, 1] });
    diagram
}

const WORDS: &[&str] = &[
    "Web",
    "order",
    "payment",
    "Gateway",
    "user",
    "profile",
    "cache",
    "Queue",
    "audit",
    "session",
    "search",
    "index",
    "Report",
    "mail",
    "worker",
    "token",
    "service",
    "import",
    "statistics",
    "Authorisation",
];

fn words(dice: &mut Dice, most: usize) -> String {
    let count = 1 + dice.below(most);
    (0..count).map(|_| *dice.pick(WORDS)).collect::<Vec<_>>().join(" ")
}

/// A diagram of `nodes` elements and `edges` flows with nested boundaries, the same for the same seed.
pub fn generated(seed: u64, nodes: usize, edges: usize) -> Diagram {
    let mut dice = Dice::new(seed);
    let mut diagram =
        Diagram { id_prefix: format!("g{seed}"), title: format!("Generated {seed}"), ..Diagram::default() };
    let clusters = if nodes < 3 { 0 } else { 1 + dice.below(2 + nodes / 6) };
    for at in 0..clusters {
        let parent = (at > 0 && !dice.once_in(3)).then(|| dice.below(at));
        let trust = *dice.pick(&["untrusted", "partner", "exposed", "internal", "restricted", ""]);
        let label = words(&mut dice, 3);
        let threats = if dice.once_in(6) { Threats::Open(1 + dice.below(12) as u32) } else { Threats::None };
        diagram.clusters.push(Cluster { parent, threats, ..Cluster::new(format!("b{at}"), label, trust) });
    }
    for at in 0..nodes {
        let kinds = [
            NodeKind::Process,
            NodeKind::Process,
            NodeKind::Store,
            NodeKind::External,
            NodeKind::Actor,
            NodeKind::Collapsed,
        ];
        let kind = *dice.pick(&kinds);
        let mut node = Node::new(format!("n{at}"), words(&mut dice, 5), kind);
        node.cluster = (clusters > 0 && !dice.once_in(5)).then(|| dice.below(clusters));
        if dice.once_in(2) {
            node.type_label = words(&mut dice, 2);
        }
        node.threats = match dice.below(4) {
            0 => Threats::Open(1 + dice.below(20) as u32),
            1 => Threats::AllClosed,
            _ => Threats::None,
        };
        node.out_of_scope = dice.once_in(9);
        node.inferred = dice.once_in(9);
        if dice.once_in(8) {
            node.tags = vec![words(&mut dice, 2)];
        }
        if dice.once_in(6) {
            node.entries = (1..=1 + dice.below(4) as u32).collect();
        }
        diagram.nodes.push(node);
    }
    for at in 0..edges {
        let (from, to) = (dice.below(nodes), dice.below(nodes));
        if from == to {
            continue;
        }
        // Mostly forwards, as people write them.
        let (from, to) = if from > to && !dice.once_in(4) { (to, from) } else { (from, to) };
        let number = diagram.edges.len() as u32 + 1;
        let mut edge = Edge::new(format!("e{at}"), number, words(&mut dice, 5), End::Node(from), End::Node(to));
        edge.two_way = dice.once_in(3);
        if dice.once_in(4) {
            edge.threats = Threats::Open(1 + dice.below(9) as u32);
        }
        edge.inferred = dice.once_in(9);
        if dice.once_in(12) {
            edge.emphasis = Emphasis::Strong;
        }
        diagram.edges.push(edge);
    }
    if diagram.edges.len() > 3 && dice.once_in(2) {
        let label = words(&mut dice, 2);
        diagram.lines.push(Line { id: "line".to_owned(), label, cuts: vec![0, 2] });
    }
    diagram.legend = if dice.once_in(4) { Legend::None } else { Legend::Used };
    diagram.notation = if dice.once_in(4) { Notation::Classic } else { Notation::Dfd3 };
    diagram.direction = *dice.pick(&[Direction::Auto, Direction::Right, Direction::Down]);
    diagram
}
