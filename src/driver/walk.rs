//! Which `.tm` files a folder holds, as git sees a fresh clone: the ignore files that are committed count, those of the
//! person do not, and no link is followed.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use cap_fs_ext::DirExt;
use cap_std::fs::Dir;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::driver::disk::{open_file, open_folder};
use crate::driver::named::GIT;
use crate::driver::world::{Passed, is_nearly_tm, is_tm};
use crate::driver::{Found, Walked};

/// How deep folders are searched.
const DEEPEST: usize = 100;
/// The largest ignore file, in bytes.
const LARGEST_IGNORE: u64 = 256 << 10;
/// So many entries of a folder that is passed over are looked at.
const MOST_PASSED: usize = 10_000;
/// So many entries of all such folders together.
const MOST_OF_ALL: usize = 100_000;
/// So many files that are passed over are kept.
const MOST_NAMED: usize = 1_000;

/// Walks a folder, `below` the anchor `dir`, whose canonical path is `anchor`.
pub(crate) fn walk(dir: &Dir, anchor: &Path, below: &Path, most: usize) -> Walked {
    let start = anchor.join(below);
    let start = if below == Path::new(".") { anchor } else { start.as_path() };
    let (walked, ignores) = (Walked::default(), Vec::new());
    let mut walk = Walk { dir, anchor, start, walked, ignores, most, left: 0, all: MOST_OF_ALL, named: 0, more: false };
    // What is ignored further up counts here as well.
    let mut at = anchor.to_path_buf();
    for part in std::iter::once(None).chain(below.components().map(Some)) {
        match part {
            Some(std::path::Component::Normal(part)) => at.push(part),
            Some(_) => continue,
            None => {}
        }
        if at == start {
            break;
        }
        let opened = at.strip_prefix(anchor).map(|way| open_folder(dir, way));
        if let Ok(Ok(folder)) = opened {
            walk.enter(&folder, &at);
        }
    }
    match open_folder(dir, below) {
        Ok(folder) => walk.folder(&folder, start, 0),
        Err(error) => walk.walked.unreadable.push((start.to_path_buf(), error)),
    }
    let Walk { mut walked, more, .. } = walk;
    if more {
        walked.passed.push((start.to_path_buf(), Passed::More));
    }
    walked.files.sort();
    walked.passed.sort();
    walked.passed.dedup();
    walked.unreadable.sort_by(|a, b| a.0.cmp(&b.0));
    walked
}

struct Walk<'d> {
    /// The folder that nothing leads out of, and its canonical path.
    dir: &'d Dir,
    anchor: &'d Path,
    /// The folder that is searched.
    start: &'d Path,
    walked: Walked,
    /// The ignore files of the repository, outermost first; a folder without one adds nothing.
    ignores: Vec<Ignore>,
    most: usize,
    /// How many entries of the passed-over folder at hand may still be looked at.
    left: usize,
    /// The same of all such folders.
    all: usize,
    /// How many files are kept that are passed over.
    named: usize,
    /// Whether there are more of them.
    more: bool,
}

/// What one folder says about what git ignores.
enum Ignore {
    /// A repository begins here: what stands further out does not count.
    Repository,
    Rules(Box<Gitignore>),
}

