//! Attributes of the model → attributes of the document.

use std::borrow::Cow;

use crate::model::{self, AttrEntry, Attrs, BoundaryId, Evidence, Model, Thing};
use crate::schema::{self, AttrId, Kind, attr};
use crate::text::Span;
use crate::view::whole::place::place;
use crate::view::whole::thing::{Declared, Trust};
use crate::view::whole::value::{Attribute, Attributes, Origin, OriginKind, Value};
use crate::view::{Input, words};

/// A declared thing with everything that is known of it but the vocabulary's defaults.
pub(super) fn declared<'a>(input: &Input<'a>, thing: Thing) -> Declared<'a> {
    let decl = input.model.decl(thing);
    Declared {
        name: Cow::Borrowed(&decl.name),
        label: decl.label.as_deref().map(Cow::Borrowed),
        doc: decl.doc.as_deref().map(Cow::Borrowed),
        at: place(input, decl.span),
        attributes: attributes(input, thing),
    }
}

/// The attributes of a bare set: a decision's, a leaf's, the defaults of a boundary.
pub(super) fn entries<'a>(input: &Input<'a>, attrs: &'a Attrs) -> Attributes<'a> {
    attrs.iter().map(|entry| (Cow::Borrowed(schema::row(entry.id).name), stated(input, entry))).collect()
}

/// The trust of an element or boundary at a position of the scale, with where it was said.
pub(super) fn trust<'a>(input: &Input<'a>, thing: Thing, level: u8) -> Trust<'a> {
    let model = input.model;
    let value = Cow::Borrowed(schema::TRUST.word(level));
    let says = |thing: Thing| attr::TRUST.on(model.kind(thing)).map(|id| model.attr(thing, id).origin);
    let set = |origin: &model::Origin| matches!(origin, model::Origin::Declared(_) | model::Origin::Type(_));
    if let Some(own) = says(thing).filter(set)
        && let Some(origin) = origin(input, own)
    {
        return Trust { value, origin };
    }
    let around = model
        .enclosing(thing)
        .find_map(|id: BoundaryId| says(Thing::Boundary(id)).filter(set).map(|found| (id, model.origin_span(found))));
    let origin = Origin {
        kind: OriginKind::Derived,
        name: Some(Cow::Borrowed(match around {
            Some((id, _)) => model[id].decl.name.as_str(),
            None => model.kind(thing).word(),
        })),
        at: around.and_then(|(_, span)| place(input, span)),
    };
    Trust { value, origin }
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

fn attributes<'a>(input: &Input<'a>, thing: Thing) -> Attributes<'a> {
    let model = input.model;
    let mut found = Attributes::new();
    for entry in model.decl(thing).attrs.iter() {
        found.insert(Cow::Borrowed(schema::row(entry.id).name), stated(input, entry));
    }
    for id in implied(model, thing) {
        let name = Cow::Borrowed(schema::row(id).name);
        if found.contains_key(&name) {
            continue;
        }
        let at = model.attr(thing, id);
        if let Some(origin) = origin(input, at.origin) {
            found.insert(name, Attribute { value: value(model, id, at.value), origin });
        }
    }
    found
}

/// The attributes that a thing's type, protocol and boundaries imply; some may be the thing's own as well.
fn implied(model: &Model, thing: Thing) -> Vec<AttrId> {
    let mut ids = Vec::new();
    if let Some(ty) = model.type_of(thing) {
        ids.extend(model.vocabulary.type_def(ty).implies.iter().map(|(id, _)| *id));
    }
    if let Thing::Flow(flow) = thing {
        if let Some(protocol) = model.protocol_of(flow) {
            ids.extend(model.vocabulary.protocol(protocol).implies.iter().map(|(id, _)| *id));
        }
        for boundary in model.enclosing(thing) {
            ids.extend(model[boundary].defaults.iter().map(|entry| entry.id));
        }
    }
    // A trait may imply attributes that only other kinds have.
    let kind: Kind = model.kind(thing);
    ids.retain(|id| schema::row(*id).on.has(kind));
    ids
}

fn stated<'a>(input: &Input<'a>, entry: &'a AttrEntry) -> Attribute<'a> {
    let origin = Origin { kind: OriginKind::Declared, name: None, at: place(input, entry.span) };
    Attribute { value: value(input.model, entry.id, &entry.value), origin }
}

/// `None` for the vocabulary's defaults, which are listed once, and for what nobody set.
fn origin<'a>(input: &Input<'a>, origin: model::Origin) -> Option<Origin<'a>> {
    let model = input.model;
    let (kind, name) = match origin {
        model::Origin::Declared(_) => (OriginKind::Declared, None),
        model::Origin::Type(id) => (OriginKind::Type, Some(model.vocabulary.type_def(id).name.as_str())),
        model::Origin::Protocol(id) => (OriginKind::Protocol, Some(model.vocabulary.protocol(id).name.as_str())),
        model::Origin::Defaults(id, _) => (OriginKind::Defaults, Some(model[id].decl.name.as_str())),
        model::Origin::Derived(_) => (OriginKind::Derived, None),
        model::Origin::Vocabulary | model::Origin::Unset => return None,
    };
    let span: Span = model.origin_span(origin);
    Some(Origin { kind, name: name.map(Cow::Borrowed), at: place(input, span) })
}
