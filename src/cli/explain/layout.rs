//! Headings and prose on a terminal.

use crate::cli::terminal::Terminal;
use crate::diag::{quote_terminal, quote_terminal_lines};
use crate::view::explain::List;

/// Text is broken at this column.
const WIDTH: usize = 100;

/// A heading after an empty line.
pub(super) fn heading(terminal: &mut Terminal, text: &str) {
    let text = terminal.style.bold(&quote_terminal(text));
    terminal.line("");
    terminal.line(&text);
}

/// Paragraphs of prose, broken into lines.
pub(super) fn paragraphs(text: &str, terminal: &mut Terminal) {
    for (index, paragraph) in text.split("\n\n").enumerate() {
        if index > 0 {
            terminal.line("");
        }
        wrapped("  ", "  ", paragraph, terminal);
    }
}

/// Text of the language, which may be that of a model.
pub(super) fn source(text: &str, terminal: &mut Terminal) {
    terminal.line(&quote_terminal_lines(text));
}

/// A list: names that say something one below the other, others behind each other.
pub(super) fn list(list: &List, terminal: &mut Terminal) {
    terminal.line("");
    let title = match list.entries.len() {
        1 => list.title.strip_suffix('s').unwrap_or(list.title),
        _ => list.title,
    };
    terminal.line(&format!("  {} {title}", list.entries.len()));
    if list.entries.iter().all(|entry| entry.says.is_empty()) {
        let names: Vec<&str> = list.entries.iter().map(|entry| entry.name.as_str()).collect();
        return wrapped("    ", "    ", &names.join(", "), terminal);
    }
    for entry in &list.entries {
        wrapped("    ", "        ", &format!("{}: {}", entry.name, entry.says), terminal);
    }
}

/// Words broken into lines, the first and the others behind blanks of their own.
fn wrapped(first: &str, others: &str, text: &str, terminal: &mut Terminal) {
    let mut line = String::from(first);
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH && !is_empty {
            terminal.line(&quote_terminal_lines(&line));
            line = String::from(others);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    if !is_empty {
        terminal.line(&quote_terminal_lines(&line));
    }
}
