//! One output of one compilation: made in memory, then printed, written, or compared with what is on disk.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::render;
use crate::driver::{Compilation, DiskWorld, Missing, World, Written, find, is_same_text, words, write};
use crate::emit::Format;
use crate::emit::format::Fault;
use crate::layout::Embedded;

/// The bytes of a format.
///
/// # Errors
/// When there is no layout engine, or it gives up.
pub(super) fn bytes(format: &Format, compilation: &Compilation) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    (format.write)(&compilation.view(), &Embedded, &mut bytes)?;
    Ok(bytes)
}

/// Prints a format on standard output.
pub(super) fn to_stdout(name: &str, compilation: &Compilation, terminal: &mut Terminal) -> Status {
    let made = named(name).and_then(|format| terminal.document(|out| write_to(format, compilation, out)));
    made.map_or_else(|why| unmade(&why, terminal), |()| Status::Passed)
}

/// The bytes of a format by its name.
///
/// # Errors
/// As [`to_stdout`] says them.
pub(super) fn bytes_of(name: &str, compilation: &Compilation) -> Result<Vec<u8>, Unmade> {
    let mut bytes = Vec::new();
    write_to(named(name)?, compilation, &mut bytes)?;
    Ok(bytes)
}

/// Why a format was not made, in words.
pub(super) struct Unmade(String);

impl Unmade {
    /// For a reason that is no fault of a format's own.
    pub(super) fn of(why: impl Display) -> Unmade {
        Unmade(format!("cannot make the document: {why}"))
    }
}

/// Says why a format was not made.
pub(super) fn unmade(why: &Unmade, terminal: &mut Terminal) -> Status {
    terminal.complain(&why.0);
    Status::Error
}

fn named(name: &str) -> Result<&'static Format, Unmade> {
    Format::of(name).ok_or_else(|| Unmade(format!("there is no format `{name}`")))
}

fn write_to(format: &Format, compilation: &Compilation, out: &mut dyn Write) -> Result<(), Unmade> {
    (format.write)(&compilation.view(), &Embedded, out)
        .map_err(|fault| Unmade(format!("cannot make `{}`: {fault}", format.file_name)))
}

/// Says why an output is missing.
pub(super) fn complain(path: &Path, compilation: &Compilation, missing: &Missing, terminal: &mut Terminal) {
    match missing {
        Missing::Picture(diagnostic) => {
            let shown = render(&compilation.sources, diagnostic, terminal.style);
            terminal.shown(&shown);
        }
        Missing::Fault(fault) => terminal.complain(&format!("cannot make `{}`: {fault}", path.display())),
    }
}

/// Writes bytes to a file, and says so on standard error if they are new.
pub(super) fn to_file(path: &Path, bytes: &[u8], terminal: &mut Terminal) -> Status {
    match write(path, bytes) {
        Ok(Written::Changed) => {
            terminal.note(&format!("wrote {}", path.display()));
            Status::Passed
        }
        Ok(Written::Same) => {
            terminal.note(&format!("{} is up to date", path.display()));
            Status::Passed
        }
        Err(error) => {
            terminal.complain(&format!("cannot write `{}`: {}", path.display(), words(&error)));
            Status::Error
        }
    }
}

/// Compares bytes with those on disk.
pub(super) fn compare(path: &Path, bytes: &[u8], terminal: &mut Terminal) -> Status {
    let world = DiskWorld::default();
    let old = find(&world, path).and_then(|(anchor, facts)| world.read(&anchor, &facts.path, 2 * bytes.len() + 1));
    match old {
        Ok(old) if is_same_text(&old, bytes) => Status::Passed,
        Ok(_) => {
            let message = format!("`{}` is stale", path.display());
            terminal.complain_with_help(&message, "run the same command without `--check` and commit the file");
            Status::Failed
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let message = format!("`{}` does not exist yet", path.display());
            terminal.complain_with_help(&message, "run the same command without `--check` and commit the file");
            Status::Failed
        }
        Err(error) => {
            terminal.complain(&format!("cannot read `{}`: {}", path.display(), words(&error)));
            Status::Error
        }
    }
}
