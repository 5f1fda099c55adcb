//! The first look at a text: strings, comments, brackets; one pass over the bytes, before the grammar.
//!
//! It finds what concerns a file as a whole: where the comments are, whether every string is closed, whether the
//! brackets match and how deep they nest. A text that passes is parsed as it is. One that does not goes to
//! `repair`, which says what is wrong and hands on a text in which it is mended; so the grammar only ever sees
//! closed strings and matching brackets.
//!
//! This module must not know what a statement is.

/// How deep brackets of all kinds may nest together.
pub const MAX_DEPTH: usize = 64;

/// A `///` line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocLine {
    /// Offset of the first `/`.
    pub start: u32,
    /// Offset just past the line's last character.
    pub end: u32,
    /// Whether nothing but blanks stands before it on its line.
    pub alone: bool,
}

/// What one pass over a text found.
#[derive(Debug, Default)]
pub struct Scan {
    /// Every `//` comment that is no documentation, as byte ranges without the line end.
    pub comments: Vec<(u32, u32)>,
    /// Every line of documentation.
    pub docs: Vec<DocLine>,
    /// Where the text may be cut into pieces that parse on their own: offsets of lines that follow a closed block.
    pub cuts: Vec<u32>,
    /// Whether the text can go to the grammar as it is.
    pub clean: bool,
}

/// Pieces are at least this long, so that small files stay whole: parsing one takes some milliseconds.
const PIECE: usize = 32 * 1024;

/// Looks at a text; stops at the first thing that `repair` has to look at.
pub fn scan(text: &str) -> Scan {
    scan_into(text, PIECE)
}

/// As [`scan`], with every place at which the text may be cut.
pub fn scan_finely(text: &str) -> Scan {
    scan_into(text, 0)
}

/// Pieces are longer than `piece`.
fn scan_into(text: &str, piece: usize) -> Scan {
    let mut scan = Scan::default();
    scan.clean = Scanner { text, bytes: text.as_bytes(), scan: &mut scan, open: Vec::new(), piece }.run().is_some();
    scan
}

/// What a byte can begin, outside strings and comments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    Quote,
    Slash,
    Open,
    Close,
    Strange,
}

const CLASSES: [Class; 256] = {
    let mut table = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'"' => Class::Quote,
            b'/' => Class::Slash,
            b'{' | b'[' | b'(' => Class::Open,
            b'}' | b']' | b')' => Class::Close,
            b'\n' | b'\r' | b'\t' => Class::Plain,
            0..=31 | 127..=255 | b'\'' | b'`' | b';' | b'#' => Class::Strange,
            _ => Class::Plain,
        };
        byte += 1;
    }
    table
};

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    scan: &'a mut Scan,
    open: Vec<u8>,
    piece: usize,
}

impl Scanner<'_> {
    /// `None` as soon as something is wrong.
    fn run(&mut self) -> Option<()> {
        let mut at = 0;
        let mut last_cut = 0;
        while let Some(&byte) = self.bytes.get(at) {
            match CLASSES[usize::from(byte)] {
                Class::Plain => at += 1,
                Class::Quote => at = string_end(self.bytes, at)?,
                Class::Slash => at = self.slash(at)?,
                Class::Open => {
                    self.open.push(byte);
                    if self.open.len() > MAX_DEPTH {
                        return None;
                    }
                    at += 1;
                }
                Class::Close => {
                    if self.open.pop().map(closer) != Some(byte) {
                        return None;
                    }
                    at += 1;
                    if self.open.is_empty() && at - last_cut > self.piece && byte == b'}' && self.is_cut(at) {
                        last_cut = at + 1;
                        self.scan.cuts.push(last_cut as u32);
                    }
                }
                Class::Strange => return None,
            }
        }
        self.open.is_empty().then_some(())
    }

    /// A comment, or documentation; a lone `/` is the grammar's matter, `/*` is ours.
    fn slash(&mut self, at: usize) -> Option<usize> {
        match self.bytes.get(at + 1) {
            Some(b'/') => {}
            Some(b'*') if !is_glob(self.bytes, at) => return None,
            _ => return Some(at + 1),
        }
        let end = line_end(self.bytes, at);
        if is_doc(self.bytes, at) {
            let alone = starts_line(self.bytes, at);
            self.scan.docs.push(DocLine { start: at as u32, end: end as u32, alone });
        } else {
            self.scan.comments.push((at as u32, end as u32));
        }
        let rest = self.text.get(at..end)?;
        if rest.bytes().any(is_control) {
            return None;
        }
        Some(end)
    }

    /// Whether the line behind offset `at` surely starts a statement of its own.
    fn is_cut(&self, at: usize) -> bool {
        let Some(rest) = self.bytes.get(at..) else { return false };
        let Some(next) = rest.strip_prefix(b"\n") else { return false };
        next.first().is_some_and(u8::is_ascii_alphabetic) && !next.starts_with(b"and") && !next.starts_with(b"or")
    }
}

/// The offset behind the string that opens at `at`; `None` if it is not closed or holds a control character.
pub fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let long = bytes.get(at..)?.starts_with(b"\"\"\"");
    let mut at = at + if long { 3 } else { 1 };
    loop {
        match *bytes.get(at)? {
            b'"' if !long => return Some(at + 1),
            b'"' if bytes.get(at..)?.starts_with(b"\"\"\"") => return Some(at + 3),
            // The character behind a backslash is skipped whatever it is; a newline ends a short string even there.
            b'\\' if bytes.get(at + 1) != Some(&b'\n') => at += 2,
            b'\n' if !long => return None,
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => at += 1,
            byte if is_control(byte) && byte != b'\n' => return None,
            _ => at += 1,
        }
    }
}

/// Whether a byte is a control character other than tab, newline and carriage return.
pub fn is_control(byte: u8) -> bool {
    (byte < 32 && !matches!(byte, b'\n' | b'\t' | b'\r')) || byte == 127
}

/// Whether the `//` at `at` begins documentation: three slashes, not four.
pub fn is_doc(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 2) == Some(&b'/') && bytes.get(at + 3) != Some(&b'/')
}

/// Whether the `/*` at `at` goes on a path without quotes: `src/**`.
pub fn is_glob(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    before.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'.' | b'_' | b'-'))
}

/// Whether only blanks stand between `at` and the start of its line.
pub fn starts_line(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    before.iter().rev().find(|byte| !matches!(byte, b' ' | b'\t')).is_none_or(|byte| *byte == b'\n')
}

/// The end of the line that `at` lies in, without its line end.
pub fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let end = at + length;
    if length > 0 && bytes.get(end.wrapping_sub(1)) == Some(&b'\r') { end - 1 } else { end }
}

/// Where the line of `at` begins.
pub fn line_start(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
}

/// The bracket that closes `open`.
pub fn closer(open: u8) -> u8 {
    match open {
        b'{' => b'}',
        b'[' => b']',
        _ => b')',
    }
}
