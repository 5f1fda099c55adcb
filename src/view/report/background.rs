//! The background of the analysis: use cases, personas, assets, entry points, dependencies, assumptions.

use crate::model::{AssumeId, DataId, DependsId, EntryId, PersonaId, ScenarioId, Thing, Value};
use crate::schema::attr;
use crate::view::picture::{self, Form};
use crate::view::report::block::{Block, Line, code, heading, item, join, line, say, text};
use crate::view::report::head::{brief, called, named};
use crate::view::report::{Blocks, Report, all};

pub(super) fn scenarios<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Scenarios")];
    if model.scenarios.is_empty() {
        blocks.push(say("None are described (`scenario`)."));
    }
    let views = picture::views(model);
    for (index, scenario) in model.scenarios.iter().enumerate() {
        let id = ScenarioId(index as u32);
        let thing = Thing::Scenario(id);
        blocks.push(Block::Heading(3, vec![text(scenario.decl.title())]));
        blocks.extend(scenario.decl.doc.as_deref().map(|doc| Block::Doc(doc.to_owned())));
        for (number, step) in model.things(thing, attr::STEPS).enumerate() {
            let text = step_line(report, step);
            blocks.push(Block::Item { depth: 0, number: Some(number as u32 + 1), done: None, text });
        }
        for view in views.iter().filter(|view| view.scenario == Some(id)) {
            let form = if view.form == Form::Sequence { "Sequence diagram" } else { "Data-flow diagram" };
            blocks.push(Block::View(view.name.to_string(), format!("{form} of {}", scenario.decl.title())));
        }
        let limits = model.get(thing, attr::LIMITS).value.items();
        if !limits.is_empty() {
            blocks.push(Block::Paragraph(line("Limits:")));
            blocks.extend(limits.iter().filter_map(Value::text).map(|limit| item(line(limit))));
        }
    }
    all(blocks)
}

pub(super) fn personas<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    if model.personas.is_empty() {
        return all(Vec::new());
    }
    let mut blocks = vec![
        heading(2, "Personas"),
        Block::Table(vec!["Who", "Skill", "Intent", "Starts with the trust", "Description"]),
    ];
    for (index, persona) in model.personas.iter().enumerate() {
        let thing = Thing::Persona(PersonaId(index as u32));
        blocks.push(Block::Row(vec![
            called(&persona.decl),
            report.said(thing, attr::SKILL),
            report.said(thing, attr::INTENT),
            report.said(thing, attr::TRUST),
            brief(persona.decl.doc.as_deref()),
        ]));
    }
    all(blocks)
}

pub(super) fn assets<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Assets")];
    if model.data.is_empty() {
        blocks.push(say("The model names no data (`data`)."));
        return all(blocks);
    }
    let places = places(report);
    blocks.push(Block::Table(vec![
        "Data",
        "Class",
        "Integrity",
        "Availability",
        "Properties",
        "Kept in",
        "Description",
    ]));
    for (index, data) in model.data.iter().enumerate() {
        let thing = Thing::Data(DataId(index as u32));
        let flags = [
            (attr::CREDENTIAL, "credential"),
            (attr::PERSONAL, "personal"),
            (attr::SPECIAL_CATEGORY, "special category"),
        ];
        let mut properties: Vec<Line> =
            flags.iter().filter(|(name, _)| model.flag(thing, *name)).map(|(_, words)| line(*words)).collect();
        for (name, words) in [(attr::SUBJECTS, "people"), (attr::RECORDS, "records"), (attr::RETENTION, "kept for")] {
            let said = named(report, thing, name);
            if !said.is_empty() {
                properties.push(line(if name == attr::RETENTION {
                    format!("{words} {said}")
                } else {
                    format!("{said} {words}")
                }));
            }
        }
        blocks.push(Block::Row(vec![
            called(&data.decl),
            report.said(thing, attr::CLASS),
            report.said(thing, attr::INTEGRITY),
            report.said(thing, attr::AVAILABILITY),
            join(properties, ", "),
            line(places.get(index).cloned().unwrap_or_default().join(", ")),
            brief(data.decl.doc.as_deref()),
        ]));
    }
    all(blocks)
}

