//! What every check works with: the names, the vocabulary in scope, and the list of diagnostics.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::diag::{CodeInfo, Diagnostic};
use crate::model::{Bits, Date, PackId, ProtocolId, TechniqueId, Thing, TypeId, Vocabulary};
use crate::schema::Kind;
use crate::text::Span;

/// A name that is declared in the model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) thing: Thing,
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// The state of one check.
pub(super) struct Context {
    /// The built-in one, shared, until something is declared.
    pub(super) vocabulary: Arc<Vocabulary>,
    /// Packs in scope.
    pub(super) packs: Bits,
    pub(super) names: FxHashMap<SmolStr, Declared>,
    pub(super) types: FxHashMap<SmolStr, TypeId>,
    pub(super) protocols: FxHashMap<SmolStr, ProtocolId>,
    pub(super) techniques: FxHashMap<SmolStr, TechniqueId>,
    /// Rules in scope, built-in and own, with the packs that out-of-scope ones need.
    pub(super) rules: FxHashSet<SmolStr>,
    pub(super) rules_elsewhere: FxHashMap<SmolStr, SmolStr>,
    /// Where own rules are declared.
    pub(super) rule_spans: FxHashMap<SmolStr, Span>,
    /// Old names and what they are called now.
    pub(super) moved: FxHashMap<SmolStr, SmolStr>,
    /// Flows that have a name, by the name that they would have without one.
    pub(super) named_flows: FxHashMap<SmolStr, SmolStr>,
    /// For an element or boundary, the boundary around it by name: to verify paths.
    pub(super) around: FxHashMap<SmolStr, SmolStr>,
    /// What the model is called: decisions may name it as a target.
    pub(super) model_name: SmolStr,
    pub(super) today: Date,
    /// Whether rules without examples are worth a warning.
    pub(super) warn_examples: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Context {
    /// A context with the vocabulary's in-scope names indexed.
    pub(super) fn new(vocabulary: Arc<Vocabulary>, packs: Bits, today: Date) -> Context {
        let mut context = Context {
            vocabulary,
            packs,
            names: FxHashMap::default(),
            types: FxHashMap::default(),
            protocols: FxHashMap::default(),
            techniques: FxHashMap::default(),
            rules: FxHashSet::default(),
            rules_elsewhere: FxHashMap::default(),
            rule_spans: FxHashMap::default(),
            moved: FxHashMap::default(),
            named_flows: FxHashMap::default(),
            around: FxHashMap::default(),
            today,
            model_name: SmolStr::default(),
            warn_examples: true,
            diagnostics: Vec::new(),
        };
        context.index_vocabulary();
        context
    }

    /// Whether a pack is in scope.
    pub(super) fn in_scope(&self, pack: PackId) -> bool {
        pack == PackId::OWN || pack == PackId::CORE || self.packs.has(pack.0.into())
    }

    /// The name of a pack.
    pub(super) fn pack_name(&self, pack: PackId) -> &str {
        self.vocabulary.packs.get(pack.0 as usize).map_or("", SmolStr::as_str)
    }

    /// The vocabulary to declare something in: from then on the model has one of its own.
    pub(super) fn vocabulary_mut(&mut self) -> &mut Vocabulary {
        Arc::make_mut(&mut self.vocabulary)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn index_vocabulary(&mut self) {
        self.types.clear();
        self.protocols.clear();
        self.techniques.clear();
        for (index, def) in self.vocabulary.types.iter().enumerate() {
            if self.in_scope(def.pack) {
                self.types.insert(def.name.clone(), TypeId(index as u16));
            }
        }
        for (index, def) in self.vocabulary.protocols.iter().enumerate() {
            if self.in_scope(def.pack) {
                self.protocols.insert(def.name.clone(), ProtocolId(index as u16));
            }
        }
        for (index, def) in self.vocabulary.techniques.iter().enumerate() {
            if self.in_scope(def.pack) {
                self.techniques.insert(def.name.clone(), TechniqueId(index as u16));
            }
        }
    }

    /// A type by name; reports one that does not exist or is not in scope.
    pub(super) fn find_type(&mut self, name: &str, span: Span) -> Option<TypeId> {
        if let Some(id) = self.types.get(name) {
            return Some(*id);
        }
        let elsewhere = self.vocabulary.types.iter().find(|def| def.name == name).map(|def| def.pack);
        let known = self.types.keys().map(SmolStr::as_str);
        let diagnostic = missing(&UNKNOWN_TYPE, "type", name, span, known, elsewhere.map(|pack| self.pack_name(pack)));
        self.report(
            diagnostic.note("the book's reference lists every type: palisade's packs are brought in by `use std.…`"),
        );
        None
    }

    /// A protocol by name; reports one that does not exist or is not in scope.
    pub(super) fn find_protocol(&mut self, name: &str, span: Span) -> Option<ProtocolId> {
        if let Some(id) = self.protocols.get(name) {
            return Some(*id);
        }
        let elsewhere = self.vocabulary.protocols.iter().find(|def| def.name == name).map(|def| def.pack);
        let known = self.protocols.keys().map(SmolStr::as_str);
        let diagnostic =
            missing(&UNKNOWN_PROTOCOL, "protocol", name, span, known, elsewhere.map(|pack| self.pack_name(pack)));
        self.report(diagnostic);
        None
    }

    /// A technique by name; reports one that does not exist or is not in scope.
    pub(super) fn find_technique(&mut self, name: &str, span: Span) -> Option<TechniqueId> {
        if let Some(id) = self.techniques.get(name) {
            return Some(*id);
        }
        let elsewhere = self.vocabulary.techniques.iter().find(|def| def.name == name).map(|def| def.pack);
        let known = self.techniques.keys().map(SmolStr::as_str);
        let diagnostic =
            missing(&UNKNOWN_TECHNIQUE, "technique", name, span, known, elsewhere.map(|pack| self.pack_name(pack)));
        self.report(diagnostic);
        None
    }
}

/// A diagnostic for a word that is not in a table: in scope by another name, or in a pack not yet used.
fn missing<'a>(
    info: &CodeInfo,
    what: &str,
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'a str>,
    pack: Option<&str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(info, span, format!("there is no {what} `{name}` here"));
    match pack {
        Some(pack) => diagnostic
            .here(format!("declared in `{pack}`, which is not used"))
            .help(format!("add `use {pack}` to the model's root file")),
        None => suggest(diagnostic, name, span, known, what),
    }
}

/// Adds the nearest candidate as help and fix, or says how to declare one.
pub(super) fn suggest<'a>(
    diagnostic: Diagnostic,
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'a str>,
    what: &str,
) -> Diagnostic {
    match crate::diag::nearest(name, known) {
        Some(near) => {
            diagnostic.help(format!("did you mean `{near}`?")).fix(format!("replace it by `{near}`"), span, near)
        }
        None => diagnostic.help(format!("declare it, or use the name of a {what} that exists")),
    }
}

use crate::check::codes::{UNKNOWN_PROTOCOL, UNKNOWN_TECHNIQUE, UNKNOWN_TYPE};
