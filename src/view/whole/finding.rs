//! Threats, questions, diagnostics and the gate, as the document gives them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::whole::place::Place;

/// One threat: a rule, or what a person wrote, and a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Threat<'a> {
    /// `rule@target`; the same in every run as long as both keep their names.
    pub id: Cow<'a, str>,
    /// The rule, or the name of the written threat.
    pub rule: Cow<'a, str>,
    /// Whether a person wrote it.
    pub written: bool,
    /// The kind of the target.
    #[serde(rename = "targetKind")]
    pub target_kind: Cow<'a, str>,
    /// The name of the target.
    pub target: Cow<'a, str>,
    /// One line, with the labels of what it is about.
    pub title: Cow<'a, str>,
    /// What happens and why it matters, in Markdown.
    pub description: Cow<'a, str>,
    /// How it stands: `verified`, `mitigated`, `dismissed`, `transferred`, `warned`, `accepted`, `assumed`,
    /// `removing`, `lapsed`, `planned` or `open`.
    pub status: Cow<'a, str>,
    /// What a mitigation rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Cow<'a, str>>,
    /// Whether it is answered: the gate does not count it.
    pub closed: bool,
    /// Risk before any control.
    pub inherent: Risk<'a>,
    /// Risk after the controls that reduce it: what tables and the gate use.
    pub residual: Risk<'a>,
    /// Risk after those of them whose evidence was found, where that is another: what the gate uses where evidence is
    /// required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidenced: Option<Risk<'a>>,
    /// STRIDE categories.
    #[serde(default)]
    pub stride: Vec<Cow<'a, str>>,
    /// LINDDUN categories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linddun: Vec<Cow<'a, str>>,
    /// Names of what is lost.
    #[serde(default)]
    pub assets: Vec<Cow<'a, str>>,
    /// CWE, CAPEC, ATT&CK and other references.
    #[serde(default)]
    pub refs: Vec<Cow<'a, str>>,
    /// What to do about it.
    pub fix: Cow<'a, str>,
    /// The facts that decided.
    #[serde(default)]
    pub reasons: Vec<Reason<'a>>,
    /// What answers it, or would have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer<'a>>,
    /// Tickets that track it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<Cow<'a, str>>,
}

/// A risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Risk<'a> {
    /// 1 to 5.
    pub likelihood: u8,
    /// 1 to 5.
    pub impact: u8,
    /// Likelihood times impact.
    pub score: u8,
    /// `low`, `medium`, `high` or `critical`.
    pub severity: Cow<'a, str>,
}

/// A fact that decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reason<'a> {
    /// The fact, in words.
    pub text: Cow<'a, str>,
    /// Where it is said; absent for what built-in vocabulary implies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place<'a>>,
}

/// What answers a threat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Answer<'a> {
    /// A decision.
    Decision {
        /// Its position in `decisions`, from 0.
        index: u32,
        /// What was decided.
        verb: Cow<'a, str>,
    },
    /// An assumption.
    Assumption {
        /// Its name.
        name: Cow<'a, str>,
    },
    /// Controls; none where stated facts alone answer it.
    Controls {
        /// Their names.
        names: Vec<Cow<'a, str>>,
    },
}

/// A fact that nobody stated and that would decide threats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Question<'a> {
    /// What it is about.
    pub on: Cow<'a, str>,
    /// `attribute` or `technique`.
    #[serde(rename = "subjectKind")]
    pub subject_kind: Cow<'a, str>,
    /// The attribute or the technique.
    pub subject: Cow<'a, str>,
    /// The question, in words.
    pub text: Cow<'a, str>,
    /// The line to add to the body of what it is about.
    pub answer: Cow<'a, str>,
    /// The highest severity that it may hide.
    pub severity: Cow<'a, str>,
    /// Ids of the threats that it may raise.
    #[serde(default)]
    pub raises: Vec<Cow<'a, str>>,
    /// Ids of the open threats that it may close.
    #[serde(default)]
    pub closes: Vec<Cow<'a, str>>,
    /// Ids of the threats whose risk it may change.
    #[serde(default)]
    pub rates: Vec<Cow<'a, str>>,
}

