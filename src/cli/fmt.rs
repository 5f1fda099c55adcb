//! `palisade fmt`: files in canonical form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::lints::paths;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{Severity, quote_terminal, render};
use crate::driver::{DiskWorld, FileKind, MAX_FILES, World, words, write};
use crate::fmt::format;
use crate::syntax::{MAX_FILE, parse};
use crate::text::{Source, Sources};

/// What `fmt` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade fmt                format every `.tm` file below the current folder
  palisade fmt --check        exit with 1 if a file is not in canonical form
  palisade fmt models/a.tm    format one file

Files with syntax errors are left alone.")]
pub(super) struct Args {
    /// Files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut status = Status::Passed;
    // By canonical path, so that a file which two paths lead to is written once.
    let mut files = BTreeMap::new();
    for path in paths(&args.paths) {
        status = status.and(collect(&path, &mut files, terminal));
    }
    for path in files.into_values() {
        status = status.and(file(&path, args.check, terminal));
    }
    status
}

fn collect(path: &Path, files: &mut BTreeMap<PathBuf, PathBuf>, terminal: &mut Terminal) -> Status {
    let world = DiskWorld::default();
    let found = world.canonical(path).and_then(|canonical| Ok((world.facts(&canonical)?, canonical)));
    match found {
        Ok((facts, canonical)) if facts.kind == FileKind::Folder => {
            let walked = world.walk(path, MAX_FILES);
            if walked.files.len() > MAX_FILES {
                terminal.complain(&format!("`{}` holds more than {MAX_FILES} `.tm` files", path.display()));
                return Status::Error;
            }
            for file in walked.files.into_iter().filter(|file| !file.link) {
                let below = file.path.strip_prefix(path).unwrap_or(&file.path).to_path_buf();
                let shown = if path == Path::new(".") { below.clone() } else { file.path.clone() };
                files.insert(canonical.join(below), shown);
            }
            Status::Passed
        }
        Ok((facts, canonical)) if facts.kind == FileKind::File => {
            files.insert(canonical, path.to_path_buf());
            Status::Passed
        }
        Ok(_) => {
            terminal.complain(&format!("cannot read `{}`: it is no regular file", path.display()));
            Status::Error
        }
        Err(error) => {
            terminal.complain(&format!("cannot read `{}`: {}", path.display(), words(&error)));
            Status::Error
        }
    }
}

fn file(path: &Path, check: bool, terminal: &mut Terminal) -> Status {
    let shown = path.display().to_string();
    let bytes = match DiskWorld::default().read(path, MAX_FILE + 1) {
        Ok(bytes) => bytes,
        Err(error) => {
            terminal.complain(&format!("cannot read `{shown}`: {}", words(&error)));
            return Status::Error;
        }
    };
    let Ok(text) = String::from_utf8(bytes) else {
        terminal.complain(&format!("`{shown}` is not UTF-8 text"));
        return Status::Error;
    };
    let mut sources = Sources::default();
    let source = Source::new(shown.clone(), text.as_str());
    let id = sources.add(source);
    let body = sources.get(id).map(|source| source.text.clone()).unwrap_or_default();
    let parsed = parse(id, &body);
    let errors: Vec<_> = parsed.diagnostics.iter().filter(|each| each.severity == Severity::Error).collect();
    if !errors.is_empty() {
        for error in errors {
            let picture = render(&sources, error, terminal.style);
            terminal.shown(&picture);
        }
        return Status::Error;
    }
    let formatted = format(&parsed.file, &body);
    if formatted == text {
        return Status::Passed;
    }
    if check {
        terminal.line(&format!("{} is not in canonical form", quote_terminal(&shown)));
        return Status::Failed;
    }
    match write(path, formatted.as_bytes()) {
        Ok(_) => {
            terminal.line(&format!("formatted {}", quote_terminal(&shown)));
            Status::Passed
        }
        Err(error) => {
            terminal.complain(&format!("cannot write `{shown}`: {}", words(&error)));
            Status::Error
        }
    }
}
