//! Fixes, applied: every sure one of a run, and again until there is none left.
//!
//! Nothing is written here. The files are mended in memory, and each round compiles them as a whole, so that a fix is only
//! ever applied to a text that offers it. Whoever wants them on the disk hands them to the door for writing, which
//! compares what was read with what stands there.
//!
//! A file is mended if it is a `.tm` file of the project whose model offers the fix, by its real path: what a link leads to
//! outside is not read, let alone written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diag;
use crate::driver::kept::Kept;
use crate::driver::offers::{Change, Edits, Offers, file, meets};
use crate::driver::options::Options;
use crate::driver::run::{Run, run};
use crate::driver::world::World;
use crate::syntax::MAX_FILE;

/// So often the files are mended and compiled again. Most need two rounds: one that mends and one that finds nothing left.
const ROUNDS: usize = 10;

/// What mending a run came to.
#[derive(Debug)]
pub struct Mended {
    /// The run on the mended files.
    pub run: Run,
    /// The files that differ, by path.
    pub files: Vec<MendedFile>,
    /// How many fixes were applied.
    pub applied: usize,
    /// How many of the diagnostics that are left have a fix that a reader has to look at.
    pub offered: usize,
    /// Whether nothing sure is left; else there were more rounds to do than are done.
    pub complete: bool,
}

/// A file that says something else than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MendedFile {
    /// The folder through which it was read.
    pub anchor: PathBuf,
    /// Its canonical path.
    pub path: PathBuf,
    /// Its path as the user types it.
    pub shown: String,
    /// What was read.
    pub was: Vec<u8>,
    /// What it is to hold.
    pub now: Vec<u8>,
}

/// Compiles every model that the paths lead to and applies the sure fixes, until none is left.
pub fn mend(world: &dyn World, paths: &[PathBuf], options: &Options) -> Mended {
    let kept = Kept::new(world);
    let mut changed: BTreeMap<PathBuf, (PathBuf, String)> = BTreeMap::new();
    let (mut applied, mut rounds) = (0, 0);
    loop {
        let run = run(&kept, paths, options);
        let offers = offers(&run);
        let round = if rounds < ROUNDS { choose(&offers.offers, &kept) } else { Round::default() };
        rounds += 1;
        if round.texts.is_empty() {
            let complete = rounds <= ROUNDS || choose(&offers.offers, &kept).texts.is_empty();
            let offered = offered(&run);
            return Mended { run, files: files(&kept, changed), applied, offered, complete };
        }
        applied += round.count;
        for (path, bytes) in round.texts {
            if let Some(file) = offers.files.get(&path) {
                changed.entry(path.clone()).or_insert_with(|| file.clone());
            }
            kept.put(&path, bytes);
        }
    }
}

/// The changed files that differ from what was read.
fn files(kept: &Kept<'_>, changed: BTreeMap<PathBuf, (PathBuf, String)>) -> Vec<MendedFile> {
    let files = changed.into_iter().filter_map(|(path, (anchor, shown))| {
        let file = kept.file(&path).filter(|file| file.was != file.now)?;
        Some(MendedFile { anchor, path, shown, was: file.was.to_vec(), now: file.now.to_vec() })
    });
    files.collect()
}

/// How many diagnostics have a fix; what two models say of one place counts once.
fn offered(run: &Run) -> usize {
    let mut said = BTreeSet::new();
    for compilation in &run.compilations {
        for each in compilation.diagnostics.iter().filter(|each| !each.fixes.is_empty()) {
            let span = each.span();
            let path = compilation.paths.get(span.source.0 as usize);
            said.insert((path, span.start, span.end, each.code, each.message.as_str()));
        }
    }
    said.len()
}

/// What a run offers.
#[derive(Default)]
struct Offered {
    offers: Offers,
    /// The anchors of files and their paths as they are shown.
    files: BTreeMap<PathBuf, (PathBuf, String)>,
}

fn offers(run: &Run) -> Offered {
    let mut offered = Offered::default();
    for compilation in &run.compilations {
        offered.offers.add(Offers::of(compilation));
        let fixes = compilation.diagnostics.iter().flat_map(|said| &said.fixes).filter(|fix| fix.is_sure());
        for edit in fixes.flat_map(|fix| &fix.edits) {
            if let Some((path, shown)) = file(compilation, edit.span.source) {
                let anchor = compilation.project.anchor.clone();
                offered.files.entry(path.to_path_buf()).or_insert_with(|| (anchor, shown.to_owned()));
            }
        }
    }
    offered
}

/// What one round does.
#[derive(Default)]
struct Round {
    count: usize,
    texts: BTreeMap<PathBuf, Vec<u8>>,
}

/// Takes the fixes one after the other, those left out that would meet one that was taken: the next round offers them again.
fn choose(offers: &Offers, kept: &Kept<'_>) -> Round {
    let mut refused = BTreeSet::new();
    loop {
        let (count, taken) = take(offers, &refused);
        let mut texts = BTreeMap::new();
        let known = refused.len();
        for (path, edits) in &taken {
            match mended(kept, path, edits) {
                Some(bytes) => drop(texts.insert(path.to_path_buf(), bytes)),
                // A fix is applied in all of its files, or in none.
                None => drop(refused.insert(*path)),
            }
        }
        if refused.len() == known {
            return Round { count, texts };
        }
    }
}

