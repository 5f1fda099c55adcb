//! The data-flow diagram: the model as nodes, arrows and boundaries, without coordinates.
//!
//! What is shown is decided by [`select`]; this module gives it its words, numbers and marks, and joins arrows that
//! would run side by side.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::{BoundaryId, Cover, ElementId, End, FlowId, Mode, Model, Thing};
use crate::schema::{Kind, TRUST, attr, is_web_address};
use crate::view::picture::diagram::{self, Cluster, Diagram, Edge, Emphasis, Line, Node, NodeKind, Row};
use crate::view::picture::page::Page;
use crate::view::picture::pages;
use crate::view::picture::part::Part;
use crate::view::picture::select::{Choice, Shape, ShownFlow, select};
use crate::view::picture::{Show, View};
use crate::view::tally::Tally;
use crate::view::{Input, LINKS, words};

/// Nodes above which a picture is hard to read.
pub const MANY_NODES: usize = 20;
/// Arrows above which a picture is hard to read.
pub const MANY_EDGES: usize = 30;
/// Controls that are named on an element; the rest is counted.
const MOST_CONTROLS: usize = 3;
/// The longest address of a repository that links are made of, in bytes.
const LONGEST_ADDRESS: usize = 500;

/// The whole model, however large it is.
pub fn whole(input: &Input) -> Diagram {
    of(input, &View { report: Some(LINKS.report.to_owned()), ..View::whole(input.model) })
}

/// The picture of the whole model, as it stands beside the report: an index of pages where it is too large for one.
pub fn overview(input: &Input) -> Diagram {
    let view = pages::index(input.model).unwrap_or_else(|| View::whole(input.model));
    of(input, &View { report: Some(LINKS.report.to_owned()), ..view })
}

/// The picture of a view.
pub fn of(input: &Input, view: &View) -> Diagram {
    drawn(input, view, &select(input.model, view))
}

/// What to say where a picture is larger than people can read, and `None` where it is not.
pub fn too_large(diagram: &Diagram) -> Option<String> {
    let (nodes, edges) = (diagram.nodes.len(), diagram.edges.len());
    if nodes <= MANY_NODES && edges <= MANY_EDGES {
        return None;
    }
    Some(format!(
        "the picture has {nodes} elements and {edges} flows; above {MANY_NODES} or {MANY_EDGES} it is hard to read: \
         show its parts with `view`"
    ))
}

/// A choice with the words and marks of a view.
pub fn drawn(input: &Input, view: &View, choice: &Choice) -> Diagram {
    let model = input.model;
    let pen = Pen { input, view, model, cover: input.cover, tally: input.tally(), show: view.show };
    let clusters: FxHashMap<BoundaryId, usize> = choice.open.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let nodes: FxHashMap<Shape, usize> =
        choice.shapes.iter().enumerate().map(|(at, (shape, _))| (*shape, at)).collect();
    let mut entries: FxHashMap<Thing, Vec<u32>> = FxHashMap::default();
    for (index, entry) in model.entries.iter().enumerate() {
        entries.entry(entry.on).or_default().push(index as u32 + 1);
    }
    let end = |shape: Shape| match shape {
        Shape::Open(id) => clusters.get(&id).copied().map(diagram::End::Cluster),
        shape => nodes.get(&shape).copied().map(diagram::End::Node),
    };
    let arrows: Vec<(Group, diagram::End, diagram::End)> = arrows(choice, view.joined)
        .into_iter()
        .filter_map(|group| {
            let first = group.flows.first()?;
            let (from, to) = (end(first.from)?, end(first.to)?);
            Some((group, from, to))
        })
        .collect();
    let mut edges: FxHashMap<FlowId, usize> = FxHashMap::default();
    for (at, (group, ..)) in arrows.iter().enumerate() {
        edges.extend(group.flows.iter().map(|flow| (flow.id, at)));
    }
    let place = |thing: Thing| model.enclosing(thing).find_map(|id| clusters.get(&id).copied());
    let rows = || arrows.iter().flat_map(|(group, ..)| &group.flows).map(|flow| pen.row(flow.id));
    // Whoever looks at an empty page asks what went wrong.
    let nothing = if choice.shapes.is_empty() && choice.open.is_empty() { ": nothing to show" } else { "" };
    Diagram {
        id_prefix: view.name.to_string(),
        title: format!("{}{nothing}", view.title),
        description: view.description.clone(),
        direction: view.direction,
        hasty: matches!(view.page, Some(Page::Of(_))),
        notation: view.notation,
        nodes: choice
            .shapes
            .iter()
            .filter_map(|(shape, emphasis)| {
                let node = match shape {
                    Shape::Element(id) => {
                        let own = entries.get(&Thing::Element(*id)).cloned().unwrap_or_default();
                        Node { cluster: place(Thing::Element(*id)), entries: own, ..pen.node(*id) }
                    }
                    Shape::Closed(id) => Node { cluster: place(Thing::Boundary(*id)), ..pen.closed(*id) },
                    Shape::Open(_) => return None,
                };
                let quiet = *emphasis == Emphasis::Faded;
                let threats = if quiet { diagram::Threats::None } else { node.threats };
                Some(Node { emphasis: *emphasis, threats, ..node })
            })
            .collect(),
        edges: arrows.iter().map(|(group, from, to)| pen.edge(group, *from, *to)).collect(),
        clusters: choice.open.iter().map(|id| pen.cluster(&clusters, *id)).collect(),
        lines: choice.lines.iter().map(|id| cut(model, &edges, *id)).filter(|line| !line.cuts.is_empty()).collect(),
        rows: if view.bare { Vec::new() } else { rows().collect() },
        ..Diagram::default()
    }
}

