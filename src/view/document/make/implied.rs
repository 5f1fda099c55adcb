//! What types, protocols and boundaries imply for the things of a model, each set of it once.
//!
//! A thousand flows over `https` are implied the same; each of them names the set. What a thing says itself is never in
//! its set, so that the two together are all that is known of it.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::{Model, Origin, Thing};
use crate::schema::{self, AttrId};

/// Attributes with what implies them, which also says their values.
pub(super) type Set = Vec<(AttrId, Origin)>;

/// The sets of a model, and which thing has which.
#[derive(Default)]
pub(super) struct Implied {
    /// Each set, with the first thing that has it.
    sets: Vec<(Thing, Set)>,
    of: FxHashMap<Thing, u32>,
}

impl Implied {
    /// The sets of all things that have a type or a protocol, by first mention.
    pub(super) fn new(model: &Model) -> Implied {
        let mut implied = Implied::default();
        let mut known: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        let things = (model.boundary_ids().map(Thing::Boundary))
            .chain(model.element_ids().map(Thing::Element))
            .chain(model.flow_ids().map(Thing::Flow))
            .chain(model.data_ids().map(Thing::Data));
        let mut set = Set::new();
        for thing in things {
            gather(model, thing, &mut set);
            if set.is_empty() {
                continue;
            }
            let alike = known.entry(FxBuildHasher.hash_one(&set)).or_default();
            let same = |at: &&u32| implied.sets.get(**at as usize).is_some_and(|(_, known)| *known == set);
            let at = alike.iter().find(same).copied().unwrap_or_else(|| {
                let at = implied.sets.len() as u32;
                alike.push(at);
                implied.sets.push((thing, set.clone()));
                at
            });
            implied.of.insert(thing, at);
        }
        implied
    }

    /// The position of a thing's set.
    pub(super) fn of(&self, thing: Thing) -> Option<u32> {
        self.of.get(&thing).copied()
    }

    /// The sets, in order.
    pub(super) fn sets(&self) -> &[(Thing, Set)] {
        &self.sets
    }
}

/// What a thing's type, protocol and boundaries imply, and it does not say itself.
fn gather(model: &Model, thing: Thing, set: &mut Set) {
    set.clear();
    let kind = model.kind(thing);
    let mut add = |id: AttrId| {
        // A trait may imply attributes that only other kinds have.
        if schema::row(id).on.has(kind) && !set.iter().any(|(known, _)| *known == id) {
            let from = model.attr(thing, id).origin;
            if !matches!(from, Origin::Declared(_) | Origin::Vocabulary | Origin::Unset) {
                set.push((id, from));
            }
        }
    };
    if let Some(ty) = model.type_of(thing) {
        model.vocabulary.type_def(ty).implies.iter().for_each(|(id, _)| add(*id));
    }
    if let Thing::Element(_) | Thing::Boundary(_) = thing {
        schema::inherited().iter().for_each(|id| add(*id));
    }
    if let Thing::Flow(flow) = thing {
        if let Some(protocol) = model.protocol_of(flow) {
            model.vocabulary.protocol(protocol).implies.iter().for_each(|(id, _)| add(*id));
        }
        for boundary in model.enclosing(thing) {
            model[boundary].defaults.iter().for_each(|entry| add(entry.id));
        }
    }
    set.sort_unstable_by_key(|(id, _)| *id);
}
