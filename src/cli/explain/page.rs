//! What needs no threat: rules, techniques, types, protocols, diagnostics, predicates and the words of the language as
//! pages.

use serde::Serialize;

use crate::catalogue;
use crate::cli::explain::language;
use crate::cli::explain::layout::{heading, list, paragraphs, source};
use crate::cli::terminal::Terminal;
use crate::diag::{article, nearest};
use crate::driver::{Compilation, codes};
use crate::rules::predicate;
use crate::syntax::ast::{Head, Item};
use crate::syntax::parse;
use crate::text::SourceId;

/// So many rules are named.
const RULES: usize = 12;
/// So many near names are suggested.
const NEAR: usize = 3;
/// What a declaration of the vocabulary begins with.
const KEYWORDS: [&str; 4] = ["rule", "technique", "type", "protocol"];

/// One page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Page {
    /// `rule`, `technique`, `type`, `protocol`, `diagnostic`, `predicate`, `attribute`, `declaration`, `pack`, `word`.
    pub(super) kind: &'static str,
    /// The heading.
    pub(super) summary: String,
    /// Prose, in Markdown.
    pub(super) prose: String,
    /// Text of the language; may be empty.
    pub(super) source: String,
    /// What belongs to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) lists: Vec<List>,
    /// Rules that name it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) rules: Vec<&'static str>,
}

/// What belongs to something, under a heading.
#[derive(Debug, Serialize)]
pub(super) struct List {
    /// The heading: `attributes`, `words`, `types`, `protocols`, `techniques`, `rules`.
    pub(super) title: &'static str,
    /// At least one.
    pub(super) entries: Vec<Entry>,
}

/// A name, perhaps with what it stands for.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    /// The name.
    pub(super) name: String,
    /// What it stands for; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) says: String,
}

impl List {
    /// Those lists that have something in them.
    pub(super) fn all<const N: usize>(lists: [(&'static str, Vec<Entry>); N]) -> Vec<List> {
        let lists = lists.into_iter().filter(|(_, entries)| !entries.is_empty());
        lists.map(|(title, entries)| List { title, entries }).collect()
    }
}

impl Entry {
    /// A name that says enough.
    pub(super) fn name(name: &str) -> Entry {
        Entry { name: name.to_owned(), says: String::new() }
    }
}

/// Every page of a name that needs no model.
pub(super) fn pages(id: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    if let Some(info) = codes().into_iter().find(|info| info.code.0 == id) {
        let severity = info.severity.word();
        pages.push(Page {
            kind: "diagnostic",
            summary: format!("{} {severity} `{id}`: {}", article(severity), info.summary),
            source: info.explanation.trim().to_owned(),
            ..Page::default()
        });
    }
    for keyword in KEYWORDS {
        if let Some(text) = catalogue::declaration(keyword, id) {
            let rules = if keyword == "rule" { Vec::new() } else { naming(id) };
            pages.push(of_text(keyword, id, &text, rules));
        }
    }
    if let Some(info) = predicate::ALL.iter().find(|info| info.name == id) {
        pages.push(Page {
            kind: "predicate",
            summary: format!("the predicate `{}`", info.form),
            prose: format!("{}\n\nUnknown: {}", info.doc, info.unknown),
            source: info.example.to_owned(),
            rules: naming(id),
            ..Page::default()
        });
    }
    pages.extend(language::pack(id));
    pages.extend(language::declaration(id));
    pages.extend(language::attributes(id));
    pages.extend(language::words(id));
    pages
}

/// The pages of what a model declares itself.
pub(super) fn own(compilation: &Compilation, id: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    for index in 0..compilation.sources.len() as u32 {
        let Some(source) = compilation.sources.get(SourceId(index)) else { continue };
        if !source.path.ends_with(".tm") || !source.text.contains(id) {
            continue;
        }
        for item in parse(SourceId(index), &source.text).file.items {
            let Item::Stmt(stmt) = item else { continue };
            let Head::Decl { kind, name: Some(name), .. } = &stmt.head else { continue };
            let keyword = KEYWORDS.into_iter().chain(["policy"]).find(|keyword| *keyword == kind.text);
            if let Some(keyword) = keyword.filter(|_| name.text == id) {
                let start = stmt.doc.as_ref().map_or(stmt.span.start, |doc| doc.span.start);
                let text = source.text.get(start as usize..stmt.span.end as usize).unwrap_or_default();
                pages.push(of_text(keyword, id, text, Vec::new()));
            }
        }
    }
    pages
}

/// The documentation of a declaration apart from its text.
fn of_text(keyword: &'static str, id: &str, text: &str, rules: Vec<&'static str>) -> Page {
    let is_doc = |line: &&str| line.starts_with("///");
    let doc = text.lines().take_while(is_doc).map(|line| line.trim_start_matches('/').trim());
    let source: Vec<&str> = text.lines().skip_while(is_doc).collect();
    Page {
        kind: keyword,
        summary: format!("the {keyword} `{id}`"),
        prose: doc.collect::<Vec<_>>().join("\n"),
        source: source.join("\n"),
        rules,
        ..Page::default()
    }
}

/// The built-in rules whose text before the examples has a word, by id.
fn naming(word: &str) -> Vec<&'static str> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let names_it = |text: &str| {
        let lines = text.lines().skip_while(|line| !line.starts_with("rule "));
        let mut lines = lines.take_while(|line| !line.starts_with("  fires"));
        lines.any(|line| {
            let attribute = line.trim_start().split(' ').next().unwrap_or_default();
            !["fix", "refs", "false-positives", "rule"].contains(&attribute)
                && line.split(|c| !part(c)).any(|found| found == word)
        })
    };
    let files = catalogue::sources().1.iter().filter(|(_, text)| names_it(text));
    let ids = files.filter_map(|(_, text)| {
        let line = text.lines().find_map(|line| line.strip_prefix("rule "))?;
        line.split_whitespace().next()
    });
    ids.collect()
}

