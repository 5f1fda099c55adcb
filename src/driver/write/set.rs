//! A folder of files that belong together, swapped in whole: nobody ever sees some of one version beside some of another.
//!
//! The new files are written into a folder beside the old one. Where a file has not changed, the old one is linked into
//! it, so that it keeps its time. At the end both folders change places in one step of the system's, where it has one,
//! and the old one is taken away. A list in the folder says which files are ours: what an earlier set had and this one
//! has not goes, and what anybody else put there stays.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use cap_fs_ext::DirExt;
use cap_std::fs::{Dir, File, OpenOptions};

use crate::driver::disk::{open_file, open_folder};
use crate::driver::named::{Named, named};
use crate::driver::place::slashes;
use crate::driver::write::beside::{first_free, left_behind, lock};
use crate::driver::write::{Missing, old, open, with_line_ends_of};
use crate::driver::{DiskWorld, Written};

/// The list of a set's files, one path a line, itself left out.
pub const MANIFEST: &str = ".palisade-files";

/// The largest list that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// How deep folders of others are carried over one by one.
const DEEPEST: usize = 20;

/// A set of files that is being written.
pub struct FileSet {
    /// The folder that holds both.
    out: Dir,
    /// What the folder is called in it.
    name: PathBuf,
    /// Beside it, the folder of the new files.
    stage_name: PathBuf,
    stage: Dir,
    /// The list, locked until the set is in its place.
    manifest: File,
    /// What stands there now, if it is a folder.
    old: Option<Dir>,
    /// The files so far.
    files: BTreeSet<PathBuf>,
    changed: bool,
    done: bool,
}

impl FileSet {
    /// Begins a set: the folder `name` in the folder `out`, which a person or the configuration named and which is made if
    /// it is missing.
    ///
    /// # Errors
    /// When a part of the way is a link, when something that is no folder stands in the place, or nothing can be made there.
    pub fn begin(out: &Path, name: &str) -> io::Result<FileSet> {
        let Named { anchor, path } = named(&DiskWorld::default(), out)?;
        let out = open(&anchor, &path, Missing::Made)?;
        let name = PathBuf::from(name);
        if !matches!(name.components().collect::<Vec<_>>().as_slice(), [Component::Normal(_)]) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let old = match out.symlink_metadata(&name) {
            Ok(data) if data.is_dir() => Some(out.open_dir_nofollow(&name)?),
            Ok(data) if data.is_symlink() => None,
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(_) => None,
        };
        tidy(&out, &name);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        let (stage_name, (stage, manifest)) = first_free(name.as_os_str(), |stage| {
            out.create_dir(stage)?;
            let dir = out.open_dir_nofollow(stage)?;
            let manifest = lock(dir.open_with(MANIFEST, &options)?)?;
            Ok((dir, manifest))
        })?;
        if let Some(permissions) = old.as_ref().and_then(|old| Some(old.dir_metadata().ok()?.permissions())) {
            out.set_permissions(&stage_name, permissions)?;
        }
        let files = BTreeSet::new();
        Ok(FileSet { out, name, stage_name, stage, manifest, old, files, changed: false, done: false })
    }

