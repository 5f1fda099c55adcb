//! The first pass of the repair: comments of other languages, characters that do not belong; its strings stand in
//! `strings`.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::syntax::mend::mark::Mark;
use crate::syntax::mend::mender::Mender;
use crate::syntax::scan::{MAX_DEPTH, is_control, is_glob, line_end, line_start};
use crate::syntax::tree::faults::CONTROL_CHARACTER;

/// A comment as other languages write it.
pub const WRONG_COMMENT: CodeInfo = CodeInfo {
    code: Code("wrong-comment"),
    severity: Severity::Error,
    summary: "a comment is written as in another language",
    explanation: r#"
A comment begins with `//` and goes to the end of its line. There are no `#` comments and none over several lines.

```tm error
# The front door.
process web "Web server"
```

```tm
// The front door.
process web "Web server"
```
"#,
};

/// `;`
pub const SEMICOLON: CodeInfo = CodeInfo {
    code: Code("semicolon"),
    severity: Severity::Error,
    summary: "a semicolon separates items",
    explanation: r#"
Items are separated by a newline or a comma, and nothing ends a line.

```tm error
actor ana; actor li
```

```tm
actor ana, actor li
```
"#,
};

/// A character that only strings may hold.
pub const FOREIGN_CHARACTER: CodeInfo = CodeInfo {
    code: Code("foreign-character"),
    severity: Severity::Error,
    summary: "a character stands outside of a string that only strings and comments may hold",
    explanation: r#"
Names are made of ASCII letters, digits, `_` and `-`, so that no two look alike and differ. Labels and other strings
hold any letter. Arrows and dashes as word processors make them are written `->` and `-`.

```tm error
actor käufer
```

```tm
actor kaeufer "Käufer"
```
"#,
};

/// Mends strings, comments and characters; gives the brackets and the first characters of lines, in order, and
/// where the last thing that is no comment ends.
pub fn mend_words(mender: &mut Mender<'_>) -> (Vec<Mark>, usize) {
    let text = mender.text;
    let mut words = Words {
        bytes: text.as_bytes(),
        mender,
        at: 0,
        line: 0,
        line_start: 0,
        last_end: 0,
        indent: 0,
        open: 0,
        left_out: 0,
        marks: Vec::new(),
    };
    words.run();
    (words.marks, words.last_end)
}

/// The state of the pass.
pub(in crate::syntax) struct Words<'m, 'a> {
    pub(in crate::syntax) bytes: &'a [u8],
    pub(in crate::syntax) mender: &'m mut Mender<'a>,
    /// The next byte to look at.
    pub(in crate::syntax) at: usize,
    line: usize,
    line_start: usize,
    last_end: usize,
    indent: usize,
    /// How many brackets are open, and how many of them were left out because nobody nests that deep.
    open: usize,
    left_out: usize,
    marks: Vec<Mark>,
}

/// Brackets deeper than this are not handed on; what nests deeper than `MAX_DEPTH` is cut out anyway.
const HOPELESS: usize = 16 * MAX_DEPTH;

