//! The models of a run, one after the other: each is compiled, given away, and forgotten, so that what a run holds does not
//! grow with what was found in its models.
//!
//! What has to be known of all models first, [`survey`] finds out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

use smol_str::SmolStr;

use crate::diag::{self, Code, CodeInfo, Diagnostic, Severity};
use crate::driver::World;
use crate::driver::beside::{Near, beside};
use crate::driver::compilation::Compilation;
use crate::driver::compile::compile_root;
use crate::driver::limits::ROUND;
use crate::driver::options::Options;
use crate::driver::parallel::map;
use crate::driver::passed::passed_over;
use crate::driver::reader::Reader;
use crate::driver::results::read_results;
use crate::driver::roots::{Root, find_roots};
use crate::driver::rounds::{Waiting, survey};
use crate::driver::settle::settle;
use crate::evidence::Results;
use crate::gate::{Overall, Verdict};
use crate::view::RunVerdict;

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

/// A run whose models are to come.
pub struct Stream<'w> {
    /// What is wrong with the paths of the call; without places.
    pub problems: Vec<Diagnostic>,
    /// The verdicts on the models that were given away.
    pub overall: Overall,
    reader: Reader<'w>,
    options: Options,
    results: Option<Results>,
    waiting: VecDeque<Waiting>,
    /// The roots of the models, if those that are used and not among them are to be named.
    checked: Option<BTreeSet<PathBuf>>,
    /// What lies nearest to a model, by its position.
    near: BTreeMap<usize, Near>,
    count: usize,
    bytes: usize,
    /// The verdict on the run, where it is told beside that on each model.
    told: Option<RunVerdict>,
}

