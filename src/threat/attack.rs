//! Attack paths of what was found: which threats let somebody in, what that costs, and what stands in the way.

use crate::analysis::paths::{self, Ask, AttackPaths, DEAREST, Toll, WayIn, WaysIn};
use crate::model::{Model, Thing};
use crate::schema::{attr, word};
use crate::threat::guards::guards;
use crate::threat::risk::categories;
use crate::threat::{Answer, Findings, Status, Threat, ThreatRule};

/// The strength of what closes a threat without being a control that says its own: stated facts, an assumption.
const MIDDLE: u8 = 3;

impl Findings<'_> {
    /// The attack paths that are asked for, the cheapest first.
    pub fn attack_paths(self, ask: &Ask) -> AttackPaths {
        attack_paths_within(paths::most_steps(ask), self, ask)
    }
}

/// The same with at most so many steps looked at for every pair.
pub(super) fn attack_paths_within(most: usize, found: Findings<'_>, ask: &Ask) -> AttackPaths {
    let Findings { model, cover, threats, .. } = found;
    let ways = ways_in(found);
    let guards = |things: &[Thing], through: &[u32]| {
        let known = through.iter().filter_map(|index| threats.threats.get(*index as usize));
        guards(found, things, known)
    };
    paths::attack_paths(most, model, cover, &ways, &guards, ask)
}

/// For each element and flow, the threats that let somebody in there.
fn ways_in(found: Findings<'_>) -> WaysIn {
    let Findings { model, threats, .. } = found;
    let mut ways = WaysIn::default();
    for (index, threat) in threats.threats.iter().enumerate() {
        for member in &threat.members {
            let (status, answer) = (member.status, member.answer.as_ref());
            if let Some(toll) = toll(found, threat, (status, answer), member.residual.likelihood) {
                ways.add(member.flow, WayIn { threat: index as u32, toll, stopped: stops(status) });
            }
        }
        let target = match threat.target {
            Thing::Entry(id) => model[id].on,
            target => target,
        };
        let (status, answer) = (threat.status, threat.answer.as_ref());
        if matches!(target, Thing::Element(_) | Thing::Flow(_))
            && threat.members.is_empty()
            && let Some(toll) = toll(found, threat, (status, answer), threat.residual.likelihood)
        {
            ways.add(target, WayIn { threat: index as u32, toll, stopped: stops(status) });
        }
    }
    ways
}

/// What a threat asks of who uses it, by how it stands; `None` where it lets nobody in.
fn toll(
    found: Findings<'_>,
    threat: &Threat,
    (status, answer): (Status, Option<&Answer>),
    likelihood: u8,
) -> Option<Toll> {
    if status == Status::Dismissed {
        return None;
    }
    let stride = stride(found, threat)?;
    let breaks = |words: &[u8]| words.iter().any(|bit| stride & (1 << bit) != 0);
    let controls = breaks(&[word::stride::SPOOFING, word::stride::TAMPERING, word::stride::ELEVATION_OF_PRIVILEGE]);
    let reads = controls || breaks(&[word::stride::INFORMATION_DISCLOSURE]);
    let guard = if stops(status) { strength(found.model, answer) } else { 0 };
    let cost = (6 - likelihood.clamp(1, 5)) + guard;
    let or_none = |possible: bool| if possible { cost.min(DEAREST) } else { DEAREST };
    reads.then_some(Toll { control: or_none(controls), read: or_none(reads) })
}

/// The strongest of the controls that answer a threat.
fn strength(model: &Model, answer: Option<&Answer>) -> u8 {
    let controls = match answer {
        Some(Answer::Controls(controls)) => controls.as_slice(),
        _ => &[],
    };
    let strongest = controls.iter().map(|id| model[*id].strength).max();
    strongest.unwrap_or(MIDDLE).clamp(1, 5)
}

/// The categories of a threat; all of them where its author named none. `None` for a policy, which is about a shape and
/// not about a way in.
fn stride(found: Findings<'_>, threat: &Threat) -> Option<u8> {
    match threat.rule {
        ThreatRule::Rule(_) => found.rule(threat).filter(|rule| !rule.policy).map(|rule| rule.stride),
        ThreatRule::Written(id) => {
            let bits = |name| categories(found.model, Thing::Threat(id), name);
            let (stride, linddun) = (bits(attr::STRIDE), bits(attr::LINDDUN));
            Some(if stride == 0 && linddun == 0 { u8::MAX } else { stride })
        }
    }
}

/// Whether what answers a threat stands in an attacker's way. A risk that somebody carries, insures or warns of is as
/// easy to take as before.
fn stops(status: Status) -> bool {
    matches!(status, Status::Verified | Status::Mitigated | Status::Assumed)
}
