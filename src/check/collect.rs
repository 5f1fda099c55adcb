//! The first walk: what is declared, where, and by which name. Nothing is resolved yet.

use smol_str::{SmolStr, format_smolstr};

use crate::check::codes::{DUPLICATE_NAME, MISPLACED, UNKNOWN_KIND};
use crate::check::context::{Context, Declared, Taken};
use crate::check::slips;
use crate::check::values::{self, head_span, misplaced};
use crate::check::vocabulary::Entry as VocabularyEntry;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{
    AssumeId, BoundaryId, ControlId, DataId, DependsId, ElementId, End, EntryId, PackId, PersonaId, ScenarioId, Thing,
    ThreatId, ViewId, WordKind,
};
use crate::schema::Kind;
use crate::syntax::ast::{Attr, Head, Item, Name, Stmt};
use crate::text::Span;

codes! {
    /// Two models in one.
    SECOND_MODEL Error "second-model" "a second `model` declaration" "
A threat model has exactly one `model` declaration; the file that holds it is the root. Another team's model is
brought in by `use`, not by `include`.

```tm error
model one
model two
```
"
    /// A second flow without a name between the same two ends.
    UNNAMED_SECOND_FLOW Error "unnamed-second-flow" "a second unnamed flow between the same two ends" "
An unnamed flow is known by its ends, `a->b`; a second one needs a name of its own.

```tm error
actor visitor
process web
visitor -> web
visitor -> web
```

```tm
actor visitor
process web
visitor -> web
flow upload: visitor -> web
```
"
}

/// A declaration with the boundary that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Declaration<'a> {
    pub(super) stmt: &'a Stmt,
    pub(super) kind: Kind,
    pub(super) boundary: Option<BoundaryId>,
}

/// A flow as declared.
pub(super) struct FlowDeclaration<'a> {
    pub(super) stmt: &'a Stmt,
    pub(super) name: SmolStr,
    pub(super) span: Span,
    pub(super) from: &'a Name,
    pub(super) to: &'a Name,
    pub(super) label: Option<SmolStr>,
    /// What it joins; nothing where an end is none, or both are one, which was reported.
    pub(super) ends: Option<(End, End)>,
}

/// Everything that was declared, by kind, in order.
#[derive(Default)]
pub(super) struct Collected<'a> {
    pub(super) model: Option<&'a Stmt>,
    pub(super) boundaries: Vec<Declaration<'a>>,
    pub(super) elements: Vec<Declaration<'a>>,
    pub(super) flows: Vec<FlowDeclaration<'a>>,
    pub(super) data: Vec<&'a Stmt>,
    pub(super) entries: Vec<&'a Stmt>,
    pub(super) assumptions: Vec<&'a Stmt>,
    pub(super) depends: Vec<&'a Stmt>,
    pub(super) scenarios: Vec<&'a Stmt>,
    pub(super) personas: Vec<&'a Stmt>,
    pub(super) controls: Vec<&'a Stmt>,
    pub(super) threats: Vec<&'a Stmt>,
    pub(super) views: Vec<&'a Stmt>,
    pub(super) decisions: Vec<&'a Stmt>,
    pub(super) rules: Vec<(&'a Stmt, PackId)>,
    pub(super) vocabulary: Vec<VocabularyEntry<'a>>,
    pub(super) moved: Vec<&'a Stmt>,
    pub(super) packs: Vec<&'a Name>,
    /// `defaults flow` of a boundary.
    pub(super) defaults: Vec<(BoundaryId, &'a Stmt)>,
}

/// Collects the declarations of items. In a pack, only knowledge may be declared.
pub(super) fn collect<'a>(
    context: &mut Context,
    into: &mut Collected<'a>,
    items: &'a [Item],
    boundary: Option<BoundaryId>,
    pack: Option<PackId>,
) {
    for item in items {
        match item {
            Item::Attr(attr) if boundary.is_none() => report_attr(context, attr),
            Item::Attr(_) => {}
            Item::Stmt(stmt) => statement(context, into, stmt, boundary, pack),
        }
    }
}