/// The flows that share an arrow.
#[derive(Default)]
struct Group<'a> {
    flows: Vec<&'a ShownFlow>,
    /// Whether they are all that join the same two.
    joined: bool,
}

/// The flows by arrow. Those that join the same two in the same direction do where one of the two is a
/// closed boundary, where all are faded, and everywhere once a picture is crowded.
fn arrows(choice: &Choice, joined: bool) -> Vec<Group<'_>> {
    let crowded = joined || choice.flows.len() > MANY_EDGES;
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<(Shape, Shape, bool), usize> = BTreeMap::new();
    for flow in &choice.flows {
        let closed = [flow.from, flow.to].iter().any(|shape| matches!(shape, Shape::Closed(_)));
        let faded = flow.emphasis == Emphasis::Faded;
        if !(closed || crowded || faded) {
            groups.push(Group { flows: vec![flow], joined: false });
            continue;
        }
        let at = *known.entry((flow.from, flow.to, faded)).or_insert_with(|| {
            groups.push(Group { joined: true, ..Group::default() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.flows.push(flow);
        }
    }
    groups
}

/// What words and marks are taken from.
struct Pen<'a> {
    input: &'a Input<'a>,
    view: &'a View,
    model: &'a Model,
    cover: &'a Cover,
    tally: &'a Tally,
    show: Show,
}

impl Pen<'_> {
    /// Where a click leads: to the line of the source where the model says in which repository it is, else to the
    /// section of the report that has a row for it.
    fn link(&self, thing: Thing) -> Option<String> {
        let report = || {
            let section = match thing {
                Thing::Element(_) => "elements",
                Thing::Flow(_) => "data-flows",
                _ => "trust-boundaries",
            };
            self.view.report.as_ref().map(|report| format!("{report}#{section}"))
        };
        source_line(self.input, thing).or_else(report)
    }

    /// Where a boundary leads to: its page where there are pages, else as everything.
    fn way(&self, id: BoundaryId, closed: bool) -> Option<String> {
        match self.view.page {
            Some(page) => pages::link(self.model, page, id, closed),
            None => self.link(Thing::Boundary(id)),
        }
    }

    fn mark(&self, thing: Thing) -> diagram::Threats {
        if self.show.threats { self.tally.mark(thing) } else { diagram::Threats::None }
    }

    /// How the threats of several things stand, taken together.
    fn marks(&self, things: impl Iterator<Item = Thing>) -> diagram::Threats {
        things.map(|thing| self.mark(thing)).fold(diagram::Threats::None, |one, two| match (one, two) {
            (diagram::Threats::Open(one), diagram::Threats::Open(two)) => diagram::Threats::Open(one + two),
            (one, two) => one.max(two),
        })
    }

    fn node(&self, id: ElementId) -> Node {
        let model = self.model;
        let element = &model[id];
        let thing = Thing::Element(id);
        let kind = match element.kind {
            Kind::Actor => NodeKind::Actor,
            Kind::External => NodeKind::External,
            Kind::Store => NodeKind::Store,
            _ => NodeKind::Process,
        };
        let ty = model.vocabulary.type_def(element.ty);
        let mut type_label = if ty.name == element.kind.word() { String::new() } else { ty.label.to_string() };
        if self.show.data {
            let held = words::said(model, thing, attr::HOLDS);
            if !held.is_empty() {
                let between = if type_label.is_empty() { "" } else { ": " };
                type_label = format!("{type_label}{between}{held}");
            }
        }
        Node {
            type_label,
            threats: self.mark(thing),
            link: self.link(thing),
            out_of_scope: element.out_of_scope,
            inferred: model.flag(thing, attr::INFERRED),
            tags: element.overlays.iter().map(|id| model[*id].decl.title().to_owned()).collect(),
            controls: if self.show.controls { self.controls(thing) } else { Vec::new() },
            parts: if self.view.compared { Part::entries(model, id) } else { Vec::new() },
            ..Node::new(element.decl.name.as_str(), element.decl.title(), kind)
        }
    }

    /// The techniques that are in place on a thing itself, and how many more there are.
    fn controls(&self, thing: Thing) -> Vec<String> {
        let present = self.cover.of(thing).iter().filter(|it| it.present && it.from <= Mode::InForce);
        let mut names: Vec<String> =
            present.map(|it| self.model.vocabulary.technique(it.technique).label.to_string()).collect();
        names.sort();
        names.dedup();
        let more = names.len().saturating_sub(MOST_CONTROLS);
        if more > 1 {
            names.truncate(MOST_CONTROLS);
            names.push(format!("and {more} more"));
        }
        names
    }

    /// A boundary as one box: everything inside counts.
    fn closed(&self, id: BoundaryId) -> Node {
        let model = self.model;
        let boundary = &model[id];
        let thing = Thing::Boundary(id);
        let trust = boundary.trust.filter(|_| self.show.trust).map_or("", |level| TRUST.word(level));
        Node {
            type_label: trust.to_owned(),
            link: self.way(id, true),
            threats: if self.show.threats { self.tally.mark_within(id) } else { diagram::Threats::None },
            out_of_scope: boundary.out_of_scope,
            parts: if self.view.compared { Part::inside(model, id) } else { Vec::new() },
            inferred: model.flag(thing, attr::INFERRED),
            ..Node::new(boundary.decl.name.as_str(), boundary.decl.title(), NodeKind::Collapsed)
        }
    }

    /// One arrow for one or more flows between the same two.
    fn edge(&self, group: &Group, from: diagram::End, to: diagram::End) -> Edge {
        let model = self.model;
        let flows = &group.flows;
        let part = |flow: &&ShownFlow| Part::flow(model, flow, self.row(flow.id));
        let Some(first) = flows.first() else { return Edge::new("", 0, "", from, to) };
        let things = || flows.iter().map(|flow| Thing::Flow(flow.id));
        let quiet = first.emphasis == Emphasis::Faded;
        let labels: Vec<String> = flows.iter().map(|flow| self.label(flow.id)).collect();
        let label = match labels.as_slice() {
            _ if quiet && first.steps.is_some() => String::new(),
            [one] => one.clone(),
            [one, two] if !one.is_empty() && !two.is_empty() => format!("{one}; {two}"),
            several => format!("{} flows", several.len()),
        };
        let numbers: Vec<u32> =
            flows.iter().flat_map(|flow| flow.steps.clone().unwrap_or_else(|| vec![number(flow.id)])).collect();
        let plain = matches!(numbers.as_slice(), [one] if *one == number(first.id));
        Edge {
            mark: (!plain).then(|| diagram::ranges(&numbers)),
            link: self.link(Thing::Flow(first.id)),
            two_way: flows.iter().any(|flow| model.graph.replies(flow.id)),
            threats: if quiet { diagram::Threats::None } else { self.marks(things()) },
            emphasis: first.emphasis,
            inferred: things().all(|thing| model.flag(thing, attr::INFERRED)),
            out_of_scope: flows.iter().all(|flow| model[flow.id].out_of_scope),
            joined: group.joined,
            parts: if self.view.compared { flows.iter().map(part).collect() } else { Vec::new() },
            ..Edge::new(model[first.id].decl.name.as_str(), number(first.id), label, from, to)
        }
    }

    fn label(&self, id: FlowId) -> String {
        let label = self.model[id].decl.label.as_deref().unwrap_or("");
        let data = if self.show.data { data(self.model, id) } else { String::new() };
        match (label.is_empty(), data.is_empty()) {
            (_, true) => label.to_owned(),
            (true, false) => format!("({data})"),
            (false, false) => format!("{label} ({data})"),
        }
    }

    fn cluster(&self, clusters: &FxHashMap<BoundaryId, usize>, id: BoundaryId) -> Cluster {
        let model = self.model;
        let boundary = &model[id];
        let thing = Thing::Boundary(id);
        let trust = boundary.trust.filter(|_| self.show.trust).map_or("", |level| TRUST.word(level));
        Cluster {
            parent: boundary.parent.and_then(|parent| clusters.get(&parent).copied()),
            threats: self.mark(thing),
            link: self.way(id, false),
            out_of_scope: boundary.out_of_scope,
            inferred: model.flag(thing, attr::INFERRED),
            ..Cluster::new(boundary.decl.name.as_str(), boundary.decl.title(), trust)
        }
    }

    fn row(&self, id: FlowId) -> Row {
        let model = self.model;
        let flow = &model[id];
        let thing = Thing::Flow(id);
        let title = |end: End| model.decl(end.thing()).title().to_owned();
        let crosses: Vec<&str> = flow.crossings().map(|id| model[id].decl.title()).collect();
        Row {
            number: number(id),
            from: title(flow.from),
            to: title(flow.to),
            label: flow.decl.label.as_deref().unwrap_or("").to_owned(),
            protocol: words::said(model, thing, attr::VIA),
            authentication: words::said(model, thing, attr::AUTH),
            data: data(model, id),
            crosses: crosses.join(", "),
            threats: self.mark(thing),
        }
    }
}

