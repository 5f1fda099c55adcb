//! The document → one file of the language: head, packs, knowledge, things with boundaries around them, the rest.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::import::Imported;
use crate::import::json::codes::{LEFT_OUT, NAME, VALUE};
use crate::import::json::tree::{attr, block, decl, is_path, is_reference, name, reference, stmt, text};
use crate::import::json::value::written;
use crate::schema::Kind;
use crate::syntax::ast::{File, Head, Item};
use crate::syntax::parse;
use crate::text::{SourceId, Span};
use crate::view::whole::{
    Attribute, Attributes, Decision, Declared, Document, Entry, Flow, OriginKind, Rule, Tree, Value, Word, WordKind,
};

/// The file of a document.
pub(super) fn rebuilt(source: SourceId, document: &Document) -> Imported {
    let mut writer = Writer { source, diagnostics: Vec::new() };
    let items = writer.file(document);
    let file = File { source, items, comments: Vec::new() };
    Imported { file, diagnostics: writer.diagnostics }
}

/// Elements and boundaries by the boundary around them.
#[derive(Default)]
struct Inside<'a> {
    boundaries: BTreeMap<&'a str, Vec<usize>>,
    elements: BTreeMap<&'a str, Vec<usize>>,
}

struct Writer {
    source: SourceId,
    diagnostics: Vec<Diagnostic>,
}

impl Writer {
    fn file(&mut self, document: &Document) -> Vec<Item> {
        let mut items = Vec::new();
        items.extend(self.plain("model", &document.model));
        for pack in document.uses.iter().filter(|pack| *pack != "std.core") {
            if self.named(pack, is_path) {
                items.push(stmt(None, Head::UsePack { pack: name(pack), keyword: name("use") }, Vec::new()));
            }
        }
        for word in &document.vocabulary {
            items.extend(self.word(word));
        }
        for rule in &document.rules {
            items.extend(self.rule(rule));
        }
        for data in &document.data {
            items.extend(self.thing(Kind::Data, &data.declared, &data.types, Vec::new()));
        }
        self.things(document, &mut items);
        for flow in &document.flows {
            items.extend(self.flow(flow));
        }
        for entry in &document.entries {
            items.extend(self.entry(entry));
        }
        let plain = [
            ("assume", &document.assumptions),
            ("depends", &document.depends),
            ("scenario", &document.scenarios),
            ("persona", &document.personas),
        ];
        for (kind, things) in plain {
            items.extend(things.iter().filter_map(|thing| self.plain(kind, thing)));
        }
        for control in &document.controls {
            items.extend(self.thing(Kind::Control, &control.declared, control.technique.as_slice(), Vec::new()));
        }
        for threat in &document.written_threats {
            let tree = threat.tree.as_ref().and_then(|tree| self.tree(tree));
            let tree = tree.map(|node| block("tree", None, vec![node]));
            items.extend(self.thing(Kind::Threat, &threat.declared, &[], tree.into_iter().collect()));
        }
        items.extend(document.decisions.iter().filter_map(|decision| self.decision(decision)));
        items.extend(document.views.iter().filter_map(|view| self.plain("view", view)));
        for moved in &document.moved {
            if self.named(&moved.old, is_reference) && self.named(&moved.new, is_reference) {
                let (old, new) = (reference(&moved.old), reference(&moved.new));
                items.push(stmt(None, Head::Moved { old, new, keyword: name("moved") }, Vec::new()));
            }
        }
        items
    }

    /// Boundaries with what is in them, then elements in none.
    fn things(&mut self, document: &Document, items: &mut Vec<Item>) {
        let mut inside = Inside::default();
        for (index, boundary) in document.boundaries.iter().enumerate() {
            inside.boundaries.entry(boundary.parent.as_deref().unwrap_or("")).or_default().push(index);
        }
        for (index, element) in document.elements.iter().enumerate() {
            if let Some(foreign) = &element.foreign {
                let said =
                    format!("`{}` belongs to another model, which the document does not hold", element.declared.name);
                let help = format!("add `use \"…\" as {foreign}`");
                self.diagnostics.push(Diagnostic::new(&LEFT_OUT, self.nowhere(), said).help(help));
            } else {
                let around = element.boundaries.last().map_or("", |name| name.as_ref());
                inside.elements.entry(around).or_default().push(index);
            }
        }
        self.level(document, &mut inside, "", 0, items);
    }

