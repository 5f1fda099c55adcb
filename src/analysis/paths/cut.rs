//! The smallest set of flows and elements that cuts every way from attackers to assets: a minimum cut.
//!
//! Each flow and each element that may be protected is split into an entry and an exit with an arc of capacity 1
//! between them; everything else has no limit. By the theorem of Ford and Fulkerson the largest flow through that
//! network is as large as the smallest cut, and the cut is what leads out of the part that attackers still reach in the
//! residual network. That part is the same for every largest flow, so the answer is one set and not any of several: the
//! one nearest to the attackers. The flow is found by Dinic's algorithm, which on units takes at most about
//! √links × links steps.

use std::collections::VecDeque;

use crate::analysis::paths::choke::Unit;
use crate::analysis::paths::network::Network;

/// What to protect so that no way leads from a source to a goal; sorted. Sources and goals are no candidates: the
/// first are out of our hands, the second are what is to be kept.
pub(super) fn cut(network: &Network, sources: &[u32], goals: &[u32]) -> Vec<Unit> {
    let elements = network.elements();
    let links = network.links.len();
    let mut free = vec![false; elements];
    for end in sources.iter().chain(goals) {
        if let Some(free) = free.get_mut(*end as usize) {
            *free = true;
        }
    }
    // Each unit has an entry at an even number and an exit behind it.
    let enter = |unit: Unit| match unit {
        Unit::Element(element) => element * 2,
        Unit::Link(link) => (elements as u32 + link) * 2,
    };
    let exit = |unit: Unit| enter(unit) + 1;
    let (source, sink) = ((elements + links) as u32 * 2, (elements + links) as u32 * 2 + 1);
    let mut residual = Residual::new((elements + links) * 2 + 2);
    for (element, free) in free.iter().enumerate() {
        let unit = Unit::Element(element as u32);
        residual.arc(enter(unit), exit(unit), if *free { ENDLESS } else { 1 });
    }
    for (index, link) in network.links.iter().enumerate() {
        let flow = Unit::Link(index as u32);
        let (from, to) = (Unit::Element(link.from), Unit::Element(link.to));
        residual.arc(enter(flow), exit(flow), 1);
        residual.arc(exit(from), enter(flow), ENDLESS);
        residual.arc(exit(flow), enter(to), ENDLESS);
        if link.back.is_some() {
            residual.arc(exit(to), enter(flow), ENDLESS);
            residual.arc(exit(flow), enter(from), ENDLESS);
        }
    }
    for end in sources {
        residual.arc(source, enter(Unit::Element(*end)), ENDLESS);
    }
    for end in goals {
        residual.arc(exit(Unit::Element(*end)), sink, ENDLESS);
    }
    residual.fill(source, sink);
    let reached = residual.levels(source);
    let is = |node: u32| reached.get(node as usize).is_some_and(|level| *level != UNSEEN);
    let units = (0..elements as u32).map(Unit::Element).chain((0..links as u32).map(Unit::Link));
    units.filter(|unit| is(enter(*unit)) && !is(exit(*unit))).collect()
}

const ENDLESS: u32 = u32::MAX / 4;
const UNSEEN: u32 = u32::MAX;

/// Arcs with what they can still take; arc `i` and arc `i ^ 1` are each other's way back.
struct Residual {
    to: Vec<u32>,
    room: Vec<u32>,
    at: Vec<Vec<u32>>,
}

impl Residual {
    fn new(nodes: usize) -> Residual {
        Residual { to: Vec::new(), room: Vec::new(), at: vec![Vec::new(); nodes] }
    }

    fn arc(&mut self, from: u32, to: u32, capacity: u32) {
        for (from, to, room) in [(from, to, capacity), (to, from, 0)] {
            if let Some(arcs) = self.at.get_mut(from as usize) {
                arcs.push(self.to.len() as u32);
                self.to.push(to);
                self.room.push(room);
            }
        }
    }

    /// Pushes as much as possible from source to sink: shortest ways first, as many as fit at once.
    fn fill(&mut self, source: u32, sink: u32) {
        loop {
            let level = self.levels(source);
            if level.get(sink as usize).is_none_or(|level| *level == UNSEEN) {
                return;
            }
            // The next arc to try at each node: what led nowhere once leads nowhere until the levels change.
            let mut next = vec![0_usize; self.at.len()];
            while let Some(way) = self.shortest(source, sink, &level, &mut next) {
                let room = way.iter().filter_map(|arc| self.room.get(*arc as usize)).copied().min().unwrap_or(0);
                for arc in way {
                    if let Some(forth) = self.room.get_mut(arc as usize) {
                        *forth -= room;
                    }
                    if let Some(back) = self.room.get_mut(arc as usize ^ 1) {
                        *back += room;
                    }
                }
            }
        }
    }

    /// How many arcs with room each node is from the source.
    fn levels(&self, source: u32) -> Vec<u32> {
        let mut level = vec![UNSEEN; self.at.len()];
        let mut queue = VecDeque::from([source]);
        if let Some(first) = level.get_mut(source as usize) {
            *first = 0;
        }
        while let Some(node) = queue.pop_front() {
            let here = level.get(node as usize).copied().unwrap_or(UNSEEN);
            for arc in self.at.get(node as usize).into_iter().flatten() {
                let (Some(to), Some(1..)) = (self.to.get(*arc as usize), self.room.get(*arc as usize)) else {
                    continue;
                };
                if let Some(level) = level.get_mut(*to as usize)
                    && *level == UNSEEN
                {
                    *level = here + 1;
                    queue.push_back(*to);
                }
            }
        }
        level
    }

    /// A way along rising levels, as arcs.
    fn shortest(&self, source: u32, sink: u32, level: &[u32], next: &mut [usize]) -> Option<Vec<u32>> {
        let level_of = |node: u32| level.get(node as usize).copied().unwrap_or(UNSEEN);
        let mut way: Vec<u32> = Vec::new();
        let mut node = source;
        while node != sink {
            let tried = next.get_mut(node as usize)?;
            let arc = self.at.get(node as usize).and_then(|arcs| arcs.get(*tried)).copied();
            match arc {
                Some(arc) => {
                    let to = self.to.get(arc as usize).copied().unwrap_or(node);
                    let rises = level_of(to) == level_of(node).saturating_add(1);
                    if rises && self.room.get(arc as usize).is_some_and(|room| *room > 0) {
                        way.push(arc);
                        node = to;
                    } else {
                        *tried += 1;
                    }
                }
                // A dead end: one arc back, which is not to be tried again.
                None => {
                    let arc = way.pop()?;
                    node = self.to.get(arc as usize ^ 1).copied()?;
                    *next.get_mut(node as usize)? += 1;
                }
            }
        }
        Some(way)
    }
}
