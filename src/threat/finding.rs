//! What the engine finds: threats, questions and how they stand.

use smol_str::SmolStr;

use crate::diag::Diagnostic;
use crate::model::{AssumeId, ControlId, Thing, ThreatId};
use crate::rules::Subject;
use crate::schema::SEVERITY;
use crate::threat::Standing;

/// Where a threat comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThreatRule {
    /// A rule or policy: an index into the rules that were given.
    Rule(u32),
    /// A person wrote it.
    Written(ThreatId),
}

/// How a threat stands; the order is the order in which they are tried, and that of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "language.md's table, repeated in the book, says what each means")]
pub enum Status {
    Verified,
    Mitigated,
    Dismissed,
    Transferred,
    Warned,
    Accepted,
    Assumed,
    Theirs,
    Removing,
    Lapsed,
    Planned,
    Open,
}

impl Status {
    /// Every status, in order.
    pub const ALL: [Status; 12] = [
        Status::Verified,
        Status::Mitigated,
        Status::Dismissed,
        Status::Transferred,
        Status::Warned,
        Status::Accepted,
        Status::Assumed,
        Status::Theirs,
        Status::Removing,
        Status::Lapsed,
        Status::Planned,
        Status::Open,
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Status::Verified => "verified",
            Status::Mitigated => "mitigated",
            Status::Dismissed => "dismissed",
            Status::Transferred => "transferred",
            Status::Warned => "warned",
            Status::Accepted => "accepted",
            Status::Assumed => "assumed",
            Status::Theirs => "theirs",
            Status::Removing => "removing",
            Status::Lapsed => "lapsed",
            Status::Planned => "planned",
            Status::Open => "open",
        }
    }

    /// Whether the gate does not count it: it is answered, or nothing of ours could.
    pub fn is_closed(self) -> bool {
        self <= Status::Theirs
    }
}

/// What a mitigation rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance {
    /// Somebody says so.
    Claimed,
    /// It would hold if no control counted but those whose evidence was found.
    Evidenced,
}

/// What answers a threat.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A decision: an index into the model's decisions.
    Decision(u32),
    /// An assumption.
    Assumption(AssumeId),
    /// Controls, or stated facts alone where there are none.
    Controls(Vec<ControlId>),
    /// Nothing of ours could: what would close it is said of these, which are out of scope.
    Theirs(Box<[Thing]>),
}

/// Likelihood and impact, each 1–5. Where a written threat gives DREAD or CVSS instead, both are derived from
/// its severity so that tables sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Risk {
    /// 1–5.
    pub likelihood: u8,
    /// 1–5.
    pub impact: u8,
    /// A position on the severity scale: low, medium, high, critical.
    pub severity: u8,
}

impl Risk {
    /// likelihood × impact, 1–25.
    pub fn score(self) -> u8 {
        self.likelihood.saturating_mul(self.impact)
    }

    /// The severity's word.
    pub fn severity_word(self) -> &'static str {
        SEVERITY.word(self.severity)
    }
}

/// One threat: a rule (or written threat) and a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Threat {
    /// The rule.
    pub rule: ThreatRule,
    /// The target.
    pub target: Thing,
    /// How it stands.
    pub status: Status,
    /// What its mitigation rests on; only for `mitigated` and `verified`, and claimed
    /// where that is so of one of several flows.
    pub provenance: Option<Provenance>,
    /// What answers it, or would have (lapsed, planned).
    pub answer: Option<Answer>,
    /// Before any control.
    pub inherent: Risk,
    /// After the controls that reduce it: what tables and the gate use.
    pub residual: Risk,
    /// After those of them whose evidence was found, never below `residual`: what the gate uses where evidence is
    /// required.
    pub evidenced: Risk,
    /// Things that a true `any(…)` bound, by binder: for texts.
    pub bound: Box<[(SmolStr, Box<[Thing]>)]>,
    /// The flows of which it is made, where its rule gives one threat for several: by name; empty where it
    /// does not. It stands as the worst of them, which is its target, and is as severe as the gravest.
    pub members: Box<[Member]>,
    /// Bytes that its title and its fix may have each, by how many threats share the room for all texts.
    pub room: usize,
}

