//! What the engine is told of the world: the day, the evidence, the thresholds.

use smol_str::SmolStr;

use crate::model::{ControlId, Cover, Date, Mode, Model, Thing};
use crate::schema::word;

/// The world around a model. The core reads no clock and no files; the driver does.
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings {
    /// Today: what is in force.
    pub today: Date,
    /// Controls with evidence that was looked for and not found, or with a test that failed.
    pub broken: Vec<ControlId>,
    /// Controls whose `file` and `test` evidence was found, all of it and at least one.
    pub found: Vec<ControlId>,
    /// Controls with a test among their evidence that passed in results given to this run.
    pub passed: Vec<ControlId>,
    /// Elements and flows with evidence of what they state that was looked for; in order.
    pub facts: Vec<(Thing, FactEvidence)>,
    /// The lowest scores of medium, high and critical.
    pub thresholds: [u8; 3],
    /// The same for the mean of a DREAD rating, in tenths.
    pub dread: [u8; 3],
    /// The same for a CVSS 4.0 score, in tenths.
    pub cvss: [u8; 3],
    /// The severity from which a decision needs a last day; nothing where only those with a wildcard do.
    pub require_until: Option<u8>,
    /// The ids of the rules that the configuration switches off.
    pub off: Vec<SmolStr>,
    /// Whether evidence is asked for, so that questions behind claims are asked too.
    pub asks_evidence: bool,
}

/// How the evidence of what a thing states stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactEvidence {
    /// Some of it is not there, or a test failed.
    Broken,
    /// All of it was found.
    Found,
    /// The same, and a test among it passed.
    Passed,
}

impl Surroundings {
    /// How the evidence of what a thing states stands; nothing where it has none that could be looked up.
    pub fn evidence_of(&self, thing: Thing) -> Option<FactEvidence> {
        let at = self.facts.binary_search_by_key(&thing, |(thing, _)| *thing).ok()?;
        self.facts.get(at).map(|(_, evidence)| *evidence)
    }

    /// The thresholds that hold unless the configuration says otherwise.
    pub const THRESHOLDS: [u8; 3] = [5, 10, 16];
    /// Those of the mean of a DREAD rating, in tenths.
    pub const DREAD: [u8; 3] = [30, 60, 80];
    /// Those of a CVSS 4.0 score, in tenths: the qualitative scale of FIRST's specification. Its *none* (0.0) is `low`
    /// here, for our scale has no lower one.
    pub const CVSS: [u8; 3] = [40, 70, 90];

    /// A day without evidence, with the usual thresholds.
    pub fn on(today: Date) -> Surroundings {
        Surroundings {
            today,
            broken: Vec::new(),
            found: Vec::new(),
            passed: Vec::new(),
            facts: Vec::new(),
            thresholds: Surroundings::THRESHOLDS,
            dread: Surroundings::DREAD,
            cvss: Surroundings::CVSS,
            require_until: Some(word::severity::HIGH),
            off: Vec::new(),
            asks_evidence: false,
        }
    }

    /// The things of which the evidence for what they state is broken.
    pub fn unproved(&self) -> Vec<Thing> {
        let broken = self.facts.iter().filter(|(_, evidence)| *evidence == FactEvidence::Broken);
        broken.map(|(thing, _)| *thing).collect()
    }

    /// What protects what in a model, under these surroundings.
    pub fn cover(&self, model: &Model) -> Cover {
        Cover::build(model, |control| match () {
            () if self.broken.contains(&control) => Mode::Claimed,
            () if self.found.contains(&control) => Mode::Evidenced,
            () => Mode::InForce,
        })
    }

    /// The severity of a score: a position on the severity scale.
    pub fn severity(&self, score: u8) -> u8 {
        grade(self.thresholds, score)
    }

    /// The severity of a DREAD rating: of the mean of five values, each 0 to 10.
    pub fn of_dread(&self, parts: [u8; 5]) -> u8 {
        // Twice the sum of five values is their mean in tenths.
        let sum: u8 = parts.iter().fold(0, |sum, part| sum.saturating_add(*part));
        grade(self.dread, sum.saturating_mul(2))
    }

    /// The severity of a CVSS 4.0 score in tenths.
    pub fn of_cvss(&self, tenths: u8) -> u8 {
        grade(self.cvss, tenths)
    }
}

/// How many thresholds a value reaches.
fn grade(least: [u8; 3], value: u8) -> u8 {
    least.iter().filter(|least| value >= **least).count() as u8
}
