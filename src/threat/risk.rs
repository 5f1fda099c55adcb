//! Risk: likelihood × impact, before and after the controls that a rule lists under `reduces`.
//!
//! One scale of 1–5 for everything; `language.md` section 4 is the law here.

use crate::analysis::{Facts, Likely, account, properties, rating, word};
use crate::model::{ControlId, Mode, Model, Statement, StatementSource, Thing, ThreatId, Value};
use crate::rules::eval::{Env, thing};
use crate::rules::expr::Rating;
use crate::rules::{Rule, Subject};
use crate::schema::{AttrName, Kind, attr};
use crate::threat::written::{Written, cvss_score, likelihood};
use crate::threat::{Risk, Surroundings};

/// What counts where nothing is known.
const MIDDLE: u8 = 3;

type Ask<'v> = &'v mut dyn FnMut(Thing, Subject);

/// A risk of a severity alone, with a likelihood and an impact that sort like it.
pub(crate) fn of_severity(severity: u8) -> Risk {
    let (likelihood, impact) = match severity {
        0 => (2, 2),
        1 => (3, 3),
        2 => (3, 4),
        _ => (4, 5),
    };
    Risk { likelihood, impact, severity }
}

/// The risk of a threat, by which controls count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Risks {
    /// Before any control.
    pub(crate) inherent: Risk,
    /// After those in force.
    pub(crate) residual: Risk,
    /// After those in force whose evidence was found; never below `residual`.
    pub(crate) evidenced: Risk,
}

impl Risks {
    /// A risk that no control changes.
    fn fixed(severity: u8) -> Risks {
        let risk = of_severity(severity);
        Risks { inherent: risk, residual: risk, evidenced: risk }
    }

    /// Risks of one impact and three likelihoods.
    fn of(surroundings: &Surroundings, impact: u8, inherent: u8, residual: u8, evidenced: u8) -> Risks {
        let risk = |likelihood: u8| Risk { likelihood, impact, severity: surroundings.severity(likelihood * impact) };
        // What is nearer counts: were it not there, a control further off might lower more.
        Risks { inherent: risk(inherent), residual: risk(residual), evidenced: risk(evidenced.max(residual)) }
    }
}

/// The risks of a rule on a target. `ask` is told which fact would settle an unknown impact.
pub(crate) fn risk(
    facts: &Facts<'_>,
    env: &Env<'_, '_>,
    rule: &Rule,
    target: Thing,
    surroundings: &Surroundings,
    ask: Ask<'_>,
) -> Risks {
    if rule.policy {
        return Risks::fixed(rule.severity);
    }
    let broken = properties(rule.stride, rule.linddun);
    let base = level(&rule.likelihood, facts, env, broken, ask);
    let adjusted = base.saturating_add_signed(facts.reached(target).adjustment()).clamp(1, 5);
    let impact = match &rule.impact {
        Some(impact) => level(impact, facts, env, broken, ask),
        None => rating(facts, target, broken, ask).unwrap_or(MIDDLE),
    };
    let reduced = |mode: Mode| adjusted.saturating_sub(reduction(env, rule, target, mode)).max(1);
    Risks::of(surroundings, impact, adjusted, reduced(Mode::InForce), reduced(Mode::Evidenced))
}

/// How the likelihood of a derived threat came about; its impact is a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskSum {
    /// The rule's likelihood, 1–5.
    pub rule: u8,
    /// Who reaches the target.
    pub reached: Likely,
    /// By how much controls that the rule lists under `reduces` lower it.
    pub reduction: u8,
}

/// The parts of a rule's risk on a target; nothing for a policy, whose severity is stated.
pub(crate) fn sum(facts: &Facts<'_>, env: &Env<'_, '_>, rule: &Rule, target: Thing) -> Option<RiskSum> {
    if rule.policy {
        return None;
    }
    let broken = properties(rule.stride, rule.linddun);
    Some(RiskSum {
        rule: level(&rule.likelihood, facts, env, broken, &mut |_, _| {}),
        reached: facts.reached(target),
        reduction: reduction(env, rule, target, Mode::InForce),
    })
}

pub(crate) fn level(rating_of: &Rating, facts: &Facts<'_>, env: &Env<'_, '_>, broken: u8, ask: Ask<'_>) -> u8 {
    match rating_of {
        Rating::Level(level) => *level,
        Rating::Of(term) => thing(term, env).and_then(|thing| rating(facts, thing, broken, ask)).unwrap_or(MIDDLE),
        Rating::Account(term) => match thing(term, env) {
            Some(Thing::Flow(flow)) => account(facts, env, flow, broken, ask).unwrap_or(MIDDLE),
            // A rule on several kinds.
            Some(other) => rating(facts, other, broken, ask).unwrap_or(MIDDLE),
            None => MIDDLE,
        },
        Rating::Min(parts) => parts.iter().map(|part| level(part, facts, env, broken, ask)).min().unwrap_or(MIDDLE),
        Rating::Max(parts) => parts.iter().map(|part| level(part, facts, env, broken, ask)).max().unwrap_or(MIDDLE),
    }
    .clamp(1, 5)
}

