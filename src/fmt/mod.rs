//! Syntax tree to canonical text.
//!
//! One way to write each thing, as little moved as possible: two blanks of indentation, one statement a line, a short
//! block on one line if its writer put it there, `=` in a column where attributes stand below each other, at most one
//! empty line between two things. Comments and documentation keep their places; formatting twice changes nothing.
//!
//! It must not know what a word means, so the order of attributes is the writer's.

mod broken;
mod expr;
mod head;
pub mod insert;
mod layout;

#[cfg(test)]
mod tests;

use crate::syntax::ast::File;

/// Lines are kept below this many columns where a thing can be written over several.
pub const WIDTH: usize = 110;

/// The canonical text of a file that was read from `source_text`.
///
/// The tree must be that of the text, parsed without errors; what was left out of a damaged tree would be lost.
pub fn format(file: &File, source_text: &str) -> String {
    layout::print(file, Some(source_text))
}

/// The text of a tree that a program made; spans are not looked at, comments are not printed.
pub fn format_new(file: &File) -> String {
    layout::print(file, None)
}
