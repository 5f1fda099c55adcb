//! The pages of the configuration: the file, its tables and their keys.

use crate::config::{KEYS, Key, SECTIONS};
use crate::view::explain::page::{Entry, List, Page};

/// The file.
const FILE: &str = "palisade.toml";
/// The keys of the tables that stand for others, which have pages of their own.
const ANY: [&str; 2] = ["CODE", "RULE"];

/// The pages of the file, of a table, or of a key: one for each table that has the key.
pub(super) fn pages(name: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    if name == FILE {
        pages.push(file());
    }
    pages.extend(SECTIONS.iter().filter(|(section, _)| *section == name).map(|(section, doc)| table(section, doc)));
    pages.extend(KEYS.iter().filter(|key| key.name == name && !ANY.contains(&name)).map(key));
    pages
}

fn file() -> Page {
    let tables = SECTIONS.iter().map(|(section, doc)| {
        let keys: Vec<String> = keys(section).map(|key| format!("`{}`", key.name)).collect();
        Entry::says(format!("[{section}]"), format!("{doc} Keys: {}.", keys.join(", ")))
    });
    Page {
        kind: "file",
        summary: format!("the configuration `{FILE}`"),
        prose: "What holds for all models below its folder. Every table and every key may be left out.".to_owned(),
        source: SECTIONS.iter().map(|(section, _)| defaults(section)).collect::<Vec<_>>().join("\n\n"),
        lists: List::all([("tables", tables.collect())]),
        ..Page::default()
    }
}

fn table(section: &str, doc: &str) -> Page {
    Page {
        kind: "table",
        summary: format!("the table `[{section}]` of `{FILE}`"),
        prose: doc.to_owned(),
        source: defaults(section),
        lists: List::all([("keys", keys(section).map(|key| Entry::says(key.name, says(key))).collect())]),
        ..Page::default()
    }
}

fn key(key: &Key) -> Page {
    Page {
        kind: "key",
        summary: format!("the key `{}` in the table `[{}]` of `{FILE}`", key.name, key.section),
        prose: says(key),
        source: format!("[{}]\n{}", key.section, line(key)),
        ..Page::default()
    }
}

fn keys(section: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.section == section)
}

/// What a key does and takes, and what holds without it.
fn says(key: &Key) -> String {
    let without = match key.default {
        "" => String::new(),
        default => format!(" Without it: `{default}`."),
    };
    format!("{} It takes {}.{without}", key.doc, key.value)
}

/// A table that says what holds without it.
fn defaults(section: &str) -> String {
    let lines = keys(section).map(line);
    std::iter::once(format!("[{section}]")).chain(lines).collect::<Vec<_>>().join("\n")
}

fn line(key: &Key) -> String {
    match (key.default, key.value.strip_prefix("`{")) {
        // What is a table is written as one, and its name, with dots in it, in quotes.
        ("", Some(_)) => format!("\"{}\" = {}", key.name, key.value.trim_matches('`')),
        ("", None) => format!("{} = \"…\"", key.name),
        (default, _) => format!("{} = {default}", key.name),
    }
}

/// Every name that has a page here.
pub(super) fn names() -> impl Iterator<Item = String> {
    let sections = SECTIONS.iter().map(|(section, _)| *section);
    let keys = KEYS.iter().map(|key| key.name).filter(|name| !ANY.contains(name));
    std::iter::once(FILE).chain(sections).chain(keys).map(str::to_owned)
}
