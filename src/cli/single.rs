//! What `render` and `report` share: one format of one model, to one place.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use crate::cli::build::complaints;
use crate::cli::lints::Levels;
use crate::cli::product;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::driver::{DiskWorld, Options, run as run_models};
use crate::emit::Format;

/// What is to be made, and where it goes.
pub(super) struct Wanted<'a> {
    pub(super) path: &'a Path,
    pub(super) format: &'a str,
    pub(super) output: Option<&'a Path>,
    pub(super) check: bool,
    pub(super) tests: &'a [PathBuf],
    pub(super) world: DiskWorld,
}

/// The names of formats that are pictures, or of those that are none; `md` may stand for `markdown`.
pub(super) fn names(formats: &'static [Format], pictures: bool) -> PossibleValuesParser {
    let formats = formats.iter().filter(move |format| format.is_picture == pictures);
    PossibleValuesParser::new(formats.map(|format| {
        let value = clap::builder::PossibleValue::new(format.name).help(format.doc);
        if format.name == "markdown" { value.alias("md") } else { value }
    }))
}

pub(super) fn run(wanted: Wanted<'_>, levels: &Levels, terminal: &mut Terminal) -> Status {
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
    // An alias of a format is understood by the parser, which hands it on as it was typed.
    let name = if wanted.format == "md" { "markdown" } else { wanted.format };
    let Some(path) = wanted.output else { return status.and(product::to_stdout(name, compilation, terminal)) };
    let Some(format) = Format::of(name) else { return Status::Error };
    match product::bytes(format, compilation) {
        Ok(bytes) if wanted.check => status.and(product::compare(path, &bytes, terminal)),
        Ok(bytes) => status.and(product::to_file(path, &bytes, terminal)),
        Err(fault) => {
            terminal.complain(&format!("cannot make `{}`: {fault}", path.display()));
            Status::Error
        }
    }
}
