//! What every check works with: the names, the vocabulary in scope, and the list of diagnostics.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, format_smolstr};

use crate::check::codes::TOO_MANY_DIAGNOSTICS;
use crate::check::synonyms;
use crate::diag::{CodeInfo, Diagnostic, SUGGESTED, Severity};
use crate::model::{Bits, BoundaryId, Date, PackId, ProtocolId, TechniqueId, Thing, TypeId, Vocabulary, WordKind};
use crate::schema::Kind;
use crate::text::Span;

/// A name that is declared in the model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared {
    pub(super) thing: Thing,
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// A flow that joins nothing: its name is taken, and it is none.
    pub(super) broken: bool,
}

/// The state of one check.
pub(super) struct Context {
    /// The built-in one, shared, until something is declared.
    pub(super) vocabulary: Arc<Vocabulary>,
    /// Packs in scope.
    pub(super) packs: Bits,
    pub(super) names: FxHashMap<SmolStr, Declared>,
    /// Types, protocols and techniques in scope: places in the vocabulary's lists.
    types: FxHashMap<SmolStr, u16>,
    protocols: FxHashMap<SmolStr, u16>,
    techniques: FxHashMap<SmolStr, u16>,
    /// Rules in scope, built-in and own, with the packs that out-of-scope ones need.
    pub(super) rules: FxHashSet<SmolStr>,
    pub(super) rules_elsewhere: FxHashMap<SmolStr, SmolStr>,
    /// Those of them that give one threat for all flows between two things.
    pub(super) paired: FxHashSet<SmolStr>,
    /// Where own rules are declared.
    pub(super) rule_spans: FxHashMap<SmolStr, Span>,
    /// Old names and what they are called now.
    pub(super) moved: FxHashMap<SmolStr, SmolStr>,
    /// Flows that have a name, by the name that they would have without one.
    pub(super) named_flows: FxHashMap<SmolStr, SmolStr>,
    /// For an element or boundary, the boundary around it by name: to verify paths.
    pub(super) around: FxHashMap<SmolStr, SmolStr>,
    /// Boundaries that are lines and hold nothing.
    pub(super) lines: FxHashSet<BoundaryId>,
    /// Elements of other models that these do not export, by the names that they would have here.
    pub(super) hidden: FxHashMap<SmolStr, Span>,
    /// What the model is called: decisions may name it as a target.
    pub(super) model_name: SmolStr,
    pub(super) today: Date,
    /// Whether rules without examples are worth a warning.
    pub(super) warn_examples: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many were not kept, and the worst of them.
    left_out: usize,
    worst_left_out: Option<Severity>,
}

/// So many diagnostics of a check are kept.
const MOST: usize = 10_000;

