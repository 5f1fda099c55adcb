//! Programs that pass on what they are given, and are given it by nobody but each other.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashSet;

use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{ElementId, FlowId, Model, Thing, TypeId};

codes! {
    /// Elements that pass requests on to each other, with nobody behind them.
    NOBODY_CALLS Warning "nobody-calls" "elements that pass on only what they give each other" "
What forwards requests (a proxy, a gateway) and what acts for its callers (a web application, an agent) is looked through for
who stands behind a call. Where such elements call each other in a circle and nobody else calls any of them, nobody stands
behind it: threats of callers are then told of these elements themselves. Draw who calls them.

```tm warn
use std.ai
process planner : agent { trust = internal }
process worker : agent { trust = internal }
planner -> worker
worker -> planner
```

```tm
use std.ai
actor customer
process planner : agent { trust = internal }
process worker : agent { trust = internal }
customer -> planner
planner -> worker
worker -> planner
```
"
}

/// Looks at the circles of elements that pass requests on: linear in elements and flows.
pub(crate) fn check(model: &Model, out: &mut Vec<Diagnostic>) {
    let types: Vec<TypeId> = (0_u16..)
        .zip(&model.vocabulary.types)
        .filter(|(_, ty)| matches!(ty.name.as_str(), "forwarding" | "acting"))
        .map(|(index, _)| TypeId(index))
        .collect();
    let passes = |element: ElementId| types.iter().any(|ty| model.is(Thing::Element(element), *ty));
    let passing: Vec<bool> = model.element_ids().map(passes).collect();
    if !passing.contains(&true) {
        return;
    }
    let is_passing = |element: ElementId| passing.get(element.index()).copied().unwrap_or(false);
    let calls = || {
        let ends = |flow: FlowId| Some((model[flow].from.element()?, model[flow].to.element()?));
        model.followed_flows().filter_map(ends)
    };
    let steps = calls().filter(|(from, to)| is_passing(*from) && is_passing(*to)).map(|(from, to)| (from.0, to.0));
    let graph: DiGraph<(), (), u32> = DiGraph::from_edges(steps);
    let parts = kosaraju_scc(&graph);
    let mut part_of = vec![usize::MAX; model.elements.len()];
    for (number, part) in parts.iter().enumerate().filter(|(_, part)| part.len() > 1) {
        for node in part {
            if let Some(place) = part_of.get_mut(node.index()) {
                *place = number;
            }
        }
    }
    let part = |element: ElementId| part_of.get(element.index()).copied().unwrap_or(usize::MAX);
    let called: FxHashSet<usize> =
        calls().filter(|(from, to)| part(*from) != part(*to)).map(|(_, to)| part(to)).collect();
    let mut circles: Vec<Vec<ElementId>> = Vec::new();
    for (number, nodes) in parts.iter().enumerate() {
        if nodes.len() > 1 && !called.contains(&number) {
            let mut circle: Vec<ElementId> =
                nodes.iter().map(|node: &NodeIndex| ElementId(node.index() as u32)).collect();
            circle.sort_unstable();
            circles.push(circle);
        }
    }
    circles.sort_unstable();
    for circle in circles {
        let [first, rest @ ..] = circle.as_slice() else { continue };
        let names: Vec<String> = circle.iter().take(NAMED).map(|id| format!("`{}`", model[*id].decl.name)).collect();
        let more = if circle.len() > NAMED { format!(" and {} more", circle.len() - NAMED) } else { String::new() };
        let message = format!("{}{more} pass on only what they give each other", names.join(", "));
        let mut warning = Diagnostic::new(&NOBODY_CALLS, model[*first].decl.span, message);
        for other in rest.iter().take(NAMED - 1) {
            warning = warning.also(model[*other].decl.span, "and this");
        }
        out.push(warning.help("draw the flow of whoever calls them: `flow NAME: CALLER -> ELEMENT`"));
    }
}

/// So many elements of a circle are named.
const NAMED: usize = 3;
