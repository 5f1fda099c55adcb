//! What the system consists of: boundaries, trust, elements and how they are run.

use crate::model::{BoundaryId, ElementId, Thing, Value};
use crate::schema::{AttrName, TRUST, attr};
use crate::view::report::block::{Block, Inline, Line, code, heading, item, join, line, say, text};
use crate::view::report::head::{brief, called, named, type_label};
use crate::view::report::{Blocks, Report, all};

pub(super) fn boundaries<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Trust boundaries")];
    if model.boundaries.is_empty() {
        blocks.push(say("None are drawn (`boundary`)."));
        return all(blocks);
    }
    blocks.push(Block::Table(vec!["Boundary", "Type", "Inside", "Trust", "Holds", "Description"]));
    let rows = model.boundary_ids().map(|id| Block::Row(boundary(report, id)));
    Box::new(blocks.into_iter().chain(rows))
}

pub(super) fn trust<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Trusted and untrusted parts")];
    for (level, (word, meaning)) in TRUST.words.iter().enumerate() {
        let of_level = model.element_ids().filter(|id| model[*id].trust as usize == level);
        let titles: Vec<&str> = of_level.map(|id| model[id].decl.title()).collect();
        if !titles.is_empty() {
            let mut said = vec![Inline::Strong((*word).to_owned()), text(format!(" ({meaning}): "))];
            said.push(text(titles.join(", ")));
            blocks.push(item(said));
        }
    }
    if blocks.len() == 1 {
        blocks.push(say("The model has no elements."));
    }
    all(blocks)
}

pub(super) fn elements<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Elements")];
    if model.elements.is_empty() {
        blocks.push(say("The model has no elements."));
        return all(blocks);
    }
    blocks.push(Block::Table(vec!["Element", "Kind", "Type", "Boundary", "Trust", "Open threats", "Description"]));
    let rows = model.element_ids().map(|id| Block::Row(element(report, id)));
    Box::new(blocks.into_iter().chain(rows))
}

/// Who runs what, and on what: of elements and boundaries that say anything of it.
pub(super) fn administration<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    const SAID: [AttrName; 7] =
        [attr::ADMIN, attr::CODE, attr::INFRA, attr::RUNS_ON, attr::RUNS_IN, attr::RUNS_AS, attr::OWNER];
    let model = report.model();
    let things = model.boundary_ids().map(Thing::Boundary).chain(model.element_ids().map(Thing::Element));
    let mut rows = things.filter_map(|thing| {
        let said: Vec<Line> = SAID.iter().map(|name| fact(report, thing, *name)).collect();
        let mut controls = techniques(report, thing, attr::CONTROLS, "has");
        controls.extend(techniques(report, thing, attr::LACKS, "lacks"));
        let managed = if model.flag(thing, attr::MANAGED) { line("by a provider") } else { Vec::new() };
        if said.iter().all(Vec::is_empty) && controls.is_empty() && managed.is_empty() {
            return None;
        }
        let mut cells = said.into_iter();
        let mut next = || cells.next().unwrap_or_default();
        let (admin, code, infra) = (next(), next(), next());
        let (on, runs_in, runs_as, owner) = (next(), next(), next(), next());
        let runs = join([on, runs_in, managed, join([runs_as], "")], ", ");
        Some(Block::Row(vec![
            called(model.decl(thing)),
            admin,
            code,
            join([infra, runs], "; "),
            owner,
            join(controls, "; "),
        ]))
    });
    let title = heading(2, "Administration and configuration");
    match rows.next() {
        None => {
            all(vec![title, say("The model does not say who configures what (`admin`, `code`, `infra`, `runs-on`).")])
        }
        Some(first) => {
            let columns = vec!["Component", "Administered by", "Code", "Runs on", "Owner", "Techniques"];
            Box::new([title, Block::Table(columns), first].into_iter().chain(rows))
        }
    }
}

fn boundary(report: &Report, id: BoundaryId) -> Vec<Line> {
    let model = report.model();
    let boundary = &model[id];
    let trust = match boundary.trust {
        Some(level) => line(TRUST.word(level)),
        None if boundary.line => line("a line"),
        None if boundary.overlay => line("lies across"),
        None => line("not said"),
    };
    let elements = boundary.elements.iter().map(|id| model[*id].decl.title());
    let inner = boundary.children.iter().map(|id| model[*id].decl.title());
    let holds: Vec<&str> = inner.chain(elements).collect();
    let holds = if boundary.line { named(report, Thing::Boundary(id), attr::CUTS) } else { holds.join(", ") };
    vec![
        called(&boundary.decl),
        line(type_label(report, Thing::Boundary(id))),
        line(boundary.parent.map_or("", |parent| model[parent].decl.title())),
        trust,
        line(holds),
        brief(boundary.decl.doc.as_deref()),
    ]
}

fn element(report: &Report, id: ElementId) -> Vec<Line> {
    let model = report.model();
    let element = &model[id];
    let thing = Thing::Element(id);
    let mut names: Vec<&str> = model.enclosing(thing).map(|id| model[id].decl.title()).collect();
    names.reverse();
    let ty = type_label(report, thing);
    let open = match report.input.tally().open(thing) {
        _ if element.out_of_scope => "out of scope".to_owned(),
        open => open.to_string(),
    };
    vec![
        called(&element.decl),
        line(element.kind.word()),
        line(if ty == element.kind.word() { String::new() } else { ty }),
        line(names.join(" / ")),
        line(TRUST.word(element.trust)),
        line(open),
        brief(element.decl.doc.as_deref()),
    ]
}

fn fact(report: &Report, thing: Thing, name: AttrName) -> Line {
    let said = named(report, thing, name);
    match name {
        _ if said.is_empty() => Vec::new(),
        attr::CODE => {
            let globs = report.model().get(thing, name).value.items().iter().filter_map(Value::text);
            join(globs.map(|glob| vec![code(glob)]), ", ")
        }
        attr::RUNS_AS => vec![text("as "), code(said)],
        _ => line(said),
    }
}

fn techniques(report: &Report, thing: Thing, name: AttrName, verb: &str) -> Vec<Line> {
    let said = named(report, thing, name);
    if said.is_empty() { Vec::new() } else { vec![line(format!("{verb} {said}"))] }
}
