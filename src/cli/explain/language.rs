//! Pages of what the language itself brings: declarations, packs, attributes and the words that these take.

use crate::catalogue;
use crate::cli::explain::page::{Entry, List, Page};
use crate::model::{Vocabulary, WordDef};
use crate::schema::{self, KINDS, KindInfo, SCALES, Scale, ValueType};

/// The page of a declaration, by its keyword.
pub(super) fn declaration(keyword: &str) -> Option<Page> {
    let row: &KindInfo = KINDS.iter().find(|row| row.word == keyword)?;
    let attributes = schema::attributes_of(row.kind).map(|(_, row)| {
        let required = if row.required { " Required." } else { "" };
        Entry { name: row.name.to_owned(), says: format!("{}{required} It takes {}.", row.doc, row.ty.describe()) }
    });
    Some(Page {
        kind: "declaration",
        summary: format!("the declaration `{keyword}`"),
        prose: row.doc.to_owned(),
        source: row.form.to_owned(),
        lists: List::all([("attributes", attributes.collect())]),
        ..Page::default()
    })
}

/// The page of a pack, by its name: `std.web`.
pub(super) fn pack(name: &str) -> Option<Page> {
    let short = name.strip_prefix("std.")?;
    let (_, text) = catalogue::sources().0.iter().find(|(pack, _)| *pack == short)?;
    let about = text.lines().next().and_then(|line| line.split_once(": ")).map_or("", |(_, about)| about);
    let vocabulary = catalogue::vocabulary();
    let id = vocabulary.packs.iter().position(|known| known == name)? as u16;
    let names = |words: &[WordDef]| {
        let own = words.iter().filter(|def| u16::from(def.pack.0) == id);
        let mut names: Vec<Entry> = own.map(|def| Entry::name(&def.name)).collect();
        names.sort_by(|one, two| one.name.cmp(&two.name));
        names
    };
    // The core is in scope everywhere, so what needs only it is its own.
    let own = catalogue::rule_names().iter().filter(|(_, packs)| match id {
        0 => packs.iter().all(|pack| pack == 0),
        _ => packs.has(id),
    });
    let rules = own.map(|(rule, _)| Entry::name(rule)).collect();
    let core = id == 0;
    let how = if core { "It is always in scope." } else { "It needs a line of its own in the model's root file:" };
    Some(Page {
        kind: "pack",
        summary: format!("the pack `{name}`"),
        prose: format!("It holds {about} {how}"),
        source: if core { String::new() } else { format!("use {name}") },
        lists: List::all([
            // The kinds stand first and are no pack's.
            ("types", names(vocabulary.types.get(Vocabulary::KIND_TYPES.len()..).unwrap_or_default())),
            ("protocols", names(&vocabulary.protocols)),
            ("techniques", names(&vocabulary.techniques)),
            ("rules", rules),
        ]),
        ..Page::default()
    })
}

/// The pages of an attribute: one for each list of kinds that it means something to.
pub(super) fn attributes(name: &str) -> Vec<Page> {
    let rows = schema::all().filter(|(_, row)| row.name == name);
    let pages = rows.map(|(_, row)| {
        let kinds: Vec<&str> = row.on.iter().map(|kind| kind.word()).collect();
        let words = if let ValueType::Word(scale) = row.ty.item() { meanings(scale) } else { Vec::new() };
        Page {
            kind: "attribute",
            summary: format!("the attribute `{name}` of {}", kinds.join(", ")),
            prose: format!("{} It takes {}.", row.doc, row.ty.describe()),
            lists: List::all([("words", words)]),
            ..Page::default()
        }
    });
    pages.collect()
}

/// The pages of a word that attributes take: one for each scale that it is on.
pub(super) fn words(word: &str) -> Vec<Page> {
    let scales =
        SCALES.iter().filter_map(|scale| Some((*scale, scale.words.iter().find(|(known, _)| *known == word)?)));
    let pages = scales.map(|(scale, (_, says))| {
        let takes = |ty: ValueType| matches!(ty.item(), ValueType::Word(own) if own == scale);
        let mut attributes: Vec<&str> =
            schema::all().filter(|(_, row)| takes(row.ty)).map(|(_, row)| row.name).collect();
        attributes.sort_unstable();
        attributes.dedup();
        let attributes: Vec<String> = attributes.iter().map(|name| format!("`{name}`")).collect();
        let order = if scale.ordered { ", from the lowest to the highest" } else { "" };
        let whose = if attributes.is_empty() { String::new() } else { format!(" Taken by {}.", attributes.join(", ")) };
        Page {
            kind: "word",
            summary: format!("the word `{word}` ({})", scale.name),
            prose: format!("It says: {says}. It is one of {}{order}.{whose}", scale.choices()),
            ..Page::default()
        }
    });
    pages.collect()
}

fn meanings(scale: &Scale) -> Vec<Entry> {
    let words = scale.words.iter();
    words.map(|(word, says)| Entry { name: (*word).to_owned(), says: (*says).to_owned() }).collect()
}

/// Every name that has a page here.
pub(super) fn names() -> impl Iterator<Item = String> {
    let packs = catalogue::vocabulary().packs.iter().map(ToString::to_string);
    let kinds = KINDS.iter().map(|row| row.word.to_owned());
    let words = SCALES.iter().flat_map(|scale| scale.names()).map(str::to_owned);
    let attributes = schema::all().map(|(_, row)| row.name.to_owned());
    packs.chain(kinds).chain(words).chain(attributes)
}
