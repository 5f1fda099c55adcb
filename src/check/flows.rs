//! Flows: what they join, and what they say. Those that join nothing get no id, so that what has one keeps it.

use crate::check::codes::WRONG_KIND;
use crate::check::collect::FlowDeclaration;
use crate::check::context::Context;
use crate::check::names;
use crate::check::values::{self, attrs_of, no_statements, unread};
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Decl, End, Flow, FlowId, Thing};
use crate::schema::{Kind, KindSet};
use crate::syntax::ast::Name;

codes! {
    /// A flow from an element to itself.
    FLOW_TO_ITSELF Error "flow-to-itself" "a flow from something to itself" "
A flow joins two different things. What happens inside one process is not a data flow.

```tm error
process web
web -> web
```
"
}

const ENDS: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary]));

/// Looks at the ends of all flows, which have their names. Only those that join two things get ids, so that what is given an
/// id keeps it.
pub(super) fn join_flows(context: &mut Context, flows: &mut [FlowDeclaration<'_>]) {
    let mut next = 0_u32;
    for flow in flows {
        flow.ends = ends(context, flow);
        if let Some(declared) = context.names.get_mut(&flow.name) {
            (declared.thing, declared.broken) = (Thing::Flow(FlowId(next)), flow.ends.is_none());
        }
        next += u32::from(flow.ends.is_some());
    }
}

/// What a flow joins; nothing, and a diagnostic, where an end is none or both are the same.
fn ends(context: &mut Context, declaration: &FlowDeclaration<'_>) -> Option<(End, End)> {
    let (from, to) = (end(context, declaration.from), end(context, declaration.to));
    let (from, to) = (from?, to?);
    if from == to {
        let message = format!("`{}` sends to itself", declaration.from.text);
        let diagnostic = Diagnostic::new(&FLOW_TO_ITSELF, declaration.from.span.to(declaration.to.span), message);
        context.report(diagnostic.help("name another end, or split the element in two"));
        return None;
    }
    Some((from, to))
}

fn end(context: &mut Context, name: &Name) -> Option<End> {
    // Flows have no ids yet, but names.
    let found = match names::look_up(context, &name.text) {
        Some(found) => found,
        None => names::of_path(context, &name.text, name.span, ENDS)?,
    };
    match found.thing {
        Thing::Element(id) => Some(End::Element(id)),
        Thing::Boundary(id) => Some(End::Boundary(id)),
        _ => {
            let message = format!("a flow cannot end at {}", found.kind.noun());
            let diagnostic = Diagnostic::new(&WRONG_KIND, name.span, message).also(found.span, "declared here");
            context.report(diagnostic.help("a flow joins two elements; data is what it carries"));
            None
        }
    }
}

/// A flow that joins two things; what one says that does not is looked at, and dropped.
pub(super) fn flow(context: &mut Context, declaration: &FlowDeclaration<'_>) -> Option<Flow> {
    no_statements(context, declaration.stmt);
    let decl = Decl {
        name: declaration.name.clone(),
        called: None,
        label: declaration.label.clone(),
        doc: declaration.stmt.doc.as_ref().map(|doc| doc.text.clone()),
        span: declaration.span,
        whole: declaration.stmt.span,
        attrs: values::attributes(
            context,
            Kind::Flow,
            attrs_of(declaration.stmt),
            unread(declaration.stmt),
            declaration.span,
            &[],
        ),
    };
    declaration.ends.map(|(from, to)| Flow {
        decl,
        from,
        to,
        leaves: Box::default(),
        enters: Box::default(),
        common: None,
        out_of_scope: false,
        set_aside: false,
    })
}
