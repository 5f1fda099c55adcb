//! What is done about the threats, what nobody knows, and what is left out.

use crate::model::{ControlId, Decision, Thing, Value, Verb};
use crate::schema::{AttrName, CONTROL_STATUS, SEVERITY, attr, word};
use crate::view::report::block::{Block, Inline, Line, code, codes, heading, item, join, line, say, text};
use crate::view::report::head::{brief, called, named};
use crate::view::report::{Blocks, Report, all};
use crate::view::words;

pub(super) fn decisions<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Decisions")];
    if model.decisions.is_empty() {
        blocks.push(say("None were taken."));
        return all(blocks);
    }
    blocks.push(Block::Table(vec![
        "Decision",
        "Threat",
        "Because",
        "By",
        "Until",
        "Ticket",
        "Threats closed",
        "Where",
    ]));
    let rows = model.decisions.iter().enumerate().map(|(index, decision)| Block::Row(decided(report, index, decision)));
    Box::new(blocks.into_iter().chain(rows))
}

pub(super) fn controls<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Controls")];
    if model.controls.is_empty() {
        blocks.push(say("None are declared (`control`)."));
        return all(blocks);
    }
    blocks.push(say("What is to be built, and what is to be tested."));
    let ids = (0..model.controls.len() as u32).map(ControlId);
    Box::new(blocks.into_iter().chain(ids.flat_map(|id| control(report, id))))
}

pub(super) fn questions<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let questions = &report.input.threats.questions;
    let title = heading(2, "Questions");
    if questions.is_empty() {
        return all(vec![title, say("None: the model states all that the rules ask for.")]);
    }
    let intro =
        say("What nobody stated, and what it would settle: the answer belongs into the body of what it is about.");
    let columns = vec!["Severity", "Question", "On", "To answer", "May raise", "May close", "May rate"];
    let rows = questions.iter().map(|question| {
        Block::Row(vec![
            line(SEVERITY.word(question.severity)),
            vec![Inline::Prose(question.text(report.model()))],
            called(report.model().decl(question.thing)),
            codes([question.answer(report.model()).as_str()]),
            few(question.raises.iter().map(|id| id.as_str()).collect()),
            few(question.closes.iter().map(|id| id.as_str()).collect()),
            few(question.rates.iter().map(|id| id.as_str()).collect()),
        ])
    });
    Box::new([title, intro, Block::Table(columns)].into_iter().chain(rows))
}

pub(super) fn out_of_scope<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let boundaries = model.boundary_ids().filter(|id| model[*id].out_of_scope).map(Thing::Boundary);
    let elements = model.element_ids().filter(|id| model[*id].out_of_scope).map(Thing::Element);
    let flows = model.flow_ids().filter(|id| model[*id].out_of_scope).map(Thing::Flow);
    let mut things = boundaries.chain(elements).chain(flows).peekable();
    let title = heading(2, "Out of scope");
    if things.peek().is_none() {
        return all(vec![title, say("Nothing in the model is left out.")]);
    }
    let rows = things.map(|thing| {
        Block::Row(vec![called(model.decl(thing)), line(model.kind(thing).word()), line(reason(report, thing))])
    });
    Box::new([title, Block::Table(vec!["What", "Kind", "Why"])].into_iter().chain(rows))
}

fn decided(report: &Report, index: usize, decision: &Decision) -> Vec<Line> {
    let model = report.model();
    let verb = match decision.verb {
        Verb::Accept => "accept",
        Verb::Warn => "warn",
        Verb::Remove => "remove",
        Verb::Transfer => "transfer",
        Verb::Dismiss => "dismiss",
    };
    let kind = crate::schema::Kind::of(verb);
    let said = |name: AttrName| {
        let value = words::attr(&decision.attrs, name);
        let id = kind.and_then(|kind| name.on(kind));
        line(value.zip(id).map(|(value, id)| words::value(model, id, value)).unwrap_or_default())
    };
    let target = model.target(&decision.target);
    let closed = report.input.threats.closed_by.get(index).copied().unwrap_or(0);
    let told = join([said(attr::NOTICE), said(attr::TO)], "; ");
    vec![
        join([line(verb), told], ": "),
        vec![code(decision.rule.text.as_str()), text(" on "), code(target)],
        join([said(attr::BECAUSE), brief(decision.doc.as_deref())], " "),
        said(attr::BY),
        said(attr::UNTIL),
        said(attr::TICKET),
        line(closed.to_string()),
        report.input.place(decision.span).map(|place| vec![code(place)]).unwrap_or_default(),
    ]
}

