//! The legend: which signs a picture uses, and where their explanations stand.

use crate::layout::boxes::Text;
use crate::layout::geometry::Rect;
use crate::layout::text_size::Face;
use crate::view::picture::diagram::{Change, Diagram, Legend, NodeKind, Threats};

/// A sign that a picture may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// The shape of a kind of node.
    Node(NodeKind),
    /// The outline of a trust boundary.
    Boundary,
    /// The stroke of a line boundary.
    Line,
    /// A one-way arrow.
    Flow,
    /// An arrow with a reply.
    TwoWay,
    /// The badge of open threats.
    Open,
    /// The badge of closed threats.
    Closed,
    /// Hatching.
    OutOfScope,
    /// Dashes around what a machine wrote.
    Inferred,
    /// The tab of an entry point.
    Entry,
    /// The frame of a boundary that lies across the others.
    Tag,
    /// How what came, went or differs is drawn.
    Change(Change),
}

impl Sign {
    /// What it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Sign::Node(NodeKind::Actor) => "person",
            Sign::Node(NodeKind::External) => "external system",
            Sign::Node(NodeKind::Process) => "process",
            Sign::Node(NodeKind::Store) => "data store",
            Sign::Node(NodeKind::Collapsed) => "boundary, closed",
            Sign::Boundary => "trust boundary",
            Sign::Line => "boundary line",
            Sign::Flow => "flow, from who starts it",
            Sign::TwoWay => "flow with a reply",
            Sign::Open => "open threats",
            Sign::Closed => "all threats closed",
            Sign::OutOfScope => "out of scope",
            Sign::Inferred => "inferred by a machine",
            Sign::Entry => "entry point",
            Sign::Tag => "also inside",
            Sign::Change(change) => change.word(),
        }
    }
}

/// A sign with its explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendItem {
    /// The sign.
    pub sign: Sign,
    /// Where the sign is drawn.
    pub picture: Rect,
    /// What it means.
    pub text: Text,
}

impl LegendItem {
    /// The same item elsewhere.
    pub fn moved(self, dx: f64, dy: f64) -> LegendItem {
        LegendItem { picture: self.picture.moved(dx, dy), text: self.text.moved(dx, dy), ..self }
    }
}

/// The signs that a diagram uses, in the order of [`Sign`].
pub fn signs(diagram: &Diagram) -> Vec<Sign> {
    let mut signs: Vec<Sign> = diagram.nodes.iter().map(|node| Sign::Node(node.kind)).collect();
    let mut add = |used: bool, sign: Sign| {
        if used {
            signs.push(sign);
        }
    };
    add(!diagram.clusters.is_empty(), Sign::Boundary);
    add(diagram.lines.iter().any(|line| !line.cuts.is_empty()), Sign::Line);
    add(diagram.edges.iter().any(|edge| !edge.two_way), Sign::Flow);
    add(diagram.edges.iter().any(|edge| edge.two_way), Sign::TwoWay);
    let threats = || {
        let nodes = diagram.nodes.iter().map(|node| node.threats);
        let edges = diagram.edges.iter().map(|edge| edge.threats);
        nodes.chain(edges).chain(diagram.clusters.iter().map(|cluster| cluster.threats))
    };
    add(threats().any(|threats| matches!(threats, Threats::Open(_))), Sign::Open);
    add(threats().any(|threats| threats == Threats::AllClosed), Sign::Closed);
    let clusters = &diagram.clusters;
    add(diagram.nodes.iter().any(|it| it.out_of_scope) || clusters.iter().any(|it| it.out_of_scope), Sign::OutOfScope);
    let inferred = diagram.edges.iter().any(|it| it.inferred) || clusters.iter().any(|it| it.inferred);
    add(inferred || diagram.nodes.iter().any(|it| it.inferred), Sign::Inferred);
    add(diagram.nodes.iter().any(|node| !node.entries.is_empty()), Sign::Entry);
    add(diagram.nodes.iter().any(|node| !node.tags.is_empty()), Sign::Tag);
    let changes = diagram.nodes.iter().map(|node| node.change).chain(diagram.edges.iter().map(|edge| edge.change));
    let changes = changes.chain(clusters.iter().map(|cluster| cluster.change));
    signs.extend(changes.filter(|change| *change != Change::Same).map(Sign::Change));
    signs.sort_unstable();
    signs.dedup();
    signs
}

/// The legend of a diagram in rows of at most `width` pixels, at the origin, and its size.
pub fn legend(diagram: &Diagram, width: f64) -> (Vec<LegendItem>, Rect) {
    const ROW: f64 = 22.0;
    let mut items: Vec<LegendItem> = Vec::new();
    let mut size = Rect::default();
    if diagram.legend == Legend::None {
        return (items, size);
    }
    let (mut x, mut y) = (0.0, 0.0);
    for sign in signs(diagram) {
        let picture = Rect::new(0.0, 2.0, 24.0, 14.0);
        let text = Text::new(sign.meaning(), Face::TAG, 200.0, 1);
        let own = picture.width + 6.0 + text.rect.width;
        if x > 0.0 && x + own > width {
            (x, y) = (0.0, y + ROW);
        }
        let text = text.moved(picture.width + 6.0, 2.5);
        items.push(LegendItem { sign, picture, text }.moved(x, y));
        size = size.union(Rect::new(0.0, 0.0, x + own, y + ROW));
        x += own + 18.0;
    }
    (items, size)
}
