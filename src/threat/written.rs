//! Threats that people wrote: whether controls block every way, and how likely what is left is.

use rustc_hash::FxHashMap;

use crate::model::{
    ControlId, Mode, Model, RulePattern, Target, Thing, ThreatId, Tree, Value, cvss, tree_order, written_like,
};
use crate::schema::{Kind, attr, word};
use crate::text::Span;
use crate::threat::Surroundings;
use crate::threat::tree::{Standing, Stands, judge, leaves};

/// How a derived threat stands in some mode.
pub(crate) type Derived<'v> = &'v dyn Fn(Mode, &RulePattern, &Target) -> Stands;

/// How the written threats of a model stand.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// For each written threat, the controls that close it in each mode, in the order of [`MODES`].
    pub(crate) closed: Vec<[Option<Vec<ControlId>>; 4]>,
    /// For each, how its tree stands with what is in force.
    pub(crate) trees: Vec<Option<Standing>>,
    /// For each, how its tree stands with what is in force and has its evidence.
    proved: Vec<Option<Standing>>,
}

impl Written {
    /// How the tree of a threat stands with what is in force.
    pub(crate) fn tree(&self, id: ThreatId) -> Option<&Standing> {
        self.trees.get(id.index()).and_then(Option::as_ref)
    }

    /// How it stands with what is in force and has its evidence.
    pub(crate) fn proved_tree(&self, id: ThreatId) -> Option<&Standing> {
        self.proved.get(id.index()).and_then(Option::as_ref)
    }
}

/// The modes, from the least generous on.
pub(crate) const MODES: [Mode; 4] = [Mode::Evidenced, Mode::InForce, Mode::Claimed, Mode::Planned];

/// Likelihood where nobody says one.
const MIDDLE: u8 = 3;

/// Judges every written threat, each behind those that its tree refers to. A circle of references, which is an error
/// of the model, closes nothing.
pub(crate) fn judge_all(model: &Model, surroundings: &Surroundings, derived: Derived<'_>) -> Written {
    let count = model.threats.len();
    let closed = vec![[const { None }; 4]; count];
    let mut written = Written { closed, trees: vec![None; count], proved: vec![None; count] };
    if count == 0 {
        return written;
    }
    let against = against_all(model);
    for id in tree_order(model).order {
        let mut closed = [const { None }; 4];
        let (mut standing, mut proved) = (None, None);
        for (mode, closed) in MODES.into_iter().zip(&mut closed) {
            let in_count = |control: ControlId| counts(model, surroundings, mode, control);
            *closed = match &model[id].tree {
                Some(tree) => {
                    let stands =
                        |rule: &RulePattern, target: &Target| stands(model, &written, mode, rule, target, derived);
                    let judged = judge(tree, &in_count, &stands);
                    let by = judged.closed().then(|| judged.controls.clone());
                    match mode {
                        Mode::Evidenced => proved = Some(judged),
                        Mode::InForce => standing = Some(judged),
                        Mode::Claimed | Mode::Planned => {}
                    }
                    by
                }
                None => {
                    let by = against.get(&id).cloned().unwrap_or_default();
                    (!by.is_empty() && by.iter().all(|control| in_count(*control))).then_some(by)
                }
            };
        }
        if let Some(slot) = written.closed.get_mut(id.index()) {
            *slot = closed;
        }
        if let Some(slot) = written.trees.get_mut(id.index()) {
            *slot = standing;
        }
        if let Some(slot) = written.proved.get_mut(id.index()) {
            *slot = proved;
        }
    }
    written
}

fn counts(model: &Model, surroundings: &Surroundings, mode: Mode, control: ControlId) -> bool {
    let implemented = word::control_status::IMPLEMENTED;
    match mode {
        Mode::Evidenced => model[control].status == implemented && surroundings.found.contains(&control),
        Mode::InForce => model[control].status == implemented && !surroundings.broken.contains(&control),
        Mode::Claimed => model[control].status == implemented,
        Mode::Planned => true,
    }
}

