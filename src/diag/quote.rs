//! Makes text of unknown origin safe to show.
//!
//! A model is untrusted input: a label may hold an escape sequence that repaints the terminal, a
//! right-to-left override that shows `exe.txt` for `txt.exe`, or a line that a CI runner takes for a
//! command (`::error`, `##vso[…]`). Everything that is printed passes through here first. What a
//! reader could not see becomes a visible escape such as `\u{1b}`; all other text stays as it is.
//!
//! This module must not know what the text is about.

/// A line, or a part of one, that is safe on a terminal and in a CI log.
///
/// Control characters, line and paragraph separators, bidirectional controls and characters without
/// a shape become escapes; newline, carriage return and tab become `\n`, `\r` and `\t`. What a CI
/// runner would obey is broken up, and so is what would become that with a text behind it. The
/// result never holds a line break.
pub fn quote_terminal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    quote_terminal_into(text, &mut out);
    out
}

/// As [`quote_terminal`], appended to what is there.
pub fn quote_terminal_into(text: &str, out: &mut String) {
    if is_harmless(text) {
        return out.push_str(text);
    }
    for (_, piece) in pieces_before(text, End::Open) {
        piece.push_to(out);
    }
}

/// The same for text that has lines of its own: keeps newlines and tabs, and treats each line alone.
///
/// For whole documents on standard output. A carriage return before a newline is dropped.
pub fn quote_terminal_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let line = line.strip_suffix('\r').unwrap_or(line);
        if is_harmless(line) {
            out.push_str(line);
            continue;
        }
        for (_, piece) in pieces(line) {
            match piece {
                Piece::Escaped('\t') => out.push('\t'),
                other => other.push_to(&mut out),
            }
        }
    }
    out
}

/// A property of a GitHub workflow command (`file=…`, `title=…`): `%`, line ends, `:` and `,` are
/// percent-encoded, and what is unsafe on a terminal is escaped as in [`quote_terminal`].
pub fn quote_workflow(text: &str) -> String {
    quote_workflow_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// The message of a GitHub workflow command: as [`quote_workflow`], but `:` and `,` mean nothing
/// there and stay, since the runner would show their codes.
pub fn quote_workflow_message(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (_, piece) in pieces_before(text, End::Open) {
        match piece {
            Piece::Plain('%') => out.push_str("%25"),
            Piece::Escaped('\r') => out.push_str("%0D"),
            Piece::Escaped('\n') => out.push_str("%0A"),
            other => other.push_to(&mut out),
        }
    }
    out
}

/// Whether text can only be as it is: visible ASCII without what a CI runner may obey. Nearly all text is.
fn is_harmless(text: &str) -> bool {
    // Many bytes at once: to stop at the first would cost more.
    let (visible, marked) = text.bytes().fold((true, false), |(visible, marked), byte| {
        (visible & matches!(byte, b' '..=b'~'), marked | (byte == b'#'))
    });
    visible && !text.trim_start().starts_with([':', '-', '+', '~', '^']) && !(marked && text.contains("##"))
}

/// Whether a character changes the order in which the text around it is shown.
pub fn is_bidi_control(c: char) -> bool {
    turns_direction(c) || hints_direction(c)
}

/// Whether a character embeds, overrides or isolates a direction of writing, so that a text shows other words than it
/// holds.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is one of the marks that only hint at a direction. Right-to-left scripts need them.
pub fn hints_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

/// Whether a `#` that is followed by `next` may begin what a CI system obeys, for formats that can write it otherwise.
///
/// Whatever is looked for in the middle of a line begins with two of them: `##[`, `##vso[`, `##teamcity[`. At the end
/// of a text nothing is known of what comes behind it, so the last one counts as well: then `##` never stands in an
/// output, whatever texts meet there.
pub fn opens_marker(next: Option<char>) -> bool {
    matches!(next, None | Some('#'))
}

/// A character as it is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// As it is.
    Plain(char),
    /// As a visible escape.
    Escaped(char),
}

impl Piece {
    /// Appends what is shown.
    pub(super) fn push_to(self, out: &mut String) {
        match self {
            Piece::Plain(c) => out.push(c),
            Piece::Escaped('\n') => out.push_str("\\n"),
            Piece::Escaped('\r') => out.push_str("\\r"),
            Piece::Escaped('\t') => out.push_str("\\t"),
            Piece::Escaped(c) => out.extend(c.escape_unicode()),
        }
    }
}

/// Whether a CI system would obey something in a line if it stood in its log.
pub fn is_obeyed(line: &str) -> bool {
    starts_line_command(line.trim_start())
        || line.match_indices('#').any(|(at, _)| line.get(at..).is_some_and(starts_marker))
}

/// Whether the rest of a line starts with a marker that CI systems look for anywhere in a line, such as `##vso[`.
pub fn starts_marker(rest: &str) -> bool {
    starts_log_command(rest, End::Line)
}

/// Every character of a line with its byte offset and the way to show it.
pub(super) fn pieces(line: &str) -> impl Iterator<Item = (usize, Piece)> {
    pieces_before(line, End::Line)
}

/// What stands behind a text.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// Nothing more of its line.
    Line,
    /// Anything: it is a part of a line.
    Open,
}

