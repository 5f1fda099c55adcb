//! Attack paths: from what attackers hold to what is to be kept.
//!
//! Attackers start at every `untrusted` and `partner` element. From an element in their hands they step along its
//! flows, and back along flows whose reply brings data: the same steps by which taint spreads. A path ends at an
//! element that is not theirs to begin with and that keeps, uses, sends or receives a datum of class `confidential` or
//! above.
//!
//! **What a step costs.** A threat makes a step possible if it is on the flow or on the element that the step leads to,
//! and breaks authenticity, integrity or authorisation (STRIDE: spoofing, tampering, elevation of privilege). For the
//! last step, which need only get at the data, disclosure will do. Such a threat costs
//!
//! ```text
//! 6 − residual likelihood                               1 to 5, where nothing stops it
//! 6 − residual likelihood + strength of what stops it   2 to 10, where it is mitigated, verified or assumed away
//! ```
//!
//! with the strength (1 to 5) of the strongest control that answers it, or 3 where stated facts or an assumption do.
//! Threats that are accepted, transferred or warned of stop nobody; dismissed ones are no way in. A step costs what its
//! cheapest threat costs, and 10 where no threat is known that makes it possible. A path costs the sum of its steps.
//!
//! The number is an order, not a probability and not money: of two paths the one with the lower cost asks less of an
//! attacker, by what the model says. A control can only raise it.
//!
//! Choke points and the cut look at the shape alone, whatever a step costs: who protects them need not trust the
//! numbers.

mod choke;
mod cut;
mod network;
#[cfg(test)]
mod tests;
mod ways_in;

use rayon::prelude::*;

use crate::analysis::paths::choke::Unit;
use crate::analysis::paths::network::{Distance, Link, Network, Step};
use crate::model::{Cover, DataId, ElementId, FlowId, Model, TechniqueId, Thing, Value};
use crate::rules::eval::Run;
use crate::rules::eval::ids;
use crate::schema::word;

pub(crate) use network::Toll;
pub(crate) use ways_in::{WayIn, WaysIn};

/// The dearest that a step can be.
pub const DEAREST: u8 = network::DEAREST;

/// What is asked about attack paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Start here alone, whatever its trust.
    pub from: Option<ElementId>,
    /// End at this datum, whatever its class, or at this element alone.
    pub to: Option<Thing>,
    /// How many paths to follow step by step.
    pub limit: usize,
    /// Whether every pair is searched in models of some ten thousand elements too, which takes about a second; documents
    /// do not wait for it.
    pub thorough: bool,
}

/// How attackers get to what is to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttackPaths {
    /// Where attackers start, by name.
    pub sources: Vec<ElementId>,
    /// What is to be kept, by name.
    pub assets: Vec<Asset>,
    /// The cheapest paths, one for each source and asset, by cost, then length, then the names of source and asset; no
    /// more than asked for.
    pub paths: Vec<Path>,
    /// How many pairs of a source and an asset have a path.
    pub found: usize,
    /// Whether every pair was looked at. In a very large model, only the cheapest path to each asset is, from wherever.
    pub every_pair: bool,
    /// The smallest set of elements and flows whose protection cuts every path: elements first, each by name.
    pub cut: Vec<Thing>,
}

/// Something to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// A datum, or the element that was asked for.
    pub thing: Thing,
    /// Where paths to it end, by name.
    pub places: Vec<ElementId>,
    /// What every path to it leads through, in the order in which attackers meet it, without its places and where they
    /// start; of very many the nearest to it; `None` where no path leads to it.
    pub chokes: Option<Vec<Thing>>,
}

/// The cheapest path from one source to one asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Where it starts.
    pub source: ElementId,
    /// What it leads to.
    pub asset: Thing,
    /// The sum of its steps.
    pub cost: u32,
    /// First to last; at least one.
    pub hops: Vec<Hop>,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The flow.
    pub flow: FlowId,
    /// Whether the step goes against the flow, with its reply.
    pub reply: bool,
    /// Where it starts.
    pub from: ElementId,
    /// Where it leads.
    pub to: ElementId,
    /// What it costs: 1 to [`DEAREST`].
    pub cost: u8,
    /// The threats that make it possible and that nothing stops: indices into the threats, the cheapest first.
    pub possible: Vec<u32>,
    /// Those that something stops, the cheapest first.
    pub stopped: Vec<u32>,
    /// Techniques in force there that lessen or close one of these threats, by name.
    pub controls: Vec<TechniqueId>,
}

/// So many steps are looked at, over all searches; beyond that, only the cheapest path to each asset is searched.
pub(crate) const STEPS: usize = 1 << 23;
/// The same for who asks for attack paths alone.
pub(crate) const THOROUGH: usize = 1 << 27;

