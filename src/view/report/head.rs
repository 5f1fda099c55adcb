//! The top of a report: what is analysed, how it stands, its scope, its picture.

use crate::model::Thing;
use crate::schema::{AttrName, attr};
use crate::threat::Status;
use crate::view::report::block::{Block, Inline, code, heading, item, join, line, say, text};
use crate::view::report::{Blocks, Report, all};
use crate::view::{tally::Tally, words};

/// Facts of the model that stand below the title, with their words.
const FACTS: &[(AttrName, &str)] = &[
    (attr::OWNER, "Owner"),
    (attr::VERSION, "Version"),
    (attr::CRITICALITY, "Criticality"),
    (attr::REVIEWED, "Reviewed"),
    (attr::REVIEWED_BY, "Reviewed by"),
    (attr::REVIEW_EVERY, "Reviewed every"),
];

/// So many threats are named where a section of their own holds them all.
const NAMED: usize = 10;

pub(super) fn title<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![Block::Heading(1, vec![text(format!("Threat model: {}", model.decl.title()))])];
    if report.input.incomplete {
        let faulty = report.input.verdict.faulty();
        let warning = format!("This report is incomplete: {faulty}, and what they hide is missing here.");
        blocks.push(Block::Paragraph(vec![Inline::Strong(warning)]));
    }
    blocks.push(item(vec![text("Model: "), code(model.decl.name.as_str())]));
    for (name, words) in FACTS {
        let said = report.said(Thing::Model, *name);
        if !said.is_empty() {
            blocks.push(item(join([line(*words), said], ": ")));
        }
    }
    for (name, words) in [(attr::REPOSITORY, "Repository"), (attr::LINK, "Read more")] {
        if let Some(address) = model.text(Thing::Model, name) {
            blocks.push(item(vec![text(format!("{words}: ")), Inline::Link(address.to_owned())]));
        }
    }
    all(blocks)
}

pub(super) fn summary<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let mut blocks = vec![heading(2, "Summary"), gate(report)];
    let tally = report.input.tally();
    let open = tally.with(|status| !status.is_closed());
    let answered = tally.with(Status::is_closed);
    let questions = report.input.threats.questions.len();
    let counts = format!(
        "{} not answered, {answered} answered, {} that nobody answered yet.",
        count(open as usize, "threat"),
        count(questions, "question")
    );
    blocks.push(Block::Paragraph(line(counts)));
    if open + answered > 0 {
        blocks.extend(by_severity(tally));
    }
    all(blocks)
}

pub(super) fn scope<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let scope = match report.model().text(Thing::Model, attr::SCOPE) {
        Some(scope) => Block::Doc(scope.to_owned()),
        None => say("The model does not say what is analysed and what is not (`scope`)."),
    };
    let elsewhere = vec![text("What is left out, and why: "), Inline::Section("Out of scope"), text(".")];
    // Below the verdict: what a model says of itself may read like one.
    let doc = report.model().decl.doc.as_deref().map(|doc| Block::Doc(doc.to_owned()));
    Box::new([heading(2, "Scope")].into_iter().chain(doc).chain([scope, Block::Paragraph(elsewhere)]))
}

pub(super) fn picture<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let alt = format!(
        "Data-flow diagram of {}: {}, {}, {}",
        model.decl.title(),
        count(model.elements.len(), "element"),
        count(model.flows.len(), "flow"),
        if model.boundaries.len() == 1 {
            "1 boundary".to_owned()
        } else {
            format!("{} boundaries", model.boundaries.len())
        },
    );
    let numbers =
        vec![text("The numbers on the arrows are those of the table "), Inline::Section("Data flows"), text(".")];
    all(vec![heading(2, "Diagram"), Block::Picture(alt), Block::Paragraph(numbers)])
}

/// "1 threat", "2 threats".
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The verdict in the words that every output has for it, and what stands in the way by name.
fn gate(report: &Report) -> Block {
    let input = &report.input;
    let verdict = input.verdict;
    let mut pieces = vec![Inline::Strong(verdict.sentence())];
    for (threats, what) in [(&verdict.threats, "in the way"), (&verdict.claimed, "only claimed")] {
        if !threats.is_empty() {
            pieces.push(text(format!("; {what}: ")));
            let found = threats.iter().take(NAMED).filter_map(|at| input.threats.threats.get(*at));
            let named = found.map(|threat| vec![code(input.id(threat))]);
            // A gate names its worst; the whole list is the section below.
            pieces.extend(join(named, ", "));
            let more = threats.len().saturating_sub(NAMED);
            pieces.extend((more > 0).then(|| text(format!(" and {more} more"))));
        }
    }
    pieces.push(text("."));
    if let Some(run) = input.run {
        pieces.extend([text(" "), Inline::Strong(run.sentence.clone()), text(".")]);
    }
    Block::Paragraph(pieces)
}