fn report_attr(context: &mut Context, attr: &Attr) {
    if Kind::of(&attr.name.text).is_some() {
        return context.report(slips::declared_as_attribute(attr));
    }
    let message = format!("`{}` stands outside of any declaration", attr.name.text);
    let help = "attributes stand in the body of a declaration: `process web { … }`";
    context.report(Diagnostic::new(&MISPLACED, attr.name.span, message).help(help));
}

fn statement<'a>(
    context: &mut Context,
    into: &mut Collected<'a>,
    stmt: &'a Stmt,
    boundary: Option<BoundaryId>,
    pack: Option<PackId>,
) {
    if pack.is_some() && !is_knowledge(stmt) {
        return misplaced(
            context,
            stmt,
            "a pack holds types, protocols, techniques, rules and policies; \
            whose model this is says the file with `model`",
        );
    }
    match &stmt.head {
        Head::Include { .. } | Head::UsePath { .. } if boundary.is_none() => {}
        Head::UsePack { pack, .. } if boundary.is_none() => into.packs.push(pack),
        Head::Moved { keyword, old, new } if keyword.text != "moved" => slips::no_rename(context, keyword, old, new),
        Head::Moved { .. } if boundary.is_none() => {
            if let Some(body) = &stmt.body {
                let message = "a rename has no body";
                let diagnostic = Diagnostic::new(&MISPLACED, body.span, message);
                context.report(diagnostic.help("write `moved OLD to NEW` alone"));
            }
            into.moved.push(stmt);
        }
        Head::Include { .. } | Head::UsePath { .. } | Head::UsePack { .. } | Head::Moved { .. } => {
            misplaced(context, stmt, "write it at the top level of a file");
        }
        Head::Flow { keyword: Some(keyword), from, to, .. } if keyword.text == "moved" => {
            slips::renaming_arrow(context, keyword, from, to);
        }
        Head::Flow { keyword, name, from, to, label } => {
            if let Some(word) = keyword
                && word.text != "flow"
            {
                let message = format!("an arrow makes this a flow, not a `{}`", word.text);
                let diagnostic = Diagnostic::new(&UNKNOWN_KIND, word.span, message).help("write `flow`");
                context.report(match slips::is_flow(&word.text) {
                    true => diagnostic.sure_fix("write `flow`", word.span, "flow"),
                    false => diagnostic.fix("write `flow`", word.span, "flow"),
                });
            }
            let (span, own) = match name {
                Some(name) => (name.span, Some(name.text.clone())),
                None => (from.span.to(to.span), None),
            };
            let label = values::label(context, label.as_ref());
            into.flows.push(FlowDeclaration { stmt, name: own.unwrap_or_default(), span, from, to, label, ends: None });
        }
        Head::On { verb, subject, .. } => match Kind::of(&verb.text) {
            Some(kind) if kind.is_decision() => into.decisions.push(stmt),
            Some(Kind::Entry) => {
                slips::entry_as_id(context, stmt);
                let thing = Thing::Entry(EntryId(into.entries.len() as u32));
                if name(context, subject, Kind::Entry, thing, boundary, &into.boundaries) {
                    into.entries.push(stmt);
                }
            }
            Some(kind) => {
                slips::target_behind_name(context, stmt, kind);
                // It is meant to exist, so that who names it makes no mistake; but what it has to say of itself may be
                // missing for this slip alone.
                if kind.is_element() || matches!(kind, Kind::Boundary | Kind::Data | Kind::Persona | Kind::Depends) {
                    return declaration(context, into, stmt, verb, Some(subject), boundary, pack);
                }
                let declared = Declared { thing: Thing::Model, kind, span: subject.span, broken: true };
                context.names.entry(subject.text.clone()).or_insert(declared);
            }
            None => {
                let words = ["accept", "warn", "remove", "transfer", "dismiss", "entry"];
                slips::unknown_kind(context, verb, &words);
            }
        },
        Head::Decl { kind, name: own, .. } => declaration(context, into, stmt, kind, own.as_ref(), boundary, pack),
    }
}

/// Whether a statement may stand in a pack. A word that is no declaration is reported as such elsewhere.
fn is_knowledge(stmt: &Stmt) -> bool {
    match &stmt.head {
        Head::UsePack { .. } | Head::UsePath { .. } => true,
        Head::Decl { kind, .. } => Kind::of(&kind.text).is_none_or(|kind| {
            matches!(kind, Kind::Rule | Kind::Policy | Kind::Type | Kind::Protocol | Kind::Technique)
        }),
        _ => false,
    }
}

