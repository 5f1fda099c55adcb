//! The threat list: open ones in full, answered ones in a row each.

use crate::model::{ControlId, Decision, Thing};
use crate::schema::{AttrName, attr};
use crate::threat::{Answer, Provenance, Threat, ThreatRule};
use crate::view::report::block::{Block, Inline, Line, code, codes, heading, item, join, line, say, text};
use crate::view::report::{Blocks, Report, all, tree};
use crate::view::words;

pub(super) fn open<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let of_status = || report.input.threats.threats.iter().filter(|threat| !threat.status.is_closed());
    let title = heading(2, "Threats");
    if of_status().next().is_none() {
        return all(vec![title, say("No threat is unanswered.")]);
    }
    let head = [title, Block::Table(vec!["Severity", "Threat", "Title", "Status"])];
    let rows = of_status().map(|threat| Block::Row(row(report, threat)));
    Box::new(head.into_iter().chain(rows).chain(of_status().flat_map(|threat| full(report, threat))))
}

pub(super) fn answered<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let mut of_status = report.input.threats.threats.iter().filter(|threat| threat.status.is_closed()).peekable();
    let title = heading(2, "Answered threats");
    if of_status.peek().is_none() {
        return all(vec![title, say("No threat is answered yet.")]);
    }
    let columns = vec!["Threat", "Title", "Severity", "Status", "Answer"];
    let rows = of_status.map(|threat| {
        Block::Row(vec![
            codes([report.input.id(threat).as_str()]),
            line(report.input.title(threat)),
            line(threat.residual.severity_word()),
            line(status(threat)),
            answer(report, threat),
        ])
    });
    Box::new([title, Block::Table(columns)].into_iter().chain(rows))
}

fn row(report: &Report, threat: &Threat) -> Vec<Line> {
    vec![
        line(threat.residual.severity_word()),
        vec![link(report, threat)],
        line(report.input.title(threat)),
        line(status(threat)),
    ]
}

/// The eight fields of a threat, then why it is there.
fn full(report: &Report, threat: &Threat) -> Vec<Block> {
    let (input, model) = (&report.input, report.model());
    let (rule, target) = (input.rule_id(threat), input.target(threat));
    let mut blocks = vec![Block::Heading(3, vec![text("Threat "), code(rule), text(" on "), code(target)])];
    let mut field = |name: &str, said: Line| {
        let said = if said.is_empty() { line("not said") } else { said };
        let mut pieces = vec![Inline::Strong(name.to_owned()), text(": ")];
        pieces.extend(said);
        blocks.push(item(pieces));
    };
    field("Title", line(input.title(threat)));
    let assets: Vec<String> = words::assets(model, threat).into_iter().map(|thing| report.title(thing)).collect();
    field("Asset", line(assets.join(", ")));
    let categories = words::stride(input, threat).into_iter().chain(words::linddun(input, threat));
    let kinds: Vec<&str> = categories.collect();
    let (before, after) = (threat.inherent, threat.residual);
    field("Impact", line(join_words(&[&format!("{} of 5", after.impact), &kinds.join(", ")])));
    let reduced = if before == after {
        String::new()
    } else {
        format!("{} ({}) before controls", before.severity_word(), before.score())
    };
    let product = format!(
        "{}: likelihood {} × impact {} = {}",
        after.severity_word(),
        after.likelihood,
        after.impact,
        after.score()
    );
    let rated = match threat.rule {
        ThreatRule::Written(id) => words::score(model, id),
        ThreatRule::Rule(_) => None,
    };
    let product = match rated {
        Some(("dread", mean)) => format!("{}: DREAD, mean {mean:.1}", after.severity_word()),
        Some((_, score)) => format!("{}: CVSS 4.0, score {score:.1}", after.severity_word()),
        None => product,
    };
    field("Risk", line(join_words(&[&product, &reduced])));
    field("Mitigation techniques", join([line(input.fix(threat)), controls(report, threat)], " "));
    let given = match &threat.answer {
        // The controls were named a line above.
        Some(Answer::Controls(ids)) => codes(ids.iter().map(|id| model[*id].decl.name.as_str())),
        _ => answer(report, threat),
    };
    field("Mitigation status", join([line(status(threat)), given], ": "));
    field("Ticket", line(words::tickets(model, threat).join(", ")));
    let refs = input.refs(threat);
    if !refs.is_empty() {
        field("References", line(refs.join(", ")));
    }
    let description = input.description(threat);
    if !description.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Strong("Description".to_owned())]));
        blocks.push(Block::Doc(description.to_owned()));
    }
    if let ThreatRule::Written(id) = threat.rule {
        blocks.extend(tree::blocks(report, id));
    }
    let reasons = words::reasons(input, threat);
    if !reasons.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Strong("Why".to_owned())]));
        blocks.extend(reasons.into_iter().map(|reason| {
            let place = input.place(reason.span).map(|place| vec![text(" ("), code(place), text(")")]);
            item(join([vec![Inline::Prose(reason.text)], place.unwrap_or_default()], ""))
        }));
    }
    blocks
}

