//! A world in which files stay as they were first read, but for what is put into their place.
//!
//! So a run that looks at the same files several times sees one state of them, whatever happens on the machine
//! meanwhile, and can be shown what it would see if some of them said something else.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::driver::world::is_tm;
use crate::driver::{DotFault, Facts, Walked, World};
use crate::model::Date;
use crate::syntax::MAX_FILE;

/// Another world, with memory.
pub(crate) struct Kept<'w> {
    world: &'w dyn World,
    files: Mutex<BTreeMap<PathBuf, File>>,
}

/// What is kept of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// What was read.
    pub(crate) was: Arc<[u8]>,
    /// What stands in its place.
    pub(crate) now: Arc<[u8]>,
}

impl<'w> Kept<'w> {
    /// Nothing has been read yet.
    pub(crate) fn new(world: &'w dyn World) -> Kept<'w> {
        Kept { world, files: Mutex::default() }
    }

    /// What was read of a file and what stands in its place, if it was read.
    pub(crate) fn file(&self, path: &Path) -> Option<File> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(path).cloned()
    }

    /// Puts something into the place of a file that was read.
    pub(crate) fn put(&self, path: &Path, bytes: Vec<u8>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get_mut(path) {
            file.now = bytes.into();
        }
    }
}

impl World for Kept<'_> {
    fn here(&self) -> io::Result<PathBuf> {
        self.world.here()
    }

    fn has(&self, folder: &Path, name: &str) -> bool {
        self.world.has(folder, name)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.world.is_folder(path)
    }

    fn is_link(&self, path: &Path) -> bool {
        self.world.is_link(path)
    }

    fn enter(&self, folder: &Path) -> io::Result<PathBuf> {
        self.world.enter(folder)
    }

    fn look(&self, anchor: &Path, path: &Path) -> io::Result<Facts> {
        self.world.look(anchor, path)
    }

    fn read(&self, anchor: &Path, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        // What is read beside models, sources with tests among it, is not changed and need not be kept.
        if !is_tm(path) {
            return self.world.read(anchor, path, most);
        }
        let known = self.file(path);
        let now = match known {
            Some(file) => file.now,
            None => {
                let read: Arc<[u8]> = self.world.read(anchor, path, MAX_FILE + 1)?.into();
                let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
                let file = files.entry(path.to_path_buf()).or_insert(File { was: Arc::clone(&read), now: read });
                Arc::clone(&file.now)
            }
        };
        Ok(now.iter().take(most).copied().collect())
    }

    fn list(&self, anchor: &Path, folder: &Path) -> io::Result<Walked> {
        self.world.list(anchor, folder)
    }

    fn alike(&self, folder: &Path, name: &str) -> Vec<String> {
        self.world.alike(folder, name)
    }

    fn walk(&self, anchor: &Path, folder: &Path, most: usize) -> Walked {
        self.world.walk(anchor, folder, most)
    }

    fn today(&self) -> Date {
        self.world.today()
    }

    fn dot(&self, graph: &str) -> Result<String, DotFault> {
        self.world.dot(graph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;

    #[test]
    fn what_was_read_stays() {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        world.add("a.tm", "first");
        world.add("b.txt", "text");
        let kept = Kept::new(&world);
        let (root, a) = (Path::new("/project"), Path::new("/project/a.tm"));
        assert_eq!(kept.file(a), None);
        assert_eq!(kept.read(root, a, 3).unwrap(), b"fir");
        assert_eq!(kept.read(root, a, 9).unwrap(), b"first");
        kept.put(a, b"second".to_vec());
        assert_eq!(kept.read(root, a, 9).unwrap(), b"second");
        let file = kept.file(a).unwrap();
        assert_eq!((&*file.was, &*file.now), (b"first".as_slice(), b"second".as_slice()));
        assert_eq!(kept.read(root, Path::new("/project/b.txt"), 9).unwrap(), b"text");
        assert_eq!(kept.file(Path::new("/project/b.txt")), None);
    }
}
