//! The examples of a rule: small models that show what it does.

use std::sync::Arc;

use crate::check::{self, Example, ExampleKind};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Bits, Cover, Date, Mode, Model, Thing, Truth, Vocabulary, date};
use crate::rules::Rule;
use crate::rules::eval::{Budget, EACH, Env, Run, truth};
use crate::rules::expr::{Cond, Names, show_cond};
use crate::threat::look::looked_at;
use crate::threat::{Findings, Status, Surroundings, Threats, derive, limits};

/// So many targets on which a rule stays silent are told.
const TARGETS: usize = 4;

/// How an example went.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Whether the rule did what the example says.
    pub passed: bool,
    /// What was expected and what happened instead, one line each; empty where it passed.
    pub lines: Vec<String>,
    /// Errors in the example itself.
    pub diagnostics: Vec<Diagnostic>,
    /// How many steps it took.
    pub steps: u64,
}

/// So many steps the examples of a run take together; those that come after are not run.
pub const STEPS: u64 = 1 << 27;

/// The day on which examples play, whatever the day is.
pub fn day() -> Date {
    date(2026, 1, 1).unwrap_or(Date::MIN)
}

/// Runs one example of a rule. `packs` are the rule's own; the core is always in scope.
pub fn run(vocabulary: &Arc<Vocabulary>, rule: &Rule, packs: &Bits, example: &Example) -> Outcome {
    let checked = check::example(vocabulary, packs, &example.body);
    let errors: Vec<Diagnostic> =
        checked.diagnostics.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    if !errors.is_empty() {
        return Outcome {
            passed: false,
            lines: vec!["the example has errors".to_owned()],
            diagnostics: errors,
            steps: 0,
        };
    }
    let rules = std::slice::from_ref(rule);
    let mut found = derive(&checked.model, rules, &Surroundings::on(day()));
    let steps = found.steps;
    found.diagnostics.retain(limits::is_one);
    if !found.diagnostics.is_empty() {
        let lines = vec!["the rule takes too many steps on the example".to_owned()];
        return Outcome { passed: false, lines, diagnostics: found.diagnostics, steps };
    }
    let raised = found.questions.iter().filter(|question| !question.raises.is_empty()).count();
    let open = found.threats.iter().filter(|threat| !threat.status.is_closed()).count();
    let mitigated = found.threats.iter().filter(|threat| threat.status == Status::Mitigated).count();
    let none = found.threats.is_empty();
    let (passed, wanted) = match example.kind {
        ExampleKind::Fires => (open > 0, "an open threat"),
        ExampleKind::Answered => (!none && mitigated == found.threats.len(), "a threat, and all of them mitigated"),
        ExampleKind::Silent => (none && raised == 0, "no threat and no question"),
        ExampleKind::Asks => (none && raised > 0, "a question and no threat"),
    };
    if passed {
        return Outcome { passed, lines: Vec::new(), diagnostics: Vec::new(), steps };
    }
    let mut lines = vec![format!("expected {wanted}")];
    lines.extend(happened(&checked.model, rules, &found));
    Outcome { passed, lines, diagnostics: Vec::new(), steps }
}

/// What an example comes to that is not run, because those before it took all steps.
pub fn not_run() -> Outcome {
    let line = "not run: the examples before it took all steps of the run; name fewer rules".to_owned();
    Outcome { passed: false, lines: vec![line], diagnostics: Vec::new(), steps: 0 }
}

fn happened(model: &Model, rules: &[Rule], threats: &Threats) -> Vec<String> {
    let cover = Cover::build(model, |_| Mode::InForce);
    let found = Findings { model, rules, cover: &cover, threats };
    let mut lines = Vec::new();
    for threat in &threats.threats {
        lines.push(format!("found `{}`, {}", found.id(threat), threat.status.word()));
        lines.extend(found.why(threat).into_iter().map(|reason| format!("  {}", reason.text)));
    }
    for question in &threats.questions {
        lines.push(format!("found the question \"{}\"", question.text(model)));
    }
    if lines.is_empty() {
        lines.push("found neither threat nor question".to_owned());
        rules.iter().for_each(|rule| missed(model, rule, &cover, &mut lines));
    }
    lines
}

/// Why a rule is silent: on each of its targets, the clauses of `when` that do not hold.
fn missed(model: &Model, rule: &Rule, cover: &Cover, lines: &mut Vec<String>) {
    let targets = looked_at(model, rule);
    if targets.is_empty() {
        lines.push("  nothing in the example is of the kind or type that `on` names".to_owned());
    }
    let run = Run::new(model, cover);
    let clauses = if let Cond::And(parts) = &rule.when { &parts[..] } else { std::slice::from_ref(&rule.when) };
    for target in targets.iter().take(TARGETS) {
        let budget = Budget::one(EACH);
        let env = Env::new(&run, &budget, *target, Mode::InForce);
        let names = Names::new(&model.vocabulary, matches!(target, Thing::Flow(_)));
        let name = model.name(*target);
        for clause in clauses {
            let value = match truth(clause, &env) {
                Truth::True => continue,
                Truth::False => "false",
                Truth::Unknown => "unknown",
            };
            if budget.is_over() {
                break;
            }
            lines.push(format!("  on `{name}`, `{}` is {value}", show_cond(clause, &names)));
        }
    }
    if targets.len() > TARGETS {
        lines.push(format!("  and so on for {} more", targets.len() - TARGETS));
    }
}
