//! Value types: what an attribute may be set to.

use crate::schema::{KindSet, Scale};

/// The type of an attribute's value.
#[derive(Clone, Copy, Debug)]
pub enum ValueType {
    /// `true` or `false`.
    Bool,
    /// A whole number between two bounds, both included.
    Int(i64, i64),
    /// `"text"`.
    Text,
    /// `"text"` that is an `http`, `https` or `mailto` address.
    Link,
    /// `"text"` that may be an address, which then is one of those.
    Reference,
    /// `"services/web/**"`: a glob relative to the project root.
    Glob,
    /// `2026-12-31`.
    Date,
    /// `90d`.
    Duration,
    /// `@handle`, or a name as text.
    Person,
    /// A word of a scale.
    Word(&'static Scale),
    /// Several words of a scale.
    Words(&'static Scale),
    /// The name of something of the model.
    Ref(KindSet),
    /// The name of something of the model, or `boundary.*`: everything inside.
    Within(KindSet),
    /// A name, a path or `boundary.*`.
    Pattern,
    /// The name of a protocol.
    Protocol,
    /// The name of a technique.
    Technique,
    /// The name of a rule, a policy or a written threat; a rule may end in `*`.
    Rule,
    /// The kinds and types that a rule or policy looks at.
    Scope,
    /// `test "…"`, `file "…"` or `url "…"`.
    Evidence,
    /// A condition.
    Condition,
    /// A level, `rating(x)`, `min(…)` or `max(…)`.
    Rating,
    /// `{ damage = 8, … }`.
    Dread,
    /// Several; one value stands for a list of one.
    List(&'static ValueType),
    /// A handle, an actor or an external.
    Recipient,
}

impl ValueType {
    /// What to write, in words: for messages and the reference.
    pub fn describe(&self) -> String {
        match self {
            ValueType::Bool => "`true` or `false`".to_owned(),
            ValueType::Int(low, high) if *high == i64::MAX => format!("a whole number from {low}"),
            ValueType::Int(low, high) => format!("a whole number from {low} to {high}"),
            ValueType::Text | ValueType::Reference => "text in double quotes".to_owned(),
            ValueType::Link => "an address in double quotes".to_owned(),
            ValueType::Glob => "a path pattern in double quotes".to_owned(),
            ValueType::Date => "a date such as `2027-03-31`".to_owned(),
            ValueType::Duration => "a duration such as `90d`".to_owned(),
            ValueType::Person => "a handle such as `@team` or a name in double quotes".to_owned(),
            ValueType::Word(scale) => scale.choices(),
            ValueType::Words(scale) => format!("a list, each {}", scale.choices()),
            ValueType::Ref(kinds) => {
                let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
                match words.split_last() {
                    Some((last, rest)) if !rest.is_empty() => {
                        format!("the name of a declared {} or {last}", rest.join(", "))
                    }
                    Some((last, _)) => format!("the name of a declared {last}"),
                    None => "a name".to_owned(),
                }
            }
            ValueType::Within(kinds) => {
                format!("{}, or `BOUNDARY.*` for all that it holds", ValueType::Ref(*kinds).describe())
            }
            ValueType::Pattern => "a name or a pattern such as `cloud.*`".to_owned(),
            ValueType::Protocol => "the name of a protocol".to_owned(),
            ValueType::Technique => "the name of a technique".to_owned(),
            ValueType::Rule => "the name of a rule or of a written threat".to_owned(),
            ValueType::Scope => "a kind or a type".to_owned(),
            ValueType::Evidence => "`test \"…\"`, `file \"…\"` or `url \"…\"`".to_owned(),
            ValueType::Condition => "a condition".to_owned(),
            ValueType::Rating => "a level, `rating(…)`, `account(…)`, `min(…)` or `max(…)`".to_owned(),
            ValueType::Dread => {
                "`{ damage = …, reproducibility = …, exploitability = …, affected = …, discoverability = … }`"
                    .to_owned()
            }
            ValueType::List(item) => format!("a list, each {}", item.describe()),
            ValueType::Recipient => "a handle, or the name of an actor or external".to_owned(),
        }
    }

    /// The type of one item: the list's, or itself.
    pub fn item(&self) -> ValueType {
        match self {
            ValueType::List(item) => **item,
            ValueType::Words(scale) => ValueType::Word(scale),
            other => *other,
        }
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self, ValueType::List(_) | ValueType::Words(_))
    }
}
