//! Pages of what is declared in the language itself: rules, policies, techniques, types and protocols, built in or a
//! model's own.

use crate::catalogue::{self, Declared};
use crate::model::{Vocabulary, WordKind};
use crate::schema::Kind;
use crate::syntax::ast::{Head, Item, Stmt};
use crate::syntax::parse;
use crate::text::{Source, Sources, Span};
use crate::view::explain::asking::{self, Asked};
use crate::view::explain::page::Page;

/// What such a declaration begins with, where it is built in.
const BUILT_IN: [&str; 4] = ["rule", "technique", "type", "protocol"];

/// The pages of what packs and the catalogue declare under a name.
pub(super) fn pages(id: &str) -> Vec<Page> {
    let pages = BUILT_IN.into_iter().filter_map(|keyword| {
        let Declared { stmt, text } = catalogue::declaration(keyword, id)?;
        let rules = if keyword == "rule" { Vec::new() } else { asking::rules(Asked::Word, id) };
        Some(Page { rules, packs: packs(keyword, id), ..page(keyword, id, &stmt, text) })
    });
    pages.collect()
}

/// The packs that have to be used for a built-in word or rule; the core is in scope everywhere.
fn packs(keyword: &str, id: &str) -> Vec<String> {
    let vocabulary = catalogue::vocabulary();
    let name = |pack: u16| vocabulary.packs.get(usize::from(pack)).map(ToString::to_string);
    let needed: Vec<u16> = match Kind::of(keyword).and_then(WordKind::of) {
        Some(kind) => {
            let own = vocabulary.words(kind).iter().filter(|def| def.name == id);
            own.map(|def| u16::from(def.pack.0)).collect()
        }
        None => {
            let own = catalogue::rule_names().iter().filter(|(rule, _)| *rule == id);
            own.flat_map(|(_, packs)| packs.iter()).collect()
        }
    };
    needed.into_iter().filter(|pack| *pack != 0).filter_map(name).collect()
}

/// The pages of what a model and its own packs declare under a name.
pub fn own(sources: &Sources, id: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    for (place, source) in sources.iter().filter(|(_, source)| source.path.ends_with(".tm")) {
        // Reading a file takes longer than looking whether it can have the name.
        if !source.text.contains(id) {
            continue;
        }
        for item in parse(place, &source.text).file.items {
            let Item::Stmt(stmt) = item else { continue };
            let Head::Decl { kind, name: Some(name), .. } = &stmt.head else { continue };
            let keyword = BUILT_IN.into_iter().chain(["policy"]).find(|keyword| *keyword == kind.text);
            if let Some(keyword) = keyword.filter(|_| name.text == id) {
                pages.push(page(keyword, id, &stmt, &source.text));
            }
        }
    }
    pages
}

/// The statement at the top of a file that has a place.
pub fn statement(source: &Source, span: Span) -> Option<Stmt> {
    parse(span.source, &source.text).file.items.into_iter().find_map(|item| match item {
        Item::Stmt(stmt) => (stmt.span == span).then_some(stmt),
        Item::Attr(_) => None,
    })
}

/// The documentation of a declaration apart from its text.
fn page(keyword: &'static str, id: &str, stmt: &Stmt, text: &str) -> Page {
    let source = text.get(stmt.span.start as usize..stmt.span.end as usize).unwrap_or_default();
    Page {
        kind: keyword,
        summary: format!("the {keyword} `{id}`"),
        prose: stmt.doc.as_ref().map(|doc| doc.text.to_string()).unwrap_or_default(),
        source: source.to_owned(),
        ..Page::default()
    }
}

/// Every name that has a page here. The kinds stand first among the types, and are declared nowhere.
pub(super) fn names() -> impl Iterator<Item = String> {
    let vocabulary = catalogue::vocabulary();
    let types = vocabulary.types.iter().skip(Vocabulary::KIND_TYPES.len());
    let words = types.chain(&vocabulary.techniques).chain(&vocabulary.protocols);
    let rules = catalogue::rule_names().iter().map(|(id, _)| id.to_string());
    rules.chain(words.map(|def| def.name.to_string()))
}
