//! Attribute values, and where they came from.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::{BoundaryId, Date, ProtocolId, RulePattern, TechniqueId, Thing, TypeId};
use crate::schema::AttrId;
use crate::syntax::ast::Unit;
use crate::text::Span;

/// A checked value. What it may be follows from the attribute's row in the schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Said to be unknown, or a list of which nothing is known.
    Unknown,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A position on the attribute's scale.
    Word(u8),
    /// Text, a link, a glob, a pattern.
    Text(SmolStr),
    /// A handle, without the `@`.
    Handle(SmolStr),
    /// A day.
    Date(#[serde(with = "as_days")] Date),
    /// A length of time.
    Duration(u32, #[serde(with = "as_letter")] Unit),
    /// Something of the model.
    Thing(Thing),
    /// A protocol.
    Protocol(ProtocolId),
    /// A technique.
    Technique(TechniqueId),
    /// A DREAD rating: damage, reproducibility, exploitability, affected, discoverability; each 0–10.
    Dread([u8; 5]),
    /// Several.
    List(Box<[Value]>),
    // Skipped variants stand last: serde numbers variants with them when it writes and without them when it reads.
    /// Everything in a boundary, at any depth.
    #[serde(skip)]
    Inside(BoundaryId),
    /// A rule, policy or written threat by name.
    #[serde(skip)]
    Rule(Box<RulePattern>),
    /// Evidence.
    #[serde(skip)]
    Evidence(Box<Evidence>),
}

impl Value {
    /// The items of a list; a single value is a list of one, and an unknown one is none.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            Value::Unknown => &[],
            single => std::slice::from_ref(single),
        }
    }

    /// The text of a text or handle.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) | Value::Handle(text) => Some(text),
            _ => None,
        }
    }
}

/// How a piece of evidence is to be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceTag {
    /// A test: `path::name`.
    Test,
    /// A file.
    File,
    /// An address; never looked up and never counted.
    Url,
}

/// What shows that a control is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// How to look it up.
    pub tag: EvidenceTag,
    /// What to look up.
    pub text: SmolStr,
    /// Where it is written.
    pub span: Span,
}

impl Evidence {
    /// The file that it names, relative to the project root; `None` for an address.
    pub fn file(&self) -> Option<&str> {
        match self.tag {
            EvidenceTag::File => Some(&self.text),
            EvidenceTag::Test => Some(self.text.split("::").next().unwrap_or(&self.text)),
            EvidenceTag::Url => None,
        }
    }

    /// The name of the test in its file: what stands behind the first `::`.
    pub fn test(&self) -> Option<&str> {
        let (_, name) = self.text.split_once("::")?;
        (self.tag == EvidenceTag::Test).then_some(name)
    }
}

/// Where a value came from, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The declaration says so, there.
    Declared(Span),
    /// Its type implies it.
    Type(TypeId),
    /// Its protocol implies it.
    Protocol(ProtocolId),
    /// The defaults of a boundary around it, there.
    Defaults(BoundaryId, Span),
    /// A boundary around it says so of everything inside, there.
    Boundary(BoundaryId, Span),
    /// The vocabulary's default.
    Vocabulary,
    /// It follows from structure: the boundary around it, its ends.
    Derived(Span),
    /// Nobody set it.
    Unset,
}

/// One attribute as declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which.
    pub id: AttrId,
    /// Its value.
    pub value: Value,
    /// The attribute, name and value.
    pub span: Span,
}

/// The attributes of one declaration, sorted by id; at most one of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attrs {
    entries: Box<[Entry]>,
}

impl Attrs {
    /// Takes entries in any order; of repeated ones the first stays.
    pub fn new(mut entries: Vec<Entry>) -> Attrs {
        entries.sort_by_key(|entry| entry.id);
        entries.dedup_by_key(|entry| entry.id);
        Attrs { entries: entries.into_boxed_slice() }
    }

    /// The entry of an attribute.
    pub fn get(&self, id: AttrId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// All entries, by id.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

mod as_days {
    //! Dates as text in the compiled catalogue.
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

mod as_letter {
    //! Units of duration by their letter in the compiled catalogue.
    use crate::syntax::ast::Unit;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(unit: &Unit, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_char(unit.letter())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Unit, D::Error> {
        let letter = char::deserialize(deserializer)?;
        Unit::of(letter).ok_or_else(|| D::Error::custom("no such unit"))
    }
}
