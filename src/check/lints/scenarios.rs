//! Use cases whose steps do not hang together.

use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{End, Model, Thing};
use crate::schema::attr;
use crate::text::Span;

codes! {
    /// A step that starts nowhere.
    SCENARIO_DISCONNECTED Warning "scenario-disconnected" "a step of a scenario that does not follow from an earlier one" "
The steps of a use case are flows in order; each starts or ends where an earlier one did, so that the story can be told.
Who takes something from a queue starts a flow to it, and goes on from there.

```tm warn
actor visitor
actor admin
process web
process jobs
flow post: visitor -> web
flow tidy: admin -> jobs
scenario posting { steps = [post, tidy] }
```
"
}

/// Runs the checks.
pub(crate) fn check(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    for (index, scenario) in model.scenarios.iter().enumerate() {
        let thing = Thing::Scenario(crate::model::ScenarioId(index as u32));
        let steps: Vec<_> = model
            .things(thing, attr::STEPS)
            .filter_map(|step| if let Thing::Flow(flow) = step { Some(flow) } else { None })
            .collect();
        let mut seen: Vec<End> = Vec::new();
        for step in steps {
            let flow = &model[step];
            if !seen.is_empty() && !seen.contains(&flow.from) && !seen.contains(&flow.to) {
                let (start, end) = (model.name(flow.from.thing()), model.name(flow.to.thing()));
                let message = format!(
                    "step `{}` of `{}` leads from `{start}` to `{end}`, where no earlier step has been",
                    flow.decl.name, scenario.decl.name
                );
                let span = model.get(thing, attr::STEPS).origin;
                let span = model.origin_span(span);
                let span = if span == Span::NONE { scenario.decl.span } else { span };
                let help = format!("put a step that reaches `{start}` before it, or make it a scenario of its own");
                diagnostics.push(Diagnostic::new(&SCENARIO_DISCONNECTED, span, message).help(help));
            }
            seen.extend([flow.from, flow.to]);
        }
    }
}
