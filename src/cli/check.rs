//! `palisade check`: diagnostics, threats, questions, the gate.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::arguments::{Day, Levels, Results, paths};
use crate::cli::fix;
use crate::cli::hint::hint;
use crate::cli::human;
use crate::cli::product::{self, Unmade};
use crate::cli::shelf::{Packed, Shelf};
use crate::cli::short;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::cli::what_if;
use crate::config::Level;
use crate::diag::quote_terminal;
use crate::driver::{Compilation, DiskWorld, Mended, Offers, Options, Run, Stream, mend, run as run_models};
use crate::gate::{Overall, RunVerdict};

/// What `check` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade check                             check every model below the current folder
  palisade check models/shop.tm              check one model
  palisade check --fail-on critical          fail only from critical upwards
  palisade check --format short | grep high  one finding a line
  palisade check -D warnings                 fail on any warning
  palisade check --tests target/junit.xml    controls whose tests passed are verified
  palisade check --what-if 'web has rate-limit' --what-if 'save.via = tls'
                                             say what these two facts together would change
  palisade check --fix                       apply the fixes that are sure, then check what is left
  palisade check --fix --diff                show what that would change, and write nothing

A fix is sure where it changes nothing but how the model is written. With `--fix`, with or without `--diff`, the exit \
status says how the mended model stands.

Exit status: 0 passed; 1 the gate failed or a denied warning; 2 errors in a model or the call, or nothing to check.")]
pub(super) struct Args {
    /// Files or folders; a folder is searched for models
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Fail on open threats from this severity upwards [default: as configured, else high]
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<GateLevel>,
    /// Fail on unanswered questions that could hide a threat of this severity or above
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on_unknown: Option<GateLevel>,
    /// Count what closes or lowers a threat from this severity upwards only if evidence of it was found
    #[arg(long, value_enum, value_name = "LEVEL")]
    require_evidence: Option<GateLevel>,
    /// Exit with 0 where it would be 1
    #[arg(long)]
    exit_zero: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Say what would differ, were this so: `NAME has TECHNIQUE`, `NAME lacks TECHNIQUE`, `NAME.ATTRIBUTE = VALUE`, or
    /// declarations; may be given several times, and decides nothing
    #[arg(long, value_name = "FACT")]
    what_if: Vec<String>,
    /// Apply the fixes that are sure: all files are written, or none where one cannot be or was changed meanwhile
    #[arg(long, conflicts_with = "what_if")]
    fix: bool,
    /// Print what `--fix` would change as a unified diff, and nothing else on standard output; write nothing
    #[arg(long, requires = "fix", conflicts_with = "format")]
    diff: bool,
    #[command(flatten)]
    results: Results,
    #[command(flatten)]
    day: Day,
    #[command(flatten)]
    levels: Levels,
}

/// A level of the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GateLevel {
    None,
    Low,
    Medium,
    High,
    Critical,
}

impl GateLevel {
    fn level(self) -> Option<Level> {
        match self {
            GateLevel::None => None,
            GateLevel::Low => Some(Level::Low),
            GateLevel::Medium => Some(Level::Medium),
            GateLevel::High => Some(Level::High),
            GateLevel::Critical => Some(Level::Critical),
        }
    }
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the source
    Human,
    /// One finding a line: `file:line:column: error[code]: message`
    Short,
    /// The whole model and all findings; `palisade schema` describes it
    Json,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let Some(lints) = args.levels.lints(terminal) else { return Status::Error };
    let options = Options {
        lints,
        fail_on: args.fail_on.map(GateLevel::level),
        fail_on_unknown: args.fail_on_unknown.map(GateLevel::level),
        require_evidence: args.require_evidence.map(GateLevel::level),
        tests: args.results.tests.clone(),
        suppose: Vec::new(),
        orphans: true,
        exit_zero: args.exit_zero,
    };
    let world = args.day.world();
    let status = match args.what_if.is_empty() {
        _ if args.fix => mended(args, &world, &options, terminal),
        true => each(args, &world, &options, terminal),
        false => supposing(args, &world, &options, terminal),
    };
    if args.exit_zero && status == Status::Failed { Status::Passed } else { status }
}

