//! The JSON Schema of the document.

use schemars::generate::SchemaSettings;

use crate::view::document::types::document::{Document, SCHEMA};

/// The JSON Schema (draft 2020-12) of the document, indented, with a newline at the end.
pub fn schema() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Document<'static>>();
    schema.insert("$id".to_owned(), SCHEMA.into());
    schema.insert("title".to_owned(), "Palisade model".into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
