//! The first pass of the repair: strings that are not closed, comments of other languages, characters that do not belong.

use crate::diag::{Code, CodeInfo, Diagnostic, Edit, Fix, Severity};
use crate::syntax::faults::CONTROL_CHARACTER;
use crate::syntax::mend_brackets::begins_attribute;
use crate::syntax::repair::Mender;
use crate::syntax::scan::{MAX_DEPTH, is_control, is_glob, line_end};

/// What the brackets' pass needs to know of the text.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Its offset.
    pub at: u32,
    /// The line that it stands on, from 0.
    pub line: u32,
    /// How many bytes of blanks that line begins with.
    pub indent: u32,
    /// Whether it is the first thing on its line.
    pub first: bool,
    /// The character.
    pub byte: u8,
    /// Where what stands before it ends, comments and blanks left out.
    pub before: u32,
}

/// A string that no quote closes.
pub const UNCLOSED_STRING: CodeInfo = CodeInfo {
    code: Code("unclosed-string"),
    severity: Severity::Error,
    summary: "a string is not closed",
    explanation: r#"
A string ends on the line that it begins on. A text of several lines stands between `"""` and `"""`.

```tm error
process web "Web server
```

```tm
process web "Web server"
```
"#,
};

/// Quotation marks of another kind.
pub const WRONG_QUOTES: CodeInfo = CodeInfo {
    code: Code("wrong-quotes"),
    severity: Severity::Error,
    summary: "a string stands in other quotation marks than `\"`",
    explanation: r#"
Strings stand in straight double quotes. Word processors turn them into curly ones; other languages know single quotes.

```tm error
process web 'Web server'
```

```tm
process web "Web server"
```
"#,
};

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

struct Words<'m, 'a> {
    bytes: &'a [u8],
    mender: &'m mut Mender<'a>,
    at: usize,
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
            if fresh || matches!(byte, b'{' | b'}' | b'[' | b']' | b'(' | b')') {
                self.mark(byte, fresh);
            }
            fresh = false;
            let comment = self.token(byte);
            if !comment {
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
            self.indent = self.at - self.line_start;
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

    /// A string, closed or not.
    fn string(&mut self) {
        let start = self.at;
        let long = self.bytes.get(start..).is_some_and(|rest| rest.starts_with(b"\"\"\""));
        let mut at = start + if long { 3 } else { 1 };
        loop {
            match self.bytes.get(at) {
                None => break self.unclosed(start, long),
                Some(b'"') if !long => break self.closed(start, at + 1),
                Some(b'"') if self.bytes.get(at..).is_some_and(|rest| rest.starts_with(b"\"\"\"")) => {
                    break self.closed(start, at + 3);
                }
                Some(b'\n') if !long => break self.unclosed(start, long),
                Some(b'\\') if self.bytes.get(at + 1).is_some_and(|byte| *byte != b'\n') => at += 2,
                Some(_) => at += 1,
            }
        }
    }

    fn closed(&mut self, start: usize, end: usize) {
        self.lines(start, end);
        self.controls(start, end, "");
        self.at = end;
    }

    /// Closes a string where it most likely should have been.
    fn unclosed(&mut self, start: usize, long: bool) {
        let (end, quotes) = if long {
            (start + 3 + likely_long_end(self.mender.slice(start + 3, self.bytes.len())), "\"\"\"")
        } else {
            (start + 1 + likely_end(self.mender.slice(start + 1, line_end(self.bytes, start))), "\"")
        };
        self.controls(start, end, "");
        // A backslash before the inserted quote would swallow it.
        let body = self.mender.slice(start + quotes.len(), end);
        let slashes = body.len() - body.trim_end_matches('\\').len();
        let kept = if slashes % 2 == 1 { end - 1 } else { end };
        let closing = if long && body.ends_with('"') { " \"\"\"" } else { quotes };
        self.mender.edit(kept, end, closing);
        let here = self.mender.span(start, start + quotes.len());
        let at = self.mender.span(end, end);
        let help = if long {
            "close it with `\"\"\"`".to_owned()
        } else {
            "close it on the same line; a text of several lines stands between `\"\"\"` and `\"\"\"`".to_owned()
        };
        self.mender.report(Diagnostic::new(&UNCLOSED_STRING, here, "this string is not closed").help(help).fix(
            "close the string",
            at,
            quotes,
        ));
        self.lines(start, end);
        self.at = end;
    }

    /// Counts the lines inside a string.
    fn lines(&mut self, start: usize, end: usize) {
        for at in start..end {
            if self.bytes.get(at) == Some(&b'\n') {
                self.newline(at);
            }
        }
    }

    /// Reports control characters in a stretch and replaces them.
    fn controls(&mut self, start: usize, end: usize, with: &str) {
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
            diagnostic = diagnostic.fix("write `//` comments", whole, text.join("\n"));
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
        self.mender.report(
            Diagnostic::new(&WRONG_COMMENT, mark, "comments do not begin with `#`")
                .help("begin the comment with `//`; if this is text, put it in quotes")
                .fix("write `//`", mark, "//"),
        );
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
                .fix(title, span, with),
        );
        self.mender.edit(start, start + 1, with);
        self.at += 1;
    }

