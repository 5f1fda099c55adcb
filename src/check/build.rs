//! The second walk: every name exists now, so attributes, ends and lists are resolved into a model.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::check::codes::{MISPLACED, UNKNOWN_KIND, WRONG_KIND};
use crate::check::collect::{Collected, Declaration};
use crate::check::context::{Context, suggest};
use crate::check::values::{self, attr_value, attrs_of, no_statements, unread};
use crate::check::{decisions, flows, names, slips, vocabulary};
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::WordKind;
use crate::model::{
    Assumption, AttrEntry, Attrs, Boundary, BoundaryId, Control, ControlId, Data, Decl, Dependency, Element, Entry,
    Leaf, Model, Persona, RulePattern, Scenario, Target, Thing, Tree, TypeId, Value, View, Vocabulary, WrittenThreat,
    cvss,
};
use crate::schema::{self, AttrName, Kind, KindSet, attr, word};
use crate::syntax::ast::{Attr, Body, ExprKind, Head, Item, Name, Stmt};
use crate::text::Span;

codes! {
    /// A CVSS vector with a mistake.
    BAD_CVSS Error "bad-cvss-vector" "a CVSS vector is not one of CVSS 4.0" "
A written threat may be rated by a CVSS 4.0 vector. All eleven base metrics must be there, each metric once, in the order
of the specification, and each with one of its values. Vectors of older versions are scored differently and are not
taken.

```tm error
process web
threat leak \"Leak\" { on = web, cvss = \"CVSS:4.0/AV:N/AC:L/AT:N/PR:X/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N\" }
```
"
    /// A threat that is rated in two ways.
    TWO_RATINGS Error "two-ratings" "a written threat is rated in two ways" "
A written threat says how bad it is in one way: by `likelihood` and `impact`, by a DREAD rating, or by a CVSS 4.0 vector.
Two ways give two severities, and a reader could not tell which one counts. Keep one of them. `likelihood` at the
steps of a tree is no rating of the threat.

```tm error
process web
threat leak \"Leak\" {
  on    = web
  dread = { damage = 8, reproducibility = 5, exploitability = 6, affected = 9, discoverability = 4 }
  cvss  = \"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N\"
}
```
"
}

/// Builds the model. Structure that follows from it (trust, crossings, the graph) is added by `structure`.
pub(super) fn build(context: &mut Context, collected: &Collected<'_>) -> Model {
    let mut model = Model::empty("", Arc::default());
    if let Some(stmt) = collected.model {
        model.decl = declared(context, stmt, Kind::Model);
    }
    for declaration in &collected.boundaries {
        let boundary = boundary(context, declaration);
        if boundary.line {
            context.lines.insert(BoundaryId(model.boundaries.len() as u32));
        }
        model.boundaries.push(boundary);
    }
    let mut seen: FxHashMap<BoundaryId, Span> = FxHashMap::default();
    for (id, stmt) in &collected.defaults {
        no_statements(context, stmt);
        let head = values::head_span(stmt);
        if let Some(first) = seen.get(id) {
            let diagnostic = Diagnostic::new(&MISPLACED, head, "a second `defaults flow` in one boundary");
            context.report(diagnostic.also(*first, "the first one").help("write its attributes into the first one"));
            continue;
        }
        seen.insert(*id, head);
        let attrs = values::attributes(context, Kind::Flow, attrs_of(stmt), unread(stmt), Span::NONE, &[]);
        let mut may_share = |entry: &&AttrEntry| {
            let (kinds, name) = (KindSet::of(&[Kind::Flow]), schema::row(entry.id).name);
            vocabulary::may_share(context, kinds, &entry.value, name, entry.span)
        };
        let attrs = Attrs::new(attrs.iter().filter(&mut may_share).cloned().collect());
        if let Some(boundary) = model.boundaries.get_mut(id.index()) {
            boundary.defaults = attrs;
        }
    }
    for declaration in &collected.elements {
        let element = element(context, declaration);
        model.elements.push(element);
    }
    for stmt in &collected.data {
        let decl = declared(context, stmt, Kind::Data);
        let ty = type_of(context, stmt, Kind::Data);
        model.data.push(Data { decl, ty });
    }
    for flow in &collected.flows {
        model.flows.extend(flows::flow(context, flow));
    }
    for stmt in &collected.entries {
        let Head::On { target, .. } = &stmt.head else { continue };
        let decl = declared(context, stmt, Kind::Entry);
        let on = names::of_reference(context, target, KindSet::ELEMENTS).map(|found| found.thing);
        model.entries.push(Entry { decl, on: on.unwrap_or(Thing::Model) });
    }
    model.assumptions =
        collected.assumptions.iter().map(|stmt| Assumption { decl: declared(context, stmt, Kind::Assume) }).collect();
    model.depends =
        collected.depends.iter().map(|stmt| Dependency { decl: declared(context, stmt, Kind::Depends) }).collect();
    model.scenarios =
        collected.scenarios.iter().map(|stmt| Scenario { decl: declared(context, stmt, Kind::Scenario) }).collect();
    model.personas =
        collected.personas.iter().map(|stmt| Persona { decl: declared(context, stmt, Kind::Persona) }).collect();
    model.views = collected.views.iter().map(|stmt| View { decl: declared(context, stmt, Kind::View) }).collect();
    model.controls = collected.controls.iter().map(|stmt| control(context, stmt)).collect();
    model.threats = collected.threats.iter().map(|stmt| threat(context, stmt)).collect();
    model.decisions = collected.decisions.iter().filter_map(|stmt| decisions::decision(context, stmt)).collect();
    model
}

