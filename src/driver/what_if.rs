//! What if: one model compiled again with facts that are in no file.
//!
//! Nothing is written, and the first compilation stays as it is.

use std::path::PathBuf;

use crate::diag::{Diagnostic, Severity};
use crate::driver::beside::ORPHAN;
use crate::driver::compilation::Compilation;
use crate::driver::compile::compile;
use crate::driver::options::Options;
use crate::driver::{World, codes};
use crate::gate::{Difference, difference};
use crate::text::SourceId;

/// A model under suppositions.
#[derive(Debug)]
pub struct WhatIf {
    /// The model with them.
    pub compilation: Compilation,
    /// Errors that the model without them does not have: the suppositions are not sound, and a difference would say
    /// nothing.
    pub faults: Vec<Diagnostic>,
}

/// Compiles a model again under suppositions: facts such as `save has parameterised-queries`, or declarations.
///
/// # Errors
/// Those of [`compile`].
pub fn what_if(
    world: &dyn World,
    base: &Compilation,
    texts: &[String],
    options: &Options,
) -> Result<WhatIf, Box<Diagnostic>> {
    let options = Options { suppose: texts.to_vec(), orphans: false, ..options.clone() };
    // By the path that was typed, so that places are shown as they were the first time.
    let root = match base.sources.get(SourceId(0)) {
        Some(source) => PathBuf::from(&source.path),
        None => base.root.clone(),
    };
    let mut compilation = compile(world, &root, &options)?;
    // Files that no model includes are looked for once, and denied once; both verdicts count them.
    let orphans = base.diagnostics.iter().filter(|each| each.code == ORPHAN.code && each.severity == Severity::Error);
    compilation.verdict.denied += orphans.count();
    // A warning that somebody denies is shown as an error, and is none.
    let errors: Vec<_> = codes().into_iter().filter(|info| info.severity == Severity::Error).collect();
    let is_error = |each: &&Diagnostic| errors.iter().any(|info| info.code == each.code);
    let new = compilation.diagnostics.iter().filter(is_error).filter(|each| !base.diagnostics.contains(each));
    let faults = new.cloned().collect();
    Ok(WhatIf { faults, compilation })
}

impl WhatIf {
    /// What differs from the model without the suppositions.
    pub fn difference(&self, base: &Compilation) -> Difference {
        difference(&base.snapshot(), &self.compilation.snapshot())
    }
}
