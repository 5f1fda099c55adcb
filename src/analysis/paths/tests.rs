//! The searches against brute force on small random networks.

use proptest::prelude::*;

use super::choke::{Unit, chokes};
use super::cut::cut;
use super::network::{Link, Network, Toll};
use crate::analysis::paths::DEAREST;

const ELEMENTS: u32 = 6;

fn toll() -> impl Strategy<Value = Toll> {
    (1..=DEAREST, 1..=DEAREST).prop_map(|(control, read)| Toll { control, read: read.min(control) })
}

fn links() -> impl Strategy<Value = Vec<Link>> {
    let link = (0..ELEMENTS, 1..ELEMENTS, toll(), proptest::option::of(toll()));
    let link = link.prop_map(|(from, on, forth, back)| Link { from, to: (from + on) % ELEMENTS, forth, back });
    proptest::collection::vec(link, 0..9)
}

/// Every way from a source to a place that visits no element twice: its cost, and the elements and links on it.
fn simple_ways(links: &[Link], sources: &[u32], places: &[u32]) -> Vec<(u32, Vec<u32>, Vec<u32>)> {
    fn walk(
        links: &[Link],
        places: &[u32],
        at: (u32, u32),
        elements: &mut Vec<u32>,
        used: &mut Vec<u32>,
        out: &mut Vec<(u32, Vec<u32>, Vec<u32>)>,
    ) {
        let (element, cost) = at;
        for (index, link) in links.iter().enumerate() {
            let forth = (link.from == element).then_some((link.to, link.forth));
            let back = link.back.filter(|_| link.to == element).map(|toll| (link.from, toll));
            for (to, toll) in forth.into_iter().chain(back) {
                if elements.contains(&to) {
                    continue;
                }
                elements.push(to);
                used.push(index as u32);
                if places.contains(&to) {
                    out.push((cost + u32::from(toll.read), elements.clone(), used.clone()));
                }
                walk(links, places, (to, cost + u32::from(toll.control)), elements, used, out);
                elements.pop();
                used.pop();
            }
        }
    }
    let mut out = Vec::new();
    for source in sources {
        walk(links, places, (*source, 0), &mut vec![*source], &mut Vec::new(), &mut out);
    }
    out
}

/// Whether a way is stopped by a set of units.
fn stopped(units: &[Unit], elements: &[u32], links: &[u32]) -> bool {
    units.iter().any(|unit| match unit {
        Unit::Element(element) => elements.contains(element),
        Unit::Link(link) => links.contains(link),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_cheapest_way_is_as_cheap_as_any(links in links(), sources in 1..3_u32) {
        let sources: Vec<u32> = (0..sources).collect();
        let network = Network::new(ELEMENTS as usize, links.clone());
        let reach = network.search(&sources);
        for place in sources.len() as u32..ELEMENTS {
            let all = simple_ways(&links, &sources, &[place]);
            let best = all.iter().map(|(cost, _, used)| (*cost, used.len() as u32)).min();
            let found = network.data_at(&reach, place);
            prop_assert_eq!(found.map(|distance| (distance.cost, distance.steps)), best);
            // The steps that are told are a way, from a source, of that cost.
            let way = network.way(&reach, place);
            prop_assert_eq!(way.is_empty(), best.is_none());
            let mut cost = 0;
            for (index, step) in way.iter().enumerate() {
                let last = index + 1 == way.len();
                let to = way.get(index + 1).map_or(place, |next| next.other);
                let link = links[step.link as usize];
                let ends = if step.reply { (link.to, link.from) } else { (link.from, link.to) };
                prop_assert_eq!(ends, (step.other, to));
                prop_assert_eq!(Some(step.toll), if step.reply { link.back } else { Some(link.forth) });
                cost += u32::from(if last { step.toll.read } else { step.toll.control });
            }
            if let (Some(first), Some((best, _))) = (way.first(), best) {
                prop_assert!(sources.contains(&first.other));
                prop_assert_eq!(cost, best);
            }
        }
    }

    #[test]
    fn what_is_cut_is_cut_and_nothing_smaller_does_it(links in links(), sources in 1..3_u32, goals in 1..3_u32) {
        let sources: Vec<u32> = (0..sources).collect();
        let goals: Vec<u32> = (ELEMENTS - goals..ELEMENTS).collect();
        let network = Network::new(ELEMENTS as usize, links.clone());
        let found = cut(&network, &sources, &goals);
        let ways = simple_ways(&links, &sources, &goals);
        for (_, elements, used) in &ways {
            prop_assert!(stopped(&found, elements, used), "{:?} leaves {:?} {:?}", found, elements, used);
        }
        let free = |element: &u32| !sources.contains(element) && !goals.contains(element);
        let units: Vec<Unit> = (0..ELEMENTS).filter(free).map(Unit::Element)
            .chain((0..links.len() as u32).map(Unit::Link)).collect();
        prop_assert!(found.iter().all(|unit| units.contains(unit)));
        for set in 0_u32..1 << units.len() {
            if (set.count_ones() as usize) < found.len() {
                let chosen: Vec<Unit> =
                    units.iter().enumerate().filter(|(index, _)| set & 1 << index != 0).map(|(_, unit)| *unit).collect();
                prop_assert!(
                    ways.iter().any(|(_, elements, used)| !stopped(&chosen, elements, used)),
                    "{:?} is smaller than {:?}", chosen, found
                );
            }
        }
    }

    #[test]
    fn choke_points_are_what_every_way_shares(links in links(), sources in 1..3_u32, goals in 1..3_u32) {
        let sources: Vec<u32> = (0..sources).collect();
        let goals: Vec<u32> = (ELEMENTS - goals..ELEMENTS).collect();
        let network = Network::new(ELEMENTS as usize, links.clone());
        let mut found = chokes(&network, &sources, &[&goals]);
        let ways = simple_ways(&links, &sources, &goals);
        let free = |element: &u32| !sources.contains(element) && !goals.contains(element);
        let units = (0..ELEMENTS).filter(free).map(Unit::Element).chain((0..links.len() as u32).map(Unit::Link));
        let shared: Vec<Unit> = units
            .filter(|unit| ways.iter().all(|(_, elements, used)| stopped(&[*unit], elements, used)))
            .collect();
        match found.pop().flatten() {
            Some(mut chokes) => {
                chokes.sort();
                prop_assert_eq!(chokes, shared);
            }
            None => prop_assert!(ways.is_empty()),
        }
    }
}
