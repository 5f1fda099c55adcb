//! All models that some paths lead to, in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use smol_str::SmolStr;

use crate::diag::{self, Code, CodeInfo, Diagnostic, Severity};
use crate::driver::World;
use crate::driver::compile::{Compilation, Options, compile_root};
use crate::driver::passed::passed_over;
use crate::driver::place::{between, slashes};
use crate::driver::reader::Reader;
use crate::driver::results::read_results;
use crate::driver::roots::{Searched, find_roots};
use crate::driver::rounds;
use crate::driver::settle::{settle, spoil};
use crate::gate::{self, PassedOver, Why};
use crate::syntax::parse;
use crate::text::{SourceId, Span};
use crate::view;

/// Two models have one name.
pub static DUPLICATE: CodeInfo = CodeInfo {
    code: Code("duplicate-model"),
    severity: Severity::Error,
    summary: "two models of one run have the same name",
    explanation: r#"
A model's name is the name of its folder among the results, and what reports call it. Two models with one name would
overwrite each other, and on some machines two whose names differ in case alone. Rename one of them, or check them in
separate runs.
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

/// A model is used that this run does not check.
pub static UNCHECKED: CodeInfo = CodeInfo {
    code: Code("unchecked-model"),
    severity: Severity::Note,
    summary: "a model is used that this run does not check",
    explanation: r#"
`use "path" as NAME` takes over what another model exports, and derives no threats for it. Where that model is not among
those that are checked, a green result says nothing of it. Check both in one run, or see that another run does.
"#,
};

/// What a run gives.
#[derive(Debug, Default)]
pub struct Run {
    /// The models, by the path of their roots.
    pub compilations: Vec<Compilation>,
    /// What is wrong with the paths of the call; without places.
    pub problems: Vec<Diagnostic>,
    /// Whether an error showed that is not among the problems.
    spoiled: bool,
}

impl Run {
    /// How many of the problems are errors: something that was asked for is not in the run.
    pub fn errors(&self) -> usize {
        let problems = self.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        problems + usize::from(self.spoiled)
    }

    /// The verdict on the run as a whole, where the last model's is not that.
    pub fn sentence(&self) -> Option<String> {
        let names: Vec<SmolStr> = self.compilations.iter().map(Compilation::name).collect();
        let models = names.iter().zip(&self.compilations).map(|(name, each)| (name.as_str(), &each.verdict));
        gate::run_sentence(&models.collect::<Vec<_>>(), self.errors())
    }

    /// Takes note of an error of the call that showed after the run: nothing says *passed* beside it.
    pub fn spoil(&mut self) {
        self.compilations.iter_mut().for_each(spoil);
        self.spoiled = true;
        self.tell();
    }

    /// Puts the verdict on the run beside that on each of its models.
    pub fn tell(&mut self) {
        let all = |holds: fn(&gate::Verdict) -> bool| {
            self.errors() == 0 && self.compilations.iter().all(|each| holds(&each.verdict))
        };
        let (judged, passed) = (all(gate::Verdict::judged), all(gate::Verdict::passed));
        let alone = self.compilations.last().map(|last| last.verdict.sentence()).unwrap_or_default();
        let sentence = self.sentence().unwrap_or(alone);
        for compilation in &mut self.compilations {
            compilation.gate.run = Some(view::RunVerdict { judged, passed, sentence: sentence.clone() });
        }
    }
}

/// Compiles every model that the paths lead to: in parallel where there are several, reported by path.
pub fn run(world: &dyn World, paths: &[PathBuf], options: &Options) -> Run {
    let reader = Reader::new(world);
    let found = find_roots(&reader, paths);
    let mut problems = found.problems;
    let results = read_results(world, &options.tests).unwrap_or_else(|problem| {
        problems.push(*problem);
        None
    });
    let one = |root| compile_root(&reader, root, options, results.as_ref());
    let (mut compilations, too_large) = rounds::compile(found.roots, one);
    // What belongs to a model that nobody looked at belongs to none only in appearance.
    let whole = too_large.is_none();
    problems.extend(too_large);
    refuse_duplicates(&mut compilations);
    let passed = passed_over(&reader, &compilations, &found.beside);
    if options.orphans && whole {
        report_orphans(&reader, &mut compilations, found.searched, options);
        report_unchecked(&mut compilations, options);
    }
    attribute(&mut compilations, passed);
    let mut run = Run { compilations, problems, spoiled: false };
    // Nothing says *passed* beside an error. How other models stand is no matter of one's outputs.
    let errors = run.errors();
    for compilation in &mut run.compilations {
        compilation.verdict.outside = errors;
        settle(compilation, options);
    }
    if errors > 0 {
        run.tell();
    }
    run
}

fn refuse_duplicates(compilations: &mut [Compilation]) {
    let mut first: BTreeMap<SmolStr, (SmolStr, String)> = BTreeMap::new();
    for compilation in compilations {
        let decl = &compilation.model.decl;
        let name = compilation.name();
        let place = compilation.project.relative(&compilation.root);
        // Where a file system tells no case, `Shop` and `shop` are one folder.
        let folder = SmolStr::from(name.to_lowercase());
        match first.get(&folder) {
            None => drop(first.insert(folder, (name, place))),
            Some((same, other)) => {
                let message = format!("another model is called `{same}`");
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

/// Says of each file that belongs to no model which one it lies next to; one that is no sound text of the language is an
/// error there: whatever it was to declare is missing.
fn report_orphans(
    reader: &Reader<'_>,
    compilations: &mut [Compilation],
    searched: BTreeMap<PathBuf, Searched>,
    options: &Options,
) {
    let members: BTreeSet<PathBuf> = compilations.iter().flat_map(|each| each.paths.iter().cloned()).collect();
    for (path, Searched { anchor, typed }) in searched.into_iter().filter(|(path, _)| !members.contains(path)) {
        let Some(nearest) = nearest(compilations, &path) else { return };
        // What cannot be read has been said where it was searched.
        let Ok(contents) = reader.contents(&anchor, &path) else { continue };
        let id = SourceId(nearest.sources.len() as u32);
        let (source, fault) = contents.into_source(typed.show(&path), id);
        let faults = match fault {
            Some(fault) => vec![fault],
            None => parse(id, &source.text).diagnostics,
        };
        let source = nearest.sources.add(source);
        nearest.files.push(nearest.project.relative(&path));
        let from = nearest.root.parent().map(|folder| slashes(&between(folder, &path))).unwrap_or_default();
        let root = nearest.project.relative(&nearest.root);
        let orphan = Diagnostic::new(&ORPHAN, Span::new(source, 0, 0), "no model includes this file")
            .help(format!("add `include \"{from}\"` to `{root}`, or delete the file"));
        nearest.paths.push(path);
        let errors = faults.into_iter().filter(|fault| fault.severity == Severity::Error);
        for diagnostic in errors.chain([orphan]) {
            nearest.incomplete |= diagnostic.severity == Severity::Error;
            nearest.add(diagnostic, &options.lints);
        }
        diag::sort(&mut nearest.diagnostics);
    }
}

/// Names the models that are used and not checked in this run: what is open in them is not counted here.
fn report_unchecked(compilations: &mut [Compilation], options: &Options) {
    let checked: BTreeSet<PathBuf> = compilations.iter().map(|each| each.root.clone()).collect();
    for compilation in compilations {
        let unchecked = compilation.used.iter().filter(|(_, root)| !checked.contains(root));
        let notes: Vec<Diagnostic> = unchecked
            .map(|(span, root)| {
                let root = compilation.project.relative(root);
                Diagnostic::new(
                    &UNCHECKED,
                    *span,
                    format!("the model in `{root}` is used, and not checked in this run"),
                )
                .help("check both in one run, or see that another one checks it")
            })
            .collect();
        for note in notes {
            compilation.add(note, &options.lints);
        }
        diag::sort(&mut compilation.diagnostics);
    }
}

/// Lists each file that was not looked at with the model that it lies nearest to.
fn attribute(compilations: &mut [Compilation], passed: BTreeSet<(PathBuf, Why)>) {
    for (path, why) in passed {
        let Some(nearest) = nearest(compilations, &path) else { return };
        let shown = Some(nearest.project.relative(&path)).filter(|path| !path.is_empty());
        nearest.passed_over.push(PassedOver { path: shown.unwrap_or_else(|| ".".to_owned()), why });
    }
}

/// The model whose root stands nearest to a file: the fewest steps between their folders, ties by path.
fn nearest<'a>(compilations: &'a mut [Compilation], path: &Path) -> Option<&'a mut Compilation> {
    let folder = path.parent().unwrap_or(path);
    let steps = |root: &Path| between(root.parent().unwrap_or(root), folder).components().count();
    compilations.iter_mut().min_by_key(|each| steps(&each.root))
}
