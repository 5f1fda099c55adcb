//! The document field by field: the same fields in the same order as [`Document`], never held as a whole.
//!
//! [`Document`]: crate::view::document::Document

use serde::Serialize;

use crate::analysis::paths::Ask;
use crate::model::{AssumeId, ControlId, DataId, DependsId, EntryId, PersonaId, ScenarioId, Thing, ThreatId, ViewId};
use crate::schema::Kind;
use crate::view::Input;
use crate::view::document::make::attack::attack;
use crate::view::document::make::flow_of_data::data_flow;
use crate::view::document::make::once::Once;
use crate::view::document::make::{attrs, finding, knowledge, thing};
use crate::view::document::{SCHEMA, VERSION};

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
        let once = Once::new(input);
        self.declared(&once, out)?;
        out.field("sentences", &once.facts.sentences)?;
        out.list("facts", &once.facts.groups(), |at| once.facts.group(input, *at))?;
        let threats: Vec<_> = input.threats.threats.iter().enumerate().collect();
        out.list("threats", &threats, |&(at, item)| finding::threat(&once, at, item))?;
        out.list("asks", &once.asks, |item| finding::ask(input, item))?;
        out.list("questions", &input.threats.questions, |item| finding::question(&once, item))?;
        out.list("dataFlows", &input.data_flows(), |item| data_flow(input, item))?;
        let mut paths = attack(input, &input.attack_paths(&Ask { limit: PATHS, ..Ask::default() }));
        // Where data are, `dataFlows` says.
        paths.assets.iter_mut().filter(|asset| asset.kind == Kind::Data.word()).for_each(|asset| asset.places.clear());
        out.field("attackPaths", &paths)?;
        out.list("diagnostics", input.diagnostics, |item| finding::diagnostic(input, item))?;
        out.list("loosening", &input.loosening.kinds, |kind| finding::loosened(input, kind))?;
        out.field("gate", &finding::gate(input))
    }

    /// What the model says.
    fn declared<O: Out>(&self, once: &Once<'_, 'a>, out: &mut O) -> Result<(), O::Error> {
        let input = &self.input;
        let model = input.model;
        let plain = |thing: &Thing| attrs::declared(once, *thing);
        out.field("$schema", &SCHEMA)?;
        out.field("version", &VERSION)?;
        out.field("incomplete", &input.incomplete)?;
        let sources: Vec<&str> = input.sources.iter().map(|(id, _)| input.file(id)).collect();
        out.field("sources", &sources)?;
        out.field("model", &plain(&Thing::Model))?;
        out.field("uses", &knowledge::uses(model))?;
        out.list("vocabulary", &knowledge::vocabulary(input), |word| word)?;
        out.list("rules", &once.rules.told, |telling| knowledge::rule(input, *telling))?;
        out.list("defaults", &knowledge::defaults().collect::<Vec<_>>(), |default| default)?;
        out.list("implied", once.implied.sets(), |set| attrs::implied(input, set))?;
        let boundaries: Vec<_> = model.boundary_ids().collect();
        out.list("boundaries", &boundaries, |id| thing::boundary(once, *id))?;
        let elements: Vec<_> = model.element_ids().collect();
        out.list("elements", &elements, |id| thing::element(once, *id))?;
        let flows: Vec<_> = model.flow_ids().collect();
        out.list("flows", &flows, |id| thing::flow(once, *id))?;
        out.list("data", &ids(&model.data, DataId), |id| thing::data(once, *id))?;
        out.list("entries", &ids(&model.entries, EntryId), |id| thing::entry(once, *id))?;
        out.list("assumptions", &ids(&model.assumptions, |id| Thing::Assume(AssumeId(id))), plain)?;
        out.list("depends", &ids(&model.depends, |id| Thing::Depends(DependsId(id))), plain)?;
        out.list("scenarios", &ids(&model.scenarios, |id| Thing::Scenario(ScenarioId(id))), plain)?;
        out.list("personas", &ids(&model.personas, |id| Thing::Persona(PersonaId(id))), plain)?;
        out.list("controls", &ids(&model.controls, ControlId), |id| thing::control(once, *id))?;
        out.list("writtenThreats", &ids(&model.threats, ThreatId), |id| thing::written(once, *id))?;
        let decisions: Vec<_> = model.decisions.iter().enumerate().collect();
        out.list("decisions", &decisions, |&(at, item)| thing::decision(input, at, item))?;
        out.list("views", &ids(&model.views, |id| Thing::View(ViewId(id))), plain)?;
        out.list("moved", &thing::moved(model), |moved| moved)
    }
}

/// The ids of all items of a table.
fn ids<T, I>(table: &[T], id: impl Fn(u32) -> I) -> Vec<I> {
    (0..table.len() as u32).map(id).collect()
}
