//! What a report is made of: blocks of lines of pieces of text, with no markup in them.

/// One block. A report is a stream of them, so that a long one is never held whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The title of the report, or of a section (level 2 and deeper).
    Heading(u8, Line),
    /// A paragraph.
    Paragraph(Line),
    /// Documentation as somebody wrote it, in Markdown; back-ends make it harmless.
    Doc(String),
    /// The picture of the whole model: what to say to those who do not see it.
    Picture(String),
    /// The picture of a view: its name, of letters, digits and hyphens; and what to say to those who do not see it.
    View(String, String),
    /// A table begins, with these columns. Only rows follow, and the first block that is none ends it.
    Table(Vec<&'static str>),
    /// A row of the table, one cell a column.
    Row(Vec<Line>),
    /// An item of a list.
    Item {
        /// 0 for an item, 1 for one below it.
        depth: u8,
        /// Its number, in a numbered list.
        number: Option<u32>,
        /// For an item of a checklist: whether it is done.
        done: Option<bool>,
        /// What it says.
        text: Line,
    },
}

/// Pieces in a row.
pub type Line = Vec<Inline>;

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text to be shown as it is, whatever it contains.
    Text(String),
    /// The same, with more weight.
    Strong(String),
    /// A name or another thing that a program reads.
    Code(String),
    /// A sentence of ours: names stand in backticks, the rest is shown as it is.
    Prose(String),
    /// Documentation on one line, in Markdown.
    Doc(String),
    /// A link to the section of an open threat: rule and target.
    Threat(String, String),
    /// A link to a section by its heading.
    Section(&'static str),
    /// A link to an `http`, `https` or `mailto` address; others are shown as text.
    Link(String),
}

/// Plain text.
pub(super) fn text(text: impl Into<String>) -> Inline {
    Inline::Text(text.into())
}

/// A name.
pub(super) fn code(text: impl Into<String>) -> Inline {
    Inline::Code(text.into())
}

/// A line of plain text; no pieces where it is empty.
pub(super) fn line(text: impl Into<String>) -> Line {
    let text = text.into();
    if text.is_empty() { Vec::new() } else { vec![Inline::Text(text)] }
}

/// Names with commas between them.
pub(super) fn codes<'a>(names: impl IntoIterator<Item = &'a str>) -> Line {
    join(names.into_iter().map(|name| vec![code(name)]), ", ")
}

/// Lines with something between them.
pub(super) fn join(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
    let mut joined = Line::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !joined.is_empty() {
            joined.push(text(between));
        }
        joined.extend(line);
    }
    joined
}

/// A heading of plain words.
pub(super) fn heading(level: u8, words: &str) -> Block {
    Block::Heading(level, line(words))
}

/// A paragraph of one sentence of ours.
pub(super) fn say(sentence: impl Into<String>) -> Block {
    Block::Paragraph(vec![Inline::Prose(sentence.into())])
}

/// An item of a plain list.
pub(super) fn item(text: Line) -> Block {
    Block::Item { depth: 0, number: None, done: None, text }
}
