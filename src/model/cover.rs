//! What protects what: the statements about techniques, and which of them counts where.
//!
//! A statement says that a technique is present on a thing, or absent. They come from `controls` and `lacks`,
//! and from `control` declarations. The nearer statement wins: what is said of the flow and of the element
//! itself before what is said of the boundaries around, from the inside out, then overlays.

use crate::model::{Bits, BoundaryId, ControlId, ElementId, FlowId, Model, Origin, TechniqueId, Thing, Truth, Value};
use crate::schema::{KINDS, attr, word};

/// Which controls are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Implemented ones whose evidence was looked for and found: nothing that is only said counts.
    Evidenced,
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
    /// Whether it is said of everything in that boundary, and not of the boundary itself.
    pub inside: bool,
}

/// Which of the statements that name a thing count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    /// Those of the thing itself.
    Itself,
    /// All: it is around what is asked about.
    Around,
    /// Those of what is inside.
    Inside,
}

/// All statements of a model.
#[derive(Debug, Default)]
pub struct Cover {
    /// Those of one thing side by side, in order of declaration, attributes first; by thing.
    statements: Vec<Statement>,
    /// Where the statements of each boundary, element and flow begin; and behind the last of each, where they end.
    starts: [Vec<u32>; 3],
    /// The techniques of which some statement says anything: of any other, nothing is known of any thing.
    mentioned: Bits,
    /// Whether some statement counts from each mode on, and not before.
    counts_from: [bool; 4],
}

impl Cover {
    /// Collects the statements; `evidence` says from which mode on an implemented control counts, by its evidence.
    pub fn build(model: &Model, evidence: impl Fn(ControlId) -> Mode) -> Cover {
        let mut statements = Vec::new();
        let ids = [(attr::CONTROLS, true), (attr::LACKS, false)]
            .map(|(name, present)| (KINDS.iter().map(|row| name.on(row.kind)).collect::<Vec<_>>(), present));
        let elements = model.element_ids().map(Thing::Element);
        let boundaries = model.boundary_ids().map(Thing::Boundary);
        for thing in elements.chain(boundaries).chain(model.flow_ids().map(Thing::Flow)) {
            for (by_kind, present) in &ids {
                let Some(id) = by_kind.get(model.kind(thing) as usize).copied().flatten() else { continue };
                let found = model.attr(thing, id);
                for value in found.value.items() {
                    if let Value::Technique(technique) = value {
                        let (technique, present) = (*technique, *present);
                        let source = StatementSource::Attribute(found.origin);
                        let (from, on, inside) = (Mode::InForce, thing, false);
                        statements.push(Statement { technique, present, from, source, on, inside });
                    }
                }
            }
        }
        let implemented = word::control_status::IMPLEMENTED;
        for (index, control) in model.controls.iter().enumerate() {
            let id = ControlId(index as u32);
            let Some(technique) = control.technique else { continue };
            let from = if control.status == implemented { evidence(id) } else { Mode::Planned };
            let source = StatementSource::Control(id);
            let own = control.on.iter().map(|on| (*on, false));
            let inside = control.inside.iter().map(|id| (Thing::Boundary(*id), true));
            statements.extend(own.chain(inside).map(|(on, inside)| Statement {
                technique,
                present: true,
                from,
                source,
                on,
                inside,
            }));
        }
        statements.sort_by_key(|statement| statement.on);
        let starts = |count: usize, thing: &dyn Fn(u32) -> Thing| {
            let mut at = 0;
            let mut start = |index: u32| {
                at += statements.get(at..).unwrap_or_default().iter().take_while(|it| it.on < thing(index)).count();
                at as u32
            };
            (0..=count as u32).map(&mut start).collect::<Vec<u32>>()
        };
        let starts = [
            starts(model.boundaries.len(), &|index| Thing::Boundary(BoundaryId(index))),
            starts(model.elements.len(), &|index| Thing::Element(ElementId(index))),
            starts(model.flows.len(), &|index| Thing::Flow(FlowId(index))),
        ];
        let mut counts_from = [false; 4];
        for statement in &statements {
            counts_from[statement.from as usize] = true;
        }
        Cover { mentioned: mentioned(model, &statements), counts_from, statements, starts }
    }

    /// Whether counting controls by this mode can show anything that the less generous ones do not.
    pub fn differs(&self, mode: Mode) -> bool {
        self.counts_from[mode as usize]
    }

