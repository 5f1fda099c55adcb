//! A data-flow diagram, ready to be laid out and drawn.
//!
//! A [`Diagram`] is plain data. It has lost the model (no spans, no attributes, no rules) and has not yet met
//! coordinates: `layout` gives it those, `emit` turns both into SVG or DOT. Everything refers to everything else
//! by index, and the order of the lists is the order in which the layout keeps things where it can, so a caller
//! fills them in the order of the file.
//!
//! This module must not know how wide a letter is, nor what colour anything has.

use std::collections::BTreeSet;

use crate::view::picture::part::Part;

/// One picture.
///
/// Invariants, checked by [`Diagram::fault`]:
/// - every index points into its list;
/// - a cluster's parent stands before the cluster, so the clusters form a forest and parents come first;
/// - ids are not empty and are unique over nodes and clusters together, and over edges;
/// - no edge joins a node or cluster to itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// Starts every id and class of the drawing, so that two pictures can stand in one page.
    /// May be any text; the back-ends escape it. Unique within a report.
    pub id_prefix: String,
    /// Title of the picture; may be empty.
    pub title: String,
    /// What the picture shows, in a sentence or two, for those who hear it read out; may be empty.
    pub description: String,
    /// Which way flows run.
    pub direction: Direction,
    /// Whether it is one of very many pictures: the layout then takes what it finds first, and not the best of several.
    pub hasty: bool,
    /// Which set of shapes to draw with.
    pub notation: Notation,
    /// Elements and collapsed boundaries.
    pub nodes: Vec<Node>,
    /// Flows.
    pub edges: Vec<Edge>,
    /// Open trust boundaries, parents before children.
    pub clusters: Vec<Cluster>,
    /// Boundaries that are lines: they hold nothing and cut flows.
    pub lines: Vec<Line>,
    /// Whether the drawing explains its signs.
    pub legend: Legend,
    /// The table under the picture, one row a flow, in the order of `edges`; an edge may stand for several flows.
    /// Empty where none is wanted.
    /// Text back-ends print it; the SVG does not.
    pub rows: Vec<Row>,
}

/// Which way flows run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The layout decides, by its stated rule.
    #[default]
    Auto,
    /// From left to right.
    Right,
    /// From top to bottom.
    Down,
}

/// Which set of shapes to draw with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Notation {
    /// DFD3: sharp rectangles, rounded rectangles, drums, dashed boundaries.
    #[default]
    Dfd3,
    /// The older drawing: circles for processes, parallel lines for stores, red dashes for boundaries.
    Classic,
}

/// Whether the drawing explains its signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Legend {
    /// No legend.
    None,
    /// The signs that occur in this picture, and no others.
    #[default]
    Used,
}

/// How the threats on a thing stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Threats {
    /// The picture does not show threats, or there are none.
    #[default]
    None,
    /// There are threats and all are closed.
    AllClosed,
    /// This many are open; more than zero.
    Open(u32),
}

/// How strongly a thing is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Emphasis {
    /// As usual.
    #[default]
    Normal,
    /// Bold: a step of the scenario that the picture tells.
    Strong,
    /// Grey: beside the matter, such as a neighbour of the boundary that the picture opens.
    Faded,
}

/// What became of a thing between two versions of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// Nothing that a reader sees, or the picture compares no versions.
    #[default]
    Same,
    /// It is in the newer version only.
    Added,
    /// It is in the older version only.
    Removed,
    /// It is in both, and differs.
    Changed,
}

impl Change {
    /// What stands before its name or number.
    pub fn sign(self) -> &'static str {
        match self {
            Change::Same => "",
            Change::Added => "+",
            Change::Removed => "−",
            Change::Changed => "~",
        }
    }

    /// In a word; empty where nothing changed.
    pub fn word(self) -> &'static str {
        match self {
            Change::Same => "",
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Changed => "changed",
        }
    }
}

/// What a node stands for, which decides its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NodeKind {
    /// A person or a role.
    Actor,
    /// A system out of our control.
    External,
    /// Code that runs.
    Process,
    /// Data at rest.
    Store,
    /// A boundary whose inside this picture does not show.
    Collapsed,
}

/// An element, or a boundary that is shown closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Stable name, such as `web` or `cloud.web`.
    pub id: String,
    /// What the reader reads; any text, of any length. Where it is empty the id is shown.
    pub label: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// Its type in words (`PostgreSQL`), shown small below the label; empty for none.
    pub type_label: String,
    /// Index into `clusters` of the innermost boundary around it.
    pub cluster: Option<usize>,
    /// How its threats stand.
    pub threats: Threats,
    /// Hatched: listed, but no threats are looked for.
    pub out_of_scope: bool,
    /// Dashed: written by a machine, and not yet confirmed by a person.
    pub inferred: bool,
    /// How strongly it is drawn.
    pub emphasis: Emphasis,
    /// Labels of the boundaries that lie across the others and hold this element.
    pub tags: Vec<String>,
    /// Controls in place, in words; each in a small frame below the label.
    pub controls: Vec<String>,
    /// Numbers of the entry points on it, drawn as tabs.
    pub entries: Vec<u32>,
    /// Where a click leads: a relative address, or one of the web or of mail. Others are dropped by the SVG back-end.
    pub link: Option<String>,
    /// What became of it since an older version.
    pub change: Change,
    /// Its entry points or, of a closed boundary, what is inside; for comparisons only, else empty.
    pub parts: Vec<Part>,
}

