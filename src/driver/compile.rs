//! One model from its root to its threats: the only caller of all phases.

use std::path::Path;

use crate::catalogue;
use crate::check::Checked;
use crate::config;
use crate::diag::{self, Diagnostic, Severity};
use crate::driver::World;
use crate::driver::checking::check_parts;
use crate::driver::compilation::Compilation;
use crate::driver::evidence::look_up;
use crate::driver::load::load;
use crate::driver::open::Depth;
use crate::driver::options::Options;
use crate::driver::parts::Loaded;
use crate::driver::read::UNREADABLE;
use crate::driver::reader::Reader;
use crate::driver::results::read_results;
use crate::driver::roots::{NOTHING, Root, named_root};
use crate::driver::settle::settle;
use crate::driver::suppose::suppose;
use crate::driver::switched::switch_off;
use crate::evidence::Results;
use crate::gate::{self, Loosening};
use crate::rules;
use crate::text::Span;
use crate::threat::{self, Surroundings};

/// Compiles the model whose root stands in a file.
///
/// # Errors
/// A diagnostic without a place when the file cannot be read or declares no model, or when results of tests cannot be
/// read.
pub fn compile(world: &dyn World, root: &Path, options: &Options) -> Result<Compilation, Box<Diagnostic>> {
    let reader = Reader::new(world);
    let found = named_root(&reader, root).map_err(|why| {
        let message = format!("cannot read `{}`: {why}", root.display());
        Box::new(Diagnostic::new(&UNREADABLE, Span::NONE, message))
    })?;
    let root = found.ok_or_else(|| {
        let message = format!("`{}` declares no `model`", root.display());
        Box::new(Diagnostic::new(&NOTHING, Span::NONE, message))
    })?;
    let results = read_results(world, &options.tests)?;
    let mut compilation = compile_root(&reader, root, options, results.as_ref());
    settle(&mut compilation, options);
    Ok(compilation)
}

/// Compiles the model of a root that was found. The last word on it is left to [`settle`], once all is said.
///
/// `results` are those of the tests that `options` name, read once for all models.
pub(crate) fn compile_root(
    reader: &Reader<'_>,
    root: Root,
    options: &Options,
    results: Option<&Results>,
) -> Compilation {
    let today = reader.today();
    let path = root.path.clone();
    let mut loaded = load(reader, root, Depth::Whole);
    suppose(&mut loaded, &options.suppose);
    let used = loaded.used();
    let Loaded { project, config, sources, paths, parts, mut diagnostics } = loaded;
    let Checked { model, rules: declared, diagnostics: said } = check_parts(parts, today);
    diagnostics.extend(said);
    let (own, said) = rules::compile(&model.vocabulary, &model.packs, &declared);
    diagnostics.extend(said);
    let mut rules = catalogue::rules_in(&model.packs);
    if !own.is_empty() {
        rules = rules.iter().cloned().chain(own).collect();
    }

    let off = switch_off(&config, &model, &mut rules, &mut diagnostics);
    let rules_off = off.clone();
    let looked = look_up(reader, &project, &model, results);
    diagnostics.extend(looked.diagnostics);
    let gate = config::Gate {
        fail_on: options.fail_on.unwrap_or(config.gate.fail_on),
        fail_on_unknown: options.fail_on_unknown.unwrap_or(config.gate.fail_on_unknown),
        require_evidence: options.require_evidence.unwrap_or(config.gate.require_evidence),
        require_until: config.gate.require_until,
    };
    let risk = config.risk;
    let surroundings = Surroundings {
        broken: looked.broken,
        found: looked.found,
        passed: looked.passed,
        facts: looked.facts,
        thresholds: least(risk.scores),
        dread: least(risk.dread),
        cvss: least(risk.cvss),
        require_until: gate.require_until.map(|level| level as u8),
        off,
        asks_evidence: gate.require_evidence.is_some(),
        ..Surroundings::on(today)
    };
    let cover = surroundings.cover(&model);
    let mut threats = threat::derive_under(&model, &rules, &surroundings, &cover);
    diagnostics.append(&mut threats.diagnostics);

    let verdict = gate::judge(&threats, &rules, &gate);
    diag::sort(&mut diagnostics);
    let incomplete = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let mut denied = 0;
    let applied = diagnostics.into_iter().filter_map(|each| config::apply(&config.lints, &options.lints, each));
    let diagnostics = applied
        .map(|applied| {
            denied += usize::from(applied.denied);
            applied.diagnostic
        })
        .collect();
    let files = paths.iter().map(|path| project.relative(path)).collect();
    Compilation {
        root: path,
        project,
        config,
        sources,
        files,
        paths,
        used,
        model,
        rules,
        declared,
        threats,
        cover,
        verdict,
        run: None,
        loosening: Loosening::default(),
        passed_over: Vec::new(),
        diagnostics,
        rules_off,
        denied,
        incomplete,
        today,
    }
}

/// The lowest values of medium, high and critical.
fn least(thresholds: config::Thresholds) -> [u8; 3] {
    [thresholds.medium, thresholds.high, thresholds.critical]
}
