//! The pages of a word that attributes take: one for each scale that it is on.

use crate::schema::{self, SCALES, Unset, ValueType};
use crate::view::explain::page::Page;

pub(super) fn pages(word: &str) -> Vec<Page> {
    let scales =
        SCALES.iter().filter_map(|scale| Some((*scale, scale.words.iter().find(|(known, _)| *known == word)?)));
    let pages = scales.map(|(scale, (_, says))| {
        let takes = |ty: ValueType| matches!(ty.item(), ValueType::Word(own) if own == scale);
        let mut attributes: Vec<&str> =
            schema::all().filter(|(_, row)| takes(row.ty)).map(|(_, row)| row.name).collect();
        attributes.sort_unstable();
        attributes.dedup();
        let attributes: Vec<String> = attributes.iter().map(|name| format!("`{name}`")).collect();
        let unset = |row: &schema::Attribute| matches!(row.default, Unset::Word(own) if own == word);
        let rows = schema::all().map(|(_, row)| row).filter(|row| takes(row.ty) && unset(row));
        let mut owners: Vec<String> =
            rows.flat_map(|row| row.on.iter().map(|kind| format!("`{}` of {}", row.name, kind.noun()))).collect();
        owners.dedup();
        let default =
            if owners.is_empty() { String::new() } else { format!(" It is the default of {}.", owners.join(", ")) };
        let order = if scale.ordered { ", from the lowest to the highest" } else { "" };
        let whose = if attributes.is_empty() { String::new() } else { format!(" Taken by {}.", attributes.join(", ")) };
        Page {
            kind: "word",
            summary: format!("the word `{word}` ({})", scale.name),
            prose: format!("It says: {says}. It is one of {}{order}.{whose}{default}", scale.choices()),
            ..Page::default()
        }
    });
    pages.collect()
}

pub(super) fn names() -> impl Iterator<Item = String> {
    SCALES.iter().flat_map(|scale| scale.names()).map(str::to_owned)
}
