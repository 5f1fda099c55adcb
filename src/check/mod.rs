//! Syntax trees → model, rules and diagnostics: where words meet trees.
//!
//! Checking does not fail. What does not resolve is reported and left out, and the rest becomes a model.

mod rule_decl;

pub use rule_decl::{Example, ExampleKind, RuleDecl};

/// stand-in until check arrives
pub struct Checked { /// m
 pub model: crate::model::Model, /// r
 pub rules: Vec<RuleDecl>, /// d
 pub diagnostics: Vec<crate::diag::Diagnostic> }
/// stand-in
pub fn vocabulary(_packs: &[(&str, &crate::syntax::ast::File)]) -> (crate::model::Vocabulary, Vec<crate::diag::Diagnostic>) { (crate::model::Vocabulary::of_kinds(), Vec::new()) }
/// stand-in
pub fn rules(_v: &crate::model::Vocabulary, _f: &[crate::syntax::ast::File]) -> (Vec<RuleDecl>, Vec<crate::diag::Diagnostic>) { (Vec::new(), Vec::new()) }
/// stand-in
pub fn example(v: &crate::model::Vocabulary, _p: &crate::model::Bits, _b: &crate::syntax::ast::Body) -> Checked { Checked { model: crate::model::Model::empty("x", v.clone()), rules: Vec::new(), diagnostics: Vec::new() } }
