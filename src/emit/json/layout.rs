//! Where the JSON document has line ends.

use std::io::{self, Write};

use serde_json::ser::Formatter;

use crate::emit::json::quote::fragment;

/// How deep everything of the document is opened: itself, a list, an item.
const OPEN: usize = 3;

/// Fields of items that are opened too: what people compare line by line.
const WIDE: [&[u8]; 4] = [b"attributes", b"flowDefaults", b"reasons", b"labels"];

/// Line ends down to a depth, none below.
pub(super) struct Layout {
    /// That depth.
    open: usize,
    /// For each container around: whether its items have lines, and whether it has any yet.
    around: Vec<(bool, bool)>,
    /// Whether a key is being written.
    in_key: bool,
    /// Whether the last key of an item was one of a wide field.
    wide: bool,
}

impl Layout {
    /// For a value that stands inside so many containers of the document, all of them open.
    pub(super) fn inside(depth: usize) -> Layout {
        Layout { open: OPEN, around: vec![(true, true); depth], in_key: false, wide: false }
    }

    /// For a small document of its own, every value of which has a line.
    pub(super) fn tall() -> Layout {
        Layout { open: usize::MAX, ..Layout::inside(0) }
    }

    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, open: &[u8]) -> io::Result<()> {
        let depth = self.around.len();
        self.around.push((depth < self.open || depth == self.open && self.wide, false));
        out.write_all(open)
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, close: &[u8]) -> io::Result<()> {
        if let Some((true, true)) = self.around.pop() {
            line(out, self.around.len())?;
        }
        out.write_all(close)
    }

    /// Before an item or a key.
    fn next<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        let depth = self.around.len();
        let lines = self.around.last_mut().is_some_and(|(lines, any)| {
            *any = true;
            *lines
        });
        match (first, lines) {
            (true, false) => Ok(()),
            (false, false) => out.write_all(b", "),
            (true, true) => line(out, depth),
            (false, true) => out.write_all(b",").and_then(|()| line(out, depth)),
        }
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.in_key = self.around.len() == OPEN;
        self.next(out, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        if self.in_key {
            self.wide = WIDE.contains(&text.as_bytes());
        }
        fragment(out, text)
    }
}

/// A line end, and the blanks before what stands so deep.
fn line<W: ?Sized + Write>(out: &mut W, depth: usize) -> io::Result<()> {
    const BLANKS: &[u8] = b"\n                                ";
    match BLANKS.get(..=2 * depth) {
        Some(blanks) => out.write_all(blanks),
        None => out.write_all(b"\n").and_then(|()| (0..depth).try_for_each(|_| out.write_all(b"  "))),
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::Layout;

    fn laid_out(value: &serde_json::Value) -> String {
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, Layout::inside(0));
        value.serialize(&mut serializer).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_tall_document_is_as_others_write_it() {
        let value = serde_json::json!({"a": [1, {"b": {"c": [], "d": {}}}], "e": "f", "g": [[2]]});
        let mut out = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Layout::tall())).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string_pretty(&value).unwrap());
    }

    #[test]
    fn fields_have_lines_and_what_is_deeper_has_none() {
        let value = serde_json::json!({
            "items": [{"attributes": {"x": {"v": 1, "w": []}}, "r": {"t": 1}, "reasons": [{"t": null}, {}], "w": ["p", "q"], "z": []}],
            "none": [],
        });
        let expected = r#"{
  "items": [
    {
      "attributes": {
        "x": {"v": 1, "w": []}
      },
      "r": {"t": 1},
      "reasons": [
        {"t": null},
        {}
      ],
      "w": ["p", "q"],
      "z": []
    }
  ],
  "none": []
}"#;
        let text = laid_out(&value);
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
