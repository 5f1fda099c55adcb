//! `palisade render`: a picture of one model.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::cli::lints::{Day, Levels, Results};
use crate::cli::single::{self, Wanted};
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::driver::Compilation;
use crate::emit::{PICTURES, PictureFormat};
use crate::view::picture::{self, View};

/// What `render` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade render -o docs/dfd.svg            draw the model of this folder
  palisade render --list                     say which views there are
  palisade render --view level-0             draw one of them
  palisade render -o docs/dfd.svg --check    fail if the committed picture is stale
  palisade render --format dot | dot -Tpng   use Graphviz")]
pub(super) struct Args {
    /// The model: its root, a file that it includes, or a folder with one model
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The view to draw; without it, the whole model
    #[arg(long, value_name = "NAME", conflicts_with = "list")]
    view: Option<String>,
    /// Print the names of the views, their forms and titles, and draw nothing
    #[arg(long)]
    list: bool,
    /// The format of the picture
    #[arg(long, default_value = "svg", value_name = "FORMAT", value_parser = formats())]
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

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(PICTURES.iter().map(|format| PossibleValue::new(format.name).help(format.doc)))
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let wanted = Wanted {
        path: &args.path,
        output: args.output.as_deref(),
        check: args.check,
        tests: &args.results.tests,
        world: args.day.world(),
    };
    single::run(wanted, &args.levels, terminal, |compilation, terminal| {
        if args.list {
            return Ok(Some(list(compilation).into_bytes()));
        }
        let view = wanted_view(args.view.as_deref(), compilation, terminal)?;
        let Some(format) = PictureFormat::of(&args.format) else { return Err(Status::Error) };
        let mut bytes = Vec::new();
        match (format.write)(&picture::picture(&compilation.view(), &view), &mut bytes) {
            Ok(()) => Ok(Some(bytes)),
            Err(fault) => {
                terminal.complain(&format!("cannot draw `{}` as {}: {fault}", view.name, format.name));
                Err(Status::Error)
            }
        }
    })
}

/// The view of a name, or the whole model.
fn wanted_view(name: Option<&str>, compilation: &Compilation, terminal: &mut Terminal) -> Result<View, Status> {
    let Some(name) = name else { return Ok(View::whole(&compilation.model)) };
    picture::find(&compilation.view(), name).map_err(|near| {
        let message = format!("there is no view `{name}`");
        match near {
            Some(near) => terminal.complain_with_help(&message, &format!("did you mean `{near}`?")),
            None => terminal.complain_with_help(&message, "`palisade render --list` names those that there are"),
        }
        Status::Error
    })
}

/// One line a view: name, form, title.
fn list(compilation: &Compilation) -> String {
    let views = picture::views(&compilation.model);
    let width = views.iter().map(|view| view.name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for view in &views {
        let title: String = view.title.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
        text.push_str(&format!("{:width$}  {:18}{title}\n", view.name, view.form.words()));
    }
    text
}
