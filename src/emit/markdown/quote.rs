//! Users' text as Markdown that shows it and does nothing else.
//!
//! What may come in is any text. What goes out stays on its line and in its cell, and holds no HTML, no image, no link
//! that was not asked for, no mention, no template marks of site generators, nothing that a CI system obeys in its log
//! and no invisible character. Words that hosts would turn into links or mentions by themselves are shown as code.

use crate::diag::is_bidi_control;
use crate::schema::is_address;

/// Text as it is, at the start of a line.
pub fn text(words: &str) -> String {
    text_at(words, true)
}

/// Text as it is; whether it starts a line decides whether `#` and `1.` are markup.
pub fn text_at(words: &str, starts_line: bool) -> String {
    let words = visible(words);
    let mut out = String::with_capacity(words.len() + 8);
    for (index, word) in words.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        if acts_alone(word) {
            // The comma behind an address is none of it.
            let name = word.trim_end_matches([',', ';', ':', '.', ')', '?', '!']);
            // A pipe ends a cell even in code.
            for (index, part) in name.split('|').enumerate() {
                if index > 0 {
                    out.push_str("\\|");
                }
                append(&mut out, &code(part, false));
            }
            out.push_str(word.get(name.len()..).unwrap_or(""));
        } else {
            let starts = starts_line && out.trim_start().is_empty();
            escape(word, starts, &mut out);
        }
    }
    if starts_line { line_start(out) } else { out }
}

/// A line that begins with nothing that counts there in a log: `::error` is a workflow command, `^^^ +++` opens a group.
pub(super) fn line_start(line: String) -> String {
    let blanks = line.len() - line.trim_start().len();
    match line.split_at_checked(blanks) {
        // Every reader takes away a backslash before a sign such as these.
        Some((blanks, rest)) if rest.starts_with("::") || rest.starts_with("^^^ ") => format!("{blanks}\\{rest}"),
        _ => line,
    }
}

/// A name or a path, in code; plain text where code cannot show it.
///
/// Code has no escapes: of a marker such as `##[` the first `#` stands before the code, and the rest in it.
pub fn code(name: &str, in_cell: bool) -> String {
    let name = visible(name);
    if name.trim().is_empty() {
        return String::new();
    }
    if in_cell && name.contains('|') {
        return text(&name);
    }
    let mut out = String::with_capacity(name.len() + 2);
    let mut rest = name.as_str();
    while let Some((before, behind)) = rest.find("##").and_then(|at| rest.split_at_checked(at)) {
        out.push_str(&fenced(before));
        out.push_str("\\#");
        rest = behind.get(1..).unwrap_or_default();
    }
    out + &fenced(rest)
}

fn fenced(name: &str) -> String {
    if name.trim().is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(name) + 1);
    // One blank at each end is taken away where both have one, and a backtick at an end would join the fence.
    let pad = if name.starts_with(['`', ' ']) || name.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{name}{pad}{fence}")
}

/// A sentence in which names stand in backticks; the rest is shown as it is.
pub fn prose(sentence: &str, in_cell: bool) -> String {
    let sentence = visible(sentence);
    let mut out = String::with_capacity(sentence.len() + 8);
    let mut rest = sentence.as_str();
    while let Some((before, behind)) = rest.split_once('`') {
        let Some((name, after)) = behind.split_once('`') else { break };
        if name.is_empty() {
            break;
        }
        let starts = out.is_empty() && !in_cell;
        append(&mut out, &text_at(before, starts));
        append(&mut out, &code(name, in_cell));
        rest = after;
    }
    let starts = out.is_empty() && !in_cell;
    append(&mut out, &text_at(rest, starts));
    if in_cell { out } else { line_start(out) }
}

/// Documentation on one line: code, emphasis and links to the web stay, the rest is shown as it is.
pub fn doc_line(markdown: &str, in_cell: bool) -> String {
    let starts_line = !in_cell;
    let mut line = Scan { rest: &visible(markdown), plain: String::new(), out: String::new(), in_cell, starts_line };
    line.run();
    if starts_line { line_start(line.out) } else { line.out }
}

/// A link that shows its address; plain text where the address is none of the web or of mail.
pub fn link(address: &str) -> String {
    match address_of(address) {
        Some(address) => format!("<{address}>"),
        None => text(address),
    }
}

