//! Flows that are probably drawn the wrong way.

use crate::check::context::{Context, Taken};
use crate::diag::codes;
use crate::diag::{Diagnostic, Edit, Fix};
use crate::model::{End, FlowId, Model, Origin, Thing};
use crate::schema::{AttrName, Kind, attr};
use crate::text::Span;

codes! {
    /// A flow that starts at a store.
    FLOW_FROM_STORE Warning "flow-from-store" "a flow that starts at a store" "
A flow begins with who starts it, and a store starts nothing. Turn the arrow round and say what comes back:

```tm warn
process web
store db
db -> web
```

```tm
data row { class = internal }
process web
store db { holds = row }
web -> db { returns = row }
```
"
    /// A flow that ends at a boundary.
    FLOW_TO_BOUNDARY Warning "flow-to-boundary" "a flow that begins or ends at a boundary and not at an element" "
While a design is young a flow may lead to a whole boundary. Nothing is known then of what inside it gets the data, so
nothing inside counts as reached or tainted by it, and rules about that say nothing. Name the element as soon as there
is one.

```tm warn
actor visitor
boundary cloud {
  trust = internal
  process web
  store db
}
visitor -> cloud
web -> db
```
"
}

/// Runs the checks. `ends` gives the spans of a flow's two ends.
pub(crate) fn check(model: &Model, ends: &[(Span, Span)], context: &mut Context) {
    let mut taken = Taken::default();
    for id in model.flow_ids() {
        let flow = &model[id];
        for (end, does) in [(flow.from, "begins"), (flow.to, "ends")] {
            if let End::Boundary(boundary) = end {
                let name = &model[boundary].decl.name;
                let message = format!("`{}` {does} at the boundary `{name}`", flow.decl.name);
                let warning = Diagnostic::new(&FLOW_TO_BOUNDARY, flow.decl.span, message);
                let note = "nothing inside counts as reached by it";
                context.report(warning.note(note).help(format!("name the element in `{name}` at which it {does}")));
            }
        }
        let End::Element(from) = flow.from else { continue };
        let End::Element(to) = flow.to else { continue };
        if model[from].kind != Kind::Store || model[from].foreign.is_some() {
            continue;
        }
        let (from_name, to_name) = (&model[from].decl.name, &model[to].decl.name);
        let message = format!("the flow starts at the store `{from_name}`");
        let mut diagnostic = Diagnostic::new(&FLOW_FROM_STORE, flow.decl.span, message);
        // Between two things only one flow goes without a name.
        let unnamed = flow.decl.name == format!("{from_name}->{to_name}");
        let second = unnamed && context.names.contains_key(format!("{to_name}->{from_name}").as_str());
        let name = second.then(|| context.free_name(to_name, from_name, &mut taken));
        let head = name.as_ref().map_or_else(String::new, |name| format!("flow {name}: "));
        diagnostic = diagnostic.help(format!("turn it round: `{head}{}`", turned(model, id, to_name, from_name)));
        if let Some((first, second)) = ends.get(id.index()) {
            let keyword = flow.decl.whole.start < first.start;
            let head = if keyword { head.trim_start_matches("flow ") } else { &head };
            let ends = [(*first, format!("{head}{to_name}")), (*second, from_name.to_string())];
            let ends = ends.into_iter().map(|(span, text)| Edit { span, text });
            let edits = ends.chain(turned_attributes(model, Thing::Flow(id))).collect();
            diagnostic = diagnostic.offer(Fix::maybe("turn the flow round", edits));
        }
        context.report(diagnostic);
    }
}

/// A flow from the other end, with what it then carries and brings back.
fn turned(model: &Model, id: FlowId, first: &str, second: &str) -> String {
    let data = |now: AttrName, was: AttrName| {
        let data = model.data_in(Thing::Flow(id), was).map(|data| model[data].decl.name.as_str());
        match data.collect::<Vec<&str>>().as_slice() {
            [] => None,
            [one] => Some(format!("{} = {one}", now.name())),
            many => Some(format!("{} = [{}]", now.name(), many.join(", "))),
        }
    };
    let ends = format!("{first} -> {second}");
    let attributes: Vec<String> =
        [data(attr::CARRIES, attr::RETURNS), data(attr::RETURNS, attr::CARRIES)].into_iter().flatten().collect();
    if attributes.is_empty() { ends } else { format!("{ends} {{ {} }}", attributes.join(", ")) }
}

/// The names of the attributes that change places when a flow is turned round, where they are written at the flow.
fn turned_attributes(model: &Model, flow: Thing) -> impl Iterator<Item = Edit> {
    [(attr::CARRIES, attr::RETURNS), (attr::RETURNS, attr::CARRIES)].into_iter().filter_map(move |(was, now)| {
        match model.get(flow, was).origin {
            Origin::Declared(span) => {
                let end = span.start + was.name().len() as u32;
                Some(Edit { span: Span { end, ..span }, text: now.name().to_owned() })
            }
            _ => None,
        }
    })
}
