//! One model from its root to its threats: the only caller of all phases.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use smol_str::SmolStr;

use crate::catalogue;
use crate::check::{self, Checked, Exports, Other, RuleDecl};
use crate::config::{self, Config, Lints};
use crate::diag::{self, Code, CodeInfo, Diagnostic, Severity};
use crate::driver::evidence::look_up;
use crate::driver::load::{Loaded, Part, load};
use crate::driver::named::without_dots;
use crate::driver::open::Depth;
use crate::driver::read::UNREADABLE;
use crate::driver::reader::Reader;
use crate::driver::results::read_results;
use crate::driver::roots::{NOTHING, Root, named_root};
use crate::driver::settle::settle;
use crate::driver::shared::Shared;
use crate::driver::what_if::suppose;
use crate::driver::{Project, World};
use crate::evidence::Results;
use crate::gate::{self, Loosening, PassedOver, RunVerdict, Snapshot, Verdict};
use crate::model::{Cover, Date, Model};
use crate::rules::{self, Rule};
use crate::text::{SourceId, Sources, Span};
use crate::threat::{self, Findings, Surroundings, Threats};
use crate::view;

/// Another model has errors.
pub static FOREIGN: CodeInfo = CodeInfo {
    code: Code("errors-in-used-model"),
    severity: Severity::Error,
    summary: "a model that is used has errors",
    explanation: r#"
What another model exports is only as good as the model. Its errors are reported by a run of its own; here they are
counted. Check it where it lives: `palisade check PATH`.
"#,
};

/// What is asked of a compilation beyond the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Levels of warnings from the command line.
    pub lints: Lints,
    /// Levels of the gate that stand in for those of the configuration.
    pub fail_on: Option<Option<config::Level>>,
    /// The same for questions.
    pub fail_on_unknown: Option<Option<config::Level>>,
    /// The severity from which a mitigation needs evidence to count, in place of the configuration's.
    pub require_evidence: Option<Option<config::Level>>,
    /// Files with the results of tests, in JUnit's XML.
    pub tests: Vec<PathBuf>,
    /// Facts and declarations that are supposed on top of what the files say; see [`crate::driver::what_if`].
    pub suppose: Vec<String>,
    /// Whether files of the searched folders that no model includes are reported.
    pub orphans: bool,
    /// Whether the caller makes nothing of a gate that fails; it is listed among what loosens the gate.
    pub exit_zero: bool,
}

/// All that is known of one model.
#[derive(Debug)]
pub struct Compilation {
    /// The root, canonical.
    pub root: PathBuf,
    /// The project that it belongs to.
    pub project: Project,
    /// The project's configuration.
    pub config: Config,
    /// The texts, with paths as the user types them.
    pub sources: Sources,
    /// The path of each source from the project's folder.
    pub files: Vec<String>,
    /// Every file that was read, canonical, by source.
    pub paths: Vec<PathBuf>,
    /// The roots of the models that it uses, canonical, each with the place of its `use`.
    pub used: Vec<(Span, PathBuf)>,
    /// The resolved model.
    pub model: Model,
    /// The rules that threats point into: those of the catalogue that are in scope, then the model's own.
    pub rules: Arc<[Rule]>,
    /// Rules and policies of the model and its private packs, as declared.
    pub declared: Vec<RuleDecl>,
    /// What the engine found.
    pub threats: Threats,
    /// What protects what.
    pub cover: Cover,
    /// What the gate says.
    pub verdict: Verdict,
    /// The verdict on the whole run, where an output tells it beside that on the model.
    pub run: Option<RunVerdict>,
    /// What loosens the gate.
    pub loosening: Loosening,
    /// `.tm` files that were not read, although they lie in what was searched.
    pub passed_over: Vec<PassedOver>,
    /// Everything that is to be said of the sources, sorted, with the levels of warnings applied.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of the diagnostics are warnings that somebody denies; they are shown as errors.
    pub denied: usize,
    /// Whether there are errors, so that parts may be missing.
    pub incomplete: bool,
    /// The day that it was compiled for.
    pub today: Date,
}

