//! The parts of arrows and boxes, made from a model.

use crate::model::{BoundaryId, ElementId, End, Model, Thing};
use crate::schema::attr;
use crate::view::picture::diagram::Row;
use crate::view::picture::part::Part;
use crate::view::picture::select::{ShownFlow, inside};

impl Part {
    /// A flow with its row of the table.
    pub fn flow(model: &Model, shown: &ShownFlow, row: Row) -> Part {
        let flow = &model[shown.id];
        let thing = Thing::Flow(shown.id);
        let ends = [flow.from, flow.to].map(End::thing);
        let crossed = flow.crossings().map(Thing::Boundary);
        let names = ends.into_iter().chain(crossed).map(|thing| model.decl(thing).name.to_string());
        let kinds = [flow.from, flow.to].map(|end| if end.element().is_some() { "element" } else { "boundary" });
        let flags = [model.graph.replies(shown.id), model.flag(thing, attr::INFERRED), flow.out_of_scope];
        let told = [format!("{kinds:?} {flags:?} {:?} {:?} {:?}", row.threats, shown.emphasis, shown.steps)];
        let words = [row.label, row.protocol, row.authentication, row.data];
        Part { id: flow.decl.name.to_string(), names: names.collect(), said: words.into_iter().chain(told).collect() }
    }

    /// The entry points on an element.
    pub fn entries(model: &Model, id: ElementId) -> Vec<Part> {
        let own = model.entries.iter().filter(|entry| entry.on == Thing::Element(id));
        let part = |name: &str, title: &str| Part {
            id: name.to_owned(),
            names: vec![model[id].decl.name.to_string()],
            said: vec![title.to_owned()],
        };
        own.map(|entry| part(&entry.decl.name, entry.decl.title())).collect()
    }

    /// What a boundary holds at any depth, each with the boundary that it stands in.
    pub fn inside(model: &Model, id: BoundaryId) -> Vec<Part> {
        let (elements, boundaries) = inside(model, Thing::Boundary(id));
        let elements = elements.into_iter().map(|id| (Thing::Element(id), model[id].kind.word()));
        let boundaries = boundaries.into_iter().filter(|own| *own != id).map(|id| (Thing::Boundary(id), "boundary"));
        let part = |(thing, kind): (Thing, &str)| Part {
            id: model.decl(thing).name.to_string(),
            names: model.enclosing(thing).next().map(|id| model[id].decl.name.to_string()).into_iter().collect(),
            said: vec![kind.to_owned()],
        };
        elements.chain(boundaries).map(part).collect()
    }
}
