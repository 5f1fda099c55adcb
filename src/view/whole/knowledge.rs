//! The model's own vocabulary and rules, and what the vocabulary says when nobody else does.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::whole::place::Place;
use crate::view::whole::value::{Attributes, Value};

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
    #[serde(default)]
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
    pub at: Option<Place<'a>>,
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

/// A rule or policy that the model or a private pack of it declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rule<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// Whether it is a policy.
    #[serde(default)]
    pub policy: bool,
    /// Its title, with `{from}`-style places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    /// Its documentation, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<Cow<'a, str>>,
    /// Its declaration as written, without the documentation.
    pub text: Cow<'a, str>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place<'a>>,
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