/// What loosens the gate, by kind, each with what it is and where.
pub(super) fn loosening<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let title = heading(2, "What loosens the gate");
    let input = &report.input;
    let read = match input.configurations.as_slice() {
        [] => line("No configuration is in effect."),
        [path] => vec![text("The configuration in effect is "), code(path.as_str()), text(".")],
        paths => {
            let mut pieces = vec![text("The configurations in effect are ")];
            for (index, path) in paths.iter().enumerate() {
                pieces.extend((index > 0).then(|| text(", ")));
                pieces.push(code(path.as_str()));
            }
            pieces.push(text(", the outermost first."));
            pieces
        }
    };
    let kinds = &input.loosening.kinds;
    if kinds.is_empty() {
        return all(vec![title, say("Nothing does."), Block::Paragraph(read)]);
    }
    let kinds = kinds.iter().flat_map(move |kind| {
        let head = vec![Inline::Prose(kind.summary.clone()), text(" ("), code(kind.info.code.0), text(")")];
        // Of claims and questions the first: sections of their own hold them all.
        let told = kind.told();
        let shown = if kind.is_one() { told.len().min(NAMED) } else { told.len() };
        let more = if kind.is_one() { kind.count.saturating_sub(shown) } else { 0 };
        let matters = told.into_iter().take(shown).map(move |matter| {
            let place = input.place(matter.span).map(|place| vec![text(" "), code(place)]).unwrap_or_default();
            below(join([vec![Inline::Prose(matter.in_full().to_owned())], place], ""))
        });
        let more = (more > 0).then(|| below(line(format!("and {more} more"))));
        std::iter::once(item(head)).chain(matters).chain(more)
    });
    Box::new([title, Block::Paragraph(read)].into_iter().chain(kinds))
}

/// An item below another.
fn below(text: Vec<Inline>) -> Block {
    Block::Item { depth: 1, number: None, done: None, text }
}

fn by_severity(tally: &Tally) -> Vec<Block> {
    let columns =
        vec!["Severity", "Open", "Planned", "Lapsed", "Removing", "Mitigated", "Decided", "Assumed", "Theirs", "All"];
    let mut blocks = vec![Block::Table(columns)];
    for (severity, counts) in tally.severities().rev() {
        let sum = |which: &[Status]| {
            let counts = Status::ALL.iter().zip(counts).filter(|(status, _)| which.contains(status));
            counts.map(|(_, count)| count).sum::<u32>()
        };
        let cells = [
            sum(&[Status::Open]),
            sum(&[Status::Planned]),
            sum(&[Status::Lapsed]),
            sum(&[Status::Removing]),
            sum(&[Status::Mitigated, Status::Verified]),
            sum(&[Status::Accepted, Status::Warned, Status::Transferred, Status::Dismissed]),
            sum(&[Status::Assumed]),
            sum(&[Status::Theirs]),
            sum(&Status::ALL),
        ];
        let mut row = vec![line(severity)];
        row.extend(cells.map(|count| line(count.to_string())));
        blocks.push(Block::Row(row));
    }
    blocks
}

/// The first paragraph of a documentation, for a cell.
pub(super) fn brief(doc: Option<&str>) -> Vec<Inline> {
    let first = doc.unwrap_or("").split("\n\n").next().unwrap_or("").trim();
    if first.is_empty() { Vec::new() } else { vec![Inline::Doc(first.to_owned())] }
}

/// A label with its name behind it, where they differ.
pub(super) fn called(decl: &crate::model::Decl) -> Vec<Inline> {
    match &decl.label {
        Some(label) => vec![text(label.as_str()), text(" ("), code(decl.name.as_str()), text(")")],
        None => vec![code(decl.name.as_str())],
    }
}

/// The label of a thing's type; its kind's word where it has no type of its own.
pub(super) fn type_label(report: &Report, thing: Thing) -> String {
    let model = report.model();
    match model.type_of(thing) {
        Some(ty) => model.vocabulary.type_def(ty).label.to_string(),
        None => model.kind(thing).word().to_owned(),
    }
}

/// The labels of the things that an attribute names.
pub(super) fn named(report: &Report, thing: Thing, name: AttrName) -> String {
    words::said(report.model(), thing, name)
}
