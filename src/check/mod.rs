//! Syntax trees → model, rules and diagnostics: where words meet trees.
//!
//! Checking does not fail. What does not resolve is reported and left out, and the rest becomes a model.

mod rule_decl;

pub use rule_decl::{Example, ExampleKind, RuleDecl};

use crate::diag::Diagnostic;
use crate::model::{Bits, Model, Vocabulary};
use crate::syntax::ast;

/// A checked model.
pub struct Checked {
    /// The model.
    pub model: Model,
    /// Its rules.
    pub rules: Vec<RuleDecl>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// To come.
pub fn vocabulary(_packs: &[(&str, &ast::File)]) -> (Vocabulary, Vec<Diagnostic>) {
    (Vocabulary::of_kinds(), Vec::new())
}

/// To come.
pub fn rules(_vocabulary: &Vocabulary, _files: &[ast::File]) -> (Vec<RuleDecl>, Vec<Diagnostic>) {
    (Vec::new(), Vec::new())
}

/// To come.
pub fn example(vocabulary: &Vocabulary, _packs: &Bits, _body: &ast::Body) -> Checked {
    Checked { model: Model::empty("example", vocabulary.clone()), rules: Vec::new(), diagnostics: Vec::new() }
}
