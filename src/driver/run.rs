//! All models that some paths lead to, in one run.

use std::path::PathBuf;

use crate::diag::Diagnostic;
use crate::driver::World;
use crate::driver::compilation::Compilation;
use crate::driver::options::Options;
use crate::driver::settle::spoil;
use crate::driver::stream::{Stream, errors};
use crate::gate::Overall;

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
