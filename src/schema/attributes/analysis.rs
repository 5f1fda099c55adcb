//! Attributes of controls, written threats and their trees.

use super::common::DRAWN;
use crate::schema::{Attribute, CONTROL_STATUS, Kind, KindSet, LEVEL, LINDDUN, SOURCE, STRIDE, ValueType};

const CONTROL: KindSet = KindSet::of(&[Kind::Control]);
const THREAT: KindSet = KindSet::of(&[Kind::Threat]);
const LEAF: KindSet = KindSet::of(&[Kind::Leaf]);
const RULE: KindSet = KindSet::of(&[Kind::Rule]);
const DECISIONS: KindSet = KindSet::DECISIONS;
const ASSET: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Data]));
const ATTACKER: KindSet = KindSet::of(&[Kind::Persona, Kind::Actor, Kind::External]);
const TARGET: KindSet = DRAWN.and(KindSet::of(&[Kind::Data, Kind::Entry, Kind::Depends]));

pub(super) const TABLE: &[Attribute] = &[
    Attribute::new("on", CONTROL, ValueType::List(&ValueType::Within(DRAWN)), "What it protects.").required(),
    Attribute::new(
        "against",
        CONTROL,
        ValueType::List(&ValueType::Rule),
        "The written threats that it answers; of rules it is a note, since a rule says itself what closes it.",
    ),
    Attribute::new(
        "status",
        CONTROL,
        ValueType::Word(&CONTROL_STATUS),
        "How far it is; only `implemented` closes threats.",
    )
    .or_word("proposed"),
    Attribute::new("technology", CONTROL, ValueType::Text, "What implements it."),
    Attribute::new(
        "evidence",
        CONTROL.and(KindSet::ELEMENTS).and(KindSet::of(&[Kind::Flow])),
        ValueType::List(&ValueType::Evidence),
        "What shows that a control is there, or that what an element or a flow states is so.",
    ),
    Attribute::new("due", CONTROL, ValueType::Date, "When it is to be in place."),
    Attribute::new(
        "ticket",
        CONTROL.and(THREAT).and(DECISIONS),
        ValueType::Reference,
        "The bug or ticket that tracks it.",
    ),
    Attribute::new("priority", CONTROL, ValueType::Word(&LEVEL), "How urgent it is."),
    Attribute::new("cost", CONTROL.and(LEAF), ValueType::Word(&LEVEL), "What it costs."),
    Attribute::new(
        "strength",
        CONTROL,
        ValueType::Word(&LEVEL),
        "How much it lowers a likelihood: low 1, medium 2, high 3 steps.",
    )
    .or_word("medium"),
    Attribute::new(
        "on",
        THREAT,
        ValueType::List(&ValueType::Ref(TARGET)),
        "What is attacked; without it, the whole model.",
    ),
    Attribute::new("asset", THREAT, ValueType::List(&ValueType::Ref(ASSET)), "What is lost."),
    Attribute::new("attacker", THREAT, ValueType::List(&ValueType::Ref(ATTACKER)), "Who does it."),
    Attribute::new("stride", THREAT.and(RULE), ValueType::Words(&STRIDE), "Its STRIDE categories."),
    Attribute::new("linddun", THREAT.and(RULE), ValueType::Words(&LINDDUN), "Its LINDDUN categories."),
    Attribute::new("likelihood", THREAT.and(LEAF), ValueType::Word(&LEVEL), "How likely it is."),
    Attribute::new("impact", THREAT, ValueType::Word(&LEVEL), "How bad it is."),
    Attribute::new("dread", THREAT, ValueType::Dread, "Its DREAD rating, five values of 0 to 10."),
    Attribute::new("cvss", THREAT, ValueType::Text, "Its CVSS 4.0 vector."),
    Attribute::new("source", THREAT, ValueType::Words(&SOURCE), "What it comes from.").or_word("adversary"),
    Attribute::new("fix", THREAT.and(RULE), ValueType::Text, "What to do about it."),
    Attribute::new("blocked-by", LEAF, ValueType::List(&ValueType::Ref(CONTROL)), "The controls that stop this step."),
];
