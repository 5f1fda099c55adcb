//! The cases of a Markdown file: texts without their comments, and what the comments expect.

use crate::compile::Input;
use crate::markdown::{Fence, fences};

/// Blocks that are compiled together.
pub struct Case {
    pub blocks: Vec<Block>,
}

/// A fenced block, and its text line by line.
pub struct Block {
    pub fence: Fence,
    pub rows: Vec<Row>,
}

/// A line that is compiled, with all that is said of it.
pub struct Row {
    /// Its place in the Markdown file, from 0.
    pub line: usize,
    /// What stands before the first marker.
    pub code: String,
    /// What stands behind each marker.
    pub comments: Vec<String>,
    /// The lines below it that tell of fixes, as they stand there.
    pub fixes: Vec<String>,
}

impl Block {
    fn new(fence: Fence) -> Block {
        let mut rows: Vec<Row> = Vec::new();
        for (number, line) in fence.body.lines().enumerate() {
            match rows.last_mut().filter(|_| is_of_a_fix(line, &fence)) {
                Some(row) => row.fixes.push(line.to_owned()),
                None => {
                    let (code, comments) = split_comments(line, &fence);
                    let comments = comments.into_iter().map(str::to_owned).collect();
                    let line = fence.first_line + number;
                    rows.push(Row { line, code: code.to_owned(), comments, fixes: Vec::new() });
                }
            }
        }
        Block { fence, rows }
    }

    /// The file that the block is.
    pub fn file(&self) -> &str {
        file(&self.fence)
    }

    /// What expectations begin with.
    pub fn marker(&self) -> &'static str {
        marker(&self.fence)
    }

    /// Where a row stands in the Markdown file, from 1.
    pub fn line(&self, row: usize) -> usize {
        self.rows.get(row).map_or(self.fence.first_line, |row| row.line) + 1
    }
}

pub fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let relevant = fences(text).into_iter().filter(|fence| fence.language == "tm" || fence.language == "toml");
    for fence in relevant {
        let joins = cases.last().is_some_and(|case| {
            case.blocks.iter().all(|other| other.fence.section == fence.section && other.file() != file(&fence))
        });
        match cases.last_mut() {
            Some(case) if joins => case.blocks.push(Block::new(fence)),
            _ => cases.push(Case { blocks: vec![Block::new(fence)] }),
        }
    }
    cases
}

fn file(fence: &Fence) -> &str {
    fence.value("file").unwrap_or(if fence.language == "toml" { "palisade.toml" } else { "model.tm" })
}

fn marker(fence: &Fence) -> &'static str {
    if fence.language == "toml" { "#~" } else { "//~" }
}

/// Whether a line tells what a fix makes, and is none of the text.
fn is_of_a_fix(line: &str, fence: &Fence) -> bool {
    line.trim_start().strip_prefix(marker(fence)).is_some_and(|rest| rest.starts_with(['>', '?', '|']))
}

/// The text before the first `//~` (`#~` in TOML) and what stands behind each.
fn split_comments<'a>(line: &'a str, fence: &Fence) -> (&'a str, Vec<&'a str>) {
    let mut parts = line.split(marker(fence));
    let code = parts.next().unwrap_or("");
    let comments: Vec<&str> = parts.map(str::trim).collect();
    (if comments.is_empty() { code } else { code.trim_end() }, comments)
}

/// An expected diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Which block of the case, and the row in it (from 0) that the diagnostic starts on.
    pub at: (usize, usize),
    /// The row in the block that the comment stands on.
    pub written: usize,
    /// As written, without the marker, carets and columns.
    pub text: String,
    pub carets: usize,
    /// From where to where.
    pub columns: Option<String>,
}

impl Expected {
    /// Reads what stands behind a marker on a row of a block.
    fn read(comment: &str, block: usize, row: usize) -> Expected {
        let carets = comment.len() - comment.trim_start_matches('^').len();
        let text = comment.trim_start_matches('^').trim();
        let is_columns = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit())
                && word.chars().all(|c| c.is_ascii_digit() || "-+:".contains(c))
        };
        let (columns, text) = match text.split_once(' ').filter(|(word, _)| is_columns(word)) {
            Some((columns, text)) => (Some(columns.to_owned()), text.trim()),
            None => (None, text),
        };
        let at = (block, row.saturating_sub(carets));
        Expected { at, written: row, text: text.to_owned(), carets, columns }
    }

    /// As it is written behind a line.
    pub fn shown(&self, marker: &str) -> String {
        let columns = self.columns.as_ref().map(|columns| format!("{columns} ")).unwrap_or_default();
        format!("{marker}{} {columns}{}", "^".repeat(self.carets), self.text)
    }
}

/// What a case asks for, and what it expects.
pub fn read(case: &Case) -> (Input, Vec<Expected>) {
    let mut input = Input::default();
    let mut expected = Vec::new();
    for (index, block) in case.blocks.iter().enumerate() {
        let mut text = String::new();
        for (number, row) in block.rows.iter().enumerate() {
            text.push_str(&row.code);
            text.push('\n');
            expected.extend(row.comments.iter().map(|comment| Expected::read(comment, index, number)));
        }
        input.files.push((block.file().to_owned(), text));
        input.syntax_only |= block.fence.has("syntax");
        input.today = input.today.take().or(block.fence.value("today").map(str::to_owned));
    }
    (input, expected)
}
