//! The facts that decide threats, each once, as the document gives them.
//!
//! Tens of thousands of them say the same about other things ("`web` does not say `encrypted`"), so what they have in
//! common is a sentence in a table of its own, and what they are about stands before all that are about it.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::view::document::types::place::Place;

/// The place of a word in a sentence.
pub(crate) const WORD: &str = "``";

/// Facts about one thing: a list of its name, and of the facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts<'a> {
    /// The thing's name; empty for facts about none.
    pub on: Cow<'a, str>,
    /// The facts.
    pub facts: Vec<Fact<'a>>,
}

/// A fact: a list of the sentence, of the words in it, and of its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<'a> {
    /// The position of the sentence in `sentences`.
    pub sentence: u32,
    /// What stands in its places, behind the name of the thing.
    pub words: Vec<Cow<'a, str>>,
    /// Where it is said.
    pub at: FactPlace,
}

/// Where a fact is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactPlace {
    /// Where the thing is declared, at its `at`: written as nothing.
    Declared,
    /// Nowhere, since built-in vocabulary implies it: `null`.
    Nowhere,
    /// There.
    At(Place),
}

impl Fact<'_> {
    /// The fact in words.
    pub fn told(&self, on: &str, sentences: &[Cow<str>]) -> String {
        let sentence = sentences.get(self.sentence as usize).map_or("", AsRef::as_ref);
        let own = Some(on).filter(|on| !on.is_empty());
        let mut words = own.into_iter().chain(self.words.iter().map(AsRef::as_ref));
        let mut parts = sentence.split(WORD);
        let mut told = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            told.extend(["`", words.next().unwrap_or_default(), "`", part]);
        }
        told
    }
}

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(1 + self.facts.len()))?;
        seq.serialize_element(&self.on)?;
        self.facts.iter().try_for_each(|fact| seq.serialize_element(fact))?;
        seq.end()
    }
}

impl Serialize for Fact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        seq.serialize_element(&self.sentence)?;
        self.words.iter().try_for_each(|word| seq.serialize_element(word))?;
        match &self.at {
            FactPlace::Declared => {}
            FactPlace::Nowhere => seq.serialize_element(&())?,
            FactPlace::At(place) => seq.serialize_element(place)?,
        }
        seq.end()
    }
}

impl<'de> Deserialize<'de> for Facts<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FactsReader(std::marker::PhantomData))
    }
}

impl<'de> Deserialize<'de> for Fact<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FactReader(std::marker::PhantomData))
    }
}

struct FactsReader<'a>(std::marker::PhantomData<&'a ()>);

impl<'de, 'a> Visitor<'de> for FactsReader<'a> {
    type Value = Facts<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of a name and of facts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Facts<'a>, A::Error> {
        let on: String = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let mut facts = Vec::new();
        while let Some(fact) = seq.next_element()? {
            facts.push(fact);
        }
        Ok(Facts { on: Cow::Owned(on), facts })
    }
}

/// What follows the sentence of a fact.
#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Word(String),
    At(Option<Place>),
}

struct FactReader<'a>(std::marker::PhantomData<&'a ()>);

impl<'de, 'a> Visitor<'de> for FactReader<'a> {
    type Value = Fact<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of a number, of words, and maybe a place or null")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Fact<'a>, A::Error> {
        let sentence = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let (mut words, mut at) = (Vec::new(), FactPlace::Declared);
        while let Some(part) = seq.next_element()? {
            match part {
                _ if at != FactPlace::Declared => return Err(A::Error::custom("nothing follows the place of a fact")),
                Part::Word(word) => words.push(Cow::Owned(word)),
                Part::At(place) => at = place.map_or(FactPlace::Nowhere, FactPlace::At),
            }
        }
        Ok(Fact { sentence, words, at })
    }
}

impl JsonSchema for Facts<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Facts".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Facts about one thing: a list of its name, empty for facts about none, and of the facts.",
            "type": "array",
            "prefixItems": [{"type": "string"}],
            "items": generator.subschema_for::<Fact<'static>>(),
            "minItems": 2,
        })
    }
}

impl JsonSchema for Fact<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Fact".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A fact: a list of the position of its sentence in `sentences`, of what stands in the places \
                of that sentence behind the name of the thing, and of the place where it is said. Without a place it is \
                said where the thing is declared; with `null` built-in vocabulary implies it.",
            "type": "array",
            "prefixItems": [{"type": "integer", "minimum": 0}],
            "items": {"anyOf": [{"type": "string"}, {"type": "null"}, generator.subschema_for::<Place>()]},
            "minItems": 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Fact, FactPlace, Facts};
    use crate::view::document::Place;

    #[test]
    fn facts_are_told_in_the_order_of_their_words() {
        let sentences = [
            "`` is ``, by ````: ``".into(),
            "no word".into(),
            "odd ` and `` stay".into(),
            "```b` has ``, `c```".into(),
        ];
        let told = |sentence, on, words: &[&'static str]| {
            let words = words.iter().map(|word| Cow::Borrowed(*word)).collect();
            Fact { sentence, words, at: FactPlace::Declared }.told(on, &sentences)
        };
        assert_eq!(told(0, "a", &["b", "c", "d", ""]), "`a` is `b`, by `c``d`: ``");
        assert_eq!(told(0, "", &["a"]), "`a` is ``, by ````: ``", "what is missing stays");
        assert_eq!((told(1, "", &[]), told(2, "", &[])), ("no word".to_owned(), "odd ` and `` stay".to_owned()));
        assert_eq!(told(3, "a", &[]), "`a``b` has ``, `c```", "words of its own stay");
    }

    #[test]
    fn facts_are_read_as_they_are_written() {
        let at = |at| Fact { sentence: 1, words: vec!["w".into()], at };
        let place = Place::At { file: 0, line: 2, column: 3, end_line: 4, end_column: 5 };
        let places = [FactPlace::Declared, FactPlace::Nowhere, FactPlace::At(place)];
        let facts = Facts { on: "web".into(), facts: places.map(at).to_vec() };
        let text = serde_json::to_string(&facts).unwrap();
        assert_eq!(text, r#"["web",[1,"w"],[1,"w",null],[1,"w",[0,2,3,4,5]]]"#);
        assert_eq!(serde_json::from_str::<Facts>(&text).unwrap(), facts);
        for wrong in ["[]", r#"["a",["w"]]"#, r#"["a",[1,null,"w"]]"#, r#"["a",[1,[1,2,3]]]"#, r#"["a",[]]"#] {
            assert!(serde_json::from_str::<Facts>(wrong).is_err(), "{wrong}");
        }
    }
}