    fn level(&mut self, document: &Document, inside: &mut Inside, around: &str, depth: usize, items: &mut Vec<Item>) {
        // Taking the lists out also ends documents in which a boundary is around itself; the depth is the language's.
        let (boundaries, elements) = (inside.boundaries.remove(around), inside.elements.remove(around));
        if depth > 64 {
            return;
        }
        let elements: Vec<Item> = elements
            .unwrap_or_default()
            .into_iter()
            .filter_map(|index| document.elements.get(index))
            .filter_map(|element| {
                let kind = Kind::of(&element.kind).filter(|kind| kind.is_element());
                let kind = kind.or_else(|| self.refused(&NAME, format!("`{}` is no kind of element", element.kind)))?;
                self.thing(kind, &element.declared, &element.types, Vec::new())
            })
            .collect();
        // In a boundary its own elements come first; at the top boundaries do.
        let mut own = Some(elements);
        if depth > 0 {
            items.extend(own.take().unwrap_or_default());
        }
        for boundary in boundaries.unwrap_or_default().into_iter().filter_map(|index| document.boundaries.get(index)) {
            let mut body = Vec::new();
            if !boundary.flow_defaults.is_empty() {
                let defaults = self.attributes(Some(Kind::Flow), &boundary.flow_defaults);
                body.push(stmt(None, decl("defaults", Some("flow"), &[], None), defaults));
            }
            self.level(document, inside, &boundary.declared.name, depth + 1, &mut body);
            items.extend(self.thing(Kind::Boundary, &boundary.declared, &boundary.types, body));
        }
        items.extend(own.unwrap_or_default());
    }

    fn plain(&mut self, kind: &str, declared: &Declared) -> Option<Item> {
        self.thing(Kind::of(kind)?, declared, &[], Vec::new())
    }

    fn thing(&mut self, kind: Kind, declared: &Declared, types: &[Cow<str>], inner: Vec<Item>) -> Option<Item> {
        if !self.named(&declared.name, is_path) || !types.iter().all(|ty| self.named(ty, is_path)) {
            return None;
        }
        let types: Vec<&str> = types.iter().map(|ty| ty.as_ref()).collect();
        let mut items = self.attributes(Some(kind), &declared.attributes);
        items.extend(inner);
        let head = decl(kind.word(), Some(&declared.name), &types, declared.label.as_deref());
        Some(stmt(declared.doc.as_deref(), head, items))
    }

    fn flow(&mut self, flow: &Flow) -> Option<Item> {
        let declared = &flow.declared;
        if ![(&flow.from), &flow.to].into_iter().all(|end| self.named(end, is_path)) {
            return None;
        }
        let own = if declared.name.contains("->") { None } else { Some(declared.name.as_ref()) };
        if own.is_some_and(|own| !self.named(own, is_path)) {
            return None;
        }
        let head = Head::Flow {
            keyword: own.map(|_| name("flow")),
            name: own.map(name),
            from: name(&flow.from),
            to: name(&flow.to),
            label: declared.label.as_deref().map(text),
        };
        let items = self.attributes(Some(Kind::Flow), &declared.attributes);
        Some(stmt(declared.doc.as_deref(), head, items))
    }

    fn entry(&mut self, entry: &Entry) -> Option<Item> {
        let declared = &entry.declared;
        if !self.named(&declared.name, is_path) || !self.named(&entry.on, is_reference) {
            return None;
        }
        let label = declared.label.as_deref().map(text);
        let head = Head::On { verb: name("entry"), subject: name(&declared.name), target: reference(&entry.on), label };
        Some(stmt(declared.doc.as_deref(), head, self.attributes(Some(Kind::Entry), &declared.attributes)))
    }

    fn decision(&mut self, decision: &Decision) -> Option<Item> {
        let kind = Kind::of(&decision.verb).filter(|kind| kind.is_decision());
        let kind = kind.or_else(|| self.refused(&NAME, format!("`{}` is no decision", decision.verb)))?;
        if !self.named(&decision.rule, is_path) || !self.named(&decision.target, is_reference) {
            return None;
        }
        let (subject, target) = (name(&decision.rule), reference(&decision.target));
        let head = Head::On { verb: name(kind.word()), subject, target, label: None };
        Some(stmt(decision.doc.as_deref(), head, self.attributes(Some(kind), &decision.attributes)))
    }

