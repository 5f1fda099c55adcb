//! The vocabulary: kinds, attributes, value types and word scales, one documented table each.
//!
//! A table here feeds the checker, the reference pages of the book, the JSON Schema and completions.
//! To add an attribute, add one row to a table in `attributes/`.
//!
//! This module knows no syntax tree and no model.

mod address;
pub mod attr;
mod attribute;
mod attributes;
mod form;
mod kind;
mod rows;
mod scale;
mod value;
pub mod word;

pub use address::{AddressFault, BadAddress, address, is_address, is_web_address, reference, user};
pub use attr::AttrName;
pub use attribute::{AttrId, Attribute, Unset};
pub use form::{FORMS, Form};
pub use kind::{KINDS, Kind, KindInfo, KindSet};
pub use rows::{all, attributes_of, find, inherited, row};
pub use scale::{
    ACCESS, ASSUMPTION_STATUS, AUTH, AUTHORIZATION, AUTONOMY, CLASS, CONTROL_STATUS, DIRECTION, ENCRYPTION, ENDS,
    FORMAT, IDENTIFIABILITY, INTENT, LAWFUL_BASIS, LEVEL, LIFETIME, LINDDUN, NETWORK_ACCESS, NOTATION, PURPOSE,
    QUERY_API, ROLE, RUNS_IN, SCALES, SEVERITY, SHOW, SKILL, SOURCE, SPECIAL_BASIS, STRIDE, Scale, TLS, TRUST, VIEW_AS,
};
pub use value::ValueType;
