//! How one threat stands: the first status of the table that holds, and what answers it.

use crate::threat::decide::Answering;
use crate::threat::look::{Defence, Engine, Raw};
use crate::threat::risk::Risks;
use crate::threat::{Answer, Provenance, Status, Threat};

/// How a threat stands, and what answers it.
pub(super) struct Answered {
    pub(super) status: Status,
    pub(super) provenance: Option<Provenance>,
    by: By,
}

/// What answers a threat: its defence, or what people said.
enum By {
    Defence,
    Said(Answer),
    Nothing,
}

/// The first status of the table that holds.
pub(super) fn standing(engine: &Engine<'_, '_>, defence: &Defence, found: &Answering) -> Answered {
    let model = engine.run.model;
    let verb = |index: u32| model.decisions.get(index as usize).map(|decision| decision.verb.status());
    let decision = found.decision.and_then(|decided| Some((decided, verb(decided.by)?)));
    let mut provenance = None;
    let (status, by) = match (defence, decision, found.assumption) {
        (Defence::Holds { controls, evidenced, passed }, _, _) => {
            provenance = Some(if *evidenced { Provenance::Evidenced } else { Provenance::Claimed });
            let verified = *passed || controls.iter().any(|id| engine.surroundings.passed.contains(id));
            (if verified { Status::Verified } else { Status::Mitigated }, By::Defence)
        }
        (_, Some((decided, status)), _) if decided.in_force && status.is_closed() => {
            (status, By::Said(Answer::Decision(decided.by)))
        }
        (_, _, Some(assumed)) if assumed.in_force => (Status::Assumed, By::Said(Answer::Assumption(assumed.by))),
        (_, Some((decided, status)), _) if decided.in_force => (status, By::Said(Answer::Decision(decided.by))),
        (Defence::Theirs(_), _, _) => (Status::Theirs, By::Defence),
        (Defence::Broken(_), _, _) => (Status::Lapsed, By::Defence),
        (_, Some((decided, _)), _) => (Status::Lapsed, By::Said(Answer::Decision(decided.by))),
        (_, _, Some(assumed)) => (Status::Lapsed, By::Said(Answer::Assumption(assumed.by))),
        (Defence::Planned(_), _, _) => (Status::Planned, By::Defence),
        (Defence::Missing, None, None) => (Status::Open, By::Nothing),
    };
    Answered { status, provenance, by }
}

/// The threat that was found, as it stands.
pub(super) fn stand(engine: &Engine<'_, '_>, raw: Raw, found: &Answering) -> Threat {
    let Answered { status, provenance, by } = standing(engine, &raw.defence, found);
    let answer = match (by, raw.defence) {
        (By::Said(answer), _) => Some(answer),
        (By::Defence, Defence::Holds { controls, .. } | Defence::Broken(controls) | Defence::Planned(controls)) => {
            Some(Answer::Controls(controls))
        }
        (By::Defence, Defence::Theirs(things)) => Some(Answer::Theirs(things)),
        (By::Defence, Defence::Missing) | (By::Nothing, _) => None,
    };
    let bound = raw.bound.into_iter().map(|(name, things)| (name, things.into_boxed_slice())).collect();
    let Risks { inherent, residual, evidenced } = raw.risks;
    let (rule, target) = (raw.rule, raw.target);
    Threat {
        rule,
        target,
        status,
        provenance,
        answer,
        inherent,
        residual,
        evidenced,
        bound,
        members: Box::default(),
        room: 0,
    }
}
