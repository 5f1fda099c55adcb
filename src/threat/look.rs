//! Every rule on every target of its scope.
//!
//! Each target is looked at alone, so it runs in parallel and its result does not depend on how. What becomes of what
//! is found, it must not know.

use rayon::prelude::*;

use crate::analysis::Facts;
use crate::diag::Diagnostic;
use crate::model::{ControlId, Mode, Model, Thing, ThreatId, Truth};
use crate::rules::check_names;
use crate::rules::eval::{
    Bindings, Budget, EACH, Ended, Env, Plans, Rest, Run, bindings, rests, truth, unknowns, witness,
};
use crate::rules::expr::Cond;
use crate::rules::{Rule, Subject};
use crate::schema::{KINDS, Kind, SEVERITY};
use crate::threat::limits::{self, GivenUp, KEPT_EACH, LeftOut, Share};
use crate::threat::questions::{Effect, Wish};
use crate::threat::remedy::{self, in_scope};
use crate::threat::risk::{self, Risks};
use crate::threat::{FactEvidence, Risk, Surroundings, ThreatRule};

/// What looking at targets needs.
pub(super) struct Engine<'a, 'r> {
    pub(super) facts: &'r Facts<'a>,
    pub(super) run: &'r Run<'a>,
    pub(super) rules: &'a [Rule],
    pub(super) surroundings: &'a Surroundings,
    pub(super) plans: &'r Plans,
    /// Whether something of the model is out of scope, or another team's.
    pub(super) has_others: bool,
    /// By rule, whether it is a policy that asks whether something has a technique.
    pub(super) asks_for_techniques: Vec<bool>,
}

/// What was found on some targets.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) raw: Vec<Raw>,
    pub(super) wishes: Vec<Wish>,
    /// Those that nobody makes because of something that is only claimed, or that would hide something graver without it.
    pub(super) claimed: Vec<Wish>,
    /// Rules and policies of the model that are unknown on a target, and of which nothing could be asked.
    pub(super) undecided: Vec<(u32, Thing)>,
    /// What was not evaluated to the end, because it takes too much.
    pub(super) left_out: LeftOut,
    /// Facts that the rule at hand asks for, until each is there once.
    asked: Vec<(Thing, Subject)>,
    /// What may still be kept.
    room: Share,
}

impl Batch {
    /// Takes room for so many facts or things of one rule on one target.
    fn keep(&mut self, count: usize) -> Result<(), GivenUp> {
        if count > KEPT_EACH {
            return Err(GivenUp::Kept);
        }
        self.room.kept = self.room.kept.checked_sub(count).ok_or(GivenUp::AllKept)?;
        Ok(())
    }
}

/// A threat before it is answered.
pub(super) struct Raw {
    pub(super) rule: ThreatRule,
    pub(super) target: Thing,
    pub(super) risks: Risks,
    pub(super) defence: Defence,
    pub(super) bound: Bindings,
}

/// How a threat's defence stands.
pub(super) enum Defence {
    /// It holds, by these controls or by facts alone where there are none.
    Holds {
        controls: Vec<ControlId>,
        /// Whether it would hold if no control counted but those whose evidence was found.
        evidenced: bool,
        /// Whether a test of the facts passed.
        passed: bool,
    },
    /// It would hold, were the evidence of these controls not broken.
    Broken(Vec<ControlId>),
    /// It will hold with these controls.
    Planned(Vec<ControlId>),
    /// It does not hold, and only these things could make it hold, all of which are out of scope.
    Theirs(Box<[Thing]>),
    /// It does not hold.
    Missing,
}

/// Below this many targets threads cost more than they save.
const PARALLEL: usize = 2_000;

