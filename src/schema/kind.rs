//! What can be declared: one row a keyword.

use serde::{Deserialize, Serialize};

/// The kind of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
#[expect(missing_docs, reason = "the table below documents each kind in one place")]
pub enum Kind {
    Model,
    Data,
    Boundary,
    Actor,
    External,
    Process,
    Store,
    Flow,
    Entry,
    Assume,
    Depends,
    Scenario,
    Persona,
    Control,
    Threat,
    Accept,
    Warn,
    Remove,
    Transfer,
    Dismiss,
    Rule,
    Policy,
    Type,
    Protocol,
    Technique,
    View,
    Leaf,
}

/// One row of [`KINDS`].
#[derive(Debug)]
pub struct KindInfo {
    /// The kind.
    pub kind: Kind,
    /// Its keyword in a `.tm` file.
    pub word: &'static str,
    /// How it is written.
    pub form: &'static str,
    /// One sentence: what it stands for.
    pub doc: &'static str,
}

/// Every kind, in the order of [`Kind`].
pub const KINDS: &[KindInfo] = &[
    row(
        Kind::Model,
        "model",
        "model NAME [\"Label\"] { … }",
        "The threat model itself; exactly one, and its file is the root.",
    ),
    row(
        Kind::Data,
        "data",
        "data NAME [\"Label\"] { … }",
        "An asset that is information: what attackers want to read, change or withhold.",
    ),
    row(
        Kind::Boundary,
        "boundary",
        "boundary NAME [: TYPE] [\"Label\"] { … }",
        "A trust boundary; it holds elements and other boundaries, or lies across them.",
    ),
    row(Kind::Actor, "actor", "actor NAME [: TYPE] [\"Label\"] { … }", "A person, or a role that people play."),
    row(
        Kind::External,
        "external",
        "external NAME [: TYPE] [\"Label\"] { … }",
        "A system that somebody else controls.",
    ),
    row(Kind::Process, "process", "process NAME [: TYPE] [\"Label\"] { … }", "Code of ours that runs."),
    row(Kind::Store, "store", "store NAME [: TYPE] [\"Label\"] { … }", "Data at rest."),
    row(
        Kind::Flow,
        "flow",
        "flow NAME: A -> B [\"Label\"] { … }",
        "A data flow, from who starts it; the word and the name may be left out.",
    ),
    row(Kind::Entry, "entry", "entry NAME on TARGET [\"Label\"] { … }", "An entry point: where input comes in."),
    row(Kind::Assume, "assume", "assume NAME [\"Label\"] { … }", "An assumption that the analysis rests on."),
    row(Kind::Depends, "depends", "depends NAME [\"Label\"] { … }", "An external dependency."),
    row(Kind::Scenario, "scenario", "scenario NAME [\"Label\"] { … }", "A use case, as an ordered list of flows."),
    row(Kind::Persona, "persona", "persona NAME [\"Label\"] { … }", "Who attacks, or errs."),
    row(
        Kind::Control,
        "control",
        "control NAME : TECHNIQUE [\"Label\"] { … }",
        "A countermeasure: a technique applied somewhere.",
    ),
    row(Kind::Threat, "threat", "threat NAME [\"Label\"] { … }", "A threat that a person found."),
    row(Kind::Accept, "accept", "accept RULE on TARGET { … }", "Do nothing about a threat, for now."),
    row(Kind::Warn, "warn", "warn RULE on TARGET { … }", "Tell the user about a threat."),
    row(Kind::Remove, "remove", "remove RULE on TARGET { … }", "Take out the feature that a threat comes with."),
    row(Kind::Transfer, "transfer", "transfer RULE on TARGET { … }", "Let somebody else carry a risk."),
    row(Kind::Dismiss, "dismiss", "dismiss RULE on TARGET { … }", "State that a threat does not apply."),
    row(Kind::Rule, "rule", "rule NAME \"Title\" { … }", "Knowledge: derives a threat wherever a condition holds."),
    row(Kind::Policy, "policy", "policy NAME \"Title\" { … }", "Knowledge: forbids or requires a shape of the model."),
    row(
        Kind::Type,
        "type",
        "type NAME [: PARENT] [\"Label\"] { … }",
        "Vocabulary: a kind of element, boundary, flow or datum.",
    ),
    row(
        Kind::Protocol,
        "protocol",
        "protocol NAME [: PARENT] [\"Label\"] { … }",
        "Vocabulary: how a flow talks, and what that implies.",
    ),
    row(
        Kind::Technique,
        "technique",
        "technique NAME [: PARENT] [\"Label\"] { … }",
        "Vocabulary: a way of countering threats.",
    ),
    row(Kind::View, "view", "view NAME [\"Label\"] { … }", "A picture or table of part of the model."),
    row(Kind::Leaf, "leaf", "leaf \"Text\" { … }", "A step in the tree of a written threat."),
];

