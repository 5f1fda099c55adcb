//! What a model shows to those that use it: what its elements are called, and all that it says of the exported ones.
//!
//! It stands apart from the model, so that a model that many use is checked once, and not kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use smol_str::SmolStr;

use crate::model::{AttrEntry, Attrs, Element, ElementId, Model, Origin, TechniqueId, Thing, Value, Vocabulary};
use crate::schema::{self, Unset, attr, word};
use crate::text::{SourceId, Span};

/// What a model shows to those that use it.
#[derive(Debug)]
pub struct Exports {
    /// What its techniques, protocols and types are called.
    pub(super) vocabulary: Arc<Vocabulary>,
    /// Its elements, in their order.
    pub(super) elements: Vec<Shown>,
}

/// An element as another model sees it.
#[derive(Debug)]
pub(super) enum Shown {
    /// It is not exported.
    Hidden { name: SmolStr, span: Span },
    /// It can be named.
    Export(Box<Export>),
}

/// An exported element.
#[derive(Debug)]
pub(super) struct Export {
    /// The element; its attributes are those that mean something elsewhere.
    pub(super) element: Element,
    /// The techniques that implemented controls of its model bring.
    pub(super) brought: Vec<TechniqueId>,
}

impl Exports {
    /// The sources that its places count in.
    pub fn sources(&self) -> BTreeSet<SourceId> {
        let mut sources = BTreeSet::new();
        for shown in &self.elements {
            match shown {
                Shown::Hidden { span, .. } => drop(sources.insert(span.source)),
                Shown::Export(export) => {
                    let decl = &export.element.decl;
                    sources.extend([decl.span.source, decl.whole.source]);
                    sources.extend(decl.attrs.iter().map(|entry| entry.span.source));
                    sources.extend(decl.attrs.iter().flat_map(|entry| entry.value.items()).filter_map(
                        |item| match item {
                            Value::Rule(rule) => Some(rule.span.source),
                            Value::Evidence(evidence) => Some(evidence.span.source),
                            _ => None,
                        },
                    ));
                }
            }
        }
        sources
    }

    /// What a model shows.
    pub fn of(model: &Model) -> Exports {
        let elements = model.element_ids().map(|id| match model.flag(Thing::Element(id), attr::EXPORT) {
            true => Shown::Export(Box::new(export(model, id))),
            false => Shown::Hidden { name: model[id].decl.name.clone(), span: model[id].decl.span },
        });
        Exports { elements: elements.collect(), vocabulary: model.vocabulary.clone() }
    }
}

fn export(model: &Model, id: ElementId) -> Export {
    let mut element = model[id].clone();
    let mut entries: Vec<AttrEntry> = element.decl.attrs.iter().filter_map(shown).collect();
    // Its boundaries stay there, so what they say of it comes along.
    entries.extend(schema::inherited().iter().filter_map(|attr| {
        let found = model.attr(Thing::Element(id), *attr);
        match found.origin {
            Origin::Boundary(_, span) => Some(AttrEntry { id: *attr, value: found.value.clone(), span }),
            _ => None,
        }
    }));
    element.decl.attrs = Attrs::new(entries);
    let around: Vec<Thing> = model.enclosing(Thing::Element(id)).map(Thing::Boundary).collect();
    let covers = |thing: &Thing| *thing == Thing::Element(id) || around.contains(thing);
    let brought = model.controls.iter().filter(|control| control.status == word::control_status::IMPLEMENTED);
    let brought = brought.filter(|control| control.on.iter().any(covers)).filter_map(|control| control.technique);
    Export { element, brought: brought.collect() }
}

/// What an attribute means elsewhere: data and other things of the model mean nothing there.
fn shown(entry: &AttrEntry) -> Option<AttrEntry> {
    let lost = match &entry.value {
        // A list of which a part is lost would say that the rest is all there is.
        Value::List(items) => items.iter().any(|item| matches!(item, Value::Thing(_))),
        single => matches!(single, Value::Thing(_)),
    };
    // Neither must it say that there is nothing.
    let silent_is_nothing = schema::row(entry.id).default == Unset::Nothing;
    match (lost, silent_is_nothing) {
        (false, _) => Some(entry.clone()),
        (true, true) => Some(AttrEntry { value: Value::Unknown, ..entry.clone() }),
        (true, false) => None,
    }
}