/// How a threat stands that is a leaf: derived ones as told, written ones as judged before.
fn stands(
    model: &Model,
    written: &Written,
    mode: Mode,
    rule: &RulePattern,
    target: &Target,
    derived: Derived<'_>,
) -> Stands {
    let mut all = derived(mode, rule, target);
    let position = MODES.iter().position(|each| *each == mode).unwrap_or(0);
    for id in written_like(model, rule, target) {
        let closed = written.closed.get(id.index()).and_then(|closed| closed.get(position)).and_then(Option::as_ref);
        let tree = if mode == Mode::Evidenced { written.proved_tree(id) } else { written.tree(id) };
        let here = match closed {
            Some(controls) => Stands::Answered(controls.clone()),
            None => Stands::Open(likelihood(model, id, tree).1),
        };
        all = all.and(here);
    }
    all
}

/// The likelihood of a written threat, before and after what blocks ways of its tree: 1–5.
///
/// Before: what it says, else its tree's with nothing blocked, else the middle. After: lower by as many steps as
/// blocking lowers the tree's. Where every way is blocked the threat is closed, and both are the same.
pub(crate) fn likelihood(model: &Model, id: ThreatId, tree: Option<&Standing>) -> (u8, u8) {
    let said = match (attr::LIKELIHOOD.on(Kind::Threat), &model[id].decl.attrs) {
        (Some(attr), attrs) => attrs.get(attr).and_then(|entry| match entry.value {
            Value::Word(word) => Some(word + 1),
            _ => None,
        }),
        _ => None,
    };
    let Some(tree) = tree else { return (said.unwrap_or(MIDDLE), said.unwrap_or(MIDDLE)) };
    let before = said.unwrap_or(tree.inherent);
    let steps = tree.likelihood().map_or(0, |after| tree.inherent.saturating_sub(after));
    (before, before.saturating_sub(steps).max(1))
}

/// The score of a threat's CVSS vector in tenths, if it has one that is sound.
pub(crate) fn cvss_score(model: &Model, id: ThreatId) -> Option<u8> {
    model.text(Thing::Threat(id), attr::CVSS).and_then(cvss::score)
}

/// The controls that are against each written threat.
fn against_all(model: &Model) -> FxHashMap<ThreatId, Vec<ControlId>> {
    let mut all: FxHashMap<ThreatId, Vec<ControlId>> = FxHashMap::default();
    for control in (0..model.controls.len() as u32).map(ControlId) {
        let mut named: Vec<ThreatId> = Vec::new();
        for value in model.get(Thing::Control(control), attr::AGAINST).value.items() {
            if let Value::Rule(pattern) = value {
                named.extend(written_like(model, pattern, &Target::Every));
            }
        }
        named.sort_unstable();
        named.dedup();
        for id in named {
            all.entry(id).or_default().push(control);
        }
    }
    all
}

/// The controls that are against a written threat.
pub(crate) fn against(model: &Model, threat: ThreatId) -> Vec<ControlId> {
    let name = &model[threat].decl.name;
    let ids = (0..model.controls.len() as u32).map(ControlId);
    let names_it = |value: &Value| matches!(value, Value::Rule(pattern) if pattern.matches(name));
    ids.filter(|id| model.get(Thing::Control(*id), attr::AGAINST).value.items().iter().any(names_it)).collect()
}

/// What is to say of the steps of a tree, in order and in words: of one with an open way the steps that nothing stops,
/// without those of ways that are closed elsewhere; of one that is closed the threats that are answered steps.
pub(crate) fn steps(tree: &Tree, standing: &Standing, model: &Model) -> Vec<(String, Span)> {
    let mut said = Vec::new();
    let open = !standing.closed();
    let closed_above = standing.closed_above();
    for (place, leaf) in leaves(tree) {
        let Some(node) = standing.nodes.get(place) else { continue };
        if node.closed == open || (open && closed_above.get(place) == Some(&true)) {
            continue;
        }
        match leaf {
            Tree::Leaf(leaf) if open => {
                said.push((format!("no implemented control stops \"{}\"", leaf.text), leaf.span));
            }
            Tree::Derived(rule, target) => {
                let state = match (node.closed, node.nowhere) {
                    (true, _) => "is answered",
                    (_, true) => "is no threat of this model",
                    (_, false) => "is open",
                };
                said.push((format!("the step `{}@{}` {state}", rule.text, model.target(target)), rule.span));
            }
            _ => {}
        }
    }
    said
}