impl Node {
    /// A node with a name, a label and a kind, and nothing remarkable about it.
    pub fn new(id: impl Into<String>, label: impl Into<String>, kind: NodeKind) -> Node {
        Node {
            id: id.into(),
            label: label.into(),
            kind,
            type_label: String::new(),
            cluster: None,
            threats: Threats::None,
            out_of_scope: false,
            inferred: false,
            emphasis: Emphasis::Normal,
            tags: Vec::new(),
            controls: Vec::new(),
            entries: Vec::new(),
            link: None,
            change: Change::Same,
            parts: Vec::new(),
        }
    }
}

/// One end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// Index into `nodes`.
    Node(usize),
    /// Index into `clusters`: while a design is young, a flow may end at a boundary.
    Cluster(usize),
}

/// A data flow, from who starts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Stable name, such as `save` or `web->db`.
    pub id: String,
    /// The number on the arrow; of several flows that share the arrow, the first.
    pub number: u32,
    /// What stands on the arrow instead of its number: several numbers, steps of a scenario; empty for nothing.
    pub mark: Option<String>,
    /// What the reader reads where there is room; may be empty.
    pub label: String,
    /// The end that starts the flow.
    pub from: End,
    /// The other end.
    pub to: End,
    /// Whether something comes back: drawn with a head at both ends and a dot at the starter.
    pub two_way: bool,
    /// How its threats stand.
    pub threats: Threats,
    /// How strongly it is drawn.
    pub emphasis: Emphasis,
    /// Dashed: written by a machine, and not yet confirmed by a person.
    pub inferred: bool,
    /// Drawn dotted and grey: both ends are out of scope.
    pub out_of_scope: bool,
    /// Where a click leads; as for [`Node::link`].
    pub link: Option<String>,
    /// What became of it since an older version.
    pub change: Change,
    /// Whether it stands for all flows between its ends.
    pub joined: bool,
    /// The flows that it stands for; for comparisons only, else empty.
    pub parts: Vec<Part>,
}

impl Edge {
    /// A one-way edge with nothing remarkable about it.
    pub fn new(id: impl Into<String>, number: u32, label: impl Into<String>, from: End, to: End) -> Edge {
        Edge {
            id: id.into(),
            number,
            mark: None,
            label: label.into(),
            from,
            to,
            two_way: false,
            threats: Threats::None,
            emphasis: Emphasis::Normal,
            inferred: false,
            out_of_scope: false,
            link: None,
            change: Change::Same,
            joined: false,
            parts: Vec::new(),
        }
    }

    /// What stands on the arrow: its number, or its mark; empty for nothing.
    pub fn sign(&self) -> String {
        self.mark.clone().unwrap_or_else(|| self.number.to_string())
    }
}

/// Above this many numbers and stretches of numbers the rest of them is counted.
const MOST_RUNS: usize = 24;

/// Numbers as people write them: `3–6, 9`. Two in a row stay apart. Of very many only the first are named.
pub fn ranges(numbers: &[u32]) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.saturating_add(1) == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let rest = runs.split_off(runs.len().min(MOST_RUNS));
    let words = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    let mut words = words.collect::<Vec<_>>().join(", ");
    let more: u64 = rest.iter().map(|(first, last)| u64::from(last - first) + 1).sum();
    if more > 0 {
        words.push_str(&format!(" and {more} more"));
    }
    words
}

/// An open trust boundary: a closed dashed shape around its members and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Stable name, such as `cloud.dmz`.
    pub id: String,
    /// What the reader reads at its top left. Where it is empty the id is shown.
    pub label: String,
    /// Its trust in words (`exposed`), beside the label; empty for none.
    pub trust: String,
    /// Index of the boundary around it; smaller than its own.
    pub parent: Option<usize>,
    /// How its own threats stand (not those of its members).
    pub threats: Threats,
    /// Hatched: out of scope with all its members.
    pub out_of_scope: bool,
    /// Written by a machine, and not yet confirmed by a person.
    pub inferred: bool,
    /// Where a click leads; as for [`Node::link`].
    pub link: Option<String>,
    /// What became of it since an older version.
    pub change: Change,
}

impl Cluster {
    /// A boundary with nothing remarkable about it.
    pub fn new(id: impl Into<String>, label: impl Into<String>, trust: impl Into<String>) -> Cluster {
        Cluster {
            id: id.into(),
            label: label.into(),
            trust: trust.into(),
            parent: None,
            threats: Threats::None,
            out_of_scope: false,
            inferred: false,
            link: None,
            change: Change::Same,
        }
    }
}

