//! Markdown that a Git host shows as it stands: the report in CommonMark with tables and check boxes.
//!
//! No raw HTML, so that it also reads well where hosts strip it. Links inside the report rely on the anchors that
//! hosts make of headings; headings that are linked to hold only words of ours, rules and names, never labels.

mod doc;
pub mod quote;

use std::io;

use crate::emit::markdown::quote::{code, doc_line, line_start, link, prose, slug, text, text_at};
use crate::view::LINKS;
use crate::view::report::{Block, Inline, Report};

/// Writes a report.
///
/// # Errors
/// Those of the writer.
pub fn write(report: &Report, mut out: impl io::Write) -> io::Result<()> {
    let mut after = After::Nothing;
    for block in report.blocks() {
        let (kind, joined) = match &block {
            Block::Row(_) => (After::Table, true),
            Block::Table(_) => (After::Table, false),
            Block::Item { .. } => (After::List, after == After::List),
            _ => (After::Other, false),
        };
        if after != After::Nothing && !joined {
            out.write_all(b"\n")?;
        }
        after = kind;
        out.write_all(written(&block).as_bytes())?;
    }
    Ok(())
}

/// What was written last: lists and tables go on without an empty line.
#[derive(Clone, Copy, PartialEq)]
enum After {
    Nothing,
    Table,
    List,
    Other,
}

fn written(block: &Block) -> String {
    match block {
        Block::Heading(level, line) => format!("{} {}\n", "#".repeat(usize::from(*level)), inline(line, Place::Line)),
        Block::Paragraph(line) => format!("{}\n", inline(line, Place::Line)),
        Block::Doc(markdown) => doc::sanitised(markdown),
        Block::Picture(alt) => format!("![{}]({})\n", text(alt), LINKS.picture),
        Block::View(name, alt) => format!("![{}]({})\n", text(alt), LINKS.view(name)),
        Block::Table(columns) => {
            let rule = "---|".repeat(columns.len());
            format!("| {} |\n|{rule}\n", columns.join(" | "))
        }
        Block::Row(cells) => {
            let cells: Vec<String> = cells.iter().map(|cell| inline(cell, Place::Cell)).collect();
            format!("| {} |\n", cells.join(" | "))
        }
        Block::Item { depth, number, done, text } => {
            let indent = "  ".repeat(usize::from(*depth));
            let mark = number.map_or("-".to_owned(), |number| format!("{number}."));
            let done = done.map_or("", |done| if done { "[x] " } else { "[ ] " });
            format!("{indent}{mark} {done}{}\n", inline(text, Place::Line))
        }
    }
}

/// Where a line stands: in a cell a pipe would end it.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Line,
    Cell,
}

fn inline(line: &[Inline], place: Place) -> String {
    let in_cell = place == Place::Cell;
    let mut out = String::new();
    for piece in line {
        let starts_line = out.is_empty() && !in_cell;
        match piece {
            Inline::Text(words) => out.push_str(&text_at(words, starts_line)),
            Inline::Strong(words) => out.push_str(&format!("**{}**", text_at(words, false))),
            Inline::Code(name) => out.push_str(&code(name, in_cell)),
            Inline::Prose(sentence) => out.push_str(&prose(sentence, in_cell)),
            Inline::Doc(markdown) => out.push_str(&doc_line(markdown, in_cell)),
            Inline::Threat(rule, target) => {
                let name = code(&format!("{rule}@{target}"), in_cell);
                out.push_str(&format!("[{name}](#{})", slug(&format!("threat {rule} on {target}"))));
            }
            Inline::Section(heading) => out.push_str(&format!("[{}](#{})", text_at(heading, false), slug(heading))),
            Inline::Link(address) => out.push_str(&link(address)),
        }
    }
    if in_cell { out } else { line_start(out) }
}
