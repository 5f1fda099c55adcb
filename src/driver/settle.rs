//! The last word on a model, once everything has been said of it: what loosens the gate, and what the gate says.
//!
//! Whoever adds a diagnostic does it before. All outputs take the verdict from here, so that none says *passed* where
//! another does not.

use std::path::Path;

use crate::config;
use crate::diag::{self, Diagnostic, Severity};
use crate::driver::codes;
use crate::driver::compilation::Compilation;
use crate::driver::named::CONFIG_FILE;
use crate::driver::offers::agree;
use crate::driver::options::Options;
use crate::gate::{self, Around, Asked};

/// Lists what loosens the gate of a model, raises what `[lints]` and the call warn of or deny among it, settles which fixes
/// are sure, and closes the verdict. To be called once.
pub(crate) fn settle(compilation: &mut Compilation, options: &Options) {
    let asked = Asked {
        lints: options.lints.clone(),
        fail_on: options.fail_on,
        fail_on_unknown: options.fail_on_unknown,
        require_evidence: options.require_evidence,
        exit_zero: options.exit_zero,
    };
    let codes = codes();
    compilation.loosening = gate::loosening(&Around {
        found: compilation.findings(),
        verdict: &compilation.verdict,
        config: &compilation.config,
        rules_off: compilation.rules_off.len(),
        asked: &asked,
        passed_over: &compilation.passed_over,
        codes: &codes,
    });
    let said = compilation.loosening.kinds.iter().flat_map(gate::Loosened::diagnostics);
    let lints = &compilation.config.lints;
    // A note is told in the list; said twice, it would be noise.
    let raised: Vec<config::Applied> = said
        .filter_map(|diagnostic| config::apply(lints, &options.lints, diagnostic))
        .filter(|applied| applied.diagnostic.severity > Severity::Note)
        .collect();
    if !raised.is_empty() {
        compilation.denied += raised.iter().filter(|applied| applied.denied).count();
        compilation.diagnostics.extend(raised.into_iter().map(|applied| applied.diagnostic));
        diag::sort(&mut compilation.diagnostics);
    }
    agree(compilation);
    compilation.verdict.errors = compilation.incomplete;
    // A warning that somebody denies is shown as an error, and is none.
    let is_error = |each: &&Diagnostic| {
        each.severity == Severity::Error
            && codes.iter().any(|info| info.code == each.code && info.severity == Severity::Error)
    };
    let in_configuration = |each: &Diagnostic| {
        let path = compilation.sources.get(each.span().source).map(|source| Path::new(&source.path));
        path.and_then(Path::file_name).is_some_and(|name| name == CONFIG_FILE)
    };
    compilation.verdict.misconfigured =
        compilation.incomplete && compilation.diagnostics.iter().filter(is_error).all(in_configuration);
    compilation.verdict.denied = compilation.denied;
}

/// Takes note of an error of the call that showed after all else was said: no model is judged beside it.
pub(super) fn spoil(compilation: &mut Compilation) {
    compilation.verdict.outside += 1;
}
