//! All models that some paths lead to, in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use smol_str::SmolStr;

use crate::config;
use crate::diag::{self, Code, CodeInfo, Diagnostic, Severity};
use crate::driver::World;
use crate::driver::compile::{Compilation, Options, compile_root};
use crate::driver::parallel::map;
use crate::driver::place::{Typed, between, slashes};
use crate::driver::read::read;
use crate::driver::results::read_results;
use crate::driver::roots::find;
use crate::driver::settle::settle;
use crate::gate;
use crate::text::{SourceId, Span};

/// Two models have one name.
pub static DUPLICATE: CodeInfo = CodeInfo {
    code: Code("duplicate-model"),
    severity: Severity::Error,
    summary: "two models of one run have the same name",
    explanation: r#"
A model's name is the name of its folder among the results, and what reports call it. Two models with one name would
overwrite each other. Rename one of them, or check them in separate runs.
"#,
};

/// A file belongs to no model.
pub static ORPHAN: CodeInfo = CodeInfo {
    code: Code("orphan-file"),
    severity: Severity::Warning,
    summary: "a `.tm` file that no model includes",
    explanation: r#"
The folder that was searched holds a `.tm` file that is neither a root nor included or used by any of the models. What it
declares is in no picture and has no threats. Include it from the root, or delete it.

```tm
model shop "Shop"
include "services/*.tm"      // does not match `services/old/billing.tm`
```
"#,
};

/// What a run gives.
#[derive(Debug, Default)]
pub struct Run {
    /// The models, by the path of their roots.
    pub compilations: Vec<Compilation>,
    /// What is wrong with the paths of the call; without places.
    pub problems: Vec<Diagnostic>,
}

impl Run {
    /// How many of the problems are errors: something that was asked for is not in the run.
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
    }

    /// The verdict on the run as a whole, where the last model's is not that.
    pub fn sentence(&self) -> Option<String> {
        let names: Vec<SmolStr> = self.compilations.iter().map(Compilation::name).collect();
        let models = names.iter().zip(&self.compilations).map(|(name, each)| (name.as_str(), &each.verdict));
        gate::run_sentence(&models.collect::<Vec<_>>(), self.errors())
    }
}

/// Compiles every model that the paths lead to: in parallel where there are several, reported by path.
pub fn run(world: &dyn World, paths: &[PathBuf], options: &Options) -> Run {
    let found = find(world, paths);
    let mut problems = found.problems;
    let results = read_results(world, &options.tests).unwrap_or_else(|problem| {
        problems.push(*problem);
        None
    });
    let several = found.roots.len() > 1;
    let mut compilations = map(found.roots, several, |root| compile_root(world, root, options, results.as_ref()));
    refuse_duplicates(&mut compilations);
    if options.orphans {
        report_orphans(world, &mut compilations, found.searched, options);
    }
    compilations.iter_mut().for_each(|compilation| settle(compilation, options));
    Run { compilations, problems }
}

fn refuse_duplicates(compilations: &mut [Compilation]) {
    let mut first: BTreeMap<SmolStr, String> = BTreeMap::new();
    for compilation in compilations {
        let decl = &compilation.model.decl;
        let name = compilation.name();
        let place = compilation.project.relative(&compilation.root);
        match first.get(&name) {
            None => drop(first.insert(name, place)),
            Some(other) => {
                let message = format!("another model is called `{name}`");
                let diagnostic = Diagnostic::new(&DUPLICATE, decl.span, message)
                    .note(format!("the other one is declared in `{other}`"))
                    .help("rename one of them");
                compilation.diagnostics.push(diagnostic);
                compilation.incomplete = true;
                diag::sort(&mut compilation.diagnostics);
            }
        }
    }
}

/// Says of each file that belongs to no model which one it lies next to.
fn report_orphans(
    world: &dyn World,
    compilations: &mut [Compilation],
    searched: BTreeMap<PathBuf, Typed>,
    options: &Options,
) {
    let members: BTreeSet<PathBuf> = compilations.iter().flat_map(|each| each.paths.iter().cloned()).collect();
    for (path, typed) in searched.into_iter().filter(|(path, _)| !members.contains(path)) {
        let Some(nearest) = nearest(compilations, &path) else { return };
        // Not opened if it is a device or a pipe; that has been said where it was searched.
        let Ok(contents) = read(world, &path) else { continue };
        let id = SourceId(nearest.sources.len() as u32);
        let source = nearest.sources.add(contents.into_source(typed.show(&path), id).0);
        nearest.files.push(nearest.project.relative(&path));
        let from = nearest.root.parent().map(|folder| slashes(&between(folder, &path))).unwrap_or_default();
        let root = nearest.project.relative(&nearest.root);
        let diagnostic = Diagnostic::new(&ORPHAN, Span::new(source, 0, 0), "no model includes this file")
            .help(format!("add `include \"{from}\"` to `{root}`, or delete the file"));
        nearest.paths.push(path);
        if let Some(applied) = config::apply(&nearest.config.lints, &options.lints, diagnostic) {
            nearest.denied += usize::from(applied.denied);
            nearest.diagnostics.push(applied.diagnostic);
        }
    }
}

/// The model whose root stands nearest to a file: the fewest steps between their folders, ties by path.
fn nearest<'a>(compilations: &'a mut [Compilation], path: &Path) -> Option<&'a mut Compilation> {
    let folder = path.parent().unwrap_or(path);
    let steps = |root: &Path| between(root.parent().unwrap_or(root), folder).components().count();
    compilations.iter_mut().min_by_key(|each| steps(&each.root))
}
