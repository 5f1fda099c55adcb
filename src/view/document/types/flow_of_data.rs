//! Where each datum goes, as the document gives it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::document::types::place::Place;
use crate::view::document::types::thing::is_false;

pub(crate) type Text<'a> = Cow<'a, str>;

/// Where a datum comes from, goes and rests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DataFlow<'a> {
    /// The datum.
    pub data: Text<'a>,
    /// The elements where it comes from, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Text<'a>>,
    /// The elements that keep it, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests: Vec<Text<'a>>,
    /// The other elements that it reaches, the nearest to its origins first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<DataPlace<'a>>,
    /// The flows that it goes with, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goes: Vec<DataStep<'a>>,
    /// The flows with whose replies it goes, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<DataStep<'a>>,
    /// How many more elements it may reach over flows that say nothing of what they carry; 0 for public data, which
    /// needs no care.
    #[serde(default)]
    pub may_reach: usize,
    /// The first of these elements, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_reach_first: Vec<Text<'a>>,
    /// Where its classification is violated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub violations: Vec<DataViolation<'a>>,
}

/// An element that a datum reaches: its name; over how many steps, at least; and the flow of the last step of that way,
/// from its other end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DataPlace<'a>(pub Text<'a>, pub u32, pub Text<'a>);

/// A step that a datum takes: the flow; and whether others on the way are kept from reading it, since the flow is
/// encrypted, or does not leave a private network (`vpn`) or the machine (`local`); `null` where nobody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DataStep<'a>(pub Text<'a>, pub Option<bool>);

/// A place where a datum must not be, or a step that it must not take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum DataViolation<'a> {
    /// Its class is above the highest that may be there.
    AboveClass {
        /// Where it is.
        element: Text<'a>,
        /// The highest class that may be there.
        limit: Text<'a>,
        /// The element or boundary that says so.
        #[serde(rename = "saidBy")]
        said_by: Text<'a>,
        /// Where it says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Place>,
    },
    /// Confidential or secret, it is handed to somebody untrusted or a partner, from whom it does not come and
    /// of whom nobody says up to which class data may be there.
    LessTrusted {
        /// To whom.
        element: Text<'a>,
        /// By which flow.
        flow: Text<'a>,
        /// Whether with its reply.
        #[serde(default, skip_serializing_if = "is_false")]
        reply: bool,
    },
    /// Confidential, secret or personal, it leaves a jurisdiction for another.
    Jurisdiction {
        /// By which flow.
        flow: Text<'a>,
        /// Whether with its reply.
        #[serde(default, skip_serializing_if = "is_false")]
        reply: bool,
        /// From whose law.
        from: Text<'a>,
        /// To whose law.
        to: Text<'a>,
    },
}
