//! The flow of data: where each datum comes from, where it goes, where it rests, and what is wrong with that.

use crate::analysis::data_flow::{DataFlow, Hop, Violation};
use crate::model::{ElementId, Thing, Value};
use crate::schema::{CLASS, attr, word};
use crate::view::report::block::{Block, Line, code, heading, item, join, line, say, text};
use crate::view::report::head::called;
use crate::view::report::{Blocks, Report, all};

/// So many ways of one datum are told.
const WAYS: usize = 40;
/// Up to so many elements that a datum may reach are named; more are counted.
const MAYBE: usize = 4;
/// So many names stand in a cell.
const NAMED: usize = 12;

pub(super) fn flow_of_data<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let flows = report.input.data_flows();
    if flows.is_empty() {
        return all(Vec::new());
    }
    let mut blocks = vec![
        heading(2, "Flow of data"),
        say("Where each datum comes from, where it goes along flows that name it, and where it is kept. A hop is \
             unprotected where nothing keeps others from reading along; for public data that is no matter."),
        Block::Table(vec!["Data", "Comes from", "Goes to", "Rests in", "Unprotected hops", "May also reach"]),
    ];
    blocks.extend(flows.iter().map(|flow| Block::Row(row(report, flow))));
    let violations: Vec<Block> = flows.iter().flat_map(|flow| violations(report, flow)).collect();
    blocks.push(heading(3, "Where classification is violated"));
    if violations.is_empty() {
        blocks.push(say("Nowhere that the model shows."));
    }
    blocks.extend(violations);
    let is_high = |flow: &&DataFlow| {
        let class = report.model().get(Thing::Data(flow.data), attr::CLASS).value;
        matches!(class, Value::Word(class) if *class >= word::class::CONFIDENTIAL)
    };
    let told: Vec<&DataFlow> =
        flows.iter().filter(is_high).filter(|flow| flow.reached.iter().any(|it| it.hops > 0)).collect();
    if !told.is_empty() {
        blocks.push(heading(3, "Ways of what is confidential or secret"));
        blocks.push(Block::Table(vec!["Data", "Reaches", "Hops", "Way"]));
    }
    for flow in told {
        let reached = flow.reached.iter().filter(|it| it.hops > 0);
        blocks.extend(reached.clone().take(WAYS).map(|it| {
            let way: Vec<String> = flow.way(it.element).into_iter().map(|id| title(report, id)).collect();
            Block::Row(vec![
                line(report.title(Thing::Data(flow.data))),
                line(title(report, it.element)),
                line(it.hops.to_string()),
                line(way.join(" → ")),
            ])
        }));
        let more = reached.count().saturating_sub(WAYS);
        if more > 0 {
            let cell = line(format!("and {more} more elements"));
            blocks.push(Block::Row(vec![line(report.title(Thing::Data(flow.data))), cell, Vec::new(), Vec::new()]));
        }
    }
    all(blocks)
}

fn title(report: &Report, id: ElementId) -> String {
    report.title(Thing::Element(id))
}

fn row(report: &Report, flow: &DataFlow) -> Vec<Line> {
    let titles = |ids: &mut dyn Iterator<Item = ElementId>| few(ids.map(|id| line(title(report, id))).collect());
    let (mut open, mut unsaid) = (Vec::new(), Vec::new());
    for hop in flow.hops.iter().filter(|_| flow.sensitive) {
        match hop.protected {
            Some(true) => {}
            Some(false) => open.push(step(report, hop)),
            None => unsaid.push(step(report, hop)),
        }
    }
    let open = few(open);
    let unsaid = few(unsaid);
    let unsaid = if unsaid.is_empty() { unsaid } else { join([line("not said:"), unsaid], " ") };
    let may = match flow.may_reach {
        0..=MAYBE => titles(&mut flow.may_reach_first.iter().copied()),
        more => line(format!("{more} elements")),
    };
    vec![
        called(&report.model()[flow.data].decl),
        titles(&mut flow.origins.iter().copied()),
        titles(&mut flow.reached.iter().filter(|it| it.hops > 0).map(|it| it.element)),
        titles(&mut flow.rests.iter().copied()),
        join([open, unsaid], "; "),
        may,
    ]
}

/// A flow by its number and name, and whether its reply is meant.
fn step(report: &Report, hop: &Hop) -> Line {
    let decl = &report.model()[hop.flow].decl;
    let reply = if hop.reply { " (reply)" } else { "" };
    vec![code(decl.name.as_str()), text(reply)].into_iter().filter(|piece| *piece != text("")).collect()
}

fn violations(report: &Report, flow: &DataFlow) -> Vec<Block> {
    let model = report.model();
    let what = report.title(Thing::Data(flow.data));
    let class = model.word(Thing::Data(flow.data), attr::CLASS).unwrap_or("of unknown class");
    let told = |violation: &Violation| match violation {
        Violation::AboveClass { element, limit, said_by, at } => {
            let place = title(report, *element);
            let whose = if *said_by == Thing::Element(*element) {
                String::new()
            } else {
                format!(" (the limit of {})", report.title(*said_by))
            };
            let limit = CLASS.word(*limit);
            let said = report.input.place(*at).map(|at| vec![text(" ("), code(at), text(")")]).unwrap_or_default();
            let sentence = format!("{what} is {class} and is at {place}, where {limit} is the most{whose}");
            join([line(sentence), said], "")
        }
        Violation::LessTrusted { hop } => {
            let sentence = format!("{what} is {class} and is handed to {}, ", title(report, hop.to));
            let trust = crate::schema::TRUST.word(model[hop.to].trust);
            let whose = if trust == "partner" { "a partner's" } else { trust };
            join([line(sentence), line(format!("which is {whose}, by ")), step(report, hop)], "")
        }
        Violation::Jurisdiction { hop, from, to } => {
            join([line(format!("{what} goes from the law of {from} to that of {to}, by ")), step(report, hop)], "")
        }
    };
    flow.violations.iter().map(|violation| item(told(violation))).collect()
}

/// The first names, and how many follow.
fn few(names: Vec<Line>) -> Line {
    let more = names.len().saturating_sub(NAMED);
    let shown = join(names.into_iter().take(NAMED), ", ");
    if more > 0 { join([shown, line(format!(" and {more} more"))], "") } else { shown }
}
