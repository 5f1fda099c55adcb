//! The page of a pack, by its name: `std.web`.

use crate::catalogue;
use crate::model::{Vocabulary, WordDef};
use crate::view::explain::page::{Entry, List, Page};

pub(super) fn page(name: &str) -> Option<Page> {
    let about = catalogue::about(name.strip_prefix("std.")?)?;
    let vocabulary = catalogue::vocabulary();
    let id = vocabulary.packs.iter().position(|known| known == name)? as u16;
    let names = |words: &[WordDef]| {
        let own = words.iter().filter(|def| u16::from(def.pack.0) == id);
        let mut names: Vec<Entry> = own.map(|def| Entry::name(def.name.as_str())).collect();
        names.sort_by(|one, two| one.name.cmp(&two.name));
        names
    };
    // The core is in scope everywhere, so what needs only it is its own.
    let own = catalogue::rule_names().iter().filter(|(_, packs)| match id {
        0 => packs.iter().all(|pack| pack == 0),
        _ => packs.has(id),
    });
    let rules = own.map(|(rule, _)| Entry::name(rule.as_str())).collect();
    let (how, source) = match id {
        0 => ("", String::new()),
        _ => (" It needs a line of its own in the model's root file:", format!("use {name}")),
    };
    Some(Page {
        kind: "pack",
        summary: format!("the pack `{name}`"),
        prose: format!("It holds {about}{how}"),
        source,
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

pub(super) fn names() -> impl Iterator<Item = String> {
    catalogue::vocabulary().packs.iter().map(ToString::to_string)
}
