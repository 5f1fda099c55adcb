//! The world as it is: the file system and the clock. The only door through which files are read.
//!
//! A folder that a person named is opened once, and everything is opened relative to it, one part of the path after the
//! other, without following a link; `cap-std` does that with whatever the system has. So nothing that changes between a
//! look and the opening can lead elsewhere. Opening never waits (a pipe without a writer would), and what was opened is
//! asked what it is before it is read.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, Metadata, OpenOptions};
use jiff::{Timestamp, tz::TimeZone};

use crate::driver::dot::dot;
use crate::driver::walk;
use crate::driver::world::{Passed, is_nearly_tm, is_tm};
use crate::driver::{DotFault, Facts, FileKind, Found, LeadsOut, Walked, World};
use crate::model::Date;

/// The file system and the clock of this machine.
#[derive(Debug, Default)]
pub struct DiskWorld {
    day: Option<Date>,
    anchors: Mutex<BTreeMap<PathBuf, Arc<Dir>>>,
}

impl DiskWorld {
    /// This machine; on a day of its own, whatever the clock says, if there is one.
    pub fn on(day: Option<Date>) -> DiskWorld {
        DiskWorld { day, ..DiskWorld::default() }
    }

    fn anchor(&self, folder: &Path) -> io::Result<Arc<Dir>> {
        let anchors = self.anchors.lock().unwrap_or_else(PoisonError::into_inner);
        anchors.get(folder).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl World for DiskWorld {
    fn here(&self) -> io::Result<PathBuf> {
        std::env::current_dir()?.canonicalize()
    }

    fn has(&self, folder: &Path, name: &str) -> bool {
        folder.join(name).symlink_metadata().is_ok()
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.metadata().is_ok_and(|data| data.is_dir())
    }

    fn is_link(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok_and(|data| data.is_symlink())
    }

    fn enter(&self, folder: &Path) -> io::Result<PathBuf> {
        let path = folder.canonicalize()?;
        let mut anchors = self.anchors.lock().unwrap_or_else(PoisonError::into_inner);
        if !anchors.contains_key(&path) {
            let dir = Dir::open_ambient_dir(&path, ambient_authority())?;
            anchors.insert(path.clone(), Arc::new(dir));
        }
        Ok(path)
    }

    fn look(&self, anchor: &Path, path: &Path) -> io::Result<Facts> {
        let dir = self.anchor(anchor)?;
        let real = dir.canonicalize(below(anchor, path)?).map_err(led_out)?;
        let data = dir.symlink_metadata(&real).map_err(led_out)?;
        let kind = match (data.is_file(), data.is_dir()) {
            (true, _) => FileKind::File,
            (_, true) => FileKind::Folder,
            _ => FileKind::Other,
        };
        let path = if real == Path::new(".") { anchor.to_path_buf() } else { anchor.join(real) };
        Ok(Facts { path, kind })
    }

    fn read(&self, anchor: &Path, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let dir = self.anchor(anchor)?;
        let below = below(anchor, path)?;
        let (Some(folder), Some(name)) = (below.parent(), below.file_name()) else {
            return Err(io::ErrorKind::IsADirectory.into());
        };
        let folder = open_folder(&dir, folder)?;
        let (file, data) = open_file(&folder, Path::new(name))?;
        let mut bytes = Vec::with_capacity(usize::try_from(data.len()).unwrap_or(most).min(most));
        file.take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, anchor: &Path, folder: &Path) -> io::Result<Walked> {
        let dir = open_folder(&*self.anchor(anchor)?, below(anchor, folder)?)?;
        let mut listed = Walked::default();
        for entry in dir.entries()? {
            let entry = entry?;
            let (name, kind) = (entry.file_name(), entry.file_type()?);
            if kind.is_dir() || !is_nearly_tm(Path::new(&name)) {
                continue;
            }
            let path = folder.join(&name);
            match (is_tm(&path), name.as_encoded_bytes().starts_with(b".")) {
                (false, _) => listed.passed.push((path, Passed::Spelled)),
                (true, true) => listed.passed.push((path, Passed::Hidden)),
                (true, false) => listed.files.push(Found { path, link: kind.is_symlink() }),
            }
        }
        listed.files.sort();
        listed.passed.sort();
        Ok(listed)
    }

    fn alike(&self, folder: &Path, name: &str) -> Vec<String> {
        let Ok(entries) = folder.read_dir() else { return Vec::new() };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut alike: Vec<String> = names.filter(|other| other != name && other.eq_ignore_ascii_case(name)).collect();
        alike.sort();
        alike
    }

    fn walk(&self, anchor: &Path, folder: &Path, most: usize) -> Walked {
        let start = self.anchor(anchor).and_then(|dir| Ok((dir, below(anchor, folder)?)));
        match start {
            Ok((dir, below)) => walk::walk(&dir, anchor, below, most),
            Err(error) => Walked { unreadable: vec![(folder.to_path_buf(), error)], ..Walked::default() },
        }
    }

    fn dot(&self, graph: &str) -> Result<String, DotFault> {
        dot(graph)
    }

    fn today(&self) -> Date {
        self.day.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date())
    }
}

/// The way from an anchor to a path below it; `.` for the anchor itself.
fn below<'p>(anchor: &Path, path: &'p Path) -> io::Result<&'p Path> {
    let below = path.strip_prefix(anchor).map_err(|_| LeadsOut::error())?;
    Ok(if below.as_os_str().is_empty() { Path::new(".") } else { below })
}

/// `cap-std` says of a link that leads out that permission is denied, without a number of the system's.
fn led_out(error: io::Error) -> io::Error {
    match error.raw_os_error() {
        None if error.kind() == io::ErrorKind::PermissionDenied => LeadsOut::error(),
        _ => error,
    }
}

/// A folder below an open one, each part opened as what it is: a link is not followed.
///
/// # Errors
/// When a part is not there, may not be entered, or is no folder.
pub(crate) fn open_folder(dir: &Dir, below: &Path) -> io::Result<Dir> {
    let mut at: Option<Dir> = None;
    for part in below.components() {
        at = Some(at.as_ref().unwrap_or(dir).open_dir_nofollow(part.as_os_str())?);
    }
    at.map_or_else(|| dir.open_dir("."), Ok)
}

/// A regular file in an open folder, opened for reading, and what is known of it. A link is not followed.
///
/// # Errors
/// When it is not there, may not be opened, or is something else.
pub(crate) fn open_file(folder: &Dir, name: &Path) -> io::Result<(File, Metadata)> {
    let mut options = OpenOptions::new();
    options.read(true).follow(FollowSymlinks::No).nonblock(true);
    let file = folder.open_with(name, &options)?;
    let data = file.metadata()?;
    match (data.is_file(), data.is_dir()) {
        (true, _) => Ok((file, data)),
        (_, true) => Err(io::ErrorKind::IsADirectory.into()),
        _ => Err(io::Error::other("it is no regular file")),
    }
}
