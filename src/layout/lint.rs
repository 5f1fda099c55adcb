//! Whether a picture keeps the promises of a readable one; pure geometry.
//!
//! Works on any [`Layout`], whoever made it, and trusts none: it looks at rectangles and polylines only.

use crate::layout::geometry::{Point, Rect, segments};
use crate::layout::{EdgePath, Layout};
use crate::view::diagram::{Diagram, End};

/// What is wrong at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Two nodes have a point in common.
    NodeOverNode,
    /// A node lies outside the boundary that it is in, or across its line.
    NodeOutsideBoundary,
    /// A node lies, wholly or in part, inside a boundary that it is not in.
    NodeInForeignBoundary,
    /// Two boundaries overlap, or one sticks out of the one around it.
    BoundaryOverBoundary,
    /// A label lies over a node that is not its own.
    LabelOverNode,
    /// Two labels overlap.
    LabelOverLabel,
    /// A label lies over the line of a boundary.
    LabelOverBoundary,
    /// Words stick out of the box that holds them, or of the picture.
    LabelOutside,
    /// An arrow runs through a node.
    EdgeThroughNode,
    /// An arrow enters a boundary that neither of its ends is in.
    EdgeThroughForeignBoundary,
    /// An arrow runs through the label of something else.
    EdgeOverLabel,
    /// Two arrows cross. Often nothing can be done about it.
    EdgesCross,
    /// On a page its smallest words could not be read.
    LargerThanPage,
}

impl Kind {
    /// The kind's name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::NodeOverNode => "node-over-node",
            Kind::NodeOutsideBoundary => "node-outside-boundary",
            Kind::NodeInForeignBoundary => "node-in-foreign-boundary",
            Kind::BoundaryOverBoundary => "boundary-over-boundary",
            Kind::LabelOverNode => "label-over-node",
            Kind::LabelOverLabel => "label-over-label",
            Kind::LabelOverBoundary => "label-over-boundary",
            Kind::LabelOutside => "label-outside",
            Kind::EdgeThroughNode => "edge-through-node",
            Kind::EdgeThroughForeignBoundary => "edge-through-foreign-boundary",
            Kind::EdgeOverLabel => "edge-over-label",
            Kind::EdgesCross => "edges-cross",
            Kind::LargerThanPage => "larger-than-page",
        }
    }

    /// Whether a picture with such a finding breaks a promise, rather than being less pretty than it might be.
    pub fn is_fault(self) -> bool {
        !matches!(
            self,
            Kind::EdgesCross | Kind::EdgeOverLabel | Kind::EdgeThroughForeignBoundary | Kind::LargerThanPage
        )
    }
}

/// One thing that is wrong with a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong.
    pub kind: Kind,
    /// Id of the element, boundary or flow that it is wrong with.
    pub subject: String,
    /// Id of the other one; empty where there is none.
    pub other: String,
    /// Where in the picture.
    pub place: Rect,
}

/// What is wrong with a picture, in a fixed order: by kind, then by the order of the diagram.
pub fn lint(diagram: &Diagram, layout: &Layout) -> Vec<Finding> {
    let mut linter = Linter { diagram, layout, findings: Vec::new() };
    linter.boxes();
    linter.words();
    linter.arrows();
    linter.crossings();
    linter.page();
    linter.findings.sort_by_key(|finding| finding.kind);
    linter.findings
}

/// Only what breaks a promise.
pub fn faults(diagram: &Diagram, layout: &Layout) -> Vec<Finding> {
    lint(diagram, layout).into_iter().filter(|finding| finding.kind.is_fault()).collect()
}

/// A page of A4 without its margins of 15 mm, in pixels of 1/96 inch.
const PAGE: (f64, f64) = (680.0, 1009.0);
/// The smallest words of a picture are 10 px high; below 5.5 px (about 4 pt) on paper nobody reads them.
const READABLE: f64 = 0.55;

/// Rectangles that share less than this are called neighbours.
const SLACK: f64 = 0.5;

struct Linter<'a> {
    diagram: &'a Diagram,
    layout: &'a Layout,
    findings: Vec<Finding>,
}

/// What a label belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Node(usize),
    Cluster(usize),
    Edge(usize),
}