fn pieces_before(text: &str, end: End) -> impl Iterator<Item = (usize, Piece)> {
    let first = text.len() - text.trim_start().len();
    text.char_indices().map(move |(at, c)| {
        let rest = || text.get(at..).unwrap_or_default();
        let unsafe_here = match c {
            // `::error …` and the like count at the start of a line, after blanks.
            ':' | '-' | '+' | '~' | '^' => {
                at == first && (starts_line_command(rest()) || end == End::Open && rest() == ":")
            }
            // `##[error]`, `##vso[task…]`, `##teamcity[…]` count anywhere in a line.
            '#' => starts_log_command(rest(), end),
            c => is_invisible(c),
        };
        (at, if unsafe_here { Piece::Escaped(c) } else { Piece::Plain(c) })
    })
}

/// What counts at the start of a line: a workflow command of GitHub, or a group of lines of Buildkite.
fn starts_line_command(rest: &str) -> bool {
    ["::", "--- ", "+++ ", "~~~ ", "^^^ +++"].iter().any(|start| rest.starts_with(start))
}

fn starts_log_command(rest: &str, end: End) -> bool {
    rest.strip_prefix("##").is_some_and(|rest| {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        behind.starts_with('[') || end == End::Open && behind.is_empty()
    })
}

/// Whether a reader could not see that the character is there, or what it does.
pub fn is_invisible(c: char) -> bool {
    c.is_control() || is_bidi_control(c) || matches!(c,
        // Soft hyphen, joiners, fillers: nothing to see, or a blank that is not one.
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
        // Zero-width space and joiners; line and paragraph separators; word joiner, invisible
        // operators, deprecated format characters.
        | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
        // Variation selectors other than the two that choose between text and emoji.
        | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        // Musical format characters; tags and further variation selectors, which can hide whole texts.
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        // Noncharacters: the last two of each plane and a range of their own.
        || (c as u32) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::hostile;
    use proptest::prelude::*;

    #[test]
    fn ordinary_text_stays() {
        for text in ["Web server", "Größe ≥ 5 µm", "日本語", "a::b", "C# [x]", "🙂 ⚠️", "", "\\u{1b}"] {
            assert_eq!(quote_terminal(text), text);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(quote_terminal("a\x1b[31mb\x7f\u{9b}"), "a\\u{1b}[31mb\\u{7f}\\u{9b}");
        assert_eq!(quote_terminal("a\r\n\tb"), "a\\r\\n\\tb");
        assert_eq!(quote_terminal("\u{202e}fdp\u{2066}\u{200b}\u{2028}"), "\\u{202e}fdp\\u{2066}\\u{200b}\\u{2028}");
    }

    #[test]
    fn commands_of_ci_runners_are_broken_up() {
        assert_eq!(quote_terminal("::error::x"), "\\u{3a}:error::x");
        assert_eq!(quote_terminal("  ::error::x"), "  \\u{3a}:error::x");
        assert_eq!(quote_terminal("a ##[error]x"), "a \\u{23}#[error]x");
        assert_eq!(quote_terminal("##vso[task.x]"), "\\u{23}#vso[task.x]");
        assert_eq!(quote_terminal("## Title"), "## Title");
        assert_eq!(quote_terminal("\u{a0}::error::x"), "\u{a0}\\u{3a}:error::x");
        // What meets them on their line may complete them.
        assert_eq!(quote_terminal("a ##"), "a \\u{23}#");
        assert_eq!(quote_terminal("##vso"), "\\u{23}#vso");
        assert_eq!(quote_terminal(":"), "\\u{3a}");
        assert_eq!(quote_terminal("+++ x"), "\\u{2b}++ x");
        assert_eq!(quote_terminal("-x ---- y"), "-x ---- y");
        assert_eq!(quote_terminal("a:"), "a:");
        assert_eq!(quote_terminal_lines("a ##\n:\n// ####"), "a ##\n:\n// ####");
        assert_eq!(quote_terminal_lines("a\n ::error::x\r\n\tb"), "a\n \\u{3a}:error::x\n\tb");
    }

    #[test]
    fn workflow_commands() {
        assert_eq!(quote_workflow("a:b,c%\r\n"), "a%3Ab%2Cc%25%0D%0A");
        assert_eq!(quote_workflow_message("a:b,c%\r\n\x1b"), "a:b,c%25%0D%0A\\u{1b}");
    }

    proptest! {
        #[test]
        fn nothing_acts_on_a_terminal(text in hostile::text()) {
            let shown = quote_terminal(&text);
            prop_assert_eq!(hostile::danger(&shown), None);
            // Safe text is left alone, so quoting twice changes nothing.
            prop_assert_eq!(&quote_terminal(&shown), &shown);
        }

        #[test]
        fn lines_stay_lines(text in hostile::text()) {
            let shown = quote_terminal_lines(&text);
            prop_assert_eq!(shown.matches('\n').count(), text.matches('\n').count());
            for line in shown.split('\n') {
                prop_assert_eq!(hostile::danger(&line.replace('\t', " ")), None);
            }
        }

        #[test]
        fn workflow_values_stay_on_their_line(text in hostile::text()) {
            let shown = quote_workflow(&text);
            prop_assert!(!shown.contains([':', ',', '\n', '\r']));
            prop_assert_eq!(hostile::danger(&shown), None);
            let message = quote_workflow_message(&text);
            prop_assert_eq!(hostile::danger(&message), None);
        }
    }
}
