//! Every rule on every target of its scope, then what people answered.
//!
//! The first half looks at each target alone, so it runs in parallel and its result does not depend on how; the
//! second half folds, answers and sorts what is left, which is little.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::diag::{self, Diagnostic};
use crate::model::{ControlId, Cover, Decision, Mode, Model, RulePattern, Target, Thing, ThreatId, Tree, Truth};
use crate::schema::{KINDS, Kind};
use crate::threat::decide::{Answers, Found};
use crate::threat::decision_checks::{self, LEAF_NOWHERE, THREAT_OUT_OF_SCOPE, Tally};
use crate::threat::eval::{Env, Plans, Run, bindings, truth, unknowns, witness};
use crate::threat::folding::folded;
use crate::threat::questions::{self, Effect, Wish};
use crate::threat::risk;
use crate::threat::rules::check_names;
use crate::threat::tree::Stands;
use crate::threat::written::{self, Written};
use crate::threat::{Answer, Provenance, Risk, Rule, Status, Subject, Surroundings, Threat, ThreatRule, Threats, text};
use crate::threat::{Standing, leaves};

/// Derives every threat and question of a model, and says how each threat stands.
pub fn derive(model: &Model, rules: &[Rule], surroundings: &Surroundings) -> Threats {
    derive_under(model, rules, surroundings, &surroundings.cover(model))
}

/// The same where it is known already what protects what: `cover` is that of the same model and surroundings.
pub fn derive_under(model: &Model, rules: &[Rule], surroundings: &Surroundings, cover: &Cover) -> Threats {
    let run = Run::new(model, cover);
    let mut diagnostics = Vec::new();
    let by_kind = by_kind(model, rules, &mut diagnostics);
    let targets = targets(model, &by_kind);
    let plans = Plans::new(model, rules, &by_kind, &targets);
    let engine = Engine { run: &run, rules, surroundings, plans: &plans };
    let mut batch = engine.look_everywhere(&targets);
    let folded = fold(rules, &mut batch);
    answer(&engine, batch, &folded, diagnostics)
}

/// What looking at targets needs.
struct Engine<'a, 'r> {
    run: &'r Run<'a>,
    rules: &'a [Rule],
    surroundings: &'a Surroundings,
    plans: &'r Plans,
}

/// What was found on some targets.
#[derive(Default)]
struct Batch {
    raw: Vec<Raw>,
    wishes: Vec<Wish>,
}

/// A threat before it is answered.
struct Raw {
    rule: ThreatRule,
    target: Thing,
    inherent: Risk,
    residual: Risk,
    defence: Defence,
    bound: crate::threat::eval::Bindings,
}

/// How a threat's defence stands.
enum Defence {
    /// It holds, by these controls or by facts.
    Holds(Vec<ControlId>),
    /// It would hold, were the evidence of these controls not broken.
    Broken(Vec<ControlId>),
    /// It will hold with these controls.
    Planned(Vec<ControlId>),
    /// It does not hold.
    Missing,
}

/// Below this many targets threads cost more than they save.
const PARALLEL: usize = 2_000;

