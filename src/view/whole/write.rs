//! The document as a stream: the same fields in the same order as [`Document`], made one item at a time.
//!
//! [`Document`]: crate::view::whole::Document

use rayon::prelude::*;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::model::{AssumeId, ControlId, DataId, DependsId, EntryId, PersonaId, ScenarioId, Thing, ThreatId, ViewId};
use crate::view::Input;
use crate::view::whole::document::{SCHEMA, VERSION};
use crate::view::whole::{attrs, findings, things, words};

/// Items that are made ahead, side by side: enough to keep all cores busy, few enough to be small.
const BATCH: usize = 1024;

/// Everything about a compilation, ready to be written.
#[derive(Clone)]
pub struct Whole<'a> {
    input: Input<'a>,
}

impl<'a> Whole<'a> {
    /// The document of a compilation.
    pub fn new(input: Input<'a>) -> Whole<'a> {
        Whole { input }
    }
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let input = &self.input;
        let model = input.model;
        let plain = |thing: Thing| attrs::declared(input, thing);
        let mut out = serializer.serialize_struct("Document", 26)?;
        out.serialize_field("$schema", SCHEMA)?;
        out.serialize_field("version", VERSION)?;
        out.serialize_field("incomplete", &input.incomplete)?;
        out.serialize_field("model", &plain(Thing::Model))?;
        out.serialize_field("uses", &words::uses(model))?;
        out.serialize_field("vocabulary", &words::vocabulary(input))?;
        out.serialize_field("rules", &seq(|| words::rules(input)))?;
        out.serialize_field("defaults", &seq(words::defaults))?;
        out.serialize_field("boundaries", &seq(|| model.boundary_ids().map(|id| things::boundary(input, id))))?;
        let elements: Vec<_> = model.element_ids().collect();
        out.serialize_field("elements", &seq(|| batches(&elements, |id| things::element(input, *id))))?;
        let flows: Vec<_> = model.flow_ids().collect();
        out.serialize_field("flows", &seq(|| batches(&flows, |id| things::flow(input, *id))))?;
        let ids = |list: usize| 0..list as u32;
        out.serialize_field("data", &seq(|| ids(model.data.len()).map(|id| things::data(input, DataId(id)))))?;
        out.serialize_field("entries", &seq(|| ids(model.entries.len()).map(|id| things::entry(input, EntryId(id)))))?;
        let assumptions = || ids(model.assumptions.len()).map(|id| plain(Thing::Assume(AssumeId(id))));
        out.serialize_field("assumptions", &seq(assumptions))?;
        out.serialize_field(
            "depends",
            &seq(|| ids(model.depends.len()).map(|id| plain(Thing::Depends(DependsId(id))))),
        )?;
        let scenarios = || ids(model.scenarios.len()).map(|id| plain(Thing::Scenario(ScenarioId(id))));
        out.serialize_field("scenarios", &seq(scenarios))?;
        let personas = || ids(model.personas.len()).map(|id| plain(Thing::Persona(PersonaId(id))));
        out.serialize_field("personas", &seq(personas))?;
        let controls = || ids(model.controls.len()).map(|id| things::control(input, ControlId(id)));
        out.serialize_field("controls", &seq(controls))?;
        let written = || ids(model.threats.len()).map(|id| things::written(input, ThreatId(id)));
        out.serialize_field("writtenThreats", &seq(written))?;
        let decisions = || model.decisions.iter().enumerate().map(|(at, item)| things::decision(input, at, item));
        out.serialize_field("decisions", &seq(decisions))?;
        out.serialize_field("views", &seq(|| ids(model.views.len()).map(|id| plain(Thing::View(ViewId(id))))))?;
        out.serialize_field("moved", &things::moved(model))?;
        out.serialize_field("threats", &seq(|| batches(&input.threats.threats, |item| findings::threat(input, item))))?;
        let questions = || batches(&input.threats.questions, |item| findings::question(input, item));
        out.serialize_field("questions", &seq(questions))?;
        let diagnostics = || input.diagnostics.iter().map(|item| findings::diagnostic(input, item));
        out.serialize_field("diagnostics", &seq(diagnostics))?;
        out.serialize_field("gate", &findings::gate(input))?;
        out.end()
    }
}

/// A list that is made while it is written.
struct Seq<F>(F);

fn seq<I: Iterator, F: Fn() -> I>(items: F) -> Seq<F> {
    Seq(items)
}

impl<I, F> Serialize for Seq<F>
where
    I: Iterator<Item: Serialize>,
    F: Fn() -> I,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Makes items a batch at a time, the items of a batch on all cores; the order stays.
fn batches<'i, T: Sync, W: Send>(items: &'i [T], make: impl Fn(&'i T) -> W + Sync + 'i) -> impl Iterator<Item = W> {
    items.chunks(BATCH).flat_map(move |batch| batch.par_iter().map(&make).collect::<Vec<W>>())
}
