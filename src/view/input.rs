//! What every view is made from: one compilation, borrowed.

use std::ops::Deref;

use crate::analysis::data_flow::{self, DataFlow};
use crate::check::RuleDecl;
use crate::diag::Diagnostic;
use crate::gate::{Loosening, RunVerdict, Verdict};
use crate::text::{SourceId, Sources, Span};
use crate::threat::{Explainer, Findings};
use crate::view::tally::Tally;

/// One compilation, as views see it.
#[derive(Clone)]
pub struct Input<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// The path of each source relative to the project root, in the order of [`Input::sources`]. Where it has
    /// none the path that the user typed stands, so views of a compilation in memory need not fill it.
    pub files: &'a [String],
    /// What the engine found, with what it points into.
    pub found: Findings<'a>,
    /// The rules and policies of the model and its private packs, as declared.
    pub declared: &'a [RuleDecl],
    /// Explains the threats.
    pub explainer: std::sync::Arc<Explainer<'a>>,
    /// How many threats are open on what; counted when the first view asks.
    pub tally: std::sync::Arc<std::sync::OnceLock<Tally>>,
    /// Everything that was said about the sources, sorted.
    pub diagnostics: &'a [Diagnostic],
    /// What the gate says.
    pub verdict: &'a Verdict,
    /// The verdict on the run, where an output tells it beside that on the model.
    pub run: Option<&'a RunVerdict>,
    /// The configurations in effect, the outermost first, from the project's folder.
    pub configurations: Vec<String>,
    /// What loosens the gate.
    pub loosening: &'a Loosening,
    /// Whether the model had errors, so that parts may be missing.
    pub incomplete: bool,
}

/// An input is first of all what was found.
impl<'a> Deref for Input<'a> {
    type Target = Findings<'a>;

    fn deref(&self) -> &Findings<'a> {
        &self.found
    }
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

    /// Where each datum goes, in order of declaration.
    pub fn data_flows(&self) -> Vec<DataFlow> {
        data_flow::data_flows(self.model, self.cover)
    }

    /// `file:line` of where a span starts; `None` where it points nowhere.
    pub fn place(&self, span: Span) -> Option<String> {
        let at = self.sources.line_col(span)?;
        Some(format!("{}:{}", self.file(span.source), at.line))
    }
}
