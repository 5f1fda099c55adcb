//! The data-flow diagram: the model as nodes, arrows and boundaries, without coordinates.
//!
//! Today it shows the whole model. A view that opens, collapses or leaves out parts will choose elements, flows and
//! boundaries first and hand them to the same functions: everything below works on a [`Choice`].

use rustc_hash::FxHashMap;

use crate::model::{BoundaryId, ElementId, End, FlowId, Model, Thing};
use crate::schema::{Kind, TRUST};
use crate::view::diagram::{self, Cluster, Diagram, Edge, Line, Node, NodeKind, Row};
use crate::view::tally::Tally;
use crate::view::{Input, words};

/// Nodes above which a picture is hard to read.
pub const MANY_NODES: usize = 20;
/// Arrows above which a picture is hard to read.
pub const MANY_EDGES: usize = 30;

/// What a picture shows, each in declaration order.
struct Choice {
    elements: Vec<ElementId>,
    flows: Vec<FlowId>,
    boundaries: Vec<BoundaryId>,
}

/// The picture of the whole model.
pub fn whole(input: &Input) -> Diagram {
    let model = input.model;
    let choice = Choice {
        elements: model.element_ids().collect(),
        flows: model.flow_ids().collect(),
        boundaries: model.boundary_ids().collect(),
    };
    let mut diagram = drawn(input, &choice);
    diagram.id_prefix = "dfd".to_owned();
    diagram.title = model.decl.title().to_owned();
    diagram
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

fn drawn(input: &Input, choice: &Choice) -> Diagram {
    let model = input.model;
    let tally = Tally::of(input.threats);
    let closed = |id: &&BoundaryId| !model[**id].overlay && !model[**id].line;
    let boundaries: Vec<BoundaryId> = choice.boundaries.iter().filter(closed).copied().collect();
    let clusters: FxHashMap<BoundaryId, usize> = boundaries.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let nodes: FxHashMap<ElementId, usize> = choice.elements.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut entries: FxHashMap<Thing, Vec<u32>> = FxHashMap::default();
    for (index, entry) in model.entries.iter().enumerate() {
        entries.entry(entry.on).or_default().push(index as u32 + 1);
    }
    let shown = |end: End| match end {
        End::Element(id) => nodes.get(&id).copied().map(diagram::End::Node),
        End::Boundary(id) => clusters.get(&id).copied().map(diagram::End::Cluster),
    };
    let flows: Vec<(FlowId, diagram::End, diagram::End)> =
        choice.flows.iter().filter_map(|id| Some((*id, shown(model[*id].from)?, shown(model[*id].to)?))).collect();
    let edges: FxHashMap<FlowId, usize> = flows.iter().enumerate().map(|(at, (id, ..))| (*id, at)).collect();
    let lines = choice.boundaries.iter().filter(|id| model[**id].line);
    Diagram {
        nodes: choice.elements.iter().map(|id| node(model, &tally, &clusters, &entries, *id)).collect(),
        edges: flows.iter().map(|(id, from, to)| edge(model, &tally, *id, *from, *to)).collect(),
        clusters: boundaries.iter().map(|id| cluster(model, &tally, &clusters, *id)).collect(),
        lines: lines.map(|id| cut(model, &edges, *id)).filter(|line| !line.cuts.is_empty()).collect(),
        rows: flows.iter().map(|(id, ..)| row(model, &tally, *id)).collect(),
        ..Diagram::default()
    }
}

fn node(
    model: &Model,
    tally: &Tally,
    clusters: &FxHashMap<BoundaryId, usize>,
    entries: &FxHashMap<Thing, Vec<u32>>,
    id: ElementId,
) -> Node {
    let element = &model[id];
    let thing = Thing::Element(id);
    let kind = match element.kind {
        Kind::Actor => NodeKind::Actor,
        Kind::External => NodeKind::External,
        Kind::Store => NodeKind::Store,
        _ => NodeKind::Process,
    };
    let ty = model.vocabulary.type_def(element.ty);
    let type_label = if ty.name == element.kind.word() { String::new() } else { ty.label.to_string() };
    Node {
        type_label,
        cluster: element.boundary.and_then(|boundary| clusters.get(&boundary).copied()),
        threats: tally.mark(thing),
        out_of_scope: element.out_of_scope,
        inferred: model.flag(thing, "inferred"),
        tags: element.overlays.iter().map(|id| model[*id].decl.title().to_owned()).collect(),
        entries: entries.get(&thing).cloned().unwrap_or_default(),
        ..Node::new(element.decl.name.as_str(), element.decl.title(), kind)
    }
}

fn edge(model: &Model, tally: &Tally, id: FlowId, from: diagram::End, to: diagram::End) -> Edge {
    let flow = &model[id];
    let thing = Thing::Flow(id);
    Edge {
        two_way: model.graph.replies(id),
        threats: tally.mark(thing),
        inferred: model.flag(thing, "inferred"),
        out_of_scope: flow.out_of_scope,
        ..Edge::new(flow.decl.name.as_str(), number(id), flow.decl.label.as_deref().unwrap_or(""), from, to)
    }
}

fn cluster(model: &Model, tally: &Tally, clusters: &FxHashMap<BoundaryId, usize>, id: BoundaryId) -> Cluster {
    let boundary = &model[id];
    let thing = Thing::Boundary(id);
    let trust = boundary.trust.map_or("", |level| TRUST.word(level));
    Cluster {
        parent: boundary.parent.and_then(|parent| clusters.get(&parent).copied()),
        threats: tally.mark(thing),
        out_of_scope: boundary.out_of_scope,
        inferred: model.flag(thing, "inferred"),
        ..Cluster::new(boundary.decl.name.as_str(), boundary.decl.title(), trust)
    }
}

fn cut(model: &Model, edges: &FxHashMap<FlowId, usize>, id: BoundaryId) -> Line {
    let decl = &model[id].decl;
    let flows = model.things(Thing::Boundary(id), "cuts").filter_map(|thing| match thing {
        Thing::Flow(flow) => edges.get(&flow).copied(),
        _ => None,
    });
    let mut cuts: Vec<usize> = flows.collect();
    cuts.sort_unstable();
    cuts.dedup();
    Line { id: decl.name.to_string(), label: decl.title().to_owned(), cuts }
}

fn row(model: &Model, tally: &Tally, id: FlowId) -> Row {
    let flow = &model[id];
    let thing = Thing::Flow(id);
    let title = |end: End| model.decl(end.thing()).title().to_owned();
    let (carries, returns) = (words::said(model, thing, "carries"), words::said(model, thing, "returns"));
    let data = match (carries.is_empty(), returns.is_empty()) {
        (_, true) => carries,
        (true, false) => format!("← {returns}"),
        (false, false) => format!("{carries}; ← {returns}"),
    };
    let crosses: Vec<&str> = flow.crossings().map(|id| model[id].decl.title()).collect();
    Row {
        number: number(id),
        from: title(flow.from),
        to: title(flow.to),
        label: flow.decl.label.as_deref().unwrap_or("").to_owned(),
        protocol: words::said(model, thing, "via"),
        authentication: words::said(model, thing, "auth"),
        data,
        crosses: crosses.join(", "),
        threats: tally.mark(thing),
    }
}

/// A flow's number: its position in the model, so that edits further down renumber nothing above them.
fn number(id: FlowId) -> u32 {
    id.0.saturating_add(1)
}