/// The impact that a rule has where everything it rates is rated highest, 1–5.
pub(crate) fn worst_impact(rule: &Rule) -> u8 {
    fn worst(rating: &Rating) -> u8 {
        match rating {
            Rating::Level(level) => *level,
            Rating::Of(_) | Rating::Account(_) => 5,
            Rating::Min(parts) => parts.iter().map(worst).min().unwrap_or(MIDDLE),
            Rating::Max(parts) => parts.iter().map(worst).max().unwrap_or(MIDDLE),
        }
        .clamp(1, 5)
    }
    rule.impact.as_ref().map_or(5, worst)
}

/// By how many steps the controls that count lower a rule's likelihood.
fn reduction(env: &Env<'_, '_>, rule: &Rule, target: Thing, mode: Mode) -> u8 {
    let mut steps = 0_u8;
    each_reduction(env, rule, target, mode, &mut |_, by| steps = steps.saturating_add(by));
    steps
}

/// The statements that count and lower a rule's likelihood, each with the steps that it takes off. A control counts
/// once.
pub(crate) fn each_reduction(
    env: &Env<'_, '_>,
    rule: &Rule,
    target: Thing,
    mode: Mode,
    take: &mut dyn FnMut(&Statement, u8),
) {
    let model = env.model();
    let mut things = [Some(target), None, None];
    if let Thing::Flow(id) = target {
        // What the caller does to itself lowers nothing where the caller is a stranger.
        let start = model[id].from;
        let from = start.element().is_none_or(|start| !env.run.is_of_strangers(start)).then(|| start.thing());
        things = [Some(target), from, Some(model[id].to.thing())];
    }
    let mut counted: Vec<ControlId> = Vec::new();
    for technique in &rule.reduces {
        let mut stated = false;
        for thing in things.into_iter().flatten() {
            let (truth, statement) = env.run.cover.has(model, thing, *technique, env.flow, mode);
            let Some(statement) = statement.filter(|_| truth.is_true()) else { continue };
            match statement.source {
                StatementSource::Control(id) if counted.contains(&id) => {}
                StatementSource::Control(id) => {
                    counted.push(id);
                    take(&statement, model[id].strength.saturating_sub(1));
                }
                StatementSource::Attribute(_) if stated => {}
                StatementSource::Attribute(_) => {
                    stated = true;
                    take(&statement, MIDDLE - 1);
                }
            }
        }
    }
}

/// The categories that a written threat names: bit `n` is word `n` of the scale.
pub(crate) fn categories(model: &Model, threat: Thing, name: AttrName) -> u8 {
    model.get(threat, name).value.items().iter().fold(0_u8, |bits, item| match item {
        Value::Word(word) if *word < 8 => bits | 1 << word,
        _ => bits,
    })
}

/// The risks of a written threat, before and after what blocks ways of its tree: DREAD or CVSS, else what its author
/// says, else its tree, else the rating of its assets or target.
pub(crate) fn of_written(
    facts: &Facts<'_>,
    id: ThreatId,
    target: Thing,
    written: &Written,
    surroundings: &Surroundings,
) -> Risks {
    let model = facts.run.model;
    let threat = Thing::Threat(id);
    let rated = match model.get(threat, attr::DREAD).value {
        Value::Dread(parts) => Some(surroundings.of_dread(*parts)),
        _ => cvss_score(model, id).map(|tenths| surroundings.of_cvss(tenths)),
    };
    if let Some(severity) = rated {
        return Risks::fixed(severity);
    }
    let stated = |name: AttrName| name.on(Kind::Threat).and_then(|id| word(&facts.run, threat, id));
    let (stride, linddun) = (categories(model, threat, attr::STRIDE), categories(model, threat, attr::LINDDUN));
    let broken = if stride | linddun == 0 { 7 } else { properties(stride, linddun) };
    let impact = stated(attr::IMPACT).or_else(|| {
        let assets =
            model.things(threat, attr::ASSET).filter_map(|asset| rating(facts, asset, broken, &mut |_, _| {})).max();
        assets.or_else(|| rating(facts, target, broken, &mut |_, _| {}))
    });
    let impact = impact.unwrap_or(MIDDLE);
    let (before, after) = likelihood(model, id, written.tree(id));
    let (_, proved) = likelihood(model, id, written.proved_tree(id));
    Risks::of(surroundings, impact, before, after, proved)
}
