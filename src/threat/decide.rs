//! What people decided: which decision or assumption answers a threat, and whether it is in force.
//!
//! Exact decisions beat those with a wildcard, and those on `cloud.*` beat those on `*`, the innermost boundary first; among
//! equals those in force come first. Decisions and assumptions that
//! a machine wrote answer nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{AssumeId, Attrs, BoundaryId, Date, Decision, Model, RulePattern, Target, Thing, Value, Verb};
use crate::schema::{AttrName, Kind, attr, word};
use crate::threat::Status;

impl Verb {
    /// The status of a threat that it answers.
    pub(crate) fn status(self) -> Status {
        match self {
            Verb::Accept => Status::Accepted,
            Verb::Warn => Status::Warned,
            Verb::Remove => Status::Removing,
            Verb::Transfer => Status::Transferred,
            Verb::Dismiss => Status::Dismissed,
        }
    }
}

/// An answer by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decided<T> {
    /// Which.
    pub(crate) by: T,
    /// Whether it is in force today; else it has expired.
    pub(crate) in_force: bool,
}

/// Decisions and assumptions of a model, by what they are about.
pub(crate) struct Answers<'a> {
    model: &'a Model,
    today: Date,
    on: FxHashMap<Thing, Vec<u32>>,
    /// Those on all flows from one thing to another.
    between: FxHashMap<Target, Vec<u32>>,
    /// Those on everything in a boundary.
    inside: FxHashMap<BoundaryId, Vec<u32>>,
    everywhere: Vec<u32>,
    assumptions: Vec<Assumed<'a>>,
}

struct Assumed<'a> {
    id: AssumeId,
    about: Vec<Thing>,
    answers: Vec<&'a RulePattern>,
    in_force: bool,
}

/// The rank of decisions on what is in boundaries that lie across others.
const ACROSS: u32 = u32::MAX - 1;
/// The rank of decisions on everything, and of those about a family of rules.
const WILD: u32 = u32::MAX;

/// What was found for one threat.
#[derive(Debug, Default)]
pub(crate) struct Answering {
    /// Every decision that matches, written by a machine or not, in order.
    pub(crate) matching: Vec<u32>,
    /// The decision that counts.
    pub(crate) decision: Option<Decided<u32>>,
    /// Another in force, of the same rank and another verb: an error.
    pub(crate) conflict: Option<u32>,
    /// The assumption that counts.
    pub(crate) assumption: Option<Decided<AssumeId>>,
}

