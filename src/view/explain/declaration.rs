//! The page of a declaration, by its keyword.

use crate::schema::{self, KINDS};
use crate::view::explain::page::{Entry, List, Page};

pub(super) fn page(keyword: &str) -> Option<Page> {
    let row = KINDS.iter().find(|row| row.word == keyword)?;
    let attributes = schema::attributes_of(row.kind).map(|(_, row)| {
        let required = if row.required { " Required." } else { "" };
        Entry::says(row.name, format!("{}{required} It takes {}.", row.says(), row.ty.describe()))
    });
    Some(Page {
        kind: "declaration",
        summary: format!("the declaration `{keyword}`"),
        prose: row.doc.to_owned(),
        source: row.kind.forms(),
        lists: List::all([("attributes", attributes.collect())]),
        ..Page::default()
    })
}

pub(super) fn names() -> impl Iterator<Item = String> {
    KINDS.iter().map(|row| row.word.to_owned())
}