/// Name, label, documentation and checked attributes of a named declaration.
fn declared(context: &mut Context, stmt: &Stmt, kind: Kind) -> Decl {
    if !matches!(kind, Kind::Boundary | Kind::Threat) {
        no_statements(context, stmt);
    }
    let (name, label) = match &stmt.head {
        Head::Decl { name, label, kind, .. } => {
            (name.clone().unwrap_or(Name { text: SmolStr::default(), span: kind.span }), label)
        }
        Head::On { subject, label, .. } => (subject.clone(), label),
        _ => (Name::default(), &None),
    };
    Decl {
        label: values::label(context, label.as_ref()),
        called: None,
        doc: stmt.doc.as_ref().map(|doc| doc.text.clone()),
        span: name.span,
        whole: stmt.span,
        attrs: values::attributes(context, kind, attrs_of(stmt), unread(stmt), name.span, &[]),
        name: name.text,
    }
}

fn type_of(context: &mut Context, stmt: &Stmt, kind: Kind) -> TypeId {
    let own = Vocabulary::kind_type(kind).unwrap_or(TypeId(0));
    let Head::Decl { types, .. } = &stmt.head else { return own };
    if let [_, second, ..] = types.as_slice() {
        let diagnostic = Diagnostic::new(&MISPLACED, second.span, "a declaration has one type");
        context.report(diagnostic.help("declare a type of your own with several parents: `type NAME : [a, b]`"));
    }
    let Some(first) = types.first() else { return own };
    if kind == Kind::Data
        && !context.words(WordKind::Type).contains_key(&first.text)
        && let Some(diagnostic) = slips::class_as_type(stmt, first)
    {
        context.report(diagnostic);
        return own;
    }
    let Some(ty) = context.find_type(&first.text, first.span) else { return own };
    if vocabulary::fits(&context.vocabulary, ty, kind) {
        return ty;
    }
    let wanted = context.vocabulary.type_def(ty).kind;
    let message = format!("type `{}` is not for {}", first.text, kind.noun());
    let diagnostic = Diagnostic::new(&WRONG_KIND, first.span, message);
    context.report(match wanted {
        Some(wanted) => {
            diagnostic.help(format!("it describes a {0}: write `{0}`, or choose another type", wanted.word()))
        }
        None => diagnostic.help("choose another type"),
    });
    own
}

fn boundary(context: &mut Context, declaration: &Declaration<'_>) -> Boundary {
    let decl = declared(context, declaration.stmt, Kind::Boundary);
    let ty = type_of(context, declaration.stmt, Kind::Boundary);
    let entry = |name: AttrName| name.on(Kind::Boundary).and_then(|id| decl.attrs.get(id));
    let (members, cuts) = (entry(attr::MEMBERS).map(|entry| entry.span), entry(attr::CUTS).map(|entry| entry.span));
    if let (Some(members), Some(cuts)) = (members, cuts) {
        let diagnostic = Diagnostic::new(&MISPLACED, cuts, "a boundary has `members` or `cuts`, not both");
        let help = "make two of it: one that lies across others, and one that is a line";
        context.report(diagnostic.also(members, "its members").help(help));
    }
    if let (Some(_), Some(out)) = (cuts, entry(attr::OUT_OF_SCOPE)) {
        let diagnostic = Diagnostic::new(&MISPLACED, out.span, "a line holds nothing that could be out of scope");
        context.report(
            diagnostic.help("write `out-of-scope` into what is: an element, a flow, or a boundary around them"),
        );
    }
    if members.or(cuts).is_some() {
        for item in declaration.stmt.body.iter().flat_map(|body| &body.items) {
            if let Item::Stmt(inner) = item {
                let help = if members.is_some() {
                    "a boundary with `members` lies across others: declare elements where they belong, and list them"
                } else {
                    "a boundary with `cuts` is a line and holds nothing: declare elements outside of it"
                };
                values::misplaced(context, inner, help);
            }
        }
    }
    Boundary {
        overlay: members.is_some(),
        line: cuts.is_some() && members.is_none(),
        decl,
        ty,
        parent: declaration.boundary(),
        depth: 0,
        trust: None,
        defaults: Attrs::default(),
        elements: Vec::new(),
        children: Vec::new(),
        out_of_scope: false,
    }
}

