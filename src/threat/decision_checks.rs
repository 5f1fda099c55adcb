//! What is wrong with decisions once the threats are known: missing fields, conflicts, needless and outdated ones.

use crate::diag::{Diagnostic, SUGGESTED, codes};
use crate::model::{Decision, Model, Target, Verb};
use crate::rules::template::join;
use crate::schema::{SEVERITY, attr, word};
use crate::threat::Surroundings;
use crate::threat::decide::{Answers, says};

codes! {
    NEEDS_BY Error "decision-without-by" "a decision about a high risk does not say who took it"
        "Where the risk without the decision is `high` or above, somebody must answer for it: `by = @handle`."
    NEEDS_UNTIL Error "decision-without-until" "a decision does not say until when it holds"
        "Where the risk without the decision is `high` or above, and wherever a decision has a wildcard, it must end some \
         day, so that somebody looks again: `until = 2027-06-30`. Only `dismiss` may be for ever. `require-until` under \
         `[gate]` sets another severity."
    CONFLICT Error "decision-conflict" "two decisions of one rank answer one threat differently"
        "Both are exact, or both have a wildcard, and their verbs differ: nobody can tell which counts. Remove one, or \
         make one exact."
    MATCHES_NOTHING Warning "decision-matches-nothing" "a decision answers no threat"
        "The rule derives nothing on that target: it does not apply any more, or never did. Remove the decision, or \
         correct its rule or target."
    ABOUT_OFF Warning "decision-on-rule-off" "a decision is about a rule that the configuration switches off"
        "A rule under `[rules]` in `palisade.toml` derives nothing, so there is nothing to decide. Remove the decision, or \
         switch the rule on: then the decision says what holds, and on what."
    NEEDLESS Warning "decision-needless" "a decision answers only threats that controls have closed"
        "The threat is mitigated without it. Remove the decision, so that the threat comes back when the control goes."
    OUT_OF_DATE Warning "decision-out-of-date" "a decision has expired"
        "Its last day has passed, so the threats that it answered count as `lapsed`. Decide again, or fix them."
    IN_PART Warning "decision-in-part" "a decision answers one flow of a threat that is about several"
        "A rule that says `one = [from, to]` gives one threat for all flows between the same ends. A decision on one of them \
         answers that flow, and the threat stays open as long as another is: name both ends, as its id does, to decide \
         about all."
    LEAF_NOWHERE Warning "leaf-without-threat" "a leaf of a threat tree names a threat that is not there"
        "The rule derives nothing on that target, so nothing is known of this step. It counts as open: a step that cannot \
         happen would close the way, and that is not known either. Correct the rule or its target, or write in words what \
         is done."
    THREAT_OUT_OF_SCOPE Warning "threat-out-of-scope" "a written threat is about something that is out of scope"
        "No threats are followed for what is out of scope or belongs to another model, written ones included: it is in no \
         list, and no gate counts it."
    REMOVED Note "removal-done" "what a `remove` was about is gone"
        "The feature was taken out as decided. The decision can be deleted."
}

/// A threat of several flows that a decision answers on some of them.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its id.
    pub(crate) id: String,
    /// What it is about, as its id has it.
    pub(crate) target: String,
    /// The flows on which it is open, in backticks.
    pub(crate) open: Vec<String>,
}

/// What happened to a decision over all threats.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Threats that it matches, closed by controls or not.
    pub(crate) matches: u32,
    /// Among them, those that controls have closed.
    pub(crate) mitigated: u32,
    /// Threats that it closes.
    pub(crate) closes: u32,
    /// The highest severity that it stands against.
    pub(crate) severity: Option<u8>,
    /// A decision that contradicts it.
    pub(crate) conflict: Option<u32>,
    /// A threat that it answers in part.
    pub(crate) part: Option<Part>,
    /// A threat that it matches was folded into one of this id.
    pub(crate) folded: Option<String>,
}

