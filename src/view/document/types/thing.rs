//! What a model declares, as the document gives it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::document::types::place::Place;
use crate::view::document::types::value::Attributes;

/// What every declared thing has. Alone it is a model's head, an assumption, a dependency, a scenario, a persona
/// or a view: what they say stands in their attributes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Declared<'a> {
    /// Its name, unique in the model; an unnamed flow's is `a->b`.
    pub name: Cow<'a, str>,
    /// Its label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Cow<'a, str>>,
    /// Its documentation, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<Cow<'a, str>>,
    /// Its label with its name, which texts call it by where another thing has the same label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<Cow<'a, str>>,
    /// Where its name stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
    /// The attributes that its declaration says.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: Attributes<'a>,
    /// The position in `implied` of those that its type, its protocol and the boundaries around it imply. What stands in
    /// neither has the value of `defaults`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implied: Option<u32>,
}

/// A trust boundary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Boundary<'a> {
    /// Name, label, attributes.
    #[serde(flatten)]
    pub declared: Declared<'a>,
    /// Its types as declared; none where none was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Cow<'a, str>>,
    /// The boundary around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Cow<'a, str>>,
    /// Its trust: what its attribute says, else what its type implies, else that of the boundary around it. One that lies
    /// across or is a line has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust: Option<Cow<'a, str>>,
    /// Whether it holds its members, lies across other boundaries, or is a line.
    pub shape: BoundaryShape,
    /// Whether it or one around it is out of scope.
    #[serde(default, skip_serializing_if = "is_false")]
    pub out_of_scope: bool,
    /// Values for flows with both ends inside.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub flow_defaults: Attributes<'a>,
}

/// The shape of a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BoundaryShape {
    /// It holds what is declared in it.
    Closed,
    /// It lies across the others and holds its `members`.
    Overlay,
    /// It holds nothing and cuts flows.
    Line,
}

/// An actor, external, process or store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Element<'a> {
    /// `actor`, `external`, `process` or `store`.
    pub kind: Cow<'a, str>,
    /// Name, label, attributes.
    #[serde(flatten)]
    pub declared: Declared<'a>,
    /// Its types as declared; none where none was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Cow<'a, str>>,
    /// The boundaries around it, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boundaries: Vec<Cow<'a, str>>,
    /// Boundaries that lie across and list it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<Cow<'a, str>>,
    /// Its trust: what its attribute says, else what its type implies, else that of the innermost boundary around it that
    /// has one, else that of its kind.
    pub trust: Cow<'a, str>,
    /// Whether an untrusted element reaches it along flows.
    #[serde(default, skip_serializing_if = "is_false")]
    pub exposed: bool,
    /// Whether an untrusted or partner element can influence it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub tainted: bool,
    /// Whether no threats are derived for it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub out_of_scope: bool,
    /// The name by which the other model that it belongs to is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreign: Option<Cow<'a, str>>,
}

/// A data flow. It leaves the boundaries around one end that are not around the other, and enters those around the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Flow<'a> {
    /// Name, label, attributes.
    #[serde(flatten)]
    pub declared: Declared<'a>,
    /// Who starts it: an element, or a boundary while the design is young.
    pub from: Cow<'a, str>,
    /// The other end.
    pub to: Cow<'a, str>,
    /// What it crosses beside the boundaries around its ends, by name: those that lie across, and lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub across: Vec<Cow<'a, str>>,
    /// Whether no threats are derived for it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub out_of_scope: bool,
}

/// A datum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Data<'a> {
    /// Name, label, attributes.
    #[serde(flatten)]
    pub declared: Declared<'a>,
    /// Its types as declared; none where none was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Cow<'a, str>>,
}

/// An entry point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry<'a> {
    /// Name, label, attributes.
    #[serde(flatten)]
    pub declared: Declared<'a>,
    /// What it belongs to.
    pub on: Cow<'a, str>,
}

/// A countermeasure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Control<'a> {
    /// Name, label, attributes.
    #[serde(flatten)]
    pub declared: Declared<'a>,
    /// The technique that it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technique: Option<Cow<'a, str>>,
    /// How far it is; an inferred control counts as proposed whatever it says.
    pub status: Cow<'a, str>,
    /// How many steps it lowers a likelihood by its own word: a level.
    pub strength: Cow<'a, str>,
}

/// A threat that a person found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WrittenThreat<'a> {
    /// Name, label, attributes; DREAD and CVSS as written.
    #[serde(flatten)]
    pub declared: Declared<'a>,
    /// What its DREAD rating or CVSS vector comes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score<'a>>,
    /// How it comes about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<Tree<'a>>,
}

/// What a DREAD rating or a CVSS vector comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Score<'a> {
    /// `dread` or `cvss-4.0`.
    pub system: Cow<'a, str>,
    /// 0 to 10: the mean of the five parts of DREAD, or the CVSS score.
    pub value: f64,
}

/// How a gate or a step of a threat tree stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NodeState {
    /// Whether controls or facts close it.
    pub closed: bool,
    /// 1 to 5: `all` as likely as its least likely way, `any` as its likeliest open one.
    pub likelihood: u8,
    /// In units of the scale, 1 to 5 a step: `all` costs the sum of its ways, `any` as much as its cheapest open one.
    pub cost: u32,
    /// Whether it is on the cheapest open way.
    pub cheapest: bool,
}

/// A gate or a step of a threat tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Tree<'a> {
    /// Every way is needed.
    All {
        /// Its label.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<Cow<'a, str>>,
        /// The ways.
        children: Vec<Tree<'a>>,
        /// How it stands.
        #[serde(default)]
        state: NodeState,
    },
    /// One way is enough.
    Any {
        /// Its label.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<Cow<'a, str>>,
        /// The ways.
        children: Vec<Tree<'a>>,
        /// How it stands.
        #[serde(default)]
        state: NodeState,
    },
    /// A step.
    Leaf {
        /// What is done.
        text: Cow<'a, str>,
        /// Likelihood, cost and what blocks it.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        attributes: Attributes<'a>,
        /// Where it stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Place>,
        /// How it stands.
        #[serde(default)]
        state: NodeState,
    },
    /// A derived threat as a step.
    Derived {
        /// Its rule.
        rule: Cow<'a, str>,
        /// Its target, or `*`.
        target: Cow<'a, str>,
        /// How it stands.
        #[serde(default)]
        state: NodeState,
    },
}

/// A decision about threats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision<'a> {
    /// `accept`, `warn`, `remove`, `transfer` or `dismiss`.
    pub verb: Cow<'a, str>,
    /// The rule; `*` may be its last segment.
    pub rule: Cow<'a, str>,
    /// The target, or `*`.
    pub target: Cow<'a, str>,
    /// Its documentation, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<Cow<'a, str>>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
    /// Because, by, until, ticket.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: Attributes<'a>,
    /// How many threats it closes.
    #[serde(default)]
    pub closes: u32,
}

/// A rename.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Moved<'a> {
    /// The oldest name.
    pub old: Cow<'a, str>,
    /// The present name.
    pub new: Cow<'a, str>,
}

/// Whether a field says no more than its absence does.
pub(crate) fn is_false(flag: &bool) -> bool {
    !flag
}
