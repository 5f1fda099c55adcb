//! `palisade questions`: what nobody stated, by how much risk each answer would settle.

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::arguments::Asked;
use crate::cli::build::complaints;
use crate::cli::human::many;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::quote_terminal;
use crate::driver::Compilation;
use crate::emit::json;
use crate::schema::SEVERITY;
use crate::threat::Question;
use crate::view::choices::{Choice, Choices};
use crate::view::inquiry::{Inquiry, by_risk, inquiries};
use crate::view::replacement::{Replacement, replacements};

/// So many threats are named by a question.
const NAMED: usize = 3;

/// What `questions` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade questions                      what the model here does not say, the weightiest first
  palisade questions --limit 5            the five facts that settle most
  palisade questions shop.tm --format json

The risk of a question is the sum of the scores (likelihood x impact) of the threats that its answer could raise, close \
or rate, each counted once. What is asked of several things stands together; it stands where its weightiest one does. \
JSON has the choices as well, each with the edits that write it into the model.

Exit status: 0; 2 errors in a model or the call.")]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Show only the first so many: entries for people, single questions in JSON
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, the same question about several things together
    Human,
    /// One object a model, one question a fact
    Json,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let found = args.asked.compiled();
    let status = complaints(&found, terminal);
    let limit = args.limit.unwrap_or(usize::MAX);
    for (index, compilation) in found.compilations.iter().enumerate() {
        match args.format {
            Format::Human => {
                if index > 0 {
                    terminal.line("");
                }
                human(compilation, limit, terminal);
            }
            Format::Json => document(compilation, limit, terminal),
        }
    }
    status
}

fn human(compilation: &Compilation, limit: usize, terminal: &mut Terminal) {
    let groups = inquiries(&compilation.view());
    let count = compilation.threats.questions.len();
    let mut head = format!("{}: {}", compilation.name(), many(count, "question"));
    if groups.len() < count {
        head.push_str(&format!(" about {}", many(groups.len(), "fact")));
    }
    if limit < groups.len() {
        head.push_str(&format!(", the first {limit}"));
    }
    let head = terminal.style.bold(&quote_terminal(&head));
    terminal.line(&head);
    for group in groups.iter().take(limit) {
        terminal.line("");
        entry(compilation, group, terminal);
    }
}

fn entry(compilation: &Compilation, group: &Inquiry<'_>, terminal: &mut Terminal) {
    let severity = terminal.style.severity(group.severity(), SEVERITY.word(group.severity()));
    let text = terminal.style.bold(&quote_terminal(&group.text));
    terminal.line(&format!("{severity}, risk {}: {text}", group.risk()));
    let single = group.questions.len() == 1;
    let to = if single { "" } else { " to" };
    terminal.line(&quote_terminal(&format!("  add {}{to}", group.answer())));
    for question in &group.questions {
        let risk = if single { String::new() } else { format!("{:>4}  ", question.risk) };
        let name = compilation.model.name(question.thing);
        let place = place(compilation, question).map(|place| format!(" ({place})")).unwrap_or_default();
        let place = terminal.style.faint(&quote_terminal(&place));
        let to = if single { "to " } else { "" };
        terminal.line(&format!("  {risk}{to}{}{place}", quote_terminal(&format!("`{name}`"))));
        effects(question, if single { "  " } else { "        " }, terminal);
    }
}

fn effects(question: &Question, indent: &str, terminal: &mut Terminal) {
    let effects = [("raise", &question.raises), ("close", &question.closes), ("rate", &question.rates)];
    for (word, ids) in effects.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        let mut names: Vec<String> = ids.iter().take(NAMED).map(|id| format!("'{id}'")).collect();
        if ids.len() > NAMED {
            names.push(format!("{} more", ids.len() - NAMED));
        }
        terminal.line(&quote_terminal(&format!("{indent}could {word} {}", names.join(", "))));
    }
}

fn place(compilation: &Compilation, question: &Question) -> Option<String> {
    let span = compilation.model.decl(question.thing).span;
    let at = compilation.sources.line_col(span)?;
    Some(format!("{}:{}", compilation.sources.path(span.source), at.line))
}

#[derive(Serialize)]
struct Document<'a> {
    model: &'a str,
    questions: Vec<Item<'a>>,
}

/// One question; `add` is the line for the body of `on`, which stands at `file` and `line`. `choices` answer it, each by
/// edits in that file.
#[derive(Serialize)]
struct Item<'a> {
    risk: u32,
    severity: &'a str,
    text: &'a str,
    on: &'a str,
    add: &'a str,
    file: Option<&'a str>,
    line: Option<u32>,
    choices: Vec<Answer>,
    raises: &'a [smol_str::SmolStr],
    closes: &'a [smol_str::SmolStr],
    rates: &'a [smol_str::SmolStr],
}

/// One answer: the text, and the edits that write it, as in the JSON of `explain`.
#[derive(Serialize)]
struct Answer {
    text: String,
    edits: Vec<Replacement>,
}

fn document(compilation: &Compilation, limit: usize, terminal: &mut Terminal) {
    let input = compilation.view();
    let mut choices = Choices::new(&input);
    let mut answers = |question: &Question| {
        let chosen = choices.of(question).into_iter();
        chosen.map(|Choice { text, edits }| Answer { text, edits: replacements(&input, &edits) }).collect()
    };
    let questions = by_risk(&input).into_iter().take(limit).map(|question| {
        let span = compilation.model.decl(question.thing).span;
        let at = compilation.sources.line_col(span);
        Item {
            risk: question.risk,
            severity: SEVERITY.word(question.severity),
            text: &question.text,
            on: compilation.model.name(question.thing),
            add: &question.answer,
            file: at.map(|_| input.file(span.source)),
            line: at.map(|at| at.line),
            choices: answers(question),
            raises: &question.raises,
            closes: &question.closes,
            rates: &question.rates,
        }
    });
    let name = compilation.name();
    let document = Document { model: &name, questions: questions.collect() };
    terminal.text(&json::tall(&document));
}
