//! The command line: one file a subcommand; the only place that prints and exits.
//!
//! Results go to standard output, diagnostics of a model among them; what is wrong with the call, or with writing,
//! goes to standard error. Everything that may hold text of a model is quoted first.

mod arguments;
mod build;
mod check;
mod explain;
mod fix;
mod fmt;
mod hint;
mod human;
mod import;
mod init;
mod lay_out;
mod paths;
mod product;
mod questions;
mod render;
mod report;
mod schema;
mod sheet;
mod shelf;
mod short;
mod single;
mod status;
mod terminal;
mod test;
mod unified;
mod what_if;

use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue};
use clap::{Parser, Subcommand};

use crate::cli::status::Status;
use crate::cli::terminal::{Color, Terminal};
use crate::diag::quote_terminal;

/// A compiler for threat models.
#[derive(Debug, Parser)]
#[command(
    name = "palisade",
    version,
    about = "A compiler for threat models: text beside your code in; threats, diagrams and reports out",
    after_help = "Exit status: 0 passed; 1 the gate failed, a violated policy or a denied warning; 2 errors in a model or the call.",
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    /// When to use colours; `NO_COLOR` in the environment turns them off
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check models, derive threats, and say whether the gate is passed
    Check(check::Args),
    /// Write every format of every model into a folder
    Build(build::Args),
    /// Draw the data-flow diagram of one model
    Render(render::Args),
    /// Write the report of one model
    Report(report::Args),
    /// Write files in canonical form
    Fmt(fmt::Args),
    /// Explain a threat, a rule, a diagnostic, or a word of the language, of a pack or of the configuration
    Explain(explain::Args),
    /// List what nobody stated, by how much risk each answer would settle
    Questions(questions::Args),
    /// Show how attackers get to what is to be kept, and where to stop them
    Paths(paths::Args),
    /// Run the examples of rules
    Test(test::Args),
    /// Read a file of another format and write it as `.tm`
    Import(import::Args),
    /// Write a first model and its configuration
    Init(init::Args),
    /// Print the JSON Schema of the JSON output
    Schema(schema::Args),
    /// Lay out a graph that the program gives to itself
    #[command(name = lay_out::WORD, hide = true)]
    LayOut,
}

/// Reads the arguments, does what they say, and gives the exit status.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(error),
    };
    let mut terminal = Terminal::new(cli.color);
    let status = match &cli.command {
        Command::Check(args) => check::run(args, &mut terminal),
        Command::Build(args) => build::run(args, &mut terminal),
        Command::Render(args) => render::run(args, &mut terminal),
        Command::Report(args) => report::run(args, &mut terminal),
        Command::Fmt(args) => fmt::run(args, &mut terminal),
        Command::Explain(args) => explain::run(args, &mut terminal),
        Command::Questions(args) => questions::run(args, &mut terminal),
        Command::Paths(args) => paths::run(args, &mut terminal),
        Command::Test(args) => test::run(args, &mut terminal),
        Command::Import(args) => import::run(args, &mut terminal),
        Command::Init(args) => init::run(args, &mut terminal),
        Command::Schema(args) => schema::run(args, &mut terminal),
        Command::LayOut => lay_out::run(),
    };
    status.and(terminal.finish()).into()
}

/// Says what is wrong with the arguments. Help and version are results; anything else is an error of the call.
///
/// A script may hand names of files on as arguments, so what an error repeats is quoted as everything else is.
fn refuse(mut error: clap::Error) -> ExitCode {
    if error.use_stderr() {
        let said: Vec<_> = error.context().map(|(kind, value)| (kind, value.clone())).collect();
        for (kind, value) in said {
            // The usage has lines of its own, and nothing of what was typed.
            if let Some(value) = quoted(value).filter(|_| kind != ContextKind::Usage) {
                error.insert(kind, value);
            }
        }
    }
    // A closed pipe is no matter.
    let _ = error.print();
    if error.use_stderr() { Status::Error.into() } else { Status::Passed.into() }
}

/// A part of an error that may repeat an argument, quoted; nothing where it cannot.
fn quoted(value: ContextValue) -> Option<ContextValue> {
    let styled = |text: &StyledStr| StyledStr::from(quote_terminal(&text.to_string()));
    match value {
        ContextValue::String(text) => Some(ContextValue::String(quote_terminal(&text))),
        ContextValue::Strings(texts) => {
            Some(ContextValue::Strings(texts.iter().map(|text| quote_terminal(text)).collect()))
        }
        ContextValue::StyledStr(text) => Some(ContextValue::StyledStr(styled(&text))),
        ContextValue::StyledStrs(texts) => Some(ContextValue::StyledStrs(texts.iter().map(styled).collect())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// What the source breaks into lines is broken again where it is shown, and reads badly.
    #[test]
    fn help_is_broken_into_lines_once() {
        const WIDTH: usize = 100;
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for part in help.split("\n\n") {
                let lines: Vec<&str> = part.lines().collect();
                let is_list = part.starts_with("Example");
                assert!(is_list || lines.len() <= 1, "`{}`: {part}", command.get_name());
                let long = lines.iter().find(|line| is_list && line.chars().count() > WIDTH);
                assert!(long.is_none(), "`{}`: {long:?}", command.get_name());
            }
        }
    }

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }
}
