//! Sources, spans, lines and columns.
//!
//! Everything that the compiler says about a model it says about a place, and a place is a [`Span`]:
//! two byte offsets in one source. Lines and columns are computed from them when something is shown,
//! from one line index a file, never by scanning from the start.
//!
//! This module knows nothing of the language.

use std::sync::{Arc, OnceLock};

/// Which source a span points into: an index into [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The source of things that no file declares (values implied by the vocabulary).
    pub const NONE: SourceId = SourceId(u32::MAX);
}

/// A stretch of one source: bytes `start..end`.
///
/// Invariant: `start <= end`, both on character boundaries of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The source that the offsets count in.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just past the last byte.
    pub end: u32,
}

/// Nowhere.
impl Default for Span {
    fn default() -> Span {
        Span::NONE
    }
}

impl Span {
    /// A span that points nowhere.
    pub const NONE: Span = Span { source: SourceId::NONE, start: 0, end: 0 };

    /// The span of bytes `start..end` of `source`.
    pub fn new(source: SourceId, start: usize, end: usize) -> Span {
        // Files are capped at 16 MB, so offsets fit; the cast saturates rather than wraps if a caller errs.
        Span { source, start: start.try_into().unwrap_or(u32::MAX), end: end.try_into().unwrap_or(u32::MAX) }
    }

    /// Whether this span points into a source at all.
    pub fn is_somewhere(self) -> bool {
        self.source != SourceId::NONE
    }

    /// The smallest span around both; `self`'s source wins when they differ.
    pub fn to(self, other: Span) -> Span {
        if self.source != other.source {
            return self;
        }
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span just behind this one.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// The empty span just before this one.
    pub fn before(self) -> Span {
        Span { end: self.start, ..self }
    }
}

/// A line and a column, both counted from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
}

/// One source text with the path that the user knows it by.
#[derive(Debug)]
pub struct Source {
    /// The path as the user typed it or as found below what was typed, with `/` between segments.
    pub path: String,
    /// The text, without a byte-order mark.
    pub text: Arc<str>,
    lines: OnceLock<Vec<u32>>,
}

impl Source {
    /// A source of `text`; a byte-order mark at its start is left out.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Source {
        let mut text: Arc<str> = text.into();
        if let Some(rest) = text.strip_prefix('\u{feff}') {
            text = rest.into();
        }
        Source { path: path.into(), text, lines: OnceLock::new() }
    }

    /// Offsets at which lines start; built on first use.
    pub fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at as u32 + 1)).collect()
        })
    }

    /// The line and column of a byte offset; offsets past the end count as the end.
    pub fn line_col(&self, offset: u32) -> LineCol {
        let offset = offset.min(self.text.len() as u32);
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = starts.get(line).copied().unwrap_or(0) as usize;
        let column = self.text.get(start..offset as usize).map_or(0, |before| before.chars().count());
        LineCol { line: line as u32 + 1, column: column as u32 + 1 }
    }

    /// Line (from 0) and column (from 0) in UTF-16 units, as the language server protocol counts.
    pub fn utf16_position(&self, offset: u32) -> (u32, u32) {
        let offset = offset.min(self.text.len() as u32);
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = starts.get(line).copied().unwrap_or(0) as usize;
        let units = self.text.get(start..offset as usize).map_or(0, |before| before.encode_utf16().count());
        (line as u32, units as u32)
    }

    /// The text of a line (from 1) without its line end; empty when there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let starts = self.line_starts();
        let Some(start) = (line as usize).checked_sub(1).and_then(|index| starts.get(index)) else { return "" };
        let end = starts.get(line as usize).map_or(self.text.len(), |next| *next as usize);
        let line = self.text.get(*start as usize..end).unwrap_or("");
        // One line end: to take more away would be to look at a line of nothing else again and again.
        line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line))
    }
}

/// All sources of one compilation, in the order in which they were read.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a source and gives its id.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.files.push(source);
        SourceId(self.files.len() as u32 - 1)
    }

    /// The source of an id; `None` for [`SourceId::NONE`].
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// The path of a source, or `<built-in>` where there is none.
    pub fn path(&self, id: SourceId) -> &str {
        self.get(id).map_or("<built-in>", |source| source.path.as_str())
    }

    /// The text under a span; empty where it points nowhere.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).and_then(|source| source.text.get(span.start as usize..span.end as usize)).unwrap_or("")
    }

    /// Where a span starts.
    pub fn line_col(&self, span: Span) -> Option<LineCol> {
        self.get(span.source).map(|source| source.line_col(span.start))
    }

    /// `path:line:column` of a span's start, for messages.
    pub fn place(&self, span: Span) -> String {
        match self.line_col(span) {
            Some(at) => format!("{}:{}:{}", self.path(span.source), at.line, at.column),
            None => "<built-in>".to_owned(),
        }
    }

    /// Every source with its id.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (SourceId(index as u32), source))
    }

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