/// Names that are not free beside those that were declared.
#[derive(Default)]
pub(super) struct Taken {
    /// The names.
    pub(super) names: FxHashSet<SmolStr>,
    /// By the ends of flows, the number that is offered next.
    next: FxHashMap<SmolStr, usize>,
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
            paired: FxHashSet::default(),
            rule_spans: FxHashMap::default(),
            moved: FxHashMap::default(),
            named_flows: FxHashMap::default(),
            around: FxHashMap::default(),
            lines: FxHashSet::default(),
            hidden: FxHashMap::default(),
            today,
            model_name: SmolStr::default(),
            warn_examples: true,
            diagnostics: Vec::new(),
            left_out: 0,
            worst_left_out: None,
        };
        context.index_vocabulary();
        context
    }

    /// Whether a pack is in scope.
    pub(super) fn in_scope(&self, pack: PackId) -> bool {
        Vocabulary::in_scope(pack, &self.packs)
    }

    /// The name of a pack.
    pub(super) fn pack_name(&self, pack: PackId) -> &str {
        self.vocabulary.packs.get(pack.0 as usize).map_or("", SmolStr::as_str)
    }

    /// The vocabulary to declare something in: from then on the model has one of its own.
    pub(super) fn vocabulary_mut(&mut self) -> &mut Vocabulary {
        Arc::make_mut(&mut self.vocabulary)
    }

    /// A name for a further flow between two things that nothing has and none was offered before; it is taken then.
    pub(super) fn free_name(&self, from: &str, to: &str, taken: &mut Taken) -> SmolStr {
        // Each number is looked at once, however many flows there are.
        let next = taken.next.entry(format_smolstr!("{from}-{to}")).or_insert(2);
        loop {
            let name = format_smolstr!("{from}-{to}-{next}");
            *next += 1;
            if !self.names.contains_key(&name) && !taken.names.contains(&name) {
                return name;
            }
        }
    }

    /// Whether so little was said that a name is worth looking for among all that are declared.
    pub(super) fn suggests(&self) -> bool {
        self.diagnostics.len() < SUGGESTED
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST {
            self.diagnostics.push(diagnostic);
        } else {
            self.left_out += 1;
            self.worst_left_out = self.worst_left_out.max(Some(diagnostic.severity));
        }
    }

    /// Says how many diagnostics are not told, at a place; what is left out counts as what it is.
    pub(super) fn tell_left_out(&mut self, span: Span) {
        let Some(severity) = self.worst_left_out else { return };
        let message = format!("{} more diagnostics are left out", self.left_out);
        let mut left_out = Diagnostic::new(&TOO_MANY_DIAGNOSTICS, span, message);
        left_out.severity = severity;
        self.diagnostics.push(left_out.help("mend the first ones: many of the others are likely of their kind"));
    }

    pub(super) fn index_vocabulary(&mut self) {
        for kind in WordKind::ALL {
            let words = self.vocabulary.words(kind).iter().enumerate().filter(|(_, def)| self.in_scope(def.pack));
            let names = words.map(|(index, def)| (def.name.clone(), index as u16)).collect();
            *self.words_mut(kind) = names;
        }
    }

    /// The names of a kind of words in scope, with their places in the vocabulary.
    pub(super) fn words(&self, kind: WordKind) -> &FxHashMap<SmolStr, u16> {
        match kind {
            WordKind::Type => &self.types,
            WordKind::Protocol => &self.protocols,
            WordKind::Technique => &self.techniques,
        }
    }

    /// The same, to declare more of them.
    pub(super) fn words_mut(&mut self, kind: WordKind) -> &mut FxHashMap<SmolStr, u16> {
        match kind {
            WordKind::Type => &mut self.types,
            WordKind::Protocol => &mut self.protocols,
            WordKind::Technique => &mut self.techniques,
        }
    }

    /// A type by name; reports one that does not exist or is not in scope.
    pub(super) fn find_type(&mut self, name: &str, span: Span) -> Option<TypeId> {
        self.find_word(WordKind::Type, name, span).map(TypeId)
    }

    /// A protocol by name; reports one that does not exist or is not in scope.
    pub(super) fn find_protocol(&mut self, name: &str, span: Span) -> Option<ProtocolId> {
        self.find_word(WordKind::Protocol, name, span).map(ProtocolId)
    }

    /// A technique by name; reports one that does not exist or is not in scope.
    pub(super) fn find_technique(&mut self, name: &str, span: Span) -> Option<TechniqueId> {
        self.find_word(WordKind::Technique, name, span).map(TechniqueId)
    }

    /// What to say of a word that people use for one of the language's.
    fn other_word(&self, info: &CodeInfo, kind: WordKind, name: &str, span: Span) -> Option<Diagnostic> {
        let diagnostic = Diagnostic::new(info, span, format!("there is no {} `{name}` here", kind.word()));
        if kind == WordKind::Protocol && matches!(name, "local" | "none" | "internal") {
            let help = "what stays inside one machine says `local = true`; its protocol is `in-process`, `ipc` or none";
            return Some(diagnostic.help(help));
        }
        let meant = synonyms::of_word(kind, name);
        let packs = meant.iter().filter_map(|word| self.vocabulary.words(kind).iter().find(|def| def.name == *word));
        let mut packs: Vec<&str> =
            packs.filter(|def| !self.in_scope(def.pack)).map(|def| self.pack_name(def.pack)).collect();
        packs.dedup();
        let diagnostic = match meant {
            [] => return None,
            [one] => {
                diagnostic.help(format!("did you mean `{one}`?")).fix(format!("replace it by `{one}`"), span, *one)
            }
            several => replacements(diagnostic.help(format!("did you mean {}?", one_of(several))), span, several),
        };
        Some(match packs.first() {
            Some(pack) => diagnostic.help(format!("add `use {pack}` to the model's root file")),
            None => diagnostic,
        })
    }

    /// The place of a word of a kind; reports one that does not exist or is not in scope.
    pub(super) fn find_word(&mut self, kind: WordKind, name: &str, span: Span) -> Option<u16> {
        // What the parser missed, it has reported.
        if name.is_empty() {
            return None;
        }
        if let Some(index) = self.words(kind).get(name) {
            return Some(*index);
        }
        let elsewhere = self.vocabulary.words(kind).iter().find(|def| def.name == name).map(|def| def.pack);
        let suggests = self.suggests();
        let known = self.words(kind).keys().map(SmolStr::as_str).take_while(|_| suggests);
        let info = match kind {
            WordKind::Type => &UNKNOWN_TYPE,
            WordKind::Protocol => &UNKNOWN_PROTOCOL,
            WordKind::Technique => &UNKNOWN_TECHNIQUE,
        };
        let pack = elsewhere.map(|pack| self.pack_name(pack));
        if pack.is_none()
            && let Some(diagnostic) = self.other_word(info, kind, name, span)
        {
            self.report(diagnostic);
            return None;
        }
        let mut diagnostic = missing(info, kind.word(), name, span, known, pack);
        if suggests
            && pack.is_none()
            && diagnostic.fixes.is_empty()
            && let all = self.vocabulary.words(kind)
            && let Some(near) = crate::diag::nearest(name, all.iter().map(|def| def.name.as_str()))
            && let Some(def) = all.iter().find(|def| def.name == near)
        {
            // Misspelt, and of a pack that is not used: both are said.
            let pack = self.pack_name(def.pack);
            diagnostic.help.clear();
            diagnostic = diagnostic
                .help(format!("did you mean `{near}` of `{pack}`? add `use {pack}` to the model's root file"))
                .fix(format!("replace it by `{near}`"), span, near);
        }
        if kind == WordKind::Type {
            let note = "the book's reference lists every type: palisade's packs are brought in by `use std.…`";
            diagnostic = diagnostic.note(note);
        }
        self.report(diagnostic);
        None
    }
}

