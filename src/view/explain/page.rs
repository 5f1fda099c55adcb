//! What a page holds, whatever it is about.

use serde::Serialize;
use smol_str::SmolStr;

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Page {
    /// What it is about: `rule`, `type`, `diagnostic`, `attribute` and so on.
    pub kind: &'static str,
    /// The heading.
    pub summary: String,
    /// Prose, in Markdown.
    pub prose: String,
    /// Text of the language; may be empty.
    pub source: String,
    /// The packs that bring it, each with a `use` in the model's root file; none of what is always there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<String>,
    /// What belongs to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<List>,
    /// Built-in rules that ask for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<SmolStr>,
}

/// What belongs to something, under a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List {
    /// The heading, a word in the plural: `attributes`, `rules`.
    pub title: &'static str,
    /// At least one.
    pub entries: Vec<Entry>,
}

/// A name, perhaps with what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// What it stands for; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub says: String,
}

impl List {
    /// Those lists that have something in them.
    pub fn all<const N: usize>(lists: [(&'static str, Vec<Entry>); N]) -> Vec<List> {
        let lists = lists.into_iter().filter(|(_, entries)| !entries.is_empty());
        lists.map(|(title, entries)| List { title, entries }).collect()
    }
}

impl Entry {
    /// A name that says enough.
    pub fn name(name: impl Into<String>) -> Entry {
        Entry { name: name.into(), says: String::new() }
    }

    /// A name with what it stands for.
    pub fn says(name: impl Into<String>, says: impl Into<String>) -> Entry {
        Entry { name: name.into(), says: says.into() }
    }
}
