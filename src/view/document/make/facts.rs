//! The reasons of all threats → facts, each once, and for every threat which.

use std::borrow::Cow;
use std::hash::BuildHasher;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::{Model, Thing};
use crate::rules::Reason;
use crate::threat::Threat;
use crate::view::document::make::place::{Line, beside};
use crate::view::document::types::facts::{Fact, FactPlace, Facts, WORD};
use crate::view::{Input, words};

/// Threats that are explained ahead, side by side.
const BATCH: usize = 4096;
/// Threats and facts that one core works on in a row.
const RUN: usize = 64;
/// What so many facts say of their things is a sentence of its own: what it saves is more than it takes.
const OFTEN: u32 = 4;

/// The facts of a compilation.
#[derive(Default)]
pub(super) struct Gathered {
    /// By thing; those about none come last.
    facts: Vec<Told>,
    /// Where in `facts` those about one thing begin; the last entry is the end.
    bounds: Vec<usize>,
    /// The sentences, by first mention.
    pub(super) sentences: Vec<String>,
    /// For each threat, the numbers of its facts.
    reasons: Vec<Box<[u32]>>,
}

/// A fact with the sentence that it is told in.
struct Told {
    reason: Reason,
    /// The thing that is named first.
    on: Option<Thing>,
    sentence: u32,
    /// Whether the sentence holds all words but the name of the thing.
    whole: bool,
}

impl Gathered {
    /// Explains every threat.
    pub(super) fn new(input: &Input) -> Gathered {
        let mut once = Once::default();
        let mut reasons: Vec<Box<[u32]>> = Vec::with_capacity(input.threats.threats.len());
        let explain = |threat: &Threat| words::reasons(input, threat);
        for batch in input.threats.threats.chunks(BATCH) {
            // Threads that are not running yet would cost more than they save.
            let explained: Vec<Vec<Reason>> = match batch.len() {
                0..=RUN => batch.iter().map(explain).collect(),
                _ => batch.par_iter().with_min_len(RUN).map(explain).collect(),
            };
            reasons.extend(explained.into_iter().map(|list| list.into_iter().map(|it| once.number(it)).collect()));
        }
        // What tells facts apart takes room, and is not needed any more.
        let facts: Vec<Option<Reason>> = once.facts.into_iter().map(|known| Some(known.reason)).collect();
        drop(once.by_hash);
        let about = |fact: &Option<Reason>| subject(input.model, &fact.as_ref()?.text);
        let on: Vec<Option<Thing>> = match facts.len() {
            0..=RUN => facts.iter().map(about).collect(),
            _ => facts.par_iter().with_min_len(RUN).map(about).collect(),
        };
        in_order(facts, &on, reasons)
    }

    /// Every thing that facts are about, by its place in the order.
    pub(super) fn groups(&self) -> Vec<usize> {
        (0..self.bounds.len().saturating_sub(1)).collect()
    }

    /// The facts about one of them.
    pub(super) fn group<'g, 'a: 'g>(&'g self, input: &Input<'a>, at: usize) -> Facts<'g> {
        let bound = |at: usize| self.bounds.get(at).copied().unwrap_or(0);
        let facts = self.facts.get(bound(at)..bound(at + 1)).unwrap_or_default();
        let on = facts.first().and_then(|fact| fact.on);
        let declared = on.map(|on| input.model.decl(on).span);
        let line = declared.and_then(|span| Line::of(input, span));
        let fact = |fact: &'g Told| {
            let at = match declared {
                Some(span) if span == fact.reason.span => FactPlace::Declared,
                _ => beside(input, line.as_ref(), fact.reason.span).map_or(FactPlace::Nowhere, FactPlace::At),
            };
            let text = if fact.whole { "" } else { &*fact.reason.text };
            let words = words_of(text).skip(usize::from(on.is_some())).map(Cow::Borrowed);
            Fact { sentence: fact.sentence, words: words.collect(), at }
        };
        Facts { on: Cow::Borrowed(on.map_or("", |on| input.model.name(on))), facts: facts.iter().map(fact).collect() }
    }

    /// The numbers of the facts of the threat at a position.
    pub(super) fn reasons(&self, threat: usize) -> &[u32] {
        self.reasons.get(threat).map_or(&[], |reasons| reasons)
    }
}

