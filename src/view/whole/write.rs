//! The document field by field: the same fields in the same order as [`Document`], never held as a whole.
//!
//! [`Document`]: crate::view::whole::Document

use serde::{Serialize, Serializer};

use crate::model::{AssumeId, ControlId, DataId, DependsId, EntryId, PersonaId, ScenarioId, Thing, ThreatId, ViewId};
use crate::view::Input;
use crate::view::whole::attack::attack;
use crate::view::whole::document::{SCHEMA, VERSION};
use crate::view::whole::flow_of_data::data_flow;
use crate::view::whole::{attrs, findings, things, words};

/// So many attack paths are told step by step.
const PATHS: usize = 50;

/// Where the document goes, field by field.
pub trait Out {
    /// Why it cannot go there.
    type Error;

    /// One field.
    ///
    /// # Errors
    /// Those of the place where it goes.
    fn field(&mut self, name: &'static str, value: &impl Serialize) -> Result<(), Self::Error>;

    /// A field that is a list, whose items may be made side by side; their order stays.
    ///
    /// # Errors
    /// Those of the place where it goes.
    fn list<'i, T: Sync, W: Serialize + Send>(
        &mut self,
        name: &'static str,
        items: &'i [T],
        make: impl Fn(&'i T) -> W + Sync,
    ) -> Result<(), Self::Error>;
}

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

    /// Writes every field, in the order of the document.
    ///
    /// # Errors
    /// Those of the place where it goes.
    pub fn write<O: Out>(&self, out: &mut O) -> Result<(), O::Error> {
        let input = &self.input;
        let model = input.model;
        let plain = |thing: Thing| attrs::declared(input, thing);
        out.field("$schema", &SCHEMA)?;
        out.field("version", &VERSION)?;
        out.field("incomplete", &input.incomplete)?;
        out.field("model", &plain(Thing::Model))?;
        out.field("uses", &words::uses(model))?;
        out.field("vocabulary", &words::vocabulary(input))?;
        out.field("rules", &seq(|| words::rules(input)))?;
        out.field("defaults", &seq(words::defaults))?;
        out.field("boundaries", &seq(|| model.boundary_ids().map(|id| things::boundary(input, id))))?;
        let elements: Vec<_> = model.element_ids().collect();
        out.list("elements", &elements, |id| things::element(input, *id))?;
        let flows: Vec<_> = model.flow_ids().collect();
        out.list("flows", &flows, |id| things::flow(input, *id))?;
        let ids = |list: usize| 0..list as u32;
        out.field("data", &seq(|| ids(model.data.len()).map(|id| things::data(input, DataId(id)))))?;
        out.field("entries", &seq(|| ids(model.entries.len()).map(|id| things::entry(input, EntryId(id)))))?;
        let assumptions = || ids(model.assumptions.len()).map(|id| plain(Thing::Assume(AssumeId(id))));
        out.field("assumptions", &seq(assumptions))?;
        out.field("depends", &seq(|| ids(model.depends.len()).map(|id| plain(Thing::Depends(DependsId(id))))))?;
        let scenarios = || ids(model.scenarios.len()).map(|id| plain(Thing::Scenario(ScenarioId(id))));
        out.field("scenarios", &seq(scenarios))?;
        let personas = || ids(model.personas.len()).map(|id| plain(Thing::Persona(PersonaId(id))));
        out.field("personas", &seq(personas))?;
        let controls = || ids(model.controls.len()).map(|id| things::control(input, ControlId(id)));
        out.field("controls", &seq(controls))?;
        let written = || ids(model.threats.len()).map(|id| things::written(input, ThreatId(id)));
        out.field("writtenThreats", &seq(written))?;
        let decisions = || model.decisions.iter().enumerate().map(|(at, item)| things::decision(input, at, item));
        out.field("decisions", &seq(decisions))?;
        out.field("views", &seq(|| ids(model.views.len()).map(|id| plain(Thing::View(ViewId(id))))))?;
        out.field("moved", &things::moved(model))?;
        out.list("threats", &input.threats.threats, |item| findings::threat(input, item))?;
        out.list("questions", &input.threats.questions, |item| findings::question(input, item))?;
        out.list("dataFlows", &input.data_flows(), |item| data_flow(input, item))?;
        out.field("attackPaths", &attack(input, &input.attack_paths(PATHS)))?;
        let diagnostics = || input.diagnostics.iter().map(|item| findings::diagnostic(input, item));
        out.field("diagnostics", &seq(diagnostics))?;
        out.list("loosening", &input.loosening.kinds, |kind| findings::loosened(input, kind))?;
        out.field("gate", &findings::gate(input))?;
        Ok(())
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
