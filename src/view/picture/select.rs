//! What a view shows of a model: which elements and flows, which boundaries open and which closed.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{BoundaryId, ElementId, End, FlowId, Model, Thing};
use crate::schema::attr;
use crate::view::picture::diagram::Emphasis;
use crate::view::picture::page::Page;
use crate::view::picture::views::{Pattern, View};

/// What is drawn for something of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// The element itself.
    Element(ElementId),
    /// A boundary as one box.
    Closed(BoundaryId),
    /// A boundary around what it holds, as the end of a flow.
    Open(BoundaryId),
}

/// What a picture shows, each in declaration order.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Elements and closed boundaries, each with how strongly it is drawn.
    pub shapes: Vec<(Shape, Emphasis)>,
    /// Flows with what they join, as drawn.
    pub flows: Vec<ShownFlow>,
    /// Boundaries that are drawn around what they hold, parents first.
    pub open: Vec<BoundaryId>,
    /// Boundaries that are lines.
    pub lines: Vec<BoundaryId>,
}

/// A flow with what it joins, as drawn.
#[derive(Clone, Debug)]
pub struct ShownFlow {
    /// The flow.
    pub id: FlowId,
    /// What stands for its start.
    pub from: Shape,
    /// What stands for its other end.
    pub to: Shape,
    /// How strongly it is drawn.
    pub emphasis: Emphasis,
    /// What stands on the arrow instead of the flow's number: steps of a scenario.
    pub steps: Option<Vec<u32>>,
}

/// Boundaries that hold elements, as opposed to those that lie across and to lines.
pub fn holds(model: &Model, id: BoundaryId) -> bool {
    !model[id].overlay && !model[id].line
}

/// What a view shows.
pub fn select(model: &Model, view: &View) -> Choice {
    let closed = closed(model, view);
    let chosen = chosen(model, view);
    let stands = |element: ElementId| {
        let outermost = model.enclosing(Thing::Element(element)).filter(|id| closed.contains(id)).last();
        outermost.map_or(Shape::Element(element), Shape::Closed)
    };
    // A closed boundary is there even if it holds nothing; an open one if it was asked for or holds something.
    let mut shapes: BTreeMap<Shape, Emphasis> =
        chosen.elements.iter().map(|id| (stands(*id), Emphasis::Normal)).collect();
    for id in chosen.boundaries.iter().copied().filter(|id| closed.contains(id)) {
        let around = model.enclosing(Thing::Boundary(id)).filter(|id| closed.contains(id)).last();
        shapes.insert(Shape::Closed(around.unwrap_or(id)), Emphasis::Normal);
    }
    let mut open: BTreeSet<BoundaryId> = BTreeSet::new();
    let inside = |id: BoundaryId| std::iter::once(id).chain(model.enclosing(Thing::Boundary(id)));
    for id in &chosen.boundaries {
        open.extend(inside(*id));
    }
    open.extend(shapes.keys().flat_map(|shape| around(model, *shape)));
    let may_open = |id: BoundaryId| holds(model, id) && inside(id).all(|around| !closed.contains(&around));
    open.retain(|id| may_open(*id));

    let end = |end: End| match end {
        End::Element(id) => stands(id),
        End::Boundary(id) => match inside(id).filter(|id| closed.contains(id)).last() {
            Some(around) => Shape::Closed(around),
            None => Shape::Open(id),
        },
    };
    let mut flows = Vec::new();
    for id in model.flow_ids().filter(|id| !chosen.without.contains(id)) {
        let (from, to) = (end(model[id].from), end(model[id].to));
        let there = |shape: Shape| match shape {
            Shape::Open(id) => open.contains(&id),
            shape => shapes.get(&shape) == Some(&Emphasis::Normal),
        };
        let wanted = chosen.flows.contains(&id);
        let neighbour = view.neighbours && (there(from) || there(to));
        if from == to || !(wanted || neighbour || there(from) && there(to)) {
            continue;
        }
        let excluded = |end: End| end.element().is_some_and(|id| chosen.gone.contains(&id));
        if excluded(model[id].from) || excluded(model[id].to) {
            continue;
        }
        flows.push(ShownFlow { id, from, to, emphasis: Emphasis::Normal, steps: None });
    }
    // What only a flow brings in: both its ends where it was asked for, a grey stub where it is a neighbour.
    let mut brought: BTreeMap<Shape, Emphasis> = BTreeMap::new();
    for flow in &flows {
        let wanted = chosen.flows.contains(&flow.id);
        for shape in [flow.from, flow.to] {
            if let Shape::Open(id) = shape {
                open.insert(id);
            } else if !shapes.contains_key(&shape) {
                let emphasis = if wanted { Emphasis::Normal } else { Emphasis::Faded };
                let known = brought.entry(shape).or_insert(emphasis);
                *known = if *known == Emphasis::Normal { *known } else { emphasis };
            }
        }
    }
    // What was asked for stands in its boundaries; a stub in those that are drawn anyway.
    for flow in flows.iter().filter(|flow| chosen.flows.contains(&flow.id)) {
        open.extend([flow.from, flow.to].into_iter().flat_map(|shape| around(model, shape)).filter(|id| may_open(*id)));
    }
    for flow in &mut flows {
        let stub = |shape: Shape| brought.get(&shape) == Some(&Emphasis::Faded);
        if (stub(flow.from) || stub(flow.to)) && !view.neighbours {
            flow.emphasis = Emphasis::Faded;
        }
    }
    shapes.extend(brought);
    let mut choice = Choice {
        shapes: in_order(model, shapes),
        flows,
        open: open.into_iter().collect(),
        lines: model.boundary_ids().filter(|id| model[*id].line).collect(),
    };
    tell(model, view, &mut choice);
    choice
}

