//! What stands in the way of a step: the techniques in force there that the rules behind its threats look for.

use crate::model::{Mode, TechniqueId, Thing};
use crate::rules::expr::{Cond, Guard};
use crate::threat::{Answer, Findings, Threat};

/// The techniques in force on some things and on the boundaries around them, as far as some threats are lessened or
/// closed by them; by name.
pub(super) fn guards<'t>(
    findings: Findings<'_>,
    things: &[Thing],
    threats: impl Iterator<Item = &'t Threat>,
) -> Vec<TechniqueId> {
    let Findings { model, cover, .. } = findings;
    let mut wanted = Vec::new();
    let mut found = Vec::new();
    for threat in threats {
        if let Some(rule) = findings.rule(threat) {
            wanted.extend(&rule.reduces);
            rule.unless.iter().for_each(|unless| techniques(unless, &mut wanted));
        }
        if let Some(Answer::Controls(controls)) = &threat.answer {
            found.extend(controls.iter().filter_map(|id| model[*id].technique));
        }
    }
    let around = things.iter().flat_map(|thing| model.enclosing(*thing).map(Thing::Boundary));
    for thing in things.iter().copied().chain(around) {
        let present = cover.of(thing).iter().filter(|it| it.present && it.from <= Mode::InForce);
        found.extend(present.map(|it| it.technique).filter(|technique| {
            let kinds = &model.vocabulary.technique(*technique).ancestors;
            wanted.iter().any(|wanted| kinds.has(wanted.0))
        }));
    }
    let name = |id: &TechniqueId| &model.vocabulary.technique(*id).name;
    found.sort_by(|a, b| name(a).cmp(name(b)));
    found.dedup();
    found
}

/// Every technique that a condition asks for.
fn techniques(cond: &Cond, out: &mut Vec<TechniqueId>) {
    let mut guard = |guard: &Option<Guard>| {
        if let Some(Guard::Technique(technique)) = guard {
            out.push(*technique);
        }
    };
    match cond {
        Cond::Has(_, technique) => out.push(*technique),
        Cond::And(parts) | Cond::Or(parts) => parts.iter().for_each(|part| techniques(part, out)),
        Cond::Not(part) => techniques(part, out),
        Cond::Any(any) => techniques(&any.body, out),
        Cond::All(all) => techniques(&all.body, out),
        Cond::Exposed(exposed) => guard(&exposed.unless),
        Cond::Reaches(reaches) => guard(&reaches.unless),
        _ => {}
    }
}
