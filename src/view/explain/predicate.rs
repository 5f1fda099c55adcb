//! The page of a predicate, by its name.

use crate::rules::predicate;
use crate::view::explain::asking::{self, Asked};
use crate::view::explain::page::Page;

pub(super) fn page(id: &str) -> Option<Page> {
    let info = predicate::ALL.iter().find(|info| info.name == id)?;
    Some(Page {
        kind: "predicate",
        summary: format!("the predicate `{}`", info.form),
        prose: format!("{}\n\nUnknown: {}", info.doc, info.unknown),
        source: info.example.to_owned(),
        rules: asking::rules(Asked::Call, id),
        ..Page::default()
    })
}

pub(super) fn names() -> impl Iterator<Item = String> {
    predicate::ALL.iter().map(|info| info.name.to_owned())
}
