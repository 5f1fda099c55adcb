//! JSON: the whole document, one item after the other. Every other output in JSON is written here too.

mod layout;
mod quote;

use std::io::{self, Write as _};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::ser::Formatter;

use crate::emit::json::layout::Layout;
use crate::emit::json::quote::fragment;
use crate::view;
use crate::view::whole::{Out, RunVerdict, Whole};

/// What a document ends with.
const END: &[u8] = b"\n}\n";
/// Items that are written ahead, side by side: enough to keep all cores busy, few enough to be small.
const BATCH: usize = 1024;
/// Items that one core writes in a row.
const RUN: usize = 64;
/// Bytes that an item is expected to take: so much room is made at once.
const ROOM: usize = 512;
/// Bytes that may wait to be written.
const FULL: usize = 64 * 1024;

/// Writes the document, with a newline at the end.
///
/// Every field has a line of its own, and so has every item of every list, without blanks: two versions compare item by
/// item, and a large model is no larger than it must be.
///
/// # Errors
/// Those of the writer.
pub fn write(whole: &Whole, mut out: impl io::Write) -> io::Result<()> {
    let mut fields = Fields { out: &mut out, waiting: Vec::new(), any: false };
    whole.write(&mut fields)?;
    fields.waiting.extend_from_slice(END);
    fields.flush()
}

/// Puts the verdict on the run into a document that was written without: it is the last thing that a document says, in
/// the gate.
///
/// # Errors
/// When it is no such document.
pub fn tell_run(document: &mut Vec<u8>, run: &view::RunVerdict) -> io::Result<()> {
    let gate = document.strip_suffix(END).and_then(|fields| fields.strip_suffix(b"}"));
    let gate = gate.ok_or_else(|| io::Error::other("the document does not end with the gate"))?.len();
    document.truncate(gate);
    document.extend_from_slice(b",\"run\":");
    let view::RunVerdict { judged, passed, sentence } = run;
    append(document, &RunVerdict { judged: *judged, passed: *passed, sentence: sentence.as_str().into() })?;
    document.push(b'}');
    document.extend_from_slice(END);
    Ok(())
}

/// Writes one value with a line for each field of each item, with a newline at the end.
///
/// # Errors
/// Those of the writer.
pub fn write_value(value: &impl Serialize, mut out: impl io::Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Layout::inside(0)))?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}

/// One value with a line for each value in it, and a newline at the end.
pub fn tall(value: &impl Serialize) -> String {
    written(value, Layout::tall()) + "\n"
}

/// A text as a JSON string, in its quotes.
pub fn string(text: &str) -> String {
    written(&text, Layout::inside(0))
}

fn written(value: &impl Serialize, layout: Layout) -> String {
    let mut bytes = Vec::new();
    // Text, numbers and lists of them cannot fail to be written into memory, and come out as UTF-8.
    let _ = value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, layout));
    String::from_utf8(bytes).unwrap_or_default()
}

/// The fields of the document, one after the other.
struct Fields<'w, W> {
    out: &'w mut W,
    /// What was made and not written yet.
    waiting: Vec<u8>,
    /// Whether there was a field.
    any: bool,
}

impl<W: io::Write> Fields<'_, W> {
    fn name(&mut self, name: &str) -> io::Result<()> {
        self.waiting.push(if self.any { b',' } else { b'{' });
        self.any = true;
        write!(self.waiting, "\n\"{name}\":")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }

    fn end_list(&mut self) -> io::Result<()> {
        self.waiting.extend_from_slice(b"\n]");
        if self.waiting.len() > FULL { self.flush() } else { Ok(()) }
    }
}

impl<W: io::Write> Out for Fields<'_, W> {
    type Error = io::Error;

    fn field(&mut self, name: &'static str, value: &impl Serialize) -> io::Result<()> {
        self.name(name)?;
        append(&mut self.waiting, value)?;
        if self.waiting.len() > FULL { self.flush() } else { Ok(()) }
    }

    fn list<'i, T: Sync, V: Serialize + Send>(
        &mut self,
        name: &'static str,
        items: &'i [T],
        make: impl Fn(&'i T) -> V + Sync,
    ) -> io::Result<()> {
        self.name(name)?;
        self.waiting.push(b'[');
        if items.is_empty() {
            self.waiting.push(b']');
            return Ok(());
        }
        if items.len() <= RUN {
            // Threads that are not running yet would cost more than they save.
            append_items(&mut self.waiting, items, &make)?;
            return self.end_list();
        }
        let mut between: &[u8] = b"";
        for batch in items.chunks(BATCH) {
            let runs: Vec<io::Result<Vec<u8>>> = batch.par_chunks(RUN).map(|run| run_of(run, &make)).collect();
            for run in runs {
                self.waiting.extend_from_slice(between);
                self.flush()?;
                self.out.write_all(&run?)?;
                between = b",";
            }
        }
        self.end_list()
    }
}

fn run_of<'i, T, V: Serialize>(items: &'i [T], make: impl Fn(&'i T) -> V) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(items.len() * ROOM);
    append_items(&mut out, items, make)?;
    Ok(out)
}

/// The items of a list of the document, with commas between them.
fn append_items<'i, T, V: Serialize>(out: &mut Vec<u8>, items: &'i [T], make: impl Fn(&'i T) -> V) -> io::Result<()> {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        out.push(b'\n');
        append(out, &make(item))?;
    }
    Ok(())
}

/// Appends a value on one line.
fn append(out: &mut Vec<u8>, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, Flat))?;
    Ok(())
}

/// No line ends and no blanks.
struct Flat;

impl Formatter for Flat {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        fragment(out, text)
    }
}