fn declaration<'a>(
    context: &mut Context,
    into: &mut Collected<'a>,
    stmt: &'a Stmt,
    word: &'a Name,
    own: Option<&'a Name>,
    boundary: Option<BoundaryId>,
    pack: Option<PackId>,
) {
    if word.text == "defaults" {
        match (boundary, own.map(|name| name.text.as_str())) {
            (Some(boundary), Some("flow")) => into.defaults.push((boundary, stmt)),
            (None, Some("flow")) => misplaced(context, stmt, "write `defaults flow { … }` inside a boundary"),
            _ => misplaced(context, stmt, "only `defaults flow { … }` exists"),
        }
        return;
    }
    let Some(kind) = Kind::of(&word.text) else {
        slips::no_declaration(context, stmt, word);
        // What is inside still exists: names in an unknown block must not be reported a second time.
        if let Some(body) = &stmt.body {
            collect(context, into, nested(&body.items), boundary, pack);
        }
        return;
    };
    if kind == Kind::Model {
        if boundary.is_some() {
            return misplaced(context, stmt, "`model` stands at the top level of the root file");
        }
        match into.model {
            Some(first) => {
                let diagnostic = Diagnostic::new(&SECOND_MODEL, word.span, "a second `model` declaration");
                context.report(diagnostic.also(head_span(first), "the first one").help("keep one of them"));
            }
            None => into.model = Some(stmt),
        }
        return;
    }
    let Some(own) = own else {
        return context.report(slips::without_name(stmt, word, kind));
    };
    if kind.is_decision() || matches!(kind, Kind::Entry | Kind::Flow) {
        let mut help = format!("write it as `{}`", kind.info().form);
        if kind.is_decision() {
            help.push_str("; a decision names one rule, or a whole family as `injection.*`");
        }
        return context.report(
            Diagnostic::new(&MISPLACED, word.span, format!("this {} is not complete", kind.word())).help(help),
        );
    }
    if matches!(kind, Kind::Rule | Kind::Policy | Kind::Type | Kind::Protocol | Kind::Technique) {
        if boundary.is_some() {
            return misplaced(context, stmt, "write it at the top level of a file");
        }
        let pack = pack.unwrap_or(PackId::OWN);
        match WordKind::of(kind) {
            Some(kind) => into.vocabulary.push(VocabularyEntry { stmt, kind, pack }),
            None => into.rules.push((stmt, pack)),
        }
        return;
    }
    if own.is_path() && kind != Kind::Threat {
        let message = format!("the name of {} has no dots", kind.noun());
        return context.report(
            Diagnostic::new(&MISPLACED, own.span, message).help(format!("write `{}`", own.text.replace('.', "-"))),
        );
    }
    let index = |length: usize| length as u32;
    let (thing, list): (Thing, Option<&mut Vec<&'a Stmt>>) = match kind {
        Kind::Boundary => (Thing::Boundary(BoundaryId(index(into.boundaries.len()))), None),
        Kind::Data => (Thing::Data(DataId(index(into.data.len()))), Some(&mut into.data)),
        Kind::Assume => (Thing::Assume(AssumeId(index(into.assumptions.len()))), Some(&mut into.assumptions)),
        Kind::Depends => (Thing::Depends(DependsId(index(into.depends.len()))), Some(&mut into.depends)),
        Kind::Scenario => (Thing::Scenario(ScenarioId(index(into.scenarios.len()))), Some(&mut into.scenarios)),
        Kind::Persona => (Thing::Persona(PersonaId(index(into.personas.len()))), Some(&mut into.personas)),
        Kind::Control => (Thing::Control(ControlId(index(into.controls.len()))), Some(&mut into.controls)),
        Kind::Threat => (Thing::Threat(ThreatId(index(into.threats.len()))), Some(&mut into.threats)),
        Kind::View => (Thing::View(ViewId(index(into.views.len()))), Some(&mut into.views)),
        _ => (Thing::Element(ElementId(index(into.elements.len()))), None),
    };
    if name(context, own, kind, thing, boundary, &into.boundaries) {
        match (thing, list) {
            (_, Some(list)) => list.push(stmt),
            (Thing::Boundary(_), None) => into.boundaries.push(Declaration { stmt, kind, boundary }),
            (_, None) => into.elements.push(Declaration { stmt, kind, boundary }),
        }
    } else if kind != Kind::Boundary {
        return;
    }
    if let (Thing::Boundary(id), Some(body)) = (thing, &stmt.body) {
        // A repeated boundary still holds things: they belong to the first one of that name.
        let id = match context.names.get(&own.text).map(|declared| declared.thing) {
            Some(Thing::Boundary(known)) => known,
            _ if (id.0 as usize) < into.boundaries.len() => id,
            _ => return collect(context, into, nested(&body.items), boundary, pack),
        };
        collect(context, into, &body.items, Some(id), pack);
    }
}

