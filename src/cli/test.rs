//! `palisade test`: do rules do what their examples say? Reports the way `cargo test` does, one line a rule.

use std::path::PathBuf;
use std::sync::Arc;

use crate::catalogue;
use crate::check::{Example, RuleDecl};
use crate::cli::arguments::paths;
use crate::cli::build::complaints;
use crate::cli::human::many;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{Diagnostic, nearest, quote_terminal, render};
use crate::driver::{DiskWorld, Options, run as run_models};
use crate::model::{Bits, Vocabulary};
use crate::rules::Rule;
use crate::text::Sources;
use crate::threat::examples::{self, Outcome};

/// What `test` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade test                               the examples of the rules of every model below here
  palisade test rules.tm --filter injection   those of one model whose name has `injection` in it
  palisade test --builtin --filter std.web/   those of the built-in rules of a pack

Every rule is one test, called MODEL/RULE or PACK/RULE; it passes when each of its examples shows what it says: `fires` \
an open threat, `answered` threats that are all mitigated, `silent` neither threat nor question, `asks` a question only. \
An example plays on a fixed day and knows the core and the packs that its rule uses.

Exit status: 0 all passed; 1 a rule failed; 2 errors in a model or the call, or no name has the text of `--filter`.")]
pub(super) struct Args {
    /// Files or folders; a folder is searched for models
    #[arg(value_name = "PATH", conflicts_with = "builtin")]
    paths: Vec<PathBuf>,
    /// Run only rules whose name contains this; may be given several times
    #[arg(short, long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Run the examples of the built-in rules
    #[arg(long)]
    builtin: bool,
}

/// Rules that are tested together, and what their examples are read in.
struct Suite<'a> {
    /// `the model shop`, `the built-in rules`.
    title: String,
    sources: &'a Sources,
    vocabulary: &'a Arc<Vocabulary>,
    /// The model's packs; nothing for built-in rules, which have their own.
    packs: Option<&'a Bits>,
    rules: &'a [Rule],
    tests: Vec<(String, &'a RuleDecl)>,
}

/// How everything went so far.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: Vec<String>,
    ignored: usize,
    filtered: usize,
    examples: usize,
    /// What the examples took.
    steps: u64,
    /// Details of failures, for the end.
    details: String,
    names: Vec<String>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut tally = Tally::default();
    let mut status = Status::Passed;
    if args.builtin {
        let built = catalogue::from_text();
        let vocabulary = &built.library.vocabulary;
        let name = |decl: &RuleDecl| {
            let packs: Vec<&str> =
                decl.packs.iter().filter_map(|pack| Some(vocabulary.packs.get(pack as usize)?.as_str())).collect();
            let pack = if packs.is_empty() { "std.core".to_owned() } else { packs.join("+") };
            format!("{pack}/{}", decl.id)
        };
        let suite = Suite {
            title: "the built-in rules".to_owned(),
            sources: &built.sources,
            vocabulary,
            packs: None,
            rules: &built.library.rules,
            tests: built.decls.iter().map(|decl| (name(decl), decl)).collect(),
        };
        suite.run(&args.filter, &mut tally, terminal);
    } else {
        let found = run_models(&DiskWorld::default(), &paths(&args.paths), &Options::default());
        status = complaints(&found, terminal);
        for compilation in &found.compilations {
            let model = compilation.name();
            let suite = Suite {
                title: format!("the model {model}"),
                sources: &compilation.sources,
                vocabulary: &compilation.model.vocabulary,
                packs: Some(&compilation.model.packs),
                rules: &compilation.rules,
                tests: compilation.declared.iter().map(|decl| (format!("{model}/{}", decl.id), decl)).collect(),
            };
            suite.run(&args.filter, &mut tally, terminal);
        }
        if found.compilations.is_empty() {
            return status;
        }
    }
    status.and(tally.finish(&args.filter, terminal))
}