fn element(context: &mut Context, declaration: &Declaration<'_>) -> Element {
    let decl = declared(context, declaration.stmt, declaration.kind);
    let ty = type_of(context, declaration.stmt, declaration.kind);
    Element {
        decl,
        kind: declaration.kind,
        ty,
        boundary: declaration.boundary(),
        overlays: Box::default(),
        trust: word::trust::INTERNAL,
        trust_from: Span::NONE,
        out_of_scope: false,
        foreign: None,
    }
}

fn things(attrs: &Attrs, kind: Kind, name: AttrName) -> Box<[Thing]> {
    attr_value(attrs, kind, name)
        .map_or(&[][..], Value::items)
        .iter()
        .filter_map(|value| if let Value::Thing(thing) = value { Some(*thing) } else { None })
        .collect()
}

fn control(context: &mut Context, stmt: &Stmt) -> Control {
    let decl = declared(context, stmt, Kind::Control);
    let technique = match &stmt.head {
        Head::Decl { types, .. } => match types.first() {
            Some(name) => context.find_technique(&name.text, name.span),
            None => {
                let diagnostic = Diagnostic::new(&MISPLACED, decl.span, "this control names no technique");
                context.report(diagnostic.help(format!("write `control {} : TECHNIQUE`", decl.name)));
                None
            }
        },
        _ => None,
    };
    let word = |name: AttrName| match attr_value(&decl.attrs, Kind::Control, name) {
        Some(Value::Word(word)) => Some(*word),
        _ => None,
    };
    let inferred = matches!(attr_value(&decl.attrs, Kind::Control, attr::INFERRED), Some(Value::Bool(true)));
    let proposed = word::control_status::PROPOSED;
    // What a machine wrote, and what cannot be read, is in force nowhere.
    let status = if inferred || technique.is_none() { proposed } else { word(attr::STATUS).unwrap_or(proposed) };
    let strength = word(attr::STRENGTH).unwrap_or(word::level::MEDIUM) + 1;
    let on = things(&decl.attrs, Kind::Control, attr::ON);
    let inside = attr_value(&decl.attrs, Kind::Control, attr::ON).map_or(&[][..], Value::items);
    let inside = inside.iter().filter_map(|value| if let Value::Inside(id) = value { Some(*id) } else { None });
    Control { technique, on, inside: inside.collect(), status, strength, decl }
}

fn threat(context: &mut Context, stmt: &Stmt) -> WrittenThreat {
    let decl = declared(context, stmt, Kind::Threat);
    let mut targets = things(&decl.attrs, Kind::Threat, attr::ON);
    if targets.is_empty() {
        targets = Box::new([Thing::Model]);
    }
    vector(context, stmt);
    ratings(context, stmt);
    let mut found = None;
    for item in stmt.body.iter().flat_map(|body| &body.items) {
        let Item::Stmt(inner) = item else { continue };
        match (&inner.head, &inner.body) {
            (Head::Decl { kind, name: None, .. }, Some(body)) if kind.text == "tree" && found.is_none() => {
                if body.items.is_empty() {
                    let diagnostic = Diagnostic::new(&MISPLACED, kind.span, "this tree has no steps");
                    context.report(diagnostic.help("write `leaf \"what is done\"` into it, or leave the tree out"));
                }
                found = Some(tree(context, body));
            }
            _ => values::misplaced(context, inner, "a threat has attributes and at most one `tree { … }`"),
        }
    }
    let tree = found.and_then(|mut nodes| match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        // Several steps at the top: each is a way of its own.
        _ => Some(Tree::Any(None, nodes)),
    });
    WrittenThreat { decl, targets, tree }
}

