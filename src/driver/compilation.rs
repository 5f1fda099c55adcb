//! All that is known of one model, once it is compiled.

use std::path::PathBuf;
use std::sync::Arc;

use smol_str::SmolStr;

use crate::check::RuleDecl;
use crate::config::{self, Config, Lints};
use crate::diag::Diagnostic;
use crate::driver::Project;
use crate::driver::named::without_dots;
use crate::gate::{Loosening, PassedOver, RunVerdict, Snapshot, Verdict};
use crate::model::{Cover, Date, Model};
use crate::rules::Rule;
use crate::text::{Sources, Span};
use crate::threat::{Findings, Threats};
use crate::view;

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
    /// The ids of the rules that the configuration switches off.
    pub rules_off: Vec<SmolStr>,
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
