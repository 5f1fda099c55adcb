//! Attack paths, as the document gives them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::document::types::thing::is_false;

pub(crate) type Text<'a> = Cow<'a, str>;

/// How attackers get from what is untrusted or a partner's to what is to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttackPaths<'a> {
    /// Where attackers start, by name.
    #[serde(default)]
    pub sources: Vec<Text<'a>>,
    /// What is to be kept, by name: data at `confidential` or above, or what was asked for.
    #[serde(default)]
    pub assets: Vec<PathAsset<'a>>,
    /// How many pairs of a source and an asset have a path.
    pub found: usize,
    /// Whether every pair was looked at; in a very large model only the cheapest path to each asset is.
    pub every_pair: bool,
    /// The cheapest paths, at most one for each source and asset, the cheapest first; no more than asked for.
    #[serde(default)]
    pub paths: Vec<AttackPath<'a>>,
    /// The smallest set of elements and flows whose protection cuts every path, the one nearest to the sources.
    #[serde(default)]
    pub cut: Vec<PathPoint<'a>>,
}

/// Something to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PathAsset<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its kind: `data`, or that of an element that was asked for.
    pub kind: Text<'a>,
    /// The elements where paths to it end, by name: those that keep, use, send or receive it and are not outside. The
    /// whole document leaves them out for data: they are those of its `dataFlows` (`origins` and `reached`) above
    /// `partner`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Text<'a>>,
    /// Whether any path leads to it.
    pub reached: bool,
    /// What every path to it leads through, in the order in which attackers meet it; of very many, the nearest to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choke_points: Vec<PathPoint<'a>>,
}

/// An element or a flow that paths lead through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PathPoint<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// `flow`, or the kind of the element.
    pub kind: Text<'a>,
    /// Ids of the threats on it that are not closed, in the order of `threats`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Text<'a>>,
}

/// A path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttackPath<'a> {
    /// The element where it starts.
    pub from: Text<'a>,
    /// The asset that it leads to.
    pub to: Text<'a>,
    /// The sum of its steps: an order, not a probability.
    pub cost: u32,
    /// Its steps, first to last.
    pub steps: Vec<PathStep<'a>>,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PathStep<'a> {
    /// The flow.
    pub flow: Text<'a>,
    /// Whether it goes against the flow, with its reply.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reply: bool,
    /// The element where it starts.
    pub from: Text<'a>,
    /// The element where it leads.
    pub to: Text<'a>,
    /// What it costs: 1 to 10.
    pub cost: u8,
    /// The threats that make it possible and that nothing stops, the cheapest for an attacker first: open ones, and
    /// those that somebody accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<PathThreat<'a>>,
    /// The threats that would make it possible and that something stops.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stopped: Vec<PathThreat<'a>>,
    /// Techniques in force there that lessen or close one of these threats, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<Text<'a>>,
}

/// A threat beside a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PathThreat<'a> {
    /// Its id.
    pub id: Text<'a>,
    /// Its residual score: 1 to 25.
    pub score: u8,
    /// How it stands, as in `threats`.
    pub status: Text<'a>,
}
