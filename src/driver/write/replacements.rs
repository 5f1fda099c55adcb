//! Several files that change together, if nobody changed one of them meanwhile: all of them, or none.

use std::io::{self, Read};
use std::path::Path;

use cap_std::fs::Dir;

use crate::driver::disk::open_file;
use crate::driver::write::beside::Beside;
use crate::driver::write::{Missing, open, permissions, replace};

/// What a file is to hold in place of what it held when it was read.
#[derive(Clone, Copy, Debug)]
pub struct Replacement<'f> {
    /// The folder through which it was read, canonical.
    pub anchor: &'f Path,
    /// Its path, canonical and below the anchor.
    pub path: &'f Path,
    /// What was read.
    pub was: &'f [u8],
    /// What it is to hold, to the byte.
    pub now: &'f [u8],
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// It holds something else than what was read.
    Changed,
    /// Nobody is to write to it.
    ReadOnly,
    /// It could not be written.
    Failed(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Refused {
        Refused::Failed(error)
    }
}

/// Replaces files. The new texts are put beside the old ones first, and each old one is compared once more right before it
/// is replaced; if that fails anywhere, those that were replaced are put back.
///
/// # Errors
/// The place of the file in the list that is why, and what is the matter with it; all files hold what they held.
pub fn replace_all(files: &[Replacement<'_>]) -> Result<(), (usize, Refused)> {
    let mut folders = Vec::new();
    for (index, file) in files.iter().enumerate() {
        folders.push(folder(file).map_err(|error| (index, error.into()))?);
    }
    let mut staged = Vec::new();
    for (index, (file, folder)) in files.iter().zip(&folders).enumerate() {
        staged.push(stage(file, folder).map_err(|refused| (index, refused))?);
    }
    for (index, (file, folder)) in files.iter().zip(&folders).enumerate() {
        compare(file, folder).map_err(|refused| (index, refused))?;
    }
    for (index, ((file, folder), part)) in files.iter().zip(&folders).zip(staged).enumerate() {
        let done = compare(file, folder).and_then(|()| part.rename().map_err(Refused::from));
        if let Err(refused) = done {
            for (file, folder) in files.iter().zip(&folders).take(index) {
                put_back(file, folder);
            }
            return Err((index, refused));
        }
    }
    Ok(())
}

fn folder(file: &Replacement<'_>) -> io::Result<Dir> {
    let folder = file.path.parent().ok_or(io::ErrorKind::IsADirectory)?;
    open(file.anchor, folder, Missing::Fails)
}

fn name<'f>(file: &Replacement<'f>) -> &'f Path {
    Path::new(file.path.file_name().unwrap_or_default())
}

/// Puts the new text beside the file.
fn stage<'d>(file: &Replacement<'_>, folder: &'d Dir) -> Result<Beside<'d>, Refused> {
    let name = name(file);
    let (_, data) = open_file(folder, name)?;
    if data.permissions().readonly() {
        return Err(Refused::ReadOnly);
    }
    Beside::tidy(folder, name);
    let mut part = Beside::file(folder, name)?;
    part.fill(file.now)?;
    part.permit(permissions(&data))?;
    Ok(part)
}

/// Whether the file holds what was read.
fn compare(file: &Replacement<'_>, folder: &Dir) -> Result<(), Refused> {
    match holds(folder, name(file), file.was)? {
        true => Ok(()),
        false => Err(Refused::Changed),
    }
}

fn holds(folder: &Dir, name: &Path, bytes: &[u8]) -> io::Result<bool> {
    let (file, data) = open_file(folder, name)?;
    if data.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut found = Vec::with_capacity(bytes.len());
    file.take(bytes.len() as u64 + 1).read_to_end(&mut found)?;
    Ok(found == bytes)
}

/// Puts the old text back, unless somebody else has written since.
fn put_back(file: &Replacement<'_>, folder: &Dir) {
    if holds(folder, name(file), file.now).unwrap_or_default() {
        // Nothing to be done if this fails too; the first error is the one to report.
        let _ = replace(folder, name(file), file.was);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files<'f>(folder: &'f Path, names: &'f [std::path::PathBuf]) -> Vec<Replacement<'f>> {
        let one = |path: &'f std::path::PathBuf| Replacement { anchor: folder, path, was: b"old\r\n", now: b"new\n" };
        names.iter().map(one).collect()
    }

    #[test]
    fn all_or_none() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().canonicalize().unwrap();
        let names = [folder.join("a.tm"), folder.join("b.tm")];
        let all = files(&folder, &names);
        let texts = || names.each_ref().map(|name| std::fs::read_to_string(name).unwrap());
        std::fs::write(&names[0], "old\r\n").unwrap();
        std::fs::write(&names[1], "mine\n").unwrap();
        assert!(matches!(replace_all(&all), Err((1, Refused::Changed))));
        assert_eq!(texts(), ["old\r\n", "mine\n"]);
        std::fs::write(&names[1], "old\r\n").unwrap();
        replace_all(&all).unwrap();
        assert_eq!(texts(), ["new\n", "new\n"]);
        assert_eq!(folder.read_dir().unwrap().count(), 2);
    }

    #[test]
    fn a_file_that_is_not_to_be_written_stays() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().canonicalize().unwrap();
        let names = [folder.join("a.tm"), folder.join("b.tm")];
        names.iter().for_each(|name| std::fs::write(name, "old\r\n").unwrap());
        let mut permissions = names[1].metadata().unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&names[1], permissions).unwrap();
        assert!(matches!(replace_all(&files(&folder, &names)), Err((1, Refused::ReadOnly))));
        std::fs::remove_file(&names[1]).unwrap();
        assert!(matches!(replace_all(&files(&folder, &names)), Err((1, Refused::Failed(_)))));
        assert_eq!(std::fs::read_to_string(&names[0]).unwrap(), "old\r\n");
        assert_eq!(folder.read_dir().unwrap().count(), 1);
    }
}
