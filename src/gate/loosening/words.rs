//! What the model's own words state of things that do not state it themselves: what its types and protocols imply, the
//! defaults of its boundaries, and its techniques that count as built-in ones.

use rustc_hash::FxHashMap;

use crate::gate::loosening::answers::quoted;
use crate::gate::loosening::codes::IMPLIED;
use crate::gate::loosening::{Around, Loosened, Matter};
use crate::gate::many;
use crate::model::{BoundaryId, Model, Origin, PackId, TechniqueId, Thing, Value, WordDef};
use crate::schema::{AttrId, Kind};
use crate::text::Span;

/// Declarations of the model that state facts of things elsewhere, each with how many.
pub(super) fn implied(around: &Around<'_>) -> Option<Loosened> {
    let model = around.model;
    let mut told = values(model);
    told.extend(techniques(model));
    told.sort_by_key(|(matter, _)| matter.span);
    let (matters, counts): (Vec<Matter>, Vec<usize>) = told.into_iter().unzip();
    let help = "state the facts where they hold, so that whoever reads the thing sees them";
    Loosened::each(&IMPLIED, help, matters, |matters| {
        let (what, verb) = if matters.len() == 1 { ("declaration", "implies") } else { ("declarations", "imply") };
        format!("{} {what} of the model {verb} facts of {}", matters.len(), many(counts.iter().sum(), "thing"))
    })
}

/// Types, protocols and defaults that give attributes values.
fn values(model: &Model) -> Vec<(Matter, usize)> {
    let own = |kind: Kind| -> Vec<Vec<AttrId>> {
        model.vocabulary.words(kind).iter().map(|word| of_its_own(model.vocabulary.words(kind), word)).collect()
    };
    let (types, protocols) = (own(Kind::Type), own(Kind::Protocol));
    let mut by_default: Vec<AttrId> =
        model.boundaries.iter().flat_map(|each| each.defaults.iter().map(|entry| entry.id)).collect();
    by_default.sort_unstable();
    by_default.dedup();
    let is_empty = |words: &[Vec<AttrId>]| words.iter().all(Vec::is_empty);
    if is_empty(&types) && is_empty(&protocols) && by_default.is_empty() {
        return Vec::new();
    }
    let mut told: FxHashMap<Source, usize> = FxHashMap::default();
    for thing in drawn(model).chain(model.data_ids().map(Thing::Data)) {
        for source in sources(model, thing, [&types, &protocols], &by_default) {
            *told.entry(source).or_default() += 1;
        }
    }
    let matters = told.into_iter().map(|(source, count)| {
        let (what, span) = match source {
            Source::Type(index) => word(&model.vocabulary.types, index, "type"),
            Source::Protocol(index) => word(&model.vocabulary.protocols, index, "protocol"),
            Source::Defaults(id) => {
                let span = model[id].defaults.iter().map(|entry| entry.span).min().unwrap_or(Span::NONE);
                (format!("the `defaults` of {} imply", quoted(model, Thing::Boundary(id))), span)
            }
        };
        (Matter::new(format!("{what} facts of {}", many(count, "thing")), span), count)
    });
    matters.collect()
}

/// Techniques that are forms of built-in ones: whoever has one has those.
fn techniques(model: &Model) -> Vec<(Matter, usize)> {
    let all = &model.vocabulary.techniques;
    let own = all.iter().enumerate().filter(|(_, word)| word.pack == PackId::OWN);
    let mut forms: FxHashMap<TechniqueId, (Vec<&str>, usize)> = FxHashMap::default();
    for (index, word) in own {
        let above = word.ancestors.iter().filter_map(|index| all.get(usize::from(index)));
        let mut above: Vec<&str> =
            above.filter(|word| word.pack != PackId::OWN).map(|word| word.name.as_str()).collect();
        above.sort_unstable();
        if !above.is_empty() {
            forms.insert(TechniqueId(index as u16), (above, 0));
        }
    }
    if forms.is_empty() {
        return Vec::new();
    }
    for control in &model.controls {
        if let Some((_, count)) = control.technique.and_then(|technique| forms.get_mut(&technique)) {
            *count += control.on.len();
        }
    }
    for thing in drawn(model) {
        for value in model.get(thing, "controls").value.items() {
            if let Value::Technique(technique) = value
                && let Some((_, count)) = forms.get_mut(technique)
            {
                *count += 1;
            }
        }
    }
    let told = forms.into_iter().filter(|(_, (_, count))| *count > 0).map(|(id, (above, count))| {
        const SHOWN: usize = 2;
        let shown: Vec<String> = above.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
        let more = above.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let word = model.vocabulary.technique(id);
        let text =
            format!("technique `{}` counts as {}{more} on {}", word.name, shown.join(", "), many(count, "thing"));
        (Matter::new(text, word.span), count)
    });
    told.collect()
}

/// Elements, boundaries and flows.
fn drawn(model: &Model) -> impl Iterator<Item = Thing> {
    let elements = model.element_ids().map(Thing::Element);
    elements.chain(model.boundary_ids().map(Thing::Boundary)).chain(model.flow_ids().map(Thing::Flow))
}

/// What implies facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Source {
    Type(usize),
    Protocol(usize),
    Defaults(BoundaryId),
}

fn word(words: &[WordDef], index: usize, kind: &str) -> (String, Span) {
    words.get(index).map(|word| (format!("{kind} `{}` implies", word.name), word.span)).unwrap_or_default()
}

/// The attributes that a word of the model implies and no built-in word above it does.
fn of_its_own(words: &[WordDef], word: &WordDef) -> Vec<AttrId> {
    if word.pack != PackId::OWN {
        return Vec::new();
    }
    let above = word.ancestors.iter().filter_map(|index| words.get(usize::from(index)));
    let above: Vec<&WordDef> = above.filter(|word| word.pack != PackId::OWN).collect();
    let built_in = |id: AttrId, value: &Value| {
        above.iter().any(|word| word.implies.iter().any(|(known, implied)| *known == id && implied == value))
    };
    word.implies.iter().filter(|(id, value)| !built_in(*id, value)).map(|(id, _)| *id).collect()
}

/// What implies a fact of a thing, each once: of the attributes that its type and its protocol imply of their own, and
/// that some boundary has a default for.
fn sources(model: &Model, thing: Thing, words: [&[Vec<AttrId>]; 2], by_default: &[AttrId]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut add = |source: Source| {
        if !found.contains(&source) {
            found.push(source);
        }
    };
    let (protocol, by_default) = match thing {
        Thing::Flow(id) => (model.protocol_of(id).map(|protocol| protocol.index()), by_default),
        _ => (None, &[][..]),
    };
    let indices = [model.type_of(thing).map(|ty| ty.index()), protocol];
    let by_word = words.into_iter().zip(indices).filter_map(|(words, index)| words.get(index?));
    for id in by_word.flatten().chain(by_default) {
        match model.attr(thing, *id).origin {
            Origin::Type(id) => add(Source::Type(id.index())),
            Origin::Protocol(id) => add(Source::Protocol(id.index())),
            Origin::Defaults(id, _) => add(Source::Defaults(id)),
            Origin::Declared(_) | Origin::Vocabulary | Origin::Derived(_) | Origin::Unset => {}
        }
    }
    found
}
