//! Attributes that many kinds share.

use crate::schema::{Attribute, Kind, KindSet, ValueType};

const EVERYTHING: KindSet = KindSet(u32::MAX);

/// Elements, boundaries and flows: what is drawn.
pub(super) const DRAWN: KindSet = KindSet::ELEMENTS.and(KindSet::of(&[Kind::Boundary, Kind::Flow]));

pub(super) const TABLE: &[Attribute] = &[
    Attribute::new(
        "refs",
        EVERYTHING,
        ValueType::List(&ValueType::Reference),
        "References: CWE or CAPEC numbers, tickets, names used elsewhere.",
    ),
    Attribute::new("tags", EVERYTHING, ValueType::List(&ValueType::Text), "Free words to find things by."),
    Attribute::new("owner", EVERYTHING, ValueType::Person, "Who answers for it."),
    Attribute::new("inferred", EVERYTHING, ValueType::Bool, "Written by a machine and not yet confirmed by a person.")
        .or_false(),
    Attribute::new("link", EVERYTHING, ValueType::Link, "Where to read more."),
    Attribute::new(
        "out-of-scope",
        DRAWN,
        ValueType::Text,
        "Why no threats are derived for it; it stays in the picture. From a flow that says so nothing follows elsewhere either.",
    ),
];
