//! A stretch of text that is no statement, and a change that would make it one.
//!
//! A cure only proposes; `recover` applies its change to a copy and believes it if the result is a statement.

use crate::diag::{Certainty, CodeInfo};
use crate::syntax::ast::Item;
use crate::syntax::map::Replacement;

/// So far behind a bad part a block is looked for, in bytes.
const LOOKED_AT: usize = 500;

/// A bad stretch, with the item before it if nothing separates them.
pub struct Stretch<'a> {
    /// The text of both.
    pub text: &'a str,
    /// Where it begins in the whole text; all other offsets count from there.
    pub begin: usize,
    /// Where the bad part begins.
    pub bad: usize,
    /// Where its head ends; behind it there may be a block.
    pub junk_end: usize,
    /// The item before it on the same line.
    pub before: Option<&'a Item>,
    /// Whether a block begins in it or behind it.
    pub block: bool,
}

/// A mistake and its repair.
pub struct Cure {
    /// The code it is reported under.
    pub info: &'static CodeInfo,
    /// Where the mistake is, in the stretch.
    pub at: (usize, usize),
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What the fix does. Empty: none is offered, since only the writer knows what is missing, and the changes only make
    /// the rest readable.
    pub title: String,
    /// Whether it can be applied unseen: nothing else can have been meant.
    pub certainty: Certainty,
    /// The changes, in the stretch.
    pub edits: Vec<Replacement>,
}

impl Cure {
    /// The cure, sure if that holds.
    pub fn sure_if(mut self, sure: bool) -> Cure {
        self.certainty = if sure { Certainty::Sure } else { Certainty::Maybe };
        self
    }
}

impl<'a> Stretch<'a> {
    /// From offsets in the whole text.
    pub fn new(
        whole: &'a str,
        begin: usize,
        bad: usize,
        junk_end: usize,
        end: usize,
        before: Option<&'a Item>,
    ) -> Stretch<'a> {
        let text = whole.get(begin..end).unwrap_or_default();
        let behind = whole.as_bytes().get(bad..).unwrap_or_default();
        let block = behind.iter().take(LOOKED_AT).take_while(|byte| **byte != b'\n').any(|byte| *byte == b'{');
        Stretch { text, begin, bad: bad - begin, junk_end: junk_end - begin, before, block }
    }

    /// The bad part's head.
    pub fn junk(&self) -> &'a str {
        self.text.get(self.bad..self.junk_end).unwrap_or_default().trim_end()
    }

    /// A cure that replaces one stretch of the junk, and may be wrong; offsets count in the junk.
    pub fn replace(
        &self,
        info: &'static CodeInfo,
        at: (usize, usize),
        with: &str,
        message: String,
        help: String,
    ) -> Cure {
        let at = (self.bad + at.0, self.bad + at.1);
        let title = if with.trim().is_empty() { "remove it".to_owned() } else { format!("write `{}`", with.trim()) };
        Cure { info, at, message, help, title, certainty: Certainty::Maybe, edits: vec![(at.0, at.1, with.to_owned())] }
    }
}

/// The value of a stretch of the form `name = value`, and where it begins.
pub fn value_at<'a>(stretch: &Stretch<'a>) -> Option<(usize, &'a str)> {
    let head = stretch.text.get(..stretch.junk_end)?.trim_end();
    let word = word_length(head);
    let value = head.get(word..)?.trim_start().strip_prefix('=')?.trim_start();
    (word > 0 && !value.is_empty()).then_some((head.len() - value.len(), value))
}

/// The length of the name or path at the start of a text.
pub fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return 0;
    }
    let inner = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut end = 1;
    while inner(end) || (matches!(bytes.get(end), Some(b'-' | b'.')) && inner(end + 1)) {
        end += 1;
    }
    end
}

/// Where a sign stands first outside of strings.
pub fn outside_strings(text: &str, sign: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, char)| {
        if char == '"' {
            quoted = !quoted;
        }
        (!quoted && text.get(at..).is_some_and(|rest| rest.starts_with(sign))).then_some(at)
    })
}
