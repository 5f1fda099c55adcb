//! `palisade build`: every format of every model.

use std::path::{Path, PathBuf};

use crate::cli::arguments::{Day, Levels, Results, paths};
use crate::cli::lay_out;
use crate::cli::product;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{Diagnostic, Severity, quote_terminal, render};
use crate::driver::{
    Budget, Compilation, DiskWorld, FileSet, Options, Run, Stream, World, Written, between, is_product,
    products_within, words,
};
use crate::view::LINKS;
use crate::view::picture::pages;

/// What `build` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade build --out out         write model.json, report.md and pictures into out/MODEL
  palisade build models/shop.tm    write into the folder that palisade.toml sets

The gate does not count here: a model with open threats is built all the same. A model with errors is built too, as \
far as it goes, and the exit status is 2; with a denied warning it is 1. A picture that cannot be laid out is missing; \
the rest is written.")]
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
    let world = args.day.world();
    let mut stream = Stream::of(&world, &paths(&args.paths), &options);
    let mut status = problems(&stream.problems, stream.is_empty(), terminal);
    if stream.errors() > 0 {
        // Each document stands for itself, and says so.
        stream.tell();
    }
    let mut budget = Budget::of_text(stream.bytes());
    let mut homeless = false;
    stream.each(Box::new, |compilation| {
        status = status.and(complain(&compilation, terminal));
        // Its results would overwrite those of the other one; that has been said.
        let is_double = compilation.diagnostics.iter().any(|each| each.code.0 == "duplicate-model");
        match folder(args, &compilation) {
            _ if homeless => {}
            Some(_) if is_double => {}
            Some(out) => status = status.and(build(&out, &compilation, &mut budget, terminal)),
            None => homeless = true,
        }
    });
    if homeless {
        let help = "say `--out DIR`, or set `dir` under `[output]` in `palisade.toml`";
        terminal.complain_with_help("there is no folder to write into", help);
        return Status::Error;
    }
    status
}

/// Shows what is wrong on standard error; an error of the call or of a model makes the status 2, a denied warning 1.
pub(super) fn complaints(found: &Run, terminal: &mut Terminal) -> Status {
    let status = problems(&found.problems, found.compilations.is_empty(), terminal);
    found.compilations.iter().fold(status, |status, compilation| status.and(complain(compilation, terminal)))
}

/// Shows what is wrong with the call.
fn problems(problems: &[Diagnostic], is_empty: bool, terminal: &mut Terminal) -> Status {
    let mut status = if is_empty { Status::Error } else { Status::Passed };
    for problem in problems {
        terminal.problem(problem);
        status = status.and(if problem.severity == Severity::Error { Status::Error } else { Status::Passed });
    }
    status
}

/// Shows the errors of a model.
fn complain(compilation: &Compilation, terminal: &mut Terminal) -> Status {
    for diagnostic in compilation.diagnostics.iter().filter(|each| each.severity == Severity::Error) {
        let shown = render(&compilation.sources, diagnostic, terminal.style);
        terminal.shown(&shown);
    }
    match (compilation.incomplete, compilation.denied) {
        (true, _) => Status::Error,
        (false, 1..) => Status::Failed,
        (false, 0) => Status::Passed,
    }
}

fn folder(args: &Args, compilation: &Compilation) -> Option<PathBuf> {
    if let Some(out) = &args.out {
        return Some(out.clone());
    }
    let folder = compilation.output_folder()?;
    let here = DiskWorld::default().here().ok()?;
    Some(between(&here, &folder))
}

/// Writes all outputs of a model, and says what happened to each once they stand in their place.
fn build(out: &Path, compilation: &Compilation, budget: &mut Budget, terminal: &mut Terminal) -> Status {
    let mut status = Status::Passed;
    let folder = out.join(compilation.name().as_str());
    if pages::index(&compilation.model).is_some() {
        terminal.note(&format!(
            "above {} elements or {} arrows a picture has its boundaries closed, and each boundary has a page in `{}`",
            pages::MOST_NODES,
            pages::MOST_ARROWS,
            folder.join(LINKS.pages).display()
        ));
    }
    let unwritten =
        |path: &Path, error: &std::io::Error| format!("cannot write `{}`: {}", path.display(), words(error));
    let mut set = match FileSet::begin(out, compilation.name().as_str(), is_product) {
        Ok(set) => set,
        Err(error) => {
            terminal.complain(&unwritten(&folder, &error));
            return Status::Error;
        }
    };
    let (mut written, mut failed) = (Vec::new(), false);
    products_within(compilation, &lay_out::engine(), budget, |path, made| match made {
        Ok(_) if failed => {}
        Ok(bytes) => match set.put(path, &bytes) {
            Ok(what) => written.push((folder.join(path), what)),
            Err(error) => {
                terminal.complain(&unwritten(&folder.join(path), &error));
                failed = true;
            }
        },
        Err(missing) => {
            product::complain(&folder.join(path), compilation, &missing, terminal);
            status = Status::Error;
        }
    });
    if failed {
        terminal.complain_with_help(
            &format!("`{}` stays as it was", folder.display()),
            "a model's outputs are swapped in together",
        );
        return Status::Error;
    }
    if let Err(error) = set.finish() {
        terminal.complain(&unwritten(&folder, &error));
        return Status::Error;
    }
    for (path, what) in written {
        let shown = quote_terminal(&path.display().to_string());
        match what {
            Written::Changed => terminal.line(&format!("wrote {shown}")),
            Written::Same => terminal.line(&format!("kept  {shown}, which is up to date")),
        }
    }
    status
}
