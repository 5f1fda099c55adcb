//! `palisade render`: a picture of one model.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::cli::arguments::{Day, Levels, Results};
use crate::cli::build::complaints;
use crate::cli::lay_out;
use crate::cli::product;
use crate::cli::single::{self, Wanted};
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::quote_terminal;
use crate::driver::{
    Compilation, Dot, Missing, Options, closes, draw, picture_failed, pictured, pictured_alike, run as run_models,
};
use crate::emit::{PICTURES, PictureFormat, lint};
use crate::layout::{Engine, layout_with};
use crate::view::picture::diff::diff;
use crate::view::picture::diff::renames::Renames;
use crate::view::picture::{self, Picture, View, pages};

/// What `render` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade render -o docs/dfd.svg            draw the model of this folder
  palisade render --list                     say which views there are
  palisade render --view level-0             draw one of them
  palisade render -o docs/dfd.svg --check    fail if the committed picture is stale
  palisade render --format mermaid           for a host that draws Mermaid
  palisade render --diff ../old/model.tm     mark what is different from an older version
  palisade render --lint --format json       measure overlaps and crossings")]
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
    /// The format of the picture, else that of the file's name, else `svg`; with `--lint`, `json`
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<String>,
    /// What places boxes and arrows; Graphviz must be installed
    #[arg(long, default_value = "embedded", value_name = "ENGINE", value_parser = ["embedded", "dot"])]
    engine: String,
    /// Draw nothing; say what is wrong with the picture, with numbers, and exit with 1 if it breaks a promise
    #[arg(long, conflicts_with_all = ["list", "output", "check"])]
    lint: bool,
    /// An older version of the model to compare with: its root, or a folder with one model
    #[arg(long, value_name = "OLD", conflicts_with = "list")]
    diff: Option<PathBuf>,
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
    let pictures = PICTURES.iter().map(|format| PossibleValue::new(format.name).help(format.doc));
    let json = PossibleValue::new("json").help("What `--lint` found, for programs.");
    PossibleValuesParser::new(pictures.chain([json]))
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
        let world = args.day.world();
        let dot = Dot { world: &world };
        let own = lay_out::engine();
        let engine: &dyn Engine = if args.engine == "dot" { &dot } else { &own };
        let Some(format) = format(args, terminal) else { return Err(Status::Error) };
        let picture = match &args.diff {
            Some(old) => compared(args, old, (&view, compilation), format, terminal)?,
            None => {
                let input = compilation.view();
                note_closed(closes(&input, &view, format), terminal);
                pictured(&input, &view, format)
            }
        };
        if let Some(note) = unshown(&picture, format) {
            terminal.note(&note);
        }
        if args.lint {
            return measured(compilation, &picture, engine, terminal).map(Some);
        }
        draw(compilation, &picture, format, engine).map(Some).map_err(|missing| {
            let name = format!("{}.{}", view.name, format.name);
            product::complain(Path::new(&name), compilation, &missing, terminal);
            Status::Error
        })
    })
}

/// What a reader of the picture will miss: the words that have a character which the format cannot show.
fn unshown(picture: &Picture, format: &PictureFormat) -> Option<String> {
    let mut words = picture.words();
    words.retain(|words| !words.chars().all(format.shows));
    words.sort_unstable();
    words.dedup();
    let first: Vec<String> = words.iter().take(3).map(|words| format!("\"{words}\"")).collect();
    let more = match words.len() {
        0 => return None,
        1..=3 => String::new(),
        count => format!(" and {} more", count - 3),
    };
    let name = format.name;
    Some(format!("`{name}` has no sign for some characters of {}{more}; `svg` shows them", first.join(", ")))
}

/// The format that is asked for; to measure a picture, one that needs coordinates.
fn format(args: &Args, terminal: &mut Terminal) -> Option<&'static PictureFormat> {
    match args.format.as_deref() {
        Some(name) if args.lint && name != "json" => {
            terminal.complain_with_help("`--lint` writes `json` only", "write `--lint --format json`");
            None
        }
        Some("json") if !args.lint => {
            terminal.complain_with_help("`json` is no format of a picture", "add `--lint`, or use `palisade report`");
            None
        }
        Some(name) if !args.lint => PictureFormat::of(name),
        None if !args.lint => of_name(args.output.as_deref(), terminal),
        _ => PictureFormat::of("svg"),
    }
}

