//! Threats of flows that have one remedy become one threat, where their rule says so.
//!
//! Each flow is looked at, folded and answered alone before. What is told of all of them stands as the worst, and is as
//! severe as the gravest of those that are not closed; so it is closed only when all are.

use rustc_hash::FxHashMap;

use crate::model::{Model, Target, Thing};
use crate::rules::Rule;
use crate::threat::{Answer, Member, Provenance, Risk, Threat, ThreatRule};

/// What a threat of a rule is about; of what a person wrote, its target.
pub(super) fn about(model: &Model, rules: &[Rule], rule: ThreatRule, target: Thing) -> Target {
    match rule {
        ThreatRule::Rule(index) => {
            rules.get(index as usize).map_or(Target::Thing(target), |rule| rule.about(model, target))
        }
        ThreatRule::Written(_) => Target::Thing(target),
    }
}

/// Joins what is one threat, in the order of the first of each.
pub(super) fn join(model: &Model, rules: &[Rule], threats: Vec<Threat>) -> Vec<Threat> {
    let joins = |threat: &Threat| match threat.rule {
        ThreatRule::Rule(index) => rules.get(index as usize).is_some_and(|rule| rule.one != 0),
        ThreatRule::Written(_) => false,
    };
    let mut joined: Vec<Threat> = Vec::with_capacity(threats.len());
    let mut known: FxHashMap<(ThreatRule, Target), usize> = FxHashMap::default();
    let mut groups: Vec<Vec<Threat>> = Vec::new();
    for threat in threats {
        if !joins(&threat) {
            joined.push(threat);
            continue;
        }
        let key = (threat.rule, about(model, rules, threat.rule, threat.target));
        let at = *known.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.push(threat);
        }
    }
    joined.extend(groups.into_iter().filter_map(|group| whole(model, group)));
    joined
}

/// For each threat that flows share, the flow that its questions are about: the first that asked.
#[derive(Default)]
pub(super) struct Leads(FxHashMap<(u32, Target), Thing>);

impl Leads {
    /// The flow that speaks for one, or the target itself.
    pub(super) fn of(&mut self, model: &Model, rules: &[Rule], rule: u32, target: Thing) -> Thing {
        if rules.get(rule as usize).is_none_or(|rule| rule.one == 0) {
            return target;
        }
        let about = about(model, rules, ThreatRule::Rule(rule), target);
        *self.0.entry((rule, about)).or_insert(target)
    }
}

/// One threat of those of a group.
fn whole(model: &Model, mut group: Vec<Threat>) -> Option<Threat> {
    // By name: in whatever order they are declared, the same is told.
    group.sort_by(|a, b| model.name(a.target).cmp(model.name(b.target)));
    // Of flows that are answered, none makes the others graver.
    let stands = |threat: &&Threat| !threat.status.is_closed() || group.iter().all(|other| other.status.is_closed());
    let gravest = |risk: fn(&Threat) -> Risk| {
        group.iter().filter(stands).map(risk).max_by_key(|risk| (risk.severity, risk.score()))
    };
    let inherent = gravest(|threat| threat.inherent)?;
    let residual = gravest(|threat| threat.residual)?;
    // Where evidence is asked for, a flow that is only claimed to be protected counts as open.
    let unproved = |threat: &&Threat| stands(threat) || threat.provenance == Some(Provenance::Claimed);
    let all = group.iter().filter(unproved).map(|threat| threat.evidenced);
    let evidenced = all.max_by_key(|risk| (risk.severity, risk.score()))?;
    let member = |threat: &Threat| Member {
        flow: threat.target,
        status: threat.status,
        answer: threat.answer.clone(),
        residual: threat.residual,
    };
    let members: Box<[Member]> = group.iter().map(member).collect();
    // Where one of them rests on a claim, all that is closed does.
    let claimed = group.iter().any(|threat| threat.provenance == Some(Provenance::Claimed));
    // Of those that stand worst the gravest speaks for all, and among equals the first.
    group.reverse();
    let worst = |threat: &Threat| (threat.status, threat.residual.severity, threat.residual.score());
    let at = (0..group.len()).max_by_key(|at| group.get(*at).map(worst))?;
    let mut first = group.swap_remove(at);
    if let Some(Answer::Controls(controls)) = &mut first.answer {
        for other in group.iter().filter(|other| other.status == first.status) {
            if let Some(Answer::Controls(more)) = &other.answer {
                controls.extend(more);
            }
        }
        controls.sort_unstable();
        controls.dedup();
    }
    let provenance = if claimed && first.status.is_closed() { Some(Provenance::Claimed) } else { first.provenance };
    Some(Threat { inherent, residual, evidenced, members, provenance, ..first })
}