/// One flow of a threat that is about several.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The flow.
    pub flow: Thing,
    /// How the threat stands there.
    pub status: Status,
    /// What answers it there.
    pub answer: Option<Answer>,
    /// After the controls that reduce it.
    pub residual: Risk,
}

impl Threat {
    /// Where it is, and whether it is open there: its target, or each flow of which it is made.
    pub fn places(&self) -> impl Iterator<Item = (Thing, bool)> + '_ {
        let own = self.members.is_empty().then_some((self.target, !self.status.is_closed()));
        own.into_iter().chain(self.members.iter().map(|member| (member.flow, !member.status.is_closed())))
    }

    /// The things on which it is open.
    pub fn open_places(&self) -> impl Iterator<Item = Thing> + '_ {
        self.places().filter(|(_, open)| *open).map(|(thing, _)| thing)
    }

    /// Where its risk is gravest: of the flows that are not closed, while there are any.
    pub fn gravest(&self) -> Thing {
        let grave = |member: &&Member| (!member.status.is_closed(), member.residual.severity, member.residual.score());
        self.members.iter().rev().max_by_key(grave).map_or(self.target, |member| member.flow)
    }
}

/// A fact that nobody stated and that would decide threats.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Of what.
    pub thing: Thing,
    /// About what.
    pub subject: Subject,
    /// The highest severity that hangs on it: a position on the severity scale.
    pub severity: u8,
    /// The highest severity of a threat that it could raise, and that nobody sees until then; nothing where it could
    /// raise none. What could violate a policy could hide the gravest: a violation fails at every level.
    pub hides: Option<u8>,
    /// How much risk hangs on it: the sum of the residual scores of the threats that it could raise, close or rate, each
    /// counted once. A threat that it could raise counts with the score that it would have.
    pub risk: u32,
    /// Ids (`rule@target`) of threats that it would raise (`when` is unknown), sorted.
    pub raises: Vec<SmolStr>,
    /// Ids of open threats that it could close (`unless` is unknown), sorted.
    pub closes: Vec<SmolStr>,
    /// Ids of open threats whose impact it would settle, sorted.
    pub rates: Vec<SmolStr>,
}

/// A threat that is told under a narrower one of the same target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folded {
    /// Its rule: an index into the rules that were given.
    pub broader: u32,
    /// Its target.
    pub target: Thing,
    /// The rule of the threat that stands for it.
    pub narrower: u32,
}

/// Everything the engine found.
#[derive(Debug, Default)]
pub struct Threats {
    /// Sorted by residual severity (highest first), then status (open first), then score (highest first), then id.
    pub threats: Vec<Threat>,
    /// Sorted by severity (highest first), then thing's name, then subject.
    pub questions: Vec<Question>,
    /// The same, of questions that nobody asks since something that is only claimed answers for what they hide, or that
    /// would hide something graver without it. They name threats only where evidence is asked for.
    pub under_claims: Vec<Question>,
    /// Rules and policies of the model of which nobody knows whether they hold on a target, and no fact that could be
    /// stated would tell; by rule and target.
    pub undecided: Vec<(u32, Thing)>,
    /// For each written threat of the model, how its tree stands; by position.
    pub trees: Vec<Option<Standing>>,
    /// Threats that a narrower one on the same target stands for; by rule and target.
    pub folded: Vec<Folded>,
    /// For each decision of the model, how many threats it closes.
    pub closed_by: Vec<u32>,
    /// Controls whose evidence was looked for and found, all of it; sorted.
    pub evidenced: Vec<ControlId>,
    /// Elements and flows of which the evidence for what they state is broken; sorted.
    pub unproved: Vec<Thing>,
    /// The severity from which a decision needs a last day; nothing where only those with a wildcard do.
    pub require_until: Option<u8>,
    /// Needless and unmatched decisions, broken evidence, …
    pub diagnostics: Vec<Diagnostic>,
    /// How many steps the rules took: what it costs to derive all this again.
    pub steps: u64,
}
