//! Our own JSON document, back into a model.
//!
//! Only what was declared is written back: values whose origin is the declaration, not what types, protocols and
//! boundaries imply, and nothing of what was found. Comments, file borders and the texts of built-in rules are gone.

mod codes;
mod model;
mod place;
mod shape;
mod tree;
mod value;

pub use codes::CODES;

use crate::diag::{Diagnostic, Severity};
use crate::fmt::format_new;
use crate::import::Imported;
use crate::import::json::codes::{DOCUMENT, POSITION, VERSION};
use crate::import::json::shape::{List, Positions};
use crate::syntax::parse;
use crate::text::{SourceId, Span};
use crate::view::document::{self, Document};

/// The part of a document that says how to read the rest.
#[derive(serde::Deserialize)]
struct Head {
    version: String,
}

/// Reads a document.
pub fn read(source: SourceId, text: &str) -> Imported {
    let refuse = |diagnostic: Diagnostic| Imported { diagnostics: vec![diagnostic], ..Imported::default() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    match serde_json::from_str::<Head>(text) {
        Ok(head) if major(&head.version) != major(document::VERSION) => {
            let known = format!(
                "this program reads version `{}`; write the document again from its sources, or import it with the program \
                 that wrote it",
                document::VERSION
            );
            let said = format!("the document has the version `{}`, which is not known", head.version);
            return refuse(Diagnostic::new(&VERSION, at_version(source, text), said).help(known));
        }
        // What else is wrong with it is said below, in words of the document.
        Ok(_) | Err(_) => {}
    }
    let positions = match shape::positions(text) {
        Ok(positions) => positions,
        Err(error) => return refuse(several(source, text).unwrap_or_else(|| broken(source, text, &error))),
    };
    match serde_json::from_str::<Document<'static>>(text) {
        Ok(document) => match beyond(source, &document, &positions) {
            found if found.is_empty() => readable(source, model::rebuilt(source, &document)),
            diagnostics => Imported { diagnostics, ..Imported::default() },
        },
        Err(error) => refuse(broken(source, text, &error)),
    }
}

/// Refuses what would be printed as text that cannot be read again, such as lists in lists in lists.
fn readable(source: SourceId, mut imported: Imported) -> Imported {
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    if !imported.diagnostics.iter().any(is_error) {
        let read = parse(source, &format_new(&imported.file));
        if let Some(fault) = read.diagnostics.into_iter().find(is_error) {
            let said = format!("no text can be made of the document: {}", fault.message);
            imported.diagnostics.push(Diagnostic::new(&DOCUMENT, Span::new(source, 0, 0), said));
        }
    }
    imported
}

/// The lists in which something has a position that is not there.
fn beyond(source: SourceId, document: &Document, positions: &Positions) -> Vec<Diagnostic> {
    let beyond = positions.iter().filter_map(|(list, (position, at))| {
        let (name, count) = match list {
            List::Sources => ("sources", document.sources.len()),
            List::Implied => ("implied", document.implied.len()),
            List::Rules => ("rules", document.rules.len()),
        };
        let said = format!("`{at}` is the position {position} in `{name}`, which holds {count}");
        let help = "positions count from 0";
        (*position >= count as u64).then(|| Diagnostic::new(&POSITION, Span::new(source, 0, 0), said).help(help))
    });
    beyond.collect()
}

/// Says that several documents stand in a text, where they do.
fn several(source: SourceId, text: &str) -> Option<Diagnostic> {
    let mut documents = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    documents.next()?.ok()?;
    let behind = text.get(documents.byte_offset()..)?;
    let at = text.len() - behind.trim_start().len();
    let said = "several documents stand in the text, and one is read at a time";
    text.get(at..)?.starts_with('{').then(|| {
        Diagnostic::new(&DOCUMENT, Span::new(source, at, at), said)
            .help("put each into a file of its own: `check --format json` with one model, or `render json`")
    })
}

/// What serde_json says, at its line and column.
fn broken(source: SourceId, text: &str, error: &serde_json::Error) -> Diagnostic {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start = lines.map(str::len).sum::<usize>();
    let mut at = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let said = error.to_string();
    // Its own line and column stand at the place already.
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let what = if error.is_data() { "no model document" } else { "no JSON" };
    Diagnostic::new(&DOCUMENT, Span::new(source, at, at), format!("{what}: {said}"))
}

/// Where the version stands, as well as a search can tell.
fn at_version(source: SourceId, text: &str) -> Span {
    let at = text.find("\"version\"").unwrap_or(0);
    Span::new(source, at, at + if at > 0 { "\"version\"".len() } else { 0 })
}
