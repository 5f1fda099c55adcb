//! Types, protocols and techniques: from declarations to the vocabulary.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::check::codes::{DUPLICATE_ATTRIBUTE, DUPLICATE_NAME, MISPLACED};
use crate::check::context::{Context, suggest};
use crate::check::values;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Attrs, PackId, TypeId, Value, Vocabulary, WordDef, WordKind};
use crate::schema::{self, AttrId, Kind, KindSet, attr};
use crate::syntax::ast::{Body, Head, Item, Name, Stmt};
use crate::text::Span;

codes! {
    /// A vocabulary entry that is its own ancestor.
    TYPE_CYCLE Error "type-cycle" "a type, protocol or technique that is its own ancestor" "
Parents lead upwards; a circle among them means nothing.

```tm error
type a : b
type b : a
```
"
    /// Parents that disagree.
    TYPE_CONFLICT Error "type-conflict" "a type whose parents contradict each other" "
A type has at most one kind among its ancestors, and two parents may not imply different values of one
attribute, unless the type itself says which holds.

```tm error
type odd : [process, store]
```
"
    /// A list that very many things would have.
    SHARED_TOO_LONG Error "shared-list-too-long" "a list of more than 100 items that other things take over" "
What a type, a protocol or the `defaults` of a boundary say counts for everything that takes it over, so a long list
there is read, drawn and written once for each of them. State it where it holds, or let fewer things stand for many: one
datum `customer-record` for all its fields.
"
    /// More words than a vocabulary holds.
    TOO_MANY_WORDS Error "too-many-words" "more types, protocols or techniques than a vocabulary holds" "
A vocabulary holds 10,000 words of a kind, those of Palisade's packs included. Whoever needs more describes single
things by types of their own: give the things labels and tags instead.
"
}

/// So many items a list has that other things take over.
const SHARED: usize = 100;

/// Whether a value may be taken over by other things; if not, that is said.
pub(super) fn may_share(context: &mut Context, kinds: KindSet, value: &Value, name: &str, span: Span) -> bool {
    let of_one_thing = match name {
        "evidence" => Some((
            "`evidence` is that of one thing, and cannot be taken over",
            "write it at the element or the flow whose facts it shows",
        )),
        "out-of-scope" if kinds.has(Kind::Flow) => Some((
            "a flow is out of scope by its own word, and takes over none",
            "write it into each flow that is out of scope, or into what both its ends stand in",
        )),
        _ => None,
    };
    if let Some((message, help)) = of_one_thing {
        context.report(Diagnostic::new(&MISPLACED, span, message).help(help));
        return false;
    }
    let count = value.items().len();
    if count > SHARED {
        let message = format!("`{name}` has {count} items here, and at most {SHARED} can be taken over");
        let help = "state it where it holds, or let one datum stand for many";
        context.report(Diagnostic::new(&SHARED_TOO_LONG, span, message).help(help));
    }
    count <= SHARED
}

/// Words of one kind that there can be, built-in ones included: each holds the set of its ancestors.
const MOST: usize = 10_000;

/// A vocabulary declaration before resolution.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) stmt: &'a Stmt,
    pub(super) kind: WordKind,
    pub(super) pack: PackId,
}

/// The part of a declaration head that vocabulary entries use.
struct Parts<'a> {
    name: &'a Name,
    parents: &'a [Name],
    label: SmolStr,
    body: Option<&'a Body>,
}

/// Adds declared types, protocols and techniques to the context's vocabulary, and resolves them.
pub(super) fn declare(context: &mut Context, entries: &[Entry<'_>]) {
    for kind in [WordKind::Technique, WordKind::Protocol, WordKind::Type] {
        let entries: Vec<(Entry<'_>, Parts<'_>)> = entries
            .iter()
            .filter(|entry| entry.kind == kind)
            .filter_map(|entry| Some((*entry, parts(entry.stmt)?)))
            .collect();
        if entries.is_empty() {
            continue;
        }
        let first = register(context, kind, &entries);
        let kept: Vec<(usize, &(Entry<'_>, Parts<'_>))> =
            first.iter().zip(&entries).filter_map(|(index, entry)| index.map(|index| (index, entry))).collect();
        let parents: FxHashMap<usize, Vec<(usize, Span)>> =
            kept.iter().map(|(index, (_, parts))| (*index, resolve_parents(context, kind, parts))).collect();
        let order = order(context, kind, &kept, &parents);
        for (index, entry) in order {
            resolve(context, kind, index, entry, parents.get(&index).map_or(&[], Vec::as_slice));
        }
    }
}

fn parts(stmt: &Stmt) -> Option<Parts<'_>> {
    let Head::Decl { name: Some(name), types, label, .. } = &stmt.head else { return None };
    let label = label.as_ref().map_or_else(|| name.text.clone(), |label| label.text.clone());
    Some(Parts { name, parents: types, label, body: stmt.body.as_deref() })
}

