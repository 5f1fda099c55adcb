//! What bounds the work of rules on a model, and what is said where a bound is met.
//!
//! What a rule asks can grow with a power of the model: each list inside another multiplies. A rule that takes too much
//! on a target is not evaluated there, which is an error, since a threat may be missing.

use rustc_hash::FxHashMap;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity, grouped};
use crate::model::{Model, Thing};
use crate::rules::Rule;
use crate::rules::eval::EACH;
use crate::rules::template::join;

/// So many steps there are for all rules of a run on all targets, and so many more for each target.
const STEPS: u64 = 1 << 26;
const STEPS_EACH_TARGET: u64 = 1 << 12;

/// So many facts that it asks for, or things that its texts name, are kept of one rule on one target.
pub(super) const KEPT_EACH: usize = 10_000;
/// So many are kept in a run, and so many more for each target.
const KEPT: usize = 1 << 19;
const KEPT_EACH_TARGET: usize = 1 << 7;

/// So many threats are kept in a run, and so many more for each target.
const THREATS: usize = 1 << 16;
const THREATS_EACH_TARGET: usize = 1 << 5;

/// A rule that took too much on so many targets is not tried on others of their run.
const TRIES: u32 = 3;

/// So many steps there are to explain each threat of a model, and so many more for all of them that are about much.
pub(super) const EXPLAIN_EACH: u64 = 1 << 11;
pub(super) const EXPLAIN: u64 = 1 << 28;

/// Too costly rules.
pub(crate) static RULE_TOO_COSTLY: CodeInfo = CodeInfo {
    code: Code("rule-too-costly"),
    severity: Severity::Error,
    summary: "a rule or policy takes too many steps on one target",
    explanation: r#"
Each list inside another multiplies: `any(model.flows, f: any(model.flows, g: …))` looks at every pair of flows, for
every target. The program counts the parts of conditions, the items of lists and the flows that are looked at, and gives up
a rule on a target at four million of them, or where it asks for more than ten thousand facts. The rule is not evaluated
there, so a threat may be missing, and nothing is passed.

```tm
model shop "Shop"
actor visitor
process web
visitor -> web
/// Who logs in from outside may be anybody.
///
/// Asks what is near: the flow itself and its two ends, no list of the whole model.
rule near "{from} is far away" {
  stride     = spoofing
  on         = flow
  when       = from.trust < to.trust and crosses(flow) and flow.auth == none
  likelihood = low
  impact     = low
  fix        = "Ask {from} who it is."
  fires { boundary out { trust = untrusted, actor a }, process p, a -> p { auth = none } }
  silent { actor a, process p, a -> p { auth = session } }
}
```
"#,
};

/// All rules together.
pub(crate) static RULES_TOO_COSTLY: CodeInfo = CodeInfo {
    code: Code("rules-too-costly"),
    severity: Severity::Error,
    summary: "the rules take, ask for or find too much in a model, all together",
    explanation: r#"
Besides the limit for each rule and target there is one for all of them: of steps, of facts that are asked for, and of
threats that are found. Each grows with the number of things that rules look at, so that a large model may take more
than a small one. What was left when it was met is not evaluated, so threats may be missing, and nothing is passed. The
message names the rule that took, asked for or found the most: what costs are rules that look at the whole model from each
of its things. The page about limits has the numbers.
"#,
};

/// The codes of this module.
pub static CODES: &[&CodeInfo] = &[&RULE_TOO_COSTLY, &RULES_TOO_COSTLY];

/// So many steps there are to derive a model again and again, with a change each time.
const TRIED: u64 = 1 << 27;

/// How many changes of a model may be tried, where deriving its threats takes so many steps; at least one.
pub fn tries(steps: u64) -> usize {
    (TRIED / steps.max(1)).clamp(1, 100) as usize
}

/// Whether a diagnostic says that one of these bounds was met.
pub(super) fn is_one(diagnostic: &Diagnostic) -> bool {
    CODES.iter().any(|info| info.code == diagnostic.code)
}

/// What a run of targets has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Share {
    /// Steps.
    pub(super) steps: u64,
    /// Room for facts that are asked for, and for things that texts name.
    pub(super) kept: usize,
    /// Room for threats.
    pub(super) threats: usize,
}

/// The share of a run of so many targets, one of several.
pub(super) fn share(targets: usize, chunks: usize) -> Share {
    let chunks = chunks.max(1);
    Share {
        steps: STEPS / chunks as u64 + targets as u64 * STEPS_EACH_TARGET,
        kept: KEPT / chunks + targets * KEPT_EACH_TARGET,
        threats: THREATS / chunks + targets * THREATS_EACH_TARGET,
    }
}

/// Why a rule was given up on a target; the order is that of what is said first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GivenUp {
    /// It takes too many steps.
    Steps,
    /// It asks for too many facts, or names too many things.
    Kept,
    /// All rules have taken the steps that there were.
    AllSteps,
    /// All rules have asked for as many facts as are kept.
    AllKept,
    /// All rules have found as many threats as are kept.
    AllThreats,
}

/// The targets on which rules were given up, and what each rule took.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    rules: FxHashMap<u32, Targets>,
    spent: Vec<u64>,
}

/// Where one rule was given up.
#[derive(Clone, Copy, Debug)]
struct Targets {
    why: GivenUp,
    first: Thing,
    count: u32,
}

impl LeftOut {
    /// Begins with so many rules.
    pub(super) fn begin(&mut self, rules: usize) {
        self.spent.resize(rules, 0);
    }

    /// The steps of each rule.
    pub(super) fn spent(&self) -> &Vec<u64> {
        &self.spent
    }

