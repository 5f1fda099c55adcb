//! The resolved model: what the text means.
//!
//! [`Model`] is the intermediate form that everything after `check` works on. It is built once and not
//! changed. What always holds:
//!
//! - every id points at something: names that did not resolve were reported and left out;
//! - `boundaries` come before what they hold: a parent has a smaller id than its children;
//! - `elements`, `flows`, `data` and so on stand in declaration order (file by file, in order of path, the
//!   root first), so ids are not stable between edits and never leave the compiler;
//! - trust, crossings and scope are computed, never typed in;
//! - all this is looked at, field by field, by [`Model::validate`], in every debug build;
//! - [`Attrs`] hold what the declaration says; what types, protocols, defaults and the vocabulary imply is
//!   found by [`Model::attr`], with its origin.

mod attrs;
mod cover;
pub mod cvss;
mod date;
mod graph;
mod ids;
mod influence;
mod lookup;
mod things;
mod trees;
mod truth;
mod validate;
mod vocabulary;

pub use attrs::{Attrs, Entry as AttrEntry, Evidence, EvidenceTag, Origin, Value};
pub use cover::{Cover, Mode, Statement, StatementSource};
pub use date::{Date, add, date, parse_date};
pub use graph::{Graph, Step};
pub use ids::{
    AssumeId, BoundaryId, ControlId, DataId, DependsId, ElementId, EntryId, FlowId, PersonaId, ProtocolId, ScenarioId,
    TechniqueId, Thing, ThreatId, TypeId, ViewId,
};
pub use lookup::Valued;
pub use things::{
    Assumption, Boundary, Control, Data, Decision, Decl, Dependency, Element, End, Entry, Flow, Foreign, Leaf, Model,
    Persona, RulePattern, Scenario, Target, Tree, Verb, View, WrittenThreat,
};
pub use trees::{TreeOrder, tree_order, written_like};
pub use truth::Truth;
pub use vocabulary::{Bits, PackId, Vocabulary, WordDef, WordKind};
