//! Edits by line and column, for programs that do not count bytes.

use serde::Serialize;

use crate::diag::{Edit, with_line_ends};
use crate::view::Input;

/// One replacement in a file that is named beside it. Lines and columns count from 1; where it starts and ends at one
/// place, it inserts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replacement {
    /// The line where it starts.
    pub line: u32,
    /// The column where it starts.
    pub column: u32,
    /// The line where it ends.
    pub end_line: u32,
    /// The column where it ends.
    pub end_column: u32,
    /// What comes there, with the line ends of the file.
    pub text: String,
}

/// The same edits by line and column; without those that are nowhere.
pub fn replacements(input: &Input<'_>, edits: &[Edit]) -> Vec<Replacement> {
    let replacement = |edit: &Edit| {
        let (start, end) = (input.sources.line_col(edit.span)?, input.sources.line_col(edit.span.after())?);
        let text = with_line_ends(&edit.text, &input.sources.get(edit.span.source)?.text).into_owned();
        let (line, column, end_line, end_column) = (start.line, start.column, end.line, end.column);
        Some(Replacement { line, column, end_line, end_column, text })
    };
    edits.iter().filter_map(replacement).collect()
}
