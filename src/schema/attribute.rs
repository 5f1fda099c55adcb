//! Attributes: what a row says, and how rows are found.

use serde::{Deserialize, Serialize};

use crate::schema::attributes::TABLES;
use crate::schema::{Kind, KindSet, ValueType};

/// A row of the attribute tables: its position over all tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AttrId(pub u16);

/// What an attribute that nobody set counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// Unknown: rules that need it ask.
    Unknown,
    /// False; nobody is asked.
    False,
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
    pub default: Default,
    /// Whether a declaration must set it.
    pub required: bool,
    /// One sentence: what it says.
    pub doc: &'static str,
    /// The question to ask when a rule needs it and nobody set it; `{}` is the thing. Empty: a general one.
    pub question: &'static str,
    /// The technique that says the same: where a condition is content with either, only the attribute is asked for.
    pub technique: &'static str,
}

impl Attribute {
    pub(crate) const fn new(name: &'static str, on: KindSet, ty: ValueType, doc: &'static str) -> Attribute {
        Attribute { name, on, ty, default: Default::Unknown, required: false, doc, question: "", technique: "" }
    }

    pub(crate) const fn or_false(self) -> Attribute {
        Attribute { default: Default::False, ..self }
    }

    pub(crate) const fn or_word(self, word: &'static str) -> Attribute {
        Attribute { default: Default::Word(word), ..self }
    }

    pub(crate) const fn required(self) -> Attribute {
        Attribute { required: true, ..self }
    }

    pub(crate) const fn ask(self, question: &'static str) -> Attribute {
        Attribute { question, ..self }
    }

    pub(crate) const fn like(self, technique: &'static str) -> Attribute {
        Attribute { technique, ..self }
    }
}

/// Every attribute with its id, table by table.
pub fn all() -> impl Iterator<Item = (AttrId, &'static Attribute)> {
    TABLES.iter().flat_map(|table| table.iter()).enumerate().map(|(index, row)| (AttrId(index as u16), row))
}

/// The row of an id.
pub fn row(id: AttrId) -> &'static Attribute {
    let mut index = id.0 as usize;
    for table in TABLES {
        match table.get(index) {
            Some(row) => return row,
            None => index -= table.len(),
        }
    }
    // INVARIANT: ids come from `all`, `find` or the compiled catalogue, which a test compares with this table.
    TABLES.first().and_then(|table| table.first()).unwrap_or_else(|| unreachable!("the tables are not empty"))
}

/// The attribute of a kind by name.
pub fn find(kind: Kind, name: &str) -> Option<AttrId> {
    index().get(kind as usize)?.iter().find(|(known, _)| *known == name).map(|(_, id)| *id)
}

/// Every attribute of a kind, in the order of the tables.
pub fn attributes_of(kind: Kind) -> impl Iterator<Item = (AttrId, &'static Attribute)> {
    all().filter(move |(_, row)| row.on.has(kind))
}

type Names = Vec<(&'static str, AttrId)>;

fn index() -> &'static [Names] {
    static INDEX: std::sync::OnceLock<Vec<Names>> = std::sync::OnceLock::new();
    INDEX.get_or_init(|| {
        let kinds = crate::schema::KINDS.iter();
        kinds.map(|kind| attributes_of(kind.kind).map(|(id, row)| (row.name, id)).collect()).collect()
    })
}