impl Linter<'_> {
    fn add(&mut self, kind: Kind, subject: &str, other: &str, place: Rect) {
        self.findings.push(Finding { kind, subject: subject.to_owned(), other: other.to_owned(), place });
    }

    /// Nodes and boundaries among each other.
    fn boxes(&mut self) {
        let (diagram, layout) = (self.diagram, self.layout);
        for (at, (node, place)) in diagram.nodes.iter().zip(&layout.nodes).enumerate() {
            for (other, its) in diagram.nodes.iter().zip(&layout.nodes).skip(at + 1) {
                if overlap(place.rect, its.rect) {
                    self.add(Kind::NodeOverNode, &node.id, &other.id, place.rect);
                }
            }
            let around: Vec<usize> = diagram.enclosing(node.cluster).collect();
            for (index, (cluster, its)) in diagram.clusters.iter().zip(&layout.clusters).enumerate() {
                if around.contains(&index) {
                    if !its.rect.grown(SLACK).contains(place.rect) {
                        self.add(Kind::NodeOutsideBoundary, &node.id, &cluster.id, place.rect);
                    }
                } else if overlap(place.rect, its.rect) {
                    self.add(Kind::NodeInForeignBoundary, &node.id, &cluster.id, place.rect);
                }
            }
        }
        for (at, (cluster, place)) in diagram.clusters.iter().zip(&layout.clusters).enumerate() {
            for (index, (other, its)) in diagram.clusters.iter().zip(&layout.clusters).enumerate().skip(at + 1) {
                let nested = diagram.enclosing(Some(index)).any(|around| around == at);
                let wrong =
                    if nested { !place.rect.grown(SLACK).contains(its.rect) } else { overlap(place.rect, its.rect) };
                if wrong {
                    self.add(Kind::BoundaryOverBoundary, &cluster.id, &other.id, its.rect);
                }
            }
        }
    }

    /// Every label that is not inside its node: names of boundaries, labels of arrows, badges.
    fn labels(&self) -> Vec<(Owner, Rect)> {
        let nodes = self.layout.nodes.iter().enumerate();
        let badges = nodes.filter_map(|(at, node)| Some((Owner::Node(at), node.badge?)));
        let clusters = self.layout.clusters.iter().enumerate();
        let headers = clusters.map(|(at, cluster)| (Owner::Cluster(at), cluster.header));
        let edges = self.layout.edges.iter().enumerate().filter(|(_, edge)| !edge.label.is_empty());
        let edges = edges.map(|(at, edge)| (Owner::Edge(at), edge.label.rect));
        badges.chain(headers).chain(edges).collect()
    }

    fn name(&self, owner: Owner) -> String {
        let diagram = self.diagram;
        let name = match owner {
            Owner::Node(at) => diagram.nodes.get(at).map(|node| &node.id),
            Owner::Cluster(at) => diagram.clusters.get(at).map(|cluster| &cluster.id),
            Owner::Edge(at) => diagram.edges.get(at).map(|edge| &edge.id),
        };
        name.cloned().unwrap_or_default()
    }

    fn words(&mut self) {
        let (diagram, layout) = (self.diagram, self.layout);
        let page = Rect::new(0.0, 0.0, layout.width, layout.height);
        let labels = self.labels();
        for (at, (owner, place)) in labels.iter().enumerate() {
            let name = self.name(*owner);
            for (index, (node, its)) in diagram.nodes.iter().zip(&layout.nodes).enumerate() {
                if *owner != Owner::Node(index) && overlap(*place, its.rect) {
                    self.add(Kind::LabelOverNode, &name, &node.id, *place);
                }
            }
            for (cluster, its) in diagram.clusters.iter().zip(&layout.clusters) {
                if its.rect.sides().iter().any(|(a, b)| place.grown(-SLACK).clip(*a, *b).is_some()) {
                    self.add(Kind::LabelOverBoundary, &name, &cluster.id, *place);
                }
            }
            for (other, its) in labels.iter().skip(at + 1) {
                if overlap(*place, *its) {
                    let other = self.name(*other);
                    self.add(Kind::LabelOverLabel, &name, &other, *place);
                }
            }
            if !page.contains(*place) {
                self.add(Kind::LabelOutside, &name, "", *place);
            }
        }
        for (node, place) in diagram.nodes.iter().zip(&layout.nodes) {
            let words = place.kind.iter().chain(&place.tags).chain([&place.label]).map(|text| text.rect);
            let parts: Vec<Rect> = words.chain(place.tabs.iter().copied()).collect();
            for (at, part) in parts.iter().enumerate() {
                if !place.rect.grown(SLACK).contains(*part) {
                    self.add(Kind::LabelOutside, &node.id, &node.id, *part);
                }
                if parts.iter().skip(at + 1).any(|other| overlap(*part, *other)) {
                    self.add(Kind::LabelOverLabel, &node.id, &node.id, *part);
                }
            }
        }
        for (cluster, place) in diagram.clusters.iter().zip(&layout.clusters) {
            if !place.rect.contains(place.header) {
                self.add(Kind::LabelOutside, &cluster.id, &cluster.id, place.header);
            }
        }
    }

    fn arrows(&mut self) {
        let (diagram, layout) = (self.diagram, self.layout);
        let labels = self.labels();
        for (at, (edge, path)) in diagram.edges.iter().zip(&layout.edges).enumerate() {
            let hits = |place: Rect| segments(&path.points).any(|(a, b)| place.grown(-1.0).clip(a, b).is_some());
            for (node, its) in diagram.nodes.iter().zip(&layout.nodes) {
                if hits(its.rect) {
                    self.add(Kind::EdgeThroughNode, &edge.id, &node.id, its.rect);
                }
            }
            let mut around: Vec<usize> = Vec::new();
            for end in [edge.from, edge.to] {
                let own = if let End::Cluster(cluster) = end { Some(cluster) } else { diagram.cluster_of(end) };
                around.extend(diagram.enclosing(own));
            }
            for (index, (cluster, its)) in diagram.clusters.iter().zip(&layout.clusters).enumerate() {
                if !around.contains(&index) && hits(its.rect) {
                    self.add(Kind::EdgeThroughForeignBoundary, &edge.id, &cluster.id, its.rect);
                }
            }
            for (owner, its) in labels.iter().filter(|(owner, _)| *owner != Owner::Edge(at)) {
                if hits(*its) {
                    let name = self.name(*owner);
                    self.add(Kind::EdgeOverLabel, &edge.id, &name, *its);
                }
            }
        }
    }

    /// Whether it can be printed on a page of A4, whichever way the page lies.
    fn page(&mut self) {
        let (width, height) = (self.layout.width.max(1.0), self.layout.height.max(1.0));
        let upright = (PAGE.0 / width).min(PAGE.1 / height);
        let lying = (PAGE.1 / width).min(PAGE.0 / height);
        if upright.max(lying) < READABLE {
            let name = self.diagram.id_prefix.clone();
            self.add(Kind::LargerThanPage, &name, "", Rect::new(0.0, 0.0, width, height));
        }
    }

    fn crossings(&mut self) {
        let diagram = self.diagram;
        let name = |edge: usize| diagram.edges.get(edge).map_or("", |edge| edge.id.as_str());
        for (one, two, place) in crossings(&self.layout.edges) {
            self.add(Kind::EdgesCross, name(one), name(two), Rect::around(place, 0.0, 0.0));
        }
    }
}

