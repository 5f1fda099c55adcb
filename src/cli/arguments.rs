//! Arguments that several subcommands share: paths, the day, levels of warnings.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::terminal::Terminal;
use crate::config::{LintLevel, LintProblem, Lints};
use crate::driver::{DiskWorld, Options, Run, codes, locate, run};
use crate::model::{Date, parse_date};

/// The day of a run.
#[derive(Debug, Args)]
pub(super) struct Day {
    /// Take this day (YYYY-MM-DD) for today; without it, the UTC date
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) today: Option<Date>,
}

impl Day {
    /// The machine, on that day.
    pub(super) fn world(&self) -> DiskWorld {
        DiskWorld::on(self.today)
    }
}

fn day(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "a day looks like 2026-12-31, and the calendar must have it".to_owned())
}

/// What tests said.
#[derive(Debug, Args)]
pub(super) struct Results {
    /// The results of tests, in JUnit's XML; may be given several times
    #[arg(long = "tests", value_name = "FILE")]
    pub(super) tests: Vec<PathBuf>,
}

/// The models that somebody asks about, by commands that write no file and judge nothing.
#[derive(Debug, Args)]
pub(super) struct Asked {
    /// Files or folders; a folder is searched for models
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    results: Results,
    #[command(flatten)]
    day: Day,
}

impl Asked {
    /// The machine, on the day of the run.
    pub(super) fn world(&self) -> DiskWorld {
        self.day.world()
    }

    /// The first path that leads to nothing, and why.
    pub(super) fn astray(&self) -> Option<(&Path, String)> {
        let world = self.world();
        self.paths.iter().find_map(|path| locate(&world, path).err().map(|why| (path.as_path(), why)))
    }

    /// The models, compiled.
    pub(super) fn compiled(&self) -> Run {
        let options = Options { tests: self.results.tests.clone(), ..Options::default() };
        run(&self.world(), &paths(&self.paths), &options)
    }
}

/// Levels of warnings.
#[derive(Debug, Args)]
pub(super) struct Levels {
    /// Silence a warning, or all `warnings`
    #[arg(short = 'A', long = "allow", value_name = "CODE")]
    allow: Vec<String>,
    /// Show a warning, whatever the configuration says
    #[arg(short = 'W', long = "warn", value_name = "CODE")]
    warn: Vec<String>,
    /// Make a warning an error; the exit status is then 1
    #[arg(short = 'D', long = "deny", value_name = "CODE")]
    deny: Vec<String>,
}

impl Levels {
    /// The levels; `None`, with a complaint for each, where a code cannot have one.
    pub(super) fn lints(&self, terminal: &mut Terminal) -> Option<Lints> {
        let mut lints = Lints::default();
        let levels = [(&self.allow, LintLevel::Allow), (&self.warn, LintLevel::Warn), (&self.deny, LintLevel::Deny)];
        let asked: Vec<(&String, LintLevel)> =
            levels.into_iter().flat_map(|(names, level)| names.iter().map(move |name| (name, level))).collect();
        if asked.is_empty() {
            return Some(lints);
        }
        let known = codes();
        let mut sound = true;
        for (name, level) in asked {
            match lints.set(name, level, &known) {
                Ok(()) => continue,
                Err(LintProblem::Unknown { nearest: Some(nearest) }) => {
                    let help = format!("did you mean `{nearest}`?");
                    terminal.complain_with_help(&format!("no warning has the code `{name}`"), &help);
                }
                Err(LintProblem::Unknown { nearest: None }) => {
                    terminal.complain(&format!("no warning has the code `{name}`"));
                }
                Err(LintProblem::Fixed) => {
                    terminal.complain(&format!("`{name}` is an error; only warnings have levels"));
                }
            }
            sound = false;
        }
        sound.then_some(lints)
    }
}

/// What was typed, or the current folder.
pub(super) fn paths(typed: &[PathBuf]) -> Vec<PathBuf> {
    if typed.is_empty() { vec![PathBuf::from(".")] } else { typed.to_vec() }
}
