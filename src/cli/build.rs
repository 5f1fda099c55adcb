//! `palisade build`: every format of every model.

use std::path::{Path, PathBuf};

use crate::cli::lay_out;
use crate::cli::lints::{Day, Levels, Results, paths};
use crate::cli::product;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{Severity, quote_terminal, render};
use crate::driver::{
    Budget, Compilation, Missing, Options, Run, Written, between, products_within, run as run_models, words, write,
};
use crate::view::picture::pages;

/// What `build` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade build --out out         write out/MODEL/model.json, report.md, dfd.dot, dfd.svg and views/VIEW.svg
  palisade build models/shop.tm    write into the folder that palisade.toml sets

The gate does not count here: a model with open threats is built all the same. A model with errors is built too, as
far as it goes, and the exit status is 2. A picture that cannot be laid out is missing; the rest is written.")]
pub(super) struct Args {
    /// Files or folders; a folder is searched for models
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder to write into, one folder a model [default: as configured]
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    results: Results,
    #[command(flatten)]
    day: Day,
    #[command(flatten)]
    levels: Levels,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let Some(lints) = args.levels.lints(terminal) else { return Status::Error };
    let options = Options { lints, tests: args.results.tests.clone(), ..Options::default() };
    let found = run_models(&args.day.world(), &paths(&args.paths), &options);
    let mut status = complaints(&found, terminal);
    let mut budget = Budget::of(&found.compilations);
    for compilation in &found.compilations {
        let Some(out) = folder(args, compilation) else {
            let help = "say `--out DIR`, or set `dir` under `[output]` in `palisade.toml`";
            terminal.complain_with_help("there is no folder to write into", help);
            return Status::Error;
        };
        if compilation.diagnostics.iter().any(|each| each.code.0 == "duplicate-model") {
            // Its results would overwrite those of the other one; that has been said.
            continue;
        }
        status = status.and(build(&out.join(compilation.name().as_str()), compilation, &mut budget, terminal));
    }
    status
}

/// Shows what is wrong on standard error; an error of the call or of a model makes the status 2.
pub(super) fn complaints(found: &Run, terminal: &mut Terminal) -> Status {
    let mut status = if found.compilations.is_empty() { Status::Error } else { Status::Passed };
    for problem in &found.problems {
        terminal.problem(problem);
        status = status.and(if problem.severity == Severity::Error { Status::Error } else { Status::Passed });
    }
    for compilation in &found.compilations {
        for diagnostic in compilation.diagnostics.iter().filter(|each| each.severity == Severity::Error) {
            let shown = render(&compilation.sources, diagnostic, terminal.style);
            terminal.shown(&shown);
        }
        status = status.and(if compilation.incomplete { Status::Error } else { Status::Passed });
    }
    status
}

fn folder(args: &Args, compilation: &Compilation) -> Option<PathBuf> {
    if let Some(out) = &args.out {
        return Some(out.clone());
    }
    let dir = compilation.config.output_dir.as_ref()?;
    let folder = compilation.project.config.as_deref().and_then(Path::parent)?;
    let here = Path::new(".").canonicalize().ok()?;
    Some(between(&here, &folder.join(dir)))
}

fn build(folder: &Path, compilation: &Compilation, budget: &mut Budget, terminal: &mut Terminal) -> Status {
    let mut status = Status::Passed;
    if pages::index(&compilation.model).is_some() {
        terminal.note(&format!(
            "above {} elements or {} arrows a picture has its boundaries closed, and each boundary has a page in `{}`",
            pages::MOST_NODES,
            pages::MOST_ARROWS,
            folder.join(pages::FOLDER).display()
        ));
    }
    products_within(compilation, &lay_out::engine(), budget, |path, made| {
        status = status.and(put(&folder.join(path), compilation, made, terminal));
    });
    status
}

/// Writes a result, and says what happened.
fn put(path: &Path, compilation: &Compilation, made: Result<Vec<u8>, Missing>, terminal: &mut Terminal) -> Status {
    let shown = quote_terminal(&path.display().to_string());
    let bytes = match made {
        Ok(bytes) => bytes,
        Err(missing) => {
            product::complain(path, compilation, &missing, terminal);
            return Status::Error;
        }
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    if let Err(error) = std::fs::create_dir_all(folder) {
        terminal.complain(&format!("cannot create `{}`: {}", folder.display(), words(&error)));
        return Status::Error;
    }
    match write(path, &bytes) {
        Ok(Written::Changed) => terminal.line(&format!("wrote {shown}")),
        Ok(Written::Same) => terminal.line(&format!("kept  {shown}, which is up to date")),
        Err(error) => {
            terminal.complain(&format!("cannot write `{}`: {}", path.display(), words(&error)));
            return Status::Error;
        }
    }
    Status::Passed
}
