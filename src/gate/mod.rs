//! Threats and configuration → passed or failed, and what stands in the way.
//!
//! The gate looks at how threats stand and nothing else: errors in a model and denied warnings are the command
//! line's matter.

mod difference;

use crate::config::{self, Level};
use crate::threat::{Provenance, Question, Rule, Threat, ThreatRule, Threats};

pub use difference::{Difference, Side, Standing, Turn, Turned, difference, open_risk};

/// What the gate says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The severity from which an open threat fails; `None` where no threat does.
    pub fail_on: Option<Level>,
    /// The severity from which a question fails; `None` where no question does.
    pub fail_on_unknown: Option<Level>,
    /// The severity from which a mitigation needs evidence; `None` where none does.
    pub require_evidence: Option<Level>,
    /// Threats that stand in the way: indices into the threats, in their order.
    pub threats: Vec<usize>,
    /// How many of them are violations of a policy, which fail whatever their severity.
    pub violations: usize,
    /// Threats that stand in the way since their mitigation is only claimed: indices, in their order.
    pub claimed: Vec<usize>,
    /// Questions that stand in the way: indices into the questions, in their order.
    pub questions: Vec<usize>,
}

/// Judges how the threats of a model stand: those that nothing closes, by residual severity; questions by the
/// severity that they could hide. A violated policy that nobody decided about fails at every level: whoever writes one
/// says what must not be. Where evidence is required, a threat whose mitigation is only claimed does not count as
/// closed; it stands in the way if it would, were it open.
pub fn judge(threats: &Threats, rules: &[Rule], gate: &config::Gate) -> Verdict {
    let is_violation = |threat: &Threat| match threat.rule {
        ThreatRule::Rule(index) => rules.get(index as usize).is_some_and(|rule| rule.policy),
        ThreatRule::Written(_) => false,
    };
    let blocks = |threat: &Threat| {
        !threat.status.is_closed() && (is_violation(threat) || reaches(threat.residual.severity, gate.fail_on))
    };
    let hides = |question: &Question| reaches(question.severity, gate.fail_on_unknown);
    let claims = |threat: &Threat| {
        threat.status.is_closed()
            && threat.provenance == Some(Provenance::Claimed)
            && reaches(threat.residual.severity, gate.require_evidence)
            && reaches(threat.residual.severity, gate.fail_on)
    };
    Verdict {
        fail_on: gate.fail_on,
        fail_on_unknown: gate.fail_on_unknown,
        require_evidence: gate.require_evidence,
        claimed: positions(&threats.threats, claims),
        threats: positions(&threats.threats, blocks),
        violations: positions(&threats.threats, |threat| blocks(threat) && is_violation(threat)).len(),
        questions: positions(&threats.questions, hides),
    }
}

impl Verdict {
    /// Whether nothing stands in the way.
    pub fn passed(&self) -> bool {
        self.threats.is_empty() && self.claimed.is_empty() && self.questions.is_empty()
    }

    /// The verdict in one line: `gate: failed, 3 open threats at high or above`.
    pub fn sentence(&self) -> String {
        let mut reasons = Vec::new();
        if self.violations > 0 {
            let policies = if self.violations == 1 { "violation of a policy" } else { "violations of policies" };
            reasons.push(format!("{} {policies}", self.violations));
        }
        if let (Some(level), open @ 1..) = (self.fail_on, self.threats.len() - self.violations) {
            reasons.push(format!("{} at {}", many(open, "open threat"), above(level)));
        }
        if let (Some(level), 1..) = (self.require_evidence, self.claimed.len()) {
            let level = self.fail_on.map_or(level, |gate| gate.max(level));
            let count = self.claimed.len();
            let (threats, whose) = if count == 1 { ("mitigation", "is") } else { ("mitigations", "are") };
            reasons.push(format!("{count} {threats} at {} that {whose} only claimed", above(level)));
        }
        if let (Some(level), 1..) = (self.fail_on_unknown, self.questions.len()) {
            let questions = many(self.questions.len(), "question");
            reasons.push(format!("{questions} that could hide threats at {}", above(level)));
        }
        if !reasons.is_empty() {
            return format!("gate: failed, {}", reasons.join("; "));
        }
        match (self.fail_on, self.fail_on_unknown) {
            (None, None) => "gate: passed, nothing is asked for".to_owned(),
            (Some(level), None) => format!("gate: passed, no open threat at {}", above(level)),
            (None, Some(level)) => format!("gate: passed, no question that could hide threats at {}", above(level)),
            (Some(level), Some(unknown)) => {
                format!("gate: passed, no open threat at {} and no question at {}", above(level), above(unknown))
            }
        }
    }
}

