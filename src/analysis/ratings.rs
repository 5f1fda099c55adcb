//! Ratings: how much confidentiality, integrity and availability matter of what a thing carries, returns or holds, and
//! of the thing itself. One scale of 1–5; `language.md` section 4 is the law here.

use std::sync::atomic::Ordering;

use crate::analysis::facts::{FRESH, Facts, NOTHING};
use crate::model::{FlowId, Thing, Value};
use crate::rules::Subject;
use crate::rules::eval::ids;
use crate::rules::eval::{Env, Run, Val, element_data, flow_data, is_of_people};
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

/// What one account on a flow is worth: of what goes along it, credentials left aside, the datum that is rated highest,
/// and a level less than its rating. `None` where the account is worth all that goes along the flow: where it is for
/// administration, where it is for a store, and where no people call. A datum is missing where no other is known.
pub(crate) fn share(facts: &Facts<'_>, env: &Env<'_, '_>, flow: FlowId, broken: u8) -> Option<(Option<Thing>, u8)> {
    let model = facts.run.model;
    let thing = Thing::Flow(flow);
    let admin = *facts.run.attr(thing, &[ids::ADMIN]) == Value::Bool(true);
    if admin || model.kind(model[flow].to.thing()) == Kind::Store || !is_of_people(env, flow) {
        return None;
    }
    let mut most: Option<(Thing, u8)> = None;
    each_part(&facts.run, thing, &mut |datum| {
        if *facts.run.attr(datum, &[ids::CREDENTIAL]) != Value::Bool(true)
            && let Some(level) = rating(facts, datum, broken, &mut |_, _| {})
            && most.is_none_or(|(first, high)| (level, model.name(first)) > (high, model.name(datum)))
        {
            most = Some((datum, level));
        }
    });
    Some((most.map(|(datum, _)| datum), most.map_or(MIDDLE, |(_, level)| level.saturating_sub(1).max(1))))
}

/// What one account on a flow is worth; `None` where nothing is known, and then `ask` is told what would help.
pub(crate) fn account(facts: &Facts<'_>, env: &Env<'_, '_>, flow: FlowId, broken: u8, ask: Ask<'_>) -> Option<u8> {
    let whole = rating(facts, Thing::Flow(flow), broken, ask)?;
    Some(share(facts, env, flow, broken).map_or(whole, |(_, level)| level.min(whole)))
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
    if let Thing::Data(_) = thing {
        return data_rating(run, thing, property);
    }
    let mut highest = match thing {
        Thing::Element(_) => rated(thing).get(property).and_then(|id| word(run, thing, *id)),
        _ => None,
    };
    each_part(run, thing, &mut |part| highest = highest.max(in_property(facts, part, property)));
    highest
}

/// Everything that rates a thing beside what it says of itself: the data that a flow or an element has to do with, what
/// lies in a boundary, what an entry point, a dependency, a threat or a control is on. Each is rated in its turn.
pub(crate) fn each_part(run: &Run<'_>, thing: Thing, take: &mut dyn FnMut(Thing)) {
    let model = run.model;
    let mut data = |item: Val<'_>| {
        if let Val::Thing(datum) = item {
            take(datum);
        }
        true
    };
    match thing {
        Thing::Flow(flow) => {
            flow_data(run, flow, &mut data);
        }
        Thing::Element(element) => {
            element_data(run, element, &mut data);
        }
        Thing::Model => model.data_ids().for_each(|id| take(Thing::Data(id))),
        Thing::Boundary(id) => {
            model[id].elements.iter().for_each(|element| take(Thing::Element(*element)));
            model[id].children.iter().for_each(|child| take(Thing::Boundary(*child)));
        }
        Thing::Entry(id) => take(model[id].on),
        Thing::Depends(_) => model.things(thing, attr::ON).for_each(take),
        Thing::Threat(id) => model[id].targets.iter().copied().for_each(take),
        Thing::Control(id) => model[id].on.iter().copied().for_each(take),
        _ => {}
    }
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

/// The one fact that would help most: how a datum is classified, else what a flow carries or returns or a store holds,
/// else how the thing itself is rated.
fn ask_for_rating(facts: &Facts<'_>, thing: Thing, broken: u8, ask: Ask<'_>) {
    let run = &facts.run;
    let model = run.model;
    let mut unrated: Option<Thing> = None;
    match thing {
        Thing::Data(_) => unrated = Some(thing),
        Thing::Flow(_) | Thing::Element(_) => each_part(run, thing, &mut |datum| {
            if unrated.is_none_or(|first| model.name(datum) < model.name(first)) {
                unrated = Some(datum);
            }
        }),
        _ => return,
    }
    // What is known to be nothing is no question any more.
    let open = |id: AttrId| *run.attr(thing, &[id]) == Value::Unknown;
    let subject = match (unrated, thing) {
        (Some(_), _) => ids::CLASS,
        (None, Thing::Flow(_)) if open(ids::CARRIES) => ids::CARRIES,
        (None, Thing::Flow(_)) if open(ids::RETURNS) => ids::RETURNS,
        (None, Thing::Flow(_)) => return,
        (None, Thing::Element(id)) if model[id].kind == Kind::Store && open(ids::HOLDS) => ids::HOLDS,
        _ => match (0..3).find(|property| broken & (1 << property) != 0) {
            Some(property) => rated(thing)[property],
            None => return,
        },
    };
    ask(unrated.unwrap_or(thing), Subject::Attribute(subject));
}
