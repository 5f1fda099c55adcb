//! What is written for people before it is printed: sheets can be written side by side and printed in their order.

use rayon::prelude::*;

use crate::diag::{Style, quote_terminal_into};

/// So many things are written by one thread at a time; with no more than one such share, threads cost more than they save.
const SHARE: usize = 256;

/// Lines whose parts have been quoted.
pub(super) struct Sheet {
    /// How diagnostics and words look.
    pub(super) style: Style,
    text: String,
}

impl Sheet {
    /// An empty one.
    pub(super) fn new(style: Style) -> Sheet {
        Sheet { style, text: String::new() }
    }

    /// Adds text, which has the line ends that it needs.
    pub(super) fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a line.
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Adds a line whose parts have not been quoted.
    pub(super) fn quoted(&mut self, text: &str) {
        quote_terminal_into(text, &mut self.text);
        self.text.push('\n');
    }

    /// Writes each of some things, many of them on several threads.
    pub(super) fn each<T: Sync>(&mut self, things: &[T], write: impl Fn(&T, &mut Sheet) + Sync) {
        if things.len() <= SHARE {
            return things.iter().for_each(|thing| write(thing, self));
        }
        let style = self.style;
        let written = |share: &[T]| {
            let mut sheet = Sheet::new(style);
            share.iter().for_each(|thing| write(thing, &mut sheet));
            sheet.text
        };
        let texts: Vec<String> = things.par_chunks(SHARE).map(written).collect();
        self.text.extend(texts);
    }

    /// All that was written.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}
