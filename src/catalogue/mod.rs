//! The built-in catalogue: packs and rules, written in our own language, one file a rule.
//!
//! Their text is embedded ([`sources`]) and so is their compiled form ([`packed`]), so that nothing is parsed at every
//! start. A model pays for the rules of its own packs only: the rest stays packed ([`rules_in`]). Both `embedded.rs`
//! and `builtin.bin` are generated: `UPDATE=1 cargo test` rewrites them after a `.tm` file was added or changed. A blob
//! that is missing or of another version is no fault: the catalogue is then compiled from its text, which costs some
//! milliseconds.

mod declared;
mod embedded;
mod packed;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use smol_str::SmolStr;

use crate::catalogue::packed::Packed;
use crate::check::{self, RuleDecl};
use crate::diag::{self, Diagnostic};
use crate::model::{Bits, Vocabulary};
use crate::rules::{self, Rule};
use crate::syntax::{ast, parse};
use crate::text::{Source, Sources};

pub use declared::{Declared, about, declaration, rules_with};
pub use packed::File;

/// Vocabulary and rules, compiled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Types, protocols and techniques of every pack.
    pub vocabulary: Arc<Vocabulary>,
    /// Every rule, by the path of its file.
    pub rules: Vec<Rule>,
}

/// What compiling the catalogue from text gives.
#[derive(Debug, Default)]
pub struct Built {
    /// The result.
    pub library: Library,
    /// The rules as declared, with their examples.
    pub decls: Vec<RuleDecl>,
    /// The files, packs first.
    pub sources: Sources,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

static BLOB: &[u8] = include_bytes!("builtin.bin");

/// The whole built-in catalogue, unpacked on first use. Compiling a model needs less: see [`rules_in`].
pub fn builtin() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let packed = unpacked();
        Library { vocabulary: packed.vocabulary.clone(), rules: packed.rules(|_| true) }
    })
}

/// The vocabulary of every pack.
pub fn vocabulary() -> &'static Arc<Vocabulary> {
    &unpacked().vocabulary
}

/// Every built-in rule's id, by the path of its file, with the packs that it needs.
pub fn rule_names() -> &'static [(SmolStr, Bits)] {
    &unpacked().names
}

/// The ids of the built-in rules that give one threat for all flows between two things.
pub fn paired_rules() -> &'static [SmolStr] {
    &unpacked().paired
}

/// The built-in rules of a model that uses some packs, by the path of their files. Models of a run that use the same packs
/// share them.
pub fn rules_in(packs: &Bits) -> Arc<[Rule]> {
    static KNOWN: Mutex<Vec<(Bits, Arc<[Rule]>)>> = Mutex::new(Vec::new());
    /// So many choices of packs are remembered; a run in which every model makes another one shares nothing.
    const MOST: usize = 64;
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, rules)) = known().iter().find(|(known, _)| known == packs) {
        return rules.clone();
    }
    let rules: Arc<[Rule]> = unpacked().rules(|needed| needed.within(packs)).into();
    let mut known = known();
    if known.len() < MOST {
        known.push((packs.clone(), rules.clone()));
    }
    rules
}

/// The blob with its heads read; compiled from text where the embedded one is of another version.
fn unpacked() -> &'static Packed<'static> {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    static PACKED: OnceLock<Packed<'static>> = OnceLock::new();
    PACKED.get_or_init(|| {
        packed::open(BLOB, embedded::PACKS, embedded::RULES).unwrap_or_else(|| {
            let built = || encode(&from_text().library, embedded::PACKS, embedded::RULES);
            packed::open(BYTES.get_or_init(built), embedded::PACKS, embedded::RULES).unwrap_or_default()
        })
    })
}

/// Whether the embedded blob is the one that the embedded text and this build's schema give; a test holds it.
pub fn is_current() -> bool {
    fits(BLOB, embedded::PACKS, embedded::RULES)
}

/// Whether a blob is the compiled form of some files. Only builds with debug assertions look at every byte.
pub fn fits(blob: &[u8], packs: &[File<'_>], rule_files: &[File<'_>]) -> bool {
    packed::open(blob, packs, rule_files).is_some()
}