impl Words<'_, '_> {
    fn run(&mut self) {
        let mut fresh = true;
        while let Some(&byte) = self.bytes.get(self.at) {
            if self.mender.is_full() {
                self.mender.edit(self.at, self.bytes.len(), "");
                return;
            }
            match byte {
                b'\n' => {
                    self.newline(self.at);
                    self.at += 1;
                    fresh = true;
                    continue;
                }
                b' ' | b'\t' | b'\r' => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            let marks = self.marks.len();
            if fresh || matches!(byte, b'{' | b'}' | b'[' | b']' | b'(' | b')') {
                self.mark(byte, fresh);
            }
            let comment = self.token(byte);
            if comment {
                // A comment may stand anywhere: how far to the right it stands says nothing of what is around it.
                self.marks.truncate(marks);
            } else {
                fresh = false;
                self.last_end = self.at;
            }
        }
    }

    fn newline(&mut self, at: usize) {
        self.line += 1;
        self.line_start = at + 1;
    }

    fn mark(&mut self, byte: u8, first: bool) {
        if first {
            let line = self.bytes.get(self.line_start..self.at).unwrap_or_default();
            self.indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        }
        match byte {
            b'{' | b'[' | b'(' if self.open >= HOPELESS => {
                self.left_out += 1;
                return;
            }
            b'}' | b']' | b')' if self.left_out > 0 => {
                self.left_out -= 1;
                return;
            }
            b'{' | b'[' | b'(' => self.open += 1,
            b'}' | b']' | b')' => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        let (at, line, indent) = (self.at as u32, self.line as u32, self.indent as u32);
        self.marks.push(Mark { at, line, indent, first, byte, before: self.last_end as u32 });
    }

    /// Goes over one token; says whether it was a comment.
    fn token(&mut self, byte: u8) -> bool {
        match byte {
            b'"' => self.string(),
            b'/' if self.next_is(b'/') => {
                let end = line_end(self.bytes, self.at);
                self.controls(self.at, end, " ");
                self.at = end;
                return true;
            }
            b'/' if self.next_is(b'*') && !is_glob(self.bytes, self.at) => {
                self.block_comment();
                return true;
            }
            b'#' => {
                self.hash();
                return true;
            }
            b';' => self.semicolon(),
            b'\'' | b'`' => self.quoted(),
            byte if is_control(byte) => {
                let start = self.at;
                while self.bytes.get(self.at).is_some_and(|byte| is_control(*byte)) {
                    self.at += 1;
                }
                self.controls(start, self.at, " ");
            }
            byte if !byte.is_ascii() => self.foreign(),
            _ => self.at += 1,
        }
        false
    }

    fn next_is(&self, byte: u8) -> bool {
        self.bytes.get(self.at + 1) == Some(&byte)
    }

    /// Counts the lines inside a string.
    pub(in crate::syntax) fn lines(&mut self, start: usize, end: usize) {
        for at in start..end {
            if self.bytes.get(at) == Some(&b'\n') {
                self.newline(at);
            }
        }
    }

    /// Reports control characters in a stretch and replaces them.
    pub(in crate::syntax) fn controls(&mut self, start: usize, end: usize, with: &str) {
        let mut at = start;
        while at < end {
            let Some(byte) = self.bytes.get(at).copied().filter(|byte| is_control(*byte)) else {
                at += 1;
                continue;
            };
            let from = at;
            while at < end && self.bytes.get(at).is_some_and(|byte| is_control(*byte)) {
                at += 1;
            }
            let span = self.mender.span(from, at);
            let message = format!("the control character U+{byte:04X} is not allowed here");
            self.mender.report(
                Diagnostic::new(&CONTROL_CHARACTER, span, message)
                    .help("remove it; texts hold no control characters but newline and tab")
                    .fix("remove it", span, ""),
            );
            self.mender.edit(from, at, with);
            if self.mender.is_full() {
                return;
            }
        }
    }

    /// `/* … */`
    fn block_comment(&mut self) {
        let start = self.at;
        let rest = self.mender.slice(start, self.bytes.len());
        let closed = rest.find("*/").map(|length| start + length + 2);
        let end = closed.unwrap_or_else(|| line_end(self.bytes, start));
        let inside = self.mender.slice(start, end).to_owned();
        let lines = inside.matches('\n').count();
        let span = self.mender.span(start, start + 2);
        let mut diagnostic = Diagnostic::new(&WRONG_COMMENT, span, "comments are not written `/* … */`")
            .help("begin each line of a comment with `//`");
        let line_ends = line_end(self.bytes, end);
        if self.mender.slice(end, line_ends).trim().is_empty() {
            let body = inside.trim_start_matches("/*").trim_end_matches("*/");
            let text = body.split('\n').map(|line| line.trim().trim_start_matches('*').trim());
            let text: Vec<String> = text.filter(|line| !line.is_empty()).map(|line| format!("// {line}")).collect();
            let whole = self.mender.span(start, end);
            let (title, text) = ("write `//` comments", text.join("\n"));
            // Where it ends is a guess if nothing closes it.
            diagnostic = match closed {
                Some(_) => diagnostic.sure_fix(title, whole, text),
                None => diagnostic.fix(title, whole, text),
            };
        }
        self.mender.report(diagnostic);
        self.mender.edit(start, end, "\n".repeat(lines));
        for _ in 0..lines {
            self.line += 1;
        }
        if let Some(newline) = inside.rfind('\n') {
            self.line_start = start + newline + 1;
        }
        self.at = end;
    }

    /// `# …`
    fn hash(&mut self) {
        let (start, end) = (self.at, line_end(self.bytes, self.at));
        let mark = self.mender.span(start, start + 1);
        let diagnostic = Diagnostic::new(&WRONG_COMMENT, mark, "comments do not begin with `#`")
            .help("begin the comment with `//`; if this is text, put it in quotes");
        // `#fff`, `#include` and what stands behind something else may be no comment.
        let begins = self.mender.slice(line_start(self.bytes, start), start).trim().is_empty();
        let sure = begins && self.mender.slice(start + 1, end).starts_with([' ', '\t']);
        self.mender.report(match sure {
            true => diagnostic.sure_fix("write `//`", mark, "//"),
            false => diagnostic.fix("write `//`", mark, "//"),
        });
        self.mender.edit(start, end, "");
        self.at = end;
    }

    fn semicolon(&mut self) {
        let start = self.at;
        let rest = self.mender.slice(start + 1, line_end(self.bytes, start)).trim_start();
        let with = if rest.is_empty() || rest.starts_with("//") || rest.starts_with('}') { "" } else { "," };
        let span = self.mender.span(start, start + 1);
        let title = if with.is_empty() { "remove it" } else { "write a comma" };
        self.mender.report(
            Diagnostic::new(&SEMICOLON, span, "items are not separated by semicolons")
                .help("separate items by a newline or a comma; nothing ends a line")
                .sure_fix(title, span, with),
        );
        self.mender.edit(start, start + 1, with);
        self.at += 1;
    }

    /// A character that is not ASCII, and those of its word that follow.
    fn foreign(&mut self) {
        let start = self.at;
        let Some(first) = self.mender.slice(start, self.bytes.len()).chars().next() else {
            self.at += 1;
            return;
        };
        let instead = match first {
            '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' => return self.quoted(),
            '→' | '⟶' | '⇒' | '➔' | '➜' => "->",
            '≤' => "<=",
            '≥' => ">=",
            '≠' => "!=",
            '–' | '—' | '−' | '‐' | '‑' => "-",
            '，' | '、' => ",",
            char if char.is_whitespace() || is_invisible(char) => " ",
            _ => "_",
        };
        let mut end = start + first.len_utf8();
        let mut with = instead.to_owned();
        if instead == "_" {
            // The rest of the word, so that one word gives one message.
            let rest = self.mender.slice(end, self.bytes.len());
            for char in rest.chars().take_while(|char| char.is_alphanumeric() || *char == '_') {
                end += char.len_utf8();
                with.push(if char.is_ascii() { char } else { '_' });
            }
            // What only looks like a letter is kept out of the grammar's way; a name must start with one.
            let glued = start.checked_sub(1).and_then(|before| self.bytes.get(before));
            if !glued.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
                with.insert(0, 'x');
            }
        }
        let from = if instead == "_" { start - word_before(self.bytes, start) } else { start };
        let span = self.mender.span(from, end);
        let written = self.mender.slice(from, end).to_owned();
        let diagnostic = match instead {
            "_" => Diagnostic::new(&FOREIGN_CHARACTER, span, format!("`{written}` cannot be part of a name"))
                .help("names are made of ASCII letters, digits, `_` and `-`; a label may hold any letter"),
            " " => {
                let message = format!("the invisible character U+{:04X} is not allowed here", u32::from(first));
                let diagnostic = Diagnostic::new(&FOREIGN_CHARACTER, span, message).help("replace it by a space");
                // What has no width may as well stand inside a word.
                match first.is_whitespace() {
                    true => diagnostic.sure_fix("write a space", span, " "),
                    false => diagnostic.fix("write a space", span, " ").fix("take it out", span, ""),
                }
            }
            _ => {
                let message = format!("expected `{instead}`, found `{written}`");
                let diagnostic = Diagnostic::new(&FOREIGN_CHARACTER, span, message).help(format!("write `{instead}`"));
                // A dash is a minus, a hyphen or half an arrow.
                match instead {
                    "-" => diagnostic.fix(format!("write `{instead}`"), span, instead),
                    _ => diagnostic.sure_fix(format!("write `{instead}`"), span, instead),
                }
            }
        };
        self.mender.report(diagnostic);
        self.mender.edit(start, end, with);
        self.at = end;
    }
}

/// How many bytes of a name stand directly before `at`.
fn word_before(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).take(64).count()
}

/// Whether a character shows nothing.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{80}'..='\u{a0}')
}
