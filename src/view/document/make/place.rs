//! Spans → places in the sources.

use crate::text::{SourceId, Span};
use crate::view::Input;
use crate::view::document::types::place::Place;

/// The place of a span; `None` for what no file says.
pub(super) fn place(input: &Input, span: Span) -> Option<Place> {
    let source = input.sources.get(span.source)?;
    let (start, end) = (source.line_col(span.start), source.line_col(span.end));
    Some(Place::At {
        file: span.source.0,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    })
}

/// The line in which a thing is declared, beside which the places of its parts are short.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    source: SourceId,
    /// Where it begins.
    start: u32,
    /// Its text, without what ends it.
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The line in which a span begins; nothing for what no file says.
    pub(super) fn of(input: &Input<'a>, span: Span) -> Option<Line<'a>> {
        let source = input.sources.get(span.source)?;
        let starts = source.line_starts();
        let next = starts.partition_point(|start| *start <= span.start);
        let start = next.checked_sub(1).and_then(|line| starts.get(line)).copied()?;
        let end = starts.get(next).map_or(source.text.len(), |end| *end as usize);
        Some(Line { source: span.source, start, text: source.text.get(start as usize..end)? })
    }

    fn column(&self, offset: u32) -> Option<u32> {
        let before = self.text.get(..offset.checked_sub(self.start)? as usize)?;
        // What begins behind the end of the line is in the next one.
        (!before.ends_with('\n')).then(|| before.chars().count() as u32 + 1)
    }
}

/// The place of a span beside a line.
pub(super) fn beside(input: &Input, line: Option<&Line>, span: Span) -> Option<Place> {
    let near = line.filter(|line| line.source == span.source);
    let short = near
        .and_then(|line| Some(Place::Beside { column: line.column(span.start)?, end_column: line.column(span.end)? }));
    short.or_else(|| place(input, span))
}
