//! Strings in the first pass of the repair: those that nothing closes, and those in other quotation marks.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::syntax::mend::brackets::begins_attribute;
use crate::syntax::mend::words::Words;
use crate::syntax::scan::{line_end, line_start};
use crate::syntax::words;

/// On a longer line, in bytes, nobody is sure which quotes belong together.
const SHORT: usize = 500;

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

/// Whether a text reads as the id of a threat: `injection.sql@web->db`.
fn is_id(text: &str) -> bool {
    let word = |text: &str| {
        let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-');
        text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.chars().all(plain)
            && !text.ends_with(['.', '-'])
    };
    let target = |text: &str| text.split_once("->").map_or(word(text), |(from, to)| word(from) && word(to));
    text.split_once('@').is_some_and(|(rule, on)| word(rule) && target(on))
}

const IN_DOUBLE: &str = "put strings in straight double quotes: `\"text\"`";

impl Words<'_, '_> {
    /// A string, closed or not.
    pub(in crate::syntax) fn string(&mut self) {
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
        let diagnostic = Diagnostic::new(&UNCLOSED_STRING, here, "this string is not closed").help(help);
        // A quote that stands where none begins a string closes one, and where that begins is not known.
        let begins = self.bytes.get(..start).and_then(<[u8]>::last).is_none_or(|byte| b" \t\r\n=[(,{:".contains(byte));
        self.mender.report(if begins { diagnostic.fix("close the string", at, quotes) } else { diagnostic });
        self.lines(start, end);
        self.at = end;
    }

    /// `'text'`, `“text”`: read as `"text"`.
    pub(in crate::syntax) fn quoted(&mut self) {
        let start = self.at;
        let rest = self.mender.slice(start, line_end(self.bytes, start));
        let mut chars = rest.char_indices();
        let open = chars.next().map_or('\'', |(_, open)| open);
        let close = chars.find(|(_, char)| closes(open, *char)).map(|(at, char)| (start + at, char.len_utf8()));
        let after = start + open.len_utf8();
        let span = self.mender.span(start, after);
        let diagnostic = Diagnostic::new(&WRONG_QUOTES, span, format!("`{open}` does not begin a string"));
        let Some((end, length)) = close else {
            self.mender.report(diagnostic.help(IN_DOUBLE));
            self.mender.edit(start, after, " ");
            self.at = after;
            return;
        };
        let inside = self.mender.slice(after, end).replace('\\', "\\\\").replace('"', "\\\"");
        let inside: String = inside.chars().filter(|char| !char.is_control() || *char == '\t').collect();
        let whole = self.mender.span(start, end + length);
        let (before, behind) = (line_start(self.bytes, start), line_end(self.bytes, end));
        // The id of a threat, as tables print it, behind the verb of a decision.
        let decides = words::decides(self.mender.slice(before, start).trim());
        let is_id = decides && is_id(&inside);
        let (help, title) = match is_id {
            true => ("the id of a threat stands without quotes", "write it without quotes"),
            false => (IN_DOUBLE, "write straight double quotes"),
        };
        let diagnostic = diagnostic.help(help);
        let quoted = if is_id { inside.clone() } else { format!("\"{inside}\"") };
        let text = quoted.clone();
        // `'it's'`: which of the marks ends the text is a guess where there is another one or a letter beside it.
        let around = (self.bytes.get(..start).and_then(<[u8]>::last), self.bytes.get(end + length));
        let alone = |byte: Option<&u8>| byte.is_none_or(|byte| b" \t\r\n=[](),{}:".contains(byte));
        let others = |text: &str| text.chars().any(|char| closes(open, char) || char == open);
        let sure = alone(around.0)
            && alone(around.1)
            && behind - before <= SHORT
            && !others(self.mender.slice(before, start))
            && !others(self.mender.slice(end + length, behind))
            && inside == self.mender.slice(after, end);
        self.mender.report(match sure {
            true => diagnostic.sure_fix(title, whole, text),
            false => diagnostic.fix(title, whole, text),
        });
        if is_id {
            // What is inside keeps its place.
            self.mender.edit(start, after, " ");
            self.mender.edit(end, end + length, " ");
        } else {
            self.mender.edit(start, end + length, quoted);
        }
        self.at = end + length;
    }
}

/// How much of the rest of a line belongs to a string that is not closed: without the brackets and commas at its end that
/// it did not open itself.
fn likely_end(rest: &str) -> usize {
    let mut kept = rest.get(..code_begins(rest)).unwrap_or(rest).trim_end();
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

/// Where in the rest of a line what is surely no text begins: a block that holds attributes or nothing, or an attribute
/// behind a comma.
fn code_begins(rest: &str) -> usize {
    let block = |at: usize, inside: &str| {
        let inside = inside.trim_start();
        let begins = rest.get(..at).is_some_and(|before| before.ends_with([' ', '\t', '"']));
        begins && (begins_attribute(inside, 0) || inside.starts_with('}'))
    };
    let found = rest.char_indices().find(|(at, char)| {
        let behind = rest.get(at + char.len_utf8()..).unwrap_or_default();
        match char {
            '{' => block(*at, behind),
            ',' => begins_attribute(behind.trim_start(), 0),
            _ => false,
        }
    });
    found.map_or(rest.len(), |(at, _)| at)
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
