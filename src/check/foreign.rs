//! Exports of other teams' models: elements that can be named, and that derive nothing here.
//!
//! What the other model says of an exported element comes along, as far as it means something here: techniques and
//! protocols by name, plain values as they are; data and other things of that model do not.

use smol_str::{SmolStr, format_smolstr};

use crate::check::context::{Context, Declared};
use crate::model::{
    AttrEntry, Attrs, Decl, Element, ElementId, Foreign, Model, ProtocolId, TechniqueId, Thing, TypeId, Value,
    Vocabulary,
};
use crate::schema::{attr, word};
use crate::text::Span;

/// An exported element, ready to join the model.
pub(super) struct Import {
    element: Element,
}

/// Registers the exports under `alias.name`; they take the ids from `first` on.
pub(super) fn register(context: &mut Context, first: usize, models: &[(SmolStr, &Model)]) -> Vec<Import> {
    let mut imports = Vec::new();
    for (alias, model) in models {
        for id in model.element_ids() {
            let theirs = &model[id];
            let name = format_smolstr!("{alias}.{}", theirs.decl.name);
            if !model.flag(Thing::Element(id), attr::EXPORT) {
                context.hidden.insert(name, theirs.decl.span);
                continue;
            }
            let thing = Thing::Element(ElementId((first + imports.len()) as u32));
            context
                .names
                .insert(name.clone(), Declared { thing, kind: theirs.kind, span: theirs.decl.span, broken: false });
            let ty = shared_type(&context.vocabulary, &model.vocabulary, theirs);
            imports.push(Import {
                element: Element {
                    decl: Decl {
                        name,
                        label: theirs.decl.label.clone(),
                        called: None,
                        doc: theirs.decl.doc.clone(),
                        span: theirs.decl.span,
                        whole: theirs.decl.whole,
                        attrs: facts(&context.vocabulary, model, id),
                    },
                    kind: theirs.kind,
                    ty,
                    boundary: None,
                    overlays: Box::default(),
                    trust: theirs.trust,
                    trust_from: Span::NONE,
                    out_of_scope: true,
                    foreign: Some(Box::new(Foreign { alias: alias.clone() })),
                },
            });
        }
    }
    imports
}

/// Adds registered exports behind the model's own elements.
pub(super) fn add(model: &mut Model, imports: Vec<Import>) {
    model.elements.extend(imports.into_iter().map(|import| import.element));
}

/// What the other model says of an element. A technique that an implemented control of that model brings counts among
/// its `controls`, since the control itself stays there.
fn facts(ours: &Vocabulary, model: &Model, id: ElementId) -> Attrs {
    let technique = |theirs: TechniqueId| {
        let name = &model.vocabulary.technique(theirs).name;
        ours.techniques.iter().position(|def| def.name == *name).map(|index| TechniqueId(index as u16))
    };
    let value = |value: &Value| match value {
        Value::Thing(_) => None,
        Value::Technique(theirs) => technique(*theirs).map(Value::Technique),
        Value::Protocol(theirs) => {
            let name = &model.vocabulary.protocol(*theirs).name;
            let index = ours.protocols.iter().position(|def| def.name == *name)?;
            Some(Value::Protocol(ProtocolId(index as u16)))
        }
        plain => Some(plain.clone()),
    };
    let mut entries: Vec<AttrEntry> = Vec::new();
    for entry in model[id].decl.attrs.iter() {
        let kept = match &entry.value {
            // A list of which a part is lost would say that the rest is all there is.
            Value::List(items) if items.iter().any(|item| matches!(item, Value::Thing(_))) => None,
            Value::List(items) => Some(Value::List(items.iter().filter_map(value).collect())),
            single => value(single),
        };
        entries.extend(kept.map(|value| AttrEntry { id: entry.id, value, span: entry.span }));
    }
    let around: Vec<Thing> = model.enclosing(Thing::Element(id)).map(Thing::Boundary).collect();
    let covers = |thing: &Thing| *thing == Thing::Element(id) || around.contains(thing);
    let brought = model.controls.iter().filter(|control| control.status == word::control_status::IMPLEMENTED);
    let brought: Vec<Value> = brought
        .filter(|control| control.on.iter().any(covers))
        .filter_map(|control| technique(control.technique?).map(Value::Technique))
        .collect();
    if let (Some(controls), false) = (attr::CONTROLS.on(model[id].kind), brought.is_empty()) {
        let span = model[id].decl.span;
        match entries.iter_mut().find(|entry| entry.id == controls) {
            Some(entry) => {
                let known = entry.value.items().iter().cloned();
                entry.value = Value::List(known.chain(brought).collect());
            }
            None => entries.push(AttrEntry { id: controls, value: Value::List(brought.into()), span }),
        }
    }
    Attrs::new(entries)
}

/// The element's type where both models know it, else its kind.
fn shared_type(ours: &Vocabulary, theirs: &Vocabulary, element: &Element) -> TypeId {
    let name = &theirs.type_def(element.ty).name;
    let own = Vocabulary::kind_type(element.kind).unwrap_or(TypeId(0));
    ours.types.iter().position(|def| def.name == *name).map_or(own, |index| TypeId(index as u16))
}
