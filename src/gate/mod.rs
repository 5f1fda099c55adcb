//! Threats and configuration → passed or failed, what stands in the way, and what loosens it.
//!
//! The gate looks at how threats stand. That a model has errors and how many warnings are denied, the driver tells it:
//! there is one verdict, and one sentence for it.

mod difference;
mod loosening;
mod overall;
mod snapshot;

use crate::config::{self, Level};
use crate::rules::Rule;
use crate::threat::{Provenance, Question, Threat, ThreatRule, Threats};

pub use difference::{Difference, Turn, Turned, difference};
pub use loosening::{Around, Asked, CODES, Loosened, Loosening, Matter, PassedOver, Why, loosening};
pub use overall::{Overall, RunVerdict};
pub use snapshot::{Asking, Decided, Held, Key, Levels, Snapshot, Standing};

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
    /// Threats that stand in the way since what answers them, or what lowers their risk below the gate's level, is only
    /// claimed: indices, in their order.
    pub claimed: Vec<usize>,
    /// How many of these are open: only what lowers them is claimed.
    pub lowered: usize,
    /// Questions that stand in the way: indices into the questions, in their order.
    pub questions: Vec<usize>,
    /// Questions that stand in the way although nobody asks them, since what answers for them is only claimed: indices into
    /// the questions under claims, in their order.
    pub claimed_questions: Vec<usize>,
    /// How many other questions could raise a threat at the gate's level, which is hidden until then.
    pub unasked: usize,
    /// Whether the model has errors, so that nothing can be said of it. The driver sets it.
    pub errors: bool,
    /// Whether all of them are in the configuration. The driver sets it.
    pub misconfigured: bool,
    /// How many errors belong to no model: something that the call names is not in the run. The driver sets it.
    pub outside: usize,
    /// How many warnings somebody denies. The driver sets it.
    pub denied: usize,
}

/// Judges how the threats of a model stand: those that nothing closes, by residual severity; questions by the
/// severity that they could hide. A violated policy that nobody decided about fails at every level: whoever writes one
/// says what must not be.
///
/// Where evidence is required, what is only claimed does not count: a threat whose mitigation is only claimed stands in
/// the way if it would, were it open; and one is as severe as with those controls alone whose evidence was found.
pub fn judge(threats: &Threats, rules: &[Rule], gate: &config::Gate) -> Verdict {
    let is_violation = |threat: &Threat| is_violation(rules, threat);
    let blocks = |threat: &Threat| {
        !threat.status.is_closed() && (is_violation(threat) || reaches(threat.residual.severity, gate.fail_on))
    };
    let hides = |question: &Question| asks(question, gate.fail_on_unknown);
    let unasked = |question: &&Question| is_unasked(question, gate.fail_on, gate.fail_on_unknown);
    // As with threats, what is only claimed does not count where evidence is required of what it hides.
    let uncovered = |question: &&Question| question.hides.is_some_and(|it| reaches(it, gate.require_evidence));
    let under_claims = || threats.under_claims.iter().filter(uncovered);
    // Evidence is asked for by what a threat would be without what is only claimed.
    let asked = |threat: &Threat| {
        let severity = threat.evidenced.severity;
        let violation = gate.require_evidence.is_some() && is_violation(threat);
        violation || reaches(severity, gate.require_evidence) && reaches(severity, gate.fail_on)
    };
    let lowered = |threat: &Threat| !threat.status.is_closed() && !blocks(threat) && asked(threat);
    let claims = |threat: &Threat| is_claimed(threat) && asked(threat);
    Verdict {
        fail_on: gate.fail_on,
        fail_on_unknown: gate.fail_on_unknown,
        require_evidence: gate.require_evidence,
        threats: positions(&threats.threats, blocks),
        violations: count(&threats.threats, |threat| blocks(threat) && is_violation(threat)),
        claimed: positions(&threats.threats, |threat| claims(threat) || lowered(threat)),
        lowered: count(&threats.threats, lowered),
        questions: positions(&threats.questions, hides),
        claimed_questions: positions(&threats.under_claims, |question| uncovered(&question) && hides(question)),
        unasked: threats.questions.iter().chain(under_claims()).filter(unasked).count(),
        errors: false,
        misconfigured: false,
        outside: 0,
        denied: 0,
    }
}

