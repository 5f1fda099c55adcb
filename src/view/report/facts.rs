//! What the model says and no other section shows, so that nothing that somebody wrote down is missing.

use crate::model::{ControlId, DataId, Thing, ThreatId};
use crate::schema::{AttrName, Kind, attr, row};
use crate::view::report::block::{Block, Line, code, heading, join, say, text};
use crate::view::report::head::called;
use crate::view::report::{Blocks, Report, all};
use crate::view::words;

/// Attributes of a kind that other sections show.
fn shown(kind: Kind) -> &'static [AttrName] {
    match kind {
        Kind::Flow => &[attr::VIA, attr::PORT, attr::AUTH, attr::CARRIES, attr::RETURNS, attr::OUT_OF_SCOPE],
        Kind::Boundary => &[attr::TRUST, attr::MEMBERS, attr::CUTS, attr::OUT_OF_SCOPE],
        Kind::Data => &[
            attr::CLASS,
            attr::INTEGRITY,
            attr::AVAILABILITY,
            attr::CREDENTIAL,
            attr::PERSONAL,
            attr::SPECIAL_CATEGORY,
            attr::SUBJECTS,
            attr::RECORDS,
            attr::RETENTION,
        ],
        Kind::Control => &[
            attr::ON,
            attr::STATUS,
            attr::TECHNOLOGY,
            attr::OWNER,
            attr::DUE,
            attr::TICKET,
            attr::PRIORITY,
            attr::AGAINST,
            attr::EVIDENCE,
        ],
        Kind::Threat => &[attr::ON, attr::ASSET, attr::STRIDE, attr::LINDDUN, attr::REFS, attr::TICKET],
        _ => &[
            attr::TRUST,
            attr::CODE,
            attr::INFRA,
            attr::ADMIN,
            attr::RUNS_ON,
            attr::RUNS_IN,
            attr::RUNS_AS,
            attr::CONTROLS,
            attr::LACKS,
            attr::OWNER,
            attr::MANAGED,
            attr::HOLDS,
            attr::OUT_OF_SCOPE,
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
    let entries = model.decl(thing).attrs.iter().map(|entry| (row(entry.id).name, entry));
    let facts = entries.filter(|(name, _)| !hidden.iter().any(|known| known.name() == *name)).map(|(name, entry)| {
        let value = words::value(model, entry.id, &entry.value);
        let value = if value.is_empty() { "not known".to_owned() } else { value };
        vec![code(name), text(format!(" {value}"))]
    });
    join(facts, ", ")
}
