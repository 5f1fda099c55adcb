//! Exports of other teams' models: elements that can be named, and that derive nothing here.
//!
//! What the other model says of an exported element comes along, as far as it means something here: techniques and
//! protocols by name, plain values as they are; data and other things of that model do not.

use std::collections::BTreeMap;

use smol_str::{SmolStr, format_smolstr};

use crate::check::context::{Context, Declared};
use crate::check::exports::{Export, Exports, Shown};
use crate::model::{
    AttrEntry, Attrs, Decl, Element, ElementId, Evidence, Foreign, Model, ProtocolId, RulePattern, TechniqueId, Thing,
    TypeId, Value, Vocabulary,
};
use crate::schema::attr;
use crate::text::{SourceId, Span};

/// Another model, under the name that it is seen by.
pub struct Other<'a> {
    /// The name.
    pub alias: SmolStr,
    /// What it shows.
    pub exports: &'a Exports,
    /// Which sources of ours those are that its spans count in; nothing where they are the same.
    pub sources: Option<&'a BTreeMap<SourceId, SourceId>>,
}

impl Other<'_> {
    /// A place of the other model, among our sources.
    fn at(&self, span: Span) -> Span {
        match self.sources.and_then(|sources| sources.get(&span.source)) {
            Some(source) => Span { source: *source, ..span },
            None => span,
        }
    }
}

/// An exported element, ready to join the model.
pub(super) struct Import {
    element: Element,
}

/// Registers the exports under `alias.name`; they take the ids from `first` on.
pub(super) fn register(context: &mut Context, first: usize, others: &[Other<'_>]) -> Vec<Import> {
    let mut imports = Vec::new();
    for other in others {
        let alias = &other.alias;
        for shown in &other.exports.elements {
            let export = match shown {
                Shown::Export(export) => export,
                Shown::Hidden { name, span } => {
                    context.hidden.insert(format_smolstr!("{alias}.{name}"), other.at(*span));
                    continue;
                }
            };
            let theirs = &export.element;
            let name = format_smolstr!("{alias}.{}", theirs.decl.name);
            let span = other.at(theirs.decl.span);
            let thing = Thing::Element(ElementId((first + imports.len()) as u32));
            context.names.insert(name.clone(), Declared { thing, kind: theirs.kind, span, broken: false });
            let ty = shared_type(&context.vocabulary, &other.exports.vocabulary, theirs);
            imports.push(Import {
                element: Element {
                    decl: Decl {
                        name,
                        label: theirs.decl.label.clone(),
                        called: None,
                        doc: theirs.decl.doc.clone(),
                        span,
                        whole: other.at(theirs.decl.whole),
                        attrs: facts(&context.vocabulary, other, export),
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
fn facts(ours: &Vocabulary, other: &Other<'_>, export: &Export) -> Attrs {
    let theirs = &other.exports.vocabulary;
    let technique = |id: TechniqueId| {
        let name = &theirs.technique(id).name;
        ours.techniques.iter().position(|def| def.name == *name).map(|index| TechniqueId(index as u16))
    };
    let value = |value: &Value| match value {
        Value::Thing(_) => None,
        Value::Technique(id) => technique(*id).map(Value::Technique),
        Value::Protocol(id) => {
            let name = &theirs.protocol(*id).name;
            let index = ours.protocols.iter().position(|def| def.name == *name)?;
            Some(Value::Protocol(ProtocolId(index as u16)))
        }
        Value::Rule(rule) => {
            let RulePattern { text, span } = &**rule;
            Some(Value::Rule(Box::new(RulePattern { text: text.clone(), span: other.at(*span) })))
        }
        Value::Evidence(evidence) => {
            let Evidence { tag, text, span } = &**evidence;
            Some(Value::Evidence(Box::new(Evidence { tag: *tag, text: text.clone(), span: other.at(*span) })))
        }
        plain => Some(plain.clone()),
    };
    let mut entries: Vec<AttrEntry> = Vec::new();
    for entry in export.element.decl.attrs.iter() {
        let kept = match &entry.value {
            Value::List(items) => Some(Value::List(items.iter().filter_map(value).collect())),
            single => value(single),
        };
        entries.extend(kept.map(|value| AttrEntry { id: entry.id, value, span: other.at(entry.span) }));
    }
    let brought: Vec<Value> = export.brought.iter().filter_map(|id| technique(*id).map(Value::Technique)).collect();
    if let (Some(controls), false) = (attr::CONTROLS.on(export.element.kind), brought.is_empty()) {
        let span = other.at(export.element.decl.span);
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
