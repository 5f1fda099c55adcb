//! What the model declares → the document's items, one at a time.

use std::borrow::Cow;

use crate::model::{
    self, BoundaryId, ControlId, DataId, ElementId, End, EntryId, FlowId, Model, Thing, ThreatId, Verb,
};
use crate::schema::{CONTROL_STATUS, LEVEL, TRUST};
use crate::threat;
use crate::view::Input;
use crate::view::document::make::attrs::{declared, entries};
use crate::view::document::make::knowledge::types;
use crate::view::document::make::once::Once;
use crate::view::document::make::place::place;
use crate::view::document::types::thing::{
    Boundary, BoundaryShape, Control, Data, Decision, Element, Entry, Flow, Moved, NodeState, Score, Tree,
    WrittenThreat,
};
use crate::view::words;

type Text<'a> = Cow<'a, str>;

/// A boundary.
pub(super) fn boundary<'a>(once: &Once<'_, 'a>, id: BoundaryId) -> Boundary<'a> {
    let model = once.input.model;
    let boundary = &model[id];
    let shape = match (boundary.overlay, boundary.line) {
        (true, _) => BoundaryShape::Overlay,
        (false, true) => BoundaryShape::Line,
        (false, false) => BoundaryShape::Closed,
    };
    Boundary {
        declared: declared(once, Thing::Boundary(id)),
        types: types(model, boundary.ty),
        parent: boundary.parent.map(|parent| boundary_name(model, parent)),
        trust: boundary.trust.map(|level| Cow::Borrowed(TRUST.word(level))),
        shape,
        out_of_scope: boundary.out_of_scope,
        flow_defaults: entries(once.input, &boundary.defaults, boundary.decl.span),
    }
}

/// An element.
pub(super) fn element<'a>(once: &Once<'_, 'a>, id: ElementId) -> Element<'a> {
    let model = once.input.model;
    let element = &model[id];
    let mut boundaries: Vec<Text<'a>> =
        model.enclosing(Thing::Element(id)).map(|id| boundary_name(model, id)).collect();
    boundaries.reverse();
    Element {
        kind: Cow::Borrowed(element.kind.word()),
        declared: declared(once, Thing::Element(id)),
        types: types(model, element.ty),
        boundaries,
        overlays: element.overlays.iter().map(|id| boundary_name(model, *id)).collect(),
        trust: Cow::Borrowed(TRUST.word(element.trust)),
        exposed: model.graph.is_exposed(id),
        tainted: model.graph.is_tainted(id),
        out_of_scope: element.out_of_scope,
        foreign: element.foreign.as_ref().map(|foreign| Cow::Borrowed(foreign.alias.as_str())),
    }
}

/// A flow.
pub(super) fn flow<'a>(once: &Once<'_, 'a>, id: FlowId) -> Flow<'a> {
    let model = once.input.model;
    let flow = &model[id];
    let end = |end: End| Cow::Borrowed(model.name(end.thing()));
    let around = |boundary: &BoundaryId| {
        let innermost = match flow.to {
            End::Element(id) => model[id].boundary,
            End::Boundary(id) => Some(id),
        };
        std::iter::successors(innermost, |id| model[*id].parent).any(|id| id == *boundary)
    };
    Flow {
        declared: declared(once, Thing::Flow(id)),
        from: end(flow.from),
        to: end(flow.to),
        across: flow.enters.iter().filter(|id| !around(id)).map(|id| boundary_name(model, *id)).collect(),
        out_of_scope: flow.out_of_scope,
    }
}

/// A datum.
pub(super) fn data<'a>(once: &Once<'_, 'a>, id: DataId) -> Data<'a> {
    Data { declared: declared(once, Thing::Data(id)), types: types(once.input.model, once.input.model[id].ty) }
}

/// An entry point.
pub(super) fn entry<'a>(once: &Once<'_, 'a>, id: EntryId) -> Entry<'a> {
    let on = Cow::Borrowed(once.input.model.name(once.input.model[id].on));
    Entry { declared: declared(once, Thing::Entry(id)), on }
}

