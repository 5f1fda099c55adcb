//! The published schema is the program's, and the program keeps to it.

use palisade::view::document::{Document, schema};

use crate::formats::{compiled, example, examples, json_of};

#[test]
fn the_published_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/book/src/reference/palisade.schema.json");
    crate::accept::holds(std::path::Path::new(path), &schema());
}

#[test]
fn documents_keep_to_the_schema_and_are_streamed_in_its_shape() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for name in examples() {
        let text = json_of(&compiled(&example(&name)));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
        // The stream and the type hold the same fields: reading into the type and writing it changes nothing.
        let document: Document = serde_json::from_str(&text).unwrap();
        assert!(serde_json::to_value(&document).unwrap() == value, "{name}: the stream and the document differ");
    }
}

#[test]
fn documents_hold_neither_absolute_paths_nor_the_day() {
    for name in examples() {
        let text = json_of(&compiled(&example(&name)));
        assert!(!text.contains("/project/"), "{name} holds an absolute path");
        assert!(!text.contains("2026-11-23"), "{name} holds the day of the run");
    }
}
