//! `palisade test`: do rules do what their examples say?

use std::path::PathBuf;

use crate::check::{Example, RuleDecl};
use crate::cli::build::complaints;
use crate::cli::human::many;
use crate::cli::lints::paths;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{quote_terminal, render};
use crate::driver::{Compilation, DiskWorld, Options, run as run_models};
use crate::threat::Rule;
use crate::threat::examples;

/// What `test` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade test              run the examples of the rules of every model below the current folder
  palisade test rules.tm     run those of one model

An example plays on a fixed day and knows the core and the packs that its rule uses.")]
pub(super) struct Args {
    /// Files or folders; a folder is searched for models
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let found = run_models(&DiskWorld::default(), &paths(&args.paths), &Options::default());
    let mut status = complaints(&found, terminal);
    for compilation in &found.compilations {
        status = status.and(model(compilation, terminal));
    }
    status
}

fn model(compilation: &Compilation, terminal: &mut Terminal) -> Status {
    let (mut passed, mut failed) = (0, 0);
    for decl in &compilation.declared {
        let Some(rule) = compilation.rules.iter().rev().find(|rule| rule.id == decl.id) else { continue };
        for example in &decl.examples {
            if one(compilation, rule, decl, example, terminal) {
                passed += 1;
            } else {
                failed += 1;
            }
        }
    }
    let name = quote_terminal(&compilation.name());
    let rules = many(compilation.declared.len(), "rule");
    terminal.line(&format!("{name}: {rules}, {} passed, {failed} failed", many(passed, "example")));
    if failed == 0 { Status::Passed } else { Status::Failed }
}

fn one(compilation: &Compilation, rule: &Rule, decl: &RuleDecl, example: &Example, terminal: &mut Terminal) -> bool {
    let outcome = examples::run(&compilation.model.vocabulary, rule, &compilation.model.packs, example);
    if outcome.passed {
        return true;
    }
    let place = compilation.sources.place(example.span);
    let label = example.label.as_deref().map(|label| format!(" \"{label}\"")).unwrap_or_default();
    let kind = example.kind.word();
    terminal.line(&quote_terminal(&format!("{place}: failed: '{}' {kind}{label}", decl.id)));
    for line in &outcome.lines {
        terminal.line(&format!("  {}", quote_terminal(line)));
    }
    for diagnostic in &outcome.diagnostics {
        let shown = render(&compilation.sources, diagnostic, terminal.style);
        terminal.say(&shown);
    }
    false
}
