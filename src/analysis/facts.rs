//! What risk asks of a model, each worked out once.

use std::sync::OnceLock;

use crate::analysis::{Exposure, Likely, Ratings};
use crate::model::{Cover, Model, Thing};
use crate::rules::eval::Run;

/// The evaluation of a model, with who reaches what and how much everything matters.
pub(crate) struct Facts<'a> {
    /// What evaluations share.
    pub(crate) run: Run<'a>,
    /// Ratings that were computed.
    pub(crate) ratings: Ratings,
    exposure: OnceLock<Exposure>,
}

impl<'a> Facts<'a> {
    /// Prepares for many targets: costs a walk over the flows.
    pub(crate) fn new(model: &'a Model, cover: &'a Cover) -> Facts<'a> {
        Facts { run: Run::new(model, cover), ratings: Ratings::new(model), exposure: OnceLock::new() }
    }

    /// Who reaches a thing. Who reaches each element is worked out on first use.
    pub(crate) fn reached(&self, thing: Thing) -> Likely {
        self.exposure.get_or_init(|| Exposure::build(&self.run)).of(&self.run, thing)
    }
}
