//! The only door through which files are written: whole or not at all, and through no link.
//!
//! A path that a person named leads to an anchor, as for reading; behind it every folder on the way must be a folder. What
//! stands in the place of a file and is a link is replaced by the file. A run that is killed leaves a file or folder whose
//! name begins with a dot and ends in `.part`; the next run that writes beside it takes it away.

mod beside;
mod replacements;
mod set;

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use cap_fs_ext::{DirExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, Metadata, OpenOptions, Permissions};

use crate::driver::disk::open_file;
use crate::driver::named::{Named, named};
use crate::driver::write::beside::Beside;
use crate::driver::{DiskWorld, FileKind};

pub use replacements::{Refused, Replacement, replace_all};
pub use set::{FileSet, MANIFEST};

/// What writing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The file is new or has other contents now.
    Changed,
    /// The file had these bytes already and was not touched.
    Same,
}

/// Puts bytes into a file that a person named: beside it first, then renamed over it, so that nobody ever sees half of
/// it. A file that has these bytes already is left alone, and one that is replaced keeps its permissions and
/// how its lines end. A device below
/// `/dev` is written to directly.
///
/// # Errors
/// When the folder is not there, is a link, or cannot be written to, when no space is left, or when a folder, a pipe or a
/// device stands in its place; what stood there before then still stands there.
pub fn write(typed: &Path, bytes: &[u8]) -> io::Result<Written> {
    let Named { anchor, path } = named(&DiskWorld::default(), typed)?;
    // What a shell hands over, and the devices that everybody knows; not what lies below a folder there.
    let device =
        typed.is_absolute() && path.parent().is_some_and(|at| at == Path::new("/dev") || at == Path::new("/dev/fd"));
    if device && path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        return to_device(&path, bytes);
    }
    let (Some(folder), Some(name)) = (path.parent().filter(|_| path != anchor), path.file_name()) else {
        return Err(io::ErrorKind::IsADirectory.into());
    };
    let dir = open(&anchor, folder, Missing::Fails)?;
    replace(&dir, Path::new(name), bytes)
}

/// Writes files that must not be there yet into a folder, which is made if it is missing: all of them, or none.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] with the name of one that is there; otherwise as [`write`].
pub fn create(typed: &Path, files: &[(&str, &str)]) -> Result<(), (String, io::Error)> {
    let failed = |name: &str| {
        let name = name.to_owned();
        move |error| (name, error)
    };
    let dir = named(&DiskWorld::default(), typed)
        .and_then(|Named { anchor, path }| open(&anchor, &path, Missing::Made))
        .map_err(failed(""))?;
    for (name, _) in files {
        if dir.symlink_metadata(name).is_ok() {
            return Err(((*name).to_owned(), io::ErrorKind::AlreadyExists.into()));
        }
    }
    let mut made = Vec::new();
    for (name, text) in files {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let filled = dir.open_with(name, &options).and_then(|mut file| {
            made.push(*name);
            file.write_all(text.as_bytes())
        });
        if let Err(error) = filled {
            for name in made {
                // Nothing to be done if this fails too; the first error is the one to report.
                let _ = dir.remove_file(name);
            }
            return Err(failed(name)(error));
        }
    }
    Ok(())
}

/// What happens where a folder is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Fails,
    Made,
}

/// Opens a folder below an anchor, and follows no link behind it.
fn open(anchor: &Path, folder: &Path, missing: Missing) -> io::Result<Dir> {
    let mut dir = Dir::open_ambient_dir(anchor, ambient_authority())?;
    let below = folder.strip_prefix(anchor).map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
    let mut at = PathBuf::new();
    for part in below.components() {
        at.push(part);
        let name = Path::new(part.as_os_str());
        let opened = match dir.open_dir_nofollow(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && missing == Missing::Made => {
                match dir.create_dir(name) {
                    // Another run may have been faster.
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                    _ => dir.open_dir_nofollow(name),
                }
            }
            opened => opened,
        };
        dir = opened.map_err(|error| match dir.symlink_metadata(name) {
            Ok(data) if data.is_symlink() => {
                let what = format!("`{}` is a link, and nothing is written through one", at.display());
                io::Error::other(what)
            }
            _ => error,
        })?;
    }
    Ok(dir)
}

/// Puts bytes into a file of an open folder.
fn replace(dir: &Dir, name: &Path, bytes: &[u8]) -> io::Result<Written> {
    let there = match dir.symlink_metadata(name) {
        Ok(data) if data.is_file() => Some(FileKind::File),
        Ok(data) if data.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(data) if data.is_symlink() => None,
        Ok(_) => return Err(io::Error::other("a pipe or a device stands there")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let old = there.and_then(|_| old(dir, name, bytes.len()));
    let bytes = &*with_line_ends_of(old.as_deref(), bytes);
    if old.is_some_and(|old| old == bytes) {
        return Ok(Written::Same);
    }
    Beside::tidy(dir, name);
    let mut part = Beside::file(dir, name)?;
    let filled = part.fill(bytes).and_then(|()| {
        if there.is_some()
            && let Ok(data) = dir.symlink_metadata(name)
        {
            part.permit(permissions(&data))?;
        }
        part.rename()
    });
    filled.map(|()| Written::Changed)
}

/// The permissions of a file or folder, without those that lend its owner's rights.
fn permissions(data: &Metadata) -> Permissions {
    #[cfg(unix)]
    {
        use cap_std::fs::PermissionsExt;
        Permissions::from_mode(data.permissions().mode() & 0o777)
    }
    #[cfg(not(unix))]
    data.permissions()
}

/// What a file of an open folder holds: as much as can matter for so many new bytes.
fn old(dir: &Dir, name: &Path, new: usize) -> Option<Vec<u8>> {
    let (file, _) = open_file(dir, name).ok()?;
    let mut old = Vec::new();
    file.take(2 * new as u64 + 1).read_to_end(&mut old).ok()?;
    Some(old)
}

/// New text with the line ends that the old one has, so that a checkout which turns them is no change.
fn with_line_ends_of<'b>(old: Option<&[u8]>, new: &'b [u8]) -> Cow<'b, [u8]> {
    let crlf = old.is_some_and(|old| {
        let first = old.iter().position(|byte| *byte == b'\n');
        first.is_some_and(|at| at > 0 && old.get(at - 1) == Some(&b'\r'))
    });
    match std::str::from_utf8(new) {
        Ok(text) if crlf && !text.contains('\r') => Cow::Owned(text.replace('\n', "\r\n").into_bytes()),
        _ => Cow::Borrowed(new),
    }
}

/// Whether two texts are the same but for how their lines end. What is no text is compared as it is.
pub fn is_same_text(old: &[u8], new: &[u8]) -> bool {
    let unix = |bytes| std::str::from_utf8(bytes).ok().map(|text: &str| text.replace("\r\n", "\n"));
    old == new || unix(old).is_some_and(|old| unix(new) == Some(old))
}

/// Writes to something that is no file, such as `/dev/null` or what a shell hands over as `/dev/fd/63`. What nobody reads
/// is not waited for; whoever reads slowly is.
fn to_device(path: &Path, bytes: &[u8]) -> io::Result<Written> {
    let mut options = OpenOptions::new();
    options.write(true).nonblock(true);
    let mut device = File::open_ambient_with(path, &options, ambient_authority())?;
    let mut left = bytes;
    while !left.is_empty() {
        match device.write(left) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => left = left.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::sleep(Duration::from_millis(2)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    device.flush()?;
    Ok(Written::Changed)
}
