//! The page of a statement or a block that declares nothing itself, by the word that it begins with.

use crate::schema::FORMS;
use crate::view::explain::page::Page;

pub(super) fn page(word: &str) -> Option<Page> {
    let row = FORMS.iter().find(|row| row.word == word)?;
    Some(Page {
        kind: "statement",
        summary: format!("the statement `{word}`"),
        prose: format!("{} It stands {}.", row.doc, row.place),
        source: row.form.to_owned(),
        ..Page::default()
    })
}

pub(super) fn names() -> impl Iterator<Item = String> {
    FORMS.iter().map(|row| row.word.to_owned())
}