impl Compilation {
    /// What was found, with what it points into.
    pub fn findings(&self) -> Findings<'_> {
        let Compilation { model, rules, cover, threats, .. } = self;
        Findings { model, rules, cover, threats }
    }

    /// What it comes to, for comparisons.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::of(self.findings(), &self.verdict, &self.loosening)
    }

    /// As views see it.
    pub fn view(&self) -> view::Input<'_> {
        let configurations = self.project.configs.iter().chain(&self.project.linked);
        view::Input {
            sources: &self.sources,
            files: &self.files,
            found: self.findings(),
            declared: &self.declared,
            explainer: Arc::new(self.findings().explainer()),
            tally: Arc::default(),
            diagnostics: &self.diagnostics,
            verdict: &self.verdict,
            run: self.run.as_ref(),
            configurations: configurations.map(|path| self.project.relative(path)).collect(),
            loosening: &self.loosening,
            incomplete: self.incomplete,
        }
    }

    /// Bytes of text that it was made of.
    pub fn bytes(&self) -> usize {
        self.sources.iter().map(|(_, source)| source.text.len()).sum()
    }

    /// Adds a diagnostic, at its level.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic, lints: &Lints) {
        if let Some(applied) = config::apply(&self.config.lints, lints, diagnostic) {
            self.denied += usize::from(applied.denied);
            self.diagnostics.push(applied.diagnostic);
        }
    }

    /// The folder that the configuration names for outputs, below the folder of the file that says so.
    pub fn output_folder(&self) -> Option<PathBuf> {
        let (dir, source) = (self.config.output_dir.as_ref()?, self.config.places.get("output.dir")?.source);
        let folder = self.paths.get(source.0 as usize)?.parent()?;
        Some(without_dots(&folder.join(dir)))
    }

    /// The model's name; that of the root's file where the model has none, which is an error. Always a name of the
    /// language, so that it can be a folder's.
    pub fn name(&self) -> SmolStr {
        if !self.model.decl.name.is_empty() {
            return self.model.decl.name.clone();
        }
        let stem = self.root.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let is_name = stem.starts_with(|c: char| c.is_ascii_alphabetic())
            && stem.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        if is_name { stem.into() } else { SmolStr::new_static("model") }
    }
}

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

    let looked = look_up(reader, &project, &model, results);
    diagnostics.extend(looked.diagnostics);
    let gate = config::Gate {
        fail_on: options.fail_on.unwrap_or(config.gate.fail_on),
        fail_on_unknown: options.fail_on_unknown.unwrap_or(config.gate.fail_on_unknown),
        require_evidence: options.require_evidence.unwrap_or(config.gate.require_evidence),
    };
    let risk = config.risk;
    let surroundings = Surroundings {
        broken: looked.broken,
        found: looked.found,
        passed: looked.passed,
        thresholds: least(risk.scores),
        dread: least(risk.dread),
        cvss: least(risk.cvss),
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
        denied,
        incomplete,
        today,
    }
}

/// A model that another one uses, as far as that sees it.
enum Known {
    /// It was read for this one.
    Own(Exports, usize),
    /// It was read for all who use it; with which sources here are its.
    Shared(Arc<Shared>, BTreeMap<SourceId, SourceId>),
}

impl Known {
    fn errors(&self) -> usize {
        match self {
            Known::Own(_, errors) => *errors,
            Known::Shared(shared, _) => shared.errors,
        }
    }

    fn under(&self, alias: &SmolStr) -> Other<'_> {
        let (exports, sources) = match self {
            Known::Own(exports, _) => (exports, None),
            Known::Shared(shared, sources) => (&shared.exports, Some(sources)),
        };
        Other { alias: alias.clone(), exports, sources }
    }
}

/// What a model shows to those that use it, and how many errors it has.
pub(crate) fn seen(parts: Vec<Part>, today: Date) -> Option<(Exports, usize)> {
    let Checked { model, diagnostics, .. } = check_last(parts, today)?;
    Some((Exports::of(&model), errors(&diagnostics)))
}

/// Checks a model after those that it uses. Of the others' diagnostics only their number counts.
fn check_parts(parts: Vec<Part>, today: Date) -> Checked {
    // INVARIANT: loading gives at least the part of the root.
    check_last(parts, today).unwrap_or_else(|| Checked {
        model: Model::empty("", catalogue::vocabulary().clone()),
        rules: Vec::new(),
        diagnostics: Vec::new(),
    })
}

fn check_last(mut parts: Vec<Part>, today: Date) -> Option<Checked> {
    let last = parts.pop()?;
    let mut known: Vec<Known> = Vec::with_capacity(parts.len());
    for mut part in parts {
        let next = match part.shared.take() {
            Some((shared, sources)) => Known::Shared(shared, sources),
            None => {
                let Checked { model, diagnostics, .. } = check_part(part, &known, today);
                Known::Own(Exports::of(&model), errors(&diagnostics))
            }
        };
        known.push(next);
    }
    Some(check_part(last, &known, today))
}

fn check_part(part: Part, known: &[Known], today: Date) -> Checked {
    let vocabulary = catalogue::vocabulary();
    let mut diagnostics = part.diagnostics;
    for each in &part.foreign {
        if let Some(errors @ 1..) = known.get(each.part).map(Known::errors) {
            let errors = if errors == 1 { "an error".to_owned() } else { format!("{errors} errors") };
            let message = format!("the model that `{}` stands for has {errors}", each.alias);
            diagnostics.push(
                Diagnostic::new(&FOREIGN, each.span, message)
                    .help("check it where it lives; what it exports may be incomplete"),
            );
        }
    }
    let foreign: Vec<Other<'_>> =
        part.foreign.iter().filter_map(|each| Some(known.get(each.part)?.under(&each.alias))).collect();
    let input = check::Input {
        files: &part.files,
        packs: &part.packs,
        vocabulary,
        rules: catalogue::rule_names(),
        foreign: &foreign,
        today,
    };
    let mut checked = if part.is_text {
        check::check(&input)
    } else {
        // Nothing could be read, and that has been said; complaints about what is missing would add nothing.
        let stem = part.root.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let model = Model::empty(&stem, vocabulary.clone());
        Checked { model, rules: Vec::new(), diagnostics: Vec::new() }
    };
    diagnostics.append(&mut checked.diagnostics);
    Checked { diagnostics, ..checked }
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}

/// The lowest values of medium, high and critical.
fn least(thresholds: config::Thresholds) -> [u8; 3] {
    [thresholds.medium, thresholds.high, thresholds.critical]
}
