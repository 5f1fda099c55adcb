//! How much one model may be made of, and how much of a run is worked on at a time.

/// The most files that one model may have, and that one folder is searched for.
pub const MAX_FILES: usize = 10_000;

/// So many bytes the files of one model have together, with those of packs and of models that it uses.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// So deep uses may lie in each other: each model of such a chain is checked with what it takes from the one before.
pub(crate) const MAX_DEPTH: usize = 1_000;

/// So many models are worked on at a time, and so many of the first are compiled at once and kept.
pub(crate) const ROUND: usize = 64;