/// The status in words.
fn status(threat: &Threat) -> String {
    match threat.provenance {
        Some(Provenance::Claimed) => format!("{}, claimed", threat.status.word()),
        Some(Provenance::Evidenced) => format!("{}, evidence found", threat.status.word()),
        None => threat.status.word().to_owned(),
    }
}

/// What answers a threat, or would have.
fn answer(report: &Report, threat: &Threat) -> Line {
    let model = report.model();
    match &threat.answer {
        Some(Answer::Decision(index)) => model.decisions.get(*index as usize).map(decided).unwrap_or_default(),
        Some(Answer::Assumption(id)) => line(model[*id].decl.title()),
        Some(Answer::Theirs(things)) => {
            let names: Vec<&str> = things.iter().map(|thing| model.decl(*thing).title()).collect();
            line(format!("only {} could", names.join(" or ")))
        }
        Some(Answer::Controls(ids)) if ids.is_empty() => line("by what the model states"),
        Some(Answer::Controls(ids)) => join(ids.iter().map(|id| control(report, *id)), ", "),
        None => Vec::new(),
    }
}

/// Why it was decided, by whom, until when.
pub(super) fn decided(decision: &Decision) -> Line {
    let because = words::attr_text(&decision.attrs, attr::BECAUSE).unwrap_or("").to_owned();
    let entry = |name: AttrName| {
        let found = decision.attrs.iter().find(|entry| crate::schema::row(entry.id).name == name.name())?;
        Some(plain(&found.value)).filter(|text| !text.is_empty())
    };
    let by = entry(attr::BY).map(|by| format!("by {by}")).unwrap_or_default();
    let until = entry(attr::UNTIL).map(|until| format!("until {until}")).unwrap_or_default();
    line(join_words(&[&because, &by, &until]))
}

/// The controls that are about a threat, with what implements them.
fn controls(report: &Report, threat: &Threat) -> Line {
    let Some(Answer::Controls(ids)) = &threat.answer else { return Vec::new() };
    let named = join(ids.iter().map(|id| control(report, *id)), ", ");
    if named.is_empty() { named } else { join([line("Controls:"), named], " ") }
}

fn control(report: &Report, id: ControlId) -> Line {
    let model = report.model();
    let control = &model[id];
    let technique = control.technique.map(|id| model.vocabulary.technique(id).label.to_string()).unwrap_or_default();
    let technology = model.text(Thing::Control(id), attr::TECHNOLOGY).unwrap_or("");
    vec![code(control.decl.name.as_str()), text(format!(" ({})", join_words(&[&technique, technology])))]
}

fn link(report: &Report, threat: &Threat) -> Inline {
    let rule = report.input.rule_id(threat).to_owned();
    Inline::Threat(rule, report.input.target(threat).into())
}

fn plain(value: &crate::model::Value) -> String {
    match value {
        crate::model::Value::Date(date) => date.to_string(),
        crate::model::Value::Handle(handle) => format!("@{handle}"),
        other => other.text().unwrap_or("").to_owned(),
    }
}

fn join_words(words: &[&str]) -> String {
    let said: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    said.join("; ")
}
