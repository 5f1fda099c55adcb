//! The model's own vocabulary and rules → the document's items.

use std::borrow::Cow;

use crate::model::{Bits, Model, PackId, TypeId, Vocabulary};
use crate::schema::{self, Default};
use crate::text::Span;
use crate::view::Input;
use crate::view::whole::attrs::value;
use crate::view::whole::knowledge::{DefaultValue, Rule, Word, WordKind};
use crate::view::whole::place::place;
use crate::view::whole::value::Value;

type Text<'a> = Cow<'a, str>;

/// The types of a thing as declared: none for its kind's own, the parents of one that was made for it alone.
pub(super) fn types(model: &Model, ty: TypeId) -> Vec<Text<'_>> {
    if ty.index() < Vocabulary::KIND_TYPES.len() {
        return Vec::new();
    }
    let def = model.vocabulary.type_def(ty);
    if is_name(&def.name) {
        return vec![Cow::Borrowed(&def.name)];
    }
    nearest(&def.ancestors, ty.0, |id| &model.vocabulary.type_def(TypeId(id)).ancestors)
        .into_iter()
        .filter(|id| *id as usize >= Vocabulary::KIND_TYPES.len())
        .map(|id| Cow::Borrowed(model.vocabulary.type_def(TypeId(id)).name.as_str()))
        .collect()
}

/// The names of the packs in scope.
pub(super) fn uses(model: &Model) -> Vec<Text<'_>> {
    let packs = model.packs.iter().filter_map(|id| model.vocabulary.packs.get(id as usize));
    packs.map(|name| Cow::Borrowed(name.as_str())).collect()
}

/// Types, protocols and techniques that are not built in.
pub(super) fn vocabulary<'a>(input: &Input<'a>) -> Vec<Word<'a>> {
    let model = input.model;
    let known = &model.vocabulary;
    let mut words = Vec::new();
    let implies = |implied: &'a [(schema::AttrId, crate::model::Value)]| {
        implied.iter().map(|(id, item)| (Cow::Borrowed(schema::row(*id).name), value(model, *id, item))).collect()
    };
    let mut add = |kind, name: &'a str, label: &'a str, parents, implies, span: Span| {
        let at = place(input, span);
        words.push(Word { kind, name: Cow::Borrowed(name), label: Cow::Borrowed(label), parents, implies, at });
    };
    for (index, def) in known.types.iter().enumerate().filter(|(_, def)| def.pack == PackId::OWN && is_name(&def.name))
    {
        let parents = nearest(&def.ancestors, index as u16, |id| &known.type_def(TypeId(id)).ancestors);
        let parents = names(parents, |id| known.types.get(id as usize).map(|def| def.name.as_str()));
        add(WordKind::Type, &def.name, &def.label, parents, implies(&def.implies), def.span);
    }
    for (index, def) in known.protocols.iter().enumerate().filter(|(_, def)| def.pack == PackId::OWN) {
        let parents =
            nearest(&def.ancestors, index as u16, |id| &known.protocol(crate::model::ProtocolId(id)).ancestors);
        let parents = names(parents, |id| known.protocols.get(id as usize).map(|def| def.name.as_str()));
        add(WordKind::Protocol, &def.name, &def.label, parents, implies(&def.implies), def.span);
    }
    for (index, def) in known.techniques.iter().enumerate().filter(|(_, def)| def.pack == PackId::OWN) {
        let parents =
            nearest(&def.ancestors, index as u16, |id| &known.technique(crate::model::TechniqueId(id)).ancestors);
        let parents = names(parents, |id| known.techniques.get(id as usize).map(|def| def.name.as_str()));
        add(WordKind::Technique, &def.name, &def.label, parents, implies(&[]), def.span);
    }
    words
}

/// Rules and policies that are not built in.
pub(super) fn rules<'a>(input: &Input<'a>) -> impl Iterator<Item = Rule<'a>> {
    let input = input.clone();
    input.declared.iter().map(move |rule| Rule {
        id: Cow::Borrowed(&rule.id),
        policy: rule.policy,
        title: rule.title.as_ref().map(|(title, _)| Cow::Borrowed(title.as_str())),
        doc: rule.doc.as_deref().map(Cow::Borrowed),
        text: Cow::Borrowed(input.sources.text(rule.span)),
        at: place(&input, rule.span),
    })
}

/// The vocabulary's defaults, in the order of its tables.
pub(super) fn defaults() -> impl Iterator<Item = DefaultValue<'static>> {
    schema::all().filter_map(|(_, row)| {
        let value = match row.default {
            Default::Unknown => return None,
            Default::False => Value::Bool(false),
            Default::Word(word) => Value::Text(Cow::Borrowed(word)),
        };
        let on = row.on.iter().map(|kind| Cow::Borrowed(kind.word())).collect();
        Some(DefaultValue { attribute: Cow::Borrowed(row.name), on, value })
    })
}

/// The ancestors that are no ancestor of another one.
fn nearest<'v>(ancestors: &Bits, own: u16, of: impl Fn(u16) -> &'v Bits) -> Vec<u16> {
    let above: Vec<u16> = ancestors.iter().filter(|id| *id != own).collect();
    let covered = |id: u16| above.iter().any(|other| *other != id && of(*other).has(id));
    above.iter().copied().filter(|id| !covered(*id)).collect()
}

fn names<'a>(ids: Vec<u16>, name: impl Fn(u16) -> Option<&'a str>) -> Vec<Text<'a>> {
    ids.into_iter().filter_map(name).map(Cow::Borrowed).collect()
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}
