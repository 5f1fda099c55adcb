//! How many threats are open on what: counted once, used by pictures and tables.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{BoundaryId, Model, Thing};
use crate::schema::SEVERITY;
use crate::threat::{Status, Threats};
use crate::view::picture::diagram;

/// Counts of threats.
#[derive(Debug, Default)]
pub struct Tally {
    by_thing: FxHashMap<Thing, Count>,
    /// For each boundary, of itself and all that is inside, where there is any threat.
    within: FxHashMap<BoundaryId, Count>,
    /// For each severity, lowest first, how many threats have each status, in the order of [`Status::ALL`].
    pub by_severity: [[u32; Status::ALL.len()]; 4],
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    open: u32,
    all: u32,
}

impl Count {
    fn add(&mut self, is_open: bool) {
        self.all += 1;
        self.open += u32::from(is_open);
    }
}

impl Tally {
    /// Counts the threats of a model. Whatever is not closed counts as open: planned, lapsed and removing too.
    pub fn of(model: &Model, threats: &Threats) -> Tally {
        let mut tally = Tally::default();
        for threat in &threats.threats {
            let mut within = FxHashSet::default();
            for (thing, is_open) in threat.places() {
                tally.by_thing.entry(thing).or_default().add(is_open);
                let own = if let Thing::Boundary(id) = thing { Some(id) } else { None };
                // A threat on several flows is one in all that is around them.
                for id in own.into_iter().chain(model.enclosing(thing)).filter(|id| within.insert(*id)) {
                    tally.within.entry(id).or_default().add(!threat.status.is_closed());
                }
            }
            let status = Status::ALL.iter().position(|status| *status == threat.status);
            let cell = tally.by_severity.get_mut(threat.residual.severity as usize);
            if let Some(cell) = cell.zip(status).and_then(|(row, at)| row.get_mut(at)) {
                *cell += 1;
            }
        }
        tally
    }

    /// How many threats on a thing itself are open.
    pub fn open(&self, thing: Thing) -> u32 {
        self.by_thing.get(&thing).map_or(0, |count| count.open)
    }

    /// How the threats on a thing itself stand, for a picture.
    pub fn mark(&self, thing: Thing) -> diagram::Threats {
        marked(self.by_thing.get(&thing))
    }

    /// How the threats on a boundary and all that is inside stand, taken together.
    pub fn mark_within(&self, boundary: BoundaryId) -> diagram::Threats {
        marked(self.within.get(&boundary))
    }

    /// How many threats have one of some statuses.
    pub fn with(&self, which: impl Fn(Status) -> bool) -> u32 {
        let rows = self.by_severity.iter();
        rows.flat_map(|row| row.iter().zip(Status::ALL))
            .filter(|(_, status)| which(*status))
            .map(|(count, _)| count)
            .sum()
    }

    /// The severities' words, lowest first, each with its counts by status.
    pub fn severities(&self) -> impl DoubleEndedIterator<Item = (&'static str, &[u32; Status::ALL.len()])> {
        self.by_severity.iter().enumerate().map(|(index, row)| (SEVERITY.word(index as u8), row))
    }
}

fn marked(count: Option<&Count>) -> diagram::Threats {
    match count {
        Some(Count { open: 0, .. }) => diagram::Threats::AllClosed,
        Some(count) => diagram::Threats::Open(count.open),
        None => diagram::Threats::None,
    }
}
