//! Files that are written whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What writing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The file is new or has other contents now.
    Changed,
    /// The file had these bytes already and was not touched.
    Same,
}

/// Puts bytes into a file: beside it first, then renamed over it, so that nobody ever sees half of it. A file that
/// has these bytes already is left alone. What is no regular file, such as `/dev/stdout`, is written to directly.
///
/// # Errors
/// When the folder cannot be written to or has no space left; what stood there before then still stands there.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<Written> {
    let path = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_path_buf(),
        Err(error) => return Err(error),
    };
    match path.metadata() {
        Ok(data) if data.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(data) if !data.is_file() => {
            let mut device = OpenOptions::new().write(true).open(&path)?;
            device.write_all(bytes)?;
            device.flush()?;
            return Ok(Written::Changed);
        }
        Ok(data) if data.len() == bytes.len() as u64 && fs::read(&path).is_ok_and(|old| old == bytes) => {
            return Ok(Written::Same);
        }
        _ => {}
    }
    let beside = beside(&path);
    let result = fill(&beside, bytes).and_then(|()| {
        if let Ok(data) = path.metadata() {
            fs::set_permissions(&beside, data.permissions())?;
        }
        fs::rename(&beside, &path)
    });
    if result.is_err() {
        // Nothing to be done if this fails too; the first error is the one to report.
        let _ = fs::remove_file(&beside);
    }
    result.map(|()| Written::Changed)
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.flush()
}

/// A name next to a file that nobody else has.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let process = std::process::id();
    (0..u32::MAX)
        .map(|count| path.with_file_name(format!(".{name}.{process}.{count}.part")))
        .find(|candidate| candidate.symlink_metadata().is_err())
        .unwrap_or_else(|| path.with_extension("part"))
}