/// Names the techniques in force on some things that lessen or close some threats, given by their indices.
pub(crate) type Guards<'g> = &'g (dyn Fn(&[Thing], &[u32]) -> Vec<TechniqueId> + Sync);

/// How many steps may be looked at for every pair, by what is asked.
pub(crate) fn most_steps(ask: &Ask) -> usize {
    if ask.thorough { THOROUGH } else { STEPS }
}

/// Finds the attack paths of a model: `ways` is what lets attackers in, and `guards` names what stands in their way. No
/// more than `most` steps are looked at for every pair.
pub(crate) fn attack_paths(
    most: usize,
    model: &Model,
    cover: &Cover,
    ways: &WaysIn,
    guards: Guards<'_>,
    ask: &Ask,
) -> AttackPaths {
    let run = Run::new(model, cover);
    let sources = sources(model, ask);
    let mut assets = assets(&run, ask);
    let (network, flows) = network(model, ways);
    let starts: Vec<u32> = sources.iter().map(|id| id.0).collect();
    let places: Vec<Vec<u32>> = assets.iter().map(|asset| asset.places.iter().map(|id| id.0).collect()).collect();
    let goals: Vec<&[u32]> = places.iter().map(Vec::as_slice).collect();

    let each = network.steps() * 2 + network.elements() + places.iter().map(Vec::len).sum::<usize>();
    let every_pair = each.saturating_mul(starts.len()) <= most;
    let groups: Vec<&[u32]> = if every_pair { starts.chunks(1).collect() } else { vec![&starts] };
    let (found, mut best) = cheapest(&network, &groups, &goals, ask.limit);
    best.truncate(ask.limit);

    let thing = |unit: Unit| match unit {
        Unit::Element(element) => Thing::Element(ElementId(element)),
        Unit::Link(link) => Thing::Flow(flows.get(link as usize).copied().unwrap_or(FlowId(0))),
    };
    for (asset, chokes) in assets.iter_mut().zip(choke::chokes(&network, &starts, &goals)) {
        asset.chokes = chokes.map(|units| units.into_iter().map(thing).collect());
    }
    let mut ends: Vec<u32> = places.iter().flatten().copied().collect();
    ends.sort_unstable();
    ends.dedup();
    let mut cut: Vec<Thing> = cut::cut(&network, &starts, &ends).into_iter().map(thing).collect();
    cut.sort_by(|a, b| {
        let rank = |thing: &Thing| (!matches!(thing, Thing::Element(_)), model.name(*thing).to_owned());
        rank(a).cmp(&rank(b))
    });

    let hop = |from: ElementId, to: ElementId, step: &Step, last: bool| {
        let flow = flows.get(step.link as usize).copied().unwrap_or(FlowId(0));
        let (on, into) = (Thing::Flow(flow), Thing::Element(to));
        // On the way, only what gives control helps; at the end, what gives the data does too.
        let able = ways.of(on, into).into_iter().filter(|way| last || way.toll.control < DEAREST);
        let (stopped, possible): (Vec<WayIn>, Vec<WayIn>) = able.partition(|way| way.stopped);
        let indices = |ways: Vec<WayIn>| -> Vec<u32> { ways.iter().map(|way| way.threat).collect() };
        let (stopped, possible) = (indices(stopped), indices(possible));
        let controls = guards(&[on, into], &[possible.as_slice(), stopped.as_slice()].concat());
        let cost = if last { step.toll.read } else { step.toll.control };
        Hop { flow, reply: step.reply, from, to, cost, possible, stopped, controls }
    };
    let paths = best.into_par_iter().filter_map(|found| {
        let group = groups.get(found.group)?;
        let way = network.way(&network.search(group), found.place);
        let mut hops: Vec<Hop> = Vec::with_capacity(way.len());
        for (index, step) in way.iter().enumerate() {
            let to = way.get(index + 1).map_or(found.place, |next| next.other);
            hops.push(hop(ElementId(step.other), ElementId(to), step, index + 1 == way.len()));
        }
        let asset = assets.get(found.goal)?.thing;
        Some(Path { source: hops.first()?.from, asset, cost: found.distance.cost, hops })
    });
    let mut paths: Vec<Path> = paths.collect();
    paths.sort_by(|a, b| {
        let rank = |path: &Path| (path.cost, path.hops.len());
        let names = |path: &Path| (&model[path.source].decl.name, model.name(path.asset));
        rank(a).cmp(&rank(b)).then_with(|| names(a).cmp(&names(b)))
    });
    AttackPaths { sources, assets, paths, found, every_pair, cut }
}

/// A pair of a group of sources and a goal that has a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Nearest {
    distance: Distance,
    group: usize,
    goal: usize,
    place: u32,
}

