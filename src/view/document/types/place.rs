//! Places in the sources, as the document gives them: a few numbers each, since there are tens of thousands.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A stretch of a source. Lines and columns count from 1, columns in characters; the end is just past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the line in which the `at` of the thing around it begins: `[column, endColumn]`.
    Beside {
        /// The column where it starts.
        column: u32,
        /// The column where it ends.
        end_column: u32,
    },
    /// Anywhere: `[file, line, column, endColumn]`, or `[file, line, column, endLine, endColumn]` where it ends in
    /// another line.
    At {
        /// The position of the file in `sources`.
        file: u32,
        /// The line where it starts.
        line: u32,
        /// The column where it starts.
        column: u32,
        /// The line where it ends.
        end_line: u32,
        /// The column where it ends.
        end_column: u32,
    },
}

impl Place {
    /// What places of one thing are sorted by: those beside its name come first.
    pub fn order(self) -> (u32, u32, u32) {
        match self {
            Place::Beside { column, .. } => (0, 0, column),
            Place::At { file, line, column, .. } => (file, line, column),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Place::Beside { column, end_column } => [column, end_column].serialize(serializer),
            Place::At { file, line, column, end_line, end_column } if line == end_line => {
                [file, line, column, end_column].serialize(serializer)
            }
            Place::At { file, line, column, end_line, end_column } => {
                [file, line, column, end_line, end_column].serialize(serializer)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match *Vec::<u32>::deserialize(deserializer)? {
            [column, end_column] => Ok(Place::Beside { column, end_column }),
            [file, line, column, end_column] => Ok(Place::At { file, line, column, end_line: line, end_column }),
            [file, line, column, end_line, end_column] => Ok(Place::At { file, line, column, end_line, end_column }),
            _ => Err(D::Error::custom("a place has two, four or five numbers")),
        }
    }
}

impl JsonSchema for Place {
    fn schema_name() -> Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A stretch of a source: `[file, line, column, endColumn]`; \
                `[file, line, column, endLine, endColumn]` where it ends in another line; `[column, endColumn]` in the \
                line in which the `at` of the thing around it begins. A file is a position in `sources`; lines and columns count \
                from 1, columns in characters; the end is just past the last.",
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 5,
        })
    }
}
