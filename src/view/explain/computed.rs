//! The page of an attribute that is computed: the kinds that have it, and what it says.

use crate::rules::expr::DERIVED;
use crate::view::explain::asking::{self, Asked};
use crate::view::explain::page::Page;

pub(super) fn page(name: &str) -> Option<Page> {
    let row = DERIVED.iter().find(|row| row.name == name)?;
    let kinds: Vec<&str> = row.on.iter().map(|kind| kind.word()).collect();
    Some(Page {
        kind: "computed attribute",
        summary: format!("the computed attribute `{name}` of {}", kinds.join(", ")),
        prose: format!("{} Conditions read it as it is computed; it gives {}.", row.doc, row.describe()),
        rules: asking::rules(Asked::Attribute, name),
        ..Page::default()
    })
}

pub(super) fn names() -> impl Iterator<Item = String> {
    DERIVED.iter().map(|row| row.name.to_owned())
}
