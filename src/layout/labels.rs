//! What the engine leaves undone: names of boundaries out of the way of arrows, labels off each other.

use crate::layout::Layout;
use crate::view::diagram::Diagram;

/// Moves labels until none lies over anything, as far as there is room.
pub fn settle(_diagram: &Diagram, _layout: &mut Layout) {}