/// Sorts facts by what they are about, and numbers them anew.
fn in_order(mut facts: Vec<Option<Reason>>, on: &[Option<Thing>], mut reasons: Vec<Box<[u32]>>) -> Gathered {
    let mut order: Vec<u32> = (0..facts.len() as u32).collect();
    let of = |number: u32| on.get(number as usize).copied().flatten();
    order.sort_by_key(|number| (of(*number).is_none(), of(*number)));
    let mut numbers = vec![0; order.len()];
    for (number, old) in order.iter().enumerate() {
        if let Some(slot) = numbers.get_mut(*old as usize) {
            *slot = number as u32;
        }
    }
    for number in reasons.iter_mut().flat_map(|list| list.iter_mut()) {
        *number = numbers.get(*number as usize).copied().unwrap_or(0);
    }
    // By hash: two texts with one make one of them a sentence that is used once, and nothing worse.
    let mut uses: FxHashMap<u64, u32> = FxHashMap::default();
    let hash = |text: &str| around_name(text).map(|parts| FxBuildHasher.hash_one(parts));
    for (fact, _) in facts.iter().zip(on).filter(|(_, on)| on.is_some()) {
        if let Some(hash) = fact.as_ref().and_then(|fact| hash(&fact.text)) {
            *uses.entry(hash).or_default() += 1;
        }
    }
    let mut gathered = Gathered { reasons, ..Gathered::default() };
    let mut known: FxHashMap<String, u32> = FxHashMap::default();
    let mut sentence = String::new();
    for old in order {
        let on = of(old);
        let Some(reason) = facts.get_mut(old as usize).and_then(Option::take) else { continue };
        let often = |text| hash(text).and_then(|hash| uses.get(&hash)).is_some_and(|uses| *uses >= OFTEN);
        let whole = on.is_some() && often(&reason.text);
        sentence_of(&reason.text, whole, &mut sentence);
        let number = known.get(&sentence).copied().unwrap_or_else(|| {
            let number = gathered.sentences.len() as u32;
            gathered.sentences.push(sentence.clone());
            known.insert(sentence.clone(), number);
            number
        });
        if gathered.facts.last().is_none_or(|last| last.on != on) {
            gathered.bounds.push(gathered.facts.len());
        }
        gathered.facts.push(Told { reason, on, sentence: number, whole });
    }
    gathered.bounds.push(gathered.facts.len());
    gathered
}

/// Facts as they come, each once.
#[derive(Default)]
struct Once {
    facts: Vec<Known>,
    /// The last fact of each hash.
    by_hash: FxHashMap<u64, u32>,
}

/// A fact, and the one before it with the same hash.
struct Known {
    reason: Reason,
    before: Option<u32>,
}

impl Once {
    fn number(&mut self, reason: Reason) -> u32 {
        let hash = FxBuildHasher.hash_one((&reason.text, reason.span));
        let last = self.by_hash.get(&hash).copied();
        let mut at = last;
        while let Some((number, known)) = at.and_then(|number| Some((number, self.facts.get(number as usize)?))) {
            if known.reason == reason {
                return number;
            }
            at = known.before;
        }
        let number = self.facts.len() as u32;
        self.facts.push(Known { reason, before: last });
        self.by_hash.insert(hash, number);
        number
    }
}

/// Whether every backtick of a text has its other half.
fn is_paired(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'`').count().is_multiple_of(2)
}

/// What stands between backticks; nothing where one of them stands alone.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let text = if is_paired(text) { text } else { "" };
    text.split('`').skip(1).step_by(2)
}

/// What stands before the first word of a text and behind it.
fn around_name(text: &str) -> Option<(&str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (_, behind) = rest.split_once('`')?;
    Some((before, behind))
}

/// A text without what stands between backticks, or without its first word alone; as it is where a backtick has no other
/// half.
fn sentence_of(text: &str, whole: bool, sentence: &mut String) {
    sentence.clear();
    if let (true, Some((before, behind))) = (whole, around_name(text)) {
        sentence.extend([before, WORD, behind]);
        return;
    }
    if !is_paired(text) {
        sentence.push_str(text);
        return;
    }
    for (index, part) in text.split('`').step_by(2).enumerate() {
        if index > 0 {
            sentence.push_str(WORD);
        }
        sentence.push_str(part);
    }
}

/// The thing that a fact names first.
fn subject(model: &Model, text: &str) -> Option<Thing> {
    let name = words_of(text).next()?;
    let thing = *model.names.get(name)?;
    // A name that was given up leads to what has another one now.
    (thing != Thing::Model && model.name(thing) == name).then_some(thing)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{sentence_of, words_of};
    use crate::view::document::{Fact, FactPlace};

    proptest! {
        /// Whatever a fact says, it is told again from its sentence and its words.
        #[test]
        fn every_text_comes_back(text in "[ab` é]{0,12}", whole in any::<bool>(), named in any::<bool>()) {
            let mut sentence = String::new();
            let name = words_of(&text).next().filter(|name| !name.is_empty() && named);
            let whole = whole && name.is_some();
            sentence_of(&text, whole, &mut sentence);
            let own = if whole { "" } else { text.as_str() };
            let words = words_of(own).skip(usize::from(name.is_some())).map(Into::into).collect();
            let told = Fact { sentence: 0, words, at: FactPlace::Declared }.told(name.unwrap_or(""), &[sentence.into()]);
            prop_assert_eq!(told, text);
        }
    }
}
