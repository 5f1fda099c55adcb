//! Facts that are in no file, on top of what the files of a model say.
//!
//! Each text becomes a source of its own, behind those of the model, so that what is wrong with it has a place in it;
//! the trees are edited by `check`.

use std::path::PathBuf;

use crate::catalogue;
use crate::check;
use crate::driver::parts::Loaded;
use crate::text::{Source, SourceId};

/// What the sources of suppositions are called.
const NAME: &str = "--what-if";

/// Puts suppositions into the trees of the model itself, which is the last part.
pub(crate) fn suppose(loaded: &mut Loaded, texts: &[String]) {
    let Some(part) = loaded.parts.last_mut() else { return };
    for text in texts {
        let id = SourceId(loaded.sources.len() as u32);
        loaded.sources.add(Source::new(NAME, text.as_str()));
        loaded.paths.push(PathBuf::from(NAME));
        // The source's own text: it may have lost a byte-order mark.
        let text = loaded.sources.get(id).map_or("", |source| &source.text);
        let read = check::supposition(id, text);
        part.diagnostics.extend(read.diagnostics);
        part.diagnostics.extend(check::suppose(&mut part.files, catalogue::vocabulary(), read.facts));
        if !read.file.items.is_empty() {
            part.files.push(read.file);
        }
    }
}
