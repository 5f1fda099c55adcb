//! A folder of files that belong together, swapped in whole: nobody ever sees some of one version beside some of another.
//!
//! The new files are written into a folder beside the old one, the *stage*. Where a file has not changed, the old one is
//! linked into it, so that it keeps its time. Before both change places, what others put into the old folder is taken along:
//! files are linked, all else is moved. So nothing but what we wrote is left in the old folder, and what we wrote is known
//! by name: a list in the folder says it, and it is believed only as far as it names what we can have written. Nothing else
//! is ever deleted. Where something cannot be taken along, or the folders cannot change places (a mount, a layer of a
//! container), the files are replaced one by one.
//!
//! One run at a time writes into a folder of such folders. What a killed run left has a marker, or a list.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant};

use cap_fs_ext::{DirExt, MetadataExt};
use cap_std::fs::{Dir, File, OpenOptions};

use crate::driver::disk::{open_file, open_folder};
use crate::driver::named::{GIT, Named, named};
use crate::driver::place::slashes;
use crate::driver::write::beside::{Beside, first_free, left_behind};
use crate::driver::write::{Missing, old, open, permissions, with_line_ends_of};
use crate::driver::{DiskWorld, Written};

/// The list of a set's files, one path a line, itself left out.
pub const MANIFEST: &str = ".palisade-files";

/// What stands in a stage until it is whole.
const MARKER: &str = ".palisade-stage";

/// The largest list that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// How deep folders of others are looked into.
const DEEPEST: usize = 100;
/// How long another run that writes there is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A set of files that is being written.
pub struct FileSet {
    /// The folder that holds both, and the lock that this run holds on it.
    out: Dir,
    _lock: Option<File>,
    /// What the folder is called in it.
    name: PathBuf,
    /// Beside it, the folder of the new files.
    stage_name: PathBuf,
    stage: Dir,
    /// What stands there now, if it is a folder.
    old: Option<Dir>,
    /// Whether a file is one that we can have written.
    ours: fn(&Path) -> bool,
    /// The files so far.
    files: BTreeSet<PathBuf>,
    changed: bool,
}

impl FileSet {
    /// Begins a set: the folder `name` in the folder `out`, which a person or the configuration named and which is made if
    /// it is missing. `ours` says of a path in the set whether it is one that we can have written.
    ///
    /// # Errors
    /// When a part of the way is a link or git's, when something that is no folder stands in the place, when another run
    /// writes there for a minute, or nothing can be made there.
    pub fn begin(out: &Path, name: &str, ours: fn(&Path) -> bool) -> io::Result<FileSet> {
        let Named { anchor, path } = named(&DiskWorld::default(), out)?;
        let below = path.strip_prefix(&anchor).unwrap_or(&path);
        if below.components().any(|part| part.as_os_str().eq_ignore_ascii_case(GIT)) {
            return Err(io::Error::other("it is git's own"));
        }
        let out = open(&anchor, &path, Missing::Made)?;
        let name = PathBuf::from(name);
        if !matches!(name.components().collect::<Vec<_>>().as_slice(), [Component::Normal(_)]) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let lock = lock(&out)?;
        let old = match out.symlink_metadata(&name) {
            Ok(data) if data.is_dir() => Some(out.open_dir_nofollow(&name)?),
            Ok(data) if data.is_symlink() => None,
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(_) => None,
        };
        tidy(&out, &name, ours);
        let (stage_name, stage) = first_free(name.as_os_str(), |stage| {
            out.create_dir(stage)?;
            let dir = out.open_dir_nofollow(stage)?;
            dir.open_with(MARKER, OpenOptions::new().write(true).create_new(true))?;
            Ok(dir)
        })?;
        if let Some(data) = old.as_ref().and_then(|old| old.dir_metadata().ok()) {
            out.set_permissions(&stage_name, permissions(&data))?;
        }
        let files = BTreeSet::new();
        Ok(FileSet { out, _lock: lock, name, stage_name, stage, old, ours, files, changed: false })
    }

    /// Puts a file into the set, by its path from the set's folder.
    ///
    /// # Errors
    /// When it cannot be written; the set can go on without it, and with the old file gone.
    pub fn put(&mut self, path: &Path, bytes: &[u8]) -> io::Result<Written> {
        if !is_plain(path) || !(self.ours)(path) {
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
            file.set_permissions(permissions(&data))?;
        }
        self.files.insert(path.to_path_buf());
        self.changed = true;
        Ok(Written::Changed)
    }

