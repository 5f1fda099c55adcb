//! What differs between two snapshots of one model: how threats stand, and which questions are open.
//!
//! Threats are matched by id, questions by thing and subject, so the two may number their things differently.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::gate::snapshot::{Asking, Key, Snapshot, Standing};

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

/// Compares what a model comes to with what it comes to after something changed.
pub fn difference(before: &Snapshot, after: &Snapshot) -> Difference {
    let (old, new) = (&before.threats, &after.threats);
    let mut threats = Vec::new();
    for (id, then) in old {
        let now = new.get(id).map(|now| now.standing);
        let was = then.standing;
        let turn = match now {
            None => Turn::Goes,
            Some(now) if now == was => continue,
            Some(now) => match (was.status.is_closed(), now.status.is_closed()) {
                (false, true) => Turn::Closes,
                (true, false) => Turn::Opens,
                _ => Turn::Changes,
            },
        };
        threats.push(Turned { turn, id: id.clone(), title: then.title.clone(), before: Some(was), after: now });
    }
    for (id, now) in new.iter().filter(|(id, _)| !old.contains_key(*id)) {
        let (title, after) = (now.title.clone(), Some(now.standing));
        threats.push(Turned { turn: Turn::Comes, id: id.clone(), title, before: None, after });
    }
    threats.sort_by(|a, b| (a.turn, severity(b), &a.id).cmp(&(b.turn, severity(a), &b.id)));
    let missing = |of: &[Asking], from: &[Asking]| {
        let known: BTreeSet<&Key> = from.iter().map(|asking| &asking.key).collect();
        of.iter().filter(|asking| !known.contains(&asking.key)).map(|asking| asking.text.clone()).collect()
    };
    Difference {
        threats,
        settled: missing(&before.questions, &after.questions),
        asked: missing(&after.questions, &before.questions),
        open_risk: [before.open_risk(), after.open_risk()],
    }
}

/// The higher of its two severities.
fn severity(turned: &Turned) -> u8 {
    turned.before.iter().chain(&turned.after).map(|standing| standing.severity).max().unwrap_or(0)
}