pub(super) fn entries<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Entry points")];
    if model.entries.is_empty() {
        blocks.push(say("None are named (`entry`)."));
        return all(blocks);
    }
    blocks.push(Block::Table(vec!["No.", "Entry point", "On", "Who can use it", "Flows", "Description"]));
    for (index, entry) in model.entries.iter().enumerate() {
        let thing = Thing::Entry(EntryId(index as u32));
        blocks.push(Block::Row(vec![
            line((index + 1).to_string()),
            called(&entry.decl),
            line(report.title(entry.on)),
            line(named(report, thing, attr::ACCESS)),
            line(named(report, thing, attr::FLOWS)),
            brief(entry.decl.doc.as_deref()),
        ]));
    }
    all(blocks)
}

pub(super) fn dependencies<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "External dependencies")];
    if model.depends.is_empty() {
        blocks.push(say("None are named (`depends`)."));
        return all(blocks);
    }
    blocks.push(Block::Table(vec![
        "Dependency",
        "Version",
        "Criticality",
        "If it is lost",
        "In the model",
        "Description",
    ]));
    for (index, dependency) in model.depends.iter().enumerate() {
        let thing = Thing::Depends(DependsId(index as u32));
        blocks.push(Block::Row(vec![
            called(&dependency.decl),
            report.said(thing, attr::VERSION),
            report.said(thing, attr::CRITICALITY),
            report.said(thing, attr::IF_LOST),
            report.said(thing, attr::ON),
            brief(dependency.decl.doc.as_deref()),
        ]));
    }
    all(blocks)
}

pub(super) fn assumptions<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Assumptions")];
    if model.assumptions.is_empty() {
        blocks.push(say("None are written down (`assume`)."));
        return all(blocks);
    }
    blocks.push(Block::Table(vec!["Assumption", "About", "May answer", "Status", "Owner", "Expires", "Description"]));
    for (index, assumption) in model.assumptions.iter().enumerate() {
        let thing = Thing::Assume(AssumeId(index as u32));
        let answers = model.get(thing, attr::ANSWERS).value.items();
        let rules = answers.iter().filter_map(|value| {
            if let Value::Rule(rule) = value { Some(vec![code(rule.text.as_str())]) } else { None }
        });
        blocks.push(Block::Row(vec![
            called(&assumption.decl),
            report.said(thing, attr::ABOUT),
            join(rules, ", "),
            report.said(thing, attr::STATUS),
            report.said(thing, attr::OWNER),
            report.said(thing, attr::EXPIRES),
            brief(assumption.decl.doc.as_deref()),
        ]));
    }
    all(blocks)
}

/// A step of a use case: who starts the flow, what it is, where it goes.
fn step_line(report: &Report, step: Thing) -> Line {
    let model = report.model();
    let Thing::Flow(id) = step else { return line(report.title(step)) };
    let flow = &model[id];
    let ends = format!("{} → {}", report.title(flow.from.thing()), report.title(flow.to.thing()));
    let label = flow.decl.label.as_deref().map(|label| line(format!(": {label}"))).unwrap_or_default();
    let data = named(report, step, attr::CARRIES);
    let carries = if data.is_empty() { Vec::new() } else { line(format!(" (carries {data})")) };
    join([line(ends), label, carries, line(format!(" – flow {}", id.0.saturating_add(1)))], "")
}

/// For each datum, the labels of the elements that keep it.
fn places(report: &Report) -> Vec<Vec<String>> {
    let model = report.model();
    let mut places = vec![Vec::new(); model.data.len()];
    for id in model.element_ids() {
        for data in model.data_in(Thing::Element(id), attr::HOLDS) {
            if let Some(place) = places.get_mut(data.index()) {
                place.push(model[id].decl.title().to_owned());
            }
        }
    }
    places
}