impl<'a> Engine<'a, '_> {
    /// Looks at some targets, side by side where they are many.
    pub(super) fn look_everywhere(&self, targets: &[Thing]) -> Batch {
        const CHUNK: usize = 512;
        // Every run of targets has its own share, so that what it meets depends on no other and on no thread.
        let look = |first: usize, chunk: &[Thing], chunks: usize| {
            let room = limits::share(chunk.len(), chunks);
            let (mut batch, budget) = (Batch { room, ..Batch::default() }, Budget::new(EACH, room.steps));
            batch.left_out.begin(self.rules.len());
            for (index, target) in chunk.iter().enumerate() {
                self.look(first + index, *target, &mut batch, &budget);
            }
            batch
        };
        if targets.len() < PARALLEL {
            return look(0, targets, 1);
        }
        let chunks = targets.len().div_ceil(CHUNK);
        let batches: Vec<Batch> =
            targets.par_chunks(CHUNK).enumerate().map(|(index, chunk)| look(index * CHUNK, chunk, chunks)).collect();
        let mut all = Batch::default();
        for batch in batches {
            all.raw.extend(batch.raw);
            all.wishes.extend(batch.wishes);
            all.claimed.extend(batch.claimed);
            all.undecided.extend(batch.undecided);
            all.left_out.merge(batch.left_out);
        }
        all
    }

    /// Every rule that may fire on the target at a position. A rule that does not allocates nothing.
    fn look(&self, position: usize, target: Thing, batch: &mut Batch, budget: &Budget) {
        let env = Env::new(self.run, budget, target, Mode::InForce);
        for (index, open) in self.plans.of(position) {
            let Some(rule) = self.rules.get(*index as usize) else { continue };
            if batch.left_out.skips(*index) {
                continue;
            }
            let (raw, wishes, claimed) = (batch.raw.len(), batch.wishes.len(), batch.claimed.len());
            let undecided = batch.undecided.len();
            budget.begin();
            let kept = match truth(open.as_ref().unwrap_or(&rule.when), &env) {
                Truth::False if self.is_planned(*index, rule, target, budget) => {
                    self.violated(*index, rule, target, batch, budget)
                }
                Truth::False if self.rests_on_claims(*index) => self.look_behind(*index, rule, target, batch, budget),
                Truth::False => Ok(()),
                Truth::Unknown => self.raise(*index, rule, &env, target, batch),
                Truth::True => self.fire(*index, rule, &env, target, batch),
            };
            batch.left_out.spend(*index, budget.taken());
            let why = match (budget.end(), kept) {
                (Ended::Done, Ok(())) => continue,
                (Ended::Done, Err(why)) => why,
                (Ended::TooMuch, _) => GivenUp::Steps,
                (Ended::NothingLeft, _) => GivenUp::AllSteps,
            };
            // What came of it is not to be believed.
            batch.raw.truncate(raw);
            batch.wishes.truncate(wishes);
            batch.claimed.truncate(claimed);
            batch.undecided.truncate(undecided);
            batch.left_out.add(*index, target, why);
        }
    }

    /// `when` is unknown: no threat, but questions with the severity that they hide.
    fn raise(
        &self,
        index: u32,
        rule: &'a Rule,
        env: &Env<'a, '_>,
        target: Thing,
        batch: &mut Batch,
    ) -> Result<(), GivenUp> {
        // What is defended already hides nothing, but a claim is no evidence.
        let defended = rule.unless.as_ref().is_some_and(|unless| truth(unless, env) == Truth::True);
        if defended && matches!(self.defence(rule, env, target), Defence::Holds { evidenced: true, .. }) {
            return Ok(());
        }
        let Risks { residual, evidenced, .. } = self.risk(env, rule, target, &mut |_, _| {});
        let claimed = defended || evidenced.severity > residual.severity;
        let asked = ask(&rule.when, env, batch)?;
        if claimed {
            batch.keep(asked.len())?;
            batch.claimed.extend(asked.iter().copied().map(raises(index, rule, target, evidenced)));
        }
        if !defended {
            if asked.is_empty() && rule.span.is_somewhere() {
                batch.undecided.push((index, target));
            }
            batch.wishes.extend(asked.iter().copied().map(raises(index, rule, target, residual)));
        }
        batch.asked = asked;
        Ok(())
    }

    /// Whether a policy forbids a technique that is planned, or of which the evidence is broken: what is planned ends no
    /// violation, and it begins one.
    fn is_planned(&self, index: u32, rule: &'a Rule, target: Thing, budget: &Budget) -> bool {
        let asks = self.asks_for_techniques.get(index as usize).copied().unwrap_or(false);
        let differs = |mode| self.run.cover.differs(mode);
        asks && (differs(Mode::Claimed) || differs(Mode::Planned))
            && truth(&rule.when, &Env::new(self.run, budget, target, Mode::Planned)) == Truth::True
    }

    /// A policy is violated by what is planned.
    fn violated(
        &self,
        index: u32,
        rule: &'a Rule,
        target: Thing,
        batch: &mut Batch,
        budget: &Budget,
    ) -> Result<(), GivenUp> {
        let env = Env::new(self.run, budget, target, Mode::Planned);
        let risks = self.risk(&env, rule, target, &mut |_, _| {});
        batch.room.threats = batch.room.threats.checked_sub(1).ok_or(GivenUp::AllThreats)?;
        batch.raw.push(Raw {
            rule: ThreatRule::Rule(index),
            target,
            risks,
            defence: Defence::Missing,
            bound: Vec::new(),
        });
        Ok(())
    }

    /// Whether what a policy asks about techniques could come out otherwise if no claim counted. The `when` of a rule states
    /// the hazard and asks for none.
    fn rests_on_claims(&self, rule: u32) -> bool {
        self.run.cover.differs(Mode::InForce) && self.asks_for_techniques.get(rule as usize).copied().unwrap_or(false)
    }

    /// A policy is kept: whether it would be without what is only claimed. If not, a claim is what keeps the violation away,
    /// or the question, and it counts for no more than any other defence that is claimed.
    fn look_behind(
        &self,
        index: u32,
        rule: &'a Rule,
        target: Thing,
        batch: &mut Batch,
        budget: &Budget,
    ) -> Result<(), GivenUp> {
        let env = Env::new(self.run, budget, target, Mode::Evidenced);
        let found = truth(&rule.when, &env);
        if found == Truth::False {
            return Ok(());
        }
        let risks = self.risk(&env, rule, target, &mut |_, _| {});
        if found == Truth::Unknown {
            let asked = ask(&rule.when, &env, batch)?;
            batch.claimed.extend(asked.iter().copied().map(raises(index, rule, target, risks.evidenced)));
            batch.asked = asked;
            return Ok(());
        }
        batch.room.threats = batch.room.threats.checked_sub(1).ok_or(GivenUp::AllThreats)?;
        let defence = Defence::Holds { controls: Vec::new(), evidenced: false, passed: false };
        batch.raw.push(Raw { rule: ThreatRule::Rule(index), target, risks, defence, bound: Vec::new() });
        Ok(())
    }

    fn fire(
        &self,
        index: u32,
        rule: &'a Rule,
        env: &Env<'a, '_>,
        target: Thing,
        batch: &mut Batch,
    ) -> Result<(), GivenUp> {
        let defence = self.defence(rule, env, target);
        let mut rates: Vec<(Thing, Subject)> = Vec::new();
        let risks = self.risk(env, rule, target, &mut |thing, subject| rates.push((thing, subject)));
        if !matches!(defence, Defence::Holds { .. }) {
            let (severity, score) = (risks.residual.severity, risks.residual.score());
            let wish = |effect, hides| {
                move |(thing, subject)| Wish { rule: index, target, thing, subject, effect, severity, hides, score }
            };
            // What is not rated yet may be worth more than the middle that counts until then.
            let worst = self.surroundings.severity(risks.residual.likelihood * risk::worst_impact(rule));
            batch.wishes.extend(rates.into_iter().map(wish(Effect::Rates, (worst > severity).then_some(worst))));
            if let Some(unless) = rule.unless.as_ref().filter(|unless| truth(unless, env) == Truth::Unknown) {
                let asked = ask(unless, env, batch)?;
                batch.wishes.extend(asked.iter().copied().map(wish(Effect::Closes, None)));
                batch.asked = asked;
            }
        }
        let mut bound = Vec::new();
        if rule.binds {
            bindings(&rule.when, env, &mut bound);
        }
        for (_, things) in &mut bound {
            things.sort_unstable();
            things.dedup();
            things.sort_by(|a, b| self.run.model.name(*a).cmp(self.run.model.name(*b)));
        }
        batch.keep(bound.iter().map(|(_, things)| things.len()).sum())?;
        batch.room.threats = batch.room.threats.checked_sub(1).ok_or(GivenUp::AllThreats)?;
        batch.raw.push(Raw { rule: ThreatRule::Rule(index), target, risks, defence, bound });
        Ok(())
    }

    fn defence(&self, rule: &'a Rule, env: &Env<'a, '_>, target: Thing) -> Defence {
        let found = |control: ControlId| self.surroundings.found.contains(&control);
        let under = |mode| Env::new(self.run, env.budget, target, mode);
        if rule.policy {
            // A violation has no defence; what would end it, were its evidence not broken, or a plan, counts as one.
            let ends = |mode| self.run.cover.differs(mode) && truth(&rule.when, &under(mode)) != Truth::True;
            return match (ends(Mode::Claimed), ends(Mode::Planned)) {
                (true, _) => Defence::Broken(Vec::new()),
                (_, true) => Defence::Planned(Vec::new()),
                _ => Defence::Missing,
            };
        }
        let Some(unless) = &rule.unless else { return Defence::Missing };
        if truth(unless, env) == Truth::True {
            let proved = under(Mode::Evidenced);
            if let Some(defence) = self.shown(unless, env, &proved) {
                return defence;
            }
            if self.run.cover.differs(Mode::Evidenced) && truth(unless, &proved) == Truth::True {
                let controls = witness(unless, &proved, &found).controls;
                if !controls.is_empty() {
                    return Defence::Holds { controls, evidenced: true, passed: false };
                }
            }
            let controls = witness(unless, env, &found).controls;
            return Defence::Holds { controls, evidenced: false, passed: false };
        }
        // Where no statement counts from a mode on, counting by it finds nothing new.
        for mode in [Mode::Claimed, Mode::Planned].into_iter().filter(|mode| self.run.cover.differs(*mode)) {
            let env = under(mode);
            if truth(unless, &env) == Truth::True {
                let controls = witness(unless, &env, &found).controls;
                return if mode == Mode::Claimed { Defence::Broken(controls) } else { Defence::Planned(controls) };
            }
        }
        let others = if self.has_others { remedy::others(&rule.when, unless, env) } else { None };
        others.map_or(Defence::Missing, Defence::Theirs)
    }

    /// How a defence that holds stands by the evidence of the facts that it rests on; nothing where that decides nothing.
    fn shown(&self, unless: &'a Cond, env: &Env<'a, '_>, proved: &Env<'a, '_>) -> Option<Defence> {
        // Few models have any, and to look costs as much as to find out.
        if self.surroundings.facts.is_empty() {
            return None;
        }
        let found = |control: ControlId| self.surroundings.found.contains(&control);
        let mut passed = false;
        let mut of = |thing: Thing| match self.surroundings.evidence_of(thing) {
            Some(FactEvidence::Broken) => Rest::Broken,
            Some(FactEvidence::Found) => Rest::Shown,
            Some(FactEvidence::Passed) => {
                passed = true;
                Rest::Shown
            }
            None => Rest::Claimed,
        };
        if truth(unless, proved) == Truth::True && rests(unless, proved, &mut of) == Rest::Shown {
            let controls = witness(unless, proved, &found).controls;
            return Some(Defence::Holds { controls, evidenced: true, passed });
        }
        let broken = rests(unless, env, &mut of) == Rest::Broken;
        broken.then(|| Defence::Broken(witness(unless, env, &found).controls))
    }

    fn risk(&self, env: &Env<'a, '_>, rule: &Rule, target: Thing, ask: &mut dyn FnMut(Thing, Subject)) -> Risks {
        risk::risk(self.facts, env, rule, target, self.surroundings, ask)
    }
}

