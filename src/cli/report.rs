//! `palisade report`: what was found in one model, for people or programs.

use std::path::{Path, PathBuf};

use crate::cli::arguments::{Day, Levels, Results};
use crate::cli::product;
use crate::cli::single::{self, Wanted};
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::emit::{FORMATS, Format};

/// What `report` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade report -o docs/threats.md            write the report of the model of this folder
  palisade report -o docs/threats.md --check    fail if the committed report is stale
  palisade report --format json | jq .threats   for programs")]
pub(super) struct Args {
    /// The model: its root, a file that it includes, or a folder with one model
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The format of the report, else that of the file's name, else `markdown`
    #[arg(long, value_name = "FORMAT", value_parser = single::names(FORMATS))]
    format: Option<String>,
    /// The file to write; without it, standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write nothing; exit with 1 if the file is not what would be written
    #[arg(long, requires = "output")]
    check: bool,
    #[command(flatten)]
    results: Results,
    #[command(flatten)]
    day: Day,
    #[command(flatten)]
    levels: Levels,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    // An alias of a format is understood by the parser, which hands it on as it was typed.
    let name = match args.format.as_deref() {
        Some("md") => "markdown",
        Some(name) => name,
        None => match of_name(args.output.as_deref(), terminal) {
            Some(name) => name,
            None => return Status::Error,
        },
    };
    let wanted = Wanted {
        path: &args.path,
        output: args.output.as_deref(),
        check: args.check,
        tests: &args.results.tests,
        world: args.day.world(),
    };
    single::run(wanted, &args.levels, terminal, |compilation, terminal| {
        if args.output.is_none() {
            // Printed as it is made, so that a large one is never held whole.
            return match product::to_stdout(name, compilation, terminal) {
                Status::Passed => Ok(None),
                status => Err(status),
            };
        }
        let Some(format) = Format::of(name) else { return Err(Status::Error) };
        product::bytes(format, compilation).map(Some).map_err(|fault| {
            terminal.complain(&format!("cannot make `{}`: {fault}", format.file_name));
            Status::Error
        })
    })
}

/// The format that the name of the file asks for: `markdown` where it has no ending.
fn of_name(output: Option<&Path>, terminal: &mut Terminal) -> Option<&'static str> {
    let ending = output.and_then(Path::extension).map(|ending| ending.to_string_lossy().into_owned());
    let Some(ending) = ending.filter(|_| !output.is_some_and(|path| path.starts_with("/dev"))) else {
        return Some("markdown");
    };
    let name = match ending.as_str() {
        "markdown" | "md" => "markdown",
        "gv" => "dot",
        other => other,
    };
    let found = Format::of(name).map(|format| format.name);
    if found.is_none() {
        let ends = FORMATS.iter().filter_map(|format| Path::new(format.file_name).extension()?.to_str());
        let endings: Vec<String> = ends.map(|ending| format!("`.{ending}`")).collect();
        terminal.complain_with_help(
            &format!("no report has the ending `.{ending}`"),
            &format!("name the file with one of {}, or say `--format`", endings.join(", ")),
        );
    }
    found
}
