//! The network that attackers walk: elements, the flows between them, and what a step along each costs.
//!
//! It is plain numbers, so that the searches can be tried against brute force. It knows no model and no threats.

/// Elements and flows are counted from 0; a flow may be walked forth and, where it has a reply, back.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    /// The flows, in order of their names: where two ways are equally good, the first flow wins.
    pub(super) links: Vec<Link>,
    out: Steps,
    into: Steps,
}

/// A flow between two different elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: u32,
    pub(super) to: u32,
    /// What a step along it costs.
    pub(super) forth: Toll,
    /// What a step back along its reply costs; `None` where there is no reply.
    pub(super) back: Option<Toll>,
}

/// What a step costs, each from 1 to [`DEAREST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Toll {
    /// Taking control of where it leads.
    pub(crate) control: u8,
    /// Getting at the data there; never dearer than control.
    pub(crate) read: u8,
}

/// The cost of a step that no known threat makes possible: the dearest that a guarded one can be.
pub(super) const DEAREST: u8 = 10;

/// A step of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) link: u32,
    pub(super) reply: bool,
    /// The element at the other end: where it leads, or where it comes from.
    pub(super) other: u32,
    pub(super) toll: Toll,
}

/// The steps at each element, side by side; those of one element in order of their flows.
#[derive(Clone, Debug, Default)]
struct Steps {
    starts: Vec<u32>,
    steps: Vec<Step>,
}

impl Steps {
    fn at(&self, element: u32) -> &[Step] {
        let start = |index: usize| self.starts.get(index).copied().unwrap_or(0) as usize;
        self.steps.get(start(element as usize)..start(element as usize + 1)).unwrap_or(&[])
    }

    fn collect(elements: usize, all: impl Iterator<Item = (u32, Step)>) -> Steps {
        let mut by_element: Vec<(u32, Step)> = all.collect();
        by_element.sort_by_key(|(element, _)| *element);
        let mut starts = vec![0; elements + 1];
        for (element, _) in &by_element {
            if let Some(count) = starts.get_mut(*element as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Steps { starts, steps: by_element.into_iter().map(|(_, step)| step).collect() }
    }
}

/// How far everything is from where a search began.
#[derive(Debug)]
pub(super) struct Reach {
    /// The cheapest way to control each element, and the fewest steps of such a way.
    control: Vec<Distance>,
}

/// A cost, and a number of steps; compared in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Distance {
    pub(super) cost: u32,
    pub(super) steps: u32,
}

const FAR: Distance = Distance { cost: u32::MAX, steps: u32::MAX };

impl Network {
    /// A network of so many elements. The links stand in the order of their names.
    pub(super) fn new(elements: usize, links: Vec<Link>) -> Network {
        let both = || {
            links.iter().enumerate().flat_map(|(index, link)| {
                let link_id = index as u32;
                let forth = Some((link.from, link.to, false, link.forth));
                let back = link.back.map(|toll| (link.to, link.from, true, toll));
                forth.into_iter().chain(back).map(move |(from, to, reply, toll)| (from, to, reply, toll, link_id))
            })
        };
        let out = both().map(|(from, to, reply, toll, link)| (from, Step { link, reply, other: to, toll }));
        let into = both().map(|(from, to, reply, toll, link)| (to, Step { link, reply, other: from, toll }));
        let (out, into) = (Steps::collect(elements, out), Steps::collect(elements, into));
        Network { links, out, into }
    }

    /// How many elements there are.
    pub(super) fn elements(&self) -> usize {
        self.out.starts.len().saturating_sub(1)
    }

    /// How many steps there are.
    pub(super) fn steps(&self) -> usize {
        self.out.steps.len()
    }

    /// Searches outwards from some elements that are in the attacker's hands. Costs are small whole numbers, so a ring
    /// of lists stands in for a priority queue (Dial's algorithm), and the search is linear in the network.
    pub(super) fn search(&self, sources: &[u32]) -> Reach {
        const RING: usize = DEAREST as usize + 1;
        let mut control = vec![FAR; self.elements()];
        let mut ring: [Vec<u32>; RING] = Default::default();
        let mut waiting = 0;
        for source in sources {
            if let Some(distance) = control.get_mut(*source as usize) {
                *distance = Distance { cost: 0, steps: 0 };
                ring[0].push(*source);
                waiting += 1;
            }
        }
        let mut cost = 0_u32;
        while waiting > 0 {
            let mut now = ring.get_mut(cost as usize % RING).map(std::mem::take).unwrap_or_default();
            waiting -= now.len();
            for at in now.drain(..) {
                // It may have been put in line again, for less.
                let Some(here) = control.get(at as usize).copied().filter(|here| here.cost == cost) else { continue };
                for step in self.out.at(at) {
                    let there = Distance { cost: cost + u32::from(step.toll.control), steps: here.steps + 1 };
                    let Some(known) = control.get_mut(step.other as usize) else { continue };
                    // Every step costs something, so all ways of this cost are known before the element is left.
                    if there.cost < known.cost
                        && let Some(line) = ring.get_mut(there.cost as usize % RING)
                    {
                        line.push(step.other);
                        waiting += 1;
                    }
                    *known = (*known).min(there);
                }
            }
            // The list is handed back, so that its memory serves again.
            if let Some(line) = ring.get_mut(cost as usize % RING)
                && line.is_empty()
            {
                *line = now;
            }
            cost += 1;
        }
        Reach { control }
    }

    /// How far it is to the data at an element by at least one step; `None` where no way leads there.
    pub(super) fn data_at(&self, reach: &Reach, place: u32) -> Option<Distance> {
        self.into.at(place).iter().filter_map(|step| reach.through(*step, step.toll.read)).min()
    }

    /// The steps of the cheapest way to the data at an element, first to last; of several the shortest, then, from the
    /// end, by the names of flows. Empty where no way leads there.
    pub(super) fn way(&self, reach: &Reach, place: u32) -> Vec<Step> {
        let mut steps = Vec::new();
        let Some(goal) = self.data_at(reach, place) else { return steps };
        let last = self.into.at(place).iter().find(|step| reach.through(**step, step.toll.read) == Some(goal));
        let mut next = last.copied();
        while let Some(step) = next {
            steps.push(step);
            let at = reach.to(step.other);
            let before = self.into.at(step.other).iter();
            next = match at {
                Some(Distance { steps: 0, .. }) | None => None,
                Some(at) => before.clone().find(|step| reach.through(**step, step.toll.control) == Some(at)).copied(),
            };
        }
        steps.reverse();
        steps
    }
}

impl Reach {
    /// How far it is to control of an element.
    pub(super) fn to(&self, element: u32) -> Option<Distance> {
        self.control.get(element as usize).copied().filter(|distance| *distance != FAR)
    }

    fn through(&self, step: Step, toll: u8) -> Option<Distance> {
        let start = self.to(step.other)?;
        Some(Distance { cost: start.cost + u32::from(toll), steps: start.steps + 1 })
    }
}
