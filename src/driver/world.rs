//! What the compiler may ask of the machine it runs on, and nothing else: the door for reading.
//!
//! Everything below the driver computes; only a [`World`] reads files and the clock. The command line brings
//! [`DiskWorld`](crate::driver::DiskWorld), tests bring [`MemoryWorld`](crate::driver::MemoryWorld).
//!
//! Everything is read through an *anchor*: a folder that a person named or stands in, opened once. What is asked for
//! behind it is a path inside; a link that leads out of it leads nowhere.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::Date;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A device, a pipe, a socket: never read.
    Other,
}

/// What is known of a path without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Where it leads, links inside the anchor followed: absolute, below the anchor.
    pub path: PathBuf,
    /// What stands there.
    pub kind: FileKind,
}

/// A file that a walk came across.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The folder that was walked and the way down to the file.
    pub path: PathBuf,
    /// Whether it is a symbolic link, so that its canonical path is another.
    pub link: bool,
}

/// Why a walk passed over a `.tm` file, or how much of a folder it did not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passed {
    /// Git ignores it, or a folder around it.
    Ignored,
    /// Its name, or that of a folder around it, begins with a dot.
    Hidden,
    /// It is a link that leads out of the project, to nothing, or to what no model may read.
    Link,
    /// Its name ends in `.tm` for a reader only: in capital letters, or with blanks or dots behind it.
    Spelled,
    /// It is a link that leads to no folder or file of the project: it may stand where a folder of models stood.
    Astray,
    /// It is a folder that was passed over, and was not looked through to its end.
    Unsearched,
    /// It is a folder with more files that were passed over than are kept.
    More,
}

/// What a walk gives.
#[derive(Debug, Default)]
pub struct Walked {
    /// Every `.tm` file, by path; folders of that name are left out.
    pub files: Vec<Found>,
    /// `.tm` files that were seen and are not among them, by path; and folders of which that is not known to the end:
    /// each folder that is passed over is looked into as far as 10,000 entries go.
    pub passed: Vec<(PathBuf, Passed)>,
    /// Folders that could not be looked into, by path.
    pub unreadable: Vec<(PathBuf, io::Error)>,
}

/// A link leads out of the anchor.
#[derive(Debug)]
pub struct LeadsOut;

impl fmt::Display for LeadsOut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a link leads out of the project")
    }
}

impl Error for LeadsOut {}

impl LeadsOut {
    /// As an error of the machine.
    pub fn error() -> io::Error {
        io::Error::other(LeadsOut)
    }

    /// Whether it is why something failed.
    pub fn caused(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|inner| inner.is::<LeadsOut>())
    }
}

/// Why Graphviz gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DotFault {
    /// There is no `dot`.
    Missing,
    /// It is there, and failed; what it said.
    Failed(String),
    /// It was stopped after this many seconds.
    TooSlow(u64),
}

impl fmt::Display for DotFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DotFault::Missing => out.write_str("there is no `dot` on this machine; Graphviz is not installed"),
            DotFault::Failed(why) if why.is_empty() => out.write_str("`dot` failed without a word"),
            DotFault::Failed(why) => write!(out, "`dot` failed: {why}"),
            DotFault::TooSlow(seconds) => write!(out, "`dot` had no answer after {seconds} seconds"),
        }
    }
}

/// The machine: files, folders, the day.
///
/// All paths are absolute, without `.` and `..`. An `anchor` is one that [`World::enter`] gave, and the paths that come
/// with it lie below it.
pub trait World: Sync {
    /// The folder that relative paths of a person begin in, canonical.
    ///
    /// # Errors
    /// When it is gone, or may not be asked for.
    fn here(&self) -> io::Result<PathBuf>;

    /// Whether a folder has an entry of this name, whatever it is and wherever it leads.
    fn has(&self, folder: &Path, name: &str) -> bool;

    /// Whether a path that a person named leads to a folder, links followed.
    fn is_folder(&self, path: &Path) -> bool;

    /// Whether a path that a person named is itself a link.
    fn is_link(&self, path: &Path) -> bool {
        let _ = path;
        false
    }