/// Checks one model after the other.
fn each(args: &Args, world: &DiskWorld, options: &Options, terminal: &mut Terminal) -> Status {
    let mut stream = Stream::of(world, &paths(&args.paths), options);
    for problem in &stream.problems {
        terminal.problem(problem);
    }
    let shelf = Shelf::new();
    let kept = match args.format {
        Format::Json if stream.is_small() => {
            stream.tell();
            Vec::new()
        }
        Format::Json => stream.tell_with(|compilation| {
            let fits = compilation.bytes() <= PACKED;
            fits.then(|| shelf.put(JSON, compilation)).flatten()
        }),
        Format::Human | Format::Short => Vec::new(),
    };
    let (mut kept, told) = (kept.into_iter(), stream.told().cloned());
    let (style, several, few) = (terminal.style, stream.len() > 1, stream.is_small());
    let mut status = if stream.is_empty() { Status::Error } else { Status::Passed };
    let mut offered = Offers::default();
    stream.each(
        |compilation| {
            // Only people are told of it.
            let offered = match args.format {
                Format::Human => Offers::of(&compilation),
                Format::Short | Format::Json => Offers::default(),
            };
            if !several || compilation.bytes() > LARGE {
                return (offered, Made::Whole(Box::new(compilation)));
            }
            let made = match args.format {
                Format::Human => Made::Text(human::sheet(&compilation, style).into_text()),
                Format::Short => Made::Text(short::sheet(&compilation, style).into_text()),
                Format::Json => Made::Document(product::bytes_of(JSON, &compilation)),
            };
            forget(compilation, few);
            (offered, made)
        },
        |(more, made)| {
            offered.add(more);
            status = status.and(kept_before(&mut kept, told.as_ref(), terminal));
            match made {
                Made::Text(text) => terminal.say(&text),
                Made::Document(Ok(bytes)) => terminal.bytes_of(&bytes),
                Made::Document(Err(why)) => status = status.and(product::unmade(&why, terminal)),
                Made::Whole(compilation) => {
                    status = status.and(print(args.format, &compilation, terminal));
                    forget(*compilation, few);
                }
            }
        },
    );
    let status = status.and(kept_before(&mut kept, told.as_ref(), terminal));
    let status = status.and(of(&stream.overall));
    sentence(args.format, stream.overall.sentence(), status, terminal);
    if let Some(hint) = hint(&offered) {
        terminal.note(&hint);
    }
    std::mem::forget(stream);
    status
}

/// Prints the documents that stand before the next one that was not kept.
fn kept_before(
    kept: &mut impl Iterator<Item = Option<Packed>>,
    run: Option<&RunVerdict>,
    terminal: &mut Terminal,
) -> Status {
    let mut status = Status::Passed;
    while let Some(Some(packed)) = kept.next() {
        match packed.open(run) {
            Ok(document) => terminal.bytes_of(&document),
            Err(why) => status = status.and(product::unmade(&why, terminal)),
        }
    }
    status
}

/// What is made of a model before its turn comes to be printed.
enum Made {
    /// All that is printed of it.
    Text(String),
    /// Its document.
    Document(Result<Vec<u8>, Unmade>),
    /// It is large, and printed piece by piece.
    Whole(Box<Compilation>),
}

/// The name of the format for programs.
const JSON: &str = "json";
/// No document of a model with more bytes of text waits for the verdict on its run: it is held as a whole for that.
const PACKED: usize = 1 << 20;
/// Models with more bytes of text are printed piece by piece.
const LARGE: usize = 128 << 10;

/// Where all models of a run are held at once, they stay: the process ends soon, and the system takes memory back at once,
/// while a large model costs tenths of a second to free piece by piece.
fn forget(compilation: Compilation, few: bool) {
    if few {
        std::mem::forget(compilation);
    }
}

