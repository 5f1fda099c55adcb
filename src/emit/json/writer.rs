//! Values → JSON with the document's line ends, straight into bytes.
//!
//! A document of a large model is gigabytes of small strings, so this is where a run spends its time. Texts are looked
//! through eight bytes at a time, names of fields are copied as they are, and nothing is asked twice. What the text of
//! a number with a fraction is, `serde_json` knows.

use std::fmt::Display;

use serde::ser::{self, Error as _, Serialize};
use serde_json::Error;

/// How deep everything is opened: the document, a list, an item.
const OPEN: usize = 3;

/// Fields of items that are opened too: what people compare line by line.
const WIDE: [&str; 4] = ["attributes", "flowDefaults", "reasons", "labels"];

/// Appends a value that stands inside so many containers of the document, all of them open.
///
/// # Errors
/// Where the value refuses, or a key is no text.
pub(super) fn append(out: &mut Vec<u8>, value: &impl Serialize, depth: usize) -> Result<(), Error> {
    value.serialize(&mut Writer { out, depth, wide: false })
}

/// A line end, and the blanks before what stands so deep.
pub(super) fn line(out: &mut Vec<u8>, depth: usize) {
    const BLANKS: &[u8] = b"\n                                ";
    match BLANKS.get(..=2 * depth) {
        Some(blanks) => out.extend_from_slice(blanks),
        None => {
            out.push(b'\n');
            (0..depth).for_each(|_| out.extend_from_slice(b"  "));
        }
    }
}

/// Where a value is written.
struct Writer<'o> {
    out: &'o mut Vec<u8>,
    /// How many containers are around.
    depth: usize,
    /// Whether the last key of an item was one of a wide field.
    wide: bool,
}

impl<'o> Writer<'o> {
    fn open<'w>(&'w mut self, open: u8, close: u8) -> Items<'w, 'o> {
        let lines = self.depth < OPEN || self.depth == OPEN && self.wide;
        self.depth += 1;
        self.out.push(open);
        Items { writer: self, lines, any: false, close, around: None }
    }

    /// `{"NAME": ` and a container, which is closed with it.
    fn variant<'w>(&'w mut self, name: &'static str, open: u8, close: u8) -> Items<'w, 'o> {
        let mut around = self.open(b'{', b'}');
        around.key(name);
        let lines = around.lines;
        Items { around: Some(lines), ..around.writer.open(open, close) }
    }

    fn close(&mut self, close: u8, lines: bool) {
        self.depth -= 1;
        if lines {
            line(self.out, self.depth);
        }
        self.out.push(close);
    }

    fn text(&mut self, text: &str) {
        self.out.push(b'"');
        let mut rest = text.as_bytes();
        loop {
            let plain = plain(rest);
            let (copied, behind) = rest.split_at(plain.min(rest.len()));
            self.out.extend_from_slice(copied);
            let Some((byte, behind)) = behind.split_first() else { break };
            escape(self.out, *byte);
            rest = behind;
        }
        self.out.push(b'"');
    }

    fn number(&mut self, mut value: u64, negative: bool) {
        let mut digits = [0; 20];
        let mut start = digits.len();
        for place in digits.iter_mut().rev() {
            *place = b'0' + (value % 10) as u8;
            value /= 10;
            start -= 1;
            if value == 0 {
                break;
            }
        }
        if negative {
            self.out.push(b'-');
        }
        self.out.extend_from_slice(digits.get(start..).unwrap_or_default());
    }
}

/// Inside a container.
struct Items<'w, 'o> {
    writer: &'w mut Writer<'o>,
    /// Whether every item has a line of its own.
    lines: bool,
    /// Whether there was an item.
    any: bool,
    close: u8,
    /// Whether the items of an object around, that ends with it, have lines.
    around: Option<bool>,
}

impl Items<'_, '_> {
    fn next(&mut self) {
        match (self.any, self.lines) {
            (false, false) => {}
            (true, false) => self.writer.out.extend_from_slice(b", "),
            (any, true) => {
                if any {
                    self.writer.out.push(b',');
                }
                line(self.writer.out, self.writer.depth);
            }
        }
        self.any = true;
    }

    /// A name that needs no escapes.
    fn key(&mut self, name: &str) {
        self.next();
        if self.writer.depth == OPEN {
            self.writer.wide = WIDE.contains(&name);
        }
        let out = &mut *self.writer.out;
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\": ");
    }

    fn item<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.next();
        value.serialize(&mut *self.writer)
    }

    fn finish(self) -> Result<(), Error> {
        self.writer.close(self.close, self.lines && self.any);
        if let Some(lines) = self.around {
            self.writer.close(b'}', lines);
        }
        Ok(())
    }
}

macro_rules! integers {
    ($($name:ident: $int:ty),*) => {
        $(fn $name(self, value: $int) -> Result<(), Error> {
            self.number(i64::from(value).unsigned_abs(), value < 0);
            Ok(())
        })*
    };
}

