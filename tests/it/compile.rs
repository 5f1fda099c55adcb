//! The one place where tests compile models held in memory.

use palisade::diag::{self, CodeInfo, Diagnostic};
use palisade::text::{Source, Sources};
use palisade::{config, syntax};

/// A model in memory: paths and texts, the first a root unless another one is, and the day it is.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Paths relative to the project root, and contents.
    pub files: Vec<(String, String)>,
    /// `YYYY-MM-DD`; a fixed day if there is none.
    pub today: Option<String>,
    /// Whether to stop behind the parser.
    pub syntax_only: bool,
}

/// All diagnostics for the input, sorted, with the sources that they point into.
pub fn compile_for_test(input: &Input) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    for (path, text) in &input.files {
        let id = sources.add(Source::new(path.clone(), text.as_str()));
        if path.ends_with(".toml") {
            diagnostics.extend(config::parse(id, text, &known_codes()).1);
        } else {
            diagnostics.extend(syntax::parse(id, text).diagnostics);
        }
    }
    diag::sort(&mut diagnostics);
    (sources, diagnostics)
}

/// The codes of every phase.
pub fn known_codes() -> Vec<&'static CodeInfo> {
    [syntax::CODES, config::CODES].concat()
}
