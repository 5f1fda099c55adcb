//! A compilation → the document, one item at a time. Each file makes what the file of its name in `types` describes.

mod attack;
mod attrs;
mod facts;
mod finding;
mod flow_of_data;
mod implied;
mod knowledge;
mod once;
mod place;
mod thing;
mod write;

pub use attack::attack;
pub use write::{Out, Whole};
