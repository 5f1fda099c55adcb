//! What differs between two compilations of one model: how threats stand, and which questions are open.
//!
//! Threats are matched by id, questions by thing and subject, so the two may number their things differently.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use crate::model::Model;
use crate::rules::{Rule, Subject};
use crate::schema;
use crate::threat::{self, Status, Threats};

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The model.
    pub model: &'a Model,
    /// The rules that its threats point into.
    pub rules: &'a [Rule],
    /// What was found.
    pub threats: &'a Threats,
}

/// How a threat stands on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its status.
    pub status: Status,
    /// Its residual severity: a position on the severity scale.
    pub severity: u8,
    /// Its residual score, 1–25.
    pub score: u8,
}

/// What happens to a threat; the order is that of [`Difference::threats`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It is answered after, and was not before.
    Closes,
    /// It is there before only.
    Goes,
    /// It is there after only.
    Comes,
    /// It was answered before, and is not after.
    Opens,
    /// It stands on the same side of the gate, with another status or severity.
    Changes,
}

/// A threat that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// What happens to it.
    pub turn: Turn,
    /// `rule@target`.
    pub id: SmolStr,
    /// Its title.
    pub title: String,
    /// How it stands before.
    pub before: Option<Standing>,
    /// How it stands after.
    pub after: Option<Standing>,
}

/// What differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Threats: those that close first, then by severity (highest first) and id.
    pub threats: Vec<Turned>,
    /// Questions that are asked before only, in words, in their order.
    pub settled: Vec<String>,
    /// Questions that are asked after only.
    pub asked: Vec<String>,
    /// The sum of the residual scores of threats that nothing closes: before and after.
    pub open_risk: [u32; 2],
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.threats.is_empty() && self.settled.is_empty() && self.asked.is_empty()
    }
}

/// Compares two compilations.
pub fn difference(before: Side<'_>, after: Side<'_>) -> Difference {
    let (old, new) = (standings(before), standings(after));
    let mut threats = Vec::new();
    for (id, (then, title)) in &old {
        let now = new.get(id).map(|(now, _)| *now);
        let turn = match now {
            None => Turn::Goes,
            Some(now) if now == *then => continue,
            Some(now) => match (then.status.is_closed(), now.status.is_closed()) {
                (false, true) => Turn::Closes,
                (true, false) => Turn::Opens,
                _ => Turn::Changes,
            },
        };
        threats.push(Turned { turn, id: id.clone(), title: title.clone(), before: Some(*then), after: now });
    }
    for (id, (now, title)) in new.iter().filter(|(id, _)| !old.contains_key(*id)) {
        threats.push(Turned {
            turn: Turn::Comes,
            id: id.clone(),
            title: title.clone(),
            before: None,
            after: Some(*now),
        });
    }
    threats.sort_by(|a, b| (a.turn, severity(b), &a.id).cmp(&(b.turn, severity(a), &b.id)));
    let (was, is) = (questions(before), questions(after));
    let missing = |of: &[(Key, String)], from: &[(Key, String)]| {
        let known: BTreeSet<&Key> = from.iter().map(|(key, _)| key).collect();
        of.iter().filter(|(key, _)| !known.contains(key)).map(|(_, text)| text.clone()).collect()
    };
    Difference {
        threats,
        settled: missing(&was, &is),
        asked: missing(&is, &was),
        open_risk: [open_risk(before.threats), open_risk(after.threats)],
    }
}

/// The sum of the residual scores of all threats that nothing closes.
pub fn open_risk(threats: &Threats) -> u32 {
    let open = threats.threats.iter().filter(|threat| !threat.status.is_closed());
    open.map(|threat| u32::from(threat.residual.score())).sum()
}

/// The higher of its two severities.
fn severity(turned: &Turned) -> u8 {
    turned.before.iter().chain(&turned.after).map(|standing| standing.severity).max().unwrap_or(0)
}

fn standings(side: Side<'_>) -> BTreeMap<SmolStr, (Standing, String)> {
    let each = side.threats.threats.iter().map(|found| {
        let (status, risk) = (found.status, found.residual);
        let standing = Standing { status, severity: risk.severity, score: risk.score() };
        let title = threat::title(side.model, side.rules, found);
        (threat::id(side.model, side.rules, found), (standing, title))
    });
    each.collect()
}

/// The thing's name, whether the subject is a technique, and its name.
type Key = (SmolStr, bool, SmolStr);

fn questions(side: Side<'_>) -> Vec<(Key, String)> {
    let each = side.threats.questions.iter().map(|question| {
        let (technique, subject) = match question.subject {
            Subject::Attribute(id) => (false, SmolStr::new_static(schema::row(id).name)),
            Subject::Technique(id) => (true, side.model.vocabulary.technique(id).name.clone()),
        };
        ((side.model.name(question.thing).into(), technique, subject), question.text.clone())
    });
    each.collect()
}
