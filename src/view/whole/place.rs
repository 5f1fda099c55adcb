//! Places in the sources, as the document gives them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Span;
use crate::view::Input;

/// A stretch of a source. Lines and columns count from 1, columns in characters; the end is just past the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Place<'a> {
    /// The file, relative to the project root, with `/` between segments.
    pub file: Cow<'a, str>,
    /// The line where it starts.
    pub line: u32,
    /// The column where it starts.
    pub column: u32,
    /// The line where it ends.
    pub end_line: u32,
    /// The column where it ends.
    pub end_column: u32,
}

/// The place of a span; `None` for what no file says.
pub(super) fn place<'a>(input: &Input<'a>, span: Span) -> Option<Place<'a>> {
    let source = input.sources.get(span.source)?;
    let (start, end) = (source.line_col(span.start), source.line_col(span.end));
    Some(Place {
        file: Cow::Borrowed(input.file(span.source)),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    })
}
