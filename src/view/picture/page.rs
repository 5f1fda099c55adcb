//! Which picture of a model one is, where a model takes many.

use crate::model::BoundaryId;

/// Which of many pictures one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The one that leads to all others.
    Index,
    /// The inside of a boundary.
    Of(BoundaryId),
}
