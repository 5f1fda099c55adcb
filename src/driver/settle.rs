//! The last word on a model, once everything has been said of it: what loosens the gate, and what the gate says.
//!
//! Whoever adds a diagnostic does it before. All outputs take the verdict from here, so that none says *passed* where
//! another does not.

use smol_str::SmolStr;

use crate::config::{self, Level};
use crate::diag::{self, Severity};
use crate::driver::codes;
use crate::driver::compilation::Compilation;
use crate::driver::options::Options;
use crate::gate::{self, Around, Asked};
use crate::threat;
use crate::view;

/// Lists what loosens the gate of a model, raises what `[lints]` and the call warn of or deny among it, and closes the
/// verdict. To be called once.
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
        model: &compilation.model,
        rules: &compilation.rules,
        threats: &compilation.threats,
        verdict: &compilation.verdict,
        config: &compilation.config,
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
    compilation.verdict.errors = compilation.incomplete;
    compilation.verdict.denied = compilation.denied;
    compilation.gate = shown(compilation);
}

/// Takes note of an error of the call that showed after all else was said: no model is judged beside it.
pub(super) fn spoil(compilation: &mut Compilation) {
    compilation.verdict.outside += 1;
    compilation.gate = shown(compilation);
}

/// The verdict as views show it.
fn shown(compilation: &Compilation) -> view::Gate {
    let Compilation { verdict, model, rules, threats, project, .. } = compilation;
    let word = |level: Option<Level>| SmolStr::new_static(level.map_or("none", Level::word));
    let ids = |positions: &[usize]| {
        let named = positions.iter().filter_map(|index| threats.threats.get(*index));
        named.map(|threat| threat::id(model, rules, threat)).collect()
    };
    view::Gate {
        level: word(verdict.fail_on),
        unknown_level: word(verdict.fail_on_unknown),
        evidence_level: word(verdict.require_evidence),
        configurations: project.configs.iter().chain(&project.linked).map(|path| project.relative(path)).collect(),
        judged: verdict.judged(),
        passed: verdict.passed(),
        sentence: verdict.sentence(),
        denied: verdict.denied,
        blocking: ids(&verdict.threats),
        claimed: ids(&verdict.claimed),
        run: None,
    }
}
