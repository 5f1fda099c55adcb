//! The models of a run, some at a time: what many of them share is read and checked again for each, and nobody waits for
//! that without end.
//!
//! What was spent is counted in text, so a run that meets the limit meets it on every machine at the same model.

use std::path::PathBuf;

use rustc_hash::FxHashSet;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::compile::Compilation;
use crate::driver::parallel::map;
use crate::driver::roots::Root;
use crate::text::Span;

/// The models of a run take too much together.
pub static TOO_LARGE: CodeInfo = CodeInfo {
    code: Code("run-too-large"),
    severity: Severity::Error,
    summary: "the models of a run read the same files too often",
    explanation: r#"
What a model includes and uses is read and checked for that model. Where very many models share large files, a run would
take hours over a few pages of text. A run may look at a hundred times the text that it has, and at some megabytes in any
case; models that come after that are not looked at, and the run is not judged. Check them in several runs, each with
some of the paths.
"#,
};

/// So many models are compiled before somebody looks at what they took.
const ROUND: usize = 64;
/// Bytes of text that every run may look at.
const BASE: usize = 2 << 20;
/// How many times a run may look at the text that it has.
const TIMES: usize = 100;
/// What opening a file costs, in bytes of text.
const FILE: usize = 500;

/// Compiles the roots in their order, as many as there is room for.
///
/// # Errors
/// Beside the models that were compiled, a diagnostic that names the first one that was not.
pub(super) fn compile(
    roots: Vec<Root>,
    one: impl Fn(Root) -> Compilation + Sync + Send,
) -> (Vec<Compilation>, Option<Diagnostic>) {
    let count = roots.len();
    if count <= ROUND {
        return (map(roots, count > 1, one), None);
    }
    let mut compilations: Vec<Compilation> = Vec::with_capacity(count);
    // The text of a run, by file, and what was looked at.
    let (mut files, mut text, mut spent) = (FxHashSet::<PathBuf>::default(), 0, 0);
    let mut rest = roots.into_iter();
    loop {
        let round: Vec<Root> = rest.by_ref().take(ROUND).collect();
        if round.is_empty() {
            return (compilations, None);
        }
        if spent > BASE + TIMES * text {
            let left = count - compilations.len();
            return (compilations, round.first().map(|first| too_large(left, first)));
        }
        let done = map(round, true, &one);
        for compilation in &done {
            for (path, source) in compilation.paths.iter().zip(compilation.sources.iter().map(|(_, source)| source)) {
                let length = source.text.len();
                spent += length + FILE;
                if files.insert(path.clone()) {
                    text += length;
                }
            }
        }
        compilations.extend(done);
    }
}

fn too_large(left: usize, first: &Root) -> Diagnostic {
    let (models, are) = if left == 1 { ("model", "is") } else { ("models", "are") };
    let message = format!(
        "{left} {models} {are} not looked at, from `{}` on: those before read the same files too often",
        first.typed.show(&first.path)
    );
    Diagnostic::new(&TOO_LARGE, Span::NONE, message).help("check them in several runs, each with some of the paths")
}
