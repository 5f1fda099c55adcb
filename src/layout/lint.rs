//! Whether a picture keeps the promises of a readable one; pure geometry.
//!
//! Works on any [`Layout`], whoever made it, and trusts none: it looks at rectangles and polylines only.

use std::collections::BTreeMap;

use crate::layout::geometry::{Point, Rect, segments};
use crate::layout::nearby::Nearby;
use crate::layout::{EdgePath, Layout};
use crate::view::picture::diagram::{Diagram, End};

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

/// Of each kind so many findings are listed; the others are counted.
pub const MOST_FINDINGS: usize = 1_000;

/// What is wrong with a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// How many findings there are of each kind that occurs.
    pub counts: BTreeMap<Kind, usize>,
    /// The findings in a fixed order: by kind, then by the order of the diagram; the first [`MOST_FINDINGS`] of each kind.
    pub findings: Vec<Finding>,
}

/// What is wrong with a picture.
pub fn measure(diagram: &Diagram, layout: &Layout) -> Measured {
    let mut linter = Linter { diagram, layout, measured: Measured::default() };
    linter.boxes();
    linter.words();
    linter.arrows();
    linter.crossings();
    linter.page();
    let mut measured = linter.measured;
    measured.findings.sort_by_key(|finding| finding.kind);
    measured
}

