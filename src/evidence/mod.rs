//! What shows that a control is there: tests in source text, and their outcomes in JUnit files.
//!
//! Text goes in and answers come out. This room reads no files, and knows neither models nor controls.

mod junit;
mod language;
mod mask;
mod outcome;
mod refused;
mod suites;
mod token;

pub use junit::{Case, Fault, MAX_RESULTS, Outcome, Results, read};
pub use language::{Compared, LANGUAGES, Language, Sight, Tests, tests};
pub use outcome::{Proof, proof};
pub use refused::{is_blank, refused};
