//! The model's own vocabulary, the rules that matter to it, and what the vocabulary says when nobody else does.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::document::types::place::Place;
use crate::view::document::types::thing::is_false;
use crate::view::document::types::value::{Attributes, Value};

/// A type, protocol or technique that the model or a private pack of it declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Word<'a> {
    /// What it is.
    pub kind: WordKind,
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its label, or its name where it has none.
    pub label: Cow<'a, str>,
    /// Its parents: what it is and no other parent of it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Cow<'a, str>>,
    /// Its documentation, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<Cow<'a, str>>,
    /// What it and its parents imply.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub implies: BTreeMap<Cow<'a, str>, Value<'a>>,
    /// What it says of itself, such as what a technique counters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: Attributes<'a>,
    /// Where its name stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
}

/// The three kinds of vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WordKind {
    /// A type of elements, boundaries or data.
    Type,
    /// A protocol of flows.
    Protocol,
    /// A technique of countering threats.
    Technique,
}

/// A rule or policy: one that raised a threat, or that the model or a private pack of it declares.
///
/// In its title, its fix and its false positives `{from}`-style places stand for what a threat is about; `{{` and `}}`
/// are braces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Rule<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// Whether it is a policy.
    #[serde(default, skip_serializing_if = "is_false")]
    pub policy: bool,
    /// Its title; without one its id stands for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    /// What happens and why it matters, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Cow<'a, str>>,
    /// STRIDE categories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stride: Vec<Cow<'a, str>>,
    /// LINDDUN categories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linddun: Vec<Cow<'a, str>>,
    /// CWE, CAPEC, ATT&CK and other references.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<Cow<'a, str>>,
    /// What to do about it, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Cow<'a, str>>,
    /// When to dismiss it, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub false_positives: Option<Cow<'a, str>>,
    /// Techniques that lower the likelihood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reduces: Vec<Cow<'a, str>>,
    /// Broader rules whose threats it stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<Cow<'a, str>>,
    /// The ends that flows share which give one threat together: `from`, `to`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one: Vec<Cow<'a, str>>,
    /// The packs that bring it; none for those of the core and of the model itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<Cow<'a, str>>,
    /// Its declaration as written, without the documentation; absent for built-in ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// Where it stands; absent for built-in ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
}

/// What an attribute is wherever nothing else is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DefaultValue<'a> {
    /// The attribute.
    pub attribute: Cow<'a, str>,
    /// The kinds that have it.
    pub on: Vec<Cow<'a, str>>,
    /// Its value; the origin is the vocabulary.
    pub value: Value<'a>,
}
