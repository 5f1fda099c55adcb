//! How every threat that is told stands: people's answers count, what people wrote is added, and all is sorted. It is little beside looking at targets, and done in one piece.

use std::borrow::Cow;
use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::diag::{self, Diagnostic};
use crate::model::{Decision, Mode, Model, RulePattern, Target, Thing, ThreatId, Tree};
use crate::rules::{Rule, Subject};
use crate::threat::decide::{Answering, Answers};
use crate::threat::decision_checks::{self, LEAF_NOWHERE, Part, THREAT_OUT_OF_SCOPE, Tally};
use crate::threat::grouping::{self, about};
use crate::threat::look::{Batch, Defence, Engine, Raw};
use crate::threat::questions::{self, Effect, Wish};
use crate::threat::remedy::in_scope;
use crate::threat::risk;
use crate::threat::standing::stand;
use crate::threat::tree::Stands;
use crate::threat::written::{self, Written};
use crate::threat::{Answer, Folded, Standing, Status, Threat, ThreatRule, Threats, leaves, text};

/// Gives every threat its status, adds the written ones, and sorts.
pub(super) fn answer(
    engine: &Engine<'_, '_>,
    answers: &Answers<'_>,
    batch: Batch,
    folded: FxHashMap<(u32, Thing), u32>,
    mut diagnostics: Vec<Diagnostic>,
) -> Threats {
    let model = engine.run.model;
    let rules = engine.rules;
    let mut tallies = vec![Tally::default(); model.decisions.len()];
    let mut raw = batch.raw;
    let (from_people, written) = written_threats(engine, &raw, &mut diagnostics);
    raw.extend(from_people);
    let mut open: FxHashMap<(u32, Thing), Status> = FxHashMap::default();
    let mut threats: Vec<Threat> = Vec::with_capacity(raw.len());
    for raw in raw {
        let found = match answers.is_empty() {
            true => Answering::default(),
            false => {
                let about = about(model, rules, raw.rule, raw.target);
                answers.find(text::rule_id(model, rules, raw.rule), raw.target, &about)
            }
        };
        let threat = stand(engine, raw, &found);
        tally(model, &found, &threat, &mut tallies);
        if let (ThreatRule::Rule(rule), false) = (threat.rule, threat.status.is_closed()) {
            open.insert((rule, threat.target), threat.status);
        }
        threats.push(threat);
    }
    let mut threats = grouping::join(model, rules, threats);
    threats.iter().for_each(|threat| closed_by(model, rules, threat, &mut tallies));
    if !answers.is_empty() {
        tally_folded(model, rules, &folded, answers, &mut tallies);
    }
    let near = |decision: &Decision| {
        let about = |threat: &&Threat| {
            let target = decision.target == Target::Thing(threat.target)
                || decision.target == about(model, rules, threat.rule, threat.target);
            target || decision.rule.matches(text::rule_id(model, rules, threat.rule))
        };
        let ids = threats.iter().filter(about).map(|threat| format!("`{}`", text::id(model, rules, threat)));
        let mut ids: Vec<String> = ids.collect();
        ids.sort_unstable();
        ids
    };
    decision_checks::check(model, answers, engine.surroundings, &tallies, &near, &mut diagnostics);
    diag::sort(&mut diagnostics);
    sort(model, rules, &mut threats);
    let room = text::room(threats.len());
    threats.iter_mut().for_each(|threat| threat.room = room);
    let mut wishes = batch.wishes;
    wishes.retain(|wish| match (wish.effect, open.get(&(wish.rule, wish.target))) {
        (Effect::Raises, _) => true,
        // Where somebody has or had an answer, asking for another one is noise.
        (Effect::Closes, status) => status == Some(&Status::Open),
        (Effect::Rates, status) => status.is_some(),
    });
    let mut claimed = batch.claimed;
    let mut leads = grouping::Leads::default();
    for wish in wishes.iter_mut().chain(&mut claimed) {
        wish.target = leads.of(model, rules, wish.rule, wish.target);
    }
    let mut evidenced = engine.surroundings.found.clone();
    evidenced.sort_unstable();
    let id = |rule, target| id_of(model, rules, rule, target);
    // Those that nobody asks are counted; what they could hide is named where evidence is asked for.
    let named = engine.surroundings.asks_evidence.then_some(&id as questions::Id<'_>);
    let under_claims = questions::merge(model, behind_claims(&wishes, claimed), named);
    let questions = questions::merge(model, wishes, Some(&id));
    let mut undecided = batch.undecided;
    undecided.sort_unstable();
    Threats {
        require_until: engine.surroundings.require_until,
        unproved: engine.surroundings.unproved(),
        evidenced,
        threats,
        trees: written.trees,
        questions,
        under_claims,
        undecided,
        closed_by: tallies.iter().map(|tally| tally.closes).collect(),
        folded: sorted(folded),
        diagnostics,
        steps: 0,
    }
}

/// Wishes that claims keep away and that nobody makes for something as grave.
fn behind_claims(wishes: &[Wish], mut claimed: Vec<Wish>) -> Vec<Wish> {
    type Hides = FxHashMap<(Thing, Subject), Option<u8>>;
    let gravest = |wishes: &[Wish]| {
        let mut gravest = Hides::default();
        for wish in wishes {
            let hides = gravest.entry((wish.thing, wish.subject)).or_default();
            *hides = wish.hides.max(*hides);
        }
        gravest
    };
    if claimed.is_empty() {
        return claimed;
    }
    let (asked, hidden) = (gravest(wishes), gravest(&claimed));
    claimed.retain(|wish| {
        let about = (wish.thing, wish.subject);
        asked.get(&about).is_none_or(|asked| hidden.get(&about).is_some_and(|hidden| asked < hidden))
    });
    claimed
}

/// By residual severity (highest first), then status (open first), then score (highest first), then id.
fn sort(model: &Model, rules: &[Rule], threats: &mut [Threat]) {
    // An id is `rule@target`, and no rule's id and no name holds an `@`: so ids compare as rules, `@` included, then targets.
    let written = || (0..model.threats.len() as u32).map(|index| &*model[ThreatId(index)].decl.name);
    let mut order: Vec<&str> = rules.iter().map(|rule| &*rule.id).chain(written()).collect();
    order.sort_unstable_by(|a, b| a.bytes().chain([b'@']).cmp(b.bytes().chain([b'@'])));
    order.dedup();
    let positions: FxHashMap<&str, u32> = order.into_iter().zip(0..).collect();
    let rank = |id: &str| positions.get(id).copied();
    let of_rules: Vec<Option<u32>> = rules.iter().map(|rule| rank(&rule.id)).collect();
    let of_written: Vec<Option<u32>> = written().map(rank).collect();
    threats.par_sort_by_cached_key(|threat| {
        let (severity, status, score) = (threat.residual.severity, threat.status, threat.residual.score());
        let (rank, joins) = match threat.rule {
            ThreatRule::Rule(index) => {
                (of_rules.get(index as usize), rules.get(index as usize).is_some_and(|rule| rule.one != 0))
            }
            ThreatRule::Written(id) => (of_written.get(id.index()), false),
        };
        let target = match joins {
            true => Cow::Owned(text::target(model, rules, threat).into()),
            false => Cow::Borrowed(model.name(threat.target)),
        };
        (Reverse(severity), Reverse(status), Reverse(score), rank, target)
    });
}

fn id_of(model: &Model, rules: &[Rule], rule: u32, target: Thing) -> SmolStr {
    let rule = ThreatRule::Rule(rule);
    let about = model.target(&about(model, rules, rule, target));
    smol_str::format_smolstr!("{}@{about}", text::rule_id(model, rules, rule))
}

/// What was folded, in the order of rules and targets.
fn sorted(folded: FxHashMap<(u32, Thing), u32>) -> Vec<Folded> {
    let mut all: Vec<Folded> =
        folded.into_iter().map(|((broader, target), narrower)| Folded { broader, target, narrower }).collect();
    all.sort_unstable_by_key(|each| (each.broader, each.target));
    all
}

fn tally(model: &Model, found: &Answering, threat: &Threat, tallies: &mut [Tally]) {
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
    if let Some(tally) = tallies.get_mut(decided.by as usize).filter(|_| !mitigated) {
        tally.conflict = tally.conflict.or(found.conflict);
    }
}

/// Counts a threat for the decisions that close it, each once; of one that is made of several flows, notes those that
/// answer some of them and leave it open.
fn closed_by(model: &Model, rules: &[Rule], threat: &Threat, tallies: &mut [Tally]) {
    let members = threat.members.iter().filter(|member| member.status.is_closed()).map(|member| &member.answer);
    let own = threat.members.is_empty().then_some(&threat.answer).filter(|_| threat.status.is_closed());
    let mut by: Vec<u32> = own
        .into_iter()
        .chain(members)
        .filter_map(|answer| if let Some(Answer::Decision(by)) = answer { Some(*by) } else { None })
        .collect();
    by.sort_unstable();
    by.dedup();
    for by in by {
        let Some(tally) = tallies.get_mut(by as usize) else { continue };
        if threat.status.is_closed() {
            tally.closes += 1;
        } else {
            let open: Vec<String> = threat.open_places().map(|thing| format!("`{}`", model.name(thing))).collect();
            tally.part.get_or_insert_with(|| Part {
                id: text::id(model, rules, threat).to_string(),
                target: text::target(model, rules, threat).to_string(),
                open,
            });
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
        let rule = ThreatRule::Rule(*broader);
        let found = answers.find(text::rule_id(model, rules, rule), *target, &about(model, rules, rule, *target));
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
    let mut by_target: FxHashMap<Target, Vec<&Raw>> = FxHashMap::default();
    for raw in derived.iter().filter(|_| has_trees) {
        let (own, whole) = (Target::Thing(raw.target), about(model, engine.rules, raw.rule, raw.target));
        let whole = Some(whole).filter(|whole| *whole != own);
        // A flow without a name of its own is called like all of them together.
        let named = whole.is_none() || model.pair(&own) != whole;
        for target in whole.into_iter().chain(named.then_some(own)) {
            by_target.entry(target).or_default().push(raw);
        }
    }
    let stands = |mode: Mode, pattern: &RulePattern, target: &Target| {
        let pair = model.pair(target);
        let here = std::iter::once(target).chain(&pair).filter_map(|target| by_target.get(target)).flatten();
        let matching = here.filter(|raw| pattern.matches(text::rule_id(model, engine.rules, raw.rule)));
        let step = |raw: &Raw| match (&raw.defence, mode) {
            (Defence::Holds { evidenced: false, .. }, Mode::Evidenced) => Stands::Open(raw.risks.evidenced.likelihood),
            (Defence::Holds { controls, .. }, _)
            | (Defence::Broken(controls), Mode::Claimed | Mode::Planned)
            | (Defence::Planned(controls), Mode::Planned) => Stands::Answered(controls.clone()),
            (_, Mode::Evidenced) => Stands::Open(raw.risks.evidenced.likelihood),
            _ => Stands::Open(raw.risks.residual.likelihood),
        };
        matching.map(|raw| step(raw)).fold(Stands::Nowhere, Stands::and)
    };
    // A risk asks for no condition; what it reads is bounded by the model.
    let written = written::judge_all(model, engine.surroundings, &stands);
    let mut raw = Vec::new();
    for id in (0..model.threats.len() as u32).map(ThreatId) {
        report_nowhere(model, id, written.tree(id), out);
        for target in model[id].targets.iter().filter(|target| !in_scope(model, **target)) {
            let name = &model[id].decl.name;
            let message =
                format!("`{}` is out of scope, so threat `{name}` is not followed there", model.name(*target));
            let warning = Diagnostic::new(&THREAT_OUT_OF_SCOPE, model[id].decl.span, message);
            out.push(warning.help("take it out of `on`, or put what it is about into scope"));
        }
        let [proved, in_force, claimed, planned] = written.closed.get(id.index()).cloned().unwrap_or_default();
        // What no control stops, but facts, is claimed.
        let proved = proved.filter(|controls| !controls.is_empty());
        for target in model[id].targets.iter().copied().filter(|target| in_scope(model, *target)) {
            let defence = match (&in_force, &claimed, &planned) {
                (Some(controls), _, _) => Defence::Holds {
                    controls: proved.as_ref().unwrap_or(controls).clone(),
                    evidenced: proved.is_some(),
                    passed: false,
                },
                (_, Some(controls), _) => Defence::Broken(controls.clone()),
                (_, _, Some(controls)) => Defence::Planned(controls.clone()),
                _ => Defence::Missing,
            };
            let risks = risk::of_written(engine.facts, id, target, &written, engine.surroundings);
            raw.push(Raw { rule: ThreatRule::Written(id), target, risks, defence, bound: Vec::new() });
        }
    }
    (raw, written)
}

/// Says of each leaf that names a threat which is not derived.
fn report_nowhere(model: &Model, id: ThreatId, standing: Option<&Standing>, out: &mut Vec<Diagnostic>) {
    let (Some(tree), Some(standing)) = (&model[id].tree, standing) else { return };
    for (place, leaf) in leaves(tree) {
        if let Tree::Derived(rule, target) = leaf
            && standing.nodes.get(place).is_some_and(|node| node.nowhere)
        {
            let message = format!("there is no threat `{}` on `{}`", rule.text, model.target(target));
            out.push(
                Diagnostic::new(&LEAF_NOWHERE, rule.span, message)
                    .here("the step counts as open")
                    .help("correct the rule or its target, or write the step in words: `leaf \"…\"`"),
            );
        }
    }
}
