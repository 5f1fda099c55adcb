//! The engine on small models that are built by hand.

mod attack;
mod build;
mod conditions;
mod flow_of_data;
mod paths;
mod risks;
mod show;
mod statuses;
mod synonyms;
mod typing;