    /// `'text'`, `“text”`: read as `"text"`.
    fn quoted(&mut self) {
        let start = self.at;
        let rest = self.mender.slice(start, line_end(self.bytes, start));
        let mut chars = rest.char_indices();
        let open = chars.next().map_or('\'', |(_, open)| open);
        let close = chars.find(|(_, char)| closes(open, *char)).map(|(at, char)| (start + at, char.len_utf8()));
        let after = start + open.len_utf8();
        let span = self.mender.span(start, after);
        let diagnostic = Diagnostic::new(&WRONG_QUOTES, span, format!("`{open}` does not begin a string"))
            .help("put strings in straight double quotes: `\"text\"`");
        let Some((end, length)) = close else {
            self.mender.report(diagnostic);
            self.mender.edit(start, after, " ");
            self.at = after;
            return;
        };
        let inside = self.mender.slice(after, end).replace('\\', "\\\\").replace('"', "\\\"");
        let inside: String = inside.chars().filter(|char| !char.is_control() || *char == '\t').collect();
        let whole = self.mender.span(start, end + length);
        let edits = vec![Edit { span: whole, text: format!("\"{inside}\"") }];
        let fix = Fix { title: "write straight double quotes".to_owned(), edits };
        self.mender.report(Diagnostic { fix: Some(fix), ..diagnostic });
        self.mender.edit(start, end + length, format!("\"{inside}\""));
        self.at = end + length;
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
                Diagnostic::new(&FOREIGN_CHARACTER, span, message).help("replace it by a space").fix(
                    "write a space",
                    span,
                    " ",
                )
            }
            _ => Diagnostic::new(&FOREIGN_CHARACTER, span, format!("expected `{instead}`, found `{written}`"))
                .help(format!("write `{instead}`"))
                .fix(format!("write `{instead}`"), span, instead),
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

/// How much of the rest of a line belongs to a string that is not closed: without the brackets and commas at its end that
/// it did not open itself.
fn likely_end(rest: &str) -> usize {
    let mut kept = rest.trim_end();
    let opens = |bracket: char| rest.trim_end_matches(['{', ' ', '\t', '\r']).contains(bracket);
    let (brace, bracket, paren) = (opens('{'), opens('['), opens('('));
    loop {
        let shorter = match kept.chars().last() {
            Some('{' | ',') => true,
            Some('}') => !brace,
            Some(']') => !bracket,
            Some(')') => !paren,
            _ => false,
        };
        if !shorter {
            return kept.len();
        }
        kept = kept.get(..kept.len() - 1).unwrap_or_default().trim_end();
    }
}

/// How much of the rest of a file belongs to a `"""` string that is not closed: the lines before one that looks like
/// an attribute, the head of a block or the end of one.
fn likely_long_end(rest: &str) -> usize {
    let first = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..first).unwrap_or_default().trim_end();
    let mut end = likely_end(line);
    if end > 0 && end < line.len() {
        return end;
    }
    let mut at = first + 1;
    while let Some(line) = rest.get(at..).filter(|rest| !rest.is_empty()).and_then(|rest| rest.split('\n').next()) {
        let text = line.trim();
        if text.starts_with(['}', ']']) || text.ends_with('{') || begins_attribute(text, 0) {
            break;
        }
        if !text.is_empty() {
            end = at + line.trim_end().len();
        }
        at += line.len() + 1;
    }
    end
}

/// Whether a character closes what `open` opened.
fn closes(open: char, char: char) -> bool {
    match open {
        '\'' | '`' => char == open,
        '«' => char == '»',
        '»' => char == '«',
        '‘' | '’' | '‚' => matches!(char, '‘' | '’'),
        _ => matches!(char, '“' | '”' | '"'),
    }
}

/// Whether a character shows nothing.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{80}'..='\u{a0}')
}
