//! The model's own vocabulary and rules → the document's items.

use std::borrow::Cow;

use smol_str::SmolStr;

use crate::catalogue;
use crate::model::{Bits, Model, PackId, TechniqueId, TypeId, Vocabulary, WordDef};
use crate::schema::{self, Unset};
use crate::view::Input;
use crate::view::document::make::attrs::{entries, value};
use crate::view::document::make::once::Telling;
use crate::view::document::make::place::place;
use crate::view::document::types::knowledge::{DefaultValue, Rule, Word, WordKind};
use crate::view::document::types::value::Value;

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
    nearest(&def.ancestors, ty.0, &model.vocabulary.types)
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
    let known = &input.model.vocabulary;
    let kinds = [
        (WordKind::Type, crate::model::WordKind::Type),
        (WordKind::Protocol, crate::model::WordKind::Protocol),
        (WordKind::Technique, crate::model::WordKind::Technique),
    ];
    let own = kinds.into_iter().flat_map(|(kind, of)| {
        let words = known.words(of).iter().enumerate();
        words.filter(|(_, def)| def.pack == PackId::OWN && is_name(&def.name)).map(move |entry| (kind, of, entry))
    });
    own.map(|(kind, of, (index, def))| word(input, kind, known.words(of), index as u16, def)).collect()
}

fn word<'a>(input: &Input<'a>, kind: WordKind, all: &'a [WordDef], index: u16, def: &'a WordDef) -> Word<'a> {
    let implied = |(id, item): &'a (schema::AttrId, crate::model::Value)| {
        (Cow::Borrowed(schema::row(*id).name), value(input.model, *id, item))
    };
    let parents = nearest(&def.ancestors, index, all);
    let parents = parents.into_iter().filter_map(|id| all.get(usize::from(id)));
    Word {
        kind,
        name: Cow::Borrowed(&def.name),
        label: Cow::Borrowed(&def.label),
        parents: parents.map(|def| Cow::Borrowed(def.name.as_str())).collect(),
        doc: def.doc.as_deref().map(Cow::Borrowed),
        implies: def.implies.iter().map(implied).collect(),
        attributes: entries(input, &def.attrs, def.span),
        at: place(input, def.span),
    }
}

/// A rule or policy.
pub(super) fn rule<'a>(input: &Input<'a>, telling: Telling) -> Rule<'a> {
    let rule = telling.rule.and_then(|at| input.rules.get(at));
    let decl = telling.declared.and_then(|at| input.declared.get(at));
    let title = match decl {
        Some(decl) => decl.title.as_ref().map(|(title, _)| title),
        None => rule.map(|rule| &rule.title),
    };
    let doc = decl.map_or_else(|| rule.map(catalogue::doc), |decl| decl.doc.as_deref());
    let some = |text: &'a str| Some(text).filter(|text| !text.is_empty()).map(Cow::Borrowed);
    let list = |texts: &'a [SmolStr]| texts.iter().map(|text| Cow::Borrowed(text.as_str())).collect();
    let known = &input.model.vocabulary;
    let technique = |id: &TechniqueId| Cow::Borrowed(known.technique(*id).name.as_str());
    let packs = decl.map(|decl| &decl.packs).or(rule.map(|rule| &rule.packs));
    let packs = packs.into_iter().flat_map(Bits::iter).filter_map(|id| known.packs.get(usize::from(id)));
    Rule {
        id: Cow::Borrowed(decl.map(|decl| &decl.id).or(rule.map(|rule| &rule.id)).map_or("", SmolStr::as_str)),
        policy: decl.map(|decl| decl.policy).or(rule.map(|rule| rule.policy)).unwrap_or_default(),
        title: title.and_then(|title| some(title)),
        description: doc.and_then(some),
        stride: rule.map_or(Vec::new(), |rule| rule.stride_words().map(Cow::Borrowed).collect()),
        linddun: rule.map_or(Vec::new(), |rule| rule.linddun_words().map(Cow::Borrowed).collect()),
        refs: rule.map_or(Vec::new(), |rule| list(&rule.refs)),
        fix: rule.and_then(|rule| some(&rule.fix)),
        false_positives: rule.and_then(|rule| some(&rule.false_positives)),
        reduces: rule.map_or(Vec::new(), |rule| rule.reduces.iter().map(technique).collect()),
        supersedes: rule.map_or(Vec::new(), |rule| list(&rule.supersedes)),
        one: rule.map_or(Vec::new(), |rule| rule.one_words().map(Cow::Borrowed).collect()),
        packs: packs.map(|name| Cow::Borrowed(name.as_str())).collect(),
        text: decl.map(|decl| Cow::Borrowed(input.sources.text(decl.span))),
        at: decl.and_then(|decl| place(input, decl.span)),
    }
}

/// The vocabulary's defaults, in the order of its tables.
pub(super) fn defaults() -> impl Iterator<Item = DefaultValue<'static>> {
    schema::all().filter_map(|(_, row)| {
        let value = match row.default {
            Unset::Unknown => return None,
            Unset::False => Value::Bool(false),
            Unset::Nothing => Value::List(Vec::new()),
            Unset::Word(word) => Value::Text(Cow::Borrowed(word)),
        };
        let on = row.on.iter().map(|kind| Cow::Borrowed(kind.word())).collect();
        Some(DefaultValue { attribute: Cow::Borrowed(row.name), on, value })
    })
}

/// The ancestors that are no ancestor of another one.
fn nearest(ancestors: &Bits, own: u16, all: &[WordDef]) -> Vec<u16> {
    let above: Vec<u16> = ancestors.iter().filter(|id| *id != own).collect();
    // Each is among its own ancestors; one that is among those of another as well comes a second time.
    let (mut once, mut again) = (Bits::default(), Bits::default());
    for def in above.iter().filter_map(|id| all.get(usize::from(*id))) {
        again.union(&once.common(&def.ancestors));
        once.union(&def.ancestors);
    }
    above.iter().copied().filter(|id| !again.has(*id)).collect()
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}
