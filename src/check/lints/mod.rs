//! What is allowed but probably a mistake: one file a subject. Each looks at the finished model.

pub(super) mod callers;
pub(super) mod controls;
pub(super) mod data;
pub(super) mod elements;
pub(super) mod flows;
pub(super) mod labels;
pub(super) mod scenarios;
pub(super) mod time;
pub(super) mod trees;
pub(super) mod views;