/// The embedded files: packs by name, rules by path.
pub fn sources() -> (&'static [File<'static>], &'static [File<'static>]) {
    (embedded::PACKS, embedded::RULES)
}

/// Compiles the catalogue from its embedded text, with the rules as declared: for `palisade test` and the book.
pub fn from_text() -> Built {
    build(embedded::PACKS, embedded::RULES)
}

/// Compiles packs and rules from text.
pub fn build(packs: &[File<'_>], rule_files: &[File<'_>]) -> Built {
    let mut built = Built::default();
    let mut read = |path: String, text: &str| {
        let source = built.sources.add(Source::new(path, text));
        let parsed = parse(source, text);
        built.diagnostics.extend(parsed.diagnostics);
        parsed.file
    };
    let packs: Vec<(String, ast::File)> =
        packs.iter().map(|(name, text)| (format!("std.{name}"), read(format!("packs/{name}.tm"), text))).collect();
    let files: Vec<ast::File> = rule_files.iter().map(|(path, text)| read(format!("catalogue/{path}"), text)).collect();
    let packs: Vec<(&str, &ast::File)> = packs.iter().map(|(name, file)| (name.as_str(), file)).collect();
    let (vocabulary, said) = check::vocabulary(&packs);
    let vocabulary = Arc::new(vocabulary);
    built.diagnostics.extend(said);
    let (decls, said) = check::rules(&vocabulary, &files);
    built.diagnostics.extend(said);
    let (rules, said) = rules::compile(&vocabulary, &vocabulary.all_packs(), &decls);
    built.diagnostics.extend(said);
    diag::sort(&mut built.diagnostics);
    built.decls = decls;
    built.library = Library { vocabulary, rules };
    built
}

/// The compiled form of a library that was built from some files.
pub fn encode(library: &Library, packs: &[File<'_>], rule_files: &[File<'_>]) -> Vec<u8> {
    packed::pack(&library.vocabulary, &library.rules, packs, rule_files)
}

/// The text of `embedded.rs` for some packs and rules.
pub fn embed(packs: &[File<'_>], rule_files: &[File<'_>]) -> String {
    let mut text = String::from(
        "//! The text of packs and rules. Generated: `UPDATE=1 cargo test` rewrites it.\n\n\
         use crate::catalogue::packed::File;\n\n\
         pub(super) static PACKS: &[File<'static>] = &[\n",
    );
    for (name, _) in packs {
        text.push_str(&format!("    (\"{name}\", include_str!(\"packs/{name}.tm\")),\n"));
    }
    text.push_str("];\n\npub(super) static RULES: &[File<'static>] = &[\n");
    for (path, _) in rule_files {
        text.push_str(&format!("    (\"{path}\", include_str!(\"{path}\")),\n"));
    }
    text.push_str("];\n");
    text
}

/// The documentation of a rule: what happens, then why it matters. Markdown; empty where there is none.
pub fn doc(rule: &Rule) -> &str {
    match &rule.own_doc {
        Some(doc) => doc,
        None if rule.span.is_somewhere() => "",
        None => embedded_doc(&rule.id),
    }
}

/// The documentation of a built-in rule, read from its embedded file on first use; empty where there is no such rule.
fn embedded_doc(rule: &str) -> &'static str {
    static DOCS: OnceLock<Vec<OnceLock<String>>> = OnceLock::new();
    let path = format!("{}.tm", rule.replace('.', "/"));
    let Ok(index) = embedded::RULES.binary_search_by(|(known, _)| (*known).cmp(&path)) else { return "" };
    let docs = DOCS.get_or_init(|| embedded::RULES.iter().map(|_| OnceLock::new()).collect());
    let Some((slot, (_, text))) = docs.get(index).zip(embedded::RULES.get(index)) else { return "" };
    slot.get_or_init(|| doc_in(text))
}

/// The `///` lines before the `rule` line of a file.
fn doc_in(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("///") {
            Some(doc) => lines.push(doc.strip_prefix(' ').unwrap_or(doc)),
            None if line.starts_with("rule ") => break,
            None => lines.clear(),
        }
    }
    lines.join("\n")
}