    /// Opens a folder that a person named or stands in, links followed, and gives its canonical path: an anchor.
    ///
    /// # Errors
    /// When there is none, or it may not be entered.
    fn enter(&self, folder: &Path) -> io::Result<PathBuf>;

    /// Where a path leads; links are followed as long as they stay below the anchor.
    ///
    /// # Errors
    /// When nothing is there, when links form a loop, when a folder on the way may not be entered;
    /// [`LeadsOut`] when a link leaves the anchor.
    fn look(&self, anchor: &Path, path: &Path) -> io::Result<Facts>;

    /// The bytes of a regular file, but at most `most` of them. No link is followed: the path is one that
    /// [`World::look`], [`World::list`] or [`World::walk`] gave, and what has become a link since is refused.
    ///
    /// # Errors
    /// When it cannot be opened or read, or is no regular file.
    fn read(&self, anchor: &Path, path: &Path, most: usize) -> io::Result<Vec<u8>>;

    /// The `.tm` files directly in a folder, by path; hidden ones are passed over. No link is followed.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn list(&self, anchor: &Path, folder: &Path) -> io::Result<Walked>;

    /// The names in a folder that are this one but for the case of letters, sorted; the name itself is none of them.
    fn alike(&self, folder: &Path, name: &str) -> Vec<String> {
        let _ = (folder, name);
        Vec::new()
    }

    /// The `.tm` files in a folder at any depth, by path, without hidden files and what git ignores. No link is
    /// followed. Stops when it has more than `most`.
    fn walk(&self, anchor: &Path, folder: &Path, most: usize) -> Walked;

    /// The day.
    fn today(&self) -> Date;

    /// What `dot -Tjson` answers to a graph. A world without programs has no `dot`.
    ///
    /// # Errors
    /// When there is none, it fails, or it takes too long.
    fn dot(&self, graph: &str) -> Result<String, DotFault> {
        let _ = graph;
        Err(DotFault::Missing)
    }
}

/// Whether a path has the ending of our files.
pub(crate) fn is_tm(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "tm")
}

/// Whether a reader would take a file for one of ours by its name: [`is_tm`] but for the case of letters, for what cannot
/// be seen, for blanks and dots at the end, which some systems drop, for marks and signs of other scripts among the letters,
/// and for such signs in place of the dot and the two letters, whatever they look like.
#[cfg(feature = "cli")]
pub(crate) fn is_nearly_tm(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let seen: String = name.chars().filter(|c| !crate::diag::is_invisible(*c)).collect();
    let seen = seen.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '\u{fffd}' | '\u{fe0f}'));
    let plain: String = seen.chars().filter(char::is_ascii).collect();
    let plain = plain.trim_end_matches([' ', '.']);
    if plain.len() < seen.len()
        && plain.get(plain.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case(".tm"))
    {
        return true;
    }
    // Other scripts have dots of their own.
    const DOTS: [char; 12] = ['.', '․', '‧', '·', '•', '∙', '⋅', '・', '･', '。', '｡', '．'];
    let mut back = seen.chars().rev();
    let mut next = |like: &dyn Fn(char) -> bool| back.next().is_some_and(like);
    let letter = |letter: char| move |c: char| !c.is_ascii() || c.eq_ignore_ascii_case(&letter);
    next(&letter('m')) && next(&letter('t')) && next(&|c| DOTS.contains(&c)) && next(&|_| true)
}

/// Whether a path has a part that begins with a dot.
pub(crate) fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_nearly_ours() {
        for name in [
            "a.tm",
            "b/a.TM",
            "a.Tm",
            "a.tm.",
            "a.tm ",
            "a.tM. .",
            "a.tm\u{2800}",
            "a.t\u{301}m",
            "a.tm\u{1d159}",
            "a.tм",
            "a.тм",
            "a.ｔｍ",
            "a．tm",
            "a․tm",
            "a.tｍ ",
        ] {
            assert!(is_nearly_tm(Path::new(name)), "{name}");
        }
        for name in ["tm", ".tm", "a.tmx", "a.t m", "atm", "a.tm.bak", "...", "", "報告書", "a.日本語", "·tm", "a.м"]
        {
            assert!(!is_nearly_tm(Path::new(name)), "{name}");
        }
    }
}
