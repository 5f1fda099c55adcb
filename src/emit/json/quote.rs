//! What a JSON string holds, written so that it does nothing on its way to its reader.
//!
//! A document goes into terminals and into the logs of CI systems as well, and both act on what stands in it: on control
//! characters, and on markers such as `##[` in the middle of a line. JSON can write any character by its number, so
//! nothing is lost: a reader gets the same text back. The start of a line, where `::` would count, is never text.

use std::io::{self, Write};

use crate::diag::is_invisible;

/// Writes a piece of a string in which everything that JSON demands is escaped already.
///
/// Of two `#` in a row the first becomes `\u0023`, and so does one at the end, since the next piece may begin with
/// another. What cannot be seen, or changes the direction of writing, is written by its number.
pub(super) fn fragment<W: ?Sized + Write>(out: &mut W, text: &str) -> io::Result<()> {
    // Most pieces are short and plain: sixteen bytes at once are four instructions, and several fast searches cost more.
    let (whole, rest) = text.as_bytes().as_chunks::<16>();
    let acts = |bytes: &[u8]| bytes.iter().fold(false, |acts, byte| acts | may_act(*byte));
    let plain = !whole.iter().fold(acts(rest), |any, bytes| any | acts(bytes));
    if plain { out.write_all(text.as_bytes()) } else { careful(out, text) }
}

/// Whether a byte begins, or is a part of, what has to be looked at; what JSON escapes itself is gone already.
fn may_act(byte: u8) -> bool {
    (byte == b'#') | (byte >= 0x7f)
}

fn careful<W: ?Sized + Write>(out: &mut W, text: &str) -> io::Result<()> {
    let mut written = 0;
    let places = text.bytes().enumerate().filter(|(at, byte)| may_act(*byte) && text.is_char_boundary(*at));
    for (at, _) in places {
        let Some(ch) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let end = at + ch.len_utf8();
        let escaped = match ch {
            '#' => matches!(text.as_bytes().get(end), None | Some(b'#')),
            _ => is_invisible(ch),
        };
        if escaped {
            out.write_all(text.get(written..at).unwrap_or_default().as_bytes())?;
            let mut units = [0; 2];
            for unit in ch.encode_utf16(&mut units) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = end;
        }
    }
    out.write_all(text.get(written..).unwrap_or_default().as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Serialize;

    use crate::diag::hostile;
    use crate::emit::json::{string, write_value};

    #[test]
    fn what_acts_is_written_by_its_number() {
        assert_eq!(string("C# and #1, größer → 日本"), r#""C# and #1, größer → 日本""#);
        assert_eq!(string("a ##[error]b"), r#""a \u0023#[error]b""#);
        assert_eq!(string("a#"), r#""a\u0023""#);
        assert_eq!(
            string("\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{200f}\u{2028}\u{feff}\n"),
            r#""\u001b[2J\u007f\u009b\u202e\u200f\u2028\ufeff\n""#
        );
        assert_eq!(string("\u{e0041}"), r#""\udb40\udc41""#);
    }

    /// Text that is written in pieces, as `Display` may do.
    struct Pieces<'a>(&'a [&'a str]);

    impl std::fmt::Display for Pieces<'_> {
        fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
            self.0.iter().try_for_each(|piece| out.write_str(piece))
        }
    }

    impl Serialize for Pieces<'_> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }

    #[test]
    fn pieces_make_no_marker() {
        for pieces in [&["a#", "#[error]"][..], &["a##", "[error]"], &["#", "#", "[x]"], &["##vs", "o[x]"]] {
            let mut out = Vec::new();
            write_value(&Pieces(pieces), &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(!text.contains("##"), "{text}");
            assert_eq!(serde_json::from_str::<String>(&text).unwrap(), pieces.concat());
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_does_nothing(text in hostile::text()) {
            let written = string(&text);
            prop_assert_eq!(hostile::danger(&written), None);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
