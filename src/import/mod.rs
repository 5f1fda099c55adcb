//! Foreign file → syntax tree, which `fmt` prints; one file or folder a format, and one list.
//!
//! An importer says what it could not carry over. It checks names and shapes, so that what is printed can be read;
//! whether the model makes sense is `check`'s matter.

pub mod json;

use crate::diag::{CodeInfo, Diagnostic};
use crate::syntax::ast::File;
use crate::text::SourceId;

/// An input format.
#[derive(Debug)]
pub struct Importer {
    /// Its name on the command line.
    pub name: &'static str,
    /// One sentence: what it reads.
    pub doc: &'static str,
    /// Reads a text.
    pub read: fn(SourceId, &str) -> Imported,
}

/// Every input format.
pub const IMPORTERS: &[Importer] =
    &[Importer { name: "json", doc: "What `palisade` writes as JSON, back into `.tm` text.", read: json::read }];

/// What came of an import.
#[derive(Debug, Default)]
pub struct Imported {
    /// A model in one file; its spans point nowhere.
    pub file: File,
    /// What was wrong, and what was left out. With an error the file is not to be used.
    pub diagnostics: Vec<Diagnostic>,
}

impl Importer {
    /// The format of a name.
    pub fn of(name: &str) -> Option<&'static Importer> {
        IMPORTERS.iter().find(|importer| importer.name == name)
    }
}

/// Every code that importers report.
pub fn codes() -> impl Iterator<Item = &'static CodeInfo> {
    json::CODES.iter().copied()
}