/// The cheapest ways from each group of sources to each goal, the best first, at most so many; and how many there are.
fn cheapest(network: &Network, groups: &[&[u32]], goals: &[&[u32]], limit: usize) -> (usize, Vec<Nearest>) {
    let mut wanted = vec![false; network.elements()];
    for place in goals.iter().flat_map(|places| places.iter()) {
        if let Some(wanted) = wanted.get_mut(*place as usize) {
            *wanted = true;
        }
    }
    let of_group = |(group, sources): (usize, &&[u32])| {
        let reach = network.search(sources);
        let at =
            |place: usize| wanted.get(place).copied().unwrap_or(false).then(|| network.data_at(&reach, place as u32));
        let data: Vec<Option<Distance>> = (0..network.elements()).map(|place| at(place).flatten()).collect();
        let nearest = |(goal, places): (usize, &&[u32])| {
            let reached = places.iter().filter_map(|place| Some((data.get(*place as usize).copied()??, *place)));
            // Places stand in the order of their names, and of equals the first counts.
            let (distance, place) = reached.min_by_key(|(distance, _)| *distance)?;
            Some(Nearest { distance, group, goal, place })
        };
        let mut found: Vec<Nearest> = goals.iter().enumerate().filter_map(nearest).collect();
        let count = found.len();
        found.sort_unstable();
        found.truncate(limit);
        (count, found)
    };
    let join = |(one, mut best): (usize, Vec<Nearest>), (two, more): (usize, Vec<Nearest>)| {
        best.extend(more);
        best.sort_unstable();
        best.truncate(limit);
        (one + two, best)
    };
    groups.par_iter().enumerate().map(of_group).reduce(|| (0, Vec::new()), join)
}

/// Where attackers start: what is asked for, or everything that is untrusted or a partner's. By name.
fn sources(model: &Model, ask: &Ask) -> Vec<ElementId> {
    if let Some(from) = ask.from {
        return vec![from];
    }
    let partner = word::trust::PARTNER;
    let outside = |id: &ElementId| model[*id].trust <= partner && ask.to != Some(Thing::Element(*id));
    by_name(model, model.element_ids().filter(outside).collect())
}

/// What is to be kept: what is asked for, or every datum at `confidential` or above. By name.
fn assets(run: &Run<'_>, ask: &Ask) -> Vec<Asset> {
    let model = run.model;
    let partner = word::trust::PARTNER;
    let confidential = word::class::CONFIDENTIAL;
    let asset = |thing: Thing, places: Vec<ElementId>| Asset { thing, places: by_name(model, places), chokes: None };
    // What outsiders have anyway is no aim of an attack.
    let inside = |id: &ElementId| model[*id].trust > partner && ask.from != Some(*id);
    let data = |id: DataId| {
        let places = run.data_index().places(id).iter().copied();
        asset(Thing::Data(id), places.filter(inside).collect())
    };
    match ask.to {
        Some(Thing::Data(id)) => vec![data(id)],
        Some(Thing::Element(id)) => vec![asset(Thing::Element(id), vec![id])],
        _ => {
            let class = |id: &DataId| run.attr(Thing::Data(*id), &[ids::CLASS]);
            let high = |id: &DataId| matches!(class(id), Value::Word(class) if *class >= confidential);
            let mut ids: Vec<DataId> = model.data_ids().filter(high).collect();
            ids.sort_by(|a, b| model[*a].decl.name.cmp(&model[*b].decl.name));
            ids.into_iter().map(data).collect()
        }
    }
}

/// The flows between elements as links, in order of their names, and which flow each link is.
fn network(model: &Model, ways: &WaysIn) -> (Network, Vec<FlowId>) {
    let mut flows: Vec<FlowId> = model.followed_flows().collect();
    flows.retain(
        |id| matches!((model[*id].from.element(), model[*id].to.element()), (Some(from), Some(to)) if from != to),
    );
    flows.sort_by(|a, b| model[*a].decl.name.cmp(&model[*b].decl.name));
    let link = |id: &FlowId| {
        let (from, to) = (model[*id].from, model[*id].to);
        let flow = Thing::Flow(*id);
        Some(Link {
            from: from.element()?.0,
            to: to.element()?.0,
            forth: ways.toll(flow, to.thing()),
            back: model.graph.replies(*id).then(|| ways.toll(flow, from.thing())),
        })
    };
    (Network::new(model.elements.len(), flows.iter().filter_map(link).collect()), flows)
}

fn by_name(model: &Model, mut ids: Vec<ElementId>) -> Vec<ElementId> {
    ids.sort_by(|a, b| model[*a].decl.name.cmp(&model[*b].decl.name));
    ids
}