/// Gives each entry its place in the vocabulary; `None` for a repeated name.
fn register(context: &mut Context, kind: WordKind, entries: &[(Entry<'_>, Parts<'_>)]) -> Vec<Option<usize>> {
    let mut places = Vec::with_capacity(entries.len());
    for (entry, parts) in entries {
        let (name, span) = (&parts.name.text, parts.name.span);
        let known = context.words(kind).get(name).map(|index| usize::from(*index));
        if let Some(known) = known {
            let message = format!("{} `{name}` is declared twice", kind.word());
            let diagnostic = Diagnostic::new(&DUPLICATE_NAME, span, message).help("give one of them another name");
            let first = context.vocabulary.words(kind).get(known).map_or(Span::NONE, |def| def.span);
            context.report(match first.is_somewhere() {
                true => diagnostic.also(first, "first declared here"),
                false => diagnostic.note("the first one is built in"),
            });
            places.push(None);
            continue;
        }
        let index = context.vocabulary.words(kind).len();
        if index >= MOST {
            let message = format!("more than {MOST} {}s", kind.word());
            let diagnostic = Diagnostic::new(&TOO_MANY_WORDS, span, message);
            context.report(diagnostic.help("leave out what no element, flow or control uses"));
            break;
        }
        let doc = entry.stmt.doc.as_ref().map(|doc| doc.text.clone());
        let def = WordDef::new(name.clone(), parts.label.clone(), entry.pack, index);
        context.vocabulary_mut().words_mut(kind).push(WordDef { span, doc, ..def });
        context.words_mut(kind).insert(name.clone(), index as u16);
        places.push(Some(index));
    }
    places
}

fn resolve_parents(context: &mut Context, kind: WordKind, parts: &Parts<'_>) -> Vec<(usize, Span)> {
    let mut parents = Vec::new();
    for name in parts.parents {
        let found = context.find_word(kind, &name.text, name.span);
        parents.extend(found.map(|index| (usize::from(index), name.span)));
    }
    parents
}

type Kept<'a, 'b> = (usize, &'b (Entry<'a>, Parts<'a>));

/// Parents before children. What is on a cycle is reported; that and what descends from it stays without parents.
fn order<'a, 'b>(
    context: &mut Context,
    kind: WordKind,
    kept: &[Kept<'a, 'b>],
    parents: &FxHashMap<usize, Vec<(usize, Span)>>,
) -> Vec<Kept<'a, 'b>> {
    // Built-in words have no place in `kept`: they are resolved already.
    let place: FxHashMap<usize, usize> = kept.iter().enumerate().map(|(place, (index, _))| (*index, place)).collect();
    let mut graph = DiGraph::<(), ()>::with_capacity(kept.len(), kept.len());
    let nodes: Vec<NodeIndex> = kept.iter().map(|_| graph.add_node(())).collect();
    for (child, (index, _)) in kept.iter().enumerate() {
        let own = parents.get(index).into_iter().flatten().filter_map(|(parent, _)| place.get(parent));
        for parent in own {
            if let (Some(from), Some(to)) = (nodes.get(child), nodes.get(*parent)) {
                graph.add_edge(*from, *to, ());
            }
        }
    }
    let mut ordered = Vec::with_capacity(kept.len());
    let mut lost = vec![false; kept.len()];
    // Components come with those that they lead to first: parents before children.
    for component in kosaraju_scc(&graph) {
        let circle = component.len() > 1 || component.iter().any(|node| graph.contains_edge(*node, *node));
        let mut members: Vec<NodeIndex> = component;
        members.sort_unstable();
        for node in members {
            let Some(entry) = kept.get(node.index()) else { continue };
            let below = graph.neighbors(node).any(|parent| lost.get(parent.index()).is_some_and(|lost| *lost));
            if circle {
                let name = &entry.1.1.name;
                let message = format!("{} `{}` is its own ancestor", kind.word(), name.text);
                let diagnostic = Diagnostic::new(&TYPE_CYCLE, name.span, message);
                context.report(diagnostic.help("remove one of the parents that lead back to it"));
            }
            if circle || below {
                if let Some(lost) = lost.get_mut(node.index()) {
                    *lost = true;
                }
            } else {
                ordered.push(*entry);
            }
        }
    }
    ordered
}

fn resolve(
    context: &mut Context,
    kind: WordKind,
    index: usize,
    (_, parts): &(Entry<'_>, Parts<'_>),
    parents: &[(usize, Span)],
) {
    let Some(own) = context.vocabulary.words(kind).get(index) else { return };
    let mut ancestors = own.ancestors.clone();
    let mut inherited: Vec<(AttrId, Value)> = Vec::new();
    let mut conflicts: Vec<AttrId> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    for (parent, _) in parents {
        let Some(def) = context.vocabulary.words(kind).get(*parent) else { continue };
        ancestors.union(&def.ancestors);
        if let Some(kind) = def.kind
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
        for (id, value) in &def.implies {
            match inherited.iter().find(|(known, _)| known == id) {
                Some((_, other)) if other != value => conflicts.push(*id),
                Some(_) => {}
                None => inherited.push((*id, value.clone())),
            }
        }
    }
    if kinds.len() > 1 {
        let words: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.word())).collect();
        let message = format!("type `{}` would be {} at once", parts.name.text, words.join(" and "));
        context.report(
            Diagnostic::new(&TYPE_CONFLICT, parts.name.span, message)
                .help("keep the parents of one kind; traits have none"),
        );
    }
    let kind_found = kinds.first().copied();
    let kinds_for_attributes = match (kind, kind_found) {
        (WordKind::Protocol, _) => KindSet::of(&[Kind::Flow]),
        (_, Some(kind)) => KindSet::of(&[kind]),
        _ => KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary])),
    };
    let (own, attrs) = says(context, parts.body, kinds_for_attributes, kind);
    for id in conflicts {
        if !own.iter().any(|(known, _)| *known == id) {
            let name = schema::row(id).name;
            let message = format!("the parents of `{}` disagree about `{name}`", parts.name.text);
            let help = format!("say which holds: `implies {{ {name} = … }}`");
            context.report(Diagnostic::new(&TYPE_CONFLICT, parts.name.span, message).help(help));
        }
    }
    let mut implies = own;
    for (id, value) in inherited {
        if !implies.iter().any(|(known, _)| *known == id) {
            implies.push((id, value));
        }
    }
    implies.sort_by_key(|(id, _)| *id);
    let countered = attr::COUNTERS.on(kind.kind()).and_then(|id| attrs.get(id)).map(|entry| entry.value.items());
    let counters = countered.and_then(|items| match items.first() {
        Some(Value::Word(word)) => Some(*word),
        _ => None,
    });
    if let Some(def) = context.vocabulary_mut().words_mut(kind).get_mut(index) {
        (def.kind, def.ancestors, def.implies, def.attrs) = (kind_found, ancestors, implies, attrs);
        def.counters = counters;
        // INVARIANT: there are no more than 10,000 words of a kind.
        def.parents = parents.iter().map(|(parent, _)| *parent as u16).collect();
    }
}

