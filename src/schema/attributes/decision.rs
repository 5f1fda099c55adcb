//! Attributes of decisions.

use crate::schema::{Attribute, Kind, KindSet, ValueType};

const DECISIONS: KindSet = KindSet::DECISIONS;

pub(super) const TABLE: &[Attribute] = &[
    Attribute::new("because", DECISIONS, ValueType::Text, "Why it was decided so, in words.").required(),
    Attribute::new("by", DECISIONS, ValueType::Person, "Who decided; required where the risk is `high` or above."),
    Attribute::new("until", DECISIONS, ValueType::Date, "The last day on which it is in force."),
    Attribute::new(
        "notice",
        KindSet::of(&[Kind::Warn]),
        ValueType::Reference,
        "What users are told, or where it is written.",
    )
    .required(),
    Attribute::new("to", KindSet::of(&[Kind::Transfer]), ValueType::Recipient, "Who carries the risk.").required(),
];
