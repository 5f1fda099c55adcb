//! Blanks what is no code: comments, and what stands between quotes.
//!
//! The result is as long as the text, so that offsets hold. It is no lexer: where a language's text cannot be told
//! apart without parsing it (a regular expression in a JavaScript file, say), the likelier reading is taken, and a
//! string that may not span lines ends with its line, so that a wrong guess costs one line.

use std::ops::Range;

/// What a language's comments and strings look like.
#[derive(Debug)]
pub(super) struct Shape {
    /// What begins a comment that ends with its line.
    pub(super) line: &'static [&'static str],
    /// What begins and ends a longer comment.
    pub(super) block: Option<(&'static str, &'static str)>,
    /// Whether those nest.
    pub(super) nested: bool,
    /// Its strings; one that begins like another stands before it.
    pub(super) quotes: &'static [Quote],
    /// `r#"…"#`, and `'a` that is no string.
    pub(super) rust: bool,
    /// What begins a text that ends with a line of its own, before the word on that line; empty where there is none.
    pub(super) heredoc: &'static str,
    /// Whether what stands between `#if 0` and its end is no code.
    pub(super) if_zero: bool,
    /// `/…/` behind an operator is a regular expression.
    pub(super) regex: bool,
}

/// One form of string.
#[derive(Debug)]
pub(super) struct Quote {
    /// What begins it.
    pub(super) open: &'static str,
    /// What ends it.
    pub(super) close: &'static str,
    /// Whether a backslash protects the next character.
    pub(super) escapes: bool,
    /// Whether it may span lines.
    pub(super) lines: bool,
}

impl Quote {
    pub(super) const fn line(quote: &'static str) -> Quote {
        Quote { open: quote, close: quote, escapes: true, lines: false }
    }

    pub(super) const fn block(quote: &'static str) -> Quote {
        Quote { open: quote, close: quote, escapes: true, lines: true }
    }

    pub(super) const fn raw(quote: &'static str) -> Quote {
        Quote { open: quote, close: quote, escapes: false, lines: true }
    }
}

/// A text without its comments and the insides of its strings.
#[derive(Debug)]
pub(super) struct Masked {
    /// As long as the text; what is no code is blank, line ends stay.
    pub(super) code: String,
    /// The insides of strings, in order.
    pub(super) strings: Vec<Range<usize>>,
}

/// Blanks the comments and strings of a text.
pub(super) fn mask(text: &str, shape: &Shape) -> Masked {
    let (bytes, out) = (text.as_bytes(), text.as_bytes().to_vec());
    let mut masker = Masker { text, bytes, shape, out, strings: Vec::new(), divides: 0, document: None, searches: 0 };
    let mut at = 0;
    // What begins a line begins the first one too.
    if let Some((open, close)) = shape.block
        && let Some(first) = open.strip_prefix('\n').filter(|first| masker.begins(0, first))
    {
        let end = masker.block_end(first.len(), open, close);
        at = masker.blank(0..end);
    }
    while at < masker.bytes.len() {
        at = match masker.document.take_if(|(line, _)| at >= *line) {
            Some((_, end)) => at.max(end),
            None => masker.step(at),
        };
    }
    // INVARIANT: whole characters are replaced by blanks, so the rest is UTF-8 still.
    Masked { code: String::from_utf8(masker.out).unwrap_or_default(), strings: masker.strings }
}

struct Masker<'a> {
    text: &'a str,
    bytes: &'a [u8],
    shape: &'a Shape,
    out: Vec<u8>,
    strings: Vec<Range<usize>>,
    /// Up to here no slash begins a regular expression: one that did has no end on its line, so it was a division, and
    /// so are those behind it.
    divides: usize,
    /// The text that begins behind this line: where the line ends, and where the text does.
    document: Option<(usize, usize)>,
    /// How many texts were looked for that have no end.
    searches: usize,
}

/// So many texts without an end are looked for in a file, since each search may go through all of it.
const SEARCHES: usize = 100;

