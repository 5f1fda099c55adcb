//! Which of the fixes that models offer can be applied unseen, side by side.
//!
//! A fix is sure to whoever offers it, who sees one mistake. Of several sure fixes of one mistake none is; of two that make
//! different things of one place neither is; and of two that meet the first comes now and the other once it is offered again.
//! [`agree`] settles that for a model before anybody tells of it, so that all outputs, and all editors that read them,
//! take for sure what `check --fix` takes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diag::{self, Diagnostic, Edit, Fix};
use crate::driver::compilation::Compilation;
use crate::driver::world::is_tm;
use crate::schema::Kind;
use crate::text::{SourceId, Span};

/// One replacement in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    pub(super) path: PathBuf,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: String,
}

/// The edits of one text: stretches that do not overlap, and what comes into their place.
pub(super) type Edits = BTreeMap<(u32, u32), String>;

/// What some models offer; what two of them offer at one place counts once.
#[derive(Debug, Default)]
pub struct Offers {
    /// The sure fixes, in the order of their diagnostics.
    sure: Vec<Vec<Change>>,
    known: BTreeSet<Vec<Change>>,
    /// What fixes of any kind put into a place; nothing where they do not agree.
    texts: BTreeMap<(PathBuf, u32, u32), Option<String>>,
}

impl Offers {
    /// What one model offers.
    pub fn of(compilation: &Compilation) -> Offers {
        let mut offers = Offers::default();
        for said in &compilation.diagnostics {
            for fix in &said.fixes {
                let Some(changes) = changes(compilation, fix) else { continue };
                offers.put(changes, fix.is_sure());
            }
        }
        offers
    }

    /// Adds what another model offers.
    pub fn add(&mut self, other: Offers) {
        for (place, text) in other.texts {
            self.text(place, text);
        }
        for changes in other.sure {
            self.sure(changes);
        }
    }

    /// How many fixes are sure.
    pub fn count(&self) -> usize {
        self.agreed().count()
    }

    /// Adds a fix.
    pub(super) fn put(&mut self, changes: Vec<Change>, sure: bool) {
        for Change { path, start, end, text } in &changes {
            self.text((path.clone(), *start, *end), Some(text.clone()));
        }
        if sure {
            self.sure(changes);
        }
    }

    /// The sure fixes that nothing contradicts.
    pub(super) fn agreed(&self) -> impl Iterator<Item = &Vec<Change>> {
        self.sure.iter().filter(|changes| self.is_agreed(changes))
    }

    fn is_agreed(&self, changes: &[Change]) -> bool {
        let text = |change: &Change| self.texts.get(&(change.path.clone(), change.start, change.end));
        changes.iter().all(|change| text(change).is_none_or(Option::is_some))
    }

    fn sure(&mut self, changes: Vec<Change>) {
        if self.known.insert(changes.clone()) {
            self.sure.push(changes);
        }
    }

    /// Notes what is put into a place; what is inserted at one place comes one after the other.
    fn text(&mut self, place: (PathBuf, u32, u32), text: Option<String>) {
        if place.1 < place.2 {
            let known = self.texts.entry(place).or_insert_with(|| text.clone());
            if *known != text {
                *known = None;
            }
        }
    }
}

/// Leaves those fixes of a model sure that can be applied side by side.
pub(super) fn agree(compilation: &mut Compilation) {
    let offers = Offers::of(compilation);
    if offers.sure.is_empty() && !compilation.diagnostics.iter().any(|said| said.fixes.iter().any(Fix::is_sure)) {
        return;
    }
    let mut taken: BTreeMap<SourceId, Edits> = BTreeMap::new();
    let mut doubted = Vec::new();
    for (at, said) in compilation.diagnostics.iter().enumerate() {
        let sure: Vec<(usize, &Fix)> = said.fixes.iter().enumerate().filter(|(_, fix)| fix.is_sure()).collect();
        for (index, fix) in &sure {
            let free = |edit: &Edit| {
                let Edit { span, .. } = edit;
                taken.get(&span.source).is_none_or(|edits| !meets(edits, span.start, span.end))
            };
            let sound = sure.len() == 1
                && !is_declaration(compilation, said)
                && changes(compilation, fix).is_some_and(|changes| offers.is_agreed(&changes))
                && fix.edits.iter().all(free);
            if !sound {
                doubted.push((at, *index));
                continue;
            }
            for Edit { span, text } in &fix.edits {
                taken.entry(span.source).or_default().entry((span.start, span.end)).or_default().push_str(text);
            }
        }
    }
    for (at, index) in doubted {
        if let Some(fix) = compilation.diagnostics.get_mut(at).and_then(|said| said.fixes.get_mut(index)) {
            *fix = fix.clone().sure_if(false);
        }
    }
}

/// Whether a wrong sign stands behind a word that begins declarations, as in `process: web`: no attribute was meant.
fn is_declaration(compilation: &Compilation, said: &Diagnostic) -> bool {
    let before = || {
        let text = &compilation.sources.get(said.span().source)?.text;
        let before = text.get(..said.span().start as usize)?.trim_end();
        before.rsplit(|char: char| !(char.is_ascii_alphanumeric() || "_-.".contains(char))).next()
    };
    said.code.0 == "wrong-assign" && before().is_some_and(|word| Kind::of(word).is_some())
}

/// Whether a stretch meets one that is taken. Those do not meet each other, so only its neighbours matter.
pub(super) fn meets(taken: &Edits, start: u32, end: u32) -> bool {
    let span = |start, end| Span { source: SourceId(0), start, end };
    let before = taken.range(..=(start, u32::MAX)).rev().take(2);
    let behind = taken.range((start, 0)..).take_while(|((from, _), _)| *from <= end);
    before.chain(behind).any(|((from, to), _)| diag::overlap(span(*from, *to), span(start, end)))
}

/// The changes of a fix; nothing where one of them is in no file that may be changed.
fn changes(compilation: &Compilation, fix: &Fix) -> Option<Vec<Change>> {
    let changes = fix.edits.iter().map(|Edit { span, text }| {
        let (path, _) = file(compilation, span.source)?;
        Some(Change { path: path.to_path_buf(), start: span.start, end: span.end, text: text.clone() })
    });
    changes.collect::<Option<Vec<_>>>().filter(|changes| !changes.is_empty())
}

/// The canonical path of a source and how it is shown, if it is a file of the project.
pub(super) fn file(compilation: &Compilation, source: SourceId) -> Option<(&Path, &str)> {
    let path = compilation.paths.get(source.0 as usize)?;
    let shown = compilation.sources.get(source)?.path.as_str();
    (compilation.project.holds(path) && is_tm(path)).then_some((path.as_path(), shown))
}
