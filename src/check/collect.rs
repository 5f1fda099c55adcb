//! The first walk: what is declared, where, and by which name. Nothing is resolved yet.

use smol_str::{SmolStr, format_smolstr};

use crate::check::codes::{DUPLICATE_NAME, MISPLACED, UNKNOWN_KIND};
use crate::check::context::{Context, Declared, Taken};
use crate::check::values::{self, head_span, misplaced};
use crate::check::vocabulary::Entry as VocabularyEntry;
use crate::check::{additions, slips};
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{
    AssumeId, BoundaryId, ControlId, DataId, DependsId, ElementId, End, EntryId, PackId, PersonaId, ScenarioId, Thing,
    ThreatId, ViewId, WordKind,
};
use crate::schema::Kind;
use crate::syntax::ast::{Attr, Head, Item, Name, Stmt};
use crate::syntax::words;
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

/// Where a declaration stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// In no boundary.
    Top,
    /// In the body of a boundary.
    Boundary(BoundaryId),
    /// In the body of an `in`, by its place in the list of these; `inside` finds out which boundary that is.
    In(usize),
}

/// A declaration with its place.
#[derive(Clone, Copy)]
pub(super) struct Declaration<'a> {
    pub(super) stmt: &'a Stmt,
    pub(super) kind: Kind,
    pub(super) place: Place,
    /// How many boundaries and elements are declared before it.
    pub(super) number: usize,
}

impl Declaration<'_> {
    /// The boundary that it stands in.
    pub(super) fn boundary(&self) -> Option<BoundaryId> {
        if let Place::Boundary(id) = self.place { Some(id) } else { None }
    }
}

/// `in BOUNDARY { … }`.
pub(super) struct Addition<'a> {
    /// What it names.
    pub(super) name: &'a Name,
    pub(super) stmt: &'a Stmt,
    /// What is declared directly in it.
    pub(super) names: Vec<SmolStr>,
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
    /// The names by which other models are seen.
    pub(super) others: Vec<&'a Name>,
    pub(super) additions: Vec<Addition<'a>>,
    /// `defaults flow` of a boundary.
    pub(super) defaults: Vec<(BoundaryId, &'a Stmt)>,
}

