//! Text to syntax tree, with diagnostics. The only module that knows pest.
pub mod ast;