/// Checks every decision of a model.
///
/// `near` names threats that a decision may have meant: of its rule, or on its target.
pub(crate) fn check(
    model: &Model,
    answers: &Answers<'_>,
    surroundings: &Surroundings,
    tallies: &[Tally],
    near: &dyn Fn(&Decision) -> Vec<String>,
    out: &mut Vec<Diagnostic>,
) {
    for (decision, tally) in model.decisions.iter().zip(tallies) {
        if let Target::Gone(name) = &decision.target {
            if decision.verb == Verb::Remove {
                let note = Diagnostic::new(&REMOVED, decision.span, format!("`{name}` is gone, as decided"));
                let suggests = out.len() < SUGGESTED;
                let known = model.names.keys().take_while(|_| suggests).map(|name| name.as_str());
                out.push(note.help(match crate::diag::nearest(name, known) {
                    Some(near) => format!("delete the decision; if `{near}` was meant, correct its name"),
                    None => "delete the decision".to_owned(),
                }));
            }
            continue;
        }
        missing_fields(decision, tally, surroundings.require_until, out);
        if let Some(other) = tally.conflict.and_then(|index| model.decisions.get(index as usize)) {
            let message = format!("`{}` and `{}` answer the same threat", decision.verb.word(), other.verb.word());
            let error = Diagnostic::new(&CONFLICT, decision.span, message).also(other.span, "the other one");
            out.push(error.help("remove one of them, or make one exact"));
        }
        if tally.matches == 0
            && let Some(off) = surroundings.off.iter().find(|id| decision.rule.matches(id))
        {
            let message = format!("`{}` answers nothing: rule `{off}` is switched off", decision.verb.word());
            let warning = Diagnostic::new(&ABOUT_OFF, decision.span, message);
            out.push(warning.help("remove it, or switch the rule on in `palisade.toml`"));
        } else if tally.matches == 0 {
            let what = if decision.is_exact() { "this threat" } else { "any such threat" };
            let message = format!("`{}` answers nothing: no rule derives {what}", decision.verb.word());
            let mut warning = Diagnostic::new(&MATCHES_NOTHING, decision.span, message);
            if let Some(folded) = &tally.folded {
                warning = warning.note(format!("it folds into `{folded}`, which is the one to decide about"));
            }
            let near = near(decision);
            if !near.is_empty() {
                warning = warning.note(format!("there is {}", join(&near, 3)));
            }
            out.push(warning.help("remove it, or correct the rule or the target"));
        } else if tally.matches == tally.mitigated && decision.verb != Verb::Remove {
            let message = format!("`{}` is needless: the threat is mitigated", decision.verb.word());
            out.push(Diagnostic::new(&NEEDLESS, decision.span, message).help("remove it"));
        } else if let Some(part) = tally.part.as_ref().filter(|_| decision.is_exact()) {
            let open = join(&part.open, 3);
            let message =
                format!("`{}` answers a part of `{}`, which is open on {open}", decision.verb.word(), part.id);
            let help = format!("to decide about all of it write `{}`", part.target);
            let warning = Diagnostic::new(&IN_PART, decision.span, message).help(help);
            out.push(warning.fix("decide about all of it", decision.target_span, part.target.clone()));
        } else if answers.expired(decision) {
            let message = format!("this `{}` has expired", decision.verb.word());
            out.push(Diagnostic::new(&OUT_OF_DATE, decision.span, message).help("decide again, or fix the threat"));
        }
    }
}

fn missing_fields(decision: &Decision, tally: &Tally, require_until: Option<u8>, out: &mut Vec<Diagnostic>) {
    let high = word::severity::HIGH;
    let grave = tally.severity.is_some_and(|severity| severity >= high);
    let word = decision.verb.word();
    // What is left when controls have done their part: the same risk in both messages.
    let risk = format!("whose residual risk is `{}`", SEVERITY.word(tally.severity.unwrap_or(high)));
    if grave && !says(decision, attr::BY) {
        let message = format!("this `{word}` is about a threat {risk} and does not say who took it");
        out.push(Diagnostic::new(&NEEDS_BY, decision.span, message).help("add `by = @handle`"));
    }
    let ends = require_until.is_some_and(|least| tally.severity.is_some_and(|severity| severity >= least));
    if decision.verb != Verb::Dismiss && !says(decision, attr::UNTIL) && (ends || !decision.is_exact()) {
        let why = if decision.is_exact() { format!("is about a threat {risk}") } else { "has a wildcard".to_owned() };
        let message = format!("this `{word}` {why} and does not say until when it holds");
        out.push(Diagnostic::new(&NEEDS_UNTIL, decision.span, message).help("add `until = YYYY-MM-DD`"));
    }
}
