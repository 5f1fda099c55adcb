//! What every view is made from: one compilation, borrowed.

use smol_str::SmolStr;

use crate::analysis::data_flow::{self, DataFlow};
use crate::analysis::paths::{Ask, AttackPaths};
use crate::check::RuleDecl;
use crate::diag::Diagnostic;
use crate::gate::Loosening;
use crate::model::{Cover, Model};
use crate::rules::Rule;
use crate::text::{SourceId, Sources, Span};
use crate::threat::{self, Explainer, Threats};
use crate::view::tally::Tally;

/// One compilation, as views see it.
#[derive(Clone)]
pub struct Input<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// The path of each source relative to the project root, in the order of [`Input::sources`]. Where it has
    /// none the path that the user typed stands, so views of a compilation in memory need not fill it.
    pub files: &'a [String],
    /// The resolved model.
    pub model: &'a Model,
    /// The rules that were given to the engine: what [`crate::threat::ThreatRule::Rule`] points into.
    pub rules: &'a [Rule],
    /// The rules and policies of the model and its private packs, as declared.
    pub declared: &'a [RuleDecl],
    /// What the engine found.
    pub threats: &'a Threats,
    /// What protects what, as the engine saw it.
    pub cover: &'a Cover,
    /// Explains the threats.
    pub explainer: std::sync::Arc<Explainer<'a>>,
    /// How many threats are open on what; counted when the first view asks.
    pub tally: std::sync::Arc<std::sync::OnceLock<Tally>>,
    /// Everything that was said about the sources, sorted.
    pub diagnostics: &'a [Diagnostic],
    /// What the gate says.
    pub gate: &'a Gate,
    /// What loosens the gate.
    pub loosening: &'a Loosening,
    /// Whether the model had errors, so that parts may be missing.
    pub incomplete: bool,
}

/// What is to be said of a whole run, as plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunVerdict {
    /// Whether there is a verdict on all of it.
    pub judged: bool,
    /// Whether every model passed, and all that the call names could be read.
    pub passed: bool,
    /// The verdict in words.
    pub sentence: String,
}

/// What the gate says, as plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// The severity from which an open threat fails the run; `none` where nothing does.
    pub level: SmolStr,
    /// The severity from which a question fails the run; `none` where nothing does.
    pub unknown_level: SmolStr,
    /// The severity from which a mitigation needs evidence to count; `none` where none does.
    pub evidence_level: SmolStr,
    /// The configurations in effect, the outermost first, from the project's folder.
    pub configurations: Vec<String>,
    /// Whether there is a verdict at all: there is none on a model with errors.
    pub judged: bool,
    /// Whether it is passed; a model with errors or denied warnings never passes.
    pub passed: bool,
    /// The verdict in words.
    pub sentence: String,
    /// How many warnings somebody denies.
    pub denied: usize,
    /// Ids of the threats that stand in the way, in the order of the threats.
    pub blocking: Vec<SmolStr>,
    /// Ids of the threats that stand in the way since what answers or lowers them is only claimed.
    pub claimed: Vec<SmolStr>,
    /// The verdict on the run, where an output tells it beside that on the model.
    pub run: Option<RunVerdict>,
}

impl<'a> Input<'a> {
    /// The path of a source as views show it: relative to the project root.
    pub fn file(&self, source: SourceId) -> &'a str {
        self.files.get(source.0 as usize).map_or_else(|| self.sources.path(source), String::as_str)
    }

    /// How many threats are open on what.
    pub fn tally(&self) -> &Tally {
        self.tally.get_or_init(|| Tally::of(self.model, self.threats))
    }

    /// The attack paths of the model, the cheapest first; so many are followed step by step.
    pub fn attack_paths(&self, limit: usize) -> AttackPaths {
        self.paths_of(&Ask { limit, ..Ask::default() })
    }

    /// Where each datum goes, in order of declaration.
    pub fn data_flows(&self) -> Vec<DataFlow> {
        data_flow::data_flows(self.model, self.cover)
    }

    /// The attack paths that are asked for.
    pub fn paths_of(&self, ask: &Ask) -> AttackPaths {
        threat::attack_paths(self.model, self.rules, self.cover, self.threats, ask)
    }

    /// `file:line` of where a span starts; `None` where it points nowhere.
    pub fn place(&self, span: Span) -> Option<String> {
        let at = self.sources.line_col(span)?;
        Some(format!("{}:{}", self.file(span.source), at.line))
    }
}
