//! What an evaluation tells besides its value: the facts that decided, and the facts that are missing.

use crate::model::TechniqueId;
use crate::schema::AttrId;
use crate::text::Span;

/// A fact that decided, in words, with the place that says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// "`save` carries `comment`", "`web` does not state `parses`".
    pub text: String,
    /// Where it is said; nowhere for what the vocabulary implies.
    pub span: Span,
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An attribute of the thing.
    Attribute(AttrId),
    /// Whether the thing has a technique.
    Technique(TechniqueId),
}
