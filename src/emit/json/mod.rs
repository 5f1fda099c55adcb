//! JSON: the whole document, one item after the other.

mod layout;

use std::io;

use serde::Serialize;

use crate::emit::json::layout::Layout;
use crate::view::whole::Whole;

/// Writes the document, with a newline at the end.
///
/// Every field of every item has a line of its own, and so has every attribute and every reason, so that two
/// versions compare well; what lies deeper stands on one line.
///
/// # Errors
/// Those of the writer.
pub fn write(whole: &Whole, mut out: impl io::Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Layout::default());
    whole.serialize(&mut serializer)?;
    out.write_all(b"\n")
}