/// Collects the declarations of items. In a pack, only knowledge may be declared.
pub(super) fn collect<'a>(
    context: &mut Context,
    into: &mut Collected<'a>,
    items: &'a [Item],
    place: Place,
    pack: Option<PackId>,
) {
    for item in items {
        match item {
            Item::Attr(attr) if place == Place::Top => report_attr(context, attr),
            Item::Attr(_) => {}
            Item::Stmt(stmt) => statement(context, into, stmt, place, pack),
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

fn statement<'a>(context: &mut Context, into: &mut Collected<'a>, stmt: &'a Stmt, place: Place, pack: Option<PackId>) {
    if pack.is_some() && !is_knowledge(stmt) {
        return misplaced(
            context,
            stmt,
            "a pack holds types, protocols, techniques, rules and policies; \
            whose model this is says the file with `model`",
        );
    }
    match &stmt.head {
        Head::Include { .. } if place == Place::Top => {}
        Head::UsePath { alias, .. } if place == Place::Top => into.others.extend(alias),
        Head::UsePack { pack, .. } if place == Place::Top => into.packs.push(pack),
        Head::Moved { keyword, .. } if keyword.text == words::IN => context.report(additions::wrong_form(keyword)),
        Head::Moved { keyword, old, new } if keyword.text != "moved" => slips::no_rename(context, keyword, old, new),
        Head::Moved { .. } if place == Place::Top => {
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
                let article = crate::diag::article(&word.text);
                let message = format!("an arrow makes this a flow, not {article} `{}`", word.text);
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
        Head::On { verb, .. } if verb.text == words::IN => context.report(additions::wrong_form(verb)),
        Head::On { verb, subject, .. } => match Kind::of(&verb.text) {
            Some(kind) if kind.is_decision() => into.decisions.push(stmt),
            Some(Kind::Entry) => {
                slips::entry_as_id(context, stmt);
                let thing = Thing::Entry(EntryId(into.entries.len() as u32));
                if name(context, into, subject, thing, Declaration { stmt, kind: Kind::Entry, place, number: 0 }) {
                    into.entries.push(stmt);
                }
            }
            Some(kind) => {
                slips::target_behind_name(context, stmt, kind);
                // It is meant to exist, so that who names it makes no mistake; but what it has to say of itself may be
                // missing for this slip alone.
                if kind.is_element() || matches!(kind, Kind::Boundary | Kind::Data | Kind::Persona | Kind::Depends) {
                    return declaration(context, into, stmt, verb, Some(subject), place, pack);
                }
                let declared = Declared { thing: Thing::Model, kind, span: subject.span, broken: true };
                context.names.entry(subject.text.clone()).or_insert(declared);
            }
            None => {
                let words = ["accept", "warn", "remove", "transfer", "dismiss", "entry"];
                slips::unknown_kind(context, verb, &words);
            }
        },
        Head::Decl { kind, name: own, .. } => declaration(context, into, stmt, kind, own.as_ref(), place, pack),
    }
}

/// Whether a statement may stand in a pack. A word that is no declaration is reported as such elsewhere.
fn is_knowledge(stmt: &Stmt) -> bool {
    match &stmt.head {
        Head::UsePack { .. } | Head::UsePath { .. } => true,
        Head::Decl { kind, .. } if kind.text == words::IN => false,
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
    place: Place,
    pack: Option<PackId>,
) {
    if word.text == words::IN {
        return addition(context, into, stmt, word, own, place, pack);
    }
    if word.text == "defaults" {
        match (place, own.map(|name| name.text.as_str())) {
            (Place::Boundary(boundary), Some("flow")) => into.defaults.push((boundary, stmt)),
            (Place::In(_), Some("flow")) => {
                misplaced(context, stmt, "write it where the boundary is declared, beside its other attributes");
            }
            (Place::Top, Some("flow")) => misplaced(context, stmt, "write `defaults flow { … }` inside a boundary"),
            _ => misplaced(context, stmt, "only `defaults flow { … }` exists"),
        }
        return;
    }
    let Some(kind) = Kind::of(&word.text) else {
        slips::no_declaration(context, stmt, word);
        // What is inside still exists: names in an unknown block must not be reported a second time.
        if let Some(body) = &stmt.body {
            collect(context, into, nested(&body.items), place, pack);
        }
        return;
    };
    if kind == Kind::Model {
        if place != Place::Top {
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
        if place != Place::Top {
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
    let thing = match kind {
        Kind::Boundary => Thing::Boundary(BoundaryId(index(into.boundaries.len()))),
        Kind::Data => Thing::Data(DataId(index(into.data.len()))),
        Kind::Assume => Thing::Assume(AssumeId(index(into.assumptions.len()))),
        Kind::Depends => Thing::Depends(DependsId(index(into.depends.len()))),
        Kind::Scenario => Thing::Scenario(ScenarioId(index(into.scenarios.len()))),
        Kind::Persona => Thing::Persona(PersonaId(index(into.personas.len()))),
        Kind::Control => Thing::Control(ControlId(index(into.controls.len()))),
        Kind::Threat => Thing::Threat(ThreatId(index(into.threats.len()))),
        Kind::View => Thing::View(ViewId(index(into.views.len()))),
        _ => Thing::Element(ElementId(index(into.elements.len()))),
    };
    let number = into.boundaries.len() + into.elements.len();
    let declaration = Declaration { stmt, kind, place, number };
    if name(context, into, own, thing, declaration) {
        match thing {
            Thing::Boundary(_) => into.boundaries.push(declaration),
            Thing::Element(_) => into.elements.push(declaration),
            Thing::Data(_) => into.data.push(stmt),
            Thing::Assume(_) => into.assumptions.push(stmt),
            Thing::Depends(_) => into.depends.push(stmt),
            Thing::Scenario(_) => into.scenarios.push(stmt),
            Thing::Persona(_) => into.personas.push(stmt),
            Thing::Control(_) => into.controls.push(stmt),
            Thing::Threat(_) => into.threats.push(stmt),
            Thing::View(_) => into.views.push(stmt),
            _ => {}
        }
    } else if kind != Kind::Boundary {
        return;
    }
    if let (Thing::Boundary(id), Some(body)) = (thing, &stmt.body) {
        // A repeated boundary still holds things: they belong to the first one of that name.
        let id = match context.names.get(&own.text).map(|declared| declared.thing) {
            Some(Thing::Boundary(known)) => known,
            _ if (id.0 as usize) < into.boundaries.len() => id,
            _ => return collect(context, into, nested(&body.items), place, pack),
        };
        collect(context, into, &body.items, Place::Boundary(id), pack);
    }
}

/// The items of a body from its first statement on: attributes of an unknown declaration say nothing.
fn nested(items: &[Item]) -> &[Item] {
    let first = items.iter().position(|item| matches!(item, Item::Stmt(_))).unwrap_or(items.len());
    items.get(first..).unwrap_or(&[])
}

/// `in BOUNDARY { … }`. Which boundary it is comes out when all have their names.
fn addition<'a>(
    context: &mut Context,
    into: &mut Collected<'a>,
    stmt: &'a Stmt,
    word: &Name,
    name: Option<&'a Name>,
    place: Place,
    pack: Option<PackId>,
) {
    if place != Place::Top {
        context.report(additions::not_at_the_top(word, name, matches!(place, Place::In(_))));
    }
    let items = stmt.body.as_ref().map_or(&[][..], |body| &body.items);
    let Some(name) = name else {
        context.report(additions::without_name(stmt, word));
        return collect(context, into, nested(items), Place::Top, pack);
    };
    let place = Place::In(into.additions.len());
    into.additions.push(Addition { name, stmt, names: Vec::new() });
    collect(context, into, items, place, pack);
}

/// Registers a name; reports one that is taken.
fn name(
    context: &mut Context,
    into: &mut Collected<'_>,
    own: &Name,
    thing: Thing,
    declaration: Declaration<'_>,
) -> bool {
    let Declaration { stmt, kind, place, .. } = declaration;
    if let Some(first) = context.names.get(&own.text) {
        let message = format!("`{}` is declared twice", own.text);
        let diagnostic = Diagnostic::new(&DUPLICATE_NAME, own.span, message)
            .also(first.span, format!("first declared here, as {}", first.kind.noun()));
        let other = if let (Thing::Boundary(id), Kind::Boundary) = (first.thing, kind) {
            into.boundaries.get(id.index()).filter(|other| !additions::is_flat(other.stmt))
        } else {
            None
        };
        context.report(match other {
            Some(other) => {
                let can_turn = [(stmt, place), (other.stmt, other.place)];
                additions::declared_twice(diagnostic, own, can_turn.map(|(stmt, place)| (stmt, place == Place::Top)))
            }
            None => diagnostic.help("give one of them another name: names are unique in a model"),
        });
        return false;
    }
    context.names.insert(own.text.clone(), Declared { thing, kind, span: own.span, broken: false });
    match place {
        Place::Top => {}
        Place::Boundary(id) => {
            if let Some(Declaration { stmt, .. }) = into.boundaries.get(id.index())
                && let Head::Decl { name: Some(around), .. } = &stmt.head
            {
                context.around.insert(own.text.clone(), around.text.clone());
            }
        }
        Place::In(at) => {
            if let Some(addition) = into.additions.get_mut(at) {
                addition.names.push(own.text.clone());
            }
        }
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
