//! `palisade render`: the data-flow diagram of one model.

use std::path::PathBuf;

use crate::cli::lints::{Day, Levels, Results};
use crate::cli::single::{self, Wanted};
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::emit::FORMATS;

/// What `render` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade render -o docs/dfd.svg            draw the model of this folder
  palisade render -o docs/dfd.svg --check    fail if the committed picture is stale
  palisade render --format dot | dot -Tpng   use Graphviz")]
pub(super) struct Args {
    /// The model: its root, a file that it includes, or a folder with one model
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The format of the picture
    #[arg(long, default_value = "svg", value_name = "FORMAT", value_parser = single::names(FORMATS, true))]
    format: String,
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
    let wanted = Wanted {
        path: &args.path,
        format: &args.format,
        output: args.output.as_deref(),
        check: args.check,
        tests: &args.results.tests,
        world: args.day.world(),
    };
    single::run(wanted, &args.levels, terminal)
}
