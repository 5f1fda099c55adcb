//! What protects what: the statements about techniques, and which of them counts where.
//!
//! A statement says that a technique is present on a thing, or absent. They come from `controls` and `lacks`,
//! and from `control` declarations. The nearer statement wins: what is said of the flow and of the element
//! itself before what is said of the boundaries around, from the inside out, then overlays.

use rustc_hash::FxHashMap;

use crate::model::{BoundaryId, ControlId, FlowId, Model, Origin, TechniqueId, Thing, Truth, Value};
use crate::schema::CONTROL_STATUS;

/// Which controls are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Implemented ones whose evidence, if any, is not broken.
    InForce,
    /// Implemented ones, broken evidence or not.
    Claimed,
    /// Proposed, planned and in-progress ones too.
    Planned,
}

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StatementSource {
    /// An attribute, `controls` or `lacks`.
    Attribute(Origin),
    /// A control.
    Control(ControlId),
}

/// A technique is present on a thing, or absent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement {
    /// The technique.
    pub technique: TechniqueId,
    /// Present or absent.
    pub present: bool,
    /// The least generous mode that counts it.
    pub from: Mode,
    /// Who said it.
    pub source: StatementSource,
    /// Of what.
    pub on: Thing,
}

/// All statements of a model.
#[derive(Debug, Default)]
pub struct Cover {
    by_thing: FxHashMap<Thing, Vec<Statement>>,
}

impl Cover {
    /// Collects the statements; `broken` says whether a control's evidence is broken.
    pub fn build(model: &Model, broken: impl Fn(ControlId) -> bool) -> Cover {
        let mut cover = Cover::default();
        let elements = model.element_ids().map(Thing::Element);
        let boundaries = model.boundary_ids().map(Thing::Boundary);
        for thing in elements.chain(boundaries).chain(model.flow_ids().map(Thing::Flow)) {
            for (name, present) in [("controls", true), ("lacks", false)] {
                let found = model.get(thing, name);
                for value in found.value.items() {
                    if let Value::Technique(technique) = value {
                        let source = StatementSource::Attribute(found.origin);
                        cover.add(Statement { technique: *technique, present, from: Mode::InForce, source, on: thing });
                    }
                }
            }
        }
        let implemented = CONTROL_STATUS.index("implemented").unwrap_or(u8::MAX);
        for (index, control) in model.controls.iter().enumerate() {
            let id = ControlId(index as u32);
            let Some(technique) = control.technique else { continue };
            let from = match control.status == implemented {
                true if broken(id) => Mode::Claimed,
                true => Mode::InForce,
                false => Mode::Planned,
            };
            for on in &control.on {
                let source = StatementSource::Control(id);
                cover.add(Statement { technique, present: true, from, source, on: *on });
            }
        }
        cover
    }

    /// Whether a thing has a technique or a subtype of it, and the statement that decides it. `flow` is the flow
    /// under consideration: what is said of it counts for its ends too.
    pub fn has(
        &self,
        model: &Model,
        thing: Thing,
        technique: TechniqueId,
        flow: Option<FlowId>,
        mode: Mode,
    ) -> (Truth, Option<Statement>) {
        if self.by_thing.is_empty() {
            return (Truth::Unknown, None);
        }
        if let Some(flow) = flow
            && (model[flow].from.thing() == thing || model[flow].to.thing() == thing)
            && let Some(found) = self.stated(model, Thing::Flow(flow), technique, mode)
        {
            return found;
        }
        if let Some(found) = self.stated(model, thing, technique, mode) {
            return found;
        }
        for boundary in model.enclosing(thing) {
            if let Some(found) = self.stated(model, Thing::Boundary(boundary), technique, mode) {
                return found;
            }
        }
        for boundary in overlays(model, thing) {
            if let Some(found) = self.stated(model, Thing::Boundary(*boundary), technique, mode) {
                return found;
            }
        }
        (Truth::Unknown, None)
    }

    /// Every statement about a thing itself, in order of declaration, attributes first.
    pub fn of(&self, thing: Thing) -> &[Statement] {
        self.by_thing.get(&thing).map_or(&[], Vec::as_slice)
    }

    fn stated(
        &self,
        model: &Model,
        thing: Thing,
        technique: TechniqueId,
        mode: Mode,
    ) -> Option<(Truth, Option<Statement>)> {
        let statements = self.by_thing.get(&thing)?;
        let present = |statement: &&Statement| {
            statement.present
                && statement.from <= mode
                && model.vocabulary.technique(statement.technique).ancestors.has(technique.0)
        };
        // Evidence beats a bare statement: a control is preferred to an attribute as the witness.
        let is_control = |statement: &&Statement| matches!(statement.source, StatementSource::Control(_));
        let witness = statements.iter().filter(present).find(is_control).or_else(|| statements.iter().find(present));
        if let Some(statement) = witness {
            return Some((Truth::True, Some(*statement)));
        }
        // Who lacks the general thing lacks every form of it.
        let absent = |statement: &&Statement| {
            !statement.present && model.vocabulary.technique(technique).ancestors.has(statement.technique.0)
        };
        statements.iter().find(absent).map(|statement| (Truth::False, Some(*statement)))
    }

    fn add(&mut self, statement: Statement) {
        self.by_thing.entry(statement.on).or_default().push(statement);
    }
}

fn overlays(model: &Model, thing: Thing) -> &[BoundaryId] {
    match thing {
        Thing::Element(id) => &model[id].overlays,
        _ => &[],
    }
}
