//! The built-in catalogue: packs and rules, written in our own language, one file a rule.
//!
//! Their text is embedded ([`sources`]) and so is their compiled form, a postcard blob that is decoded once
//! ([`builtin`]), so that nothing is parsed at every start. Both `embedded.rs` and `builtin.bin` are generated:
//! `UPDATE=1 cargo test catalog` rewrites them after a `.tm` file was added or changed. A blob that is missing or of
//! another version is no fault: the catalogue is then compiled from its text, which costs some milliseconds.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::check::{self, RuleDecl};
use crate::diag::{self, Diagnostic};
use crate::model::Vocabulary;
use crate::schema;
use crate::syntax::{ast, parse};
use crate::text::{Source, SourceId, Sources};
use crate::threat::embedded;
use crate::threat::rules::{self, Rule};

/// Vocabulary and rules, compiled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Library {
    /// Types, protocols and techniques of every pack.
    pub vocabulary: Vocabulary,
    /// Every rule, by the path of its file.
    pub rules: Vec<Rule>,
}

/// A file of the catalogue: a pack's name (`core`) or a rule's path (`injection/sql.tm`), and its text.
pub type File<'a> = (&'a str, &'a str);

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
/// Raised whenever the shape of the compiled form changes without the schema changing.
const FORMAT: u64 = 2;

/// The built-in catalogue, decoded on first use.
pub fn builtin() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        decode(BLOB, fingerprint(embedded::PACKS, embedded::RULES)).unwrap_or_else(|| from_text().library)
    })
}

/// Whether the embedded blob is the one that the embedded text and this build's schema give; a test holds it.
pub fn is_current() -> bool {
    decode(BLOB, fingerprint(embedded::PACKS, embedded::RULES)).is_some()
}

/// The embedded files: packs by name, rules by path.
pub fn sources() -> (&'static [File<'static>], &'static [File<'static>]) {
    (embedded::PACKS, embedded::RULES)
}

/// The text of a declaration of the packs or the catalogue, its documentation included; `keyword` is `type`,
/// `protocol`, `technique` or `rule`.
pub fn declaration(keyword: &str, name: &str) -> Option<String> {
    let files = if keyword == "rule" { embedded::RULES } else { embedded::PACKS };
    let start = format!("{keyword} {name}");
    let (_, text) = files.iter().find(|(_, text)| {
        text.lines().any(|line| {
            line.strip_prefix(&start).is_some_and(|rest| rest.starts_with([' ', ':', '{']) || rest.is_empty())
        })
    })?;
    let items = parse(SourceId(0), text).file.items;
    let (item, doc) = items.into_iter().find_map(|item| match item {
        ast::Item::Stmt(stmt) => match &stmt.head {
            ast::Head::Decl { kind: word, name: Some(declared), .. }
                if word.text == keyword && declared.text == name =>
            {
                Some((stmt.span, stmt.doc.as_ref().map(|doc| doc.span)))
            }
            _ => None,
        },
        ast::Item::Attr(_) => None,
    })?;
    let from = doc.map_or(item.start, |doc| doc.start.min(item.start));
    text.get(from as usize..item.end as usize).map(str::to_owned)
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
    let files: Vec<ast::File> = rule_files.iter().map(|(path, text)| read(format!("catalog/{path}"), text)).collect();
    let packs: Vec<(&str, &ast::File)> = packs.iter().map(|(name, file)| (name.as_str(), file)).collect();
    let (vocabulary, said) = check::vocabulary(&packs);
    built.diagnostics.extend(said);
    let (decls, said) = check::rules(&vocabulary, &files);
    built.diagnostics.extend(said);
    let (rules, said) = rules::compile(&vocabulary, &decls);
    built.diagnostics.extend(said);
    diag::sort(&mut built.diagnostics);
    built.decls = decls;
    built.library = Library { vocabulary, rules };
    built
}

/// The compiled form of a library that was built from some files.
pub fn encode(library: &Library, packs: &[File<'_>], rule_files: &[File<'_>]) -> Vec<u8> {
    let mut bytes = fingerprint(packs, rule_files).to_le_bytes().to_vec();
    // What has no compiled form (evidence, names of rules) is not part of vocabulary and rules, so this succeeds; an
    // empty blob would only make `builtin` compile the text.
    bytes.extend(postcard::to_stdvec(library).unwrap_or_default());
    bytes
}

/// The text of `embedded.rs` for some packs and rules.
pub fn embed(packs: &[File<'_>], rule_files: &[File<'_>]) -> String {
    let mut text = String::from(
        "//! The text of packs and rules. Generated: `UPDATE=1 cargo test catalog` rewrites it.\n\n\
         use crate::threat::catalog::File;\n\n\
         pub(super) static PACKS: &[File<'static>] = &[\n",
    );
    for (name, _) in packs {
        text.push_str(&format!("    (\"{name}\", include_str!(\"packs/{name}.tm\")),\n"));
    }
    text.push_str("];\n\npub(super) static RULES: &[File<'static>] = &[\n");
    for (path, _) in rule_files {
        text.push_str(&format!("    (\"{path}\", include_str!(\"catalog/{path}\")),\n"));
    }
    text.push_str("];\n");
    text
}

/// The documentation of a built-in rule, read from its embedded file on first use; empty where there is no such rule.
pub fn doc(rule: &str) -> &'static str {
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

fn decode(blob: &[u8], fingerprint: u64) -> Option<Library> {
    let (head, body) = blob.split_first_chunk::<8>()?;
    if u64::from_le_bytes(*head) != fingerprint {
        return None;
    }
    postcard::from_bytes(body).ok()
}

/// What the compiled form depends on: its shape, the positions of attributes and words, and the files.
fn fingerprint(packs: &[File<'_>], rule_files: &[File<'_>]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(FORMAT);
    for (_, row) in schema::all() {
        hasher.write(row.name.as_bytes());
        hasher.write_u32(row.on.0);
    }
    for scale in schema::SCALES {
        scale.names().for_each(|word| hasher.write(word.as_bytes()));
    }
    for (name, text) in packs.iter().chain(rule_files) {
        hasher.write(name.as_bytes());
        hasher.write_usize(text.len());
    }
    hasher.finish()
}
