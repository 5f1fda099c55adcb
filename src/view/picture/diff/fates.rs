//! What became of what arrows and boxes stand for.

use std::collections::BTreeMap;

use crate::view::picture::diagram::{Change, Diagram};
use crate::view::picture::part::Part;

/// The parts of both versions, by their names.
pub(super) struct Fates<'a> {
    old: BTreeMap<&'a str, &'a Part>,
    new: BTreeMap<&'a str, &'a Part>,
}

impl<'a> Fates<'a> {
    /// Those of arrows.
    pub(super) fn of_flows(old: &'a Diagram, new: &'a Diagram) -> Fates<'a> {
        let flows = |diagram: &'a Diagram| diagram.edges.iter().flat_map(|edge| &edge.parts);
        Fates { old: named(flows(old)), new: named(flows(new)) }
    }

    /// Those of boxes.
    pub(super) fn of_boxes(old: &'a Diagram, new: &'a Diagram) -> Fates<'a> {
        let inside = |diagram: &'a Diagram| diagram.nodes.iter().flat_map(|node| &node.parts);
        Fates { old: named(inside(old)), new: named(inside(new)) }
    }

    /// What became of a part.
    pub(super) fn of(&self, part: &Part) -> Change {
        match (self.old.get(part.id.as_str()), self.new.get(part.id.as_str())) {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            (Some(old), Some(new)) if old == new => Change::Same,
            _ => Change::Changed,
        }
    }
}

fn named<'a>(parts: impl Iterator<Item = &'a Part>) -> BTreeMap<&'a str, &'a Part> {
    parts.map(|part| (part.id.as_str(), part)).collect()
}