    /// Puts a file into the set, by its path from the set's folder.
    ///
    /// # Errors
    /// When it cannot be written; the set can go on without it, and with the old file gone.
    pub fn put(&mut self, path: &Path, bytes: &[u8]) -> io::Result<Written> {
        if !is_plain(path) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let name = Path::new(path.file_name().unwrap_or_default());
        if !folder.as_os_str().is_empty() {
            self.stage.create_dir_all(folder)?;
        }
        let dir = open_folder(&self.stage, folder)?;
        let before = self.old.as_ref().and_then(|old| open_folder(old, folder).ok());
        let there = before.as_ref().and_then(|before| old(before, name, bytes.len()));
        let bytes = &*with_line_ends_of(there.as_deref(), bytes);
        if let Some(before) = before.as_ref().filter(|_| there.is_some_and(|there| there == bytes)) {
            // A file system without links to files gets a copy.
            if before.hard_link(name, &dir, name).is_err() {
                dir.write(name, bytes)?;
            }
            self.files.insert(path.to_path_buf());
            return Ok(Written::Same);
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let mut file = dir.open_with(name, &options)?;
        file.write_all(bytes)?;
        file.flush()?;
        let data = before.and_then(|before| before.symlink_metadata(name).ok());
        if let Some(data) = data.filter(|data| data.is_file()) {
            file.set_permissions(data.permissions())?;
        }
        self.files.insert(path.to_path_buf());
        self.changed = true;
        Ok(Written::Changed)
    }

    /// Swaps the set in. Where nothing has changed, nothing is touched.
    ///
    /// # Errors
    /// When the folders cannot change places; the old set then still stands there.
    pub fn finish(mut self) -> io::Result<()> {
        let listed = self.old.as_ref().map(read_manifest).unwrap_or_default();
        let gone = self.old.as_ref().is_some_and(|old| listed.difference(&self.files).any(|file| is_there(old, file)));
        if !self.changed && !gone && listed == self.files {
            return Ok(());
        }
        let list: String = self.files.iter().map(|file| slashes(file) + "\n").collect();
        self.manifest.write_all(list.as_bytes())?;
        self.manifest.flush()?;
        if let Some(old) = &self.old {
            let ours: BTreeSet<PathBuf> = listed.union(&self.files).cloned().collect();
            carry_links(old, &self.stage, Path::new(""), &ours, 0);
        }
        match self.out.symlink_metadata(&self.name) {
            Ok(data) if data.is_dir() => {
                exchange(&self.out, &self.stage_name, &self.name)?;
                self.done = true;
                // The old folder stands beside the new one now. What others put there and could not be linked moves over.
                if let Some(old) = &self.old {
                    carry_rest(old, &self.stage, Path::new(""), &listed, 0);
                }
                // The next run tries again if this fails.
                let _ = self.out.remove_dir_all(&self.stage_name);
            }
            there => {
                if there.is_ok_and(|data| data.is_symlink()) {
                    self.out.remove_file_or_symlink(&self.name)?;
                }
                self.out.rename(&self.stage_name, &self.out, &self.name)?;
                self.done = true;
            }
        }
        Ok(())
    }
}

impl Drop for FileSet {
    fn drop(&mut self) {
        if !self.done {
            // Nothing to be done if this fails; the next run tries again.
            let _ = self.out.remove_dir_all(&self.stage_name);
        }
    }
}

/// Lets two folders change places, in one step where the system can.
fn exchange(out: &Dir, stage: &Path, name: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(out, stage, out, name, RenameFlags::EXCHANGE) {
            // Not every file system knows it.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return done.map_err(io::Error::from),
        }
    }
    let (aside, ()) = first_free(name.as_os_str(), |aside| out.rename(name, out, aside))?;
    match out.rename(stage, out, name) {
        Ok(()) => out.rename(&aside, out, stage),
        Err(error) => {
            out.rename(&aside, out, name)?;
            Err(error)
        }
    }
}

/// Links the files that are not ours from the old folder into the new one, as far as the file system links files.
fn carry_links(old: &Dir, new: &Dir, below: &Path, ours: &BTreeSet<PathBuf>, depth: usize) {
    let Ok(entries) = old.entries() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let (path, name) = (below.join(&name), Path::new(&name));
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_file() && !ours.contains(&path) && path != Path::new(MANIFEST) {
            let _ = old.hard_link(name, new, name);
        } else if kind.is_dir() && depth < DEEPEST {
            let Ok(inner) = old.open_dir_nofollow(name) else { continue };
            if let Ok(target) = new.open_dir_nofollow(name) {
                carry_links(&inner, &target, &path, ours, depth + 1);
            }
        }
    }
}