/// What is wrong with a picture, as listed.
pub fn lint(diagram: &Diagram, layout: &Layout) -> Vec<Finding> {
    measure(diagram, layout).findings
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
    measured: Measured,
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
        let count = self.measured.counts.entry(kind).or_default();
        *count += 1;
        if *count <= MOST_FINDINGS {
            let (subject, other) = (subject.to_owned(), other.to_owned());
            self.measured.findings.push(Finding { kind, subject, other, place });
        }
    }

    /// Nodes and boundaries among each other.
    fn boxes(&mut self) {
        let (diagram, layout) = (self.diagram, self.layout);
        let nearby = Nearby::of(layout.nodes.iter().map(|node| node.rect));
        for (at, (node, place)) in diagram.nodes.iter().zip(&layout.nodes).enumerate() {
            for other in nearby.to(place.rect).into_iter().filter(|other| *other > at) {
                if let (Some(other), Some(its)) = (diagram.nodes.get(other), layout.nodes.get(other))
                    && overlap(place.rect, its.rect)
                {
                    self.add(Kind::NodeOverNode, &node.id, &other.id, place.rect);
                }
            }
            let mut around: Vec<usize> = diagram.enclosing(node.cluster).collect();
            around.sort_unstable();
            for index in &around {
                if let (Some(cluster), Some(its)) = (diagram.clusters.get(*index), layout.clusters.get(*index))
                    && !its.rect.grown(SLACK).contains(place.rect)
                {
                    self.add(Kind::NodeOutsideBoundary, &node.id, &cluster.id, place.rect);
                }
            }
            for (index, (cluster, its)) in diagram.clusters.iter().zip(&layout.clusters).enumerate() {
                if overlap(place.rect, its.rect) && around.binary_search(&index).is_err() {
                    self.add(Kind::NodeInForeignBoundary, &node.id, &cluster.id, place.rect);
                }
            }
        }
        let nested = |outer: usize, inner: usize| diagram.enclosing(Some(inner)).any(|around| around == outer);
        for (at, (cluster, place)) in diagram.clusters.iter().zip(&layout.clusters).enumerate() {
            for (index, (other, its)) in diagram.clusters.iter().zip(&layout.clusters).enumerate().skip(at + 1) {
                // Most are apart, and in nothing of each other: looked at only where they are not where they should be.
                let apart = !overlap(place.rect, its.rect);
                let contains = || place.rect.grown(SLACK).contains(its.rect);
                let wrong = match (apart, other.parent.is_none()) {
                    (true, true) => false,
                    (true, false) => nested(at, index) && !contains(),
                    (false, _) => !contains() || !nested(at, index),
                };
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
        let nodes = Nearby::of(layout.nodes.iter().map(|node| node.rect));
        let mut sides = Nearby::default();
        for (at, cluster) in layout.clusters.iter().enumerate() {
            cluster.rect.sides().into_iter().for_each(|(from, to)| sides.add_line(at, &[from, to]));
        }
        let others = Nearby::of(labels.iter().map(|(_, place)| *place));
        for (at, (owner, place)) in labels.iter().enumerate() {
            let name = self.name(*owner);
            for index in nodes.to(*place) {
                if let (Some(node), Some(its)) = (diagram.nodes.get(index), layout.nodes.get(index))
                    && *owner != Owner::Node(index)
                    && overlap(*place, its.rect)
                {
                    self.add(Kind::LabelOverNode, &name, &node.id, *place);
                }
            }
            for index in sides.to(*place) {
                if let (Some(cluster), Some(its)) = (diagram.clusters.get(index), layout.clusters.get(index))
                    && its.rect.sides().iter().any(|(a, b)| place.grown(-SLACK).clip(*a, *b).is_some())
                {
                    self.add(Kind::LabelOverBoundary, &name, &cluster.id, *place);
                }
            }
            for other in others.to(*place).into_iter().filter(|other| *other > at) {
                if let Some((other, its)) = labels.get(other)
                    && overlap(*place, *its)
                {
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
        let nodes = Nearby::of(layout.nodes.iter().map(|node| node.rect));
        let words = Nearby::of(labels.iter().map(|(_, place)| *place));
        for (at, (edge, path)) in diagram.edges.iter().zip(&layout.edges).enumerate() {
            let extent = extent(&path.points).grown(1.0);
            let hits = |place: Rect| segments(&path.points).any(|(a, b)| place.grown(-1.0).clip(a, b).is_some());
            for index in nodes.to_line(&path.points) {
                if let (Some(node), Some(its)) = (diagram.nodes.get(index), layout.nodes.get(index))
                    && hits(its.rect)
                {
                    self.add(Kind::EdgeThroughNode, &edge.id, &node.id, its.rect);
                }
            }
            let mut around: Vec<usize> = Vec::new();
            for end in [edge.from, edge.to] {
                let own = if let End::Cluster(cluster) = end { Some(cluster) } else { diagram.cluster_of(end) };
                around.extend(diagram.enclosing(own));
            }
            for (index, (cluster, its)) in diagram.clusters.iter().zip(&layout.clusters).enumerate() {
                if extent.overlaps(its.rect) && !around.contains(&index) && hits(its.rect) {
                    self.add(Kind::EdgeThroughForeignBoundary, &edge.id, &cluster.id, its.rect);
                }
            }
            let near = words.to_line(&path.points).into_iter().filter_map(|index| labels.get(index));
            for (owner, its) in near.filter(|(owner, _)| *owner != Owner::Edge(at)) {
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
        each_crossing(&self.layout.edges, |one, two, place| {
            self.add(Kind::EdgesCross, name(one), name(two), Rect::around(place, 0.0, 0.0));
        });
    }
}

/// How many times arrows cross. Two may cross more than once.
pub fn crossings(paths: &[EdgePath]) -> usize {
    let mut count = 0;
    each_crossing(paths, |_, _, _| count += 1);
    count
}

/// Where arrows cross: two of the given paths by number, the lower first, and the place.
fn each_crossing(paths: &[EdgePath], mut found: impl FnMut(usize, usize, Point)) {
    let nearby = Nearby::of_lines(paths.iter().map(|path| &path.points[..]));
    for (one, path) in paths.iter().enumerate() {
        for two in nearby.to_line(&path.points).into_iter().filter(|two| *two > one) {
            let Some(other) = paths.get(two) else { continue };
            let pairs = segments(&path.points).flat_map(|one| segments(&other.points).map(move |two| (one, two)));
            pairs.filter_map(|(a, b)| crossing(a, b)).for_each(|place| found(one, two, place));
        }
    }
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