/// What keeps an unknown condition unknown, each fact once; in the batch's own list, which is to be given back.
fn ask<'a>(cond: &'a Cond, env: &Env<'a, '_>, batch: &mut Batch) -> Result<Vec<(Thing, Subject)>, GivenUp> {
    let mut asked = std::mem::take(&mut batch.asked);
    asked.clear();
    unknowns(cond, env, &mut |thing, subject| {
        if env.budget.step() {
            asked.push((thing, subject));
        }
    });
    asked.sort_unstable();
    asked.dedup();
    batch.keep(asked.len())?;
    Ok(asked)
}

/// Makes a wish for what could raise a threat of that risk. A violated policy fails at every level, so what could violate
/// one hides the gravest.
fn raises(rule: u32, of: &Rule, target: Thing, risk: Risk) -> impl Fn((Thing, Subject)) -> Wish {
    let (severity, score, effect) = (risk.severity, risk.score(), Effect::Raises);
    let hides = Some(if of.policy { GRAVEST } else { severity });
    move |(thing, subject)| Wish { rule, target, thing, subject, effect, severity, hides, score }
}

/// The last position of the scale of severities.
const GRAVEST: u8 = SEVERITY.words.len() as u8 - 1;

/// The rules in scope by the kinds that they may look at.
pub(super) fn by_kind(model: &Model, rules: &[Rule], out: &mut Vec<Diagnostic>) -> Vec<Vec<u32>> {
    let mut by_kind = vec![Vec::new(); KINDS.len()];
    for (index, rule) in rules.iter().enumerate() {
        if !rule.packs.within(&model.packs) {
            continue;
        }
        check_names(rule, model, out);
        for kind in rule.scope.possible(&model.vocabulary).iter() {
            if let Some(list) = by_kind.get_mut(kind as usize) {
                list.push(index as u32);
            }
        }
    }
    by_kind
}

