//! The types of the document, as they are written and read.

pub(super) mod attack;
mod document;
pub(super) mod facts;
pub(super) mod finding;
pub(super) mod flow_of_data;
pub(super) mod knowledge;
pub(super) mod place;
mod schema;
pub(super) mod thing;
pub(super) mod value;

pub use attack::{AttackPath, AttackPaths, PathAsset, PathPoint, PathStep, PathThreat};
pub use document::{Document, SCHEMA, VERSION};
pub use facts::{Fact, FactPlace, Facts};
pub use finding::{
    Answer, Ask, Diagnostic, Edit, Fix, Label, Loosened, Matter, Question, Rated, RunVerdict, Threat, ThreatRef,
    Verdict,
};
pub use flow_of_data::{DataFlow, DataPlace, DataStep, DataViolation};
pub use knowledge::{DefaultValue, Rule, Word, WordKind};
pub use place::Place;
pub use schema::schema;
pub use thing::{
    Boundary, BoundaryShape, Control, Data, Decision, Declared, Element, Entry, Flow, Moved, Tree, WrittenThreat,
};
pub use value::{Attribute, Attributes, Origin, OriginKind, Value};
