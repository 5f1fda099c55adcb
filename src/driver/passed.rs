//! Which `.tm` files a run came across and did not read.
//!
//! Whoever searches, includes or uses files walks folders through the [`Reader`], and the reader remembers what the walks
//! saw; so nothing that is left out anywhere is left out of this list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::driver::Walked;
use crate::driver::limits::MAX_FILES;
use crate::driver::reader::Reader;
use crate::driver::roots::{Beside, inside};
use crate::driver::rounds::Extent;
use crate::driver::world::Passed;
use crate::gate::Why;

/// The files that the walks of a run saw and that are part of none of its models, and folders that were not seen whole.
/// `beside` are folders of files that the call names: of these too it is told what lies in them.
///
/// A file that is a part of a model all the same, since a path names it, is none of them.
pub(crate) fn passed_over(
    reader: &Reader<'_>,
    extent: &Extent,
    beside: &BTreeMap<PathBuf, Beside>,
) -> BTreeSet<(PathBuf, Why)> {
    // Another model is read for what it exports; its threats are another run's.
    let checked: BTreeSet<&Path> = extent.roots.iter().map(PathBuf::as_path).collect();
    let used = extent.used.iter().map(PathBuf::as_path);
    let unchecked: BTreeSet<&Path> = used.filter(|root| !checked.contains(root)).collect();
    let mut over = Over { reader, extent, unchecked, files: BTreeMap::new(), folders: BTreeSet::new() };
    over.unchecked.clone().iter().for_each(|root| over.file(root, Why::Unchecked));
    for (anchor, walked) in reader.seen().into_values() {
        over.walked(&anchor, &walked, Why::Orphan);
    }
    for (folder, Beside { anchor, deep }) in beside {
        let walked = reader.glance(anchor, folder, *deep);
        over.walked(anchor, &walked, Why::Beside);
        // Nobody asked for the whole folder, so what cannot be seen of it is no error.
        let unseen = walked.unreadable.iter().map(|(path, _)| (path.clone(), Why::Unsearched));
        over.folders.extend(unseen);
        if walked.files.len() > MAX_FILES {
            over.folders.insert((folder.clone(), Why::Unsearched));
        }
    }
    let mut all = over.folders;
    all.extend(over.files);
    all
}

struct Over<'r, 'w> {
    reader: &'r Reader<'w>,
    extent: &'r Extent,
    /// The roots of models that are used and not checked.
    unchecked: BTreeSet<&'r Path>,
    /// Each with one reason.
    files: BTreeMap<PathBuf, Why>,
    folders: BTreeSet<(PathBuf, Why)>,
}

impl Over<'_, '_> {
    /// What one walk saw; `left` is why a file that it found was not read.
    fn walked(&mut self, anchor: &Path, walked: &Walked, left: Why) {
        for (path, why) in &walked.passed {
            match why {
                Passed::Ignored => self.file(path, Why::GitIgnored),
                Passed::Hidden => self.file(path, Why::DotFolder),
                Passed::Link => self.file(path, Why::Link),
                Passed::Astray => drop(self.folders.insert((path.clone(), Why::Astray))),
                Passed::Spelled => self.file(path, Why::Spelled),
                Passed::Unsearched => drop(self.folders.insert((path.clone(), Why::Unsearched))),
                Passed::More => drop(self.folders.insert((path.clone(), Why::More))),
            }
        }
        for file in &walked.files {
            match inside(self.reader, anchor, file) {
                Some(path) => self.file(&path, left),
                None => self.file(&file.path, Why::Link),
            }
        }
    }

    /// The first reason of all is told, so that the order of walks shows nowhere.
    fn file(&mut self, path: &Path, why: Why) {
        if !self.extent.files.contains(path) || self.unchecked.contains(path) {
            let told = self.files.entry(path.to_path_buf()).or_insert(why);
            *told = why.min(*told);
        }
    }
}
