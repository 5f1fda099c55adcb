//! Documents that wait: each is made when its model is at hand, and written once the verdict on the whole run is known.
//!
//! They are packed, and only as many as there is room for; the models of the others are compiled once more.

use std::sync::atomic::{AtomicUsize, Ordering};

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

use crate::cli::product::{self, Unmade};
use crate::driver::Compilation;
use crate::emit::json;
use crate::view::RunVerdict;

/// So many bytes of packed documents wait at a time: those of some thousand small models.
const ROOM: usize = 224 << 20;

/// Room for documents.
pub(super) struct Shelf {
    left: AtomicUsize,
}

/// A document without the verdict on the run, or why there is none.
pub(super) struct Packed(Result<Box<[u8]>, Unmade>);

impl Shelf {
    /// Nothing waits yet.
    pub(super) fn new() -> Shelf {
        Shelf { left: AtomicUsize::new(ROOM) }
    }

    /// The document of a model; nothing where there is no room for it.
    pub(super) fn put(&self, format: &str, compilation: &Compilation) -> Option<Packed> {
        if self.left.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let packed =
            product::bytes_of(format, compilation).map(|bytes| compress_prepend_size(&bytes).into_boxed_slice());
        let size = packed.as_ref().map_or(0, |bytes| bytes.len());
        let taken = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(size));
        if taken.is_err() {
            // What did not fit stays away, and so do those after it: making them would be for nothing.
            self.left.store(0, Ordering::Relaxed);
            return None;
        }
        Some(Packed(packed))
    }
}

impl Packed {
    /// The document, with the verdict on the run.
    ///
    /// # Errors
    /// When it could not be made.
    pub(super) fn open(self, run: Option<&RunVerdict>) -> Result<Vec<u8>, Unmade> {
        let mut document = decompress_size_prepended(&self.0?).map_err(Unmade::of)?;
        if let Some(run) = run {
            json::tell_run(&mut document, run).map_err(Unmade::of)?;
        }
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::{MemoryWorld, Options, run};
    use crate::model::Date;

    #[test]
    fn what_waited_is_as_if_it_had_not() {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        world.add("m.tm", "model m \"M\"\nactor a\nprocess \"p\" { admin = \"##[x]\" }\na -> p\n");
        let mut found = run(&world, &["m.tm".into()], &Options::default());
        let compilation = found.compilations.first_mut().unwrap();
        let verdict = RunVerdict { judged: true, passed: false, sentence: "run: \"failed\" ##[x], 1 of 2".to_owned() };
        let packed = Shelf::new().put("json", compilation).unwrap();
        let without = Shelf::new().put("json", compilation).unwrap();
        assert!(
            without.open(None).is_ok_and(|bytes| Ok(bytes) == product::bytes_of("json", compilation).map_err(drop))
        );
        compilation.gate.run = Some(verdict.clone());
        let whole = product::bytes_of("json", compilation).map_err(drop).unwrap();
        let waited = packed.open(Some(&verdict)).map_err(drop).unwrap();
        assert_eq!(String::from_utf8(waited).unwrap(), String::from_utf8(whole).unwrap());
        let full = Shelf { left: AtomicUsize::new(10) };
        assert!(full.put("json", compilation).is_none() && full.put("json", compilation).is_none());
    }
}