    fn tree(&mut self, tree: &Tree) -> Option<Item> {
        let mut gate = |word: &str, label: &Option<Cow<str>>, children: &[Tree]| {
            let items = children.iter().filter_map(|child| self.tree(child)).collect();
            Some(block(word, label.as_deref(), items))
        };
        match tree {
            Tree::All { label, children, .. } => gate("all", label, children),
            Tree::Any { label, children, .. } => gate("any", label, children),
            Tree::Leaf { text, attributes, .. } => {
                let items = self.attributes(Some(Kind::Leaf), attributes);
                Some(stmt(None, decl("leaf", None, &[], Some(text)), items))
            }
            Tree::Derived { rule, target, .. } => {
                if !self.named(rule, is_path) || !self.named(target, is_reference) {
                    return None;
                }
                let (subject, target) = (name(rule), reference(target));
                Some(stmt(None, Head::On { verb: name("leaf"), subject, target, label: None }, Vec::new()))
            }
        }
    }

    fn word(&mut self, word: &Word) -> Option<Item> {
        if !self.named(&word.name, is_path) || !word.parents.iter().all(|parent| self.named(parent, is_path)) {
            return None;
        }
        // What a word implies is an attribute of what it describes.
        let (own, kind) = match word.kind {
            WordKind::Type => (Kind::Type, word.parents.iter().find_map(|parent| Kind::of(parent))),
            WordKind::Protocol => (Kind::Protocol, Some(Kind::Flow)),
            WordKind::Technique => (Kind::Technique, None),
        };
        let mut implied = Vec::new();
        for (attribute, value) in &word.implies {
            implied.extend(self.attribute(kind, attribute, value));
        }
        let mut body = self.attributes(Some(own), &word.attributes);
        if !implied.is_empty() {
            body.push(block("implies", None, implied));
        }
        let parents: Vec<&str> = word.parents.iter().map(|parent| parent.as_ref()).collect();
        let label = Some(word.label.as_ref()).filter(|label| *label != word.name);
        Some(stmt(word.doc.as_deref(), decl(own.word(), Some(&word.name), &parents, label), body))
    }

    /// A rule goes back as it was written, if it can still be read.
    fn rule(&mut self, rule: &Rule) -> Option<Item> {
        let parsed = parse(self.source, &rule.text);
        match parsed.file.items.into_iter().next() {
            Some(Item::Stmt(mut read)) if parsed.diagnostics.is_empty() => {
                if let Item::Stmt(documented) = stmt(rule.doc.as_deref(), read.head.clone(), Vec::new()) {
                    read.doc = documented.doc;
                }
                Some(Item::Stmt(read))
            }
            _ => self.refused(&LEFT_OUT, format!("the text of the rule `{}` cannot be read", rule.id)),
        }
    }

    /// The declared ones, in the order in which they were written.
    fn attributes(&mut self, kind: Option<Kind>, attributes: &Attributes) -> Vec<Item> {
        let declared = attributes.iter().filter(|(_, attribute)| attribute.origin.kind == OriginKind::Declared);
        let mut declared: Vec<(&Cow<str>, &Attribute)> = declared.collect();
        declared.sort_by_key(|(_, attribute)| attribute.origin.at.as_ref().map(|at| (at.line, at.column)));
        declared.into_iter().filter_map(|(name, attribute)| self.attribute(kind, name, &attribute.value)).collect()
    }

    fn attribute(&mut self, kind: Option<Kind>, named: &str, value: &Value) -> Option<Item> {
        if !self.named(named, is_path) {
            return None;
        }
        match written(kind, named, value) {
            Some(value) => Some(attr(named, value)),
            None => self.refused(&VALUE, format!("the value of `{named}` cannot be written: {value:?}")),
        }
    }

    /// Whether a name can be written; reported where it cannot.
    fn named(&mut self, name: &str, fits: fn(&str) -> bool) -> bool {
        if !fits(name) {
            self.refused::<()>(&NAME, format!("`{}` is no name", name.escape_debug()));
        }
        fits(name)
    }

    fn refused<T>(&mut self, info: &crate::diag::CodeInfo, said: String) -> Option<T> {
        self.diagnostics.push(Diagnostic::new(info, self.nowhere(), said));
        None
    }

    /// The document as a whole: serde_json keeps no places of values.
    fn nowhere(&self) -> Span {
        Span::new(self.source, 0, 0)
    }
}
