//! What the compiler may ask of the machine it runs on, and nothing else.
//!
//! Everything below the driver computes; only a [`World`] reads files and the clock. The command line brings
//! [`DiskWorld`](crate::driver::DiskWorld), tests bring [`MemoryWorld`](crate::driver::MemoryWorld).

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::Date;

/// What a path leads to, links followed.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it leads to.
    pub kind: FileKind,
    /// Length in bytes; meaningful for files only.
    pub len: u64,
}

/// A file that a walk came across.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The folder that was walked and the way down to the file.
    pub path: PathBuf,
    /// Whether it is a symbolic link, so that its canonical path is another.
    pub link: bool,
}

/// What a walk gives.
#[derive(Debug, Default)]
pub struct Walked {
    /// Every `.tm` file, by path; folders of that name are left out.
    pub files: Vec<Found>,
    /// Folders that could not be looked into, by path.
    pub unreadable: Vec<(PathBuf, io::Error)>,
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
/// Paths that are given to `read` and `walk` are canonical; the driver has made sure that they lie inside the
/// project.
pub trait World: Sync {
    /// The absolute path with all links resolved.
    ///
    /// # Errors
    /// When nothing is there, when links form a loop, or when a folder on the way may not be entered.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// What a path leads to.
    ///
    /// # Errors
    /// As [`World::canonical`].
    fn facts(&self, path: &Path) -> io::Result<Facts>;

    /// The bytes of a file, but at most `most` of them.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>>;

    /// The `.tm` files directly in a folder, by path; hidden ones left out.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn list(&self, folder: &Path) -> io::Result<Vec<Found>>;

    /// The `.tm` files in a folder at any depth, by path, without hidden files and what git ignores. Links to
    /// folders are not followed. Stops when it has more than `most`.
    fn walk(&self, folder: &Path, most: usize) -> Walked;

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
