//! Whether a text has the shape of a document, and where in the document it has not.
//!
//! The schema that `palisade schema` prints says what the shape is. So the message names the place as a program would
//! (`flows[3].attributes.via`), where the reader of the types knows how it reads them and no more. Things of lists are looked at
//! one after the other, so that a large document is not held twice.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::view::document;

/// A list that other parts of the document give positions in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Sources,
    Implied,
    Rules,
}

/// The highest position in each list, and where it stands.
pub(super) type Positions = BTreeMap<List, (u64, String)>;

/// Looks at a whole text.
///
/// # Errors
/// What is wrong first, with its place.
pub(super) fn positions(text: &str) -> Result<Positions, serde_json::Error> {
    let schema: Value = serde_json::from_str(&document::schema())?;
    let mut shape = Shape { schema: &schema, path: Vec::new(), positions: Positions::new() };
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_any(Whole(&mut shape))?;
    reader.end()?;
    Ok(shape.positions)
}

/// A step on the way into the document.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

struct Shape<'s> {
    schema: &'s Value,
    path: Vec<Step>,
    positions: Positions,
}

impl<'s> Shape<'s> {
    /// A schema behind the reference to it, and the name that it is referred to by.
    fn resolved(&self, schema: &'s Value) -> (&'s Value, &'s str) {
        let name = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/"));
        let found = name.and_then(|name| Some((self.schema.get("$defs")?.get(name)?, name)));
        found.unwrap_or((schema, ""))
    }

    /// Checks a value; at the first fault the path stays where it is.
    fn check(&mut self, schema: &'s Value, value: &Value) -> Result<(), String> {
        let (schema, name) = self.resolved(schema);
        let wanted = schema.get("anyOf").or(schema.get("oneOf")).and_then(Value::as_array);
        if let Some(alternatives) = wanted {
            let fitting = alternatives.iter().find(|each| self.may_be(each, value));
            match fitting {
                Some(fitting) => self.check(fitting, value)?,
                None => return Err(self.otherwise(alternatives, value)),
            }
        }
        if !types(schema).iter().any(|ty| is(value, ty)) && schema.get("type").is_some() {
            return Err(format!("expected {}, found {}", listed(&types(schema)), kind(value)));
        }
        if schema.get("const").is_some_and(|wanted| wanted != value) {
            return Err(self.otherwise(std::slice::from_ref(schema), value));
        }
        match value {
            Value::Array(items) => self.items(schema, items, name),
            Value::Object(parts) => self.parts(schema, parts),
            _ => Ok(()),
        }
    }

    fn items(&mut self, schema: &'s Value, items: &[Value], name: &str) -> Result<(), String> {
        let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
        let count = items.len() as u64;
        if let Some(least) = bound("minItems").filter(|least| count < *least) {
            return Err(format!("expected at least {least} items, found {count}"));
        }
        if let Some(most) = bound("maxItems").filter(|most| count > *most) {
            return Err(format!("expected at most {most} items, found {count}"));
        }
        let first = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (index, item) in items.iter().enumerate() {
            if let Some(of) = first.get(index).or(schema.get("items")) {
                self.path.push(Step::Index(index));
                self.check(of, item)?;
                self.path.pop();
            }
        }
        match items {
            [file, _, _, _, ..] if name == "Place" => self.position(List::Sources, file),
            _ => {}
        }
        Ok(())
    }

    fn parts(&mut self, schema: &'s Value, parts: &Map<String, Value>) -> Result<(), String> {
        self.required(schema, |key| parts.contains_key(key))?;
        if let Some(most) =
            schema.get("maxProperties").and_then(Value::as_u64).filter(|most| parts.len() as u64 > *most)
        {
            return Err(format!("expected at most {most} fields, found {}", parts.len()));
        }
        for (key, value) in parts {
            let of = schema.get("properties").and_then(|of| of.get(key)).or(schema.get("additionalProperties"));
            self.path.push(Step::Key(key.clone()));
            if let Some(names) = schema.get("propertyNames") {
                self.check(names, &Value::from(key.as_str()))?;
            }
            if let Some(of) = of.filter(|of| of.is_object()) {
                self.check(of, value)?;
            }
            match key.as_str() {
                "implied" => self.position(List::Implied, value),
                "rule" => self.position(List::Rules, value),
                _ => {}
            }
            self.path.pop();
        }
        Ok(())
    }