impl Suite<'_> {
    fn run(&self, filter: &[String], tally: &mut Tally, terminal: &mut Terminal) {
        let wanted = |name: &str| filter.is_empty() || filter.iter().any(|text| name.contains(text.as_str()));
        let (tests, rest): (Vec<_>, Vec<_>) = self.tests.iter().partition(|(name, _)| wanted(name));
        tally.filtered += rest.len();
        tally.names.extend(rest.iter().map(|(name, _)| name.clone()));
        if tests.is_empty() && !filter.is_empty() {
            return;
        }
        let examples = tests.iter().map(|(_, decl)| decl.examples.len()).sum();
        let (rules, examples) = (many(tests.len(), "rule"), many(examples, "example"));
        terminal.line(&quote_terminal(&format!("running {rules} of {}, {examples}", self.title)));
        for (name, decl) in tests {
            let word = self.test(name, decl, tally, terminal);
            terminal.line(&format!("test {} ... {word}", quote_terminal(name)));
        }
        terminal.line("");
    }

    /// Runs one rule; gives what its line ends with.
    fn test(&self, name: &str, decl: &RuleDecl, tally: &mut Tally, terminal: &Terminal) -> String {
        // A rule of a model comes behind the built-in ones.
        let Some(rule) = self.rules.iter().rev().find(|rule| rule.id == decl.id) else {
            tally.failed.push(name.to_owned());
            let place = self.sources.place(decl.id_span);
            tally.details.push_str(&quote_terminal(&format!("---- {name} ({place})")));
            tally.details.push_str("\n  the rule itself has errors, so none of its examples was run\n\n");
            return terminal.style.severity(2, "FAILED");
        };
        if decl.examples.is_empty() {
            tally.ignored += 1;
            return "ignored, it has no examples".to_owned();
        }
        let packs = self.packs.unwrap_or(&decl.packs);
        tally.examples += decl.examples.len();
        let mut failed = false;
        for example in &decl.examples {
            let outcome = match tally.steps < examples::STEPS {
                true => examples::run(self.vocabulary, rule, packs, example),
                false => examples::not_run(),
            };
            tally.steps += outcome.steps;
            if !outcome.passed {
                failed = true;
                tally.details.push_str(&self.detail(name, example, &outcome, terminal));
            }
        }
        if failed {
            tally.failed.push(name.to_owned());
            return terminal.style.severity(2, "FAILED");
        }
        tally.passed += 1;
        "ok".to_owned()
    }

    /// What a failed example shows instead of what it says.
    fn detail(&self, name: &str, example: &Example, outcome: &Outcome, terminal: &Terminal) -> String {
        let place = self.sources.place(example.span);
        let label = example.label.as_deref().map(|label| format!(" \"{label}\"")).unwrap_or_default();
        let head = format!("---- {name}: `{}`{label} ({place})", example.kind.word());
        let mut text = format!("{}\n", quote_terminal(&head));
        for line in &outcome.lines {
            text.push_str(&format!("  {}\n", quote_terminal(line)));
        }
        let shown = |each: &Diagnostic| render(self.sources, each, terminal.style);
        outcome.diagnostics.iter().for_each(|each| text.push_str(&shown(each)));
        text.push('\n');
        text
    }
}

impl Tally {
    /// Failures, then the sum.
    fn finish(mut self, filter: &[String], terminal: &mut Terminal) -> Status {
        let run = self.passed + self.failed.len() + self.ignored;
        if run == 0 && !filter.is_empty() && self.filtered > 0 {
            return self.nothing(filter, terminal);
        }
        if !self.failed.is_empty() {
            terminal.line("failures:\n");
            // Every line of it is quoted already.
            terminal.say(&self.details);
            terminal.line("failures:");
            self.failed.iter().for_each(|name| terminal.line(&format!("    {}", quote_terminal(name))));
            terminal.line("");
        }
        let word = if self.failed.is_empty() { "ok".to_owned() } else { terminal.style.severity(2, "FAILED") };
        let (passed, failed, ignored) = (self.passed, self.failed.len(), self.ignored);
        let (filtered, examples) = (self.filtered, many(self.examples, "example"));
        let counts =
            format!("{passed} passed; {failed} failed; {ignored} ignored; {filtered} filtered out; {examples}");
        terminal.line(&format!("test result: {word}. {counts}"));
        if self.failed.is_empty() { Status::Passed } else { Status::Failed }
    }

    /// A filter that lets nothing through tests nothing, and that is hardly what somebody wanted.
    fn nothing(&mut self, filter: &[String], terminal: &mut Terminal) -> Status {
        let asked: Vec<String> = filter.iter().map(|text| format!("`{text}`")).collect();
        let message = format!("no rule has {} in its name", asked.join(" or "));
        // Whole names, without model or pack, and the last word alone.
        let parts = |name: &String| {
            let id = name.split_once('/').map_or("", |(_, id)| id);
            [id.to_owned(), id.rsplit('.').next().unwrap_or_default().to_owned()]
        };
        self.names.extend(self.names.clone().iter().flat_map(parts));
        let names = self.names.iter().map(String::as_str);
        let near = filter.first().and_then(|text| nearest(text, names));
        match near {
            Some(near) => terminal.complain_with_help(&message, &format!("did you mean `{near}`?")),
            None => terminal.complain(&message),
        }
        Status::Error
    }
}