/// The anchor that Git hosts make of a heading.
pub fn slug(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let kept = lower.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A text on one line: line ends and tabs as blanks, several blanks as one, what cannot be seen as U+FFFD.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { seen(c) };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// A character, or U+FFFD for one that cannot be seen.
pub(super) fn seen(c: char) -> char {
    let invisible = c.is_control()
        || is_bidi_control(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}' | '\u{fffe}' | '\u{ffff}');
    if invisible { '\u{fffd}' } else { c }
}

/// The longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Whether hosts make a link or a mention of a word without being asked.
fn acts_alone(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let mentions = word.split('@').skip(1).any(|behind| behind.starts_with(|c: char| c.is_alphanumeric()));
    mentions || lower.contains("://") || lower.contains("www.")
}

/// Appends a word with its markup escaped; at the start of a line more counts as markup.
fn escape(word: &str, starts: bool, out: &mut String) {
    let mut before = None;
    for (at, c) in word.char_indices() {
        let first = starts && at == 0;
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
            // Inside a word it is no markup.
            '_' => !before.is_some_and(char::is_alphanumeric) || !next(word, at).is_some_and(char::is_alphanumeric),
            '&' => next(word, at).is_some_and(|next| next.is_alphanumeric() || next == '#'),
            // `{{` and `{%` are templates of site generators.
            '{' | '%' | '#' if before == Some('{') => true,
            // Two together could be part of a marker such as `##[`, whatever stands before and behind the word.
            '#' => first || out.is_empty() || before == Some('#'),
            '+' | '-' | '=' => first,
            '.' | ')' => starts && word.get(..at).is_some_and(is_number),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

fn next(word: &str, at: usize) -> Option<char> {
    word.get(at..)?.chars().nth(1)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Appends a piece; two pieces of code that touch would become one.
fn append(out: &mut String, piece: &str) {
    if out.ends_with('`') && !out.ends_with("\\`") && piece.starts_with('`') {
        out.push(' ');
    }
    out.push_str(piece);
}

/// An address of the web or of mail, harmless between `<` and `>`.
fn address_of(address: &str) -> Option<String> {
    if !is_address(address) {
        return None;
    }
    let mut safe = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => safe.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'=' | b'&' | b'+' | b',' | b';' | b'%'
            | b'!' => {
                safe.push(char::from(byte));
            }
            _ => safe.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(safe)
}

/// A line of documentation on its way out.
struct Scan<'a> {
    rest: &'a str,
    plain: String,
    out: String,
    in_cell: bool,
    starts_line: bool,
}

impl Scan<'_> {
    fn run(&mut self) {
        while let Some(c) = self.rest.chars().next() {
            let taken = match c {
                '\\' => self.escaped(),
                '`' => self.code(),
                '[' | '!' => self.link(),
                '<' => self.angle(),
                'h' | 'H' | 'm' | 'M' => self.bare(),
                '*' => self.emphasis(),
                _ => None,
            };
            let taken = taken.unwrap_or_else(|| {
                self.plain.push(c);
                c.len_utf8()
            });
            self.rest = self.rest.get(taken..).unwrap_or("");
        }
        self.flush();
    }

    fn flush(&mut self) {
        let plain = text_at(&self.plain, self.starts_line && self.out.is_empty());
        append(&mut self.out, &plain);
        self.plain.clear();
    }

    fn put(&mut self, piece: &str) {
        self.flush();
        append(&mut self.out, piece);
    }

    fn escaped(&mut self) -> Option<usize> {
        let next = self.rest.chars().nth(1).filter(char::is_ascii_punctuation)?;
        self.plain.push(next);
        Some(2)
    }

    fn code(&mut self) -> Option<usize> {
        let run = self.rest.len() - self.rest.trim_start_matches('`').len();
        let behind = self.rest.get(run..)?;
        let mut at = 0;
        while let Some(found) = behind.get(at..).and_then(|rest| rest.find('`')).map(|offset| at + offset) {
            let closing = behind.get(found..)?;
            let length = closing.len() - closing.trim_start_matches('`').len();
            if length == run {
                let piece = code(behind.get(..found)?.trim(), self.in_cell);
                self.put(&piece);
                return Some(run + found + length);
            }
            at = found + length;
        }
        self.plain.extend(std::iter::repeat_n('`', run));
        Some(run)
    }

    /// `[text](address)` and `![text](address)`: of an image the text stays.
    fn link(&mut self) -> Option<usize> {
        let image = usize::from(self.rest.starts_with('!'));
        let (words, behind) = self.rest.get(image..)?.strip_prefix('[')?.split_once("](")?;
        let (address, _) = behind.split_once(')')?;
        if words.contains(['[', ']', '`']) || words.trim().is_empty() {
            return None;
        }
        match address_of(address).filter(|_| image == 0) {
            Some(address) => {
                let piece = format!("[{}](<{}>)", text_at(words, false), address.replace('&', "&amp;"));
                self.put(&piece);
            }
            None => self.plain.push_str(words),
        }
        Some(image + words.len() + address.len() + 4)
    }

    fn angle(&mut self) -> Option<usize> {
        let (address, _) = self.rest.get(1..)?.split_once('>')?;
        let piece = format!("<{}>", address_of(address)?);
        self.put(&piece);
        Some(address.len() + 2)
    }

    /// An address that stands alone.
    fn bare(&mut self) -> Option<usize> {
        if self.plain.ends_with(char::is_alphanumeric) {
            return None;
        }
        let end =
            self.rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '(' | ')' | '[' | ']'));
        let word = self.rest.get(..end.unwrap_or(self.rest.len()))?;
        let address = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'']);
        let piece = format!("<{}>", address_of(address)?);
        self.put(&piece);
        Some(address.len())
    }

    fn emphasis(&mut self) -> Option<usize> {
        let run = self.rest.len() - self.rest.trim_start_matches('*').len();
        if run > 2 {
            return None;
        }
        let around = (self.plain.chars().last(), self.rest.get(run..)?.chars().next());
        // A mark between blanks is a star.
        if around.0.is_none_or(char::is_whitespace) && around.1.is_none_or(char::is_whitespace) {
            return None;
        }
        let piece = "*".repeat(run);
        self.put(&piece);
        Some(run)
    }
}