impl<'a> Engine<'a, '_> {
    fn look_everywhere(&self, targets: &[Thing]) -> Batch {
        const CHUNK: usize = 512;
        let look = |batch: &mut Batch, first: usize, chunk: &[Thing]| {
            chunk.iter().enumerate().for_each(|(index, target)| self.look(first + index, *target, batch));
        };
        if targets.len() < PARALLEL {
            let mut batch = Batch::default();
            look(&mut batch, 0, targets);
            return batch;
        }
        let batches: Vec<Batch> = targets
            .par_chunks(CHUNK)
            .enumerate()
            .map(|(index, chunk)| {
                let mut batch = Batch::default();
                look(&mut batch, index * CHUNK, chunk);
                batch
            })
            .collect();
        let mut all = Batch::default();
        for batch in batches {
            all.raw.extend(batch.raw);
            all.wishes.extend(batch.wishes);
        }
        all
    }

    /// Every rule that may fire on the target at a position. A rule that does not allocates nothing.
    fn look(&self, position: usize, target: Thing, batch: &mut Batch) {
        let env = Env::new(self.run, target, Mode::InForce);
        for (index, open) in self.plans.of(position) {
            let Some(rule) = self.rules.get(*index as usize) else { continue };
            match truth(open.as_ref().unwrap_or(&rule.when), &env) {
                Truth::False => {}
                Truth::Unknown => self.raise(*index, rule, &env, target, batch),
                Truth::True => self.fire(*index, rule, &env, target, batch),
            }
        }
    }

    /// `when` is unknown: no threat, but questions with the severity that they hide.
    fn raise(&self, index: u32, rule: &'a Rule, env: &Env<'a, '_>, target: Thing, batch: &mut Batch) {
        // What is defended already hides nothing.
        if rule.unless.as_ref().is_some_and(|unless| truth(unless, env) == Truth::True) {
            return;
        }
        let (_, residual) = self.risk(env, rule, target, &mut |_, _| {});
        let (severity, score, effect) = (residual.severity, residual.score(), Effect::Raises);
        unknowns(&rule.when, env, &mut |thing, subject| {
            batch.wishes.push(Wish { rule: index, target, thing, subject, effect, severity, score });
        });
    }

    fn fire(&self, index: u32, rule: &'a Rule, env: &Env<'a, '_>, target: Thing, batch: &mut Batch) {
        let defence = self.defence(rule, env, target);
        let mut rates: Vec<(Thing, Subject)> = Vec::new();
        let (inherent, residual) = self.risk(env, rule, target, &mut |thing, subject| rates.push((thing, subject)));
        if !matches!(defence, Defence::Holds(_)) {
            let (severity, score) = (residual.severity, residual.score());
            let mut wish = |thing, subject, effect| {
                batch.wishes.push(Wish { rule: index, target, thing, subject, effect, severity, score });
            };
            rates.into_iter().for_each(|(thing, subject)| wish(thing, subject, Effect::Rates));
            if let Some(unless) = rule.unless.as_ref().filter(|unless| truth(unless, env) == Truth::Unknown) {
                unknowns(unless, env, &mut |thing, subject| wish(thing, subject, Effect::Closes));
            }
        }
        let mut bound = Vec::new();
        if rule.binds {
            bindings(&rule.when, env, &mut bound);
        }
        for (_, things) in &mut bound {
            things.sort_by(|a, b| self.run.model.name(*a).cmp(self.run.model.name(*b)));
        }
        batch.raw.push(Raw { rule: ThreatRule::Rule(index), target, inherent, residual, defence, bound });
    }

    fn defence(&self, rule: &'a Rule, env: &Env<'a, '_>, target: Thing) -> Defence {
        let found = |control: ControlId| self.surroundings.found.contains(&control);
        let under = |mode| Env::new(self.run, target, mode);
        if rule.policy {
            // A violation has no defence; a plan that ends it counts as one.
            return match truth(&rule.when, &under(Mode::Planned)) {
                Truth::True => Defence::Missing,
                _ => Defence::Planned(Vec::new()),
            };
        }
        let Some(unless) = &rule.unless else { return Defence::Missing };
        if truth(unless, env) == Truth::True {
            return Defence::Holds(witness(unless, env, &found).controls);
        }
        // Where no statement counts from a mode on, counting by it finds nothing new.
        for mode in [Mode::Claimed, Mode::Planned].into_iter().filter(|mode| self.run.cover.differs(*mode)) {
            let env = under(mode);
            if truth(unless, &env) == Truth::True {
                let controls = witness(unless, &env, &found).controls;
                return if mode == Mode::Claimed { Defence::Broken(controls) } else { Defence::Planned(controls) };
            }
        }
        Defence::Missing
    }

    fn risk(&self, env: &Env<'a, '_>, rule: &Rule, target: Thing, ask: &mut dyn FnMut(Thing, Subject)) -> (Risk, Risk) {
        risk::risk(env, rule, target, self.surroundings, ask)
    }

    /// What a defence that holds is worth.
    fn status_of(&self, controls: &[ControlId]) -> (Status, Provenance) {
        let evidenced = !controls.is_empty() && controls.iter().all(|id| self.surroundings.found.contains(id));
        let verified = controls.iter().any(|id| self.surroundings.passed.contains(id));
        let provenance = if evidenced || verified { Provenance::Evidenced } else { Provenance::Claimed };
        (if verified { Status::Verified } else { Status::Mitigated }, provenance)
    }
}

