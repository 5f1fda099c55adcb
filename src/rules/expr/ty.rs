//! Static types of expressions.

use crate::schema::{KindSet, Scale, ValueType};

/// What an expression's value may be.
#[derive(Clone, Debug)]
pub(crate) enum Ty {
    Bool,
    Int,
    Text,
    Person,
    Date,
    Duration,
    Word(&'static Scale),
    Thing(KindSet),
    Protocol,
    Technique,
    Type,
    /// Evidence, patterns and the like: nothing to compare.
    Other,
    List(Box<Ty>),
}

impl Ty {
    /// The type of an attribute's values.
    pub(crate) fn of(value: &ValueType) -> Ty {
        match value {
            ValueType::Bool => Ty::Bool,
            ValueType::Int(..) => Ty::Int,
            ValueType::Text | ValueType::Link | ValueType::Reference | ValueType::Glob | ValueType::Pattern => Ty::Text,
            ValueType::Person => Ty::Person,
            ValueType::Date => Ty::Date,
            ValueType::Duration => Ty::Duration,
            ValueType::Word(scale) => Ty::Word(scale),
            ValueType::Words(scale) => Ty::List(Box::new(Ty::Word(scale))),
            ValueType::Ref(kinds) | ValueType::Within(kinds) => Ty::Thing(*kinds),
            ValueType::Protocol => Ty::Protocol,
            ValueType::Technique => Ty::Technique,
            ValueType::List(item) => Ty::List(Box::new(Ty::of(item))),
            _ => Ty::Other,
        }
    }

    /// In words, with an article.
    pub(crate) fn describe(&self) -> String {
        match self {
            Ty::Bool => "true or false".to_owned(),
            Ty::Int => "a number".to_owned(),
            Ty::Text => "text".to_owned(),
            Ty::Person => "a handle or a name".to_owned(),
            Ty::Date => "a date".to_owned(),
            Ty::Duration => "a duration".to_owned(),
            Ty::Word(scale) => format!("a word for {}", scale.name),
            Ty::Thing(kinds) => {
                let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
                match words.as_slice() {
                    ["data"] => "data".to_owned(),
                    [word @ ("actor" | "external" | "entry" | "assume")] => format!("an {word}"),
                    [word] => format!("a {word}"),
                    words if words.len() <= 5 => format!("one of {}", words.join(", ")),
                    _ => "something of the model".to_owned(),
                }
            }
            Ty::Protocol => "a protocol".to_owned(),
            Ty::Technique => "a technique".to_owned(),
            Ty::Type => "a type".to_owned(),
            Ty::Other => "a value that cannot be compared".to_owned(),
            Ty::List(item) => format!("a list, each item {}", item.describe()),
        }
    }

    /// Whether a value of one type can equal a value of the other.
    pub(crate) fn meets(&self, other: &Ty) -> bool {
        match (self, other) {
            (Ty::Word(a), Ty::Word(b)) => a == b,
            (Ty::Thing(a), Ty::Thing(b)) => a.0 & b.0 != 0,
            (Ty::Text | Ty::Person, Ty::Text | Ty::Person) => true,
            (Ty::List(a), Ty::List(b)) => a.meets(b),
            (Ty::Other, _) | (_, Ty::Other) => false,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }

    /// Whether `<` and `>` mean something.
    pub(crate) fn is_ordered(&self) -> bool {
        match self {
            Ty::Int | Ty::Date | Ty::Duration => true,
            Ty::Word(scale) => scale.ordered,
            _ => false,
        }
    }
}