    /// Counts the steps of a rule.
    pub(super) fn spend(&mut self, rule: u32, steps: u64) {
        if let Some(spent) = self.spent.get_mut(rule as usize) {
            *spent += steps;
        }
    }

    /// Whether a rule is not worth trying any more; then the target counts as left out.
    pub(super) fn skips(&mut self, rule: u32) -> bool {
        if self.rules.is_empty() {
            return false;
        }
        let tried = self.rules.get_mut(&rule).filter(|targets| targets.count >= TRIES);
        tried.map(|targets| targets.count += 1).is_some()
    }

    /// Notes that a rule was given up on a target.
    pub(super) fn add(&mut self, rule: u32, first: Thing, why: GivenUp) {
        self.note(rule, Targets { why, first, count: 1 });
    }

    /// Adds what was left out in a later run of targets.
    pub(super) fn merge(&mut self, later: LeftOut) {
        let mut rules: Vec<(u32, Targets)> = later.rules.into_iter().collect();
        rules.sort_unstable_by_key(|(rule, _)| *rule);
        rules.into_iter().for_each(|(rule, targets)| self.note(rule, targets));
        self.begin(later.spent.len().max(self.spent.len()));
        self.spent.iter_mut().zip(later.spent).for_each(|(spent, more)| *spent += more);
    }

    fn note(&mut self, rule: u32, more: Targets) {
        let known = self.rules.entry(rule).or_insert(Targets { count: 0, ..more });
        known.count += more.count;
        if more.why < known.why {
            (known.why, known.first) = (more.why, more.first);
        }
    }
}

/// Says which rules were given up, and why. `counted` gives, for each rule, how much it has of what there was too little.
pub(super) fn report(
    model: &Model,
    rules: &[Rule],
    left_out: &LeftOut,
    counted: &dyn Fn(GivenUp) -> Vec<u64>,
    out: &mut Vec<Diagnostic>,
) {
    let mut given_up: Vec<(&Rule, Targets)> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        given_up.extend(left_out.rules.get(&(index as u32)).map(|targets| (rule, *targets)));
    }
    let (together, alone): (Vec<_>, Vec<_>) = given_up.into_iter().partition(|(_, it)| it.why >= GivenUp::AllSteps);
    out.extend(alone.into_iter().map(|(rule, targets)| too_costly(model, rule, targets)));
    let Some(why) = together.iter().map(|(_, it)| it.why).min() else { return };
    let counts = counted(why);
    let most = counts.iter().enumerate().max_by_key(|(index, count)| (**count, std::cmp::Reverse(*index)));
    let costliest = most.and_then(|(index, _)| rules.get(index));
    let span = costliest.map(|rule| rule.span).filter(|span| span.is_somewhere()).unwrap_or(model.decl.span);
    let names: Vec<String> = together.iter().map(|(rule, _)| format!("`{}`", rule.id)).collect();
    let message = match why {
        GivenUp::AllThreats => "the rules find too many threats in this model, all together",
        GivenUp::AllKept => "the rules ask for too many facts of this model, all together",
        _ => "the rules take too many steps on this model, all together",
    };
    let mut error = Diagnostic::new(&RULES_TOO_COSTLY, span, message);
    error = error.note(format!("not evaluated on all that they look at: {}; threats may be missing", join(&names, 3)));
    out.push(match costliest {
        Some(rule) => error.help(format!("most come from `{}`: let it look at fewer things", rule.id)),
        None => error.help("split the model into several"),
    });
}

fn too_costly(model: &Model, rule: &Rule, targets: Targets) -> Diagnostic {
    let place = if rule.span.is_somewhere() { rule.span } else { model.decl(targets.first).span };
    let what = if rule.policy { "policy" } else { "rule" };
    let on = match (targets.first, targets.count) {
        (Thing::Model, _) => "the model".to_owned(),
        (first, _) => format!("`{}`", model.name(first)),
    };
    let message = match targets.why {
        GivenUp::Kept => format!("{what} `{}` asks for more than {} facts on {on}", rule.id, grouped(KEPT_EACH as u64)),
        _ => format!("{what} `{}` takes more than {} steps on {on}", rule.id, grouped(EACH)),
    };
    let note = match targets.count {
        1 => "it is not evaluated there, so a threat may be missing".to_owned(),
        count => {
            let more = grouped(u64::from(count) - 1);
            format!("it is not evaluated there, nor on {more} more, so threats may be missing")
        }
    };
    Diagnostic::new(&RULE_TOO_COSTLY, place, message).note(note).help(
        "ask `this`, `from` and `to` for what is near, put the clauses that fail most often first, and write no \
             `any`, `all` or `count` inside another",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_book_has_the_numbers() {
        let page = include_str!("../../book/src/limits.md");
        let row = |what: &str, numbers: &[u64]| {
            let row = page.lines().find(|line| line.starts_with(&format!("| {what} |"))).unwrap_or_default();
            for number in numbers {
                let number = grouped(*number);
                assert!(row.contains(&number), "`{what}` does not say {number}");
            }
        };
        row("steps of one rule on one target", &[EACH]);
        row("facts that one rule asks for on one target, or things that it names", &[KEPT_EACH as u64]);
        row("targets on which a costly rule is tried, in each run of 512 targets", &[u64::from(TRIES)]);
        row("steps of all rules", &[STEPS, STEPS_EACH_TARGET]);
        row("facts that all rules ask for", &[KEPT as u64, KEPT_EACH_TARGET as u64]);
        row("threats that rules find", &[THREATS as u64, THREATS_EACH_TARGET as u64]);
        row("steps to explain one threat", &[EXPLAIN_EACH, EXPLAIN]);
        row("steps to derive a model again, to try what would close a threat", &[TRIED]);
    }
}
