//! What risk asks of a model, each worked out once.

use std::sync::OnceLock;
use std::sync::atomic::AtomicU8;

use crate::analysis::{Exposure, Likely};
use crate::model::{Cover, Model, Thing};
use crate::rules::eval::Run;

/// The evaluation of a model, with who reaches what and how much everything matters.
pub(crate) struct Facts<'a> {
    /// What evaluations share.
    pub(crate) run: Run<'a>,
    /// Ratings that were computed.
    pub(crate) ratings: Kept,
    exposure: OnceLock<Exposure>,
}

impl<'a> Facts<'a> {
    /// Prepares for many targets: costs a walk over the flows.
    pub(crate) fn new(model: &'a Model, cover: &'a Cover) -> Facts<'a> {
        Facts { run: Run::new(model, cover), ratings: Kept::new(model), exposure: OnceLock::new() }
    }

    /// Who reaches a thing. Who reaches each element is worked out on first use.
    pub(crate) fn reached(&self, thing: Thing) -> Likely {
        self.exposure.get_or_init(|| Exposure::build(&self.run)).of(&self.run, thing)
    }
}

/// Ratings that were computed, so that each is computed once: by element, flow and datum, for each property.
pub(crate) struct Kept {
    elements: Vec<[AtomicU8; 3]>,
    flows: Vec<[AtomicU8; 3]>,
    data: Vec<[AtomicU8; 3]>,
}

/// Not computed yet; and: computed, and nothing is known.
pub(crate) const FRESH: u8 = 0;
pub(crate) const NOTHING: u8 = u8::MAX;

impl Kept {
    pub(crate) fn new(model: &Model) -> Kept {
        let empty = |count: usize| std::iter::repeat_with(<[AtomicU8; 3]>::default).take(count).collect();
        Kept { elements: empty(model.elements.len()), flows: empty(model.flows.len()), data: empty(model.data.len()) }
    }

    pub(crate) fn slot(&self, thing: Thing, property: usize) -> Option<&AtomicU8> {
        let slots = match thing {
            Thing::Element(id) => self.elements.get(id.index()),
            Thing::Flow(id) => self.flows.get(id.index()),
            Thing::Data(id) => self.data.get(id.index()),
            _ => None,
        };
        slots.and_then(|slots| slots.get(property))
    }
}
