//! One place for each format's quoting: no back-end writes a user's text in any other way. Markdown and JSON have a file
//! of their own.
//!
//! Outputs go into the logs of CI systems too, which obey markers such as `##[` in the middle of a line. So a `#` that
//! could be part of one is written the way in which each format writes a character by its number, and reads back as
//! the same text. What cannot be seen or turns the direction of writing becomes U+FFFD; marks that only hint at a
//! direction are written by their number, or left out where a format has none.

use std::fmt::Write as _;

use crate::diag::{hints_direction, is_invisible, opens_marker, turns_direction};
use crate::schema::is_address;

/// Text for XML content or a quoted attribute.
///
/// Characters that XML 1.0 forbids even as references become U+FFFD. Tabs and line ends become references, since
/// a parser would turn them into spaces inside an attribute.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '#' if opens_marker(chars.peek().copied()) => out.push_str("&#35;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            _ => other(&mut out, ch, "&#"),
        }
    }
    out
}

/// An address for the link of an output, quoted for an attribute of XML; nothing where it leads elsewhere than to the web,
/// to mail, or to a file beside the output.
pub fn href(address: &str) -> Option<String> {
    (is_address(address) || is_beside(address)).then(|| xml(address))
}

/// Whether an address is relative, such as `report.md#x`: without scheme and host, and with nothing that a browser passes
/// over or reads as a slash.
fn is_beside(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = !address.chars().any(|ch| ch.is_whitespace() || ch == '\\' || is_invisible(ch));
    plain && !address.is_empty() && !address.starts_with("//") && !before_path.contains(':')
}

/// A name made of letters, digits, `-`, `.` and `_`, for ids and classes in XML, HTML and CSS.
///
/// Different texts give different names: `_` is doubled, anything else unusual is its code point between
/// underscores.
pub fn xml_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => out.push(ch),
            '_' => out.push_str("__"),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "_{:x}_", u32::from(ch));
            }
        }
    }
    out
}

/// A quoted DOT string, for an id or an attribute.
///
/// Graphviz reads backslashes and XML references inside quotes, so both are escaped; line ends become its own
/// `\n`, other control characters U+FFFD, since a NUL would end the file.
pub fn dot(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '#' if opens_marker(chars.peek().copied()) => out.push_str("&#35;"),
            '\n' => out.push_str("\\n"),
            '\t' | '\r' => out.push(' '),
            _ => other(&mut out, ch, "&#"),
        }
    }
    out.push('"');
    out
}

/// Appends a character that means nothing to the format: as it is, by its number, or as U+FFFD.
fn other(out: &mut String, ch: char, before_number: &str) {
    if is_strange(ch) {
        out.push('\u{fffd}');
    } else if hints_direction(ch) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{before_number}{};", u32::from(ch));
    } else {
        out.push(ch);
    }
}

/// Whether a character has no place in a text format: controls, those that turn the direction, and those that are no
/// characters.
pub fn is_strange(ch: char) -> bool {
    ch.is_control()
        || turns_direction(ch)
        || matches!(ch, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A quoted Mermaid string, for a label of a flowchart.
pub fn mermaid(text: &str) -> String {
    format!("\"{}\"", mermaid_text(text).replace("#10;", "<br/>"))
}

/// Text for Mermaid where nothing is quoted, such as a message of a sequence diagram.
///
/// Mermaid reads `#` with a number as that character, and has its own ideas about nearly everything else, so every
/// ASCII character but letters, digits and a few signs is written so. A text of blanks only would be none.
pub fn mermaid_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for ch in text.trim().chars() {
        match ch {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '.' | ',' => out.push(ch),
            '\n' => out.push_str("#10;"),
            '\t' | '\r' => out.push(' '),
            _ if ch.is_ascii() && !ch.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "#{};", u32::from(ch));
            }
            _ => other(&mut out, ch, "#"),
        }
    }
    if out.is_empty() { "#160;".to_owned() } else { out }
}

/// A quoted D2 string.
///
/// D2 reads backslashes and `${…}` inside quotes. It knows no character by its number: a `#` is kept from the next one by
/// the backslash before it, and the marks that hint at a direction are left out.
pub fn d2(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for ch in text.chars() {
        match ch {
            '"' | '\\' | '$' | '#' => {
                out.push('\\');
                out.push(ch);
            }
            '\n' => out.push_str("\\n"),
            '\t' | '\r' => out.push(' '),
            _ if hints_direction(ch) => {}
            _ => other(&mut out, ch, ""),
        }
    }
    out.push('"');
    out
}

/// A comment of D2, on one line; nothing where the text is blank.
///
/// Nobody but people reads it: what cannot be seen becomes a blank, and a `#` has a backslash before it, as in a string.
pub fn d2_comment(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for ch in text.chars() {
        match ch {
            '#' => out.push_str("\\#"),
            _ if is_strange(ch) || hints_direction(ch) => out.push(' '),
            _ => out.push(ch),
        }
    }
    if out.trim().is_empty() { String::new() } else { format!("# {}\n", out.trim()) }
}

#[cfg(test)]
mod tests {
    use super::{d2, d2_comment, dot, mermaid_text, xml};

    #[test]
    fn no_label_turns_the_direction_of_writing() {
        for turn in ['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'] {
            let label = format!("a{turn}b");
            for quote in [xml, dot, mermaid_text, d2] {
                let quoted = quote(&label);
                assert!(!quoted.contains(turn) && quoted.contains("a\u{fffd}b"), "{quoted:?}");
            }
        }
        // What right-to-left scripts need stays, where a format has a way to write it.
        let marked = [xml, dot, mermaid_text, d2].map(|quote| quote("\u{200f}\u{5d0}"));
        assert_eq!(marked, ["&#8207;\u{5d0}", "\"&#8207;\u{5d0}\"", "#8207;\u{5d0}", "\"\u{5d0}\""]);
    }

    #[test]
    fn no_two_hashes_stand_together() {
        let markers = "C# #1 ##[error]x #";
        assert_eq!(xml(markers), "C# #1 &#35;#[error]x &#35;");
        assert_eq!(dot(markers), "\"C# #1 &#35;#[error]x &#35;\"");
        assert_eq!(mermaid_text(markers), "C#35; #35;1 #35;#35;#91;error#93;x #35;");
        assert_eq!(d2(markers), "\"C\\# \\#1 \\#\\#[error]x \\#\"");
        assert_eq!(d2_comment("##[error]x \u{202e}#"), "# \\#\\#[error]x  \\#\n");
        assert_eq!(d2_comment("\u{200f} "), "");
    }

    #[test]
    fn what_cannot_be_seen_does_not_get_through() {
        for strange in ['\0', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{2028}', '\u{2029}', '\u{feff}', '\u{ffff}'] {
            for quote in [xml, dot, mermaid_text, d2] {
                assert!(quote(&format!("a{strange}b")).contains("a\u{fffd}b"), "{strange:?}");
            }
        }
    }
}
