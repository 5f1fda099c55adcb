//! `palisade explain ID`: what a threat, a rule, a diagnostic, a word of the language or of the configuration is.
//!
//! What is said is made in `view`; here it is asked for and printed.

mod layout;
mod page;
mod threat;

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::arguments::Asked;
use crate::cli::build::complaints;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::driver::{Compilation, World, codes, ways};
use crate::threat::Threat;
use crate::view::closing::Ways;
use crate::view::explain::{Page, own, pages};
use crate::view::explanation::{Explanation, explanation};

/// So many ways to close a threat are shown.
const WAYS: usize = 3;

/// What `explain` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade explain 'injection.sql@save'   a threat of the model here, and what would close it
  palisade explain injection.sql          a rule
  palisade explain unknown-name           a diagnostic
  palisade explain rate-limit             a technique, type, protocol or predicate
  palisade explain process                a declaration with its attributes, or a statement: `moved`
  palisade explain auth                   an attribute with its words, or one of these
  palisade explain std.web                a pack with what it brings
  palisade explain fail-on                a key of `palisade.toml`, a table, or the whole file

Quote the id of a threat on a flow without a name: '>' redirects in a shell. What is offered to close a threat was tried: \
the model was compiled again with it.

Exit status: 0; 2 where nothing has the name.")]
pub(super) struct Args {
    /// The id of a threat (`rule@target`), rule or diagnostic, or a word of the language, of a pack or of the configuration
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    asked: Asked,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One object
    Json,
}

/// What JSON says: a threat, or pages.
#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    threat: Option<&'a Explanation>,
    #[serde(skip_serializing_if = "<[Page]>::is_empty")]
    pages: &'a [Page],
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let is_threat = args.id.contains('@');
    if let Some((path, why)) = args.asked.astray() {
        return astray(&args.id, path, &why, terminal);
    }
    if !is_threat {
        let pages = pages(&codes(), &args.id);
        if !pages.is_empty() {
            print(args, &pages, terminal);
            return Status::Passed;
        }
    }
    let world = args.asked.world();
    let found = args.asked.compiled();
    for compilation in &found.compilations {
        if is_threat {
            if let Some(found) = of(compilation, &args.id) {
                explain(args, &world, compilation, found, terminal);
                return Status::Passed;
            }
            continue;
        }
        let pages = own(&compilation.sources, &args.id);
        if !pages.is_empty() {
            print(args, &pages, terminal);
            return Status::Passed;
        }
    }
    if found.compilations.is_empty() && is_threat {
        return complaints(&found, terminal);
    }
    page::unknown(&args.id, &found.compilations, terminal);
    Status::Error
}

/// Says that a path leads to nothing; `injection.sql save` is how people write the id of a threat.
fn astray(id: &str, path: &Path, why: &str, terminal: &mut Terminal) -> Status {
    let shown = path.display();
    let message = format!("cannot read `{shown}`: {why}");
    let is_name = |char: char| char.is_ascii_alphanumeric() || "-_>*".contains(char);
    if !id.contains('@') && path.to_string_lossy().chars().all(is_name) {
        let help = format!("did you mean '{id}@{shown}'? behind the id of what is to be explained stand files");
        terminal.complain_with_help(&message, &help);
    } else {
        terminal.complain_with_help(&message, "behind the id of what is to be explained stand files or folders");
    }
    Status::Error
}

fn of<'c>(compilation: &'c Compilation, id: &str) -> Option<&'c Threat> {
    compilation.findings().by_id(id)
}

fn print(args: &Args, pages: &[Page], terminal: &mut Terminal) {
    match args.format {
        Format::Human => page::print(pages, terminal),
        Format::Json => json(&Document { id: &args.id, threat: None, pages }, terminal),
    }
}

fn explain(args: &Args, world: &dyn World, compilation: &Compilation, found: &Threat, terminal: &mut Terminal) {
    let ways = if found.status.is_closed() {
        Ways { complete: true, ..Ways::default() }
    } else {
        ways(world, compilation, found, WAYS)
    };
    let said = explanation(&compilation.view(), found, &ways);
    match args.format {
        Format::Human => threat::print(compilation, found, &said, terminal),
        Format::Json => json(&Document { id: &args.id, threat: Some(&said), pages: &[] }, terminal),
    }
}

fn json(document: &Document<'_>, terminal: &mut Terminal) {
    terminal.text(&crate::emit::json::tall(document));
}