/// Where arrows cross: two of the given paths by number, the lower first, and the place. Two may cross more than once.
pub fn crossings(paths: &[EdgePath]) -> Vec<(usize, usize, Point)> {
    let extents: Vec<Rect> = paths.iter().map(|path| extent(&path.points).grown(1.0)).collect();
    let mut found = Vec::new();
    for (one, (path, around)) in paths.iter().zip(&extents).enumerate() {
        for (two, (other, its)) in paths.iter().zip(&extents).enumerate().skip(one + 1) {
            if around.overlaps(*its) {
                let pairs = segments(&path.points).flat_map(|one| segments(&other.points).map(move |two| (one, two)));
                found.extend(pairs.filter_map(|(a, b)| crossing(a, b)).map(|place| (one, two, place)));
            }
        }
    }
    found
}

fn overlap(one: Rect, two: Rect) -> bool {
    one.grown(-SLACK / 2.0).overlaps(two.grown(-SLACK / 2.0))
}

fn extent(points: &[Point]) -> Rect {
    let dots = points.iter().map(|at| Rect::new(at.x, at.y, 0.0, 0.0));
    dots.reduce(Rect::union).unwrap_or_default()
}

/// Where two segments cross, each at a point inside it.
fn crossing(one: (Point, Point), two: (Point, Point)) -> Option<Point> {
    let (a, b) = one;
    let (c, d) = two;
    let (abx, aby, cdx, cdy) = (b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y);
    let cross = abx * cdy - aby * cdx;
    if cross.abs() < 1e-9 {
        return None;
    }
    let s = ((c.x - a.x) * cdy - (c.y - a.y) * cdx) / cross;
    let t = ((c.x - a.x) * aby - (c.y - a.y) * abx) / cross;
    let inside = |share: f64| share > 1e-6 && share < 1.0 - 1e-6;
    (inside(s) && inside(t)).then(|| a.towards(b, s))
}
