//! From rules and a model to threats: look, fold, stand. This is the one place where the three meet.

use crate::analysis::Facts;
use crate::model::{Cover, Model};
use crate::rules::Rule;
use crate::rules::eval::Plans;
use crate::threat::answering::answer;
use crate::threat::decide::Answers;
use crate::threat::folding::fold;
use crate::threat::limits::{self, GivenUp};
use crate::threat::look::{Batch, Engine, by_kind, targets};
use crate::threat::remedy::has_others;
use crate::threat::{Surroundings, ThreatRule, Threats};

/// Derives every threat and question of a model, and says how each threat stands.
pub fn derive(model: &Model, rules: &[Rule], surroundings: &Surroundings) -> Threats {
    derive_under(model, rules, surroundings, &surroundings.cover(model))
}

/// The same where it is known already what protects what: `cover` is that of the same model and surroundings.
pub fn derive_under(model: &Model, rules: &[Rule], surroundings: &Surroundings, cover: &Cover) -> Threats {
    let facts = Facts::new(model, cover);
    let mut diagnostics = Vec::new();
    let by_kind = by_kind(model, rules, &mut diagnostics);
    let targets = targets(model, &by_kind);
    let asks_for_techniques = rules.iter().map(|rule| rule.policy && rule.when.asks_for_techniques()).collect();
    let has_others = has_others(model);
    let run = &facts.run;
    let plans = Plans::new(run, rules, &by_kind, &targets);
    let engine = Engine { facts: &facts, run, rules, surroundings, plans: &plans, has_others, asks_for_techniques };

    let mut batch = engine.look_everywhere(&targets);
    limits::report(model, rules, &batch.left_out, &|why| counted(rules, &batch, why), &mut diagnostics);
    let steps = batch.left_out.spent().iter().sum();
    // How threats stand decides whether one folds, so answers count before.
    let answers = Answers::new(model, surroundings.today);
    let folded = fold(&engine, &answers, &mut batch);
    Threats { steps, ..answer(&engine, &answers, batch, folded, diagnostics) }
}

/// By rule, how much of what there was room for it took.
fn counted(rules: &[Rule], batch: &Batch, why: GivenUp) -> Vec<u64> {
    let mut counts = vec![0_u64; rules.len()];
    let mut count = |rule: u32| counts.get_mut(rule as usize).into_iter().for_each(|count| *count += 1);
    match why {
        GivenUp::AllKept => batch.wishes.iter().for_each(|wish| count(wish.rule)),
        GivenUp::AllThreats => batch.raw.iter().for_each(|raw| {
            if let ThreatRule::Rule(rule) = raw.rule {
                count(rule);
            }
        }),
        _ => counts.clone_from(batch.left_out.spent()),
    }
    counts
}