    /// Swaps the set in. Where nothing has changed, nothing is touched.
    ///
    /// # Errors
    /// When something of others stands where a file or folder of the set is to stand, or nothing can be replaced there; the
    /// old set then still stands there, as far as its files could not be replaced one by one.
    pub fn finish(self) -> io::Result<()> {
        let listed = self.old.as_ref().map(|old| read_list(old, self.ours)).unwrap_or_default();
        let gone = self.old.as_ref().is_some_and(|old| listed.difference(&self.files).any(|file| is_there(old, file)));
        let has_list = self.old.as_ref().is_some_and(|old| old.symlink_metadata(MANIFEST).is_ok());
        if !self.changed && !gone && has_list && listed == self.files {
            return Ok(());
        }
        let Some(old) = &self.old else {
            write_list(&self.stage, &self.files)?;
            self.stage.remove_file(MARKER)?;
            if self.out.symlink_metadata(&self.name).is_ok_and(|data| data.is_symlink()) {
                self.out.remove_file_or_symlink(&self.name)?;
            }
            return self.out.rename(&self.stage_name, &self.out, &self.name);
        };
        self.clashes(old)?;
        let ours: BTreeSet<PathBuf> = listed.union(&self.files).cloned().collect();
        write_list(&self.stage, &self.files)?;
        let mut moved = Vec::new();
        let carried = carry(old, &self.stage, Path::new(""), &ours, &mut moved, 0);
        let swapped = carried.and_then(|()| {
            if !has_list {
                // So that whoever tidies knows what was ours.
                write_list(old, &ours.iter().filter(|file| is_there(old, file)).cloned().collect())?;
            }
            self.stage.remove_file(MARKER)?;
            exchange(&self.out, &self.stage_name, &self.name)
        });
        if swapped.is_ok() {
            // The old folder stands beside the new one now, and holds what is ours or linked.
            remove_known(&self.out, &self.stage_name, old, &self.stage, &ours);
            return Ok(());
        }
        for path in moved.iter().rev() {
            self.stage.rename(path, old, path)?;
        }
        self.one_by_one(old, &listed)
    }