/// What a body says: the values of its `implies` blocks, and its other attributes.
fn says(
    context: &mut Context,
    body: Option<&Body>,
    kinds: KindSet,
    declared: WordKind,
) -> (Vec<(AttrId, Value)>, Attrs) {
    let mut implies = Vec::new();
    let Some(body) = body else { return (implies, Attrs::default()) };
    let mut plain: Vec<&crate::syntax::ast::Attr> = Vec::new();
    for item in &body.items {
        match item {
            Item::Attr(attr) => plain.push(attr),
            Item::Stmt(stmt) => match (&stmt.head, &stmt.body) {
                (Head::Decl { kind, name: None, .. }, Some(_))
                    if kind.text == "implies" && declared == WordKind::Technique =>
                {
                    values::misplaced(context, stmt, "a technique implies nothing: types and protocols do");
                }
                (Head::Decl { kind, name: None, .. }, Some(body)) if kind.text == "implies" => {
                    for item in &body.items {
                        match item {
                            Item::Attr(attr) => implied_value(context, attr, kinds, &mut implies),
                            Item::Stmt(stmt) => values::misplaced(context, stmt, "only attributes stand in `implies`"),
                        }
                    }
                }
                _ => values::misplaced(context, stmt, "only attributes and `implies { … }` stand here"),
            },
        }
    }
    let attrs = values::attributes(context, declared.kind(), plain.into_iter(), &body.unread, Span::NONE, &[]);
    (implies, attrs)
}

fn implied_value(
    context: &mut Context,
    attr: &crate::syntax::ast::Attr,
    kinds: KindSet,
    into: &mut Vec<(AttrId, Value)>,
) {
    let found = kinds.iter().find_map(|kind| schema::find(kind, &attr.name.text).map(|id| (id, kind)));
    let Some((id, _)) = found else {
        let known: Vec<&str> = kinds.iter().flat_map(schema::attributes_of).map(|(_, row)| row.name).collect();
        let message = format!("there is no attribute `{}` to imply here", attr.name.text);
        let diagnostic = Diagnostic::new(&crate::check::codes::UNKNOWN_ATTRIBUTE, attr.name.span, message);
        context.report(suggest(diagnostic, &attr.name.text, attr.name.span, known.into_iter(), "attribute"));
        return;
    };
    if into.iter().any(|(known, _)| *known == id) {
        let message = format!("`{}` is implied twice", attr.name.text);
        let diagnostic = Diagnostic::new(&DUPLICATE_ATTRIBUTE, attr.name.span, message);
        return context.report(diagnostic.help("keep one of them"));
    }
    if let Some(value) = values::value(context, &attr.value, schema::row(id).ty, &attr.name.text)
        && may_share(context, kinds, &value, &attr.name.text, attr.name.span)
    {
        into.push((id, value));
    }
}

/// Whether a type may describe things of a kind: it has that kind, or it is a trait.
pub(super) fn fits(vocabulary: &Vocabulary, ty: TypeId, kind: Kind) -> bool {
    vocabulary.type_def(ty).kind.is_none_or(|own| own == kind)
}
