//! What `check` says at its end of the fixes that `check --fix` could apply unseen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diag::{Edit, Fix};
use crate::driver::Compilation;

/// A stretch of a file.
type Place = (PathBuf, u32, u32);

/// The fixes that some models offer; what two models offer at one place counts once.
#[derive(Debug, Default)]
pub(super) struct Offered {
    sure: BTreeSet<Vec<(Place, String)>>,
    /// What fixes of any kind put into a place; nothing where they do not agree.
    texts: BTreeMap<Place, Option<String>>,
}

impl Offered {
    /// The fixes that one model offers.
    pub(super) fn of(compilation: &Compilation) -> Offered {
        let mut offered = Offered::default();
        let said = || compilation.diagnostics.iter().filter(|said| !said.fixes.is_empty());
        for each in said() {
            for (place, text) in each.fixes.iter().filter_map(|fix| changes(compilation, fix)).flatten() {
                offered.put(place, Some(text));
            }
            // Of several sure fixes of one mistake none is.
            let mut sure = each.fixes.iter().filter(|fix| fix.is_sure());
            if let (Some(fix), None) = (sure.next(), sure.next()) {
                offered.sure.extend(changes(compilation, fix));
            }
        }
        offered
    }

    /// Adds those of another model.
    pub(super) fn add(&mut self, other: Offered) {
        self.sure.extend(other.sure);
        other.texts.into_iter().for_each(|(place, text)| self.put(place, text));
    }

    /// How many there are, and what applies them; nothing where there is none.
    pub(super) fn sentence(&self) -> Option<String> {
        let agreed = |changes: &&Vec<(Place, String)>| {
            changes.iter().all(|(place, _)| self.texts.get(place).is_none_or(Option::is_some))
        };
        match self.sure.iter().filter(agreed).count() {
            0 => None,
            1 => Some("1 fix is sure: `palisade check --fix` applies it".to_owned()),
            count => Some(format!("{count} fixes are sure: `palisade check --fix` applies them")),
        }
    }

    /// Notes what is put into a place; what is inserted at one place comes one after the other.
    fn put(&mut self, place: Place, text: Option<String>) {
        if place.1 < place.2 {
            let known = self.texts.entry(place).or_insert_with(|| text.clone());
            if *known != text {
                *known = None;
            }
        }
    }
}

/// What a fix changes; nothing where one of its places is in no file that may be changed.
fn changes(compilation: &Compilation, fix: &Fix) -> Option<Vec<(Place, String)>> {
    let changes = fix.edits.iter().map(|Edit { span, text }| {
        let path = compilation.paths.get(span.source.0 as usize)?;
        let ours = compilation.project.holds(path) && path.extension().is_some_and(|extension| extension == "tm");
        ours.then(|| ((Path::to_path_buf(path), span.start, span.end), text.clone()))
    });
    changes.collect::<Option<Vec<_>>>().filter(|changes| !changes.is_empty())
}
