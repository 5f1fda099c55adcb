//! Values of attributes with their origin, as the document gives them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::view::document::types::place::Place;

/// Attributes by name.
pub type Attributes<'a> = BTreeMap<Cow<'a, str>, Attribute<'a>>;

/// An attribute's value, and where it came from: a list of the value, of the origin where it is not the declaration, and
/// of the place where one says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute<'a> {
    /// The value; `null` where somebody said that it is unknown.
    pub value: Value<'a>,
    /// Where it came from.
    pub origin: Origin<'a>,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin<'a> {
    /// What said it.
    pub kind: OriginKind,
    /// The type, protocol or boundary that implies it.
    pub name: Option<Cow<'a, str>>,
    /// Where it is said; absent for what built-in vocabulary implies.
    pub at: Option<Place>,
}

/// What said a value, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// The declaration itself.
    Declared,
    /// Its type.
    Type,
    /// Its protocol.
    Protocol,
    /// The `defaults` of a boundary around it.
    Defaults,
    /// What a boundary around it says of everything inside.
    Boundary,
    /// The structure: a boundary around it, or its kind.
    Derived,
}

impl Serialize for Attribute<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Origin { kind, name, at } = &self.origin;
        let said = *kind != OriginKind::Declared;
        let mut parts = serializer.serialize_seq(Some(1 + usize::from(said) + usize::from(at.is_some())))?;
        parts.serialize_element(&self.value)?;
        if said {
            parts.serialize_element(&BTreeMap::from([(kind, name)]))?;
        }
        if let Some(at) = at {
            parts.serialize_element(at)?;
        }
        parts.end()
    }
}

/// What follows the value of an attribute.
#[derive(Deserialize)]
#[serde(untagged)]
enum Part<'a> {
    At(Place),
    By(BTreeMap<OriginKind, Option<Cow<'a, str>>>),
}

impl<'de> Deserialize<'de> for Attribute<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(AttributeReader(std::marker::PhantomData))
    }
}

struct AttributeReader<'a>(std::marker::PhantomData<&'a ()>);

impl<'de, 'a> Visitor<'de> for AttributeReader<'a> {
    type Value = Attribute<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of a value, and maybe its origin and its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Attribute<'a>, A::Error> {
        let value = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let mut origin = Origin { kind: OriginKind::Declared, name: None, at: None };
        while let Some(part) = seq.next_element::<Part>()? {
            match part {
                Part::By(by) if origin.kind == OriginKind::Declared && origin.at.is_none() && by.len() == 1 => {
                    for (kind, name) in by {
                        (origin.kind, origin.name) = (kind, name.map(|name| Cow::Owned(name.into_owned())));
                    }
                }
                Part::At(at) if origin.at.is_none() => origin.at = Some(at),
                _ => return Err(A::Error::custom("an attribute has one origin and one place, in this order")),
            }
        }
        Ok(Attribute { value, origin })
    }
}

impl JsonSchema for Attribute<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Attribute".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (value, place) = (generator.subschema_for::<Value<'static>>(), generator.subschema_for::<Place>());
        let kinds = generator.subschema_for::<OriginKind>();
        json_schema!({
            "description": "An attribute's value, and where it came from: a list of the value, `null` where somebody \
                said that it is unknown; of the origin where it is not the declaration itself, such as \
                `{\"protocol\": \"https\"}`; and of the place where it is said, absent for what built-in \
                vocabulary implies.",
            "type": "array",
            "prefixItems": [value],
            "items": {"anyOf": [
                place,
                {
                    "type": "object",
                    "propertyNames": kinds,
                    "additionalProperties": {"type": ["string", "null"]},
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            ]},
            "minItems": 1,
            "maxItems": 3,
        })
    }
}

/// A value. Words, names, dates and durations are strings; a handle starts with `@`; what a string is follows from
/// the attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Said to be unknown: `null`.
    Unknown,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Anything that is written as one string.
    Text(Cow<'a, str>),
    /// Several.
    List(Vec<Value<'a>>),
    /// Named parts: a DREAD rating, or evidence as `{"test": "path::name"}`.
    Record(BTreeMap<Cow<'a, str>, Value<'a>>),
}

impl<'a> Value<'a> {
    /// A record of one part.
    pub fn tagged(tag: &'static str, text: &'a str) -> Value<'a> {
        Value::Record(BTreeMap::from([(Cow::Borrowed(tag), Value::Text(Cow::Borrowed(text)))]))
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Unknown => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Int(value) => serializer.serialize_i64(*value),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Record(parts) => serializer.collect_map(parts),
        }
    }
}

impl<'de> Deserialize<'de> for Value<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader(std::marker::PhantomData))
    }
}

impl JsonSchema for Value<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let own = generator.subschema_for::<Value<'static>>();
        json_schema!({
            "description": "A value. Words, names, dates and durations are strings; a handle starts with `@`; \
                `null` is a value that somebody said is unknown.",
            "type": ["null", "boolean", "integer", "string", "array", "object"],
            "items": own.clone(),
            "additionalProperties": own,
        })
    }
}

struct Reader<'a>(std::marker::PhantomData<&'a ()>);

impl<'de, 'a> Visitor<'de> for Reader<'a> {
    type Value = Value<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("null, true, false, a whole number, a string, a list or an object")
    }

    fn visit_unit<E>(self) -> Result<Value<'a>, E> {
        Ok(Value::Unknown)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value<'a>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value<'a>, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value<'a>, E> {
        i64::try_from(value).map(Value::Int).map_err(|_| E::custom("the number is too large"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'a>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'a>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'a>, A::Error> {
        let mut parts = BTreeMap::new();
        while let Some((name, part)) = map.next_entry::<String, Value>()? {
            parts.insert(Cow::Owned(name), part);
        }
        Ok(Value::Record(parts))
    }
}
