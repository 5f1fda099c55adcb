//! A world made of a few texts and a fixed day, for tests and for editors.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::driver::world::is_tm;
use crate::driver::{Facts, FileKind, Found, Walked, World};
use crate::model::Date;

/// The folder in which a [`MemoryWorld`] stands: relative paths begin here.
pub const MEMORY_ROOT: &str = "/project";

/// Files in memory. It has no links, no hidden files and nothing that git ignores.
#[derive(Clone, Debug)]
pub struct MemoryWorld {
    files: BTreeMap<PathBuf, Vec<u8>>,
    day: Date,
}

impl MemoryWorld {
    /// An empty world on a day.
    pub fn new(day: Date) -> MemoryWorld {
        MemoryWorld { files: BTreeMap::new(), day }
    }

    /// Puts a file there, below [`MEMORY_ROOT`] unless the path is absolute; a file of this path is replaced.
    pub fn add(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(absolute(path.as_ref()), bytes.into());
    }

    fn kind(&self, path: &Path) -> Option<FileKind> {
        if self.files.contains_key(path) {
            return Some(FileKind::File);
        }
        let inside = path == Path::new(MEMORY_ROOT) || self.files.keys().any(|file| file.starts_with(path));
        inside.then_some(FileKind::Folder)
    }
}

impl World for MemoryWorld {
    fn here(&self) -> io::Result<PathBuf> {
        Ok(PathBuf::from(MEMORY_ROOT))
    }

    fn has(&self, folder: &Path, name: &str) -> bool {
        self.kind(&folder.join(name)).is_some()
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.kind(path) == Some(FileKind::Folder)
    }

    fn enter(&self, folder: &Path) -> io::Result<PathBuf> {
        Ok(folder.to_path_buf())
    }

    fn look(&self, _: &Path, path: &Path) -> io::Result<Facts> {
        let kind = self.kind(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Facts { path: path.to_path_buf(), kind })
    }

    fn read(&self, _: &Path, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let bytes = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(bytes.iter().take(most).copied().collect())
    }

    fn list(&self, anchor: &Path, folder: &Path) -> io::Result<Walked> {
        let mut walked = self.walk(anchor, folder, usize::MAX);
        walked.files.retain(|file| file.path.parent() == Some(folder));
        Ok(walked)
    }

    fn alike(&self, folder: &Path, name: &str) -> Vec<String> {
        let files = self.files.keys().filter(|path| path.parent() == Some(folder));
        let names = files.filter_map(|path| path.file_name()?.to_str());
        names.filter(|other| *other != name && other.eq_ignore_ascii_case(name)).map(str::to_owned).collect()
    }

    fn walk(&self, _: &Path, folder: &Path, most: usize) -> Walked {
        let files = self.files.keys().filter(|path| path.starts_with(folder) && is_tm(path));
        let files = files.take(most.saturating_add(1)).map(|path| Found { path: path.clone(), link: false });
        Walked { files: files.collect(), ..Walked::default() }
    }

    fn today(&self) -> Date {
        self.day
    }
}

/// The path from the root, without `.` and `..`.
fn absolute(path: &Path) -> PathBuf {
    let mut out = PathBuf::from(MEMORY_ROOT);
    for part in path.components() {
        match part {
            Component::RootDir | Component::Prefix(_) => out = PathBuf::from("/"),
            Component::ParentDir => drop(out.pop()),
            Component::Normal(part) => out.push(part),
            Component::CurDir => {}
        }
    }
    out
}
