//! What answers threats without ending them: decisions, assumptions, claims; and questions that nobody asks.

use crate::config::Level;
use crate::gate::loosening::codes::{ASSUMPTION, CLAIMS, DECISION, QUESTIONS, WILDCARD};
use crate::gate::loosening::{Around, Loosened, Matter, TOLD, list};
use crate::gate::snapshot::written;
use crate::gate::{above, is_claimed, is_unasked, is_violation, many, reaches};
use crate::model::{AssumeId, Decision, Model, Thing, Verb};
use crate::threat::{Answer, Findings, Question, Threat};

/// Decisions about one threat that close it, by verb; those that close nothing are the diagnostics' matter.
pub(super) fn decisions(around: &Around<'_>) -> Option<Loosened> {
    let model = around.found.model;
    let exact = closing(around).filter(|(decision, closes)| decision.is_exact() && *closes > 0);
    let (mut verbs, mut matters) = (Vec::new(), Vec::new());
    for (decision, closes) in exact {
        verbs.push(decision.verb);
        matters.push(Matter::closing(&format!("`{}`", written(model, decision)), closes, decision.span));
    }
    let help = "end the threat, or let somebody decide again";
    Loosened::each(&DECISION, help, matters, |matters| {
        let count = |verb: &Verb| verbs.iter().filter(|each| *each == verb).count();
        let all = [Verb::Accept, Verb::Warn, Verb::Transfer, Verb::Dismiss];
        let by_verb = all.iter().filter(|verb| count(verb) > 0).map(|verb| format!("{} {}", count(verb), verb.word()));
        let by_verb: Vec<String> = by_verb.collect();
        let closed = closes(around, matters, "decision", |answer| {
            matches!(answer, Answer::Decision(index)
                if model.decisions.get(*index as usize).is_some_and(Decision::is_exact))
        });
        format!("{closed}: {}", by_verb.join(", "))
    })
}

/// Decisions with a wildcard, with what each closes, so that nobody closes more than they meant to.
pub(super) fn wildcards(around: &Around<'_>) -> Option<Loosened> {
    let model = around.found.model;
    // What a machine wrote answers nothing, and `remove` closes nothing.
    let counts = |decision: &Decision| !decision.inferred && decision.verb != Verb::Remove;
    let wild = closing(around).filter(|(decision, _)| !decision.is_exact() && counts(decision));
    let each = wild
        .map(|(decision, closes)| Matter::closing(&format!("`{}`", written(model, decision)), closes, decision.span));
    let help = "name the rule and the target";
    Loosened::each(&WILDCARD, help, each.collect(), |matters| {
        let decisions = if matters.len() == 1 { "decision has a wildcard" } else { "decisions have a wildcard" };
        format!("{} {decisions}: {}", matters.len(), list(matters))
    })
}

/// Assumptions that answer something.
pub(super) fn assumptions(around: &Around<'_>) -> Option<Loosened> {
    let Findings { model, threats, .. } = around.found;
    let mut closed: Vec<Vec<&Threat>> = vec![Vec::new(); model.assumptions.len()];
    for threat in threats.threats.iter().filter(|threat| threat.status.is_closed()) {
        if let Some(Answer::Assumption(id)) = threat.answer
            && let Some(closed) = closed.get_mut(id.index())
        {
            closed.push(threat);
        }
    }
    let each = closed.iter().enumerate().filter(|(_, closed)| !closed.is_empty()).map(|(index, closed)| {
        let decl = &model[AssumeId(index as u32)].decl;
        let ids = closed.iter().map(|threat| around.found.id(threat).to_string());
        let matter = Matter::closing(&format!("assumption `{}`", decl.name), closed.len(), decl.span);
        let named = Matter::naming(ids.collect(), decl.span, |ids| format!("{}: {ids}", matter.text));
        Matter { threats: matter.threats, ..named }
    });
    let help = "check what is assumed, and let a control or a decision say it";
    Loosened::each(&ASSUMPTION, help, each.collect(), |matters| {
        closes(around, matters, "assumption", |answer| matches!(answer, Answer::Assumption(_)))
    })
}

