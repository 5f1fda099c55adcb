//! Controls that contradict what is said elsewhere.

use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Model, Value};
use crate::schema::{attr, word};

codes! {
    /// Present and absent at once.
    CONTROL_CONTRADICTS Error "control-contradicts-lacks" "a control that contradicts a `lacks` on the same thing" "
The model says that a technique is absent from a thing, and that an implemented control provides it there.

```tm error
actor visitor
process web { lacks = rate-limit }
visitor -> web
control edge : rate-limit { on = web, status = implemented }
```
"
}

/// Runs the checks.
pub(crate) fn check(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    let things = (model.element_ids().map(crate::model::Thing::Element))
        .chain(model.boundary_ids().map(crate::model::Thing::Boundary))
        .chain(model.flow_ids().map(crate::model::Thing::Flow));
    for thing in things {
        let lacks = model.get(thing, attr::LACKS);
        for absent in lacks.value.items() {
            let Value::Technique(absent) = absent else { continue };
            for present in model.get(thing, attr::CONTROLS).value.items() {
                if let Value::Technique(present) = present
                    && model.vocabulary.technique(*present).ancestors.has(absent.0)
                {
                    let name = &model.vocabulary.technique(*present).name;
                    let message = format!("`{}` both has and lacks `{name}`", model.name(thing));
                    let span = model.origin_span(lacks.origin);
                    diagnostics
                        .push(Diagnostic::new(&CONTROL_CONTRADICTS, span, message).help("keep the one that is so"));
                }
            }
        }
    }
    for control in model.controls.iter().filter(|control| control.status == word::control_status::IMPLEMENTED) {
        let Some(technique) = control.technique else { continue };
        for on in &control.on {
            let lacks = model.get(*on, attr::LACKS);
            let contradicted = lacks.value.items().iter().any(|value| match value {
                Value::Technique(absent) => model.vocabulary.technique(technique).ancestors.has(absent.0),
                _ => false,
            });
            if contradicted {
                let message =
                    format!("control `{}` gives `{}` what it is said to lack", control.decl.name, model.name(*on));
                let diagnostic = Diagnostic::new(&CONTROL_CONTRADICTS, control.decl.span, message)
                    .also(model.origin_span(lacks.origin), "said to be absent here")
                    .help("remove the technique from `lacks`, or correct the control");
                diagnostics.push(diagnostic);
            }
        }
    }
}