/// The boundaries that something drawn lies in.
fn around(model: &Model, shape: Shape) -> impl Iterator<Item = BoundaryId> + '_ {
    model.enclosing(match shape {
        Shape::Element(id) => Thing::Element(id),
        Shape::Closed(id) | Shape::Open(id) => Thing::Boundary(id),
    })
}

/// In the order of declaration, a closed boundary at the place of its first element.
fn in_order(model: &Model, shapes: BTreeMap<Shape, Emphasis>) -> Vec<(Shape, Emphasis)> {
    let mut firsts: BTreeMap<BoundaryId, usize> = BTreeMap::new();
    for id in model.element_ids() {
        for around in model.enclosing(Thing::Element(id)) {
            firsts.entry(around).or_insert(id.index());
        }
    }
    let mut all: Vec<(Shape, Emphasis)> = shapes.into_iter().collect();
    all.sort_by_key(|(shape, _)| match shape {
        Shape::Element(id) => (id.index(), *shape),
        Shape::Closed(id) | Shape::Open(id) => (firsts.get(id).copied().unwrap_or(usize::MAX), *shape),
    });
    all
}

/// The boundaries that a view shows as one box.
fn closed(model: &Model, view: &View) -> BTreeSet<BoundaryId> {
    let deep = |id: &BoundaryId| view.level.is_some_and(|level| model[*id].depth >= level);
    let mut closed: BTreeSet<BoundaryId> = model.boundary_ids().filter(|id| holds(model, *id)).filter(deep).collect();
    closed.extend(view.include.iter().filter_map(|pattern| match pattern {
        Pattern::One(Thing::Boundary(id)) if holds(model, *id) => Some(*id),
        _ => None,
    }));
    if let Some(Page::Of(own)) = view.page {
        // All but the boundary itself and those around it; of nested ones the outermost counts.
        let path: BTreeSet<BoundaryId> = std::iter::once(own).chain(model.enclosing(Thing::Boundary(own))).collect();
        closed.extend(model.boundary_ids().filter(|id| holds(model, *id) && !path.contains(id)));
    }
    closed
}

/// What `include` and `exclude` name.
#[derive(Default)]
struct Chosen {
    elements: BTreeSet<ElementId>,
    boundaries: BTreeSet<BoundaryId>,
    flows: BTreeSet<FlowId>,
    without: BTreeSet<FlowId>,
    /// Elements that were left out by name, and come back by no flow.
    gone: BTreeSet<ElementId>,
}