impl Masker<'_> {
    /// Deals with what begins at an offset, and says where to go on.
    fn step(&mut self, at: usize) -> usize {
        let shape = self.shape;
        if shape.line.iter().any(|mark| self.begins(at, mark)) {
            let end = self.line_end(at);
            return self.blank(at..end);
        }
        if let Some((open, close)) = shape.block.filter(|(open, _)| self.begins(at, open)) {
            let end = self.block_end(at + open.len(), open, close);
            return self.blank(at..end);
        }
        if shape.if_zero
            && let Some(end) = self.if_zero(at)
        {
            return self.blank(at..end);
        }
        if !shape.heredoc.is_empty() && self.begins(at, shape.heredoc) {
            self.heredoc(at + shape.heredoc.len());
            return at + shape.heredoc.len();
        }
        if shape.rust
            && let Some(end) = self.rust(at)
        {
            return end;
        }
        if let Some(quote) = shape.quotes.iter().find(|quote| self.begins(at, quote.open)) {
            return self.string(at + quote.open.len(), quote);
        }
        if shape.regex && self.bytes.get(at) == Some(&b'/') && at >= self.divides && self.expects_value(at) {
            return self.regex(at);
        }
        at + 1
    }

    fn begins(&self, at: usize, mark: &str) -> bool {
        self.bytes.get(at..).is_some_and(|rest| rest.starts_with(mark.as_bytes()))
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        rest.iter().position(|byte| *byte == b'\n').map_or(self.bytes.len(), |length| at + length)
    }

    fn blank(&mut self, range: Range<usize>) -> usize {
        for byte in self.out.get_mut(range.clone()).unwrap_or_default() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        range.end
    }

    fn block_end(&self, mut at: usize, open: &str, close: &str) -> usize {
        let mut depth = 1_usize;
        while at < self.bytes.len() {
            if self.begins(at, close) {
                at += close.len();
                depth -= 1;
                if depth == 0 {
                    return at;
                }
            } else if self.shape.nested && self.begins(at, open) {
                at += open.len();
                depth += 1;
            } else {
                at += 1;
            }
        }
        self.bytes.len()
    }

    /// The inside of a string that begins here; goes on behind its end.
    fn string(&mut self, start: usize, quote: &Quote) -> usize {
        let mut at = start;
        loop {
            match self.bytes.get(at) {
                None => break,
                Some(b'\\') if quote.escapes => at += 2,
                Some(b'\n') if !quote.lines => break,
                Some(_) if self.begins(at, quote.close) => break,
                Some(_) => at += 1,
            }
        }
        // A backslash may have led into the middle of a character.
        while at < self.bytes.len() && !self.text.is_char_boundary(at) {
            at += 1;
        }
        let end = at.min(self.bytes.len());
        self.strings.push(start..end);
        self.blank(start..end);
        if self.begins(end, quote.close) { end + quote.close.len() } else { end.max(start) }
    }

    /// A text that ends with a line of its own: `<<~SQL`. One without such a line is something else.
    fn heredoc(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or("").trim_start_matches(['~', '-', ' ', '"', '\'', '`']);
        let word = rest.get(..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()));
        let Some(word) = word.filter(|word| !word.is_empty()) else { return };
        if self.searches >= SEARCHES {
            return;
        }
        let (line, mut end) = match self.document {
            Some(document) => document,
            None => (self.line_end(at), self.line_end(at) + 1),
        };
        let start = end;
        while end < self.bytes.len() {
            let next = self.line_end(end);
            let after = self.text.get(end..next).unwrap_or("").trim_start().strip_prefix(word);
            if after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')) {
                self.blank(start..next);
                self.document = Some((line, next));
                return;
            }
            end = next + 1;
        }
        self.searches += 1;
    }

    /// Where what a preprocessor leaves out ends, if it begins here: `#if 0` up to its `#else`, `#elif` or `#endif`.
    fn if_zero(&self, at: usize) -> Option<usize> {
        let directive = |line: &str| -> Option<String> {
            let mut words = line.trim_start().strip_prefix('#')?.split_whitespace();
            let first = words.next()?;
            Some(format!("{first} {}", words.next().filter(|_| first == "if").unwrap_or("")))
        };
        if self.bytes.get(at) != Some(&b'#') || directive(self.text.get(at..self.line_end(at))?)? != "if 0" {
            return None;
        }
        let (mut end, mut depth) = (self.line_end(at) + 1, 1_usize);
        while end < self.bytes.len() {
            let next = self.line_end(end);
            let word = directive(self.text.get(end..next).unwrap_or("")).unwrap_or_default();
            match word.split(' ').next().unwrap_or_default() {
                "if" | "ifdef" | "ifndef" => depth += 1,
                "else" | "elif" if depth == 1 => return Some(end),
                "endif" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(end);
            }
            end = next + 1;
        }
        Some(self.bytes.len())
    }

    /// Raw strings, characters and lifetimes of Rust.
    fn rust(&mut self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).and_then(|before| self.bytes.get(before));
        match self.bytes.get(at)? {
            b'r' if before.is_none_or(|byte| matches!(byte, b'b' | b'c') || !is_word(*byte)) => {
                let hashes = self.bytes.get(at + 1..)?.iter().take_while(|byte| **byte == b'#').count();
                let start = at + 1 + hashes;
                if self.bytes.get(start) != Some(&b'"') {
                    return None;
                }
                let close = format!("\"{}", "#".repeat(hashes));
                let rest = self.text.get(start + 1..).unwrap_or("");
                let end = rest.find(&close).map_or(self.bytes.len(), |length| start + 1 + length);
                self.blank(start + 1..end);
                Some((end + close.len()).min(self.bytes.len()))
            }
            b'\'' => {
                let rest = self.text.get(at + 1..).unwrap_or("");
                let mut chars = rest.chars();
                let first = chars.next()?;
                if first == '\\' {
                    return Some(self.string(at + 1, &Quote::line("'")));
                }
                let end = at + 1 + first.len_utf8();
                if chars.next() == Some('\'') {
                    self.blank(at + 1..end);
                    return Some(end + 1);
                }
                Some(at + 1)
            }
            _ => None,
        }
    }

    /// Whether a value may stand here, so that a slash is no division.
    fn expects_value(&self, at: usize) -> bool {
        let before = self.out.get(..at).unwrap_or_default();
        let last = before.iter().rposition(|byte| !byte.is_ascii_whitespace());
        let Some(last) = last else { return true };
        if before.get(last).is_some_and(|byte| b"(,=:[!&|?{};+-*%<>~^".contains(byte)) {
            return true;
        }
        let word = before.get(..=last).unwrap_or_default();
        word.ends_with(b"return") || word.ends_with(b"typeof")
    }

    fn regex(&mut self, at: usize) -> usize {
        let (mut end, mut class) = (at + 1, false);
        loop {
            match self.bytes.get(end) {
                None | Some(b'\n') => {
                    self.divides = end;
                    return at + 1;
                }
                Some(b'\\') => end += 1,
                Some(b'[') => class = true,
                Some(b']') => class = false,
                Some(b'/') if !class => break,
                Some(_) => {}
            }
            end += 1;
        }
        self.blank(at + 1..end) + 1
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::super::language::LANGUAGES;
    use super::*;

    fn masked(ending: &str, text: &str) -> String {
        let language = LANGUAGES.iter().find(|language| language.endings.contains(&ending)).unwrap();
        let masked = mask(text, language.shape);
        assert_eq!(masked.code.len(), text.len());
        masked.code.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_no_code_is_blank() {
        for (ending, text, code) in [
            ("rs", "a /* b /* c */ d */ e // f\n g", "a e g"),
            ("rs", "a \"b \\\" c\" 'd' '\\'' &'e f", "a \" \" ' ' ' ' &'e f"),
            ("rs", "r#\"fn \" x\"# r\"y\" for", "r#\" \"# r\" \" for"),
            ("rs", "\"größe\" x", "\" \" x"),
            ("py", "a # b\n\"\"\"c\nd\"\"\" e 'f' r'g'", "a \"\"\" \"\"\" e ' ' r' '"),
            ("go", "a `b\n\\` c 'd'", "a ` ` c ' '"),
            ("java", "a /* /* b */ c \"\"\"d \" e\"\"\" f", "a c \"\"\" \"\"\" f"),
            ("cs", "@\"a\\\" b \"c\" d", "@\" \" b \" \" d"),
            ("js", "a = /[\"/]/ b; x / y; `c\n${d}` e", "a = / / b; x / y; ` ` e"),
            ("js", "'open\nnext", "' next"),
            ("rb", "=begin\na\n=end\nb", "b"),
            ("rb", "f(<<~A, <<-'B', 1)\n a\nA\n b\n  B\nc << d\ne", "f(<<~A, <<-' ', 1) c << d e"),
            ("php", "$a = <<<'E'\nb\n  E;\nc", "$a = <<<' ' c"),
            ("c", "a\n#if 0\nb\n#ifdef X\n#else\nc\n#endif\n#else\nd\n#endif\n", "a #else d #endif"),
            ("c", "# if 0 // x\nb\n#endif\n#if 01\nc", "#endif #if 01 c"),
        ] {
            assert_eq!(masked(ending, text), code, "{text}");
        }
    }

    #[test]
    fn every_text_ends() {
        for text in ["", "\"", "\"\\", "'\\ü", "r#", "r#\"", "/*", "/", "'", "`${", "\"\"\"", "\\\u{1f600}\\"] {
            for language in LANGUAGES {
                assert_eq!(mask(text, language.shape).code.len(), text.len(), "{text:?}");
            }
        }
    }
}
