//! Attributes of rules, policies, vocabulary and views.

use super::common::DRAWN;
use crate::schema::{
    Attribute, DIRECTION, ENDS, Kind, KindSet, LINDDUN, NOTATION, SEVERITY, SHOW, STRIDE, VIEW_AS, ValueType,
};

const RULE: KindSet = KindSet::of(&[Kind::Rule]);
const POLICY: KindSet = KindSet::of(&[Kind::Policy]);
const TECHNIQUE: KindSet = KindSet::of(&[Kind::Technique]);
const VIEW: KindSet = KindSet::of(&[Kind::View]);
const SCENARIO: KindSet = KindSet::of(&[Kind::Scenario]);
const SUBJECT: KindSet = DRAWN.and(KindSet::of(&[Kind::Data, Kind::Threat]));

pub(super) const TABLE: &[Attribute] = &[
    Attribute::new("on", RULE.and(POLICY), ValueType::List(&ValueType::Scope), "What it looks at: kinds or types.")
        .required(),
    Attribute::new("when", RULE, ValueType::Condition, "The hazard: where it holds there is a threat."),
    Attribute::new("unless", RULE, ValueType::Condition, "The defence: where it holds the threat is closed."),
    Attribute::new(
        "reduces",
        RULE,
        ValueType::List(&ValueType::Technique),
        "Techniques that make it less likely without closing it.",
    ),
    Attribute::new("likelihood", RULE, ValueType::Rating, "How likely it is before exposure is counted."),
    Attribute::new("impact", RULE, ValueType::Rating, "How bad it is; without it, `rating(this)`."),
    Attribute::new("false-positives", RULE, ValueType::Text, "When to dismiss it."),
    Attribute::new(
        "supersedes",
        RULE,
        ValueType::List(&ValueType::Rule),
        "Broader rules whose threats on the same target fold into this one.",
    ),
    Attribute::new(
        "one",
        RULE,
        ValueType::Words(&ENDS),
        "Flows that share these ends give one threat: they have one remedy.",
    ),
    Attribute::new("forbid", POLICY, ValueType::Condition, "What must not be."),
    Attribute::new("require", POLICY, ValueType::Condition, "What must be."),
    Attribute::new("severity", POLICY, ValueType::Word(&SEVERITY), "How bad a violation is.").or_word("high"),
    Attribute::new("counters", TECHNIQUE, ValueType::Words(&STRIDE), "The STRIDE categories that it counters."),
    Attribute::new("protects", TECHNIQUE, ValueType::Words(&LINDDUN), "The LINDDUN categories that it counters."),
    Attribute::new("technologies", TECHNIQUE, ValueType::List(&ValueType::Text), "Typical technologies."),
    Attribute::new(
        "level",
        VIEW,
        ValueType::Int(0, 64),
        "Boundaries are open to this depth; deeper ones are collapsed.",
    ),
    Attribute::new("include", VIEW, ValueType::List(&ValueType::Pattern), "What is shown."),
    Attribute::new("exclude", VIEW, ValueType::List(&ValueType::Pattern), "What is left out."),
    Attribute::new("neighbours", VIEW, ValueType::Bool, "Whether the neighbours of what is shown are shown too.")
        .or_false(),
    Attribute::new("scenario", VIEW, ValueType::Ref(SCENARIO), "The use case that is shown."),
    Attribute::new("of", VIEW, ValueType::Ref(SUBJECT), "The datum or threat that a `data` or `tree` view is about."),
    Attribute::new("as", VIEW, ValueType::Word(&VIEW_AS), "The form of the view.").or_word("dfd"),
    Attribute::new("show", VIEW, ValueType::Words(&SHOW), "What is shown on the picture."),
    Attribute::new(
        "direction",
        VIEW,
        ValueType::Word(&DIRECTION),
        "Where the arrows go; without it, whatever fits the page.",
    ),
    Attribute::new("notation", VIEW, ValueType::Word(&NOTATION), "The shapes.").or_word("dfd3"),
];