/// How many fixes can be applied side by side without touching some files, and what they do.
fn take<'r>(offers: &'r Offers, refused: &BTreeSet<&Path>) -> (usize, BTreeMap<&'r Path, Edits>) {
    let mut taken: BTreeMap<&'r Path, Edits> = BTreeMap::new();
    let mut count = 0;
    for changes in offers.agreed() {
        let free = |Change { path, start, end, .. }: &Change| {
            let path = path.as_path();
            !refused.contains(path) && taken.get(path).is_none_or(|edits| !meets(edits, *start, *end))
        };
        if !changes.iter().all(free) {
            continue;
        }
        count += 1;
        for Change { path, start, end, text } in changes {
            taken.entry(path.as_path()).or_default().entry((*start, *end)).or_default().push_str(text);
        }
    }
    (count, taken)
}

/// A file with some edits; nothing where it is not what the edits were made for.
fn mended(kept: &Kept<'_>, path: &Path, edits: &Edits) -> Option<Vec<u8>> {
    const MARK: &str = "\u{feff}";
    let now = kept.file(path)?.now;
    let whole = std::str::from_utf8(&now).ok()?;
    // Offsets count behind a byte-order mark, and it stays.
    let text = whole.strip_prefix(MARK).unwrap_or(whole);
    let edits: Vec<(u32, u32, &str)> = edits.iter().map(|((start, end), text)| (*start, *end, text.as_str())).collect();
    let mended = diag::apply(text, &edits)?;
    let mark = whole.get(..whole.len() - text.len()).unwrap_or_default();
    let bytes = [mark, &mended].concat().into_bytes();
    (bytes.len() <= MAX_FILE && *bytes != *now).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;
    use crate::model::Date;

    /// What becomes of two files that hold `abcdef`, and how many fixes did it.
    fn chosen(fixes: &[&[(&str, u32, u32, &str)]], unsure: &[(&str, u32, u32, &str)]) -> (usize, [String; 2]) {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        let names = ["/project/a.tm", "/project/b.tm"];
        names.iter().for_each(|name| world.add(name, "abcdef"));
        let kept = Kept::new(&world);
        let read = |name: &str| kept.read(Path::new("/project"), Path::new(name), 100).unwrap();
        names.iter().for_each(|name| drop(read(name)));
        let change = |(path, start, end, text): &(&str, u32, u32, &str)| Change {
            path: PathBuf::from(path),
            start: *start,
            end: *end,
            text: (*text).to_owned(),
        };
        let mut offers = Offers::default();
        fixes.iter().for_each(|fix| offers.put(fix.iter().map(change).collect(), true));
        unsure.iter().for_each(|edit| offers.put(vec![change(edit)], false));
        let round = choose(&offers, &kept);
        round.texts.into_iter().for_each(|(path, bytes)| kept.put(&path, bytes));
        (round.count, names.map(|name| String::from_utf8(read(name)).unwrap()))
    }

    #[test]
    fn of_fixes_that_meet_the_first_is_applied() {
        const A: &str = "/project/a.tm";
        const B: &str = "/project/b.tm";
        let both = |count, a: &str, b: &str| (count, [a.to_owned(), b.to_owned()]);
        assert_eq!(chosen(&[&[(A, 0, 1, "x")], &[(A, 1, 2, "y")]], &[]), both(2, "xycdef", "abcdef"));
        assert_eq!(chosen(&[&[(A, 0, 3, "x")], &[(A, 2, 4, "y")]], &[]), both(1, "xdef", "abcdef"));
        assert_eq!(chosen(&[&[(A, 6, 6, "x")], &[(A, 6, 6, "y")]], &[]), both(1, "abcdefx", "abcdef"));
        // A fix is applied in all of its files, or in none.
        assert_eq!(chosen(&[&[(B, 0, 1, "x")], &[(A, 0, 1, "y"), (B, 0, 2, "")]], &[]), both(1, "abcdef", "xbcdef"));
        assert_eq!(chosen(&[&[(A, 0, 1, "y"), (B, 5, 9, "")], &[(A, 2, 3, "z")]], &[]), both(1, "abzdef", "abcdef"));
    }

    #[test]
    fn of_fixes_that_contradict_each_other_none_is_applied() {
        const A: &str = "/project/a.tm";
        let none = (0, ["abcdef".to_owned(), "abcdef".to_owned()]);
        assert_eq!(chosen(&[&[(A, 0, 1, "x")], &[(A, 0, 1, "y")]], &[]), none);
        assert_eq!(chosen(&[&[(A, 0, 1, "x")]], &[(A, 0, 1, "y")]), none);
        let one = (1, ["xbcdef".to_owned(), "abcdef".to_owned()]);
        assert_eq!(chosen(&[&[(A, 0, 1, "x")]], &[(A, 0, 1, "x"), (A, 1, 2, "y")]), one);
    }
}