    fn required(&self, schema: &Value, has: impl Fn(&str) -> bool) -> Result<(), String> {
        let required = schema.get("required").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        match required.iter().filter_map(Value::as_str).find(|key| !has(key)) {
            Some(missing) => Err(format!("`{missing}` is missing")),
            None => Ok(()),
        }
    }

    /// Notes a position, where a value is one.
    fn position(&mut self, list: List, value: &Value) {
        let Some(position) = value.as_u64() else { return };
        if self.positions.get(&list).is_none_or(|(highest, _)| *highest < position) {
            let at = self.place();
            self.positions.insert(list, (position, at));
        }
    }

    /// Whether an alternative is meant: the type is right, and so is what tells it from the others.
    fn may_be(&self, schema: &'s Value, value: &Value) -> bool {
        let (schema, _) = self.resolved(schema);
        let is_type = schema.get("type").is_none() || types(schema).iter().any(|ty| is(value, ty));
        let is_word = schema.get("const").is_none_or(|wanted| wanted == value);
        let told = |(key, of): (&String, &Value)| of.get("const").is_none_or(|wanted| value.get(key) == Some(wanted));
        let tells = schema.get("properties").and_then(Value::as_object).is_none_or(|of| of.iter().all(told));
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        is_type && is_word && tells && (!closed || self.required(schema, |key| value.get(key).is_some()).is_ok())
    }

    /// What is expected where no alternative is meant.
    fn otherwise(&self, alternatives: &'s [Value], value: &Value) -> String {
        let resolved = alternatives.iter().map(|each| self.resolved(each).0);
        let words: Vec<&str> = resolved.clone().filter_map(|of| of.get("const")?.as_str()).collect();
        if let (Value::String(found), false) = (value, words.is_empty()) {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            return format!("expected {}, found `{}`", words.join(" or "), found.escape_debug());
        }
        let mut wanted: Vec<&str> = resolved.flat_map(types).collect();
        wanted.dedup();
        match wanted.iter().any(|ty| is(value, ty)) {
            true => format!("{} is none of those that can stand here", kind(value)),
            false => format!("expected {}, found {}", listed(&wanted), kind(value)),
        }
    }

    /// Where the path leads.
    fn place(&self) -> String {
        let mut place = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if place.is_empty() => place.extend(key.escape_debug()),
                Step::Key(key) => place.extend(".".chars().chain(key.escape_debug())),
                Step::Index(index) => place.push_str(&format!("[{index}]")),
            }
        }
        place
    }

    fn fault<E: Error>(&self, said: &str) -> E {
        match self.path.is_empty() {
            true => E::custom(said),
            false => E::custom(format!("`{}`: {said}", self.place())),
        }
    }
}

/// The names of the types that a schema allows.
fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is(value: &Value, ty: &str) -> bool {
    match ty {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The types in words.
fn listed(types: &[&str]) -> String {
    let word = |ty: &&str| match *ty {
        "null" => "`null`",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "a text",
        "array" => "a list",
        _ => "an object",
    };
    types.iter().map(word).collect::<Vec<_>>().join(" or ")
}

/// The document itself.
struct Whole<'w, 's>(&'w mut Shape<'s>);

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom("expected an object, found a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut keys = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let of = self.0.schema.get("properties").and_then(|of| of.get(&key));
            keys.push(key.clone());
            let Some(of) = of else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            self.0.path.push(Step::Key(key));
            map.next_value_seed(Field { shape: self.0, of })?;
            self.0.path.pop();
        }
        let schema = self.0.schema;
        self.0.required(schema, |key| keys.iter().any(|known| known == key)).map_err(|said| self.0.fault(&said))
    }
}

/// What stands at a key of the document, or in a list there.
struct Field<'w, 's> {
    shape: &'w mut Shape<'s>,
    of: &'s Value,
}

impl<'de> DeserializeSeed<'de> for Field<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.of.get("items").is_some() {
            return deserializer.deserialize_any(self);
        }
        let value = <Value as serde::Deserialize>::deserialize(deserializer)?;
        self.shape.check(self.of, &value).map_err(|said| self.shape.fault(&said))
    }
}

impl<'de> Visitor<'de> for Field<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "a list in `{}`", self.shape.place())
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.shape.fault("expected a list, found an object"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some(of) = self.of.get("items") else { return Ok(()) };
        let mut index = 0;
        while let Some(value) = seq.next_element::<Value>()? {
            self.shape.path.push(Step::Index(index));
            self.shape.check(of, &value).map_err(|said| self.shape.fault(&said))?;
            self.shape.path.pop();
            index += 1;
        }
        Ok(())
    }
}