/// Prints pages.
pub(super) fn print(pages: &[Page], terminal: &mut Terminal) {
    for page in pages {
        heading(terminal, &page.summary);
        if !page.prose.is_empty() {
            paragraphs(&page.prose, terminal);
        }
        if !page.source.is_empty() {
            if !page.prose.is_empty() {
                terminal.line("");
            }
            source(&page.source, terminal);
        }
        for each in &page.lists {
            list(each, terminal);
        }
        if !page.rules.is_empty() {
            let mut rules = page.rules.iter().take(RULES).copied().collect::<Vec<_>>().join(", ");
            if page.rules.len() > RULES {
                rules.push_str(&format!(" and {} more", page.rules.len() - RULES));
            }
            terminal.line("");
            paragraphs(&format!("Rules that ask for it: {rules}"), terminal);
        }
    }
}

/// Says that nothing has a name, and what is near.
pub(super) fn unknown(id: &str, compilations: &[Compilation], terminal: &mut Terminal) {
    let mut names: Vec<String> = Vec::new();
    for compilation in compilations {
        names.extend(compilation.threats.threats.iter().map(|each| compilation.findings().id(each).to_string()));
        names.extend(compilation.rules.iter().map(|rule| rule.id.to_string()));
    }
    let vocabulary = catalogue::vocabulary();
    names.extend(catalogue::rule_names().iter().map(|(id, _)| id.to_string()));
    names.extend(vocabulary.types.iter().map(|each| each.name.to_string()));
    names.extend(vocabulary.techniques.iter().map(|each| each.name.to_string()));
    names.extend(vocabulary.protocols.iter().map(|each| each.name.to_string()));
    names.extend(codes().into_iter().map(|info| info.code.0.to_owned()));
    names.extend(predicate::ALL.iter().map(|info| info.name.to_owned()));
    names.extend(language::names());
    let mut near: Vec<String> = Vec::new();
    while near.len() < NEAR
        && let Some(next) = nearest(id, names.iter().map(String::as_str)).map(str::to_owned)
    {
        names.retain(|name| *name != next);
        near.push(format!("'{next}'"));
    }
    let help = match near.split_last() {
        Some((last, [])) => format!("did you mean {last}?"),
        Some((last, rest)) => format!("did you mean {} or {last}?", rest.join(", ")),
        None => "`palisade check` lists the threats, and the book every rule, type and diagnostic".to_owned(),
    };
    let what = if id.contains('@') { "no model here has the threat" } else { "nothing is called" };
    terminal.complain_with_help(&format!("{what} `{id}`"), &help);
}
