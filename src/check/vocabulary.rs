//! Types, protocols and techniques: from declarations to the vocabulary.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::check::codes::{DUPLICATE_NAME, codes};
use crate::check::context::{Context, suggest};
use crate::check::values;
use crate::diag::Diagnostic;
use crate::model::{
    Bits, PackId, ProtocolDef, ProtocolId, TechniqueDef, TechniqueId, TypeDef, TypeId, Value, Vocabulary,
};
use crate::schema::{self, AttrId, Kind, KindSet};
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
}

/// A vocabulary declaration before resolution.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) stmt: &'a Stmt,
    pub(super) kind: Kind,
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
    for kind in [Kind::Technique, Kind::Protocol, Kind::Type] {
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
fn register(context: &mut Context, kind: Kind, entries: &[(Entry<'_>, Parts<'_>)]) -> Vec<Option<usize>> {
    let mut places = Vec::with_capacity(entries.len());
    for (entry, parts) in entries {
        let name = &parts.name.text;
        let known = match kind {
            Kind::Type => context.types.get(name).map(|id| context.vocabulary.type_def(*id).span),
            Kind::Protocol => context.protocols.get(name).map(|id| context.vocabulary.protocol(*id).span),
            _ => context.techniques.get(name).map(|id| context.vocabulary.technique(*id).span),
        };
        if let Some(span) = known {
            let mut diagnostic = Diagnostic::new(
                &DUPLICATE_NAME,
                parts.name.span,
                format!("{} `{name}` is declared twice", kind.word()),
            )
            .help("give one of them another name");
            diagnostic = match span.is_somewhere() {
                true => diagnostic.also(span, "first declared here"),
                false => diagnostic.note("the first one is built in"),
            };
            context.report(diagnostic);
            places.push(None);
            continue;
        }
        let span = parts.name.span;
        let index = match kind {
            Kind::Type => {
                context.types.insert(name.clone(), TypeId(context.vocabulary.types.len() as u16));
                context.vocabulary.types.push(TypeDef {
                    name: name.clone(),
                    label: parts.label.clone(),
                    pack: entry.pack,
                    kind: None,
                    ancestors: Bits::default(),
                    implies: Vec::new(),
                    span,
                });
                context.vocabulary.types.len() - 1
            }
            Kind::Protocol => {
                context.protocols.insert(name.clone(), ProtocolId(context.vocabulary.protocols.len() as u16));
                context.vocabulary.protocols.push(ProtocolDef {
                    name: name.clone(),
                    label: parts.label.clone(),
                    pack: entry.pack,
                    ancestors: Bits::default(),
                    implies: Vec::new(),
                    span,
                });
                context.vocabulary.protocols.len() - 1
            }
            _ => {
                context.techniques.insert(name.clone(), TechniqueId(context.vocabulary.techniques.len() as u16));
                context.vocabulary.techniques.push(TechniqueDef {
                    name: name.clone(),
                    label: parts.label.clone(),
                    pack: entry.pack,
                    ancestors: Bits::default(),
                    span,
                });
                context.vocabulary.techniques.len() - 1
            }
        };
        places.push(Some(index));
    }
    places
}

fn resolve_parents(context: &mut Context, kind: Kind, parts: &Parts<'_>) -> Vec<(usize, Span)> {
    let mut parents = Vec::new();
    for name in parts.parents {
        let found = match kind {
            Kind::Type => context.find_type(&name.text, name.span).map(TypeId::index),
            Kind::Protocol => context.find_protocol(&name.text, name.span).map(ProtocolId::index),
            _ => context.find_technique(&name.text, name.span).map(TechniqueId::index),
        };
        parents.extend(found.map(|index| (index, name.span)));
    }
    parents
}

type Kept<'a, 'b> = (usize, &'b (Entry<'a>, Parts<'a>));

/// Parents before children; entries on a cycle are reported and lose the parents that close it.
fn order<'a, 'b>(
    context: &mut Context,
    kind: Kind,
    kept: &[Kept<'a, 'b>],
    parents: &FxHashMap<usize, Vec<(usize, Span)>>,
) -> Vec<Kept<'a, 'b>> {
    let own: FxHashMap<usize, usize> = kept.iter().enumerate().map(|(place, (index, _))| (*index, place)).collect();
    // By place in `kept`: how many parents are still to come, and who waits.
    let mut missing = vec![0_usize; kept.len()];
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); kept.len()];
    for (place, (index, _)) in kept.iter().enumerate() {
        for (parent, _) in parents.get(index).into_iter().flatten() {
            if let Some(waiting) = own.get(parent).and_then(|parent| children.get_mut(*parent)) {
                waiting.push(place);
                if let Some(count) = missing.get_mut(place) {
                    *count += 1;
                }
            }
        }
    }
    let mut ready: VecDeque<usize> = (0..kept.len()).filter(|place| missing.get(*place) == Some(&0)).collect();
    let mut ordered = Vec::with_capacity(kept.len());
    while let Some(place) = ready.pop_front() {
        ordered.extend(kept.get(place).copied());
        for child in children.get(place).into_iter().flatten() {
            if let Some(count) = missing.get_mut(*child) {
                *count -= 1;
                if *count == 0 {
                    ready.push_back(*child);
                }
            }
        }
    }
    for ((_, (_, parts)), _) in kept.iter().zip(&missing).filter(|(_, missing)| **missing > 0) {
        let message = format!("{} `{}` is its own ancestor", kind.word(), parts.name.text);
        context.report(
            Diagnostic::new(&TYPE_CYCLE, parts.name.span, message)
                .help("remove one of the parents that lead back to it"),
        );
    }
    ordered
}