/// A boundary that is a line: a dashed stroke over the flows that it cuts.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Stable name.
    pub id: String,
    /// What the reader reads beside each stroke. Where it is empty the id is shown.
    pub label: String,
    /// Indices into `edges`, ascending, none twice.
    pub cuts: Vec<usize>,
}

/// A row of the table under the picture: the words that do not fit on the arrow.
///
/// Every field is ready to print; an empty one means that there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The number on the arrow.
    pub number: u32,
    /// Label of the end that starts the flow.
    pub from: String,
    /// Label of the other end.
    pub to: String,
    /// The flow's label.
    pub label: String,
    /// The protocol.
    pub protocol: String,
    /// How the caller proves who it is.
    pub authentication: String,
    /// What it carries, and what it returns.
    pub data: String,
    /// The boundaries that it crosses, in order.
    pub crosses: String,
    /// How its threats stand.
    pub threats: Threats,
}

/// What lies where: for the picture itself, then for each boundary, the elements and the boundaries directly in it.
#[derive(Clone, Debug)]
pub struct Contents(Vec<(Vec<usize>, Vec<usize>)>);

impl Contents {
    /// The elements and the boundaries directly in a boundary, or in none.
    pub fn of(&self, around: Option<usize>) -> (&[usize], &[usize]) {
        let found = self.0.get(around.map_or(0, |cluster| cluster + 1));
        found.map_or((&[], &[]), |(nodes, clusters)| (nodes, clusters))
    }
}

impl Diagram {
    /// What is wrong with the diagram, if one of the invariants does not hold: a defect of the caller, in words.
    pub fn fault(&self) -> Option<String> {
        for (at, cluster) in self.clusters.iter().enumerate() {
            if cluster.parent.is_some_and(|parent| parent >= at) {
                return Some(format!("boundary `{}` does not stand after its parent", cluster.id));
            }
        }
        for node in &self.nodes {
            if node.cluster.is_some_and(|cluster| cluster >= self.clusters.len()) {
                return Some(format!("element `{}` is in a boundary that does not exist", node.id));
            }
        }
        for edge in &self.edges {
            if !self.has_end(edge.from) || !self.has_end(edge.to) {
                return Some(format!("flow `{}` has an end that does not exist", edge.id));
            }
            if edge.from == edge.to {
                return Some(format!("flow `{}` ends where it starts", edge.id));
            }
        }
        for line in &self.lines {
            if line.cuts.iter().any(|edge| *edge >= self.edges.len()) {
                return Some(format!("line `{}` cuts a flow that does not exist", line.id));
            }
        }
        let mut shapes = BTreeSet::new();
        let ids = self.nodes.iter().map(|node| &node.id).chain(self.clusters.iter().map(|cluster| &cluster.id));
        for id in ids {
            if id.is_empty() || !shapes.insert(id) {
                return Some(format!("the name `{id}` is empty or used twice"));
            }
        }
        let mut edges = BTreeSet::new();
        self.edges
            .iter()
            .find(|edge| edge.id.is_empty() || !edges.insert(&edge.id))
            .map(|edge| format!("the flow name `{}` is empty or used twice", edge.id))
    }

    /// The innermost boundary around an end; of a boundary, its parent.
    pub fn cluster_of(&self, end: End) -> Option<usize> {
        match end {
            End::Node(node) => self.nodes.get(node)?.cluster,
            End::Cluster(cluster) => self.clusters.get(cluster)?.parent,
        }
    }

    /// The boundaries around `cluster`, itself first, outermost last.
    pub fn enclosing(&self, cluster: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(cluster, |at| self.clusters.get(*at).and_then(|cluster| cluster.parent))
    }

    /// The labels of the line boundaries that cut an edge, in the order of the lines.
    pub fn lines_over(&self, edge: usize) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.cuts.binary_search(&edge).is_ok())
    }

    /// What lies directly in the picture and in each boundary.
    pub fn contents(&self) -> Contents {
        let mut contents = Contents(vec![(Vec::new(), Vec::new()); self.clusters.len() + 1]);
        let at = |around: Option<usize>| around.map_or(0, |cluster| cluster + 1);
        for (index, node) in self.nodes.iter().enumerate() {
            if let Some((nodes, _)) = contents.0.get_mut(at(node.cluster)) {
                nodes.push(index);
            }
        }
        for (index, cluster) in self.clusters.iter().enumerate() {
            if let Some((_, clusters)) = contents.0.get_mut(at(cluster.parent)) {
                clusters.push(index);
            }
        }
        contents
    }

    fn has_end(&self, end: End) -> bool {
        match end {
            End::Node(node) => node < self.nodes.len(),
            End::Cluster(cluster) => cluster < self.clusters.len(),
        }
    }
}
