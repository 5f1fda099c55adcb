//! What the model says and no other section shows, so that nothing that somebody wrote down is missing.

use crate::model::{ControlId, DataId, Thing, ThreatId};
use crate::schema::{Kind, row};
use crate::view::report::block::{Block, Line, code, heading, join, say, text};
use crate::view::report::head::called;
use crate::view::report::{Blocks, Report, all};
use crate::view::words;

/// Attributes of a kind that other sections show.
fn shown(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Flow => &["via", "port", "auth", "carries", "returns", "out-of-scope"],
        Kind::Boundary => &["trust", "members", "cuts", "out-of-scope"],
        Kind::Data => &[
            "class",
            "integrity",
            "availability",
            "credential",
            "personal",
            "special-category",
            "subjects",
            "records",
            "retention",
        ],
        Kind::Control => &["on", "status", "technology", "owner", "due", "ticket", "priority", "against", "evidence"],
        Kind::Threat => &["on", "asset", "stride", "linddun", "refs", "ticket"],
        _ => &[
            "trust",
            "code",
            "infra",
            "admin",
            "runs-on",
            "runs-in",
            "runs-as",
            "controls",
            "lacks",
            "owner",
            "managed",
            "holds",
            "out-of-scope",
        ],
    }
}

pub(super) fn facts<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let model = report.model();
    let data = (0..model.data.len() as u32).map(|id| Thing::Data(DataId(id)));
    let controls = (0..model.controls.len() as u32).map(|id| Thing::Control(ControlId(id)));
    let threats = (0..model.threats.len() as u32).map(|id| Thing::Threat(ThreatId(id)));
    let things = model.boundary_ids().map(Thing::Boundary).chain(model.element_ids().map(Thing::Element));
    let things = things.chain(model.flow_ids().map(Thing::Flow)).chain(data).chain(controls).chain(threats);
    let mut rows = things.filter_map(|thing| {
        let said = further(report, thing);
        (!said.is_empty()).then(|| Block::Row(vec![called(model.decl(thing)), said]))
    });
    match rows.next() {
        // Nothing is missing where nothing more was said.
        None => all(Vec::new()),
        Some(first) => {
            let intro = say("What the model says beyond the sections above.");
            let head = [heading(2, "Further facts"), intro, Block::Table(vec!["What", "Says"]), first];
            Box::new(head.into_iter().chain(rows))
        }
    }
}

/// What a thing says of itself that no other section shows.
fn further(report: &Report, thing: Thing) -> Line {
    let model = report.model();
    let hidden = shown(model.kind(thing));
    let entries = model.decl(thing).attrs.iter().map(|entry| row(entry.id).name);
    let facts = entries.filter(|name| !hidden.contains(name)).map(|name| {
        let value = words::said(model, thing, name);
        let value = if value.is_empty() { "not known".to_owned() } else { value };
        vec![code(name), text(format!(" {value}"))]
    });
    join(facts, ", ")
}
