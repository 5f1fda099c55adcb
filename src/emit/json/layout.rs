//! Where the JSON document has line ends.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// How deep containers are opened: the document, a list, an item, its attributes and reasons.
const OPEN: usize = 4;

/// Line ends down to a depth, none below.
#[derive(Default)]
pub(super) struct Layout {
    /// For each container around: whether it is a list, and whether it has lines.
    around: Vec<(bool, bool)>,
}

impl Layout {
    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, list: bool) -> io::Result<()> {
        // A list of the last open depth gets lines where it holds objects or lists, and stays on one line where it
        // holds words; which it is shows only here.
        let depth = self.around.len();
        if depth == OPEN
            && let Some((true, lines)) = self.around.last_mut()
        {
            *lines = true;
            line(out, depth)?;
        }
        self.around.push((list, false));
        out.write_all(if list { b"[" } else { b"{" })
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, close: &[u8]) -> io::Result<()> {
        if let Some((_, true)) = self.around.pop() {
            line(out, self.around.len())?;
        }
        out.write_all(close)
    }

    /// Before an item or a key.
    fn next<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        let depth = self.around.len();
        if !first {
            out.write_all(b",")?;
        }
        let Some((list, lines)) = self.around.last_mut() else { return Ok(()) };
        if depth < OPEN || depth == OPEN && !*list {
            *lines = true;
            return line(out, depth);
        }
        if first || *lines { Ok(()) } else { out.write_all(b" ") }
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, true)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, false)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

fn line<W: ?Sized + Write>(out: &mut W, depth: usize) -> io::Result<()> {
    out.write_all(b"\n")?;
    (0..depth).try_for_each(|_| out.write_all(b"  "))
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::Layout;

    fn laid_out(value: &serde_json::Value) -> String {
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, Layout::default());
        value.serialize(&mut serializer).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn fields_have_lines_and_what_is_deeper_has_none() {
        let value = serde_json::json!({
            "items": [{"a": {"x": {"v": 1, "w": []}}, "r": [{"t": [1, 2]}, {"t": null}], "w": ["p", "q"], "z": []}],
            "none": [],
        });
        let expected = r#"{
  "items": [
    {
      "a": {
        "x": {"v": 1, "w": []}
      },
      "r": [
        {"t": [1, 2]},
        {"t": null}
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