/// The rules in scope by the kinds that they may look at.
fn by_kind(model: &Model, rules: &[Rule], out: &mut Vec<Diagnostic>) -> Vec<Vec<u32>> {
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
fn targets(model: &Model, by_kind: &[Vec<u32>]) -> Vec<Thing> {
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

/// Whether threats are derived for a thing.
fn in_scope(model: &Model, thing: Thing) -> bool {
    match thing {
        Thing::Element(id) => !model[id].out_of_scope && model[id].foreign.is_none(),
        Thing::Flow(id) => !model[id].out_of_scope,
        Thing::Boundary(id) => !model[id].out_of_scope,
        Thing::Entry(id) => in_scope(model, model[id].on),
        _ => true,
    }
}

/// Takes out threats that a narrower rule on the same target supersedes; gives, for each, the rule that it is found
/// under.
fn fold(rules: &[Rule], batch: &mut Batch) -> FxHashMap<(u32, Thing), u32> {
    let firing = batch.raw.iter().filter_map(|raw| match raw.rule {
        ThreatRule::Rule(rule) => Some((rule, raw.target)),
        ThreatRule::Written(_) => None,
    });
    let folded = folded(rules, firing);
    batch.raw.retain(|raw| match raw.rule {
        ThreatRule::Rule(rule) => !folded.contains_key(&(rule, raw.target)),
        ThreatRule::Written(_) => true,
    });
    batch.wishes.retain(|wish| !folded.contains_key(&(wish.rule, wish.target)));
    folded
}

/// Gives every threat its status, adds the written ones, and sorts.
fn answer(
    engine: &Engine<'_, '_>,
    batch: Batch,
    folded: &FxHashMap<(u32, Thing), u32>,
    mut diagnostics: Vec<Diagnostic>,
) -> Threats {
    let model = engine.run.model;
    let rules = engine.rules;
    let answers = Answers::new(model, engine.surroundings.today);
    let mut tallies = vec![Tally::default(); model.decisions.len()];
    let mut raw = batch.raw;
    let (from_people, written) = written_threats(engine, &raw, &mut diagnostics);
    raw.extend(from_people);
    let mut open: FxHashMap<(u32, Thing), Status> = FxHashMap::default();
    let mut threats = Vec::with_capacity(raw.len());
    for raw in raw {
        let found = match answers.is_empty() {
            true => Found::default(),
            false => answers.find(text::rule_id(model, rules, raw.rule), raw.target),
        };
        let threat = stand(engine, raw, &found);
        tally(model, &found, &threat, &mut tallies);
        if let (ThreatRule::Rule(rule), false) = (threat.rule, threat.status.is_closed()) {
            open.insert((rule, threat.target), threat.status);
        }
        threats.push(threat);
    }
    if !answers.is_empty() {
        tally_folded(model, rules, folded, &answers, &mut tallies);
    }
    let near = |decision: &Decision| {
        let about = |threat: &&Threat| {
            let target = decision.target == Target::Thing(threat.target);
            target || decision.rule.matches(text::rule_id(model, rules, threat.rule))
        };
        let ids = threats.iter().filter(about).map(|threat| format!("`{}`", text::id(model, rules, threat)));
        let mut ids: Vec<String> = ids.collect();
        ids.sort_unstable();
        ids
    };
    decision_checks::check(model, &answers, &tallies, &near, &mut diagnostics);
    diag::sort(&mut diagnostics);
    sort(model, rules, &mut threats);
    let mut wishes = batch.wishes;
    wishes.retain(|wish| match (wish.effect, open.get(&(wish.rule, wish.target))) {
        (Effect::Raises, _) => true,
        // Where somebody has or had an answer, asking for another one is noise.
        (Effect::Closes, status) => status == Some(&Status::Open),
        (Effect::Rates, status) => status.is_some(),
    });
    let mut evidenced = engine.surroundings.found.clone();
    evidenced.sort_unstable();
    Threats {
        evidenced,
        threats,
        trees: written.trees,
        questions: questions::merge(model, wishes, &|rule, target| id_of(model, rules, rule, target)),
        closed_by: tallies.iter().map(|tally| tally.closes).collect(),
        diagnostics,
    }
}

/// By residual severity (highest first), then status (open first), then id.
fn sort(model: &Model, rules: &[Rule], threats: &mut [Threat]) {
    // An id is `rule@target`, and no rule's id holds an `@`: so ids compare as rules, `@` included, then targets.
    let mut order: Vec<u32> = (0..rules.len() as u32).collect();
    let end = |index: &u32| rules.get(*index as usize).map_or("", |rule| &rule.id);
    order.sort_by(|a, b| end(a).bytes().chain([b'@']).cmp(end(b).bytes().chain([b'@'])));
    let mut rank = vec![0; rules.len()];
    for (position, index) in order.iter().enumerate() {
        if let Some(rank) = rank.get_mut(*index as usize) {
            *rank = position;
        }
    }
    let by_id = |a: &Threat, b: &Threat| match (a.rule, b.rule) {
        (ThreatRule::Rule(x), ThreatRule::Rule(y)) => {
            let rank = |index: u32| rank.get(index as usize);
            rank(x).cmp(&rank(y)).then_with(|| model.name(a.target).cmp(model.name(b.target)))
        }
        _ => text::id(model, rules, a).cmp(&text::id(model, rules, b)),
    };
    threats.par_sort_unstable_by(|a, b| {
        let (severity, status) = (b.residual.severity.cmp(&a.residual.severity), b.status.cmp(&a.status));
        severity.then(status).then_with(|| by_id(a, b))
    });
}

fn id_of(model: &Model, rules: &[Rule], rule: u32, target: Thing) -> SmolStr {
    smol_str::format_smolstr!("{}@{}", text::rule_id(model, rules, ThreatRule::Rule(rule)), model.name(target))
}

/// The first status of the table that holds.
fn stand(engine: &Engine<'_, '_>, raw: Raw, found: &Found) -> Threat {
    let model = engine.run.model;
    let verb = |index: u32| model.decisions.get(index as usize).map(|decision| decision.verb.status());
    let decision = found.decision.and_then(|decided| Some((decided, verb(decided.by)?)));
    let mut provenance = None;
    let (status, answer) = match (raw.defence, decision, found.assumption) {
        (Defence::Holds(controls), _, _) => {
            let (status, worth) = engine.status_of(&controls);
            provenance = Some(worth);
            (status, Some(Answer::Controls(controls)))
        }
        (_, Some((decided, status)), _) if decided.in_force && status.is_closed() => {
            (status, Some(Answer::Decision(decided.by)))
        }
        (_, _, Some(assumed)) if assumed.in_force => (Status::Assumed, Some(Answer::Assumption(assumed.by))),
        (_, Some((decided, status)), _) if decided.in_force => (status, Some(Answer::Decision(decided.by))),
        (Defence::Broken(controls), _, _) => (Status::Lapsed, Some(Answer::Controls(controls))),
        (_, Some((decided, _)), _) => (Status::Lapsed, Some(Answer::Decision(decided.by))),
        (_, _, Some(assumed)) => (Status::Lapsed, Some(Answer::Assumption(assumed.by))),
        (Defence::Planned(controls), _, _) => (Status::Planned, Some(Answer::Controls(controls))),
        (Defence::Missing, None, None) => (Status::Open, None),
    };
    let bound = raw.bound.into_iter().map(|(name, things)| (name, things.into_boxed_slice())).collect();
    Threat {
        rule: raw.rule,
        target: raw.target,
        status,
        provenance,
        answer,
        inherent: raw.inherent,
        residual: raw.residual,
        bound,
    }
}

fn tally(model: &Model, found: &Found, threat: &Threat, tallies: &mut [Tally]) {
    let mitigated = matches!(threat.status, Status::Mitigated | Status::Verified);
    for index in &found.matching {
        let Some(tally) = tallies.get_mut(*index as usize) else { continue };
        tally.matches += 1;
        tally.mitigated += u32::from(mitigated);
        let inferred = model.decisions.get(*index as usize).is_some_and(|decision| decision.inferred);
        if !mitigated && !inferred {
            tally.severity = tally.severity.max(Some(threat.residual.severity));
        }
    }
    let Some(decided) = found.decision else { return };
    if let Some(tally) = tallies.get_mut(decided.by as usize) {
        if threat.status.is_closed() && threat.answer == Some(Answer::Decision(decided.by)) {
            tally.closes += 1;
        }
        if !mitigated {
            tally.conflict = tally.conflict.or(found.conflict);
        }
    }
}

fn tally_folded(
    model: &Model,
    rules: &[Rule],
    folded: &FxHashMap<(u32, Thing), u32>,
    answers: &Answers<'_>,
    tallies: &mut [Tally],
) {
    let mut pairs: Vec<(&(u32, Thing), &u32)> = folded.iter().collect();
    pairs.sort_unstable();
    for ((broader, target), narrow) in pairs {
        let found = answers.find(text::rule_id(model, rules, ThreatRule::Rule(*broader)), *target);
        for index in found.matching {
            if let Some(tally) = tallies.get_mut(index as usize) {
                tally.folded.get_or_insert_with(|| id_of(model, rules, *narrow, *target).to_string());
            }
        }
    }
}

/// One threat for each target of each written threat, and how their trees stand.
fn written_threats(engine: &Engine<'_, '_>, derived: &[Raw], out: &mut Vec<Diagnostic>) -> (Vec<Raw>, Written) {
    let model = engine.run.model;
    let has_trees = model.threats.iter().any(|threat| threat.tree.is_some());
    let mut by_target: FxHashMap<Thing, Vec<&Raw>> = FxHashMap::default();
    for raw in derived.iter().filter(|_| has_trees) {
        by_target.entry(raw.target).or_default().push(raw);
    }
    let stands = |mode: Mode, pattern: &RulePattern, target: &Target| {
        let Target::Thing(target) = target else { return Stands::Nowhere };
        let here = by_target.get(target).map_or(&[][..], Vec::as_slice);
        let matching = here.iter().filter(|raw| pattern.matches(text::rule_id(model, engine.rules, raw.rule)));
        let step = |raw: &Raw| match (&raw.defence, mode) {
            (Defence::Holds(controls), _)
            | (Defence::Broken(controls), Mode::Claimed | Mode::Planned)
            | (Defence::Planned(controls), Mode::Planned) => Stands::Answered(controls.clone()),
            _ => Stands::Open(raw.residual.likelihood),
        };
        matching.map(|raw| step(raw)).fold(Stands::Nowhere, Stands::and)
    };
    let written = written::judge_all(model, engine.surroundings, &stands);
    let mut raw = Vec::new();
    for id in (0..model.threats.len() as u32).map(ThreatId) {
        let tree = written.trees.get(id.index()).and_then(Option::as_ref);
        report_nowhere(model, id, tree, out);
        for target in model[id].targets.iter().filter(|target| !in_scope(model, **target)) {
            let name = &model[id].decl.name;
            let message =
                format!("`{}` is out of scope, so threat `{name}` is not followed there", model.name(*target));
            let warning = Diagnostic::new(&THREAT_OUT_OF_SCOPE, model[id].decl.span, message);
            out.push(warning.help("take it out of `on`, or put what it is about into scope"));
        }
        let [in_force, claimed, planned] = written.closed.get(id.index()).cloned().unwrap_or_default();
        for target in model[id].targets.iter().copied().filter(|target| in_scope(model, *target)) {
            let defence = match (&in_force, &claimed, &planned) {
                (Some(controls), _, _) => Defence::Holds(controls.clone()),
                (_, Some(controls), _) => Defence::Broken(controls.clone()),
                (_, _, Some(controls)) => Defence::Planned(controls.clone()),
                _ => Defence::Missing,
            };
            let env = Env::new(engine.run, target, Mode::InForce);
            let (inherent, residual) = risk::of_written(&env, id, target, tree, engine.surroundings);
            raw.push(Raw { rule: ThreatRule::Written(id), target, inherent, residual, defence, bound: Vec::new() });
        }
    }
    (raw, written)
}

/// Says of each leaf that names a threat which is not derived.
fn report_nowhere(model: &Model, id: ThreatId, standing: Option<&Standing>, out: &mut Vec<Diagnostic>) {
    let (Some(tree), Some(standing)) = (&model[id].tree, standing) else { return };
    for (place, leaf) in leaves(tree) {
        if let Tree::Derived(rule, Target::Thing(target)) = leaf
            && standing.nodes.get(place).is_some_and(|node| node.nowhere)
        {
            let message = format!("there is no threat `{}` on `{}`", rule.text, model.name(*target));
            out.push(
                Diagnostic::new(&LEAF_NOWHERE, rule.span, message)
                    .here("the step counts as open")
                    .help("correct the rule or its target, or write the step in words: `leaf \"…\"`"),
            );
        }
    }
}
