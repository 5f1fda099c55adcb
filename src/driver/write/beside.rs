//! What is being written stands beside what it is to replace, under a name that nobody else has, and is locked as long as
//! its run lives. So the next run can tell what a killed one left behind.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cap_fs_ext::DirExt;
use cap_std::fs::{Dir, File, OpenOptions, Permissions};

use crate::driver::disk::open_file;

/// How such names end.
const ENDING: &str = ".part";

/// How often a name is tried anew: other runs may take the same, or take ours for a dead one's.
const TRIES: u32 = 100;

/// A file beside the one that it is to replace; taken away again unless it was renamed.
pub(crate) struct Beside<'d> {
    dir: &'d Dir,
    name: PathBuf,
    file: File,
    target: PathBuf,
    renamed: bool,
}

impl<'d> Beside<'d> {
    /// Makes and locks a file beside another of the folder.
    pub(crate) fn file(dir: &'d Dir, target: &Path) -> io::Result<Beside<'d>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        let (name, file) = first_free(target.as_os_str(), |name| {
            let file = dir.open_with(name, &options)?;
            lock(file)
        })?;
        Ok(Beside { dir, name, file, target: target.to_path_buf(), renamed: false })
    }

    /// Writes all bytes.
    pub(crate) fn fill(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.flush()
    }

    /// Gives it the permissions of the file that it is to replace.
    pub(crate) fn permit(&self, permissions: Permissions) -> io::Result<()> {
        self.file.set_permissions(permissions)
    }

    /// Puts it in the place of the other. A link there is replaced, not followed.
    pub(crate) fn rename(mut self) -> io::Result<()> {
        self.dir.rename(&self.name, self.dir, &self.target)?;
        self.renamed = true;
        Ok(())
    }

    /// Takes away the files that killed runs left beside a file of the folder.
    pub(crate) fn tidy(dir: &Dir, target: &Path) {
        for name in left_behind(dir, target.as_os_str()) {
            let name = Path::new(&name);
            let dead = open_file(dir, name).is_ok_and(|(file, _)| lock(file).is_ok());
            if dead {
                // It may be gone already.
                let _ = dir.remove_file(name);
            }
        }
    }
}

impl Drop for Beside<'_> {
    fn drop(&mut self) {
        if !self.renamed {
            // Nothing to be done if this fails; the next run tries again.
            let _ = self.dir.remove_file_or_symlink(&self.name);
        }
    }
}

/// Locks a file for this process, without waiting.
pub(crate) fn lock(file: File) -> io::Result<File> {
    let file = file.into_std();
    file.try_lock().map_err(io::Error::from)?;
    Ok(File::from_std(file))
}

/// Makes something under the first name beside `target` that is free.
pub(crate) fn first_free<T>(target: &OsStr, mut make: impl FnMut(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    let process = std::process::id();
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for count in 0..TRIES {
        let mut name = prefix(target);
        name.push(format!("{process}-{count}{ENDING}"));
        let name = PathBuf::from(name);
        match make(&name) {
            Ok(made) => return Ok((name, made)),
            Err(error) => match error.kind() {
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound | io::ErrorKind::WouldBlock => last = error,
                _ => return Err(error),
            },
        }
    }
    Err(last)
}

/// The names in a folder that stand for something beside `target`, of this run, another, or a dead one.
pub(crate) fn left_behind(dir: &Dir, target: &OsStr) -> Vec<OsString> {
    let prefix = prefix(target);
    let ours = |name: &OsStr| {
        let bytes = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
        let middle = bytes.and_then(|rest| rest.strip_suffix(ENDING.as_bytes()));
        let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
        middle.is_some_and(|middle| {
            middle.split(|byte| *byte == b'-').count() == 2 && middle.split(|byte| *byte == b'-').all(digits)
        })
    };
    let Ok(entries) = dir.entries() else { return Vec::new() };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut names: Vec<OsString> = names.filter(|name| ours(name)).collect();
    names.sort();
    names
}

/// `.NAME.`
fn prefix(target: &OsStr) -> OsString {
    let mut name = OsString::from(".");
    name.push(target);
    name.push(".");
    name
}
