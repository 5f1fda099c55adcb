//! The pages of an attribute: one for each list of kinds that it means something to.

use crate::schema::{self, Scale, ValueType};
use crate::view::explain::asking::{self, Asked};
use crate::view::explain::page::{Entry, List, Page};

pub(super) fn pages(name: &str) -> Vec<Page> {
    let rows: Vec<_> = schema::all().filter(|(_, row)| row.name == name).collect();
    // Where several rows share a name, a condition does not tell which it reads.
    let asking = if rows.len() == 1 { asking::rules(Asked::Attribute, name) } else { Vec::new() };
    let pages = rows.into_iter().map(|(_, row)| {
        let kinds: Vec<&str> = row.on.iter().map(|kind| kind.word()).collect();
        let words = if let ValueType::Word(scale) = row.ty.item() { meanings(scale) } else { Vec::new() };
        Page {
            kind: "attribute",
            summary: format!("the attribute `{name}` of {}", kinds.join(", ")),
            prose: format!("{} It takes {}.", row.says(), row.ty.describe()),
            lists: List::all([("words", words)]),
            rules: asking.clone(),
            ..Page::default()
        }
    });
    pages.collect()
}

fn meanings(scale: &Scale) -> Vec<Entry> {
    scale.words.iter().map(|(word, says)| Entry::says(*word, *says)).collect()
}

pub(super) fn names() -> impl Iterator<Item = String> {
    schema::all().map(|(_, row)| row.name.to_owned())
}