fn reaches(severity: u8, level: Option<Level>) -> bool {
    level.is_some_and(|level| severity >= level as u8)
}

fn positions<T>(items: &[T], pick: impl Fn(&T) -> bool) -> Vec<usize> {
    items.iter().enumerate().filter(|(_, item)| pick(item)).map(|(index, _)| index).collect()
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn above(level: Level) -> String {
    if level == Level::Critical { level.word().to_owned() } else { format!("{} or above", level.word()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Thing;
    use crate::schema::SEVERITY;
    use crate::threat::{Risk, Status, Subject};

    fn threat(status: Status, severity: &str) -> Threat {
        let risk = Risk { likelihood: 3, impact: 3, severity: SEVERITY.index(severity).unwrap() };
        Threat {
            rule: ThreatRule::Rule(0),
            target: Thing::Model,
            status,
            provenance: None,
            answer: None,
            inherent: risk,
            residual: risk,
            bound: Box::default(),
        }
    }

    fn question(severity: &str) -> Question {
        Question {
            thing: Thing::Model,
            subject: Subject::Technique(crate::model::TechniqueId(0)),
            text: String::new(),
            answer: String::new(),
            severity: SEVERITY.index(severity).unwrap(),
            risk: 0,
            raises: Vec::new(),
            closes: Vec::new(),
            rates: Vec::new(),
        }
    }

    fn verdict(fail_on: Option<Level>, unknown: Option<Level>) -> String {
        let threats = Threats {
            threats: vec![
                threat(Status::Open, "critical"),
                threat(Status::Planned, "high"),
                threat(Status::Accepted, "high"),
                threat(Status::Lapsed, "medium"),
            ],
            questions: vec![question("high")],
            ..Threats::default()
        };
        let gate = config::Gate { fail_on, fail_on_unknown: unknown, require_evidence: None };
        judge(&threats, &[], &gate).sentence()
    }

    #[test]
    fn levels_are_words_of_the_scale() {
        for level in Level::ALL {
            assert_eq!(SEVERITY.index(level.word()), Some(level as u8));
        }
    }

    #[test]
    fn verdicts() {
        for (fail_on, unknown, says) in [
            (Some(Level::High), None, "gate: failed, 2 open threats at high or above"),
            (Some(Level::Critical), None, "gate: failed, 1 open threat at critical"),
            (Some(Level::Low), None, "gate: failed, 3 open threats at low or above"),
            (None, None, "gate: passed, nothing is asked for"),
            (None, Some(Level::Critical), "gate: passed, no question that could hide threats at critical"),
            (
                Some(Level::Critical),
                Some(Level::High),
                "gate: failed, 1 open threat at critical; 1 question that could hide threats at high or above",
            ),
        ] {
            assert_eq!(verdict(fail_on, unknown), says);
        }
    }

    #[test]
    fn evidence_can_be_required() {
        let mut threats = Threats {
            threats: vec![threat(Status::Mitigated, "high"), threat(Status::Mitigated, "medium")],
            ..Threats::default()
        };
        threats.threats[0].provenance = Some(Provenance::Claimed);
        threats.threats[1].provenance = Some(Provenance::Claimed);
        let says = |threats: &Threats, fail_on, require_evidence| {
            judge(threats, &[], &config::Gate { fail_on, fail_on_unknown: None, require_evidence }).sentence()
        };
        let (low, high) = (Some(Level::Low), Some(Level::High));
        assert_eq!(says(&threats, high, None), "gate: passed, no open threat at high or above");
        let one = "gate: failed, 1 mitigation at high or above that is only claimed";
        assert_eq!(says(&threats, high, high), one);
        assert_eq!(says(&threats, high, low), one);
        assert_eq!(says(&threats, low, high), one);
        assert_eq!(says(&threats, low, low), "gate: failed, 2 mitigations at low or above that are only claimed");
        assert_eq!(says(&threats, None, low), "gate: passed, nothing is asked for");
        threats.threats[0].provenance = Some(Provenance::Evidenced);
        assert_eq!(says(&threats, high, low), "gate: passed, no open threat at high or above");
    }
}
