//! Everything about a compilation, for programs: the JSON document, its types and its schema.
//!
//! [`Document`] is what a reader gets; [`Whole`] writes the same shape without ever holding it, one item at a time,
//! so that a model of a hundred thousand elements needs no second copy in memory. A test holds the two together.
//!
//! What always holds: no clock, no absolute path, no index of ours except the position of a decision; every list
//! has a stated order; maps are sorted by name.

mod attack;
mod attrs;
mod document;
mod finding;
mod findings;
mod flow_of_data;
mod knowledge;
mod place;
mod schema;
mod thing;
mod things;
mod value;
mod words;
mod write;

pub use attack::{AttackPath, AttackPaths, PathAsset, PathPoint, PathStep, PathThreat, attack};
pub use document::{Document, SCHEMA, VERSION};
pub use finding::{
    Answer, Diagnostic, Edit, Fix, Gate, Label, Loosened, Matter, Question, Reason, Risk, RunVerdict, Threat,
};
pub use flow_of_data::{DataFlow, DataPlace, DataStep, DataViolation};
pub use knowledge::{DefaultValue, Rule, Word, WordKind};
pub use place::Place;
pub use schema::schema;
pub use thing::{
    Boundary, BoundaryShape, Control, Data, Decision, Declared, Element, Entry, Flow, Moved, Tree, Trust, WrittenThreat,
};
pub use value::{Attribute, Attributes, Origin, OriginKind, Value};
pub use write::{Out, Whole};