fn control(report: &Report, id: ControlId) -> Vec<Block> {
    let model = report.model();
    let control = &model[id];
    let thing = Thing::Control(id);
    let technique = control.technique.map_or("", |id| model.vocabulary.technique(id).label.as_str());
    let inside = control.inside.iter().map(|id| format!("all in {}", report.title(Thing::Boundary(*id))));
    let on: Vec<String> = control.on.iter().map(|thing| report.title(*thing)).chain(inside).collect();
    let head = join([called(&control.decl), line(format!(": {technique} on {}", on.join(", ")))], "");
    let implemented = control.status == word::control_status::IMPLEMENTED;
    let against = model.get(thing, attr::AGAINST).value.items();
    let against =
        against.iter().filter_map(|value| if let Value::Rule(rule) = value { Some(rule.text.as_str()) } else { None });
    let facts = [
        (attr::TECHNOLOGY, ""),
        (attr::OWNER, "owner "),
        (attr::DUE, "due "),
        (attr::TICKET, "ticket "),
        (attr::PRIORITY, "priority "),
    ];
    let mut said: Vec<Line> = vec![line(CONTROL_STATUS.word(control.status))];
    for (name, before) in facts {
        let value = named(report, thing, name);
        if !value.is_empty() {
            said.push(line(format!("{before}{value}")));
        }
    }
    let against: Vec<&str> = against.collect();
    if !against.is_empty() {
        said.push(join([line("against"), codes(against)], " "));
    }
    let task = |done: bool, text: Line| Block::Item { depth: 1, number: None, done: Some(done), text };
    let build = join([line("Implement: "), join(said, ", ")], "");
    let evidence = model.get(thing, attr::EVIDENCE).value.items().iter();
    let evidence: Vec<&crate::model::Evidence> = evidence
        .filter_map(|value| if let Value::Evidence(evidence) = value { Some(evidence.as_ref()) } else { None })
        .collect();
    let tested = report.input.threats.evidenced.binary_search(&id).is_ok();
    let shown = evidence
        .iter()
        .map(|evidence| vec![text(format!("{} ", words::tag(evidence.tag))), code(evidence.text.as_str())]);
    let shown = join(shown, ", ");
    let shown = if shown.is_empty() { line("no evidence is named") } else { shown };
    let head = join([head, brief(control.decl.doc.as_deref())], ". ");
    vec![item(head), task(implemented, build), task(tested, join([line("Test: "), shown], ""))]
}

/// Why a thing is left out: its own reason, that of a boundary around it, or that of its ends.
fn reason(report: &Report, thing: Thing) -> String {
    let model = report.model();
    if let Some(own) = model.text(thing, attr::OUT_OF_SCOPE) {
        return own.to_owned();
    }
    if let Thing::Element(id) = thing
        && let Some(foreign) = &model[id].foreign
    {
        return format!("it belongs to the model {}", foreign.alias);
    }
    let around = model.enclosing(thing).find_map(|id| {
        model.text(Thing::Boundary(id), attr::OUT_OF_SCOPE).map(|why| format!("{} is: {why}", model[id].decl.title()))
    });
    match thing {
        Thing::Flow(_) => around.unwrap_or_else(|| "both its ends are".to_owned()),
        _ => around.unwrap_or_default(),
    }
}

/// The first names, and how many follow.
fn few(names: Vec<&str>) -> Line {
    const SHOWN: usize = 3;
    let more = names.len().saturating_sub(SHOWN);
    let shown = codes(names.into_iter().take(SHOWN));
    if more > 0 { join([shown, line(format!(" and {more} more"))], "") } else { shown }
}

#[cfg(test)]
mod tests {
    use crate::schema::{Kind, attr};

    #[test]
    fn decisions_have_the_attributes_that_the_table_shows() {
        for name in [attr::BECAUSE, attr::BY, attr::UNTIL, attr::TICKET] {
            assert!(name.on(Kind::Accept).is_some(), "{name:?}");
        }
    }
}
