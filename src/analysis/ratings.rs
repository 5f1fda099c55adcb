//! Ratings: how much confidentiality, integrity and availability matter of what a thing carries, returns or holds, and
//! of the thing itself. One scale of 1–5; `language.md` section 4 is the law here.

use std::sync::atomic::Ordering;

use crate::analysis::facts::{FRESH, Facts, NOTHING};
use crate::model::{Thing, Value};
use crate::rules::Subject;
use crate::rules::eval::ids;
use crate::rules::eval::{Run, Val, element_data, flow_data};
use crate::schema::{AttrId, Kind, LINDDUN, attr, word};

/// Properties that a threat breaks, as bits.
pub(crate) const CONFIDENTIALITY: u8 = 1;
pub(crate) const INTEGRITY: u8 = 2;
pub(crate) const AVAILABILITY: u8 = 4;

type Ask<'v> = &'v mut dyn FnMut(Thing, Subject);

/// What counts where nothing is known.
const MIDDLE: u8 = 3;

/// The properties that some categories break.
pub(crate) fn properties(stride: u8, linddun: u8) -> u8 {
    let broken = [
        (word::stride::SPOOFING, CONFIDENTIALITY | INTEGRITY),
        (word::stride::TAMPERING, INTEGRITY),
        (word::stride::REPUDIATION, INTEGRITY),
        (word::stride::INFORMATION_DISCLOSURE, CONFIDENTIALITY),
        (word::stride::DENIAL_OF_SERVICE, AVAILABILITY),
        (word::stride::ELEVATION_OF_PRIVILEGE, CONFIDENTIALITY | INTEGRITY | AVAILABILITY),
    ];
    let of_stride = broken.iter().filter(|(bit, _)| stride & (1 << bit) != 0);
    let privacy = if linddun & ((1 << LINDDUN.words.len()) - 1) != 0 { CONFIDENTIALITY } else { 0 };
    of_stride.fold(privacy, |sum, (_, bits)| sum | bits)
}

/// The highest rating, in the broken properties, of the data that a thing carries, returns or holds, and of the thing
/// itself; `None` where nothing is known, and then `ask` is told what would help.
pub(crate) fn rating(facts: &Facts<'_>, thing: Thing, broken: u8, ask: Ask<'_>) -> Option<u8> {
    let broken_ones = (0..3).filter(|property| broken & (1 << property) != 0);
    let highest = broken_ones.filter_map(|property| in_property(facts, thing, property)).max();
    if highest.is_none() {
        ask_for_rating(facts, thing, broken, ask);
    }
    highest
}

/// The rating in one property: 0 confidentiality, 1 integrity, 2 availability.
pub(crate) fn in_property(facts: &Facts<'_>, thing: Thing, property: usize) -> Option<u8> {
    let slot = facts.ratings.slot(thing, property);
    if let Some(slot) = slot {
        match slot.load(Ordering::Relaxed) {
            FRESH => {}
            NOTHING => return None,
            known => return Some(known),
        }
    }
    let found = compute(facts, thing, property);
    if let Some(slot) = slot {
        slot.store(found.unwrap_or(NOTHING), Ordering::Relaxed);
    }
    found
}

fn compute(facts: &Facts<'_>, thing: Thing, property: usize) -> Option<u8> {
    let run = &facts.run;
    let model = run.model;
    let mut highest: Option<u8> = None;
    let mut data = |item: Val<'_>| {
        if let Val::Thing(datum) = item {
            highest = highest.max(in_property(facts, datum, property));
        }
        true
    };
    match thing {
        Thing::Data(_) => return data_rating(run, thing, property),
        Thing::Flow(flow) => {
            flow_data(run, flow, &mut data);
        }
        Thing::Element(element) => {
            element_data(run, element, &mut data);
            let own = rated(thing).get(property).and_then(|id| word(run, thing, *id));
            return highest.max(own);
        }
        Thing::Model => model.data_ids().for_each(|id| {
            data(Val::Thing(Thing::Data(id)));
        }),
        _ => {}
    }
    let inner: Vec<Thing> = match thing {
        Thing::Boundary(id) => {
            let elements = model[id].elements.iter().map(|element| Thing::Element(*element));
            elements.chain(model[id].children.iter().map(|child| Thing::Boundary(*child))).collect()
        }
        Thing::Entry(id) => vec![model[id].on],
        Thing::Depends(_) => model.things(thing, attr::ON).collect(),
        Thing::Threat(id) => model[id].targets.to_vec(),
        Thing::Control(id) => model[id].on.to_vec(),
        _ => Vec::new(),
    };
    inner.into_iter().fold(highest, |highest, part| highest.max(in_property(facts, part, property)))
}

/// The attributes that rate the three properties of a thing: data and elements have their own.
pub(crate) fn rated(thing: Thing) -> [AttrId; 3] {
    match thing {
        Thing::Data(_) => [ids::CONFIDENTIALITY, ids::INTEGRITY, ids::AVAILABILITY],
        _ => ids::OF_ELEMENTS,
    }
}

/// A word of an ordered scale as 1, 2, ….
pub(crate) fn word(run: &Run<'_>, thing: Thing, id: AttrId) -> Option<u8> {
    match run.attr(thing, &[id]) {
        Value::Word(word) => Some(word + 1),
        _ => None,
    }
}

fn data_rating(run: &Run<'_>, data: Thing, property: usize) -> Option<u8> {
    let stated = rated(data).get(property).and_then(|id| word(run, data, *id));
    match property {
        0 => confidentiality(run, data, stated),
        _ => Some(stated.unwrap_or(MIDDLE)),
    }
}

fn confidentiality(run: &Run<'_>, data: Thing, stated: Option<u8>) -> Option<u8> {
    let is = |id: AttrId| *run.attr(data, &[id]) == Value::Bool(true);
    let class = match run.attr(data, &[ids::CLASS]) {
        Value::Word(class) => [1, 2, 4, 5].get(*class as usize).copied(),
        _ => None,
    };
    let personal = is(ids::PERSONAL).then_some(4);
    let credential = is(ids::CREDENTIAL).then_some(5);
    stated.or(class).max(personal).max(credential)
}

/// The one fact that would help most: how a datum is classified, else what a flow carries or a store holds, else how
/// the thing itself is rated.
fn ask_for_rating(facts: &Facts<'_>, thing: Thing, broken: u8, ask: Ask<'_>) {
    let run = &facts.run;
    let model = run.model;
    let mut unrated: Option<Thing> = None;
    let mut data = |item: Val<'_>| {
        if let Val::Thing(datum) = item
            && unrated.is_none_or(|first| model.name(datum) < model.name(first))
        {
            unrated = Some(datum);
        }
        true
    };
    match thing {
        Thing::Data(_) => unrated = Some(thing),
        Thing::Flow(flow) => {
            flow_data(run, flow, &mut data);
        }
        Thing::Element(element) => {
            element_data(run, element, &mut data);
        }
        _ => return,
    }
    let subject = match (unrated, thing) {
        (Some(_), _) => ids::CLASS,
        (None, Thing::Flow(_)) => ids::CARRIES,
        (None, Thing::Element(id)) if model[id].kind == Kind::Store => ids::HOLDS,
        _ => match (0..3).find(|property| broken & (1 << property) != 0) {
            Some(property) => rated(thing)[property],
            None => return,
        },
    };
    ask(unrated.unwrap_or(thing), Subject::Attribute(subject));
}