/// The format that the name of the file asks for: `svg` where it has no ending.
fn of_name(output: Option<&Path>, terminal: &mut Terminal) -> Option<&'static PictureFormat> {
    let ending = output.and_then(Path::extension).map(|ending| ending.to_string_lossy().into_owned());
    let Some(ending) = ending.filter(|_| !output.is_some_and(|path| path.starts_with("/dev"))) else {
        return PictureFormat::of("svg");
    };
    let found = extension(output).and_then(PictureFormat::of);
    if found.is_none() {
        let endings: Vec<String> = PICTURES.iter().map(|format| format!("`.{}`", format.name)).collect();
        terminal.complain_with_help(
            &format!("no picture has the ending `.{ending}`"),
            &format!("name the file with one of {}, or say `--format`", endings.join(", ")),
        );
    }
    found
}

/// Says why a picture has its boundaries closed, if it has.
fn note_closed(closed: bool, terminal: &mut Terminal) {
    if closed {
        terminal.note(&format!(
            "above {} elements or {} arrows a picture has its boundaries closed; `palisade build` draws a page for each",
            pages::MOST_NODES,
            pages::MOST_ARROWS
        ));
    }
}

/// The picture of a view with what is different from an older version of the model.
fn compared(
    args: &Args,
    old: &Path,
    (view, compilation): (&View, &Compilation),
    format: &PictureFormat,
    terminal: &mut Terminal,
) -> Result<Picture, Status> {
    let Some(lints) = args.levels.lints(terminal) else { return Err(Status::Error) };
    let options = Options { lints, ..Options::default() };
    let found = run_models(&args.day.world(), &[old.to_path_buf()], &options);
    if complaints(&found, terminal) == Status::Error {
        terminal.complain(&format!("there is no sound older version at `{}` to compare with", old.display()));
        return Err(Status::Error);
    }
    let [older] = found.compilations.as_slice() else {
        let message = format!("`{}` holds {} models", old.display(), found.compilations.len());
        terminal.complain_with_help(&message, "name the file of one of them");
        return Err(Status::Error);
    };
    let (input, new_input) = (older.view(), compilation.view());
    let Ok(old_view) = picture::find(&input, &view.name) else {
        let message = format!("`{}` has no view `{}`", old.display(), view.name);
        terminal.complain_with_help(&message, "compare the whole model, or a view that both versions have");
        return Err(Status::Error);
    };
    // What is told, and how deep, is a matter of the newer version: what only a view says has not changed.
    let old_view = View { level: view.level, show: view.show, neighbours: view.neighbours, ..old_view };
    note_closed(closes(&input, &old_view, format) || closes(&new_input, view, format), terminal);
    match pictured_alike([(&input, &old_view), (&new_input, view)], format) {
        [Picture::Flows(old), Picture::Flows(new)] => {
            let renames = Renames::of(&older.model, &compilation.model);
            Ok(Picture::Flows(diff(&old, &new, &renames)))
        }
        _ => {
            terminal.complain_with_help("`--diff` compares data-flow diagrams", "choose another view");
            Err(Status::Error)
        }
    }
}

/// The format that a file's name asks for.
fn extension(file: Option<&Path>) -> Option<&'static str> {
    let name = match file?.extension()?.to_str()? {
        "mmd" => "mermaid",
        "gv" => "dot",
        other => other,
    };
    PictureFormat::of(name).map(|format| format.name)
}

/// What is wrong with a picture.
fn measured(
    compilation: &Compilation,
    picture: &Picture,
    engine: &dyn Engine,
    terminal: &mut Terminal,
) -> Result<Vec<u8>, Status> {
    let Picture::Flows(diagram) = picture else {
        let help = "sequence diagrams and trees are laid out by arithmetic that leaves nothing to measure";
        terminal.complain_with_help("`--lint` measures data-flow diagrams", help);
        return Err(Status::Error);
    };
    match layout_with(engine, diagram) {
        Ok(placed) => {
            let found = lint::lint(diagram, &placed);
            let text = lint::json(&found);
            if found.faults == 0 {
                return Ok(text.into_bytes());
            }
            terminal.text(&text);
            Err(Status::Failed)
        }
        Err(error) => {
            let diagnostic = picture_failed(compilation, picture.prefix(), &error);
            let missing = Missing::Picture(Box::new(diagnostic));
            product::complain(Path::new(picture.prefix()), compilation, &missing, terminal);
            Err(Status::Error)
        }
    }
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
        // A title on one line; the rest of it is quoted as everything that people read.
        let title: String = view.title.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
        let title = quote_terminal(&title);
        text.push_str(&format!("{:width$}  {:18}{title}\n", view.name, view.form.words()));
    }
    text
}
