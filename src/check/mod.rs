//! Syntax trees → model, rules and diagnostics: where words meet trees.
//!
//! Checking does not fail. What does not resolve is reported and left out, and the rest becomes a model.

mod rule_decl;

pub use rule_decl::{Example, ExampleKind, RuleDecl};
