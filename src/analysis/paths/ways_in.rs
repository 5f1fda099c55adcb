//! What lets attackers in, and what it costs them there. Which threats these are, whoever fills it knows.

use rustc_hash::FxHashMap;

use crate::analysis::paths::network::{DEAREST, Toll};
use crate::model::Thing;

/// A threat that lets somebody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WayIn {
    /// Which one: an index into the threats.
    pub(crate) threat: u32,
    /// What it asks of who uses it.
    pub(crate) toll: Toll,
    /// Whether something stops it, or makes it dearer at least.
    pub(crate) stopped: bool,
}

/// For each element and flow, the threats that let somebody in there.
#[derive(Debug, Default)]
pub(crate) struct WaysIn {
    by_thing: FxHashMap<Thing, Vec<WayIn>>,
    tolls: FxHashMap<Thing, Toll>,
}

/// What nothing known makes possible.
const NO_WAY: Toll = Toll { control: DEAREST, read: DEAREST };

impl WaysIn {
    /// Adds a way in at an element or a flow.
    pub(crate) fn add(&mut self, at: Thing, way: WayIn) {
        self.by_thing.entry(at).or_default().push(way);
        self.tolls.entry(at).and_modify(|known| *known = known.least(way.toll)).or_insert(way.toll);
    }

    /// What a step along a flow into an element costs.
    pub(super) fn toll(&self, flow: Thing, into: Thing) -> Toll {
        let of = |thing: Thing| self.tolls.get(&thing).copied().unwrap_or(NO_WAY);
        of(flow).least(of(into))
    }

    /// The threats that make a step possible. The cheapest first, then in the order of the threats.
    pub(super) fn of(&self, flow: Thing, into: Thing) -> Vec<WayIn> {
        let known = [flow, into].into_iter().filter_map(|thing| self.by_thing.get(&thing)).flatten();
        let mut all: Vec<WayIn> = known.copied().collect();
        all.sort_by_key(|way| (way.toll.control.min(way.toll.read), way.threat));
        all
    }
}

impl Toll {
    fn least(self, other: Toll) -> Toll {
        Toll { control: self.control.min(other.control), read: self.read.min(other.read) }
    }
}
