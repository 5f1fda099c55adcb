//! Tests of the phase as a whole.

mod corpus;

use crate::syntax::{Parsed, parse};
use crate::text::SourceId;

fn parsed(text: &str) -> Parsed {
    parse(SourceId(0), text)
}

#[test]
fn the_model_of_the_guide_parses() {
    let text = include_str!("guide.tm");
    let parsed = parsed(text);
    assert_eq!(parsed.diagnostics, []);
}
