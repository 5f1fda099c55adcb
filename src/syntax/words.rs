//! The few words that the shapes need; every other word of the language is data.

/// `include "glob"`.
pub const INCLUDE: &str = "include";
/// `use std.web`, `use "path" as name`.
pub const USE: &str = "use";
/// `flow save: a -> b`.
pub const FLOW: &str = "flow";

/// Words that expressions take for themselves.
pub const OPERATORS: &[&str] = &["and", "or", "not", "is", "has", "in"];

/// Whether a word stands between the parts of a head or of an expression.
pub fn is_taken(word: &str) -> bool {
    is_operator(word) || matches!(word, "on" | "to" | "as" | "if" | "else")
}

/// Whether an expression takes this word for an operator, so that it cannot be a value.
pub fn is_operator(word: &str) -> bool {
    word.len() <= 3 && OPERATORS.contains(&word)
}
