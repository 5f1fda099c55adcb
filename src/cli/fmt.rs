//! `palisade fmt`: files in canonical form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::arguments::paths;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{Severity, quote_terminal, render};
use crate::driver::{DiskWorld, FileKind, MAX_FILES, World, is_same_text, locate, looks_like, words, write};
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
    let world = DiskWorld::default();
    let mut status = Status::Passed;
    // By canonical path, so that a file which two paths lead to is written once.
    let mut files = BTreeMap::new();
    for path in paths(&args.paths) {
        status = status.and(collect(&world, &path, &mut files, terminal));
    }
    for (path, Place { anchor, shown }) in files {
        let read = world.read(&anchor, &path, MAX_FILE + 1);
        status = status.and(match read {
            Ok(bytes) => file(&path, &shown.display().to_string(), bytes, args.check, terminal),
            Err(error) => unreadable(&shown, &words(&error), terminal),
        });
    }
    status
}

/// How a file is read and shown.
struct Place {
    anchor: PathBuf,
    shown: PathBuf,
}

fn collect(world: &DiskWorld, path: &Path, files: &mut BTreeMap<PathBuf, Place>, terminal: &mut Terminal) -> Status {
    // What a link leads to may be anything, and what is wrong with a file is shown.
    let (anchor, found, kind) = match locate(world, path) {
        Ok(found) => found,
        Err(why) => return unreadable(path, &why, terminal),
    };
    match kind {
        FileKind::Folder => {
            let walked = world.walk(&anchor, &found, MAX_FILES);
            if walked.files.len() > MAX_FILES {
                terminal.complain(&format!("`{}` holds more than {MAX_FILES} `.tm` files", path.display()));
                return Status::Error;
            }
            let mut status = Status::Passed;
            for (folder, error) in &walked.unreadable {
                let below = folder.strip_prefix(&found).unwrap_or(folder);
                status = unreadable(&path.join(below), &words(error), terminal);
            }
            for file in walked.files.into_iter().filter(|file| !file.link) {
                let below = file.path.strip_prefix(&found).unwrap_or(&file.path);
                let shown = if path == Path::new(".") { below.to_path_buf() } else { path.join(below) };
                files.insert(file.path, Place { anchor: anchor.clone(), shown });
            }
            status
        }
        FileKind::File | FileKind::Other => {
            files.insert(found, Place { anchor, shown: path.to_path_buf() });
            Status::Passed
        }
    }
}

fn unreadable(path: &Path, why: &str, terminal: &mut Terminal) -> Status {
    terminal.complain(&format!("cannot read `{}`: {why}", path.display()));
    Status::Error
}

fn file(path: &Path, shown: &str, bytes: Vec<u8>, check: bool, terminal: &mut Terminal) -> Status {
    if bytes.len() > MAX_FILE {
        terminal.complain(&format!("`{shown}` is larger than {} MB", MAX_FILE >> 20));
        return Status::Error;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            terminal.complain_with_help(&format!("`{shown}` is not UTF-8 text"), looks_like(error.as_bytes()));
            return Status::Error;
        }
    };
    let mut sources = Sources::default();
    let source = Source::new(shown, text.as_str());
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
    if is_same_text(text.as_bytes(), formatted.as_bytes()) {
        return Status::Passed;
    }
    if check {
        terminal.line(&format!("{} is not in canonical form", quote_terminal(shown)));
        return Status::Failed;
    }
    match write(path, formatted.as_bytes()) {
        Ok(_) => {
            terminal.line(&format!("formatted {}", quote_terminal(shown)));
            Status::Passed
        }
        Err(error) => {
            terminal.complain(&format!("cannot write `{shown}`: {}", words(&error)));
            Status::Error
        }
    }
}