impl<'w> Stream<'w> {
    /// All that is to be known before the first model: every model that the paths lead to, and of which files they are.
    pub fn of(world: &'w dyn World, paths: &[PathBuf], options: &Options) -> Stream<'w> {
        let reader = Reader::new(world);
        let found = find_roots(&reader, paths);
        let mut problems = found.problems;
        let results = read_results(world, &options.tests).unwrap_or_else(|problem| {
            problems.push(*problem);
            None
        });
        let one = |root| compile_root(&reader, root, options, results.as_ref());
        let (waiting, extent, too_large) = survey(&reader, found.roots, one);
        // What belongs to a model that nobody looked at belongs to none only in appearance.
        let whole = options.orphans && too_large.is_none();
        problems.extend(too_large);
        let passed = passed_over(&reader, &extent, &found.beside);
        let orphans = found.searched.into_iter().filter(|(path, _)| whole && !extent.files.contains(path));
        let near = beside(&extent.roots, orphans, passed);
        Stream {
            overall: Overall::beside(errors(&problems)),
            problems,
            reader,
            options: options.clone(),
            results,
            count: waiting.len(),
            waiting: waiting.into(),
            checked: whole.then(|| extent.roots.into_iter().collect()),
            near,
            bytes: extent.bytes,
            told: None,
        }
    }

    /// How many models there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no model.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether all models are held at once anyway.
    pub fn is_small(&self) -> bool {
        self.count <= ROUND
    }

    /// Bytes of text that the models have, those of a file that several have counted for each.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many errors belong to no model: something that was asked for is not in the run.
    pub fn errors(&self) -> usize {
        errors(&self.problems)
    }

    /// Puts the verdict on the run beside that on each of its models. For that every model is compiled; those of a large
    /// run are compiled once more when they are given away.
    pub fn tell(&mut self) {
        let mut overall = Overall::beside(self.errors());
        let mut kept = VecDeque::with_capacity(self.count);
        self.pass(
            |waiting| match waiting {
                Waiting::Root(root) => Some(Box::new(root.again())),
                Waiting::Compiled(_) | Waiting::Settled(_) => None,
            },
            |compilation, again| match again {
                Some(root) => Waiting::Root(root),
                None => Waiting::Settled(compilation),
            },
            |name, verdict, waiting| {
                overall.add(&name, &verdict);
                kept.push_back(waiting);
            },
        );
        self.waiting = kept;
        self.told = Some(told(&overall));
    }

    /// Gives every model away, in the order of the paths of their roots. `make` makes something of each, several side by
    /// side; `take` gets that in their order.
    pub fn each<T: Send>(&mut self, make: impl Fn(Compilation) -> T + Sync + Send, mut take: impl FnMut(T)) {
        let mut overall = std::mem::take(&mut self.overall);
        self.pass(
            |_| (),
            |compilation, ()| make(*compilation),
            |name, verdict, made| {
                overall.add(&name, &verdict);
                take(made);
            },
        );
        self.overall = overall;
    }

    /// Compiles all that waits, some at a time. `note` keeps what is wanted of a model before it is compiled.
    fn pass<N: Send, T: Send>(
        &mut self,
        note: impl Fn(&Waiting) -> N + Sync + Send,
        make: impl Fn(Box<Compilation>, N) -> T + Sync + Send,
        mut take: impl FnMut(SmolStr, Verdict, T),
    ) {
        let mut names = Names::default();
        let several = self.count > 1;
        let mut next = 0;
        while !self.waiting.is_empty() {
            let some: Vec<Waiting> = self.waiting.drain(..self.waiting.len().min(ROUND)).collect();
            let run = &*self;
            let compiled = map(some, several, |waiting| {
                let note = note(&waiting);
                let (compilation, settled) = match waiting {
                    Waiting::Root(root) => (Box::new(run.compile(*root)), false),
                    Waiting::Compiled(compilation) => (compilation, false),
                    Waiting::Settled(compilation) => (compilation, true),
                };
                (compilation, settled, note)
            });
            let mut models = Vec::with_capacity(compiled.len());
            for (mut compilation, settled, note) in compiled {
                names.add(&mut compilation, settled);
                models.push((next, compilation, settled, note));
                next += 1;
            }
            let made = map(models, several, |(index, mut compilation, settled, note)| {
                if !settled {
                    run.finish(index, &mut compilation);
                }
                if let Some(told) = &run.told {
                    compilation.gate.run = Some(told.clone());
                }
                (compilation.name(), compilation.verdict.clone(), make(compilation, note))
            });
            for (name, verdict, made) in made {
                take(name, verdict, made);
            }
        }
    }

    fn compile(&self, root: Root) -> Compilation {
        compile_root(&self.reader, root, &self.options, self.results.as_ref())
    }

    /// Says of a model what is known of all together, and has the last word.
    fn finish(&self, index: usize, compilation: &mut Compilation) {
        if let Some(near) = self.near.get(&index) {
            near.tell(&self.reader, compilation, &self.options);
        }
        if let Some(checked) = &self.checked {
            report_unchecked(compilation, checked, &self.options);
        }
        // Nothing says *passed* beside an error. How other models stand is no matter of one's outputs.
        compilation.verdict.outside = self.errors();
        settle(compilation, &self.options);
    }
}

/// The names of models so far, as folders, each with the name and place of the first model.
#[derive(Default)]
struct Names(BTreeMap<SmolStr, (SmolStr, String)>);

impl Names {
    /// Takes a model's name; one that another model has is an error of this one, unless that has been said.
    fn add(&mut self, compilation: &mut Compilation, said: bool) {
        let name = compilation.name();
        // Where a file system tells no case, `Shop` and `shop` are one folder.
        let folder = SmolStr::from(name.to_lowercase());
        match self.0.entry(folder) {
            Entry::Vacant(free) => {
                free.insert((name, compilation.project.relative(&compilation.root)));
            }
            Entry::Occupied(_) if said => {}
            Entry::Occupied(first) => {
                let (same, other) = first.get();
                let message = format!("another model is called `{same}`");
                let diagnostic = Diagnostic::new(&DUPLICATE, compilation.model.decl.span, message)
                    .note(format!("the other one is declared in `{other}`"))
                    .help("rename one of them");
                compilation.diagnostics.push(diagnostic);
                compilation.incomplete = true;
                diag::sort(&mut compilation.diagnostics);
            }
        }
    }
}

/// Names the models that are used and not checked in this run: what is open in them is not counted here.
fn report_unchecked(compilation: &mut Compilation, checked: &BTreeSet<PathBuf>, options: &Options) {
    let unchecked = compilation.used.iter().filter(|(_, root)| !checked.contains(root));
    let notes: Vec<Diagnostic> = unchecked
        .map(|(span, root)| {
            let root = compilation.project.relative(root);
            Diagnostic::new(&UNCHECKED, *span, format!("the model in `{root}` is used, and not checked in this run"))
                .help("check both in one run, or see that another one checks it")
        })
        .collect();
    for note in notes {
        compilation.add(note, &options.lints);
    }
    diag::sort(&mut compilation.diagnostics);
}

/// The verdict on a run, as views show it.
pub(super) fn told(overall: &Overall) -> RunVerdict {
    RunVerdict { judged: overall.judged(), passed: overall.passed(), sentence: overall.words() }
}

/// How many of the problems of a call are errors.
pub(super) fn errors(problems: &[Diagnostic]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}
