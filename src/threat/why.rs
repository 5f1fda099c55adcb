//! Why a threat is there and why it stands as it does: the deciding facts, each with the line that says it.

use crate::analysis::Facts;
use crate::model::{ControlId, Mode, Model, Thing, ThreatId, Truth, Verb};
use crate::rules::eval::{Budget, Clause, EACH, Env, Reasons, Run, clause, explain, explain_known, quoted, truth};
use crate::rules::expr::{Cond, Names, show_cond};
use crate::rules::template::join;
use crate::rules::{Reason, Rule};
use crate::schema::CONTROL_STATUS;
use crate::threat::allowance::Allowances;
use crate::threat::risk::{RiskSum, sum};
use crate::threat::risk_why::{RiskReasons, risk_reasons, written_reasons};
use crate::threat::written::{against, steps};
use crate::threat::{Answer, Findings, Standing, Status, Threat, ThreatRule};

/// Explains the threats of one model: what explanations share is prepared once, not for each threat.
pub struct Explainer<'a> {
    found: Findings<'a>,
    facts: Facts<'a>,
    allowances: Allowances,
}

impl<'a> Explainer<'a> {
    /// Prepares the explanations of what was found in a model.
    fn new(found: Findings<'a>) -> Explainer<'a> {
        let facts = Facts::new(found.model, found.cover);
        let allowances = Allowances::new(&facts.run, found.rules, &found.threats.threats);
        Explainer { found, facts, allowances }
    }

    /// The deciding facts of a threat: first the hazard, then the defence or what is missing of it.
    pub fn why(&self, threat: &Threat) -> Vec<Reason> {
        let steps = self.allowances.of(&self.facts.run, threat);
        explained(self.found, &self.facts.run, steps, threat)
    }

    /// The conditions of a threat taken apart, by the word that stands before each in the rule: `when` and
    /// `unless`; `violated when` for a policy. Nothing for what a person wrote.
    pub fn clauses(&self, threat: &Threat) -> Vec<(&'static str, Clause)> {
        let ThreatRule::Rule(index) = threat.rule else { return Vec::new() };
        let Some(rule) = self.found.rules.get(index as usize) else { return Vec::new() };
        let word = if rule.policy { "violated when" } else { "when" };
        let when = (word, self.taken_apart(&rule.when, threat.target));
        let unless = rule.unless.as_ref().map(|unless| ("unless", self.taken_apart(unless, threat.target)));
        std::iter::once(when).chain(unless).collect()
    }

    /// A condition taken apart; as a whole where that takes too many steps.
    fn taken_apart(&self, cond: &Cond, target: Thing) -> Clause {
        let names = Names::new(&self.found.model.vocabulary, matches!(target, Thing::Flow(_)));
        let budget = Budget::one(EACH);
        let parts = clause(cond, &Env::new(&self.facts.run, &budget, target, Mode::InForce), &names);
        if !budget.is_over() {
            return parts;
        }
        let whole = Budget::one(EACH);
        let truth = truth(cond, &Env::new(&self.facts.run, &whole, target, Mode::InForce));
        Clause { text: show_cond(cond, &names), truth, reasons: Vec::new(), parts: Vec::new() }
    }

    /// What the numbers of a threat's risk rest on; nothing for policies.
    pub fn risk_reasons(&self, threat: &Threat) -> Option<RiskReasons> {
        match threat.rule {
            ThreatRule::Written(id) => Some(written_reasons(&self.facts, id, threat.target)),
            ThreatRule::Rule(index) => {
                let rule = self.found.rules.get(index as usize).filter(|rule| !rule.policy)?;
                let budget = Budget::one(EACH);
                let env = Env::new(&self.facts.run, &budget, threat.gravest(), Mode::InForce);
                Some(risk_reasons(&self.facts, &env, rule, threat.gravest()))
            }
        }
    }

    /// How the likelihood of a derived threat came about; nothing for what a person wrote and for policies.
    pub fn risk(&self, threat: &Threat) -> Option<RiskSum> {
        let ThreatRule::Rule(index) = threat.rule else { return None };
        let budget = Budget::one(EACH);
        let env = Env::new(&self.facts.run, &budget, threat.gravest(), Mode::InForce);
        self.found.rules.get(index as usize).and_then(|rule| sum(&self.facts, &env, rule, threat.gravest()))
    }
}

impl<'a> Findings<'a> {
    /// What explains the threats; prepared once for all of them.
    pub fn explainer(self) -> Explainer<'a> {
        Explainer::new(self)
    }

    /// The deciding facts of one threat; [`Findings::explainer`] is for several.
    pub fn why(self, threat: &Threat) -> Vec<Reason> {
        explained(self, &Run::light(self.model, self.cover), EACH, threat)
    }
}

impl Findings<'_> {
    /// The things whose broken evidence reopened a threat: what it is about, and the ends of that.
    pub fn unproved(self, threat: &Threat) -> Vec<Thing> {
        if threat.status != Status::Lapsed || !matches!(threat.answer, Some(Answer::Controls(_))) {
            return Vec::new();
        }
        let mut about: Vec<Thing> = threat.open_places().collect();
        for id in about.clone() {
            if let Thing::Flow(id) = id {
                about.extend([self.model[id].from.thing(), self.model[id].to.thing()]);
            }
        }
        about.sort_unstable();
        about.dedup();
        about.retain(|thing| self.threats.unproved.binary_search(thing).is_ok());
        about
    }
}

