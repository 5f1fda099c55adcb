//! What the engine is told of the world: the day, the evidence, the thresholds.

use crate::model::{ControlId, Cover, Date, Model};

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
    /// The lowest scores of medium, high and critical.
    pub thresholds: [u8; 3],
}

impl Surroundings {
    /// The thresholds that hold unless the configuration says otherwise.
    pub const THRESHOLDS: [u8; 3] = [5, 10, 16];

    /// A day without evidence, with the usual thresholds.
    pub fn on(today: Date) -> Surroundings {
        Surroundings {
            today,
            broken: Vec::new(),
            found: Vec::new(),
            passed: Vec::new(),
            thresholds: Surroundings::THRESHOLDS,
        }
    }

    /// What protects what in a model, under these surroundings.
    pub fn cover(&self, model: &Model) -> Cover {
        Cover::build(model, |control| self.broken.contains(&control))
    }

    /// The severity of a score: a position on the severity scale.
    pub fn severity(&self, score: u8) -> u8 {
        self.thresholds.iter().filter(|least| score >= **least).count() as u8
    }
}
