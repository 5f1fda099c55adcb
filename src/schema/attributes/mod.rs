//! The attribute tables, one file a subject. Add a row to add an attribute.

mod analysis;
mod background;
mod common;
mod decision;
mod element;
mod flow;
mod knowledge;

use crate::schema::Attribute;

/// All tables in the order that gives attributes their ids.
pub(crate) const TABLES: &[&[Attribute]] = &[
    common::TABLE,
    element::TABLE,
    flow::TABLE,
    background::TABLE,
    analysis::TABLE,
    decision::TABLE,
    knowledge::TABLE,
];
