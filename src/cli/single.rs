//! What `render` and `report` share: one format of one model, to one place.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::cli::arguments::Levels;
use crate::cli::build::complaints;
use crate::cli::product;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::driver::{Compilation, DiskWorld, Options, run as run_models};
use crate::emit::Format;

/// Where a result goes.
pub(super) struct Wanted<'a> {
    pub(super) path: &'a Path,
    pub(super) output: Option<&'a Path>,
    pub(super) check: bool,
    pub(super) tests: &'a [PathBuf],
    pub(super) world: DiskWorld,
}

/// The names of formats that are no pictures; `md` may stand for `markdown`.
pub(super) fn names(formats: &'static [Format]) -> PossibleValuesParser {
    let formats = formats.iter().filter(|format| !format.is_picture);
    PossibleValuesParser::new(formats.map(|format| {
        let value = PossibleValue::new(format.name).help(format.doc);
        if format.name == "markdown" { value.alias("md") } else { value }
    }))
}

/// Compiles the one model of a path, makes something of it, and puts it where it is wanted. `make` says itself what
/// went wrong, and gives nothing where it has printed the result already.
pub(super) fn run(
    wanted: Wanted<'_>,
    levels: &Levels,
    terminal: &mut Terminal,
    make: impl FnOnce(&Compilation, &mut Terminal) -> Result<Option<Vec<u8>>, Status>,
) -> Status {
    let Some(lints) = levels.lints(terminal) else { return Status::Error };
    let options = Options { lints, tests: wanted.tests.to_vec(), ..Options::default() };
    let found = run_models(&wanted.world, &[wanted.path.to_path_buf()], &options);
    let status = complaints(&found, terminal);
    let compilation = match found.compilations.as_slice() {
        [] => return status,
        [one] => one,
        several => {
            let names: Vec<String> = several.iter().map(|each| format!("`{}`", each.name())).collect();
            let message = format!("`{}` holds {} models: {}", wanted.path.display(), several.len(), names.join(", "));
            terminal.complain_with_help(&message, "name the file of one of them");
            return Status::Error;
        }
    };
    let bytes = match make(compilation, terminal) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return status,
        Err(why) => return status.and(why),
    };
    // Standard output under another name.
    let output = wanted.output.filter(|path| *path != Path::new("/dev/stdout") && *path != Path::new("-"));
    status.and(match output {
        None => {
            // What the terminal cannot take it reports itself, at the end.
            let _ = terminal.document(|out| out.write_all(&bytes));
            Status::Passed
        }
        Some(path) if wanted.check => product::compare(path, &bytes, terminal),
        Some(path) => product::to_file(path, &bytes, terminal),
    })
}