/// Whether a threat is the violation of a policy, which fails at every level.
fn is_violation(rules: &[Rule], threat: &Threat) -> bool {
    match threat.rule {
        ThreatRule::Rule(index) => rules.get(index as usize).is_some_and(|rule| rule.policy),
        ThreatRule::Written(_) => false,
    }
}

/// Whether nothing but a claim answers a threat.
fn is_claimed(threat: &Threat) -> bool {
    threat.status.is_closed() && threat.provenance == Some(Provenance::Claimed)
}

/// Whether a question could hide a threat at the gate's level, and the gate does not ask for its answer.
fn is_unasked(question: &Question, fail_on: Option<Level>, fail_on_unknown: Option<Level>) -> bool {
    question.hides.is_some_and(|severity| reaches(severity, fail_on)) && !asks(question, fail_on_unknown)
}

/// Whether the gate asks for the answer to a question: by what hangs on it, and by what it hides.
fn asks(question: &Question, fail_on_unknown: Option<Level>) -> bool {
    reaches(question.hides.map_or(question.severity, |hides| hides.max(question.severity)), fail_on_unknown)
}

impl Verdict {
    /// Whether nothing stands in the way: not even an error or a denied warning.
    pub fn passed(&self) -> bool {
        self.judged() && self.denied == 0 && self.stands_in_the_way().is_empty()
    }

    /// Whether there is a verdict at all: what could not be read may hold a threat, so a model with errors has none, nor has
    /// one beside errors of the call.
    pub fn judged(&self) -> bool {
        !self.errors && self.outside == 0
    }

    /// Whether something stands in the way of a model that has no errors of its own.
    fn fails(&self) -> bool {
        !self.errors && (self.denied > 0 || !self.stands_in_the_way().is_empty())
    }

