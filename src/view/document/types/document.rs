//! The document: the order and the meaning of its parts.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::document::types::attack::AttackPaths;
use crate::view::document::types::facts::Facts;
use crate::view::document::types::finding::{Ask, Diagnostic, Loosened, Question, Threat, Verdict};
use crate::view::document::types::flow_of_data::DataFlow;
use crate::view::document::types::knowledge::{DefaultValue, Rule, Word};
use crate::view::document::types::thing::{
    Boundary, Control, Data, Decision, Declared, Element, Entry, Flow, Moved, WrittenThreat,
};
use crate::view::document::types::value::Attributes;

/// The version of the document. The part before the dot changes when a reader of the old one would err.
pub const VERSION: &str = "2.0";

/// The name of the document's schema, which `palisade schema` prints.
pub const SCHEMA: &str = "urn:palisade:model:2.0";

/// A threat model with everything that Palisade found out about it, each thing said once: what threats share stands in
/// `rules` and `facts`, what questions share in `asks`, and what types and protocols imply in `implied`. Lists are in the
/// order of declaration, root file first, unless something else is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Document<'a> {
    /// The name of this schema.
    #[serde(rename = "$schema", default)]
    pub schema: Cow<'a, str>,
    /// The version of the document: `2.0`.
    pub version: Cow<'a, str>,
    /// Whether the model has errors, so that parts may be missing.
    pub incomplete: bool,
    /// The files that places speak of, from the project's folder, with `/` between segments.
    #[serde(default)]
    pub sources: Vec<Cow<'a, str>>,
    /// The model's own declaration.
    pub model: Declared<'a>,
    /// The packs in scope, those that other packs bring included.
    #[serde(default)]
    pub uses: Vec<Cow<'a, str>>,
    /// Types, protocols and techniques of its own.
    #[serde(default)]
    pub vocabulary: Vec<Word<'a>>,
    /// Rules and policies: first all of its own, then the built-in ones that raised a threat.
    #[serde(default)]
    pub rules: Vec<Rule<'a>>,
    /// What attributes are wherever nothing else is said.
    #[serde(default)]
    pub defaults: Vec<DefaultValue<'a>>,
    /// What types, protocols and boundaries imply: each set of attributes that something has from them, without what it
    /// says itself.
    #[serde(default)]
    pub implied: Vec<Attributes<'a>>,
    /// Trust boundaries; parents first.
    #[serde(default)]
    pub boundaries: Vec<Boundary<'a>>,
    /// Actors, externals, processes and stores.
    #[serde(default)]
    pub elements: Vec<Element<'a>>,
    /// Data flows; their numbers in pictures and tables are their positions, from 1.
    #[serde(default)]
    pub flows: Vec<Flow<'a>>,
    /// Data.
    #[serde(default)]
    pub data: Vec<Data<'a>>,
    /// Entry points.
    #[serde(default)]
    pub entries: Vec<Entry<'a>>,
    /// Assumptions.
    #[serde(default)]
    pub assumptions: Vec<Declared<'a>>,
    /// External dependencies.
    #[serde(default)]
    pub depends: Vec<Declared<'a>>,
    /// Use cases.
    #[serde(default)]
    pub scenarios: Vec<Declared<'a>>,
    /// Who attacks or errs.
    #[serde(default)]
    pub personas: Vec<Declared<'a>>,
    /// Countermeasures.
    #[serde(default)]
    pub controls: Vec<Control<'a>>,
    /// Threats that people found, as written.
    #[serde(default)]
    pub written_threats: Vec<WrittenThreat<'a>>,
    /// Decisions.
    #[serde(default)]
    pub decisions: Vec<Decision<'a>>,
    /// Views.
    #[serde(default)]
    pub views: Vec<Declared<'a>>,
    /// Renames, by present name.
    #[serde(default)]
    pub moved: Vec<Moved<'a>>,
    /// What the facts say of what they are about. Two backticks in a row are the place of a word: the first of the name
    /// of the thing that the fact is about, the others of the fact's own words, in order; of an empty one where there
    /// are no more.
    #[serde(default)]
    pub sentences: Vec<Cow<'a, str>>,
    /// The facts that decide threats, by what they are about.
    #[serde(default)]
    pub facts: Vec<Facts<'a>>,
    /// Every threat: highest severity first, then open ones first, then the highest score, then by id.
    #[serde(default)]
    pub threats: Vec<Threat<'a>>,
    /// What questions ask for.
    #[serde(default)]
    pub asks: Vec<Ask<'a>>,
    /// What nobody stated and would decide threats: highest severity first.
    #[serde(default)]
    pub questions: Vec<Question<'a>>,
    /// Where each datum comes from, goes and rests.
    #[serde(default)]
    pub data_flows: Vec<DataFlow<'a>>,
    /// How attackers get to what is to be kept.
    #[serde(default)]
    pub attack_paths: AttackPaths<'a>,
    /// What there is to say about the sources, by place.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic<'a>>,
    /// What loosens the gate, by kind.
    #[serde(default)]
    pub loosening: Vec<Loosened<'a>>,
    /// What the gate says.
    pub gate: Verdict<'a>,
}