/// One thing to say about the sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic<'a> {
    /// Its stable code.
    pub code: Cow<'a, str>,
    /// `error`, `warning` or `note`.
    pub severity: Cow<'a, str>,
    /// What is wrong.
    pub message: Cow<'a, str>,
    /// Where, the place itself first.
    #[serde(default)]
    pub labels: Vec<Label<'a>>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<Cow<'a, str>>,
    /// Facts worth knowing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Cow<'a, str>>,
    /// Repairs that a machine can apply, the likeliest first; at most one of them is what was meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix<'a>>,
}

/// A place that a diagnostic points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Label<'a> {
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place<'a>>,
    /// What is said there; may be empty.
    #[serde(default)]
    pub text: Cow<'a, str>,
    /// Whether this is the place itself, or a related one.
    pub primary: bool,
}

/// A repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fix<'a> {
    /// What it does.
    pub title: Cow<'a, str>,
    /// Whether it can be applied unseen, as `check --fix` does: it changes nothing but how the model is written.
    #[serde(default)]
    pub sure: bool,
    /// Replacements that do not overlap.
    pub edits: Vec<Edit<'a>>,
}

/// One replacement of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edit<'a> {
    /// What is replaced; an empty stretch inserts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place<'a>>,
    /// With what.
    pub text: Cow<'a, str>,
}

/// What the gate says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Gate<'a> {
    /// The severity from which an open threat fails the run, or `none`.
    pub level: Cow<'a, str>,
    /// The severity from which a question fails the run, or `none`.
    pub unknown_level: Cow<'a, str>,
    /// The severity from which a mitigation needs evidence to count, or `none`.
    #[serde(default)]
    pub evidence_level: Cow<'a, str>,
    /// The configurations in effect, the outermost first, from the project's folder.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub configurations: Cow<'a, [String]>,
    /// Whether there is a verdict at all: there is none on a model with errors.
    #[serde(default)]
    pub judged: bool,
    /// Whether it is passed: nothing stands in the way, no warning is denied, and the model has no errors.
    pub passed: bool,
    /// The verdict in words.
    #[serde(default)]
    pub sentence: Cow<'a, str>,
    /// How many warnings are denied.
    #[serde(default)]
    pub denied: usize,
    /// Ids of the threats that stand in the way.
    #[serde(default)]
    pub blocking: Vec<Cow<'a, str>>,
    /// Ids of the threats that stand in the way since what answers or lowers them is only claimed.
    #[serde(default)]
    pub claimed: Vec<Cow<'a, str>>,
    /// The verdict on the whole run: of `check`, and of any run in which something that the call names could not be
    /// read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunVerdict<'a>>,
}

/// The verdict on all models of a run, and on what the call names beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunVerdict<'a> {
    /// Whether there is a verdict at all: there is none where something could not be read, or a model has errors.
    pub judged: bool,
    /// Whether every model passed, and there is no error beside them: the exit status is 0, if nothing hides it.
    pub passed: bool,
    /// The verdict in words.
    pub sentence: Cow<'a, str>,
}

/// All of one kind that loosens the gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Loosened<'a> {
    /// Its code, which may have a level under `[lints]`.
    pub code: Cow<'a, str>,
    /// How much of it there is, in words.
    pub summary: Cow<'a, str>,
    /// How many there are.
    pub count: usize,
    /// Each of them; of claims and questions the first hundred, the gravest first.
    #[serde(default)]
    pub matters: Vec<Matter<'a>>,
}

/// One thing that loosens the gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Matter<'a> {
    /// What it is, in words.
    pub text: Cow<'a, str>,
    /// Where it is said; absent for options of the call and for files that were not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Place<'a>>,
    /// How many threats it closes or hides, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threats: Option<usize>,
}
