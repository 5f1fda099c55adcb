//! The document → one file of the language: head, packs, knowledge, things with boundaries around them, the rest.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Severity};
use crate::import::Imported;
use crate::import::json::codes::{NAME, RULE, TWICE, VALUE};
use crate::import::json::tree::{
    attr, block, decl, is_name, is_path, is_pattern, is_reference, is_thing, name, reference, stmt, text,
};
use crate::import::json::value::written;
use crate::schema::Kind;
use crate::syntax::ast::{File, Head, Item, Stmt};
use crate::syntax::parse;
use crate::text::{SourceId, Span};
use crate::view::document::{
    Attribute, Attributes, Decision, Declared, Document, Entry, Flow, OriginKind, Place, Rule, Tree, Value, Word,
    WordKind,
};

/// The file of a document.
pub(super) fn rebuilt(source: SourceId, document: &Document) -> Imported {
    let mut writer = Writer { source, diagnostics: Vec::new(), names: BTreeSet::new() };
    let items = writer.file(document);
    let file = File { source, items, comments: Vec::new() };
    Imported { file, diagnostics: writer.diagnostics }
}

pub(super) struct Writer {
    source: SourceId,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What has a name, with the word for what shares names with it.
    names: BTreeSet<(&'static str, String)>,
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
        for (rule, text) in document.rules.iter().filter_map(|rule| Some((rule, rule.text.as_deref()?))) {
            items.extend(self.rule(rule, text));
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
            if self.named(&moved.old, is_thing) && self.named(&moved.new, is_thing) {
                let (old, new) = (reference(&moved.old), reference(&moved.new));
                items.push(stmt(None, Head::Moved { old, new, keyword: name("moved") }, Vec::new()));
            }
        }
        items
    }

    fn plain(&mut self, kind: &str, declared: &Declared) -> Option<Item> {
        self.thing(Kind::of(kind)?, declared, &[], Vec::new())
    }

    pub(super) fn thing(
        &mut self,
        kind: Kind,
        declared: &Declared,
        types: &[Cow<str>],
        inner: Vec<Item>,
    ) -> Option<Item> {
        // Names of threats may have dots.
        let fits = if kind == Kind::Threat { is_path } else { is_name };
        // That of the model is beside all others.
        let beside = if kind == Kind::Model { "model" } else { "" };
        if !self.named(&declared.name, fits)
            || !self.first(beside, &declared.name)
            || !types.iter().all(|ty| self.named(ty, is_path))
        {
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
        let unnamed = format!("{}->{}", flow.from, flow.to);
        if declared.name.contains("->") && *declared.name != *unnamed {
            let said =
                format!("the flow `{}` leads from `{}` to `{}`", declared.name.escape_debug(), flow.from, flow.to);
            return self.refused(&NAME, said);
        }
        let own = if *declared.name == *unnamed { None } else { Some(declared.name.as_ref()) };
        if own.is_some_and(|own| !self.named(own, is_name)) || !self.first("", &declared.name) {
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
        let named = self.named(&declared.name, is_name) && self.named(&entry.on, is_thing);
        if !named || !self.first("", &declared.name) {
            return None;
        }
        let label = declared.label.as_deref().map(text);
        let head = Head::On {
            verb: name("entry"),
            subject: name(&declared.name),
            target: reference(&entry.on),
            as_id: false,
            label,
        };
        Some(stmt(declared.doc.as_deref(), head, self.attributes(Some(Kind::Entry), &declared.attributes)))
    }

    fn decision(&mut self, decision: &Decision) -> Option<Item> {
        let kind = Kind::of(&decision.verb).filter(|kind| kind.is_decision());
        let kind = kind.or_else(|| self.refused(&NAME, format!("`{}` is no decision", decision.verb)))?;
        if !self.named(&decision.rule, is_pattern) || !self.named(&decision.target, is_reference) {
            return None;
        }
        let (subject, target) = (name(&decision.rule), reference(&decision.target));
        let head = Head::On { verb: name(kind.word()), subject, target, as_id: false, label: None };
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
                if !self.named(rule, is_path) || !self.named(target, is_thing) {
                    return None;
                }
                let (subject, target) = (name(rule), reference(target));
                Some(stmt(
                    None,
                    Head::On { verb: name("leaf"), subject, target, as_id: false, label: None },
                    Vec::new(),
                ))
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
        if !self.first(own.word(), &word.name) {
            return None;
        }
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

    /// A rule goes back as it was written, if that is the rule and nothing else.
    fn rule(&mut self, rule: &Rule, text: &str) -> Option<Item> {
        let Some(mut read) = alone(self.source, rule, text) else {
            return self.refused(&RULE, format!("the text of `{}` is not that rule alone", rule.id.escape_debug()));
        };
        if !self.first("rule", &rule.id) {
            return None;
        }
        if let Item::Stmt(documented) = stmt(rule.description.as_deref(), read.head.clone(), Vec::new()) {
            read.doc = documented.doc;
        }
        Some(Item::Stmt(read))
    }

    /// The declared ones, in the order in which they were written.
    pub(super) fn attributes(&mut self, kind: Option<Kind>, attributes: &Attributes) -> Vec<Item> {
        let declared = attributes.iter().filter(|(_, attribute)| attribute.origin.kind == OriginKind::Declared);
        let mut declared: Vec<(&Cow<str>, &Attribute)> = declared.collect();
        declared.sort_by_key(|(_, attribute)| attribute.origin.at.map(Place::order));
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

    /// Whether nothing else has a name; reported where something has.
    fn first(&mut self, beside: &'static str, name: &str) -> bool {
        let first = self.names.insert((beside, name.to_owned()));
        if !first {
            self.refused::<()>(&TWICE, format!("two things are called `{}`", name.escape_debug()));
        }
        first
    }

    pub(super) fn refused<T>(&mut self, info: &crate::diag::CodeInfo, said: String) -> Option<T> {
        self.diagnostics.push(Diagnostic::new(info, self.nowhere(), said));
        None
    }

    /// The document as a whole: serde_json keeps no places of values.
    pub(super) fn nowhere(&self) -> Span {
        Span::new(self.source, 0, 0)
    }
}

/// The declaration of a rule, if its text is that and nothing else.
fn alone(source: SourceId, rule: &Rule, text: &str) -> Option<Stmt> {
    let parsed = parse(source, text);
    let mut items = parsed.file.items.into_iter();
    let sound = parsed.diagnostics.iter().all(|said| said.severity != Severity::Error);
    let (Some(Item::Stmt(read)), None, true) = (items.next(), items.next(), sound) else {
        return None;
    };
    let word = if rule.policy { Kind::Policy.word() } else { Kind::Rule.word() };
    match &read.head {
        Head::Decl { kind, name: Some(name), .. } if kind.text == word && name.text == *rule.id => Some(read),
        _ => None,
    }
}
