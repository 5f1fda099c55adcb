//! Threats that people wrote: whether controls block every way.

use crate::model::{ControlId, Model, RulePattern, Target, Thing, ThreatId, Tree, Value};
use crate::schema::CONTROL_STATUS;
use crate::threat::Surroundings;

/// Which controls count for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counts {
    /// Implemented, evidence not broken.
    InForce,
    /// Implemented.
    Claimed,
    /// All.
    Planned,
}

/// Whether a derived threat is answered by controls.
pub(crate) type Answered<'v> = &'v dyn Fn(&RulePattern, &Target) -> bool;

/// The controls that close a written threat, counting some; `None` where they do not.
pub(crate) fn closed_by(
    model: &Model,
    threat: ThreatId,
    surroundings: &Surroundings,
    counts: Counts,
    answered: Answered<'_>,
) -> Option<Vec<ControlId>> {
    let implemented = CONTROL_STATUS.index("implemented").unwrap_or(u8::MAX);
    let in_count = |control: ControlId| match counts {
        Counts::InForce => model[control].status == implemented && !surroundings.broken.contains(&control),
        Counts::Claimed => model[control].status == implemented,
        Counts::Planned => true,
    };
    let mut by = Vec::new();
    let closed = match &model[threat].tree {
        Some(tree) => blocked(tree, &in_count, answered, &mut by),
        None => {
            by = against(model, threat);
            !by.is_empty() && by.iter().all(|control| in_count(*control))
        }
    };
    by.sort_unstable();
    by.dedup();
    closed.then_some(by)
}

/// The controls that are against a written threat.
pub(crate) fn against(model: &Model, threat: ThreatId) -> Vec<ControlId> {
    let name = &model[threat].decl.name;
    let ids = (0..model.controls.len() as u32).map(ControlId);
    let names_it = |value: &Value| matches!(value, Value::Rule(pattern) if pattern.matches(name));
    ids.filter(|id| model.get(Thing::Control(*id), "against").value.items().iter().any(names_it)).collect()
}

/// Whether every way through a tree is blocked. `by` collects the controls that block.
pub(crate) fn blocked(
    tree: &Tree,
    in_count: &dyn Fn(ControlId) -> bool,
    answered: Answered<'_>,
    by: &mut Vec<ControlId>,
) -> bool {
    match tree {
        // All steps are needed: one that is blocked blocks the way.
        Tree::All(_, parts) => {
            let mut any = false;
            for part in parts {
                any |= blocked(part, in_count, answered, by);
            }
            any
        }
        // One step is enough: all must be blocked; a choice of nothing blocks nothing.
        Tree::Any(_, parts) => {
            let mut all = !parts.is_empty();
            for part in parts {
                all &= blocked(part, in_count, answered, by);
            }
            all
        }
        Tree::Leaf(leaf) => {
            let before = by.len();
            by.extend(leaf.blocked_by.iter().copied().filter(|control| in_count(*control)));
            by.len() > before
        }
        Tree::Derived(rule, target) => answered(rule, target),
    }
}

/// The steps of a tree that nothing in count blocks, in order.
pub(crate) fn open_steps<'t>(
    tree: &'t Tree,
    in_count: &dyn Fn(ControlId) -> bool,
    out: &mut Vec<(&'t str, crate::text::Span)>,
) {
    match tree {
        Tree::All(_, parts) | Tree::Any(_, parts) => parts.iter().for_each(|part| open_steps(part, in_count, out)),
        Tree::Leaf(leaf) => {
            if !leaf.blocked_by.iter().any(|control| in_count(*control)) {
                out.push((&leaf.text, leaf.span));
            }
        }
        Tree::Derived(..) => {}
    }
}