fn explained(found: Findings<'_>, run: &Run<'_>, steps: u64, threat: &Threat) -> Vec<Reason> {
    let Findings { model, rules, threats, .. } = found;
    let mut reasons = Reasons::default();
    flows(model, threat, &mut reasons);
    match threat.rule {
        ThreatRule::Rule(index) => {
            if let Some(rule) = rules.get(index as usize) {
                let budget = Budget::one(steps);
                derived(model, rule, run, &budget, threat, &mut reasons);
                if budget.is_over() {
                    reasons.say("what else decides takes too many steps to tell".to_owned(), rule.span);
                }
            }
        }
        ThreatRule::Written(id) => {
            let standing = threats.trees.get(id.index()).and_then(Option::as_ref);
            written(model, id, standing, threat, &mut reasons);
        }
    }
    for thing in found.unproved(threat) {
        let decl = model.decl(thing);
        reasons.say(format!("the evidence of what `{}` states is broken", decl.name), decl.span);
    }
    answer(model, threat, &mut reasons);
    reasons.finish()
}

/// The flows of a threat that is about several, by how it stands on them.
fn flows(model: &Model, threat: &Threat, reasons: &mut Reasons) {
    if threat.members.len() < 2 {
        return;
    }
    for status in Status::ALL.iter().rev() {
        let mut some = threat.members.iter().filter(|member| member.status == *status);
        let names: Vec<String> = some.by_ref().map(|member| format!("`{}`", model.name(member.flow))).collect();
        if let Some(first) = threat.members.iter().find(|member| member.status == *status) {
            let flows = if names.len() == 1 { "flow" } else { "flows" };
            let text = format!("it is {} on {flows} {}", status.word(), join(&names, 5));
            reasons.say(text, model.decl(first.flow).span);
        }
    }
}

fn derived(model: &Model, rule: &Rule, run: &Run<'_>, budget: &Budget, threat: &Threat, reasons: &mut Reasons) {
    let env = Env::new(run, budget, threat.target, Mode::InForce);
    // It was derived, so the condition holds.
    explain_known(&rule.when, Truth::True, &env, reasons);
    if reasons.is_empty() {
        // A rule on a type alone: being of that type is the reason.
        if let Some(ty) = rule.scope.types.iter().find(|ty| model.is(threat.target, **ty)) {
            explain(&Cond::Is(crate::rules::expr::Term::Slot(0), *ty), &env, reasons);
        }
    }
    // Where a decision, an assumption, a plan or lost evidence is the last word, what else is missing is none.
    let last_word = match &threat.answer {
        Some(Answer::Controls(_)) => matches!(threat.status, Status::Lapsed | Status::Planned),
        Some(Answer::Decision(_) | Answer::Assumption(_)) => threat.status.is_closed(),
        Some(Answer::Theirs(_)) => false,
        None => false,
    };
    if let Some(unless) = rule.unless.as_ref().filter(|_| !last_word) {
        explain(unless, &env, reasons);
    }
}

fn written(model: &Model, id: ThreatId, standing: Option<&Standing>, threat: &Threat, reasons: &mut Reasons) {
    let decl = &model[id].decl;
    reasons.say(format!("`{}` is written in the model", decl.name), decl.span);
    let by_controls = matches!(threat.status, Status::Mitigated | Status::Verified);
    match (&model[id].tree, standing) {
        // Somebody's decision stands whatever the steps do.
        _ if threat.status.is_closed() && !by_controls => {}
        (Some(tree), Some(standing)) => {
            steps(tree, standing, model).into_iter().for_each(|(step, span)| reasons.say(step, span));
        }
        // The answer names them.
        _ if by_controls => {}
        _ if against(model, id).is_empty() => {
            reasons.say(format!("no control is against `{}`", decl.name), decl.span);
        }
        _ => against(model, id).into_iter().for_each(|control| control_status(model, control, reasons)),
    }
}

fn answer(model: &Model, threat: &Threat, reasons: &mut Reasons) {
    match (&threat.answer, threat.status) {
        (Some(Answer::Decision(index)), status) => {
            let Some(decision) = model.decisions.get(*index as usize) else { return };
            let text = match (status, decision.verb) {
                (Status::Lapsed, verb) => format!("the decision to `{}` has expired", verb.word()),
                (_, Verb::Accept) => "it was decided to accept it".to_owned(),
                (_, Verb::Warn) => "it was decided to warn the users".to_owned(),
                (_, Verb::Remove) => "it was decided to remove the feature".to_owned(),
                (_, Verb::Transfer) => "it was decided to transfer the risk".to_owned(),
                (_, Verb::Dismiss) => "it was decided that it does not apply".to_owned(),
            };
            reasons.say(text, decision.span);
        }
        (Some(Answer::Assumption(id)), status) => {
            let decl = &model[*id].decl;
            let state = if status == Status::Lapsed { "has expired" } else { "answers it" };
            reasons.say(format!("the assumption `{}` {state}", decl.name), decl.span);
        }
        (Some(Answer::Theirs(things)), _) => {
            for other in things {
                let text = format!("only {} could close it, which is out of scope", quoted(model, *other));
                reasons.say(text, model.decl(*other).span);
            }
        }
        (Some(Answer::Controls(controls)), Status::Lapsed) => {
            for control in controls {
                let decl = &model[*control].decl;
                reasons.say(format!("the evidence of control `{}` is broken", decl.name), decl.span);
            }
        }
        (Some(Answer::Controls(controls)), Status::Planned) => {
            controls.iter().for_each(|control| control_status(model, *control, reasons));
        }
        (Some(Answer::Controls(controls)), Status::Mitigated | Status::Verified)
            if matches!(threat.rule, ThreatRule::Written(_)) =>
        {
            controls.iter().for_each(|control| control_status(model, *control, reasons));
        }
        _ => {}
    }
}

fn control_status(model: &Model, control: ControlId, reasons: &mut Reasons) {
    let decl = model.decl(Thing::Control(control));
    let status = CONTROL_STATUS.word(model[control].status);
    reasons.say(format!("control `{}` is `{status}`", decl.name), decl.span);
}