/// The items of a body from its first statement on: attributes of an unknown declaration say nothing.
fn nested(items: &[Item]) -> &[Item] {
    let first = items.iter().position(|item| matches!(item, Item::Stmt(_))).unwrap_or(items.len());
    items.get(first..).unwrap_or(&[])
}

/// Registers a name; reports one that is taken.
pub(super) fn name(
    context: &mut Context,
    own: &Name,
    kind: Kind,
    thing: Thing,
    boundary: Option<BoundaryId>,
    boundaries: &[Declaration<'_>],
) -> bool {
    if let Some(first) = context.names.get(&own.text) {
        let message = format!("`{}` is declared twice", own.text);
        let diagnostic = Diagnostic::new(&DUPLICATE_NAME, own.span, message)
            .also(first.span, format!("first declared here, as {}", first.kind.noun()))
            .help("give one of them another name: names are unique in a model");
        context.report(diagnostic);
        return false;
    }
    context.names.insert(own.text.clone(), Declared { thing, kind, span: own.span, broken: false });
    if let Some(Declaration { stmt, .. }) = boundary.and_then(|id| boundaries.get(id.index()))
        && let Head::Decl { name: Some(around), .. } = &stmt.head
    {
        context.around.insert(own.text.clone(), around.text.clone());
    }
    true
}

/// What a flow without a name has to begin with to have one that nothing else has.
fn naming(context: &Context, taken: &mut Taken, flow: &FlowDeclaration<'_>) -> String {
    let name = context.free_name(flow.from.last(), flow.to.last(), taken);
    let keyword = matches!(flow.stmt.head, Head::Flow { keyword: Some(_), .. });
    if keyword { format!("{name}: ") } else { format!("flow {name}: ") }
}

/// Names the flows: their own, or `a->b`. Runs when every element has its name; drops repeated ones.
pub(super) fn name_flows(context: &mut Context, flows: &mut Vec<FlowDeclaration<'_>>) {
    let mut taken = Taken::default();
    taken.names.extend(flows.iter().map(|flow| flow.name.clone()));
    flows.retain_mut(|flow| {
        let last = |name: &Name| {
            SmolStr::from(if context.names.contains_key(&name.text) { name.text.as_str() } else { name.last() })
        };
        let automatic = format_smolstr!("{}->{}", last(flow.from), last(flow.to));
        let unnamed = flow.name.is_empty();
        let name = if unnamed { automatic.clone() } else { flow.name.clone() };
        if let Some(first) = context.names.get(&name) {
            let diagnostic = match unnamed {
                true => Diagnostic::new(&UNNAMED_SECOND_FLOW, flow.span, format!("a second unnamed flow `{name}`"))
                    .help("give it a name of its own")
                    .fix("name it", flow.span.before(), naming(context, &mut taken, flow)),
                false => Diagnostic::new(&DUPLICATE_NAME, flow.span, format!("`{name}` is declared twice"))
                    .help("give one of them another name: names are unique in a model"),
            };
            // Flows get their names last, so the other one may well stand behind.
            let which = if first.span > flow.span { "also declared" } else { "first declared" };
            context.report(diagnostic.also(first.span, format!("{which} here, as {}", first.kind.noun())));
            return false;
        }
        // Its id comes when it is known to be whole.
        let declared = Declared { thing: Thing::Model, kind: Kind::Flow, span: flow.span, broken: true };
        context.names.insert(name.clone(), declared);
        if !unnamed {
            context.named_flows.entry(automatic).or_insert_with(|| name.clone());
        }
        flow.name = name;
        true
    });
}
