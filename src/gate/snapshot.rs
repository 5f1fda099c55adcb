//! What a model comes to at one time: how its threats stand and why, what is asked, what was decided, and what the gate
//! asks for. What comparisons compare.
//!
//! It holds no position and no place, so that two of them, of different texts or versions, can be laid side by side. It is
//! made from what was found ([`Snapshot::of`]), or read from the JSON of an earlier run
//! ([`Document::snapshot`](crate::view::document::Document::snapshot)); both are equal.

use std::collections::BTreeMap;

use smol_str::{SmolStr, format_smolstr};

use crate::config::Level;
use crate::gate::{Loosening, Verdict};
use crate::model::{Decision, Model, Value};
use crate::rules::Subject;
use crate::schema::{self, SEVERITY};
use crate::threat::{Findings, Status, Threat};

/// What a model comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The threats by id.
    pub threats: BTreeMap<SmolStr, Held>,
    /// The questions, highest severity first.
    pub questions: Vec<Asking>,
    /// The decisions, in order of declaration.
    pub decisions: Vec<Decided>,
    /// What the gate asks for.
    pub levels: Levels,
    /// What loosens the gate: by code, each matter in words.
    pub loosening: Vec<(SmolStr, Vec<String>)>,
}

/// How a threat stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its status.
    pub status: Status,
    /// Its residual severity: a position on the severity scale.
    pub severity: u8,
    /// Its residual score, 1–25.
    pub score: u8,
}

/// A threat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// How it stands.
    pub standing: Standing,
    /// Its title.
    pub title: String,
    /// The facts that decided, in words.
    pub facts: Vec<String>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// What it asks for.
    pub key: Key,
    /// The question in words.
    pub text: String,
}

/// What a question asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The name of what it is about.
    pub on: SmolStr,
    /// Whether it asks for a technique, and not for an attribute.
    pub technique: bool,
    /// The attribute or the technique.
    pub name: SmolStr,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// `accept injection.sql on save`.
    pub text: String,
    /// What it says, by attribute: because, by, until, ticket.
    pub says: BTreeMap<SmolStr, String>,
    /// How many threats it closes.
    pub closes: u32,
}

/// What a gate asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// The severity from which an open threat fails; `None` where no threat does.
    pub fail_on: Option<Level>,
    /// The severity from which a question fails; `None` where no question does.
    pub fail_on_unknown: Option<Level>,
    /// The severity from which a mitigation needs evidence; `None` where none does.
    pub require_evidence: Option<Level>,
}

impl Snapshot {
    /// What was found in a model and what the gate says of it.
    pub fn of(found: Findings<'_>, verdict: &Verdict, loosening: &Loosening) -> Snapshot {
        let explainer = found.explainer();
        let held = |threat: &Threat| Held {
            standing: Standing::of(threat),
            title: found.title(threat),
            facts: explainer.why(threat).into_iter().map(|reason| reason.text).collect(),
        };
        let closes = |at: usize| found.threats.closed_by.get(at).copied().unwrap_or(0);
        let decisions = found.model.decisions.iter().enumerate();
        Snapshot {
            threats: found.threats.threats.iter().map(|threat| (found.id(threat), held(threat))).collect(),
            questions: questions(found),
            decisions: decisions.map(|(at, decision)| decided(found.model, decision, closes(at))).collect(),
            levels: Levels {
                fail_on: verdict.fail_on,
                fail_on_unknown: verdict.fail_on_unknown,
                require_evidence: verdict.require_evidence,
            },
            loosening: loosening
                .kinds
                .iter()
                .map(|kind| {
                    let matters = kind.matters.iter().map(|matter| matter.in_full().to_owned());
                    (SmolStr::new_static(kind.info.code.0), matters.collect())
                })
                .collect(),
        }
    }

    /// The sum of the residual scores of all threats that nothing closes.
    pub fn open_risk(&self) -> u32 {
        let open = self.threats.values().filter(|held| !held.standing.status.is_closed());
        open.map(|held| u32::from(held.standing.score)).sum()
    }
}

impl Standing {
    /// How a threat stands.
    pub fn of(threat: &Threat) -> Standing {
        Standing { status: threat.status, severity: threat.residual.severity, score: threat.residual.score() }
    }

    /// The severity's word.
    pub fn severity_word(self) -> &'static str {
        SEVERITY.word(self.severity)
    }
}

fn questions(found: Findings<'_>) -> Vec<Asking> {
    let each = found.threats.questions.iter().map(|question| {
        let (technique, name) = match question.subject {
            Subject::Attribute(id) => (false, SmolStr::new_static(schema::row(id).name)),
            Subject::Technique(id) => (true, found.model.vocabulary.technique(id).name.clone()),
        };
        let key = Key { on: found.model.name(question.thing).into(), technique, name };
        Asking { key, text: question.text(found.model) }
    });
    each.collect()
}

fn decided(model: &Model, decision: &Decision, closes: u32) -> Decided {
    let says = decision.attrs.iter().map(|entry| {
        let text = match &entry.value {
            Value::Text(text) => text.to_string(),
            Value::Handle(handle) => format!("@{handle}"),
            Value::Date(date) => date.to_string(),
            Value::Thing(thing) => model.name(*thing).to_owned(),
            _ => String::new(),
        };
        (SmolStr::new_static(schema::row(entry.id).name), text)
    });
    Decided { text: written(model, decision).to_string(), says: says.collect(), closes }
}

/// `accept injection.* on db`, as it stands in the model.
pub(super) fn written(model: &Model, decision: &Decision) -> SmolStr {
    format_smolstr!("{} {} on {}", decision.verb.word(), decision.rule.text, model.target(&decision.target))
}
