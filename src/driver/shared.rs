//! Models that others use: read and checked once in a run, whoever uses them first.
//!
//! What stays of such a model is what it shows, how many errors it has, and of which files it is made, in the order in
//! which they were met; so whoever uses it gets the same sources under the same ids as if it had read them itself. A model
//! that lies on a circle of uses, or leads to one, is not shared: what is to be said of a circle depends on where one
//! comes from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::Exports;
use crate::text::SourceId;

/// Which model, as seen from which project: the anchor, the project's folder, and the root.
pub(crate) type Key = (PathBuf, PathBuf, PathBuf);

/// A model that others use.
#[derive(Debug)]
pub(crate) struct Shared {
    /// What it shows; its places count in the sources that it has by itself.
    pub(crate) exports: Exports,
    /// How many errors it has.
    pub(crate) errors: usize,
    /// What was met while it was read.
    pub(crate) steps: Vec<Step>,
    /// Of the sources that what it shows points into: of which model each is, and the how-manieth of that model's own.
    pub(crate) places: BTreeMap<SourceId, (PathBuf, usize)>,
    /// Its bytes that count against what a model may have.
    pub(crate) own: usize,
    /// The same, with those of the models that it uses.
    pub(crate) bytes: usize,
}

/// What is met while a model is read.
#[derive(Debug)]
pub(crate) enum Step {
    /// A file of its own.
    Source(PathBuf),
    /// Another model that it uses.
    Model(PathBuf, Arc<Shared>),
}

/// What was met of one model so far.
#[derive(Default)]
pub(crate) struct Steps {
    /// All of it, in its order.
    pub(crate) steps: Vec<Step>,
    /// Its own sources.
    pub(crate) sources: Vec<SourceId>,
    /// Its bytes that count.
    pub(crate) bytes: usize,
}

impl Steps {
    /// A file of its own.
    pub(crate) fn source(&mut self, path: &Path, id: SourceId) {
        self.steps.push(Step::Source(path.to_path_buf()));
        self.sources.push(id);
    }
}
