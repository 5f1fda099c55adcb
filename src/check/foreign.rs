//! Exports of other teams' models: elements that can be named, and that derive nothing here.

use smol_str::{SmolStr, format_smolstr};

use crate::check::context::{Context, Declared};
use crate::model::{Attrs, Decl, Element, ElementId, Foreign, Model, Thing, TypeId, Vocabulary};
use crate::text::Span;

/// An exported element, ready to join the model.
pub(super) struct Import {
    element: Element,
}

/// Registers the exports under `alias.name`; they take the ids from `first` on.
pub(super) fn register(context: &mut Context, first: usize, models: &[(SmolStr, &Model)]) -> Vec<Import> {
    let mut imports = Vec::new();
    for (alias, model) in models {
        for id in model.element_ids().filter(|id| model.flag(Thing::Element(*id), "export")) {
            let theirs = &model[id];
            let name = format_smolstr!("{alias}.{}", theirs.decl.name);
            let thing = Thing::Element(ElementId((first + imports.len()) as u32));
            context.names.insert(name.clone(), Declared { thing, kind: theirs.kind, span: theirs.decl.span });
            let ty = shared_type(&context.vocabulary, &model.vocabulary, theirs);
            imports.push(Import {
                element: Element {
                    decl: Decl {
                        name,
                        label: theirs.decl.label.clone(),
                        doc: theirs.decl.doc.clone(),
                        span: theirs.decl.span,
                        whole: theirs.decl.whole,
                        attrs: Attrs::default(),
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

/// The element's type where both models know it, else its kind.
fn shared_type(ours: &Vocabulary, theirs: &Vocabulary, element: &Element) -> TypeId {
    let name = &theirs.type_def(element.ty).name;
    let own = Vocabulary::kind_type(element.kind).unwrap_or(TypeId(0));
    ours.types.iter().position(|def| def.name == *name).map_or(own, |index| TypeId(index as u16))
}
