//! Where the search for threats ends: at the border of the model, at a flow's end that is no element, and at a rule that
//! no fact decides.

use rustc_hash::FxHashMap;

use crate::gate::loosening::answers::quoted;
use crate::gate::loosening::codes::{NOT_FOLLOWED, UNDECIDED};
use crate::gate::loosening::{Around, Loosened, Matter};
use crate::gate::many;
use crate::model::{ElementId, End, FlowId, Model, Thing};
use crate::threat::Findings;

/// Elements of other models that flows of this one lead to, and flows that end at a boundary.
pub(super) fn not_followed(around: &Around<'_>) -> Option<Loosened> {
    let model = around.found.model;
    let ours = || model.flow_ids().filter(|id| !model[*id].out_of_scope);
    let mut matters = Vec::new();
    let mut theirs: FxHashMap<ElementId, Vec<FlowId>> = FxHashMap::default();
    let (mut flows, mut last) = (0, None);
    for (id, end) in ours().flat_map(|id| [(id, model[id].from), (id, model[id].to)]) {
        match end {
            End::Element(element) if model[element].foreign.is_some() => theirs.entry(element).or_default().push(id),
            End::Element(_) => continue,
            End::Boundary(_) => matters.push(at_boundary(model, id, end)),
        }
        flows += usize::from(last.replace(id) != Some(id));
    }
    matters.extend(theirs.into_iter().filter_map(|(element, flows)| {
        // Where it is declared is in the other model's text; the flow is what this one says.
        let span = model[*flows.first()?].decl.span;
        let flow = if flows.len() == 1 { "flow" } else { "flows" };
        let named = flows.iter().map(|flow| model.name(Thing::Flow(*flow)).to_owned()).collect();
        let thing = quoted(model, Thing::Element(element));
        let words = |named: &str| format!("{thing} is another model's, which knows nothing of {flow} {named}");
        Some(Matter::naming(named, span, words))
    }));
    matters.sort_by(|a, b| (a.span, &a.text).cmp(&(b.span, &b.text)));
    let help = "let the flow end at the element that takes part in it, and declare that in the model of its callers";
    Loosened::each(&NOT_FOLLOWED, help, matters, |_| {
        let lead = if flows == 1 { "leads" } else { "lead" };
        format!("{} {lead} where this model does not look", many(flows, "flow"))
    })
}

fn at_boundary(model: &Model, id: FlowId, end: End) -> Matter {
    let (flow, boundary) = (quoted(model, Thing::Flow(id)), quoted(model, end.thing()));
    Matter::new(format!("{flow} ends at {boundary}, and nothing in it counts as reached"), model[id].decl.span)
}

/// Rules and policies of the model that are unknown on something, where no fact that could be stated decides them.
pub(super) fn undecided(around: &Around<'_>) -> Option<Loosened> {
    let Findings { model, rules, threats, .. } = around.found;
    let mut by_rule: FxHashMap<u32, Vec<Thing>> = FxHashMap::default();
    for (rule, target) in &threats.undecided {
        by_rule.entry(*rule).or_default().push(*target);
    }
    let mut by_rule: Vec<(u32, Vec<Thing>)> = by_rule.into_iter().collect();
    by_rule.sort_unstable();
    let matters = by_rule.into_iter().filter_map(|(index, targets)| {
        let rule = rules.get(index as usize)?;
        let on = targets.iter().map(|target| model.name(*target).to_owned()).collect();
        let kind = if rule.policy { "policy" } else { "rule" };
        let words = |on: &str| format!("{kind} `{}` is neither kept nor violated by {on}", rule.id);
        Some(Matter::naming(on, rule.span, words))
    });
    let help =
        "narrow `on` to what the condition can be asked of, or say with `known(…)` what counts where nothing is stated";
    Loosened::each(&UNDECIDED, help, matters.collect(), |matters| {
        let (is, of) =
            if matters.len() == 1 { ("rule of the model is", "it") } else { ("rules of the model are", "them") };
        format!("{} {is} undecided, and no fact decides {of}", matters.len())
    })
}