/// Threats that would stand in the way but for claims, where no evidence is asked for.
pub(super) fn claims(around: &Around<'_>) -> Option<Loosened> {
    let Findings { model, rules, threats, .. } = around.found;
    let verdict = around.verdict;
    let level = verdict.fail_on?;
    let rests = |threat: &&Threat| {
        let kept_below = !threat.status.is_closed() && !at(level, threat.residual.severity);
        let counts = at(level, threat.evidenced.severity) || is_violation(rules, threat);
        counts && (is_claimed(threat) || kept_below)
    };
    let asked = |threat: &&Threat| match is_violation(rules, threat) {
        true => verdict.require_evidence.is_some(),
        false => reaches(threat.evidenced.severity, verdict.require_evidence),
    };
    let found: Vec<&Threat> = threats.threats.iter().filter(rests).filter(|threat| !asked(threat)).collect();
    let told = found
        .iter()
        .take(TOLD)
        .map(|threat| Matter::new(format!("`{}`", around.found.id(threat)), model.decl(threat.target).span));
    let hidden = |question: &&Question| {
        let asked = question.hides.is_some_and(|it| reaches(it, verdict.require_evidence));
        question.hides.is_some_and(|it| at(level, it)) && !asked
    };
    let questions: Vec<&Question> = threats.under_claims.iter().filter(hidden).collect();
    let unasked = questions.iter().take(TOLD).map(|each| Matter::new(each.text(model), model.decl(each.thing).span));
    let matters: Vec<Matter> = told.chain(unasked).collect();
    let mut parts = Vec::new();
    if !found.is_empty() {
        let rest = if found.len() == 1 { "rests" } else { "rest" };
        parts.push(format!("{} at {} {rest} on claims alone", many(found.len(), "threat"), above(level)));
    }
    if !questions.is_empty() {
        let could = format!("{} that could hide threats at {}", many(questions.len(), "question"), above(level));
        parts.push(format!("{could} {} not asked because of claims", if questions.len() == 1 { "is" } else { "are" }));
    }
    let count = found.len() + questions.len();
    let any = if count == 1 { "it" } else { "them" };
    let summary = format!("{}, and no evidence is asked of {any}", parts.join("; "));
    let help = "add evidence to the controls, and set `require-evidence` under `[gate]`";
    let whole = Some(model.decl.span);
    (count > 0).then_some(Loosened { info: &CLAIMS, help, summary, count, matters, whole })
}

/// Questions that could hide a threat at the gate's level, where no answer is asked for.
pub(super) fn questions(around: &Around<'_>) -> Option<Loosened> {
    let Findings { model, threats, .. } = around.found;
    let verdict = around.verdict;
    let level = verdict.fail_on.filter(|_| verdict.unasked > 0)?;
    let unasked = |question: &&Question| is_unasked(question, Some(level), verdict.fail_on_unknown);
    let uncovered = |question: &&Question| question.hides.is_some_and(|it| reaches(it, verdict.require_evidence));
    let hiding = threats.questions.iter().chain(threats.under_claims.iter().filter(uncovered)).filter(unasked);
    let matters = hiding.take(TOLD).map(|each| Matter::new(each.text(model), model.decl(each.thing).span)).collect();
    let count = verdict.unasked;
    let questions = many(count, "question");
    let summary = format!("{questions} could hide threats at {}, and no answer is asked for", above(level));
    let help = "answer them, and set `fail-on-unknown` under `[gate]`";
    Some(Loosened { info: &QUESTIONS, help, summary, count, matters, whole: Some(model.decl.span) })
}

/// Every decision with the number of threats that it closes.
fn closing<'a>(around: &Around<'a>) -> impl Iterator<Item = (&'a Decision, usize)> {
    around.found.model.decisions.iter().zip(around.found.threats.closed_by.iter().map(|count| *count as usize))
}

/// `2 decisions close 3 threats, 1 at high or above`: threats that such answers close, each once, also where several
/// answer one.
fn closes(around: &Around<'_>, matters: &[Matter], what: &str, counts: impl Fn(&Answer) -> bool) -> String {
    let by = |threat: &&Threat| {
        let members = threat.members.iter().map(|member| &member.answer);
        std::iter::once(&threat.answer).chain(members).flatten().any(&counts)
    };
    let closed = around.found.threats.threats.iter().filter(|threat| threat.status.is_closed());
    let closed: Vec<&Threat> = closed.filter(by).collect();
    let verb = if matters.len() == 1 { "closes" } else { "close" };
    let all = format!("{} {verb} {}", many(matters.len(), what), many(closed.len(), "threat"));
    let Some(level) = around.verdict.fail_on else { return all };
    match closed.iter().filter(|threat| at(level, threat.residual.severity)).count() {
        0 => all,
        count => format!("{all}, {count} at {}", above(level)),
    }
}

fn at(level: Level, severity: u8) -> bool {
    reaches(severity, Some(level))
}

/// The name of a thing in backticks.
pub(super) fn quoted(model: &Model, thing: Thing) -> String {
    format!("{} `{}`", model.kind(thing).word(), model.name(thing))
}
