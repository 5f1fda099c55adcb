//! What follows from structure: scope, trust, overlays, crossings, the graph.

use crate::model::{BoundaryId, ElementId, End, Flow, Graph, Model, Thing, Value};
use crate::schema::{Kind, attr, word};
use crate::text::Span;

/// Completes a model whose declarations are resolved. Flows without two ends are gone before this.
pub(super) fn complete(model: &mut Model) {
    boundaries(model);
    overlays(model);
    elements(model);
    flows(model);
    model.graph = Graph::build(model);
}

fn boundaries(model: &mut Model) {
    for id in model.boundary_ids() {
        let parent = model[id].parent;
        let (depth, around, out) = parent.map_or((0, None, false), |parent| {
            let parent = &model[parent];
            (parent.depth + 1, parent.trust, parent.out_of_scope)
        });
        let own = match model.get(Thing::Boundary(id), attr::TRUST).value {
            Value::Word(word) => Some(*word),
            _ => None,
        };
        let out = out || model.text(Thing::Boundary(id), attr::OUT_OF_SCOPE).is_some();
        if let Some(parent) = parent.and_then(|parent| model.boundaries.get_mut(parent.index())) {
            parent.children.push(id);
        }
        if let Some(boundary) = model.boundaries.get_mut(id.index()) {
            boundary.depth = depth;
            boundary.trust = if boundary.overlay || boundary.line { None } else { own.or(around) };
            boundary.out_of_scope = out;
        }
    }
}

fn overlays(model: &mut Model) {
    let mut across: Vec<Vec<BoundaryId>> = vec![Vec::new(); model.elements.len()];
    for id in model.boundary_ids() {
        if !model[id].overlay {
            continue;
        }
        let members: Vec<ElementId> = model
            .things(Thing::Boundary(id), attr::MEMBERS)
            .filter_map(|thing| if let Thing::Element(element) = thing { Some(element) } else { None })
            .collect();
        for member in &members {
            if let Some(across) = across.get_mut(member.index()) {
                across.push(id);
            }
        }
        if let Some(boundary) = model.boundaries.get_mut(id.index()) {
            boundary.elements.extend(members);
        }
    }
    for (element, across) in model.elements.iter_mut().zip(across) {
        element.overlays = across.into_boxed_slice();
    }
}

fn elements(model: &mut Model) {
    for id in model.element_ids() {
        let thing = Thing::Element(id);
        let (trust, from) = trust(model, id);
        let boundary = model[id].boundary;
        let out = model.text(thing, attr::OUT_OF_SCOPE).is_some()
            || boundary.is_some_and(|boundary| model[boundary].out_of_scope)
            || model[id].overlays.iter().any(|across| model[*across].out_of_scope)
            || model[id].foreign.is_some();
        if let Some(boundary) = boundary.and_then(|boundary| model.boundaries.get_mut(boundary.index())) {
            boundary.elements.push(id);
        }
        if let Some(element) = model.elements.get_mut(id.index()) {
            if element.foreign.is_none() {
                (element.trust, element.trust_from) = (trust, from);
            }
            element.out_of_scope = out;
        }
    }
}

fn trust(model: &Model, id: ElementId) -> (u8, Span) {
    let own = model.get(Thing::Element(id), attr::TRUST);
    if let Value::Word(word) = own.value {
        return (*word, model.origin_span(own.origin));
    }
    for boundary in model.enclosing(Thing::Element(id)) {
        let found = model.get(Thing::Boundary(boundary), attr::TRUST);
        let gives = !model[boundary].overlay && !model[boundary].line;
        if let (Value::Word(word), true) = (found.value, gives) {
            return (*word, model.origin_span(found.origin));
        }
    }
    let outside = matches!(model[id].kind, Kind::Actor | Kind::External);
    (if outside { word::trust::UNTRUSTED } else { word::trust::INTERNAL }, Span::NONE)
}

fn flows(model: &mut Model) {
    let lines: Vec<(BoundaryId, Vec<Thing>)> = model
        .boundary_ids()
        .filter(|id| model[*id].line)
        .map(|id| (id, model.things(Thing::Boundary(id), attr::CUTS).collect()))
        .collect();
    for id in model.flow_ids() {
        let (leaves, mut enters, common) = crossings(model, &model[id]);
        let mut across: Vec<BoundaryId> = members_crossed(model, &model[id]);
        across.extend(lines.iter().filter(|(_, cut)| cut.contains(&Thing::Flow(id))).map(|(line, _)| *line));
        across.sort_by(|a, b| model[*a].decl.name.cmp(&model[*b].decl.name));
        enters.extend(across);
        let out = |end: End| match end {
            End::Element(id) => model[id].out_of_scope,
            End::Boundary(id) => model[id].out_of_scope,
        };
        let foreign = |end: End| end.element().is_some_and(|id| model[id].foreign.is_some());
        let (from, to) = (model[id].from, model[id].to);
        // What is declared between two elements of other models is looked at here, or nowhere.
        let ends = out(from) && out(to) && !(foreign(from) && foreign(to));
        let set_aside = model.text(Thing::Flow(id), attr::OUT_OF_SCOPE).is_some();
        if let Some(flow) = model.flows.get_mut(id.index()) {
            flow.leaves = leaves.into_boxed_slice();
            flow.enters = enters.into_boxed_slice();
            flow.common = common;
            flow.set_aside = set_aside;
            flow.out_of_scope = set_aside || ends;
        }
    }
}

/// Walks up from both ends to the innermost common boundary: what is left, what is entered, and that boundary.
fn crossings(model: &Model, flow: &Flow) -> (Vec<BoundaryId>, Vec<BoundaryId>, Option<BoundaryId>) {
    let chain = |end: End| -> Vec<BoundaryId> {
        let innermost = match end {
            End::Element(id) => model[id].boundary,
            End::Boundary(id) => Some(id),
        };
        std::iter::successors(innermost, |id| model[*id].parent).collect()
    };
    let (from, to) = (chain(flow.from), chain(flow.to));
    let common = from.iter().find(|id| to.contains(id)).copied();
    let until = |chain: &[BoundaryId]| -> Vec<BoundaryId> {
        chain.iter().copied().take_while(|id| Some(*id) != common).collect()
    };
    let (leaves, mut enters) = (until(&from), until(&to));
    enters.reverse();
    (leaves, enters, common)
}

fn members_crossed<'a>(model: &'a Model, flow: &Flow) -> Vec<BoundaryId> {
    let of = |end: End| end.element().map_or(&[][..], |id| &model[id].overlays);
    let (from, to) = (of(flow.from), of(flow.to));
    // Overlays were given to their members in the order of their ids.
    let without = |list: &'a [BoundaryId], other: &'a [BoundaryId]| {
        list.iter().filter(|id| other.binary_search(id).is_err()).copied()
    };
    without(from, to).chain(without(to, from)).collect()
}
