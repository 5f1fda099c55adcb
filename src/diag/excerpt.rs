//! The lines that a diagnostic shows, cut to a readable width and made safe to print.
//!
//! The renderer never sees a source: it gets an excerpt with a few lines, in which everything
//! invisible is already escaped and of a very long line only the part around the label is left. The
//! excerpt keeps the real line numbers and remembers the real place of each label.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};

use crate::diag::Label;
use crate::diag::quote::{Piece, pieces, quote_terminal};
use crate::text::{Source, SourceId, Sources};

/// A label that covers more lines than this is cut to its first line.
const MOST_LINES: usize = 6;
/// A line with more characters than this is cut to the part around its labels.
const WIDEST_LINE: usize = 200;
/// Of a cut line, how many characters are shown, and how many of them before the label.
const WINDOW: usize = 140;
const WINDOW_BEFORE: usize = 40;

/// Excerpts of all sources that one diagnostic points into.
#[derive(Debug, Default)]
pub(super) struct Excerpts {
    files: Vec<Excerpt>,
}

#[derive(Debug)]
struct Excerpt {
    source: SourceId,
    name: String,
    text: String,
    /// By line index in the source, from 0.
    lines: BTreeMap<usize, Line>,
    /// Offset in `text` where a label starts, to its place in the source.
    places: BTreeMap<usize, Location>,
}

#[derive(Debug)]
struct Line {
    /// Bytes of the excerpt's text, line end included.
    range: Range<usize>,
    /// Byte columns in the source and the offsets they have become; ascending.
    columns: Vec<(usize, usize)>,
}

/// A label's place inside an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Which excerpt.
    pub(super) file: usize,
    /// Bytes of the excerpt's text.
    pub(super) range: Range<usize>,
}

/// Whether lines of a source may be shown: of models, of configurations, and of what was typed. Anything else was read by
/// mistake, or because somebody else's link led to it, and is nobody's to print.
fn may_show(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with(".tm") || name == "palisade.toml" || path.starts_with("--")
}

/// The excerpts for some labels, and for each label its place there; `None` for labels that point nowhere.
pub(super) fn excerpts(sources: &Sources, labels: &[Label]) -> (Excerpts, Vec<Option<Shown>>) {
    let placed: Vec<Option<Placed>> = labels.iter().map(|label| place(sources, label)).collect();
    let mut all = Excerpts::default();
    let mut shown = Vec::new();
    for label in &placed {
        shown.push(label.as_ref().and_then(|label| {
            let source = sources.get(label.source).filter(|source| may_show(&source.path))?;
            let file = all.files.iter().position(|file| file.source == label.source).unwrap_or_else(|| {
                let here: Vec<&Placed> = placed.iter().flatten().filter(|other| other.source == label.source).collect();
                all.files.push(excerpt(label.source, source, &here));
                all.files.len() - 1
            });
            all.files.get_mut(file)?.show(source, label).map(|range| Shown { file, range })
        }));
    }
    (all, shown)
}

/// A label in lines and byte columns of its source.
#[derive(Clone, Debug)]
struct Placed {
    source: SourceId,
    primary: bool,
    start: At,
    end: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    /// From 0.
    line: usize,
    /// Bytes from the start of the line; at most the line's length without its end.
    column: usize,
}

fn place(sources: &Sources, label: &Label) -> Option<Placed> {
    let source = sources.get(label.span.source)?;
    let start = at(source, label.span.start as usize);
    let mut end = at(source, label.span.end.max(label.span.start) as usize);
    if end.line > start.line && end.column == 0 {
        // Up to a newline: the label belongs to the line that it ends.
        end = At { line: end.line - 1, column: line(source, end.line - 1).len() };
    }
    if end.line - start.line >= MOST_LINES {
        end = At { line: start.line, column: line(source, start.line).len() };
    }
    Some(Placed { source: label.span.source, primary: label.primary, start, end: end.max(start) })
}

fn at(source: &Source, offset: usize) -> At {
    let starts = source.line_starts();
    let mut offset = offset.min(source.text.len());
    while !source.text.is_char_boundary(offset) {
        offset -= 1;
    }
    let index = starts.partition_point(|start| *start as usize <= offset).saturating_sub(1);
    let start = starts.get(index).copied().unwrap_or(0) as usize;
    At { line: index, column: (offset - start).min(line(source, index).len()) }
}

fn line(source: &Source, index: usize) -> &str {
    source.line_text(u32::try_from(index + 1).unwrap_or(u32::MAX))
}

