//! Everything about a compilation, for programs: the JSON document, its types and its schema.
//!
//! [`Document`] is what a reader gets; [`Whole`] writes the same shape without ever holding it, one item at a time,
//! so that a model of a hundred thousand elements needs no second copy in memory. A test holds the two together.
//!
//! Everything is said once, in few bytes. What many items share stands in a list of its own, and they give its position
//! there: the rule and the facts of a threat (`gather`), what a question asks for, what types and protocols imply
//! (`implied`). What stands where is looked up in `once`, which is made before anything is written.
//!
//! What always holds: no clock, no absolute path; every list has a stated order; maps are sorted by name.

mod attack;
mod attrs;
mod document;
mod facts;
mod finding;
mod findings;
mod flow_of_data;
mod gather;
mod implied;
mod knowledge;
mod once;
mod place;
mod schema;
mod thing;
mod things;
mod value;
mod words;
mod write;

pub use attack::{AttackPath, AttackPaths, PathAsset, PathPoint, PathStep, PathThreat, attack};
pub use document::{Document, SCHEMA, VERSION};
pub use facts::{Fact, FactPlace, Facts};
pub use finding::{
    Answer, Ask, Diagnostic, Edit, Fix, Verdict, Label, Loosened, Matter, Question, Rated, RunVerdict, Threat, ThreatRef,
};
pub use flow_of_data::{DataFlow, DataPlace, DataStep, DataViolation};
pub use knowledge::{DefaultValue, Rule, Word, WordKind};
pub use place::Place;
pub use schema::schema;
pub use thing::{
    Boundary, BoundaryShape, Control, Data, Decision, Declared, Element, Entry, Flow, Moved, Tree, WrittenThreat,
};
pub use value::{Attribute, Attributes, Origin, OriginKind, Value};
pub use write::{Out, Whole};
