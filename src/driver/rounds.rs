//! Of which files the models of a run are made, looked at before anything is said of any of them: what belongs to no
//! model, and whether the run is too large, is known of all models together only.
//!
//! The first models are compiled on this occasion, which is all there is to most runs. Of the others no more is looked at
//! than which files they name, and they are compiled when it is their turn, so that a run of thousands of models holds a
//! few of them at a time.
//!
//! What many models share is read and checked again for each, and nobody waits for that without end. What was spent is
//! counted in text, so a run that meets the limit meets it on every machine at the same model.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::compilation::Compilation;
use crate::driver::limits::ROUND;
use crate::driver::load::load;
use crate::driver::open::Depth;
use crate::driver::parallel::map;
use crate::driver::parts::Loaded;
use crate::driver::reader::Reader;
use crate::driver::roots::Root;
use crate::text::{Sources, Span};

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

/// Bytes of text that every run may look at.
const BASE: usize = 2 << 20;
/// How many times a run may look at the text that it has.
const TIMES: usize = 100;
/// What opening a file costs, in bytes of text.
const FILE: usize = 500;

/// A model whose turn has not come.
pub(super) enum Waiting {
    /// It was compiled already; nobody has had the last word on it.
    Compiled(Box<Compilation>),
    /// It was compiled, and the last word on it is said.
    Settled(Box<Compilation>),
    /// It will be.
    Root(Box<Root>),
}

/// Of what the models of a run are made, all together.
#[derive(Debug, Default)]
pub(super) struct Extent {
    /// The roots, by path, of the models in their order.
    pub(super) roots: Vec<PathBuf>,
    /// Every file that is read, canonical.
    pub(super) files: BTreeSet<PathBuf>,
    /// The roots of the models that they use.
    pub(super) used: BTreeSet<PathBuf>,
    /// Bytes of text of all models, those of a file that several have counted for each.
    pub(super) bytes: usize,
    /// The text of a run, each file once.
    text: usize,
    /// What was looked at.
    spent: usize,
}

impl Extent {
    fn add<'p>(
        &mut self,
        root: PathBuf,
        paths: Vec<PathBuf>,
        sources: &Sources,
        used: impl Iterator<Item = &'p PathBuf>,
    ) {
        for (path, (_, source)) in paths.into_iter().zip(sources.iter()) {
            let length = source.text.len();
            self.spent += length + FILE;
            self.bytes += length;
            if self.files.insert(path) {
                self.text += length;
            }
        }
        for root in used {
            if !self.used.contains(root) {
                self.used.insert(root.clone());
            }
        }
        self.roots.push(root);
    }

    fn is_too_large(&self) -> bool {
        self.spent > BASE + TIMES * self.text
    }
}

/// Looks at the roots in their order, at as many as there is room for, and compiles the first of them.
///
/// The diagnostic names the first model for which there is no room.
pub(super) fn survey(
    reader: &Reader<'_>,
    roots: Vec<Root>,
    one: impl Fn(Root) -> Compilation + Sync + Send,
) -> (Vec<Waiting>, Extent, Option<Diagnostic>) {
    let count = roots.len();
    let (mut waiting, mut extent) = (Vec::with_capacity(count), Extent::default());
    let mut rest = roots.into_iter();
    let first: Vec<Root> = rest.by_ref().take(ROUND).collect();
    for compilation in map(first, count > 1, one) {
        let Compilation { root, paths, sources, used, .. } = &compilation;
        extent.add(root.clone(), paths.clone(), sources, used.iter().map(|(_, root)| root));
        waiting.push(Waiting::Compiled(Box::new(compilation)));
    }
    loop {
        let round: Vec<Root> = rest.by_ref().take(ROUND).collect();
        let Some(next) = round.first() else { return (waiting, extent, None) };
        if extent.is_too_large() {
            let problem = too_large(count - waiting.len(), next);
            return (waiting, extent, Some(problem));
        }
        for (root, loaded) in map(round, true, |root| (root.again(), load(reader, root, Depth::Outline))) {
            let used = loaded.used();
            let Loaded { sources, paths, .. } = loaded;
            extent.add(root.path.clone(), paths, &sources, used.iter().map(|(_, root)| root));
            waiting.push(Waiting::Root(Box::new(root)));
        }
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
