//! Everything that one run reads, each thing once: a folder is walked once and a file opened once, however many models
//! and patterns ask for it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::driver::limits::MAX_FILES;
use crate::driver::named::{CONFIG_FILE, GIT};
use crate::driver::once::Once;
use crate::driver::read::{Contents, read, words};
use crate::driver::shared::{Key, Shared};
use crate::driver::{Facts, LeadsOut, Walked, World};
use crate::model::Date;
use crate::syntax::ast::File;

/// What a folder holds that says where a project begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    /// `.git`.
    pub(crate) git: bool,
    /// Something called `palisade.toml`.
    pub(crate) config: bool,
}

/// The machine, through what has been read of it in this run.
pub(crate) struct Reader<'w> {
    pub(crate) world: &'w dyn World,
    contents: Once<Result<Contents, String>>,
    /// Which files are roots of models.
    pub(crate) roots: Once<Result<bool, String>>,
    /// What files say of other files.
    pub(crate) outlines: Once<File>,
    today: OnceLock<Date>,
    lists: Once<Result<Arc<Walked>, String>>,
    walks: Once<Walked>,
    marks: Once<Marks>,
    misnamed: Once<Vec<String>>,
    looks: Once<Result<Facts, Unlooked>>,
    /// How many links may still be followed in this run.
    links: AtomicUsize,
    seen: Mutex<Seen>,
    shared: Mutex<BTreeMap<Key, Option<Arc<Shared>>>>,
}

/// What walks came across: by folder and whether it was only listed, with the anchor.
pub(crate) type Seen = BTreeMap<(PathBuf, bool), (PathBuf, Arc<Walked>)>;

/// Why nothing is known of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unlooked {
    /// A link leads out of the anchor.
    LeadsOut,
    /// Nothing is there.
    Nothing,
    /// Something else, in words.
    Other(String),
}

/// So many links of walked folders are followed in one run; a link may lead a long way round.
const MAX_LINKS: usize = 1_000;

impl<'w> Reader<'w> {
    /// Nothing has been read yet.
    pub(crate) fn new(world: &'w dyn World) -> Reader<'w> {
        Reader {
            world,
            contents: Once::default(),
            roots: Once::default(),
            outlines: Once::default(),
            today: OnceLock::new(),
            lists: Once::default(),
            walks: Once::default(),
            marks: Once::default(),
            misnamed: Once::default(),
            looks: Once::default(),
            links: AtomicUsize::new(MAX_LINKS),
            seen: Mutex::default(),
            shared: Mutex::default(),
        }
    }

    /// What stands in a file, by its canonical path.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    pub(crate) fn contents(&self, anchor: &Path, path: &Path) -> Result<Contents, String> {
        self.contents.get(path, || read(self.world, anchor, path)).as_ref().clone()
    }

    /// The day of the run, which is one day even around midnight.
    pub(crate) fn today(&self) -> Date {
        *self.today.get_or_init(|| self.world.today())
    }

    /// The `.tm` files directly in a folder, by its canonical path. All that it saw counts as seen.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    pub(crate) fn list(&self, anchor: &Path, folder: &Path) -> Result<Arc<Walked>, String> {
        let list = || self.world.list(anchor, folder).map(Arc::new).map_err(|error| words(&error));
        let listed = self.lists.get(folder, list).as_ref().clone()?;
        self.see(anchor, folder, true, &listed);
        Ok(listed)
    }

    /// The `.tm` files below a folder, by its canonical path; one more than a model may have, if there are more. All
    /// that it saw counts as seen.
    pub(crate) fn walk(&self, anchor: &Path, folder: &Path) -> Arc<Walked> {
        let walked = self.glance(anchor, folder, true);
        self.see(anchor, folder, false, &walked);
        walked
    }

    /// As [`Reader::walk`], or [`Reader::list`] where it is not to go `deep`, and nobody is told of what it saw.
    pub(crate) fn glance(&self, anchor: &Path, folder: &Path, deep: bool) -> Arc<Walked> {
        if !deep {
            return Arc::new(self.world.list(anchor, folder).unwrap_or_default());
        }
        self.walks.get(folder, || self.world.walk(anchor, folder, MAX_FILES))
    }

    fn see(&self, anchor: &Path, folder: &Path, listed: bool, walked: &Arc<Walked>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = || (anchor.to_path_buf(), Arc::clone(walked));
        seen.entry((folder.to_path_buf(), listed)).or_insert_with(entry);
    }

    /// All that the walks of this run came across, whoever asked for them.
    pub(crate) fn seen(&self) -> Seen {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where a path leads; links are followed below the anchor.
    ///
    /// # Errors
    /// Why that is not known.
    pub(crate) fn look(&self, anchor: &Path, path: &Path) -> Result<Facts, Unlooked> {
        let look = || {
            self.world.look(anchor, path).map_err(|error| match error.kind() {
                _ if LeadsOut::caused(&error) => Unlooked::LeadsOut,
                std::io::ErrorKind::NotFound => Unlooked::Nothing,
                _ => Unlooked::Other(words(&error)),
            })
        };
        self.looks.get(path, look).as_ref().clone()
    }

    /// As [`Reader::look`], of a link that a walk came across.
    ///
    /// # Errors
    /// As there; also when too many links were followed in this run.
    pub(crate) fn follow(&self, anchor: &Path, link: &Path) -> Result<Facts, Unlooked> {
        if !self.looks.has(link) {
            let left = self.links.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
            if left.is_err() {
                return Err(Unlooked::Other(format!("a run follows {MAX_LINKS} links to `.tm` files at most")));
            }
        }
        self.look(anchor, link)
    }

    /// What a folder holds that says where a project begins.
    pub(crate) fn marks(&self, folder: &Path) -> Marks {
        let marks = || Marks { git: self.world.has(folder, GIT), config: self.world.has(folder, CONFIG_FILE) };
        *self.marks.get(folder, marks)
    }
}

impl Reader<'_> {
    /// A model that others use, if somebody has read it; nothing where it cannot be shared.
    pub(crate) fn shared(&self, key: &Key) -> Option<Option<Arc<Shared>>> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// Keeps a model for others who use it; gives what is kept, which was there before where two have read it.
    pub(crate) fn share(&self, key: Key, made: Option<Arc<Shared>>) -> Option<Arc<Shared>> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.entry(key).or_insert(made).clone()
    }

    /// The names in a folder that are that of the configuration but for the case of letters.
    pub(crate) fn misnamed(&self, folder: &Path) -> Arc<Vec<String>> {
        self.misnamed.get(folder, || self.world.alike(folder, CONFIG_FILE))
    }
}