    /// What has the errors for which there is no verdict, in words: "the model has errors".
    pub fn faulty(&self) -> &'static str {
        if self.misconfigured { "the configuration has errors" } else { "the model has errors" }
    }

    /// The verdict in one line: `gate: failed, 3 open threats at high or above; 2 questions could hide more`.
    pub fn sentence(&self) -> String {
        if self.errors {
            return format!("gate: not judged, {}", self.faulty());
        }
        if self.outside > 0 {
            return format!("gate: not judged, {} outside the models", many(self.outside, "error"));
        }
        let mut reasons = self.stands_in_the_way();
        if self.denied > 0 {
            reasons.push(many(self.denied, "denied warning"));
        }
        let unasked = self.hidden();
        if !reasons.is_empty() {
            return format!("gate: failed, {}{unasked}", reasons.join("; "));
        }
        if let Some(level) = self.fail_on.filter(|_| self.unasked > 0) {
            let questions = many(self.unasked, "unanswered question");
            return format!("gate: passed, but {questions} could hide a threat at {}", above(level));
        }
        let passed = match (self.fail_on, self.fail_on_unknown) {
            (None, None) => "nothing is asked for".to_owned(),
            (Some(level), None) => format!("no open threat at {}", above(level)),
            (None, Some(level)) => format!("no question that could hide threats at {}", above(level)),
            (Some(level), Some(unknown)) => {
                format!("no open threat at {} and no question at {}", above(level), above(unknown))
            }
        };
        format!("gate: passed, {passed}")
    }

    /// What of the model itself stands in the way, in words.
    fn stands_in_the_way(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if self.violations > 0 {
            let policies = if self.violations == 1 { "violation of a policy" } else { "violations of policies" };
            reasons.push(format!("{} {policies}", self.violations));
        }
        if let (Some(level), open @ 1..) = (self.fail_on, self.threats.len() - self.violations) {
            reasons.push(format!("{} at {}", many(open, "open threat"), above(level)));
        }
        if let Some(level) = self.require_evidence {
            let level = self.fail_on.map_or(level, |gate| gate.max(level));
            match self.claimed.len() - self.lowered {
                0 => {}
                1 => reasons.push(format!("1 mitigation at {} that is only claimed", above(level))),
                count => reasons.push(format!("{count} mitigations at {} that are only claimed", above(level))),
            }
            if self.lowered > 0 {
                let threats = many(self.lowered, "open threat");
                reasons.push(format!("{threats} that only claims keep below {}", level.word()));
            }
        }
        if let (Some(level), 1..) = (self.fail_on_unknown, self.questions.len()) {
            let questions = many(self.questions.len(), "question");
            reasons.push(format!("{questions} that could hide threats at {}", above(level)));
        }
        if let (Some(level), count @ 1..) = (self.fail_on_unknown, self.claimed_questions.len()) {
            let level = self.require_evidence.map_or(level, |evidence| evidence.max(level));
            let questions = many(count, "question");
            reasons.push(format!("{questions} at {} that nobody asks because of mere claims", above(level)));
        }
        reasons
    }

    /// The verdict in one word: `passed`, `failed` or `not-judged`.
    pub fn outcome(&self) -> &'static str {
        match (self.judged(), self.passed()) {
            (false, _) => "not-judged",
            (true, true) => "passed",
            (true, false) => "failed",
        }
    }

    /// How many threats at the gate's level nobody can see yet: behind the sentence of a gate that failed, where there may
    /// be any.
    fn hidden(&self) -> String {
        let Some(level) = self.fail_on.filter(|_| self.unasked > 0) else { return String::new() };
        let what = match self.threats.is_empty() {
            false => "more".to_owned(),
            true => format!("threats at {}", above(level)),
        };
        format!("; {} could hide {what}", many(self.unasked, "unanswered question"))
    }
}

/// The first names, and how many follow.
fn few<T: AsRef<str>>(names: &[T]) -> String {
    const FEW: usize = 3;
    some(names, FEW)
}

