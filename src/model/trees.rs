//! Which written threats are steps in the trees of others, and in which order they can be judged.

use crate::model::{Model, RulePattern, Target, Thing, ThreatId, Tree};
use crate::text::Span;

/// The written threats of a model, each behind those that its tree refers to.
#[derive(Debug, Default)]
pub struct TreeOrder {
    /// Every written threat.
    pub order: Vec<ThreatId>,
    /// Where a tree leads back to itself: the leaf that closes the circle, and the threat that it names.
    pub circles: Vec<(Span, ThreatId)>,
}

/// Orders the written threats. No recursion: a chain of references may be long.
pub fn tree_order(model: &Model) -> TreeOrder {
    const FRESH: u8 = 0;
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut found = TreeOrder::default();
    let mut state = vec![FRESH; model.threats.len()];
    for start in (0..model.threats.len() as u32).map(ThreatId) {
        if state.get(start.index()) != Some(&FRESH) {
            continue;
        }
        let mut stack: Vec<(ThreatId, Vec<(Span, ThreatId)>)> = vec![(start, references(model, start))];
        set(&mut state, start, OPEN);
        while let Some((at, rest)) = stack.last_mut() {
            let at = *at;
            let Some((span, next)) = rest.pop() else {
                set(&mut state, at, DONE);
                found.order.push(at);
                stack.pop();
                continue;
            };
            match state.get(next.index()) {
                Some(&FRESH) => {
                    set(&mut state, next, OPEN);
                    stack.push((next, references(model, next)));
                }
                Some(&OPEN) => found.circles.push((span, next)),
                _ => {}
            }
        }
    }
    found.circles.sort();
    // A leaf with a wildcard may lead back to every threat of the model; it is one leaf.
    found.circles.dedup_by_key(|(span, _)| *span);
    found
}

fn set(state: &mut [u8], id: ThreatId, to: u8) {
    if let Some(state) = state.get_mut(id.index()) {
        *state = to;
    }
}

/// The written threats that are leaves of a threat's tree, with the places of the leaves.
fn references(model: &Model, id: ThreatId) -> Vec<(Span, ThreatId)> {
    let mut out = Vec::new();
    let mut nodes: Vec<&Tree> = model[id].tree.iter().collect();
    while let Some(node) = nodes.pop() {
        match node {
            Tree::All(_, parts) | Tree::Any(_, parts) => nodes.extend(parts),
            Tree::Leaf(_) => {}
            Tree::Derived(rule, target) => {
                out.extend(written_like(model, rule, target).into_iter().map(|id| (rule.span, id)));
            }
        }
    }
    out
}

/// The written threats that a rule and a target stand for.
pub fn written_like(model: &Model, rule: &RulePattern, target: &Target) -> Vec<ThreatId> {
    let on_it = |id: &ThreatId| match target {
        Target::Thing(thing) => model[*id].targets.contains(thing),
        Target::Every => true,
        Target::Between(..) | Target::Inside(_) | Target::Gone(_) => false,
    };
    if !rule.is_wildcard() {
        let named = match model.names.get(&rule.text) {
            Some(Thing::Threat(id)) => Some(*id),
            _ => None,
        };
        return named.into_iter().filter(on_it).collect();
    }
    let ids = (0..model.threats.len() as u32).map(ThreatId);
    ids.filter(|id| rule.matches(&model[*id].decl.name)).filter(on_it).collect()
}