const fn row(kind: Kind, word: &'static str, form: &'static str, doc: &'static str) -> KindInfo {
    KindInfo { kind, word, form, doc }
}

impl Kind {
    /// The row of this kind.
    pub fn info(self) -> &'static KindInfo {
        // INVARIANT: KINDS is in the order of Kind; a test holds it.
        &KINDS[self as usize]
    }

    /// How it is written, one way a line: a decision may also name a threat by its id.
    pub fn forms(self) -> String {
        let KindInfo { word, form, .. } = self.info();
        if self.is_decision() { format!("{form}\n{word} RULE@TARGET {{ … }}") } else { (*form).to_owned() }
    }

    /// The keyword.
    pub fn word(self) -> &'static str {
        self.info().word
    }

    /// One of the kind, in a sentence, with its article: "an actor", "a datum".
    pub fn noun(self) -> String {
        let word = if self == Kind::Data { "datum" } else { self.word() };
        format!("{} {word}", crate::diag::article(word))
    }

    /// The kind of a keyword.
    pub fn of(word: &str) -> Option<Kind> {
        KINDS.iter().find(|row| row.word == word && row.kind != Kind::Leaf).map(|row| row.kind)
    }

    /// Actor, external, process or store.
    pub fn is_element(self) -> bool {
        KindSet::ELEMENTS.has(self)
    }

    /// Accept, warn, remove, transfer or dismiss.
    pub fn is_decision(self) -> bool {
        KindSet::DECISIONS.has(self)
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindSet(pub u32);

impl KindSet {
    /// The DFD elements.
    pub const ELEMENTS: KindSet = KindSet::of(&[Kind::Actor, Kind::External, Kind::Process, Kind::Store]);
    /// The decisions.
    pub const DECISIONS: KindSet =
        KindSet::of(&[Kind::Accept, Kind::Warn, Kind::Remove, Kind::Transfer, Kind::Dismiss]);

    /// The set of some kinds.
    pub const fn of(kinds: &[Kind]) -> KindSet {
        let mut bits = 0;
        let mut index = 0;
        while index < kinds.len() {
            bits |= 1 << kinds[index] as u32;
            index += 1;
        }
        KindSet(bits)
    }

    /// Both together.
    pub const fn and(self, other: KindSet) -> KindSet {
        KindSet(self.0 | other.0)
    }

    /// Whether a kind is in it.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// The kinds in it, in order.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        KINDS.iter().map(|row| row.kind).filter(move |kind| self.has(*kind))
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Kind};

    #[test]
    fn the_table_is_in_the_order_of_the_kinds() {
        for (index, row) in KINDS.iter().enumerate() {
            assert_eq!(row.kind as usize, index, "{} stands at the wrong place", row.word);
        }
        assert_eq!(Kind::of("store"), Some(Kind::Store));
        assert_eq!(Kind::of("leaf"), None);
    }
}
