//! What a step costs an attacker, from the threats that make it possible and the controls in its way.

use rustc_hash::FxHashMap;

use crate::model::{Model, Thing};
use crate::schema::STRIDE;
use crate::threat::paths::network::{DEAREST, Toll};
use crate::threat::risk::categories;
use crate::threat::{Answer, Rule, Status, Threat, ThreatRule, Threats};

/// The strength of what closes a threat without being a control that says its own: stated facts, an assumption.
const MIDDLE: u8 = 3;

/// For each element and flow, the threats that let somebody in there.
pub(super) struct Ways<'a> {
    model: &'a Model,
    rules: &'a [Rule],
    threats: &'a [Threat],
    by_thing: FxHashMap<Thing, Vec<u32>>,
    tolls: FxHashMap<Thing, Toll>,
}

/// What nothing known makes possible.
const NO_WAY: Toll = Toll { control: DEAREST, read: DEAREST };

impl<'a> Ways<'a> {
    pub(super) fn new(model: &'a Model, rules: &'a [Rule], threats: &'a Threats) -> Ways<'a> {
        let mut ways = Ways {
            model,
            rules,
            threats: &threats.threats,
            by_thing: FxHashMap::default(),
            tolls: FxHashMap::default(),
        };
        for (index, threat) in threats.threats.iter().enumerate() {
            let target = match threat.target {
                Thing::Entry(id) => model[id].on,
                target => target,
            };
            if !matches!(target, Thing::Element(_) | Thing::Flow(_)) {
                continue;
            }
            let Some(toll) = ways.toll_of(threat) else { continue };
            ways.by_thing.entry(target).or_default().push(index as u32);
            ways.tolls.entry(target).and_modify(|known| *known = known.least(toll)).or_insert(toll);
        }
        ways
    }

    /// What a step along a flow into an element costs.
    pub(super) fn toll(&self, flow: Thing, into: Thing) -> Toll {
        let of = |thing: Thing| self.tolls.get(&thing).copied().unwrap_or(NO_WAY);
        of(flow).least(of(into))
    }

    /// The threats that make a step possible, each with its toll: indices into the threats. The cheapest first, then in
    /// the order of the threats.
    pub(super) fn of(&self, flow: Thing, into: Thing) -> Vec<(u32, Toll)> {
        let known = [flow, into].into_iter().filter_map(|thing| self.by_thing.get(&thing)).flatten();
        let mut all: Vec<(u32, Toll)> =
            known.filter_map(|index| Some((*index, self.toll_of(self.threats.get(*index as usize)?)?))).collect();
        all.sort_by_key(|(index, toll)| (toll.control.min(toll.read), *index));
        all
    }

    /// What a threat asks of who uses it; `None` where it lets nobody in.
    fn toll_of(&self, threat: &Threat) -> Option<Toll> {
        if threat.status == Status::Dismissed {
            return None;
        }
        let stride = self.stride(threat.rule)?;
        let breaks =
            |words: &[&str]| words.iter().any(|word| STRIDE.index(word).is_some_and(|bit| stride & (1 << bit) != 0));
        let controls = breaks(&["spoofing", "tampering", "elevation-of-privilege"]);
        let reads = controls || breaks(&["information-disclosure"]);
        let guard = if stops(threat.status) { self.strength(threat) } else { 0 };
        let cost = (6 - threat.residual.likelihood.clamp(1, 5)) + guard;
        let or_none = |possible: bool| if possible { cost.min(DEAREST) } else { DEAREST };
        reads.then_some(Toll { control: or_none(controls), read: or_none(reads) })
    }

    /// The strongest of the controls that answer a threat.
    fn strength(&self, threat: &Threat) -> u8 {
        let controls = match &threat.answer {
            Some(Answer::Controls(controls)) => controls.as_slice(),
            _ => &[],
        };
        let strongest = controls.iter().map(|id| self.model[*id].strength).max();
        strongest.unwrap_or(MIDDLE).clamp(1, 5)
    }

    /// The categories of a threat; all of them where its author named none. `None` for a policy, which is about a
    /// shape and not about a way in.
    fn stride(&self, rule: ThreatRule) -> Option<u8> {
        match rule {
            ThreatRule::Rule(index) => {
                let rule = self.rules.get(index as usize).filter(|rule| !rule.policy)?;
                Some(rule.stride)
            }
            ThreatRule::Written(id) => {
                let thing = Thing::Threat(id);
                let bits = |name| categories(self.model, thing, name);
                let (stride, linddun) = (bits("stride"), bits("linddun"));
                Some(if stride == 0 && linddun == 0 { u8::MAX } else { stride })
            }
        }
    }
}

/// Whether what answers a threat stands in an attacker's way. A risk that somebody carries, insures or warns of is as
/// easy to take as before.
pub(super) fn stops(status: Status) -> bool {
    matches!(status, Status::Verified | Status::Mitigated | Status::Assumed)
}

impl Toll {
    fn least(self, other: Toll) -> Toll {
        Toll { control: self.control.min(other.control), read: self.read.min(other.read) }
    }
}
