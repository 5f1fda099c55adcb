//! Threats, questions, diagnostics and the gate, as the document gives them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::view::document::types::place::Place;
use crate::view::document::types::thing::is_false;

/// One threat: a rule, or what a person wrote, and a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Threat<'a> {
    /// `rule@target`; the same in every run as long as both keep their names.
    pub id: Cow<'a, str>,
    /// The position of its rule in `rules`, where its description, categories, references and fix stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<u32>,
    /// The position of what a person wrote in `writtenThreats`, in place of a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<u32>,
    /// The name of the target; absent where it is the model itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Cow<'a, str>>,
    /// The flows of which it is made, where its rule gives one threat for several (`one`); it stands as the worst of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<FlowStanding<'a>>,
    /// One line, with the labels of what it is about.
    pub title: Cow<'a, str>,
    /// What stands in the places of the rule's fix, beside the target (`{this}`, `{flow}`) and its ends (`{from}`,
    /// `{to}`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    /// How it stands: `verified`, `mitigated`, `dismissed`, `transferred`, `warned`, `accepted`, `assumed`, `theirs`,
    /// `removing`, `lapsed`, `planned` or `open`. The gate counts the last four.
    pub status: Cow<'a, str>,
    /// `low`, `medium`, `high` or `critical`, after the controls that reduce it: what tables and the gate use.
    pub severity: Cow<'a, str>,
    /// Likelihood and impact, 1 to 5 each, after the controls that reduce it. Its score is their product.
    pub risk: [u8; 2],
    /// Before any control, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherent: Option<Rated<'a>>,
    /// After those controls whose evidence was found, where that is another: what the gate uses where evidence is
    /// required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidenced: Option<Rated<'a>>,
    /// What a mitigation rests on, where that is more than a claim: `evidenced`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Cow<'a, str>>,
    /// What answers it, or would have; absent where nothing, or stated facts alone, answer it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer<'a>>,
    /// Tickets that track it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<Cow<'a, str>>,
    /// The facts that decided, as numbers: facts are counted through all of `facts`, from 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<u32>,
}

/// How a threat that is about several flows stands on one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FlowStanding<'a> {
    /// The name of the flow.
    pub flow: Cow<'a, str>,
    /// How it stands there.
    pub status: Cow<'a, str>,
}

/// A severity, and what it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rated<'a> {
    /// `low`, `medium`, `high` or `critical`.
    pub severity: Cow<'a, str>,
    /// Likelihood and impact, 1 to 5 each.
    pub risk: [u8; 2],
}

/// What answers a threat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Answer<'a> {
    /// A decision: its position in `decisions`.
    Decision(u32),
    /// An assumption: its name.
    Assumption(Cow<'a, str>),
    /// Controls: their names.
    Controls(Vec<Cow<'a, str>>),
    /// Things that are out of scope, by name: only they could close it.
    Theirs(Vec<Cow<'a, str>>),
}

/// A threat that something else speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ThreatRef<'a> {
    /// Its position in `threats`.
    Found(u32),
    /// The id of one that is not there, or not yet.
    Other(Cow<'a, str>),
}

/// A fact that nobody stated and that would decide threats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Question<'a> {
    /// What it is about.
    pub on: Cow<'a, str>,
    /// What is asked: a position in `asks`.
    pub ask: u32,
    /// The highest severity that it may hide.
    pub severity: Cow<'a, str>,
    /// The threats that it may raise, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raises: Vec<ThreatRef<'a>>,
    /// The open threats that it may close, by their positions in `threats`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closes: Vec<ThreatRef<'a>>,
    /// The threats whose risk it may change, by their positions in `threats`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<ThreatRef<'a>>,
}

/// What questions ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ask<'a> {
    /// `attribute` or `technique`.
    pub kind: Cow<'a, str>,
    /// The attribute or the technique.
    pub name: Cow<'a, str>,
    /// The question in words; `{this}` stands for the title of what it is about, of a flow for "the flow `NAME` from FROM to
    /// TO", and `{from}` and `{to}` for the titles of its ends.
    pub text: Cow<'a, str>,
    /// The line to add to the body of what it is about.
    pub answer: Cow<'a, str>,
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
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
    pub at: Option<Place>,
    /// What is said there.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub text: Cow<'a, str>,
    /// Whether this is the place itself, or a related one.
    #[serde(default, skip_serializing_if = "is_false")]
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
    pub at: Option<Place>,
    /// With what.
    pub text: Cow<'a, str>,
}

/// What the gate says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verdict<'a> {
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
    /// The verdict in one word: `passed`, `failed` or `not-judged`.
    #[serde(default)]
    pub outcome: Cow<'a, str>,
    /// How many unanswered questions could hide a threat at `level`, where `unknownLevel` does not ask for their answers:
    /// a verdict that is passed says nothing of those.
    #[serde(default)]
    pub unknowns: usize,
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
    /// The threats that stand in the way, by their positions in `threats`.
    #[serde(default)]
    pub blocking: Vec<ThreatRef<'a>>,
    /// The threats that stand in the way since what answers or lowers them is only claimed, by their positions in
    /// `threats`.
    #[serde(default)]
    pub claimed: Vec<ThreatRef<'a>>,
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
    pub at: Option<Place>,
    /// How many threats it closes or hides, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threats: Option<usize>,
}