impl<'a> Answers<'a> {
    pub(crate) fn new(model: &'a Model, today: Date) -> Answers<'a> {
        let mut on: FxHashMap<Thing, Vec<u32>> = FxHashMap::default();
        let mut between: FxHashMap<Target, Vec<u32>> = FxHashMap::default();
        let mut inside: FxHashMap<BoundaryId, Vec<u32>> = FxHashMap::default();
        let mut everywhere = Vec::new();
        for (index, decision) in model.decisions.iter().enumerate() {
            if let Some(pair) = model.pair(&decision.target) {
                between.entry(pair).or_default().push(index as u32);
            }
            match &decision.target {
                pair @ Target::Between(..) => between.entry(pair.clone()).or_default().push(index as u32),
                Target::Every => everywhere.push(index as u32),
                Target::Inside(id) => inside.entry(*id).or_default().push(index as u32),
                Target::Thing(thing) => on.entry(*thing).or_default().push(index as u32),
                Target::Gone(_) => {}
            }
        }
        let assumptions =
            (0..model.assumptions.len() as u32).filter_map(|index| assumed(model, AssumeId(index), today));
        Answers { model, today, on, between, inside, everywhere, assumptions: assumptions.collect() }
    }

    /// Whether there is anything to look up.
    pub(crate) fn is_empty(&self) -> bool {
        self.on.is_empty()
            && self.between.is_empty()
            && self.inside.is_empty()
            && self.everywhere.is_empty()
            && self.assumptions.is_empty()
    }

    /// What answers a rule (or written threat) on a target; `about` is what the whole threat is about.
    pub(crate) fn find(&self, rule: &str, target: Thing, about: &Target) -> Answering {
        let decision = |index: u32| self.model.decisions.get(index as usize);
        let ranked = self.ranked(target, about);
        let ranked = ranked.iter().flat_map(|(rank, list)| list.iter().map(move |index| (*rank, *index)));
        let mut matching: Vec<(u32, u32)> = ranked
            .filter(|(_, index)| decision(*index).is_some_and(|decision| decision.rule.matches(rule)))
            // A family of rules says as little of one as all targets say of one.
            .map(|(rank, index)| {
                (if decision(index).is_some_and(|it| it.rule.is_wildcard()) { WILD } else { rank }, index)
            })
            .collect();
        matching.sort_unstable();
        let mut seen = FxHashSet::default();
        matching.retain(|(_, index)| seen.insert(*index));
        let mut found = Answering { assumption: self.assumption(rule, target), ..Answering::default() };
        let by_people = |(_, index): &&(u32, u32)| decision(*index).is_some_and(|decision| !decision.inferred);
        if let Some((first, _)) = matching.iter().find(by_people).copied() {
            let rank = matching.iter().filter(by_people).take_while(|(rank, _)| *rank == first);
            let mut rank: Vec<(bool, Verb, u32)> = rank
                .filter_map(|(_, index)| decision(*index).map(|it| (!self.in_force(it), it.verb, *index)))
                .collect();
            rank.sort_unstable();
            if let Some((expired, verb, index)) = rank.first().copied() {
                found.decision = Some(Decided { by: index, in_force: !expired });
                let other = rank.iter().find(|(late, other, _)| !late && !expired && *other != verb);
                found.conflict = other.map(|(_, _, index)| *index);
            }
        }
        let mut matching: Vec<u32> = matching.into_iter().map(|(_, index)| index).collect();
        matching.sort_unstable();
        found.matching = matching;
        found
    }

    /// Decisions that may be about a target, by how closely they name it: the thing itself, what is in a boundary around
    /// it from the inside out, what is in one that lies across, everything.
    fn ranked(&self, target: Thing, about: &Target) -> Vec<(u32, &[u32])> {
        let (place, whole) = match (about, target) {
            // An entry point is where the element is that it belongs to.
            (_, Thing::Entry(id)) => (self.model[id].on, None),
            (Target::Between(..), _) => (target, self.between.get(about)),
            (Target::Thing(thing), _) if *thing != target => (*thing, self.on.get(thing)),
            _ => (target, None),
        };
        let own = self.on.get(&target);
        // What is said of the flow alone is nearer than what is said of all; the name of one that has none says both.
        let whole = whole.filter(|whole| Some(*whole) != own).map(|list| (1, list.as_slice()));
        let own = own.map(|list| (0, list.as_slice())).into_iter().chain(whole);
        let inside = |(rank, id): (u32, BoundaryId)| self.inside.get(&id).map(|list| (rank, list.as_slice()));
        let around = (2..).zip(self.model.enclosing(place)).filter_map(inside);
        let across = self.model.across(place).map(|id| (ACROSS, id)).filter_map(inside);
        let everywhere = Some((WILD, self.everywhere.as_slice()));
        if self.inside.is_empty() {
            return own.chain(everywhere).collect();
        }
        own.chain(around).chain(across).chain(everywhere).collect()
    }

    /// Whether a decision holds today: its last day has not passed.
    pub(crate) fn in_force(&self, decision: &Decision) -> bool {
        lasts(&decision.attrs, decision.verb.kind(), attr::UNTIL, self.today)
    }

    /// Whether its last day is known and has passed.
    pub(crate) fn expired(&self, decision: &Decision) -> bool {
        date(&decision.attrs, decision.verb.kind(), attr::UNTIL).is_some_and(|until| self.today > until)
    }

    fn assumption(&self, rule: &str, target: Thing) -> Option<Decided<AssumeId>> {
        let answering = self.assumptions.iter().filter(|assumed| {
            assumed.answers.iter().any(|pattern| pattern.matches(rule)) && concerns(self.model, &assumed.about, target)
        });
        let mut answering: Vec<&Assumed<'_>> = answering.collect();
        answering.sort_by_key(|assumed| (!assumed.in_force, assumed.id));
        answering.first().map(|assumed| Decided { by: assumed.id, in_force: assumed.in_force })
    }
}

/// Whether an attribute of a decision is set.
pub(crate) fn says(decision: &Decision, name: AttrName) -> bool {
    name.on(decision.verb.kind()).is_some_and(|id| decision.attrs.get(id).is_some())
}

/// Whether a last day has not passed. What has none lasts; one that cannot be read does not.
fn lasts(attrs: &Attrs, kind: Kind, name: AttrName, today: Date) -> bool {
    let says = name.on(kind).is_some_and(|id| attrs.get(id).is_some());
    !says || date(attrs, kind, name).is_some_and(|last| today <= last)
}

fn date(attrs: &Attrs, kind: Kind, name: AttrName) -> Option<Date> {
    match attrs.get(name.on(kind)?).map(|entry| &entry.value) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

/// A confirmed assumption; others answer nothing.
fn assumed(model: &Model, id: AssumeId, today: Date) -> Option<Assumed<'_>> {
    let thing = Thing::Assume(id);
    let confirmed = word::assumption_status::CONFIRMED;
    if *model.get(thing, attr::STATUS).value != Value::Word(confirmed) || model.flag(thing, attr::INFERRED) {
        return None;
    }
    let answers = model.get(thing, attr::ANSWERS).value.items().iter().filter_map(|value| match value {
        Value::Rule(pattern) => Some(&**pattern),
        _ => None,
    });
    Some(Assumed {
        id,
        about: model.things(thing, attr::ABOUT).collect(),
        answers: answers.collect(),
        in_force: lasts(&model[id].decl.attrs, Kind::Assume, attr::EXPIRES, today),
    })
}

/// Whether an assumption about some things concerns a target: one of them, a flow that touches one, or something
/// inside one. An assumption about nothing in particular is about the whole model.
fn concerns(model: &Model, about: &[Thing], target: Thing) -> bool {
    let named = |thing: Thing| about.contains(&thing);
    let around = |thing: Thing| named(thing) || model.enclosing(thing).any(|boundary| named(Thing::Boundary(boundary)));
    about.is_empty()
        || around(target)
        || match target {
            Thing::Flow(id) => around(model[id].from.thing()) || around(model[id].to.thing()),
            Thing::Entry(id) => around(model[id].on),
            _ => false,
        }
}
