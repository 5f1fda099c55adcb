//! Attributes of the model → attributes of the document.

use std::borrow::Cow;

use crate::model::{self, AttrEntry, Attrs, Evidence, Model, Thing};
use crate::schema::{self, AttrId};
use crate::text::Span;
use crate::view::document::make::implied::Set;
use crate::view::document::make::once::Once;
use crate::view::document::make::place::{Line, beside, place};
use crate::view::document::types::thing::Declared;
use crate::view::document::types::value::{Attribute, Attributes, Origin, OriginKind, Value};
use crate::view::{Input, words};

/// A declared thing with everything that is known of it but the vocabulary's defaults.
pub(super) fn declared<'a>(once: &Once<'_, 'a>, thing: Thing) -> Declared<'a> {
    let input = once.input;
    let decl = input.model.decl(thing);
    Declared {
        name: Cow::Borrowed(&decl.name),
        label: decl.label.as_deref().map(Cow::Borrowed),
        doc: decl.doc.as_deref().map(Cow::Borrowed),
        called: decl.called.as_deref().map(Cow::Borrowed),
        at: place(input, decl.span),
        attributes: entries(input, &decl.attrs, decl.span),
        implied: once.implied.of(thing),
    }
}

/// Attributes as written; places in the line of a thing's own are short.
pub(super) fn entries<'a>(input: &Input<'a>, attrs: &'a Attrs, near: Span) -> Attributes<'a> {
    if attrs.is_empty() {
        return Attributes::new();
    }
    let line = Line::of(input, near);
    let stated = |entry: &'a AttrEntry| {
        let origin = Origin { kind: OriginKind::Declared, name: None, at: beside(input, line.as_ref(), entry.span) };
        Attribute { value: value(input.model, entry.id, &entry.value), origin }
    };
    attrs.iter().map(|entry| (Cow::Borrowed(schema::row(entry.id).name), stated(entry))).collect()
}

/// What types, protocols and boundaries imply of a thing, and of others that are implied the same.
pub(super) fn implied<'a>(input: &Input<'a>, (thing, set): &(Thing, Set)) -> Attributes<'a> {
    let attribute = |(id, from): &(AttrId, model::Origin)| {
        let found = input.model.attr(*thing, *id);
        let attribute = Attribute { value: value(input.model, *id, found.value), origin: origin(input, *from)? };
        Some((Cow::Borrowed(schema::row(*id).name), attribute))
    };
    set.iter().filter_map(attribute).collect()
}

/// A value of the model as a value of the document.
pub(super) fn value<'a>(model: &'a Model, id: AttrId, value: &'a model::Value) -> Value<'a> {
    let text = |text: &'a str| Value::Text(Cow::Borrowed(text));
    match value {
        model::Value::Unknown => Value::Unknown,
        model::Value::Bool(value) => Value::Bool(*value),
        model::Value::Int(value) => Value::Int(*value),
        model::Value::Word(word) => text(words::scale(schema::row(id).ty).map_or("", |scale| scale.word(*word))),
        model::Value::Text(value) => text(value),
        model::Value::Handle(_) | model::Value::Date(_) | model::Value::Duration(..) => {
            Value::Text(Cow::Owned(words::value(model, id, value)))
        }
        model::Value::Thing(thing) => text(model.name(*thing)),
        model::Value::Inside(id) => Value::Text(Cow::Owned(format!("{}.*", model[*id].decl.name))),
        model::Value::Protocol(id) => text(&model.vocabulary.protocol(*id).name),
        model::Value::Technique(id) => text(&model.vocabulary.technique(*id).name),
        model::Value::Rule(pattern) => text(&pattern.text),
        model::Value::Evidence(evidence) => {
            let Evidence { tag, text, .. } = evidence.as_ref();
            Value::tagged(words::tag(*tag), text)
        }
        model::Value::Dread(parts) => {
            let named = words::DREAD.iter().zip(parts);
            Value::Record(named.map(|(name, part)| (Cow::Borrowed(*name), Value::Int(i64::from(*part)))).collect())
        }
        model::Value::List(items) => Value::List(items.iter().map(|item| self::value(model, id, item)).collect()),
    }
}

/// `None` for the vocabulary's defaults, which are listed once, and for what nobody set.
fn origin<'a>(input: &Input<'a>, origin: model::Origin) -> Option<Origin<'a>> {
    let model = input.model;
    let (kind, name) = match origin {
        model::Origin::Declared(_) => (OriginKind::Declared, None),
        model::Origin::Type(id) => (OriginKind::Type, Some(model.vocabulary.type_def(id).name.as_str())),
        model::Origin::Protocol(id) => (OriginKind::Protocol, Some(model.vocabulary.protocol(id).name.as_str())),
        model::Origin::Defaults(id, _) => (OriginKind::Defaults, Some(model[id].decl.name.as_str())),
        model::Origin::Boundary(id, _) => (OriginKind::Boundary, Some(model[id].decl.name.as_str())),
        model::Origin::Derived(_) => (OriginKind::Derived, None),
        model::Origin::Vocabulary | model::Origin::Unset => return None,
    };
    let span: Span = model.origin_span(origin);
    Some(Origin { kind, name: name.map(Cow::Borrowed), at: place(input, span) })
}
