//! Elements and boundaries that say too little.

use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Model, Origin, Thing};
use crate::schema::attr;

codes! {
    /// An element that no flow touches.
    UNUSED_ELEMENT Warning "unused-element" "an element that no flow touches" "
An element without flows takes no part in the system that is described: a flow is missing, or the element is.

```tm warn
process web
```
"
    /// A boundary that holds nothing.
    EMPTY_BOUNDARY Warning "empty-boundary" "a boundary that holds nothing" "
A trust boundary without anything inside separates nothing.

```tm warn
boundary dmz { trust = exposed }
```
"
    /// A boundary without trust.
    BOUNDARY_WITHOUT_TRUST Warning "boundary-without-trust" "a boundary that does not say how far it is trusted" "
A boundary is there to say that trust changes. Without `trust`, and with none around it that has any, what it holds
falls back on the defaults: `untrusted` for actors and externals, `internal` for the rest.

```tm warn
boundary cloud {
  process web
}
actor visitor
visitor -> web
```
"
    /// Trust of a boundary that has none to give.
    TRUST_WITHOUT_EFFECT Warning "trust-without-effect" "a boundary that lies across others or is a line, and says `trust`" "
A boundary with `members` lies across others, and one with `cuts` is a line: what is inside is trusted as far as the
boundaries around it say, so its own `trust` changes nothing. Say `trust` of the elements, or of the boundary that holds
them.

```tm warn
boundary inside {
  trust = internal
  process web
  process job
}
boundary cluster {
  trust   = exposed
  members = [web, job]
}
web -> job
```
"
}

/// Runs the checks.
pub(crate) fn check(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    for id in model.element_ids() {
        let element = &model[id];
        let touched = model.graph.touches(id);
        if touched || element.foreign.is_some() {
            continue;
        }
        let message = format!("no flow touches `{}`", element.decl.name);
        let help = format!("add a flow, such as `{} -> …`, or remove the {}", element.decl.name, element.kind.word());
        diagnostics.push(Diagnostic::new(&UNUSED_ELEMENT, element.decl.span, message).help(help));
    }
    for id in model.boundary_ids() {
        let boundary = &model[id];
        let name = &boundary.decl.name;
        let empty = boundary.elements.is_empty() && boundary.children.is_empty();
        let cuts = model.things(Thing::Boundary(id), attr::CUTS).next().is_some();
        if boundary.line && !cuts {
            let message = format!("boundary `{name}` cuts nothing");
            let help = "list the flows that cross it, or remove it";
            diagnostics.push(Diagnostic::new(&EMPTY_BOUNDARY, boundary.decl.span, message).help(help));
        }
        if empty && !boundary.line && !model.graph.touches_boundary(id) {
            let message = format!("boundary `{name}` holds nothing");
            diagnostics.push(
                Diagnostic::new(&EMPTY_BOUNDARY, boundary.decl.span, message)
                    .help("declare elements inside it, or remove it"),
            );
        }
        let silent = boundary.trust.is_none() && boundary.parent.is_none() && !boundary.overlay && !boundary.line;
        let says = model.get(Thing::Boundary(id), attr::TRUST).origin;
        if let (Origin::Declared(span), true) = (says, boundary.overlay || boundary.line) {
            let what = if boundary.overlay { "lies across others" } else { "is a line" };
            let message = format!("boundary `{name}` {what}, so its `trust` has no effect");
            let help = "remove it, and say `trust` of the elements or of the boundary around them";
            diagnostics.push(Diagnostic::new(&TRUST_WITHOUT_EFFECT, span, message).help(help));
        }
        let unknown = says == Origin::Unset;
        if silent && unknown {
            let message = format!("boundary `{name}` does not say how far it is trusted");
            let help = "add `trust = untrusted`, `partner`, `exposed`, `internal` or `restricted`";
            diagnostics.push(Diagnostic::new(&BOUNDARY_WITHOUT_TRUST, boundary.decl.span, message).help(help));
        }
    }
}