/// Mends what is sure, and says how the rest stands.
fn mended(args: &Args, world: &DiskWorld, options: &Options, terminal: &mut Terminal) -> Status {
    let mended = mend(world, &paths(&args.paths), options);
    if !args.diff
        && let Err(status) = fix::write(&mended, terminal)
    {
        return status;
    }
    let sentence = fix::sentence(&mended, !args.diff);
    if args.diff {
        fix::show(&mended, terminal);
    }
    let Mended { run, .. } = mended;
    let status = match args.diff {
        true => rest(args, run, terminal),
        false => held(args, world, options, run, terminal),
    };
    terminal.note(&sentence);
    status
}

/// Says of what is left how it stands, and no more: standard output holds the difference.
fn rest(_args: &Args, found: Run, terminal: &mut Terminal) -> Status {
    for problem in &found.problems {
        terminal.problem(problem);
    }
    let overall = found.overall();
    let last = found.compilations.last().map(|last| last.verdict.sentence());
    if let Some(sentence) = overall.sentence().or(last) {
        terminal.note(&sentence);
    }
    let empty = found.compilations.is_empty();
    std::mem::forget(found);
    if empty { Status::Error } else { of(&overall) }
}

/// Checks one model, and says what would differ.
fn supposing(args: &Args, world: &DiskWorld, options: &Options, terminal: &mut Terminal) -> Status {
    let found = run_models(world, &paths(&args.paths), options);
    held(args, world, options, found, terminal)
}

/// Says everything that was found in models that are all at hand.
fn held(args: &Args, world: &DiskWorld, options: &Options, mut found: Run, terminal: &mut Terminal) -> Status {
    if args.format == Format::Json {
        found.tell();
    }
    for problem in &found.problems {
        terminal.problem(problem);
    }
    let supposed = match args.what_if.is_empty() {
        true => Ok(String::new()),
        false => suppose(args, world, &found, options, terminal),
    };
    if supposed.is_err() {
        found.spoil();
    }
    let overall = found.overall();
    let mut status = if found.compilations.is_empty() { Status::Error } else { of(&overall) };
    for compilation in &found.compilations {
        status = status.and(print(args.format, compilation, terminal));
    }
    sentence(args.format, overall.sentence(), status, terminal);
    match supposed {
        // Standard output holds one document, and stays one.
        Ok(text) if args.format == Format::Json => terminal.shown(&text),
        Ok(text) => terminal.say(&text),
        Err(error) => status = status.and(error),
    }
    std::mem::forget(found);
    status
}

fn print(format: Format, compilation: &Compilation, terminal: &mut Terminal) -> Status {
    match format {
        Format::Human => terminal.say(&human::sheet(compilation, terminal.style).into_text()),
        Format::Short => terminal.say(&short::sheet(compilation, terminal.style).into_text()),
        Format::Json => return product::to_stdout(JSON, compilation, terminal),
    }
    Status::Passed
}

/// The verdict on the run, where there is more to say than the verdict on its one model.
fn sentence(format: Format, sentence: Option<String>, status: Status, terminal: &mut Terminal) {
    match sentence {
        // Standard output holds documents, and nothing else.
        Some(sentence) if format == Format::Json && status != Status::Passed => terminal.note(&sentence),
        Some(_) if format == Format::Json => {}
        Some(sentence) => terminal.line(&quote_terminal(&sentence)),
        None => {}
    }
}

/// What would differ, in words. A sound supposition leaves the exit status alone; one that is not is an error of the call.
fn suppose(
    args: &Args,
    world: &DiskWorld,
    found: &Run,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<String, Status> {
    match found.compilations.as_slice() {
        [one] => what_if::print(world, one, &args.what_if, options, terminal),
        [] => Ok(String::new()),
        several => {
            let names: Vec<String> = several.iter().map(|each| format!("`{}`", each.name())).collect();
            let message = format!("`--what-if` is about one model, and there are {}", names.join(", "));
            terminal.complain_with_help(&message, "name the file of one of them");
            Err(Status::Error)
        }
    }
}

/// The exit status says what the gate's sentence says: errors beat the gate, and the gate beats success.
fn of(overall: &Overall) -> Status {
    match (overall.judged(), overall.passed()) {
        (false, _) => Status::Error,
        (true, false) => Status::Failed,
        (true, true) => Status::Passed,
    }
}
