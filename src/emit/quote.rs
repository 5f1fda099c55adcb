//! One place for each format's quoting: no back-end writes a user's text in any other way.

use std::fmt::Write as _;

/// Text for XML content or a quoted attribute.
///
/// Characters that XML 1.0 forbids even as references become U+FFFD. Tabs and line ends become references, since
/// a parser would turn them into spaces inside an attribute.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if turns(ch) || (ch.is_control() && u32::from(ch) < 0x20) => out.push('\u{fffd}'),
            _ => out.push(ch),
        }
    }
    out
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
    for ch in text.chars() {
        match ch {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            '\t' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if turns(ch) || ch.is_control() => out.push('\u{fffd}'),
            _ => out.push(ch),
        }
    }
    out.push('"');
    out
}

/// Whether a character embeds, overrides or isolates a direction of writing, so that a label shows other words than it
/// holds. The marks that only hint at a direction, which right-to-left scripts need, do not.
fn turns(ch: char) -> bool {
    matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character has no place in a text format: controls, those that turn the direction, and those that are no
/// characters.
pub fn is_strange(ch: char) -> bool {
    ch.is_control() || turns(ch) || matches!(ch, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
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
            _ if is_strange(ch) => out.push('\u{fffd}'),
            _ if ch.is_ascii() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "#{};", u32::from(ch));
            }
            _ => out.push(ch),
        }
    }
    if out.is_empty() { "#160;".to_owned() } else { out }
}

/// A quoted D2 string.
///
/// D2 reads backslashes and `${…}` inside quotes.
pub fn d2(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for ch in text.chars() {
        match ch {
            '"' | '\\' | '$' => {
                out.push('\\');
                out.push(ch);
            }
            '\n' => out.push_str("\\n"),
            '\t' | '\r' => out.push(' '),
            _ if is_strange(ch) => out.push('\u{fffd}'),
            _ => out.push(ch),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{d2, dot, mermaid_text, xml};

    #[test]
    fn no_label_turns_the_direction_of_writing() {
        for turn in ['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'] {
            let label = format!("a{turn}b");
            for quote in [xml, dot, mermaid_text, d2] {
                let quoted = quote(&label);
                assert!(!quoted.contains(turn) && quoted.contains("a\u{fffd}b"), "{quoted:?}");
            }
        }
        // What right-to-left scripts need stays.
        assert!([xml, dot, mermaid_text, d2].iter().all(|quote| quote("\u{200f}\u{5d0}").contains("\u{200f}\u{5d0}")));
    }
}
