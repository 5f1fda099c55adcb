//! What a reader sees, before it has coordinates or bytes: sorted, stable, and free of the model's types.
//!
//! - [`input`]: what every view is made from;
//! - [`document`]: everything, for programs: the JSON document and its schema;
//! - [`explain`]: what a name stands for, as pages;
//! - [`explanation`]: one threat in full;
//! - [`inquiry`]: questions, the weightiest first, the same ones together; and [`choices`], what answers them;
//! - [`report`]: what people read, as a stream of blocks;
//! - [`picture`]: the views of a model and what each shows, without coordinates;
//!
//! [`words`], [`tally`] and [`links`] hold what they share: values in words, open threats by thing, and the names by which
//! the parts of a build lead to each other; [`replacement`] has edits by line and column.

pub mod choices;
pub mod closing;
pub mod document;
pub mod explain;
pub mod explanation;
pub mod input;
pub mod inquiry;
pub mod links;
pub mod picture;
pub mod replacement;
pub mod report;
pub mod tally;
pub mod words;

pub use input::Input;
pub use links::LINKS;
