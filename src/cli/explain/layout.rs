//! Headings and prose on a terminal.

use crate::cli::terminal::Terminal;
use crate::diag::{quote_terminal, quote_terminal_lines};

/// Text is broken at this column.
const WIDTH: usize = 100;

/// A heading after an empty line.
pub(super) fn heading(terminal: &mut Terminal, text: &str) {
    let text = terminal.bold(&quote_terminal(text));
    terminal.line("");
    terminal.line(&text);
}

/// Paragraphs of prose, broken into lines.
pub(super) fn paragraphs(text: &str, terminal: &mut Terminal) {
    for (index, paragraph) in text.split("\n\n").enumerate() {
        if index > 0 {
            terminal.line("");
        }
        let mut line = String::from(" ");
        for word in paragraph.split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > 1 {
                terminal.line(&quote_terminal_lines(&line));
                line = String::from(" ");
            }
            line.push(' ');
            line.push_str(word);
        }
        if line.len() > 1 {
            terminal.line(&quote_terminal_lines(&line));
        }
    }
}
