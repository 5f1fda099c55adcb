//! The models of a run, one after the other: each is compiled, given away, and forgotten, so that what a run holds does not
//! grow with what was found in its models.
//!
//! What has to be known of all models first, [`survey`] finds out.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

use smol_str::SmolStr;

use crate::diag::{self, Code, CodeInfo, Diagnostic, Severity};
use crate::driver::World;
use crate::driver::beside::{Near, beside};
use crate::driver::compilation::Compilation;
use crate::driver::compile::compile_root;
use crate::driver::limits::ROUND;
use crate::driver::names::Names;
use crate::driver::options::Options;
use crate::driver::parallel::map;
use crate::driver::passed::passed_over;
use crate::driver::reader::Reader;
use crate::driver::results::read_results;
use crate::driver::roots::{Root, find_roots};
use crate::driver::rounds::{Waiting, survey};
use crate::driver::settle::settle;
use crate::evidence::Results;
use crate::gate::{Overall, RunVerdict, Verdict};

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
    /// Each with its position among all.
    waiting: VecDeque<(usize, Waiting)>,
    names: Names,
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
            waiting: waiting.into_iter().enumerate().collect(),
            names: Names::default(),
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

    /// The verdict on the run, where it is told beside that on each model.
    pub fn told(&self) -> Option<&RunVerdict> {
        self.told.as_ref()
    }

    /// Puts the verdict on the run beside that on each of its models. For that every model is compiled; those of a large
    /// run are compiled once more when they are given away.
    pub fn tell(&mut self) {
        self.tell_with(|_| None::<()>);
    }

    /// As [`Stream::tell`], where `make` makes something of a model while it is at hand, in which the verdict on the run is
    /// still missing. Such a model is given away with that; the others will be as ever. What was made, by position.
    pub fn tell_with<T: Send>(&mut self, make: impl Fn(&Compilation) -> Option<T> + Sync + Send) -> Vec<Option<T>> {
        let mut overall = Overall::beside(self.errors());
        let (mut left, mut all) = (VecDeque::new(), Vec::with_capacity(self.count));
        self.pass(
            |waiting| match waiting {
                Waiting::Root(root) => Some(Box::new(root.again())),
                Waiting::Compiled(_) | Waiting::Settled(_) => None,
            },
            |compilation, again| match (make(&compilation), again) {
                (Some(made), _) => Ok(made),
                (None, Some(root)) => Err(Waiting::Root(root)),
                (None, None) => Err(Waiting::Settled(compilation)),
            },
            |index, name, verdict, made| {
                overall.add(&name, &verdict);
                match made {
                    Ok(made) => all.push(Some(made)),
                    Err(waiting) => {
                        left.push_back((index, waiting));
                        all.push(None);
                    }
                }
            },
        );
        self.waiting = left;
        self.told = Some(overall.told());
        self.overall = overall;
        all
    }

    /// Gives every model away, in the order of the paths of their roots. `make` makes something of each, several side by
    /// side; `take` gets that in their order.
    pub fn each<T: Send>(&mut self, make: impl Fn(Compilation) -> T + Sync + Send, mut take: impl FnMut(T)) {
        let (mut overall, counted) = (std::mem::take(&mut self.overall), self.told.is_some());
        self.pass(
            |_| (),
            |compilation, ()| make(*compilation),
            |_, name, verdict, made| {
                if !counted {
                    overall.add(&name, &verdict);
                }
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
        mut take: impl FnMut(usize, SmolStr, Verdict, T),
    ) {
        let mut names = std::mem::take(&mut self.names);
        let several = self.count > 1;
        while !self.waiting.is_empty() {
            let some: Vec<(usize, Waiting)> = self.waiting.drain(..self.waiting.len().min(ROUND)).collect();
            let run = &*self;
            let compiled = map(some, several, |(index, waiting)| {
                let note = note(&waiting);
                let (compilation, settled) = match waiting {
                    Waiting::Root(root) => (Box::new(run.compile(*root)), false),
                    Waiting::Compiled(compilation) => (compilation, false),
                    Waiting::Settled(compilation) => (compilation, true),
                };
                (index, compilation, settled, note)
            });
            let mut models = Vec::with_capacity(compiled.len());
            for (index, mut compilation, settled, note) in compiled {
                names.add(index, &mut compilation, settled);
                models.push((index, compilation, settled, note));
            }
            let made = map(models, several, |(index, mut compilation, settled, note)| {
                if !settled {
                    run.finish(index, &mut compilation);
                }
                if let Some(told) = &run.told {
                    compilation.run = Some(told.clone());
                }
                (index, compilation.name(), compilation.verdict.clone(), make(compilation, note))
            });
            for (index, name, verdict, made) in made {
                take(index, name, verdict, made);
            }
        }
        self.names = names;
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

/// How many of the problems of a call are errors.
pub(super) fn errors(problems: &[Diagnostic]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;
    use crate::model::Date;

    /// What is made of some models while the verdict is looked for changes nothing of the others.
    #[test]
    fn what_is_not_kept_is_as_ever() {
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        for index in 0..150 {
            // Every name of the last models is one that another has.
            let text = format!("model m{} \"M\"\nactor a\n", index % 90);
            world.add(format!("{index:03}/m.tm"), text);
        }
        world.add("149/orphan.tm", "actor b\n");
        let options = Options { orphans: true, ..Options::default() };
        let said = |compilation: &Compilation| {
            let texts: Vec<String> = compilation.diagnostics.iter().map(|each| each.message.clone()).collect();
            (compilation.root.clone(), texts, compilation.verdict.clone(), compilation.run.clone())
        };
        let all = |keep: fn(&Compilation) -> bool| {
            let mut stream = Stream::of(&world, &[PathBuf::from(".")], &options);
            let kept = stream.tell_with(|compilation| keep(compilation).then(|| said(compilation)));
            let told = stream.told().cloned();
            let mut given = Vec::new();
            stream.each(|compilation| said(&compilation), |said| given.push(said));
            let mut given = given.into_iter();
            let all = kept.into_iter().map(|kept| match kept {
                Some((root, texts, verdict, _)) => (root, texts, verdict, told.clone()),
                None => given.next().unwrap(),
            });
            let all: Vec<_> = all.collect();
            assert!(given.next().is_none());
            (all, stream.overall)
        };
        let none = all(|_| false);
        assert_eq!(none.0.len(), 150);
        assert!(
            none.0.iter().filter(|(_, texts, ..)| texts.iter().any(|text| text.contains("is called"))).count() == 60
        );
        for keep in
            [|_: &Compilation| true, |compilation: &Compilation| compilation.root.to_string_lossy().contains("3/")]
        {
            assert_eq!(all(keep), none);
        }
    }
}