    /// Whether something of others stands where something of the set is to stand.
    fn clashes(&self, old: &Dir) -> io::Result<()> {
        for file in &self.files {
            let mut at = PathBuf::new();
            for part in file.components() {
                at.push(part);
                let is_file = at == *file;
                let Ok(data) = old.symlink_metadata(&at) else { break };
                if data.is_dir() == is_file && !data.is_symlink() {
                    let (is, needed) = if is_file { ("a folder", "a file") } else { ("no folder", "a folder") };
                    let what = format!("`{}` is {is}, and {needed} is to stand there", slashes(&at));
                    return Err(io::Error::other(what));
                }
                if data.is_symlink() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Replaces the files where they stand.
    fn one_by_one(&self, old: &Dir, listed: &BTreeSet<PathBuf>) -> io::Result<()> {
        for file in self.files.iter() {
            let folder = file.parent().unwrap_or(Path::new(""));
            if !folder.as_os_str().is_empty() {
                if old.symlink_metadata(folder).is_ok_and(|data| data.is_symlink()) {
                    old.remove_file_or_symlink(folder)?;
                }
                old.create_dir_all(folder)?;
            }
            let (from, to) = (open_folder(&self.stage, folder)?, open_folder(old, folder)?);
            let name = Path::new(file.file_name().unwrap_or_default());
            // Two names of one file are left as they are by `rename`.
            if from.rename(name, &to, name).is_err() {
                let (file, data) = open_file(&from, name)?;
                let mut bytes = Vec::new();
                file.take(data.len()).read_to_end(&mut bytes)?;
                crate::driver::write::replace(&to, name, &bytes)?;
            }
        }
        for file in listed.difference(&self.files) {
            remove_file(old, file);
        }
        remove_empty_folders(old, listed);
        write_list(old, &self.files)
    }
}

impl Drop for FileSet {
    fn drop(&mut self) {
        // All of a stage that is not whole is ours; one that was swapped in has lost its marker.
        if self.stage.symlink_metadata(MARKER).is_ok() {
            let all = plain_files(&self.stage, Path::new(""), self.ours, 0);
            remove_empty(&self.stage, 0);
            remove_known(&self.out, &self.stage_name, &self.stage, &self.stage, &all);
        }
    }
}

/// Locks a folder for this run. Where folders cannot be locked there is no lock.
fn lock(out: &Dir) -> io::Result<Option<File>> {
    let Ok(file) = out.open(".").map(File::into_std) else { return Ok(None) };
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(File::from_std(file))),
            Err(std::fs::TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(std::fs::TryLockError::WouldBlock) => {
                return Err(io::Error::other("another run is writing there"));
            }
            Err(std::fs::TryLockError::Error(_)) => return Ok(None),
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

/// Takes what is not ours along from one folder into another: files are linked, all else is moved, and told in `moved`.
fn carry(
    old: &Dir,
    new: &Dir,
    below: &Path,
    ours: &BTreeSet<PathBuf>,
    moved: &mut Vec<PathBuf>,
    depth: usize,
) -> io::Result<()> {
    let here = old.dir_metadata()?.dev();
    for entry in old.entries()? {
        let entry = entry?;
        let name = entry.file_name();
        let (path, name) = (below.join(&name), Path::new(&name));
        let data = old.symlink_metadata(name)?;
        if path == Path::new(MANIFEST) || path == Path::new(MARKER) || (ours.contains(&path) && !data.is_dir()) {
            continue;
        }
        if data.dev() != here || depth > DEEPEST {
            return Err(io::ErrorKind::CrossesDevices.into());
        }
        let has_ours = ours.range(path.clone()..).next().is_some_and(|file| file.starts_with(&path));
        if data.is_dir() && has_ours {
            let inner = old.open_dir_nofollow(name)?;
            if !holds_others(&inner, &path, ours, depth)? {
                continue;
            }
            if new.symlink_metadata(name).is_err() {
                new.create_dir(name)?;
            }
            carry(&inner, &new.open_dir_nofollow(name)?, &path, ours, moved, depth + 1)?;
        } else if !data.is_file() || old.hard_link(name, new, name).is_err() {
            old.rename(name, new, name)?;
            moved.push(path);
        }
    }
    Ok(())
}

/// Whether a folder holds anything that is not ours.
fn holds_others(folder: &Dir, below: &Path, ours: &BTreeSet<PathBuf>, depth: usize) -> io::Result<bool> {
    if depth > DEEPEST {
        return Ok(true);
    }
    for entry in folder.entries()? {
        let entry = entry?;
        let name = entry.file_name();
        let path = below.join(&name);
        let others = match entry.file_type()?.is_dir() {
            true => holds_others(&folder.open_dir_nofollow(&name)?, &path, ours, depth + 1)?,
            false => !ours.contains(&path),
        };
        if others {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes a folder of ours away: what is listed, what is the same file as one that stands at the same place in `kept`, the
/// folders that are empty then, its list last. Anything else stays, and the folder with it.
fn remove_known(out: &Dir, name: &Path, folder: &Dir, kept: &Dir, ours: &BTreeSet<PathBuf>) {
    for file in ours {
        remove_file(folder, file);
    }
    let own = name_of(folder) == name_of(kept);
    remove_links(folder, if own { None } else { Some(kept) }, 0);
    let _ = folder.remove_file(MARKER);
    remove_empty_folders(folder, ours);
    let only_list = folder.entries().is_ok_and(|entries| entries.flatten().all(|entry| entry.file_name() == MANIFEST));
    if only_list {
        let _ = folder.remove_file(MANIFEST);
        let _ = out.remove_dir(name);
    }
}

/// What tells a folder from another.
fn name_of(folder: &Dir) -> Option<(u64, u64)> {
    folder.dir_metadata().ok().map(|data| (data.dev(), data.ino()))
}

/// Takes away the second names of files that stand at the same place in another folder, and the folders that only those
/// were in.
fn remove_links(folder: &Dir, kept: Option<&Dir>, depth: usize) {
    let (Some(kept), Ok(entries)) = (kept, folder.entries()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let (Ok(mine), Ok(theirs)) = (folder.symlink_metadata(&name), kept.symlink_metadata(&name)) else { continue };
        if mine.is_file() && (mine.dev(), mine.ino()) == (theirs.dev(), theirs.ino()) {
            let _ = folder.remove_file(&name);
        } else if mine.is_dir() && theirs.is_dir() && depth < DEEPEST {
            let (Ok(inner), Ok(other)) = (folder.open_dir_nofollow(&name), kept.open_dir_nofollow(&name)) else {
                continue;
            };
            remove_links(&inner, Some(&other), depth + 1);
            let _ = folder.remove_dir(&name);
        }
    }
}

fn remove_file(folder: &Dir, file: &Path) {
    if let Ok(folder) = open_folder(folder, file.parent().unwrap_or(Path::new(""))) {
        let _ = folder.remove_file_or_symlink(file.file_name().unwrap_or_default());
    }
}

/// Takes away the folders that files of a list stand in, where they are empty; the innermost first.
fn remove_empty_folders(folder: &Dir, files: &BTreeSet<PathBuf>) {
    let folders = files.iter().flat_map(|file| file.ancestors().skip(1)).filter(|at| !at.as_os_str().is_empty());
    let folders: BTreeSet<&Path> = folders.collect();
    for at in folders.iter().rev() {
        if let Ok(around) = open_folder(folder, at.parent().unwrap_or(Path::new(""))) {
            let _ = around.remove_dir(at.file_name().unwrap_or_default());
        }
    }
}

/// Takes away the folders of a stage that nothing was put into yet.
fn remove_empty(folder: &Dir, depth: usize) {
    let Ok(entries) = folder.entries() else { return };
    for entry in entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        if let (Ok(inner), true) = (folder.open_dir_nofollow(entry.file_name()), depth < DEEPEST) {
            remove_empty(&inner, depth + 1);
        }
        let _ = folder.remove_dir(entry.file_name());
    }
}

/// Takes away what killed runs left beside a set, after what others had put into the set was put back.
fn tidy(out: &Dir, name: &Path, ours: fn(&Path) -> bool) {
    for stage in left_behind(out, name.as_os_str()) {
        let stage = Path::new(&stage);
        let Ok(dir) = out.open_dir_nofollow(stage) else { continue };
        Beside::tidy(&dir, Path::new(MANIFEST));
        let (marked, has_list) = (dir.symlink_metadata(MARKER).is_ok(), dir.symlink_metadata(MANIFEST).is_ok());
        match (marked, has_list) {
            // Somebody else's, unless it has just been made.
            (false, false) => drop(out.remove_dir(stage)),
            // Never finished, and nothing of others was moved into it yet.
            (true, false) => {
                let all = plain_files(&dir, Path::new(""), ours, 0);
                remove_empty(&dir, 0);
                remove_known(out, stage, &dir, &dir, &all);
            }
            (_, true) => match out.open_dir_nofollow(name) {
                Ok(new) => {
                    let mut listed = read_list(&dir, ours);
                    if marked {
                        // Its list may be half written, and what others have in it is a second name at most.
                        listed.extend(plain_files(&dir, Path::new(""), ours, 0));
                    }
                    // What is left stays there, and so does the folder.
                    let _ = carry(&dir, &new, Path::new(""), &listed, &mut Vec::new(), 0);
                    remove_known(out, stage, &dir, &new, &listed);
                }
                Err(_) if out.symlink_metadata(name).is_err() => {
                    let _ = dir.remove_file(MARKER);
                    let _ = out.rename(stage, out, name);
                }
                Err(_) => {}
            },
        }
    }
}

/// The files of a stage that we can have written.
fn plain_files(folder: &Dir, below: &Path, ours: fn(&Path) -> bool, depth: usize) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let Ok(entries) = folder.entries() else { return found };
    for entry in entries.flatten() {
        let path = below.join(entry.file_name());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if let (Ok(inner), true) = (folder.open_dir_nofollow(entry.file_name()), depth < DEEPEST) {
                found.extend(plain_files(&inner, &path, ours, depth + 1));
            }
        } else if ours(&path) {
            found.insert(path);
        }
    }
    found
}

/// The files that the list of a set names, as far as we can have written them.
fn read_list(set: &Dir, ours: fn(&Path) -> bool) -> BTreeSet<PathBuf> {
    let Ok((file, _)) = open_file(set, Path::new(MANIFEST)) else { return BTreeSet::new() };
    let mut bytes = Vec::new();
    if file.take(LARGEST).read_to_end(&mut bytes).is_err() {
        return BTreeSet::new();
    }
    let text = String::from_utf8_lossy(&bytes);
    text.lines().map(PathBuf::from).filter(|path| is_plain(path) && ours(path)).collect()
}

fn write_list(set: &Dir, files: &BTreeSet<PathBuf>) -> io::Result<()> {
    let list: String = files.iter().map(|file| slashes(file) + "\n").collect();
    crate::driver::write::replace(set, Path::new(MANIFEST), list.as_bytes()).map(drop)
}

/// Whether a path leads down only.
fn is_plain(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_))) && path.file_name().is_some()
}

fn is_there(set: &Dir, file: &Path) -> bool {
    let folder = open_folder(set, file.parent().unwrap_or(Path::new("")));
    folder.is_ok_and(|folder| folder.symlink_metadata(file.file_name().unwrap_or_default()).is_ok())
}