impl<'w, 'o> ser::Serializer for &'w mut Writer<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'w, 'o>;
    type SerializeTuple = Items<'w, 'o>;
    type SerializeTupleStruct = Items<'w, 'o>;
    type SerializeTupleVariant = Items<'w, 'o>;
    type SerializeMap = Items<'w, 'o>;
    type SerializeStruct = Items<'w, 'o>;
    type SerializeStructVariant = Items<'w, 'o>;

    integers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.number(value, false);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        serde_json::to_writer(&mut *self.out, &value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        serde_json::to_writer(&mut *self.out, &value)
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut around = self.open(b'{', b'}');
        around.key(variant);
        value.serialize(&mut *around.writer)?;
        around.finish()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'w, 'o>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'w, 'o>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'w, 'o>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'w, 'o>, Error> {
        Ok(self.variant(variant, b'[', b']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'w, 'o>, Error> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'w, 'o>, Error> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'w, 'o>, Error> {
        Ok(self.variant(variant, b'{', b'}'))
    }

    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<(), Error> {
        self.text(&value.to_string());
        Ok(())
    }
}

macro_rules! lists {
    ($($name:ident::$item:ident),*) => {
        $(impl ser::$name for Items<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $item<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        })*
    };
}

lists!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

macro_rules! objects {
    ($($name:ident),*) => {
        $(impl ser::$name for Items<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
                self.key(key);
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        })*
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Error> {
        self.next();
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        let written = self.writer.out.get(start..).unwrap_or_default();
        let Some(name) = written.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")) else {
            return Err(Error::custom("a key of JSON is text"));
        };
        if self.writer.depth == OPEN {
            self.writer.wide = WIDE.iter().any(|wide| wide.as_bytes() == name);
        }
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.writer.out.extend_from_slice(b": ");
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

/// How many bytes at the start of a text stand in JSON as they are.
fn plain(text: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Whether one of eight bytes is zero: only then does subtracting one borrow into a high bit that was not set.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let (words, _) = text.as_chunks::<8>();
    let special = |word: &[u8; 8]| {
        let word = u64::from_le_bytes(*word);
        let (quote, backslash) = (word ^ (ONES * u64::from(b'"')), word ^ (ONES * u64::from(b'\\')));
        // Control characters are those without any of the three high bits.
        zero(quote) | zero(backslash) | zero(word & (ONES * 0xe0)) != 0
    };
    let start = 8 * words.iter().position(special).unwrap_or(words.len());
    let rest = text.get(start..).unwrap_or_default();
    start + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=31)).unwrap_or(rest.len())
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        8 => b'b',
        12 => b'f',
        _ => {
            const HEX: &[u8; 16] = b"0123456789abcdef";
            let digit = |value: u8| HEX.get(usize::from(value)).copied().unwrap_or(b'0');
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::append;

    fn laid_out(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        append(&mut out, value, 0).unwrap();
        String::from_utf8(out).unwrap()
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

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    enum Any<'a> {
        Plain,
        New(&'a str),
        Pair(i64, u64),
        Fields { float: f64, small: f32, maybe: Option<char>, none: Option<i8>, bytes: &'a [u8], unit: Unit },
        Map(BTreeMap<&'a str, (i16, bool)>),
    }

    proptest! {
        #[test]
        fn it_says_what_serde_json_says(
            text in any::<String>(),
            near in "[\u{0}-\u{7f}é\u{2028}]{0,40}",
            numbers in any::<(i64, u64, i8, i16)>(),
            (float, small) in (proptest::num::f64::NORMAL, proptest::num::f32::NORMAL),
            flag in any::<bool>(),
            letter in any::<char>(),
        ) {
            let (signed, unsigned, tiny, short) = numbers;
            let values = [
                Any::Plain,
                Any::New(&text),
                Any::New(&near),
                Any::Pair(signed, unsigned),
                Any::Pair(i64::MIN, u64::MAX),
                Any::Fields { float, small, maybe: Some(letter), none: None, bytes: near.as_bytes(), unit: Unit },
                Any::Fields { float, small, maybe: None, none: Some(tiny), bytes: &[], unit: Unit },
                Any::Map([(text.as_str(), (short, flag)), (near.as_str(), (0, true))].into()),
            ];
            let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            prop_assert_eq!(read(&laid_out(&values)), read(&serde_json::to_string(&values).unwrap()));
            // Texts alone are the same to the byte.
            prop_assert_eq!(laid_out(&near), serde_json::to_string(&near).unwrap());
            prop_assert_eq!(laid_out(&text), serde_json::to_string(&text).unwrap());
        }
    }

    #[test]
    fn a_key_is_text() {
        let mut out = Vec::new();
        assert!(append(&mut out, &BTreeMap::from([(1, 2)]), 0).is_err());
    }
}