/// Looks at a threat's CVSS vector; a mistake is reported where it stands.
fn vector(context: &mut Context, stmt: &Stmt) {
    for attr in attrs_of(stmt).filter(|attr| attr.name.text == "cvss") {
        let ExprKind::Text(text) = &attr.value.kind else { continue };
        let Err(fault) = cvss::check(text.as_str()) else { continue };
        let span = attr.value.span;
        // The place in the text is that in the source unless something in it is escaped.
        let plain = (span.end - span.start) as usize == text.len() + 2;
        let at = |offset: usize| span.start as usize + 1 + offset;
        let span = match plain && !fault.at.is_empty() {
            true => Span::new(span.source, at(fault.at.start), at(fault.at.end)),
            false => span,
        };
        context.report(Diagnostic::new(&BAD_CVSS, span, fault.what).help(fault.help));
    }
}

/// Reports a threat that is rated in more than one way.
fn ratings(context: &mut Context, stmt: &Stmt) {
    let way = |attr: &Attr| match attr.name.text.as_str() {
        "dread" => Some("DREAD"),
        "cvss" => Some("CVSS"),
        "likelihood" | "impact" => Some("likelihood and impact"),
        _ => None,
    };
    let mut rated = attrs_of(stmt).filter_map(|attr| Some((attr.name.span, way(attr)?)));
    let Some((first, one)) = rated.next() else { return };
    let Some((second, other)) = rated.find(|(_, other)| *other != one) else { return };
    let error = Diagnostic::new(&TWO_RATINGS, second, format!("this threat is rated by {one} and by {other}"));
    context.report(error.also(first, "the other rating").help("keep one of them"));
}

fn tree(context: &mut Context, body: &Body) -> Vec<Tree> {
    let mut nodes = Vec::new();
    for item in &body.items {
        let stmt = match item {
            Item::Stmt(stmt) => stmt,
            Item::Attr(attr) => {
                let diagnostic = Diagnostic::new(&MISPLACED, attr.name.span, "a gate has no attributes");
                context.report(diagnostic.help("write the attribute in the body of a `leaf`"));
                continue;
            }
        };
        match &stmt.head {
            Head::Decl { kind, name: None, label, .. } => {
                let label_text = values::label(context, label.as_ref());
                match (kind.text.as_str(), &stmt.body) {
                    ("all", Some(body)) => nodes.push(Tree::All(label_text, tree(context, body))),
                    ("any", Some(body)) => nodes.push(Tree::Any(label_text, tree(context, body))),
                    ("leaf", _) if label_text.is_some() => {
                        nodes.push(leaf(context, stmt, label_text.unwrap_or_default()))
                    }
                    _ => unknown_gate(context, kind),
                }
            }
            Head::On { verb, subject, target, .. } if verb.text == "leaf" => {
                let pattern = RulePattern { text: subject.text.clone(), span: subject.span };
                let known = names::rule(context, &pattern);
                if names::is_broken(context, target) {
                    // Nobody knows how it stands, so it is a step in words, which counts as open.
                    let (text, span) = (pattern.text, pattern.span);
                    nodes.push(Tree::Leaf(Box::new(Leaf {
                        text,
                        blocked_by: Vec::new(),
                        attrs: Attrs::default(),
                        span,
                    })));
                } else if let Some(pair) = names::between(context, &pattern, target) {
                    nodes.push(Tree::Derived(Box::new(pattern), pair));
                } else if let Some(found) = names::of_reference(context, target, KindSet(u32::MAX))
                    && known
                {
                    nodes.push(Tree::Derived(Box::new(pattern), Target::Thing(found.thing)));
                }
            }
            Head::Decl { kind, .. } => unknown_gate(context, kind),
            _ => values::misplaced(context, stmt, "a tree is made of `all { … }`, `any { … }` and `leaf \"…\"`"),
        }
    }
    nodes
}

fn unknown_gate(context: &mut Context, word: &Name) {
    let diagnostic = Diagnostic::new(&UNKNOWN_KIND, word.span, format!("`{}` is no part of a tree", word.text));
    let known = ["all", "any", "leaf"];
    let diagnostic = match known.contains(&word.text.as_str()) {
        true => diagnostic.help("write `all { … }`, `any { … }` or `leaf \"what is done\"`"),
        false => suggest(diagnostic, &word.text, word.span, known.into_iter(), "gate"),
    };
    context.report(diagnostic);
}

fn leaf(context: &mut Context, stmt: &Stmt, text: SmolStr) -> Tree {
    no_statements(context, stmt);
    let attrs = values::attributes(context, Kind::Leaf, attrs_of(stmt), unread(stmt), Span::NONE, &[]);
    let blocked_by: Vec<ControlId> = things(&attrs, Kind::Leaf, attr::BLOCKED_BY)
        .iter()
        .filter_map(|thing| if let Thing::Control(id) = thing { Some(*id) } else { None })
        .collect();
    Tree::Leaf(Box::new(Leaf { text, blocked_by, attrs, span: stmt.span }))
}
