//! One output of one compilation: made in memory, then printed, written, or compared with what is on disk.

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
    let Some(format) = Format::of(name) else {
        terminal.complain(&format!("there is no format `{name}`"));
        return Status::Error;
    };
    match terminal.document(|out| (format.write)(&compilation.view(), &Embedded, out)) {
        Ok(()) => Status::Passed,
        Err(fault) => {
            terminal.complain(&format!("cannot make `{}`: {fault}", format.file_name));
            Status::Error
        }
    }
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
