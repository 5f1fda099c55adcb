//! The engine on small models that are built by hand.

pub(super) mod build;
mod conditions;
mod paths;
mod risks;
mod show;
mod statuses;
mod synonyms;
mod typing;
