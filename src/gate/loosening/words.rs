//! What the model's own words state of things that do not state it themselves: what its types and protocols imply, the
//! defaults of its boundaries, what boundaries say of everything inside, and its words that count as built-in ones.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::gate::loosening::answers::quoted;
use crate::gate::loosening::codes::IMPLIED;
use crate::gate::loosening::{Around, Loosened, Matter};
use crate::gate::many;
use crate::model::{BoundaryId, Model, Origin, PackId, Thing, Value, WordDef, WordKind};
use crate::rules::show_value;
use crate::schema::{self, AttrId, Kind, attr};
use crate::text::Span;

/// Declarations of the model that state facts of things elsewhere, each with how many.
pub(super) fn implied(around: &Around<'_>) -> Option<Loosened> {
    let model = around.found.model;
    let mut told = values(model);
    told.extend(forms(model));
    told.sort_by(|(a, _), (b, _)| (a.span, &a.text).cmp(&(b.span, &b.text)));
    let (matters, counts): (Vec<Matter>, Vec<usize>) = told.into_iter().unzip();
    let help = "state the facts where they hold, so that whoever reads the thing sees them";
    Loosened::each(&IMPLIED, help, matters, |matters| {
        let (what, verb) = if matters.len() == 1 { ("declaration", "implies") } else { ("declarations", "imply") };
        format!("{} {what} of the model {verb} facts of {}", matters.len(), many(counts.iter().sum(), "thing"))
    })
}

/// Types, protocols and defaults that give attributes values.
fn values(model: &Model) -> Vec<(Matter, usize)> {
    let own = |kind: WordKind| -> Vec<Vec<AttrId>> {
        model.vocabulary.words(kind).iter().map(|word| of_its_own(model.vocabulary.words(kind), word)).collect()
    };
    let (types, protocols) = (own(WordKind::Type), own(WordKind::Protocol));
    let mut by_default: Vec<AttrId> =
        model.boundaries.iter().flat_map(|each| each.defaults.iter().map(|entry| entry.id)).collect();
    by_default.sort_unstable();
    by_default.dedup();
    let is_empty = |words: &[Vec<AttrId>]| words.iter().all(Vec::is_empty);
    let inside = model.boundary_ids().any(|id| {
        let says = |attr: &AttrId| *model.attr(Thing::Boundary(id), *attr).value != Value::Unknown;
        schema::inherited().iter().any(says)
    });
    if is_empty(&types) && is_empty(&protocols) && by_default.is_empty() && !inside {
        return Vec::new();
    }
    let mut told: FxHashMap<Source, (usize, BTreeSet<String>)> = FxHashMap::default();
    for thing in drawn(model).chain(model.data_ids().map(Thing::Data)) {
        let mut counted: Vec<Source> = Vec::new();
        for (source, id) in sources(model, thing, [&types, &protocols], &by_default) {
            let (count, facts) = told.entry(source).or_default();
            if !counted.contains(&source) {
                counted.push(source);
                *count += 1;
            }
            let row = schema::row(id);
            facts.insert(format!("{} = {}", row.name, show_value(model, &row.ty, model.attr(thing, id).value)));
        }
    }
    let matters = told.into_iter().map(|(source, (count, facts))| {
        // All of them: what loosens most may be the last by name.
        let facts: Vec<String> = facts.into_iter().map(|fact| format!("`{fact}`")).collect();
        let facts = facts.join(", ");
        let (what, span) = match source {
            Source::Type(index) => word(&model.vocabulary.types, index, "type"),
            Source::Protocol(index) => word(&model.vocabulary.protocols, index, "protocol"),
            Source::Defaults(id) => {
                let span = model[id].defaults.iter().map(|entry| entry.span).min().unwrap_or(Span::NONE);
                (format!("the `defaults` of {} imply", quoted(model, Thing::Boundary(id))), span)
            }
            Source::Inside(id) => {
                let (thing, span) = (Thing::Boundary(id), model[id].decl.span);
                (format!("being inside {} implies", quoted(model, thing)), span)
            }
        };
        (Matter::new(format!("{what} {facts} of {}", many(count, "thing")), span), count)
    });
    matters.collect()
}