fn resolve(
    context: &mut Context,
    kind: Kind,
    index: usize,
    (_, parts): &(Entry<'_>, Parts<'_>),
    parents: &[(usize, Span)],
) {
    let mut ancestors = Bits::default();
    ancestors.insert(index as u16);
    let mut inherited: Vec<(AttrId, Value)> = Vec::new();
    let mut conflicts: Vec<AttrId> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    for (parent, _) in parents {
        let implies = match kind {
            Kind::Type => {
                let Some(def) = context.vocabulary.types.get(*parent) else { continue };
                ancestors.union(&def.ancestors);
                if let Some(kind) = def.kind
                    && !kinds.contains(&kind)
                {
                    kinds.push(kind);
                }
                def.implies.clone()
            }
            Kind::Protocol => {
                let Some(def) = context.vocabulary.protocols.get(*parent) else { continue };
                ancestors.union(&def.ancestors);
                def.implies.clone()
            }
            _ => {
                let Some(def) = context.vocabulary.techniques.get(*parent) else { continue };
                ancestors.union(&def.ancestors);
                Vec::new()
            }
        };
        for (id, value) in implies {
            match inherited.iter().find(|(known, _)| *known == id) {
                Some((_, other)) if *other != value => conflicts.push(id),
                Some(_) => {}
                None => inherited.push((id, value)),
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
        (Kind::Protocol, _) => KindSet::of(&[Kind::Flow]),
        (_, Some(kind)) => KindSet::of(&[kind]),
        _ => KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary])),
    };
    let own = implied(context, parts.body, kinds_for_attributes, kind);
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
    match kind {
        Kind::Type => {
            if let Some(def) = context.vocabulary.types.get_mut(index) {
                def.kind = kind_found;
                def.ancestors = ancestors;
                def.implies = implies;
            }
        }
        Kind::Protocol => {
            if let Some(def) = context.vocabulary.protocols.get_mut(index) {
                def.ancestors = ancestors;
                def.implies = implies;
            }
        }
        _ => {
            if let Some(def) = context.vocabulary.techniques.get_mut(index) {
                def.ancestors = ancestors;
            }
        }
    }
}

/// The values of the `implies` blocks in a body; its other attributes are checked as well.
fn implied(context: &mut Context, body: Option<&Body>, kinds: KindSet, declared: Kind) -> Vec<(AttrId, Value)> {
    let mut implies = Vec::new();
    let Some(body) = body else { return implies };
    let mut plain: Vec<&crate::syntax::ast::Attr> = Vec::new();
    for item in &body.items {
        match item {
            Item::Attr(attr) => plain.push(attr),
            Item::Stmt(stmt) => match (&stmt.head, &stmt.body) {
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
    let _ = values::attributes(context, declared, plain.into_iter(), Span::NONE, &[]);
    implies
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
    if let Some(value) = values::value(context, &attr.value, schema::row(id).ty, &attr.name.text) {
        into.push((id, value));
    }
}

/// Whether a type may describe things of a kind: it has that kind, or it is a trait.
pub(super) fn fits(vocabulary: &Vocabulary, ty: TypeId, kind: Kind) -> bool {
    vocabulary.type_def(ty).kind.is_none_or(|own| own == kind)
}
