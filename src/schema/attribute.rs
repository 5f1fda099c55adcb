//! Attributes: what a row says.

use serde::{Deserialize, Serialize};

use crate::schema::{KindSet, ValueType};

/// A row of the attribute tables: its position over all tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AttrId(pub u16);

/// What an attribute that nobody set counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unset {
    /// Unknown: rules that need it ask.
    Unknown,
    /// False; nobody is asked.
    False,
    /// An empty list; nobody is asked.
    Nothing,
    /// A word of its scale.
    Word(&'static str),
}

/// One attribute of one or more kinds.
#[derive(Debug)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Which kinds have it.
    pub on: KindSet,
    /// What it takes.
    pub ty: ValueType,
    /// What it is when nobody set it.
    pub default: Unset,
    /// Whether a declaration must set it.
    pub required: bool,
    /// Whether what a boundary says of itself holds for everything inside that says nothing else.
    pub inherited: bool,
    /// One sentence: what it says.
    pub doc: &'static str,
    /// The question to ask when a rule needs it and nobody set it; `{}` is the thing. Empty: a general one.
    pub question: &'static str,
    /// The technique that says the same: where a condition is content with either, only the attribute is asked for.
    pub technique: &'static str,
}

impl Attribute {
    /// What it says, and what it counts as where nobody set it, if that is not unknown.
    pub fn says(&self) -> String {
        let inside = if self.inherited { " What a boundary says holds for everything inside it." } else { "" };
        let default = match self.default {
            Unset::Unknown => return format!("{}{inside}", self.doc),
            Unset::False => "false",
            Unset::Nothing => "[]",
            Unset::Word(word) => word,
        };
        format!("{}{inside} Without it: `{default}`.", self.doc)
    }

    pub(crate) const fn new(name: &'static str, on: KindSet, ty: ValueType, doc: &'static str) -> Attribute {
        Attribute {
            name,
            on,
            ty,
            default: Unset::Unknown,
            required: false,
            inherited: false,
            doc,
            question: "",
            technique: "",
        }
    }

    pub(crate) const fn or_false(self) -> Attribute {
        Attribute { default: Unset::False, ..self }
    }

    pub(crate) const fn or_nothing(self) -> Attribute {
        Attribute { default: Unset::Nothing, ..self }
    }

    pub(crate) const fn or_word(self, word: &'static str) -> Attribute {
        Attribute { default: Unset::Word(word), ..self }
    }

    pub(crate) const fn required(self) -> Attribute {
        Attribute { required: true, ..self }
    }

    pub(crate) const fn inherited(self) -> Attribute {
        Attribute { inherited: true, ..self }
    }

    pub(crate) const fn ask(self, question: &'static str) -> Attribute {
        Attribute { question, ..self }
    }

    pub(crate) const fn like(self, technique: &'static str) -> Attribute {
        Attribute { technique, ..self }
    }
}
