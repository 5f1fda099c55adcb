//! The one place where tests compile models held in memory.

use std::path::PathBuf;

use palisade::diag::{self, Diagnostic};
use palisade::driver::{MemoryWorld, Mended, Options, Run, codes, mend, run};
use palisade::model::parse_date;
use palisade::text::{Source, SourceId, Sources, Span};
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

/// The day on which tests play.
pub const DAY: &str = "2026-11-23";

/// All diagnostics for the input, sorted, with the sources that they point into. Without a root, or where only the
/// syntax is asked for, files are parsed and no more.
pub fn compile_for_test(input: &Input) -> (Sources, Vec<Diagnostic>) {
    let run = run_for_test(input);
    if input.syntax_only || run.compilations.is_empty() {
        return parse_only(input);
    }
    let mut sources = Sources::default();
    let mut diagnostics = run.problems;
    for compilation in run.compilations {
        // A file of several models is one source here, so that what each says of it stands at one place.
        let ids: Vec<SourceId> = compilation.sources.iter().map(|(_, source)| known(&mut sources, source)).collect();
        let moved = |span: Span| match ids.get(span.source.0 as usize) {
            Some(id) => Span { source: *id, ..span },
            None => span,
        };
        for mut diagnostic in compilation.diagnostics {
            diagnostic.labels.iter_mut().for_each(|label| label.span = moved(label.span));
            let edits = diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
            edits.for_each(|edit| edit.span = moved(edit.span));
            diagnostics.push(diagnostic);
        }
    }
    diag::sort(&mut diagnostics);
    (sources, diagnostics)
}

/// The models of the input, with the folder `.` as the path of the call.
pub fn run_for_test(input: &Input) -> Run {
    run(&world_for_test(input), &[PathBuf::from(".")], &Options { orphans: true, ..Options::default() })
}

/// The models of the input with every sure fix applied.
pub fn mend_for_test(input: &Input) -> Mended {
    mend(&world_for_test(input), &[PathBuf::from(".")], &Options { orphans: true, ..Options::default() })
}

fn world_for_test(input: &Input) -> MemoryWorld {
    let day = input.today.as_deref().unwrap_or(DAY);
    let mut world = MemoryWorld::new(parse_date(day).unwrap_or_else(|| panic!("no such day: {day}")));
    // The folder is a project of its own.
    world.add(".git/HEAD", "");
    for (path, text) in &input.files {
        world.add(path, text.as_str());
    }
    world
}

fn known(sources: &mut Sources, source: &Source) -> SourceId {
    let found = sources.iter().find(|(_, other)| other.path == source.path).map(|(id, _)| id);
    found.unwrap_or_else(|| sources.add(Source::new(source.path.clone(), source.text.clone())))
}

fn parse_only(input: &Input) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    for (path, text) in &input.files {
        let id = sources.add(Source::new(path.clone(), text.as_str()));
        if path.ends_with(".toml") {
            diagnostics.extend(config::parse(id, text, &codes(), None).1);
        } else {
            diagnostics.extend(syntax::parse(id, text).diagnostics);
        }
    }
    diag::sort(&mut diagnostics);
    (sources, diagnostics)
}
