//! Flows, and what a network must let through for them.

use crate::model::{End, FlowId, Thing};
use crate::schema::attr;
use crate::view::report::block::{Block, Line, heading, join, line, say};
use crate::view::report::head::{brief, called, named};
use crate::view::report::{Blocks, Report, all};

pub(super) fn flows<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut blocks = vec![heading(2, "Data flows")];
    if model.flows.is_empty() {
        blocks.push(say("The model has no flows."));
        return all(blocks);
    }
    let mut columns =
        vec!["No.", "From", "To", "Flow", "Protocol", "Authentication", "Data", "Crosses", "Open threats"];
    // The table is wide enough without an empty column.
    let described = model.flows.iter().any(|flow| flow.decl.doc.is_some());
    if described {
        columns.push("Description");
    }
    blocks.push(Block::Table(columns));
    Box::new(blocks.into_iter().chain(model.flow_ids().map(move |id| Block::Row(flow(report, id, described)))))
}

pub(super) fn deployment<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let mut crossing = model.flow_ids().filter(|id| model[*id].crossings().next().is_some()).peekable();
    let title = heading(2, "Deployment considerations");
    if crossing.peek().is_none() {
        return all(vec![title, say("No flow crosses a boundary.")]);
    }
    let intro = say("What the boundaries must let through: these connections, in this direction, and nothing else. \
         Replies come back on the same connection.");
    let columns = vec!["No.", "From boundary", "To boundary", "Caller", "Called", "Protocol", "Port", "Authentication"];
    let rows = crossing.map(|id| Block::Row(passage(report, id)));
    Box::new([title, intro, Block::Table(columns)].into_iter().chain(rows))
}

fn flow(report: &Report, id: FlowId, described: bool) -> Vec<Line> {
    let model = report.model();
    let flow = &model[id];
    let thing = Thing::Flow(id);
    let (carries, returns) = (named(report, thing, attr::CARRIES), named(report, thing, attr::RETURNS));
    let data = join([line(carries), if returns.is_empty() { Vec::new() } else { line(format!("← {returns}")) }], "; ");
    let crosses: Vec<&str> = flow.crossings().map(|id| model[id].decl.title()).collect();
    let open = if flow.out_of_scope { "out of scope".to_owned() } else { report.input.tally().open(thing).to_string() };
    let mut cells = vec![
        line(id.0.saturating_add(1).to_string()),
        line(report.title(flow.from.thing())),
        line(report.title(flow.to.thing())),
        called(&flow.decl),
        line(named(report, thing, attr::VIA)),
        line(named(report, thing, attr::AUTH)),
        data,
        line(crosses.join(", ")),
        line(open),
    ];
    if described {
        cells.push(brief(flow.decl.doc.as_deref()));
    }
    cells
}

fn passage(report: &Report, id: FlowId) -> Vec<Line> {
    let model = report.model();
    let flow = &model[id];
    let thing = Thing::Flow(id);
    let around = |end: End| {
        let innermost = match end {
            End::Element(id) => model[id].boundary,
            End::Boundary(id) => Some(id),
        };
        line(innermost.map_or("outside", |id| model[id].decl.title()))
    };
    let port = named(report, thing, attr::PORT);
    vec![
        line(id.0.saturating_add(1).to_string()),
        around(flow.from),
        around(flow.to),
        line(report.title(flow.from.thing())),
        line(report.title(flow.to.thing())),
        line(named(report, thing, attr::VIA)),
        line(if port.is_empty() { "not said".to_owned() } else { port }),
        line(named(report, thing, attr::AUTH)),
    ]
}