/// Types, protocols and techniques that are forms of built-in ones, each with how many things have it: whatever rules say
/// of those, they say of these.
fn forms(model: &Model) -> Vec<(Matter, usize)> {
    let vocabulary = &model.vocabulary;
    let [mut types, mut protocols, mut techniques] =
        [&vocabulary.types, &vocabulary.protocols, &vocabulary.techniques].map(|words| own(words));
    if types.is_empty() && protocols.is_empty() && techniques.is_empty() {
        return Vec::new();
    }
    let add = |forms: &mut Forms, index: Option<usize>, things: usize| {
        if let Some(count) = index.and_then(|index| forms.get_mut(&index)) {
            *count += things;
        }
    };
    for control in &model.controls {
        add(&mut techniques, control.technique.map(|id| usize::from(id.0)), control.named().count());
    }
    for thing in drawn(model).chain(model.data_ids().map(Thing::Data)) {
        add(&mut types, model.type_of(thing).map(|ty| ty.index()), 1);
        if let Thing::Flow(id) = thing {
            add(&mut protocols, model.protocol_of(id).map(|protocol| protocol.index()), 1);
        }
    }
    if !techniques.is_empty() {
        for thing in drawn(model) {
            for value in model.get(thing, attr::CONTROLS).value.items() {
                if let Value::Technique(technique) = value {
                    add(&mut techniques, Some(usize::from(technique.0)), 1);
                }
            }
        }
    }
    let all = [
        ("type", &vocabulary.types, types),
        ("protocol", &vocabulary.protocols, protocols),
        ("technique", &vocabulary.techniques, techniques),
    ];
    all.into_iter().flat_map(|(kind, words, forms)| told(kind, words, forms)).collect()
}

/// On how many things words of the model are, by the word's index.
type Forms = FxHashMap<usize, usize>;

/// The words of the model.
fn own(words: &[WordDef]) -> Forms {
    let own = words.iter().enumerate().filter(|(_, word)| word.pack == PackId::OWN);
    own.map(|(index, _)| (index, 0)).collect()
}

/// A line for each word of the model that something is or is a form of: what it is declared to be a form of, and on how
/// many things. Every word counts as its kind, which is nothing to tell.
fn told(kind: &str, words: &[WordDef], forms: Forms) -> Vec<(Matter, usize)> {
    let mut things = Forms::default();
    for (index, count) in forms.into_iter().filter(|(_, count)| *count > 0) {
        for above in words.get(index).into_iter().flat_map(|word| word.ancestors.iter()) {
            *things.entry(usize::from(above)).or_default() += count;
        }
    }
    let told = things.into_iter().filter_map(|(index, count)| {
        let word = words.get(index).filter(|word| word.pack == PackId::OWN)?;
        let above = word.parents.iter().filter_map(|parent| words.get(usize::from(*parent)));
        let mut above: Vec<&str> = above.map(|above| above.name.as_str()).collect();
        above.retain(|name| Kind::of(name).is_none());
        above.sort_unstable();
        let above: Vec<String> = above.into_iter().map(|name| format!("`{name}`")).collect();
        let text = format!("{kind} `{}` counts as {} on {}", word.name, above.join(", "), many(count, "thing"));
        (!above.is_empty()).then(|| (Matter::new(text, word.span), count))
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
    /// A boundary, of what is inside it.
    Inside(BoundaryId),
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

/// What implies a fact of a thing, and which: of the attributes that its type and its protocol imply of their own, and
/// that some boundary has a default for.
fn sources(model: &Model, thing: Thing, words: [&[Vec<AttrId>]; 2], by_default: &[AttrId]) -> Vec<(Source, AttrId)> {
    let mut found = Vec::new();
    let mut add = |source: Source, id: AttrId| found.push((source, id));
    let (protocol, by_default) = match thing {
        Thing::Flow(id) => (model.protocol_of(id).map(|protocol| protocol.index()), by_default),
        _ => (None, &[][..]),
    };
    let indices = [model.type_of(thing).map(|ty| ty.index()), protocol];
    let by_word = words.into_iter().zip(indices).filter_map(|(words, index)| words.get(index?));
    for id in by_word.flatten() {
        match model.attr(thing, *id).origin {
            Origin::Type(of) => add(Source::Type(of.index()), *id),
            Origin::Protocol(of) => add(Source::Protocol(of.index()), *id),
            Origin::Defaults(..)
            | Origin::Boundary(..)
            | Origin::Declared(_)
            | Origin::Vocabulary
            | Origin::Derived(_)
            | Origin::Unset => {}
        }
    }
    for id in schema::inherited() {
        if let Origin::Boundary(of, _) = model.attr(thing, *id).origin {
            add(Source::Inside(of), *id);
        }
    }
    for id in by_default {
        if let Origin::Defaults(of, _) = model.attr(thing, *id).origin {
            add(Source::Defaults(of), *id);
        }
    }
    found
}