/// So many of the names, and how many follow.
fn some<T: AsRef<str>>(names: &[T], count: usize) -> String {
    let shown = names.iter().take(count).map(T::as_ref).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(count) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn reaches(severity: u8, level: Option<Level>) -> bool {
    level.is_some_and(|level| severity >= level as u8)
}

fn positions<T>(items: &[T], pick: impl Fn(&T) -> bool) -> Vec<usize> {
    items.iter().enumerate().filter(|(_, item)| pick(item)).map(|(index, _)| index).collect()
}

fn count<T>(items: &[T], pick: impl Fn(&T) -> bool) -> usize {
    items.iter().filter(|item| pick(item)).count()
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
    use crate::rules::Subject;
    use crate::schema::SEVERITY;
    use crate::threat::{Risk, Status};

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
            evidenced: risk,
            bound: Box::default(),
            members: Box::default(),
            room: 0,
        }
    }

    fn question(severity: &str) -> Question {
        Question {
            thing: Thing::Model,
            subject: Subject::Technique(crate::model::TechniqueId(0)),
            severity: SEVERITY.index(severity).unwrap(),
            hides: SEVERITY.index(severity),
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
        let gate =
            config::Gate { fail_on, fail_on_unknown: unknown, require_evidence: None, ..config::Gate::default() };
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
            (
                Some(Level::High),
                None,
                "gate: failed, 2 open threats at high or above; 1 unanswered question could hide more",
            ),
            (Some(Level::Critical), None, "gate: failed, 1 open threat at critical"),
            (
                Some(Level::Low),
                None,
                "gate: failed, 3 open threats at low or above; 1 unanswered question could hide more",
            ),
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
    fn questions_that_nobody_asks_are_counted() {
        let says = |questions: &[&str], denied, unknown| {
            let questions = questions.iter().map(|severity| question(severity)).collect();
            let threats = Threats { questions, ..Threats::default() };
            let gate = config::Gate {
                fail_on: Some(Level::High),
                fail_on_unknown: unknown,
                require_evidence: None,
                ..config::Gate::default()
            };
            Verdict { denied, ..judge(&threats, &[], &gate) }.sentence()
        };
        let passed = "gate: passed, no open threat at high or above";
        assert_eq!(says(&["medium"], 0, None), passed);
        let but = "gate: passed, but";
        let hide = "could hide a threat at high or above";
        assert_eq!(says(&["high"], 0, None), format!("{but} 1 unanswered question {hide}"));
        assert_eq!(says(&["high", "critical", "low"], 0, None), format!("{but} 2 unanswered questions {hide}"));
        assert_eq!(says(&["high"], 0, Some(Level::Critical)), format!("{but} 1 unanswered question {hide}"));
        assert_eq!(
            says(&["high", "critical"], 2, None),
            "gate: failed, 2 denied warnings; 2 unanswered questions could hide threats at high or above"
        );
        let asked = "gate: failed, 1 question that could hide threats at critical; 1 unanswered question could hide \
                     threats at high or above";
        assert_eq!(says(&["high", "critical"], 0, Some(Level::Critical)), asked);
        // What could only close or rate an open threat hides none.
        let questions = vec![Question { hides: None, ..question("critical") }];
        let verdict = judge(&Threats { questions, ..Threats::default() }, &[], &config::Gate::default());
        assert_eq!(verdict.sentence(), passed);
    }

    #[test]
    fn nothing_passes_with_errors_or_denied_warnings() {
        let clean = judge(&Threats::default(), &[], &config::Gate::default());
        assert!(clean.passed() && clean.judged());
        let denied = Verdict { denied: 1, ..clean.clone() };
        assert_eq!((denied.passed(), denied.judged()), (false, true));
        assert_eq!(denied.sentence(), "gate: failed, 1 denied warning");
        for broken in [Verdict { errors: true, ..clean.clone() }, Verdict { errors: true, denied: 1, ..clean }] {
            assert_eq!((broken.passed(), broken.judged()), (false, false));
            assert_eq!(broken.sentence(), "gate: not judged, the model has errors");
            let elsewhere = Verdict { misconfigured: true, ..broken };
            assert_eq!(elsewhere.sentence(), "gate: not judged, the configuration has errors");
        }
    }

    /// What only claims lower is as severe as without them, where evidence is required.
    #[test]
    fn claims_lower_nothing_where_evidence_is_required() {
        let critical = threat(Status::Open, "critical").residual;
        let mut lowered = threat(Status::Open, "low");
        lowered.evidenced = critical;
        let mut closed = threat(Status::Mitigated, "low");
        (closed.evidenced, closed.provenance) = (critical, Some(Provenance::Claimed));
        let says = |threat: &Threat, fail_on, require_evidence| {
            let threats = Threats { threats: vec![threat.clone()], ..Threats::default() };
            judge(
                &threats,
                &[],
                &config::Gate { fail_on, fail_on_unknown: None, require_evidence, ..config::Gate::default() },
            )
            .sentence()
        };
        let high = Some(Level::High);
        let passed = "gate: passed, no open threat at high or above";
        assert_eq!(says(&lowered, high, None), passed);
        let failed = "gate: failed, 1 open threat that only claims keep below high";
        assert_eq!(
            says(&lowered, high, Some(Level::Critical)),
            "gate: failed, 1 open threat that only claims keep below critical"
        );
        assert_eq!(says(&lowered, high, high), failed);
        assert_eq!(says(&closed, high, high), "gate: failed, 1 mitigation at high or above that is only claimed");
        // An accepted one is answered by a person, and nothing is claimed.
        lowered.status = Status::Accepted;
        assert_eq!(says(&lowered, high, high), passed);
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
            judge(
                threats,
                &[],
                &config::Gate { fail_on, fail_on_unknown: None, require_evidence, ..config::Gate::default() },
            )
            .sentence()
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