#[cfg(test)]
mod tests {
    use super::{code, doc_line, link, prose, slug, text};

    #[test]
    fn text_is_shown_as_it_is() {
        assert_eq!(text("a plain label, 2.0 (x-y) snake_case"), "a plain label, 2.0 (x-y) snake_case");
        assert_eq!(text("# 1. *x* [a](b) <b> a|b &amp; _c_"), r"\# 1. \*x\* \[a\](b) \<b\> a\|b \&amp; \_c\_");
        assert_eq!(text("1. x"), r"1\. x");
        assert_eq!(text("- x"), r"\- x");
        assert_eq!(text("{{#include x}}"), r"{\{\#include x}}");
        assert_eq!(text("ask @ana, or a@b.example."), "ask `@ana`, or `a@b.example`.");
        assert_eq!(text("see https://x.example|y"), r"see `https://x.example`\|`y`");
        assert_eq!(text("a\u{202e}b\nc"), "a\u{fffd}b c");
    }

    #[test]
    fn code_has_a_fence_that_holds() {
        assert_eq!(code("a->b", true), "`a->b`");
        assert_eq!(code("a``b", false), "```a``b```");
        assert_eq!(code("`", false), "`` ` ``");
        assert_eq!(code("a|b", true), r"a\|b");
        assert_eq!(code(" ", false), "");
    }

    #[test]
    fn what_ci_systems_obey_is_broken_up() {
        assert_eq!(text("a ##[error]b #1 C# ##"), r"a #\#\[error\]b #1 C# #\#");
        assert_eq!(text("::error::x"), r"\::error::x");
        assert_eq!(text("\u{a0}\u{2003}::error::x"), "\u{a0}\u{2003}\\::error::x");
        assert_eq!(text("##[error]@ana"), r"\#`#[error]@ana`");
        assert_eq!(code("a ##vso[x]", true), r"` a  `\#`#vso[x]`");
        assert_eq!(code("###", false), r"\#\#`#`");
        assert_eq!(doc_line("`##[x]` ##[y](https://z.example)", false), r"\#`#[x]` #\#[y](<https://z.example>)");
        assert_eq!(doc_line("` ` ::error::x", false), r" \::error::x");
        let many = "#".repeat(200_000);
        assert!(!code(&many, false).contains("##") && !text(&many).contains("##"));
    }

    #[test]
    fn prose_keeps_names() {
        assert_eq!(prose("`save` carries <x>, `", false), r"`save` carries \<x\>, \`");
    }

    #[test]
    fn documentation_keeps_what_does_no_harm() {
        let line = "Uses `a|b`, **bold**, [a](https://x.example/?a&b) [b](javascript:x) ![c](https://x) <script> https://y.example.";
        let out = r"Uses a\|b, **bold**, [a](<https://x.example/?a&amp;b>) b c \<script\> <https://y.example>.";
        assert_eq!(doc_line(line, true), out);
        assert_eq!(doc_line("2 * 3 ` 4", false), r"2 \* 3 \` 4");
    }

    #[test]
    fn links_are_of_the_web_or_of_mail() {
        assert_eq!(link("https://x.example/a b"), "`https://x.example/a` b");
        assert_eq!(link("https://x.example/<a>"), "<https://x.example/%3Ca%3E>");
        assert_eq!(link("javascript:alert(1)"), "javascript:alert(1)");
    }

    #[test]
    fn anchors_are_those_of_hosts() {
        assert_eq!(slug("threat injection.sql on web->db"), "threat-injectionsql-on-web-db");
    }
}