/// What one rule looks at in a model.
pub(crate) fn looked_at(model: &Model, rule: &Rule) -> Vec<Thing> {
    let by_kind = by_kind(model, std::slice::from_ref(rule), &mut Vec::new());
    let mut found = targets(model, &by_kind);
    found.retain(|target| rule.scope.takes(model, *target));
    found
}

/// Everything in scope that some rule may look at.
pub(super) fn targets(model: &Model, by_kind: &[Vec<u32>]) -> Vec<Thing> {
    let mut targets = Vec::new();
    let mut add = |kind: Kind, things: &mut dyn Iterator<Item = Thing>| {
        if by_kind.get(kind as usize).is_some_and(|rules| !rules.is_empty()) {
            targets.extend(things.filter(|thing| in_scope(model, *thing)));
        }
    };
    add(Kind::Model, &mut std::iter::once(Thing::Model));
    add(Kind::Boundary, &mut model.boundary_ids().map(Thing::Boundary));
    for kind in [Kind::Actor, Kind::External, Kind::Process, Kind::Store] {
        add(kind, &mut model.element_ids().filter(|id| model[*id].kind == kind).map(Thing::Element));
    }
    add(Kind::Flow, &mut model.flow_ids().map(Thing::Flow));
    add(Kind::Data, &mut model.data_ids().map(Thing::Data));
    add(Kind::Entry, &mut (0..model.entries.len() as u32).map(|id| Thing::Entry(crate::model::EntryId(id))));
    add(Kind::Depends, &mut (0..model.depends.len() as u32).map(|id| Thing::Depends(crate::model::DependsId(id))));
    add(Kind::Control, &mut (0..model.controls.len() as u32).map(|id| Thing::Control(ControlId(id))));
    add(Kind::Threat, &mut (0..model.threats.len() as u32).map(|id| Thing::Threat(ThreatId(id))));
    targets
}