/// Offers each of some words in place of another.
pub(super) fn replacements(diagnostic: Diagnostic, span: Span, words: &[&str]) -> Diagnostic {
    words.iter().fold(diagnostic, |diagnostic, word| diagnostic.fix(format!("replace it by `{word}`"), span, *word))
}

/// `` `a`, `b` or `c` ``.
pub(super) fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// A diagnostic for a word that is not in a table: in scope by another name, or in a pack not yet used.
fn missing<'a>(
    info: &CodeInfo,
    what: &str,
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'a str> + Clone,
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

/// Adds the nearest candidate as help and fix; else names those that share a word, or says how to declare one.
pub(super) fn suggest<'a>(
    diagnostic: Diagnostic,
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'a str> + Clone,
    what: &str,
) -> Diagnostic {
    if let Some(near) = crate::diag::nearest(name, known.clone()) {
        return diagnostic.help(format!("did you mean `{near}`?")).fix(format!("replace it by `{near}`"), span, near);
    }
    let related: Vec<String> = crate::diag::related(name, known).iter().map(|name| format!("`{name}`")).collect();
    match related.split_last() {
        None if what == "data" => diagnostic.help("declare it, or use the name of a datum that exists"),
        None => {
            diagnostic.help(format!("declare it, or use the name of {} {what} that exists", crate::diag::article(what)))
        }
        Some((last, [])) => diagnostic.help(format!("declare it, or use one that exists: {last}?")),
        Some((last, rest)) => {
            diagnostic.help(format!("declare it, or use one that exists: {} or {last}?", rest.join(", ")))
        }
    }
}

use crate::check::codes::{UNKNOWN_PROTOCOL, UNKNOWN_TECHNIQUE, UNKNOWN_TYPE};