    /// Whether a thing has a technique or a subtype of it, and the statement that decides it. `flow` is the flow
    /// under consideration: what is said of it counts for its ends too.
    ///
    /// Where nothing that counts says anything, and something does that a more generous mode counts, the thing does not
    /// have it: a control that is planned, or whose evidence is broken, is an answer. No statement decides that.
    pub fn has(
        &self,
        model: &Model,
        thing: Thing,
        technique: TechniqueId,
        flow: Option<FlowId>,
        mode: Mode,
    ) -> (Truth, Option<Statement>) {
        if !self.mentioned.has(technique.0) {
            return (Truth::Unknown, None);
        }
        let mut not_yet = Truth::Unknown;
        let mut look = |on: Thing, named: Named| match self.stated(model, on, technique, mode, named) {
            Some((Truth::False, None)) => {
                not_yet = Truth::False;
                None
            }
            found => found,
        };
        if let Some(flow) = flow
            && (model[flow].from.thing() == thing || model[flow].to.thing() == thing)
            && let Some(found) = look(Thing::Flow(flow), Named::Itself)
        {
            return found;
        }
        if let Some(found) = look(thing, Named::Itself) {
            return found;
        }
        for boundary in model.enclosing(thing) {
            if let Some(found) = look(Thing::Boundary(boundary), Named::Around) {
                return found;
            }
        }
        // What lies across covers its members; flows between them are named only as what is inside.
        let named = if matches!(thing, Thing::Flow(_)) { Named::Inside } else { Named::Around };
        for boundary in model.across(thing) {
            if let Some(found) = look(Thing::Boundary(boundary), named) {
                return found;
            }
        }
        (not_yet, None)
    }

    /// Every statement about a thing itself, in order of declaration, attributes first.
    pub fn of(&self, thing: Thing) -> &[Statement] {
        let (starts, index) = match thing {
            Thing::Boundary(id) => (&self.starts[0], id.index()),
            Thing::Element(id) => (&self.starts[1], id.index()),
            Thing::Flow(id) => (&self.starts[2], id.index()),
            other => {
                let start = self.statements.partition_point(|statement| statement.on < other);
                let rest = self.statements.get(start..).unwrap_or_default();
                return rest.get(..rest.partition_point(|statement| statement.on == other)).unwrap_or_default();
            }
        };
        match (starts.get(index), starts.get(index + 1)) {
            (Some(start), Some(end)) => self.statements.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// What is said of a thing itself; false by no statement where only what does not count says that it has it.
    fn stated(
        &self,
        model: &Model,
        thing: Thing,
        technique: TechniqueId,
        mode: Mode,
        named: Named,
    ) -> Option<(Truth, Option<Statement>)> {
        let asked = &model.vocabulary.technique(technique).ancestors;
        let (mut witness, mut absent, mut not_yet) = (None, None, None);
        let counts = |statement: &&Statement| named == Named::Around || statement.inside == (named == Named::Inside);
        for statement in self.of(thing).iter().filter(counts) {
            let speaks = || model.vocabulary.technique(statement.technique).ancestors.has(technique.0);
            match statement.present {
                true if statement.from > mode && speaks() => not_yet = Some((Truth::False, None)),
                true if statement.from > mode => {}
                true if speaks() => {
                    // Evidence beats a bare statement: a control is preferred to an attribute as the witness.
                    if matches!(statement.source, StatementSource::Control(_)) {
                        return Some((Truth::True, Some(*statement)));
                    }
                    witness.get_or_insert(*statement);
                }
                // Who lacks the general thing lacks every form of it.
                false if asked.has(statement.technique.0) => {
                    absent.get_or_insert(*statement);
                }
                _ => {}
            }
        }
        let absent = absent.map(|statement| (Truth::False, Some(statement)));
        witness.map(|statement| (Truth::True, Some(statement))).or(absent).or(not_yet)
    }
}

/// The techniques that statements decide: what is present is every form above it, what is absent every form below.
fn mentioned(model: &Model, statements: &[Statement]) -> Bits {
    let (mut mentioned, mut absent) = (Bits::default(), Bits::default());
    for statement in statements {
        match statement.present {
            true => mentioned.union(&model.vocabulary.technique(statement.technique).ancestors),
            false => absent.insert(statement.technique.0),
        }
    }
    for (index, technique) in model.vocabulary.techniques.iter().enumerate() {
        if technique.ancestors.iter().any(|above| absent.has(above)) {
            mentioned.insert(index as u16);
        }
    }
    mentioned
}