fn excerpt(id: SourceId, source: &Source, labels: &[&Placed]) -> Excerpt {
    let name = quote_terminal(&source.path);
    let mut file = Excerpt { source: id, name, text: String::new(), lines: BTreeMap::new(), places: BTreeMap::new() };
    for label in labels {
        // One line more than the label has: the renderer fills a gap of one line between two labels.
        for index in label.start.line..=label.end.line + 1 {
            if index < source.line_starts().len() && !file.lines.contains_key(&index) {
                let text = line(source, index);
                let start = file.text.len();
                let columns = push_line(&mut file.text, text, window(text, index, labels));
                file.lines.insert(index, Line { range: start..file.text.len(), columns });
            }
        }
    }
    file
}

/// Appends the part of a line that is to be seen, and a line end. Gives for each character of it the
/// byte column in the source and the offset in `out`, then the same for the end.
fn push_line(out: &mut String, text: &str, window: Range<usize>) -> Vec<(usize, usize)> {
    let mut columns = Vec::new();
    if window.start > 0 {
        out.push('…');
    }
    // Only what is shown is looked at: a thousand diagnostics may point into one line of many kilobytes.
    for (at, piece) in pieces(text.get(window.clone()).unwrap_or_default()) {
        columns.push((window.start + at, out.len()));
        match piece {
            Piece::Escaped('\t') => out.push('\t'),
            other => other.push_to(out),
        }
    }
    columns.push((window.end, out.len()));
    if window.end < text.len() {
        out.push('…');
    }
    out.push('\n');
    columns
}

/// Which bytes of a line are shown: all of them, or a stretch around its most important label.
fn window(text: &str, index: usize, labels: &[&Placed]) -> Range<usize> {
    if text.char_indices().nth(WIDEST_LINE).is_none() {
        return 0..text.len();
    }
    let here = || labels.iter().filter(|label| label.start.line == index);
    let focus = here().find(|label| label.primary).or_else(|| here().next()).map_or(0, |label| label.start.column);
    let before = text.get(..focus).unwrap_or("");
    let start = before.char_indices().rev().nth(WINDOW_BEFORE - 1).map_or(0, |(at, _)| at);
    let end =
        text.get(start..).and_then(|rest| rest.char_indices().nth(WINDOW)).map_or(text.len(), |(at, _)| start + at);
    start..end
}

impl Excerpt {
    /// Where a label is in the excerpt; what was cut away counts as the nearest that is left.
    fn show(&mut self, source: &Source, label: &Placed) -> Option<Range<usize>> {
        let (start, end) = (self.offset(label.start)?, self.offset(label.end)?);
        let column =
            line(source, label.start.line).get(..label.start.column).map_or(0, |before| before.chars().count());
        self.places.insert(start, Location { line_number: label.start.line + 1, column_number: column + 1 });
        Some(start..end.max(start))
    }

    fn offset(&self, at: At) -> Option<usize> {
        let columns = &self.lines.get(&at.line)?.columns;
        let index = columns.partition_point(|(column, _)| *column < at.column);
        columns.get(index).or(columns.last()).map(|(_, offset)| *offset)
    }
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.files.get(id).ok_or(Error::FileMissing)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.files.get(id).ok_or(Error::FileMissing)?.text)
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        let holds = |line: &Line| line.range.contains(&byte_index);
        let found = file.lines.iter().find(|(_, line)| holds(line)).or(file.lines.last_key_value());
        found.map(|(index, _)| *index).ok_or(Error::IndexTooLarge { given: byte_index, max: file.text.len() })
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        let line = file.lines.get(&line_index);
        line.map(|line| line.range.clone()).ok_or(Error::LineTooLarge { given: line_index, max: file.lines.len() })
    }

    fn location(&'a self, id: usize, byte_index: usize) -> Result<Location, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        let place = file.places.get(&byte_index);
        place.copied().ok_or(Error::IndexTooLarge { given: byte_index, max: file.text.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::excerpts;
    use crate::diag::Label;
    use crate::text::{Source, Sources, Span};

    /// Ten thousand diagnostics in one line of two megabytes: were the line walked for each, it would not end.
    #[test]
    fn of_a_long_line_only_what_is_shown_is_walked() {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.tm", "process p, ".repeat(200_000)));
        for index in 0..10_000 {
            let span = Span::new(id, index * 220, index * 220 + 7);
            let (files, shown) = excerpts(&sources, &[Label { span, text: String::new(), primary: true }]);
            assert!(shown.len() == 1 && files.files.iter().all(|file| file.text.len() < 400));
        }
    }
}