fn chosen(model: &Model, view: &View) -> Chosen {
    let mut chosen = Chosen::default();
    if let Some(Page::Of(own)) = view.page {
        let (elements, boundaries) = inside(model, Thing::Boundary(own));
        chosen.elements.extend(elements);
        chosen.boundaries.extend(boundaries);
    } else if view.include.is_empty() {
        chosen.elements.extend(model.element_ids());
        chosen.boundaries.extend(model.boundary_ids());
    }
    for pattern in once(&view.include) {
        match pattern {
            Pattern::Everything => {
                chosen.elements.extend(model.element_ids());
                chosen.boundaries.extend(model.boundary_ids());
            }
            Pattern::Inside(thing) => {
                let (elements, boundaries) = inside(model, thing);
                chosen.elements.extend(elements);
                chosen.boundaries.extend(boundaries);
            }
            Pattern::One(Thing::Element(id)) => {
                chosen.elements.insert(id);
            }
            Pattern::One(Thing::Boundary(id)) => {
                let (elements, _) = inside(model, Thing::Boundary(id));
                chosen.elements.extend(elements);
                chosen.boundaries.insert(id);
            }
            Pattern::One(Thing::Flow(id)) => {
                chosen.flows.insert(id);
            }
            Pattern::One(_) => {}
        }
    }
    for pattern in once(&view.exclude) {
        let (elements, boundaries) = match pattern {
            Pattern::Everything => (model.element_ids().collect(), model.boundary_ids().collect()),
            Pattern::Inside(thing) | Pattern::One(thing @ Thing::Boundary(_)) => inside(model, thing),
            Pattern::One(Thing::Element(id)) => (vec![id], Vec::new()),
            Pattern::One(Thing::Flow(id)) => {
                chosen.without.insert(id);
                continue;
            }
            Pattern::One(_) => continue,
        };
        for id in elements {
            chosen.elements.remove(&id);
            chosen.gone.insert(id);
        }
        for id in boundaries {
            chosen.boundaries.remove(&id);
        }
    }
    chosen
}

/// Elements and boundaries of a boundary, itself among them; the members of one that lies across.
pub fn inside(model: &Model, thing: Thing) -> (Vec<ElementId>, Vec<BoundaryId>) {
    let Thing::Boundary(outer) = thing else { return (Vec::new(), Vec::new()) };
    if !holds(model, outer) {
        return (model[outer].elements.clone(), Vec::new());
    }
    let (mut elements, mut boundaries, mut open) = (Vec::new(), Vec::new(), vec![outer]);
    while let Some(id) = open.pop() {
        boundaries.push(id);
        // What lies across has members, and holds nothing.
        if holds(model, id) {
            elements.extend(&model[id].elements);
        }
        open.extend(&model[id].children);
    }
    (elements, boundaries)
}

/// Each pattern once: what stands twice costs twice and changes nothing.
fn once(patterns: &[Pattern]) -> BTreeSet<Pattern> {
    patterns.iter().copied().collect()
}

/// Makes a scenario's flows bold and numbers them; the rest fades.
fn tell(model: &Model, view: &View, choice: &mut Choice) {
    let Some(scenario) = view.scenario else { return };
    let mut steps: BTreeMap<FlowId, Vec<u32>> = BTreeMap::new();
    for (index, step) in model.things(Thing::Scenario(scenario), attr::STEPS).enumerate() {
        if let Thing::Flow(id) = step {
            steps.entry(id).or_default().push(index as u32 + 1);
        }
    }
    let mut part: BTreeSet<Shape> = BTreeSet::new();
    for flow in &mut choice.flows {
        let own = steps.remove(&flow.id).unwrap_or_default();
        flow.emphasis = if own.is_empty() { Emphasis::Faded } else { Emphasis::Strong };
        if !own.is_empty() {
            part.extend([flow.from, flow.to]);
        }
        flow.steps = Some(own);
    }
    for (shape, emphasis) in &mut choice.shapes {
        if !part.contains(shape) {
            *emphasis = Emphasis::Faded;
        }
    }
}
