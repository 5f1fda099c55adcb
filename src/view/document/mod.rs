//! Everything about a compilation, for programs: the JSON document, its types and its schema.
//!
//! [`Document`] is what a reader gets; [`Whole`] writes the same shape without ever holding it, one item at a time,
//! so that a model of a hundred thousand elements needs no second copy in memory. A test holds the two together.
//!
//! Everything is said once, in few bytes. What many items share stands in a list of its own, and they give its position
//! there: the rule and the facts of a threat (`make::facts`), what a question asks for, what types and protocols imply
//! (`make::implied`). What stands where is looked up in `make::once`, which is made before anything is written.
//!
//! What always holds: no clock, no absolute path; every list has a stated order; maps are sorted by name.

mod make;
mod snapshot;
mod types;

pub use make::{Out, Whole, attack};
pub use types::*;