/// The address of the line where something is declared, where the model's `repository` is on the web: as GitHub,
/// GitLab and Gitea have it, with the path from the project's folder.
fn source_line(input: &Input, thing: Thing) -> Option<String> {
    // It stands on every box and every arrow.
    let repository =
        input.model.text(Thing::Model, attr::REPOSITORY).filter(|address| address.len() <= LONGEST_ADDRESS)?;
    let span = input.model.decl(thing).span;
    let at = input.sources.line_col(span).filter(|_| is_web_address(repository))?;
    let mut path = String::new();
    for byte in input.file(span.source).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' => path.push(char::from(byte)),
            _ => path.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(format!("{}/blob/HEAD/{path}#L{}", repository.trim_end_matches('/').trim_end_matches(".git"), at.line))
}

/// What a flow carries, and what it returns.
fn data(model: &Model, id: FlowId) -> String {
    let thing = Thing::Flow(id);
    let (carries, returns) = (words::said(model, thing, attr::CARRIES), words::said(model, thing, attr::RETURNS));
    match (carries.is_empty(), returns.is_empty()) {
        (_, true) => carries,
        (true, false) => format!("← {returns}"),
        (false, false) => format!("{carries}; ← {returns}"),
    }
}

fn cut(model: &Model, edges: &FxHashMap<FlowId, usize>, id: BoundaryId) -> Line {
    let decl = &model[id].decl;
    let flows = model.things(Thing::Boundary(id), attr::CUTS).filter_map(|thing| match thing {
        Thing::Flow(flow) => edges.get(&flow).copied(),
        _ => None,
    });
    let mut cuts: Vec<usize> = flows.collect();
    cuts.sort_unstable();
    cuts.dedup();
    Line { id: decl.name.to_string(), label: decl.title().to_owned(), cuts }
}

/// A flow's number: its position in the model, so that edits further down renumber nothing above them.
fn number(id: FlowId) -> u32 {
    id.0.saturating_add(1)
}
