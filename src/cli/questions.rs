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
use crate::model::Thing;
use crate::rules::Subject;
use crate::schema::{self, SEVERITY};
use crate::threat::Question;
use crate::view::Input;
use crate::view::choices::{Choice, Choices};
use crate::view::inquiry::{Inquiry, Line, inquiries};
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

The risk of a fact is the sum of the scores (likelihood x impact) of the threats that it could raise, close or rate, each \
counted once; that of a question is what hangs on the weightiest fact of each thing, added up. What is asked of several \
things is one question with a form to fill, and so are the techniques against one category of threats. JSON has the \
choices as well, each with the edits that write it into the model.

Exit status: 0; 2 errors in a model or the call.")]
pub(super) struct Args {
    #[command(flatten)]
    asked: Asked,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Show only the first so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, the same question about several things together
    Human,
    /// One object a model, with the forms
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
    let mut head = format!("{}: {}", compilation.name(), many(groups.len(), "question"));
    if groups.len() < count {
        head.push_str(&format!(" about {}", many(count, "fact")));
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
    let (one_fact, single) = (group.is_one_fact(), group.lines.len() == 1);
    let answer = group.questions().next().map_or_else(String::new, |first| first.answer(&compilation.model));
    match (one_fact, single) {
        (true, true) => terminal.line(&quote_terminal(&format!("  add {answer}"))),
        (true, false) => terminal.line(&quote_terminal(&format!("  add {answer} to"))),
        (false, _) => terminal.line("  write what is in place into `controls`, and what is not into `lacks`, of"),
    }
    for line in &group.lines {
        let risk = if single { String::new() } else { format!("{:>4}  ", line.risk()) };
        let name = compilation.model.name(line.thing);
        let place = place(compilation, line.thing).map(|place| format!(" ({place})")).unwrap_or_default();
        let place = terminal.style.faint(&quote_terminal(&place));
        let to = if one_fact && single { "to " } else { "" };
        terminal.line(&format!("  {risk}{to}{}{place}", quote_terminal(&format!("`{name}`"))));
        let indent = if single { "  " } else { "        " };
        for question in &line.questions {
            if !one_fact {
                terminal.line(&quote_terminal(&format!("{indent}{}", technique(compilation, question))));
            }
            effects(question, if one_fact { indent } else { "            " }, terminal);
        }
    }
}

/// The name of the technique that a question asks for.
fn technique<'a>(compilation: &'a Compilation, question: &'a Question) -> &'a str {
    match question.subject {
        Subject::Technique(id) => &compilation.model.vocabulary.technique(id).name,
        Subject::Attribute(id) => schema::row(id).name,
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

fn place(compilation: &Compilation, thing: Thing) -> Option<String> {
    let span = compilation.model.decl(thing).span;
    let at = compilation.sources.line_col(span)?;
    Some(format!("{}:{}", compilation.sources.path(span.source), at.line))
}

#[derive(Serialize)]
struct Document<'a> {
    model: &'a str,
    questions: Vec<Item<'a>>,
}

/// One question, with a form to fill: a line for each thing that it is asked of.
#[derive(Serialize)]
struct Item<'a> {
    risk: u32,
    severity: &'a str,
    text: &'a str,
    form: Vec<Row<'a>>,
}

/// What is asked of the thing `on`, which is declared at `file` and `line`.
#[derive(Serialize)]
struct Row<'a> {
    on: &'a str,
    file: Option<&'a str>,
    line: Option<u32>,
    facts: Vec<Fact<'a>>,
}

/// One fact; `add` is the line for the body of the thing. `choices` answer it, each by edits in its file.
#[derive(Serialize)]
struct Fact<'a> {
    risk: u32,
    severity: &'a str,
    text: String,
    add: String,
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
    let groups = inquiries(&input);
    let questions = groups.iter().take(limit).map(|group| Item {
        risk: group.risk(),
        severity: SEVERITY.word(group.severity()),
        text: &group.text,
        form: group.lines.iter().map(|line| row(compilation, &input, line, &mut choices)).collect(),
    });
    let name = compilation.name();
    let document = Document { model: &name, questions: questions.collect() };
    terminal.text(&json::tall(&document));
}

fn row<'a>(compilation: &'a Compilation, input: &Input<'a>, line: &Line<'a>, choices: &mut Choices<'_, '_>) -> Row<'a> {
    let span = compilation.model.decl(line.thing).span;
    let at = compilation.sources.line_col(span);
    Row {
        on: compilation.model.name(line.thing),
        file: at.map(|_| input.file(span.source)),
        line: at.map(|at| at.line),
        facts: line.questions.iter().map(|question| fact(input, question, choices)).collect(),
    }
}

fn fact<'a>(input: &Input<'a>, question: &'a Question, choices: &mut Choices<'_, '_>) -> Fact<'a> {
    let chosen = choices.of(question).into_iter();
    Fact {
        risk: question.risk,
        severity: SEVERITY.word(question.severity),
        text: question.text(input.model),
        add: question.answer(input.model),
        choices: chosen.map(|Choice { text, edits }| Answer { text, edits: replacements(input, &edits) }).collect(),
        raises: &question.raises,
        closes: &question.closes,
        rates: &question.rates,
    }
}
