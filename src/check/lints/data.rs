//! Data that goes nowhere, or where it must not.

use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{DataId, Model, Thing, Value};
use crate::schema::{CLASS, attr};

codes! {
    /// A datum that nothing carries or holds.
    UNUSED_DATA Warning "unused-data" "data that nothing carries, returns or holds" "
Data takes part in the analysis through the flows that carry it and the stores that hold it.

```tm warn
data login { class = secret }
```
"
    /// A store that holds data above its class.
    CLASS_ABOVE_MAX Warning "class-above-max" "data of a higher class than the place allows" "
`max-class` is the highest class that may be in a place. What is held there is above it: the classification is
wrong, the limit is, or the data does not belong there.

```tm warn
data login { class = secret }
process web
store log { max-class = internal, holds = login }
web -> log { carries = login }
```
"
}

/// Runs the checks.
pub(crate) fn check(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    let mut used = vec![false; model.data.len()];
    let mut mark = |id: DataId| {
        if let Some(used) = used.get_mut(id.index()) {
            *used = true;
        }
    };
    for id in model.flow_ids() {
        model
            .data_in(Thing::Flow(id), attr::CARRIES)
            .chain(model.data_in(Thing::Flow(id), attr::RETURNS))
            .for_each(&mut mark);
    }
    for id in model.element_ids() {
        model
            .data_in(Thing::Element(id), attr::HOLDS)
            .chain(model.data_in(Thing::Element(id), attr::USES))
            .for_each(&mut mark);
    }
    for (id, used) in model.data_ids().zip(used) {
        let decl = &model[id].decl;
        if !used {
            let message = format!("nothing carries or holds `{}`", decl.name);
            let help =
                format!("name it in a flow's `carries` or `returns`, or in a store's `holds`: `holds = {}`", decl.name);
            diagnostics.push(Diagnostic::new(&UNUSED_DATA, decl.span, message).help(help));
        }
    }
    for id in model.element_ids() {
        let thing = Thing::Element(id);
        let found = model.get(thing, attr::MAX_CLASS);
        let (Value::Word(limit), origin) = (found.value, found.origin) else { continue };
        let limit = *limit;
        for data in model.data_in(thing, attr::HOLDS) {
            let Value::Word(class) = model.get(Thing::Data(data), attr::CLASS).value else { continue };
            if *class <= limit {
                continue;
            }
            let (name, what) = (model.name(thing), &model[data].decl.name);
            let message = format!(
                "`{name}` holds `{what}`, which is {}, and may hold {} at most",
                CLASS.word(*class),
                CLASS.word(limit)
            );
            let span = attr::HOLDS.on(model.kind(thing)).map(|id| model.attr(thing, id).origin);
            let span = span.map_or(model.decl(thing).span, |origin| model.origin_span(origin));
            let diagnostic = Diagnostic::new(&CLASS_ABOVE_MAX, span, message)
                .help(format!("keep `{what}` elsewhere, or raise `max-class` to `{}`", CLASS.word(*class)));
            let said = model.origin_span(origin);
            diagnostics.push(if said.is_somewhere() { diagnostic.also(said, "the limit") } else { diagnostic });
        }
    }
}
