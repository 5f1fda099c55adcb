//! The few words that the shapes and well-known slips need; every other word of the language is data.

/// `include "glob"`.
pub const INCLUDE: &str = "include";
/// `use std.web`, `use "path" as name`.
pub const USE: &str = "use";
/// `flow save: a -> b`.
pub const FLOW: &str = "flow";

/// `control tls : encryption-in-transit`: the only kind that cannot do without what stands behind its colon.
pub const CONTROL: &str = "control";

/// `web -> db via https`: the attribute that people write behind an arrow.
pub const VIA: &str = "via";
/// `evidence = file "tests/limit.py"`: the attribute whose texts have a word before them.
pub const EVIDENCE: &str = "evidence";
/// The words before such a text.
pub const FILE: &str = "file";
pub const TEST: &str = "test";

/// The words that begin a declaration, as the schema lists them. `process: web` is one with a `:` too many, and setting
/// an attribute of that name would be no better.
pub const DECLARATIONS: &[&str] = &[
    "model",
    "data",
    "boundary",
    "actor",
    "external",
    "process",
    "store",
    "flow",
    "entry",
    "assume",
    "depends",
    "scenario",
    "persona",
    "control",
    "threat",
    "accept",
    "warn",
    "remove",
    "transfer",
    "dismiss",
    "rule",
    "policy",
    "type",
    "protocol",
    "technique",
    "view",
];

/// Those that decide about a threat.
const DECISIONS: [&str; 5] = ["accept", "warn", "remove", "transfer", "dismiss"];

/// Whether a word begins a decision about a threat.
pub fn decides(word: &str) -> bool {
    DECISIONS.contains(&word)
}

/// The one of them that a boundary does not hold; there it is an attribute of other tools.
pub const TYPE: &str = "type";
/// The kind whose block holds declarations as well as attributes.
pub const BOUNDARY: &str = "boundary";
/// `in cloud { … }`: what stands in it stands in the boundary.
pub const IN: &str = "in";

/// Whether the block behind a word holds declarations.
pub fn holds_declarations(word: &str) -> bool {
    matches!(word, BOUNDARY | IN)
}

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
