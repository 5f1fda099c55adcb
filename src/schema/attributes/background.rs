//! Attributes of the model itself and of the background of the analysis.

use super::common::DRAWN;
use crate::schema::{ASSUMPTION_STATUS, Attribute, INTENT, Kind, KindSet, LEVEL, SKILL, TRUST, ValueType};

const MODEL: KindSet = KindSet::of(&[Kind::Model]);
const ENTRY: KindSet = KindSet::of(&[Kind::Entry]);
const ASSUME: KindSet = KindSet::of(&[Kind::Assume]);
const DEPENDS: KindSet = KindSet::of(&[Kind::Depends]);
const SCENARIO: KindSet = KindSet::of(&[Kind::Scenario]);
const PERSONA: KindSet = KindSet::of(&[Kind::Persona]);
const FLOW: KindSet = KindSet::of(&[Kind::Flow]);
const ANYTHING: KindSet = DRAWN.and(KindSet::of(&[Kind::Data, Kind::Depends, Kind::Entry, Kind::Scenario]));

pub(super) const TABLE: &[Attribute] = &[
    Attribute::new("scope", MODEL, ValueType::Text, "What is analysed, and what is not."),
    Attribute::new("version", MODEL.and(DEPENDS), ValueType::Text, "The version that is described."),
    Attribute::new("repository", MODEL, ValueType::Link, "Where the source code is."),
    Attribute::new("reviewed-by", MODEL, ValueType::List(&ValueType::Person), "Who reviewed it last."),
    Attribute::new("review-every", MODEL, ValueType::Duration, "How long a review is good for."),
    Attribute::new("criticality", MODEL.and(DEPENDS), ValueType::Word(&LEVEL), "How much depends on it."),
    Attribute::new(
        "access",
        ENTRY,
        ValueType::List(&ValueType::Ref(KindSet::ELEMENTS)),
        "Who can use the entry point.",
    ),
    Attribute::new("flows", ENTRY, ValueType::List(&ValueType::Ref(FLOW)), "The flows that come in through it."),
    Attribute::new("about", ASSUME, ValueType::List(&ValueType::Ref(ANYTHING)), "What it is assumed of."),
    Attribute::new("answers", ASSUME, ValueType::List(&ValueType::Rule), "The only rules that it may answer."),
    Attribute::new("status", ASSUME, ValueType::Word(&ASSUMPTION_STATUS), "Whether somebody looked.")
        .or_word("unconfirmed"),
    Attribute::new("expires", ASSUME, ValueType::Date, "The last day on which it holds."),
    Attribute::new("if-lost", DEPENDS, ValueType::Text, "What happens when it fails."),
    Attribute::new(
        "on",
        DEPENDS,
        ValueType::List(&ValueType::Ref(KindSet::ELEMENTS)),
        "The elements that stand for it in the model.",
    ),
    Attribute::new(
        "steps",
        SCENARIO,
        ValueType::List(&ValueType::Ref(FLOW)),
        "The flows, in order; each starts at an end of an earlier one.",
    )
    .required(),
    Attribute::new(
        "limits",
        SCENARIO,
        ValueType::List(&ValueType::Text),
        "What the use case does not cover, or how it must not be used.",
    ),
    Attribute::new("skill", PERSONA, ValueType::Word(&SKILL), "How able they are."),
    Attribute::new("intent", PERSONA, ValueType::Word(&INTENT), "What they want."),
    Attribute::new("trust", PERSONA, ValueType::Word(&TRUST), "The access they start with."),
];