/// A control.
pub(super) fn control<'a>(once: &Once<'_, 'a>, id: ControlId) -> Control<'a> {
    let model = once.input.model;
    let control = &model[id];
    Control {
        declared: declared(once, Thing::Control(id)),
        technique: control.technique.map(|id| Cow::Borrowed(model.vocabulary.technique(id).name.as_str())),
        status: Cow::Borrowed(CONTROL_STATUS.word(control.status)),
        strength: Cow::Borrowed(LEVEL.word(control.strength.saturating_sub(1))),
    }
}

/// A threat as written.
pub(super) fn written<'a>(once: &Once<'_, 'a>, id: ThreatId) -> WrittenThreat<'a> {
    let input = once.input;
    let standing = input.threats.trees.get(id.index()).and_then(Option::as_ref);
    let mut states = standing.map_or(&[][..], |standing| &standing.nodes).iter();
    let tree = input.model[id].tree.as_ref().map(|node| tree(input, node, &mut states));
    let score = words::score(input.model, id).map(|(system, value)| Score { system: Cow::Borrowed(system), value });
    WrittenThreat { declared: declared(once, Thing::Threat(id)), score, tree }
}

/// The decision at a position.
pub(super) fn decision<'a>(input: &Input<'a>, index: usize, decision: &'a model::Decision) -> Decision<'a> {
    Decision {
        verb: Cow::Borrowed(verb(decision.verb)),
        rule: Cow::Borrowed(&decision.rule.text),
        target: Cow::Owned(input.model.target(&decision.target).into()),
        doc: decision.doc.as_deref().map(Cow::Borrowed),
        at: place(input, decision.span),
        attributes: entries(input, &decision.attrs, decision.span),
        closes: input.threats.closed_by.get(index).copied().unwrap_or(0),
    }
}

/// Every older name, with the present one.
pub(super) fn moved(model: &Model) -> Vec<Moved<'_>> {
    let pairs = model.moved.iter().map(|(old, new)| Moved { old: Cow::Borrowed(old), new: Cow::Borrowed(new) });
    let mut moved: Vec<Moved> = pairs.collect();
    moved.sort_by(|a, b| (&a.new, &a.old).cmp(&(&b.new, &b.old)));
    moved
}

/// The word of a verb.
pub(crate) fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Accept => "accept",
        Verb::Warn => "warn",
        Verb::Remove => "remove",
        Verb::Transfer => "transfer",
        Verb::Dismiss => "dismiss",
    }
}

/// A node with its state; states come in the order of the tree, each node before those below it.
fn tree<'a>(input: &Input<'a>, node: &'a model::Tree, states: &mut std::slice::Iter<'_, threat::Node>) -> Tree<'a> {
    let state = states.next().map_or_else(NodeState::default, |node| NodeState {
        closed: node.closed,
        likelihood: node.likelihood,
        cost: node.cost,
        cheapest: node.cheapest,
    });
    let label = |label: &'a Option<smol_str::SmolStr>| label.as_deref().map(Cow::Borrowed);
    let mut children = |nodes: &'a [model::Tree]| nodes.iter().map(|node| tree(input, node, states)).collect();
    match node {
        model::Tree::All(text, nodes) => Tree::All { label: label(text), children: children(nodes), state },
        model::Tree::Any(text, nodes) => Tree::Any { label: label(text), children: children(nodes), state },
        model::Tree::Leaf(leaf) => Tree::Leaf {
            text: Cow::Borrowed(&leaf.text),
            attributes: entries(input, &leaf.attrs, leaf.span),
            at: place(input, leaf.span),
            state,
        },
        model::Tree::Derived(rule, on) => {
            Tree::Derived { rule: Cow::Borrowed(&rule.text), target: Cow::Owned(input.model.target(on).into()), state }
        }
    }
}

fn boundary_name(model: &Model, id: BoundaryId) -> Text<'_> {
    Cow::Borrowed(&model[id].decl.name)
}