/// Moves what is not ours and not there yet from the old folder into the new one: whole folders where none is there.
fn carry_rest(old: &Dir, new: &Dir, below: &Path, ours: &BTreeSet<PathBuf>, depth: usize) {
    let Ok(entries) = old.entries() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let (path, name) = (below.join(&name), Path::new(&name));
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let there = new.symlink_metadata(name);
        let has_ours = ours.range(path.clone()..).next().is_some_and(|file| file.starts_with(&path));
        if path == Path::new(MANIFEST) || (ours.contains(&path) && !is_folder) {
            continue;
        }
        match there {
            Err(_) if !is_folder || !has_ours => drop(old.rename(name, new, name)),
            Err(_) if depth < DEEPEST => {
                // A folder of which some is ours and goes, and some is not and stays.
                let Ok(inner) = old.open_dir_nofollow(name) else { continue };
                if holds_others(&inner, &path, ours, depth) && new.create_dir(name).is_ok() {
                    let Ok(target) = new.open_dir_nofollow(name) else { continue };
                    carry_rest(&inner, &target, &path, ours, depth + 1);
                }
            }
            Ok(data) if is_folder && data.is_dir() && depth < DEEPEST => {
                let (Ok(inner), Ok(target)) = (old.open_dir_nofollow(name), new.open_dir_nofollow(name)) else {
                    continue;
                };
                carry_rest(&inner, &target, &path, ours, depth + 1);
            }
            _ => {}
        }
    }
}

/// Whether a folder holds anything that is not ours.
fn holds_others(folder: &Dir, below: &Path, ours: &BTreeSet<PathBuf>, depth: usize) -> bool {
    let Ok(entries) = folder.entries() else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let path = below.join(&name);
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            return !ours.contains(&path);
        }
        let inner = folder.open_dir_nofollow(&name);
        depth >= DEEPEST || inner.is_ok_and(|inner| holds_others(&inner, &path, ours, depth + 1))
    })
}

/// Takes away the folders that killed runs left beside a set, after what others had put into the set and a killed run had
/// not moved yet was put back.
fn tidy(out: &Dir, name: &Path) {
    for stage in left_behind(out, name.as_os_str()) {
        let stage = Path::new(&stage);
        let Ok(dir) = out.open_dir_nofollow(stage) else { continue };
        let (ours, held) = match open_file(&dir, Path::new(MANIFEST)) {
            Ok((manifest, _)) => match lock(manifest) {
                Ok(held) => (read_manifest(&dir), Some(held)),
                // Its run is alive.
                Err(_) => continue,
            },
            // Just made by a run that is alive, which then makes another.
            Err(_) if out.remove_dir(stage).is_ok() => continue,
            // What stood there before there were lists.
            Err(_) => (BTreeSet::new(), None),
        };
        match out.open_dir_nofollow(name) {
            // An empty list is that of a set which was never finished: all of it is ours.
            Ok(new) if held.is_none() || !ours.is_empty() => carry_rest(&dir, &new, Path::new(""), &ours, 0),
            Ok(_) => {}
            // Killed between two steps: what was moved aside goes back.
            Err(_) if !ours.is_empty() && out.symlink_metadata(name).is_err() => {
                let _ = out.rename(stage, out, name);
                continue;
            }
            Err(_) => {}
        }
        let _ = out.remove_dir_all(stage);
    }
}

/// The files that the list of a set names; what is no path inside the set is passed over.
fn read_manifest(set: &Dir) -> BTreeSet<PathBuf> {
    let Ok((file, _)) = open_file(set, Path::new(MANIFEST)) else { return BTreeSet::new() };
    let mut text = String::new();
    if file.take(LARGEST).read_to_string(&mut text).is_err() {
        return BTreeSet::new();
    }
    text.lines().map(PathBuf::from).filter(|path| is_plain(path)).collect()
}

/// Whether a path leads down only, and to no list.
fn is_plain(path: &Path) -> bool {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    path.components().all(plain) && path.file_name().is_some_and(|name| name != OsStr::new(MANIFEST))
}

fn is_there(set: &Dir, file: &Path) -> bool {
    let folder = open_folder(set, file.parent().unwrap_or(Path::new("")));
    folder.is_ok_and(|folder| folder.symlink_metadata(file.file_name().unwrap_or_default()).is_ok())
}
