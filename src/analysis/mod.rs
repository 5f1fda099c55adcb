//! What a model shows without rules: who reaches what, how much everything matters, where data goes, and how attackers
//! get to what is to be kept.
//!
//! Which threats there are, it must not know: attack paths are given what lets somebody in.

pub mod data_flow;
mod exposure;
mod facts;
pub mod paths;
mod ratings;

pub(crate) use exposure::Exposure;
pub use exposure::Likely;
pub(crate) use facts::Facts;
pub(crate) use ratings::{account, each_part, in_property, properties, rated, rating, share, word};
