//! JSON: the whole document, one item after the other.

mod layout;

use std::io;

use rayon::prelude::*;
use serde::Serialize;

use crate::emit::json::layout::{Layout, line};
use crate::view::whole::{Out, Whole};

/// Items that are written ahead, side by side: enough to keep all cores busy, few enough to be small.
const BATCH: usize = 1024;
/// Items that one core writes in a row.
const RUN: usize = 64;

/// Writes the document, with a newline at the end.
///
/// Every field of every item has a line of its own, and so has every attribute and every reason, so that two
/// versions compare well; what lies deeper stands on one line.
///
/// # Errors
/// Those of the writer.
pub fn write(whole: &Whole, mut out: impl io::Write) -> io::Result<()> {
    let mut fields = Fields { out: &mut out, any: false };
    whole.write(&mut fields)?;
    out.write_all(b"\n}\n")
}

/// Writes one value in the same form, with a newline at the end.
///
/// # Errors
/// Those of the writer.
pub fn write_value(value: &impl Serialize, mut out: impl io::Write) -> io::Result<()> {
    piece(&mut out, value, 0)?;
    out.write_all(b"\n")
}

/// The fields of the document, one after the other.
struct Fields<'w, W> {
    out: &'w mut W,
    any: bool,
}

impl<W: io::Write> Fields<'_, W> {
    fn name(&mut self, name: &str) -> io::Result<()> {
        self.out.write_all(if self.any { b"," } else { b"{" })?;
        self.any = true;
        line(self.out, 1)?;
        write!(self.out, "\"{name}\": ")
    }
}

impl<W: io::Write> Out for Fields<'_, W> {
    type Error = io::Error;

    fn field(&mut self, name: &'static str, value: &impl Serialize) -> io::Result<()> {
        self.name(name)?;
        piece(self.out, value, 1)
    }

    fn list<'i, T: Sync, V: Serialize + Send>(
        &mut self,
        name: &'static str,
        items: &'i [T],
        make: impl Fn(&'i T) -> V + Sync,
    ) -> io::Result<()> {
        self.name(name)?;
        if items.is_empty() {
            return self.out.write_all(b"[]");
        }
        let mut between: &[u8] = b"[";
        if items.len() <= RUN {
            // Threads that are not running yet would cost more than they save.
            self.out.write_all(between)?;
            self.out.write_all(&items_of(items, &make)?)?;
            line(self.out, 1)?;
            return self.out.write_all(b"]");
        }
        for batch in items.chunks(BATCH) {
            let runs: Vec<io::Result<Vec<u8>>> = batch.par_chunks(RUN).map(|run| items_of(run, &make)).collect();
            for run in runs {
                self.out.write_all(between)?;
                self.out.write_all(&run?)?;
                between = b",";
            }
        }
        line(self.out, 1)?;
        self.out.write_all(b"]")
    }
}

/// The items of a list of the document, with commas between them.
fn items_of<'i, T, V: Serialize>(items: &'i [T], make: impl Fn(&'i T) -> V) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        line(&mut out, 2)?;
        piece(&mut out, &make(item), 2)?;
    }
    Ok(out)
}

/// A value that stands so deep in the document.
fn piece(out: &mut impl io::Write, value: &impl Serialize, depth: usize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Layout::inside(depth));
    value.serialize(&mut serializer)?;
    Ok(())
}