impl Walk<'_> {
    /// Takes in what a folder says about ignoring; gives how many entries that added.
    fn enter(&mut self, folder: &Dir, at: &Path) -> usize {
        let before = self.ignores.len();
        if folder.symlink_metadata(GIT).is_ok() {
            self.ignores.push(Ignore::Repository);
        }
        match rules(folder, at) {
            Ok(Some(rules)) => self.ignores.push(Ignore::Rules(Box::new(rules))),
            Ok(None) => {}
            Err(error) => self.walked.unreadable.push((at.join(GITIGNORE), error)),
        }
        self.ignores.len() - before
    }

    fn folder(&mut self, folder: &Dir, at: &Path, depth: usize) {
        let added = self.enter(folder, at);
        match sorted(folder) {
            Ok(entries) => {
                for (name, kind) in entries {
                    if self.walked.files.len() > self.most {
                        break;
                    }
                    self.entry(folder, at.join(&name), &name, kind, depth);
                }
            }
            Err(error) => self.walked.unreadable.push((at.to_path_buf(), error)),
        }
        self.ignores.truncate(self.ignores.len() - added);
    }

    fn entry(&mut self, folder: &Dir, path: PathBuf, name: &OsString, kind: Kind, depth: usize) {
        let hidden = name.as_encoded_bytes().starts_with(b".");
        if kind == Kind::Link && !is_nearly_tm(&path) && self.is_astray(&path) {
            return self.name(path, Passed::Astray);
        }
        let wanted = kind == Kind::Folder || is_nearly_tm(&path);
        if !wanted || name == GIT {
            return;
        }
        let why = match (hidden, self.ignored(&path, kind == Kind::Folder)) {
            (true, _) => Some(Passed::Hidden),
            (_, true) => Some(Passed::Ignored),
            _ => None,
        };
        match (kind, why) {
            (Kind::Folder, Some(why)) => {
                let start = MOST_PASSED.min(self.all);
                self.left = start;
                let inner = folder.open_dir_nofollow(name);
                let whole = inner.is_ok_and(|inner| self.passed(&inner, &path, why, depth + 1));
                self.all -= start - self.left;
                if !whole {
                    self.walked.passed.push((path, Passed::Unsearched));
                }
            }
            (Kind::Folder, None) if depth + 1 > DEEPEST => {
                let why = format!("it lies more than {DEEPEST} folders deep");
                self.walked.unreadable.push((path, io::Error::other(why)));
            }
            (Kind::Folder, None) => match folder.open_dir_nofollow(name) {
                Ok(inner) => self.folder(&inner, &path, depth + 1),
                Err(error) => self.walked.unreadable.push((path, error)),
            },
            (_, _) if !is_tm(&path) => self.name(path, Passed::Spelled),
            (_, Some(why)) => self.name(path, why),
            (kind, None) => self.walked.files.push(Found { link: kind == Kind::Link, path }),
        }
    }

    /// Whether a link leads out of the project or to nothing, which is not told apart, or to a folder outside of what is
    /// searched. A folder inside is searched where it lies, whatever leads to it.
    fn is_astray(&self, path: &Path) -> bool {
        if self.ignored(path, false) {
            return false;
        }
        let Ok(inside) = path.strip_prefix(self.anchor) else { return false };
        match self.dir.metadata(inside) {
            Ok(found) if !found.is_dir() => false,
            Ok(_) => !self.dir.canonicalize(inside).is_ok_and(|to| self.anchor.join(to).starts_with(self.start)),
            Err(_) => true,
        }
    }

    /// Looks for `.tm` files in a folder that is passed over; whether it saw all of it.
    fn passed(&mut self, folder: &Dir, at: &Path, why: Passed, depth: usize) -> bool {
        let Ok(entries) = sorted(folder) else { return false };
        let mut whole = true;
        for (name, kind) in entries {
            let Some(left) = self.left.checked_sub(1) else { return false };
            self.left = left;
            let path = at.join(&name);
            match kind {
                Kind::Folder if name == GIT => {}
                Kind::Folder => {
                    let inner = folder.open_dir_nofollow(&name).ok().filter(|_| depth < DEEPEST);
                    whole &= inner.is_some_and(|inner| self.passed(&inner, &path, why, depth + 1));
                }
                _ if is_nearly_tm(&path) => self.name(path, why),
                _ => {}
            }
        }
        whole
    }

    /// Keeps a file that is passed over, or that there are too many to keep.
    fn name(&mut self, path: PathBuf, why: Passed) {
        if self.named < MOST_NAMED {
            self.named += 1;
            self.walked.passed.push((path, why));
        } else {
            self.more = true;
        }
    }

    /// Whether git ignores a path: the innermost file that says anything decides, inside one repository.
    fn ignored(&self, path: &Path, is_folder: bool) -> bool {
        // Without a repository nothing is ignored.
        let Some(start) = self.ignores.iter().rposition(|each| matches!(each, Ignore::Repository)) else {
            return false;
        };
        for each in self.ignores.iter().skip(start).rev() {
            let Ignore::Rules(rules) = each else { continue };
            let found = rules.matched(path, is_folder);
            if !found.is_none() {
                return found.is_ignore();
            }
        }
        false
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    Link,
    /// A file, or something that only looks like one; whoever opens it finds out.
    Other,
}

/// What stands in a folder, by name.
fn sorted(folder: &Dir) -> io::Result<Vec<(OsString, Kind)>> {
    let mut entries = Vec::new();
    for entry in folder.entries()? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let kind = match (kind.is_dir(), kind.is_symlink()) {
            (true, _) => Kind::Folder,
            (_, true) => Kind::Link,
            _ => Kind::Other,
        };
        entries.push((entry.file_name(), kind));
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}

const GITIGNORE: &str = ".gitignore";

/// The ignore file of a folder. Like git, it follows no link to it.
fn rules(folder: &Dir, at: &Path) -> io::Result<Option<Gitignore>> {
    let (file, data) = match open_file(folder, Path::new(GITIGNORE)) {
        Ok(opened) => opened,
        // Git reads no other either, and what it would not ignore is checked.
        Err(_) => return Ok(None),
    };
    if data.len() > LARGEST_IGNORE {
        return Err(io::Error::other(format!("it is larger than {} KB and was not followed", LARGEST_IGNORE >> 10)));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_IGNORE).read_to_end(&mut bytes)?;
    let mut builder = GitignoreBuilder::new(at);
    for line in String::from_utf8_lossy(&bytes).lines() {
        // Git knows no `{a,b}`, and takes blanks alone off the end; what it may read otherwise ignores nothing here.
        if line.trim_end_matches(' ').ends_with(char::is_whitespace) {
            continue;
        }
        let line = line.replace('{', "\\{").replace('}', "\\}");
        // A line that is no pattern ignores nothing.
        let _ = builder.add_line(None, &line);
    }
    builder.build().map(Some).map_err(|error| io::Error::other(error.to_string()))
}
