//! All models that some paths lead to, in one run.

use std::path::PathBuf;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::World;
use crate::driver::compile::{Compilation, Options};
use crate::driver::settle::spoil;
use crate::driver::stream::Stream;
use crate::gate::Overall;

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

/// What a run gives, all of it at once. [`Stream`] gives one model after the other.
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
        errors(&self.problems) + usize::from(self.spoiled)
    }

    /// The verdict on the run as a whole.
    pub fn overall(&self) -> Overall {
        let mut overall = Overall::beside(self.errors());
        self.compilations.iter().for_each(|each| overall.add(&each.name(), &each.verdict));
        overall
    }

    /// Takes note of an error of the call that showed after the run: nothing says *passed* beside it.
    pub fn spoil(&mut self) {
        self.compilations.iter_mut().for_each(spoil);
        self.spoiled = true;
        self.tell();
    }

    /// Puts the verdict on the run beside that on each of its models.
    pub fn tell(&mut self) {
        let verdict = self.overall().told();
        for compilation in &mut self.compilations {
            compilation.run = Some(verdict.clone());
        }
    }
}

/// How many of the problems of a call are errors.
pub(super) fn errors(problems: &[Diagnostic]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

/// Compiles every model that the paths lead to: in parallel where there are several, reported by path.
pub fn run(world: &dyn World, paths: &[PathBuf], options: &Options) -> Run {
    let mut stream = Stream::of(world, paths, options);
    let mut compilations = Vec::with_capacity(stream.len());
    stream.each(|compilation| compilation, |compilation| compilations.push(compilation));
    let mut run = Run { compilations, problems: stream.problems, spoiled: false };
    if run.errors() > 0 {
        run.tell();
    }
    run
}
