//! Values while they are evaluated: small, copied, borrowed from the model.

use std::cmp::Ordering;

use crate::model::{Date, ProtocolId, TechniqueId, Thing, Truth, TypeId, Value};
use crate::syntax::ast::{Compare, Unit};

/// A single value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Val<'a> {
    Unknown,
    Bool(bool),
    Int(i64),
    Word(u8),
    Text(&'a str),
    Date(Date),
    Duration(u32, Unit),
    Thing(Thing),
    Protocol(ProtocolId),
    Technique(TechniqueId),
    Type(TypeId),
    /// Known, and nothing to compare.
    Opaque,
}

impl<'a> Val<'a> {
    /// A stored value; a list is opaque here.
    pub(crate) fn of(value: &'a Value) -> Val<'a> {
        match value {
            // What is in a boundary is no single thing to compare.
            Value::Unknown | Value::Inside(_) => Val::Unknown,
            Value::Bool(flag) => Val::Bool(*flag),
            Value::Int(number) => Val::Int(*number),
            Value::Word(word) => Val::Word(*word),
            Value::Text(text) | Value::Handle(text) => Val::Text(text),
            Value::Date(date) => Val::Date(*date),
            Value::Duration(count, unit) => Val::Duration(*count, *unit),
            Value::Thing(thing) => Val::Thing(*thing),
            Value::Protocol(id) => Val::Protocol(*id),
            Value::Technique(id) => Val::Technique(*id),
            _ => Val::Opaque,
        }
    }

    /// Whether it is true.
    pub(crate) fn flag(self) -> Truth {
        match self {
            Val::Bool(flag) => flag.into(),
            _ => Truth::Unknown,
        }
    }

    /// The order of two values of one type.
    fn order(self, other: Val<'_>) -> Option<Ordering> {
        match (self, other) {
            (Val::Int(a), Val::Int(b)) => Some(a.cmp(&b)),
            (Val::Word(a), Val::Word(b)) => Some(a.cmp(&b)),
            (Val::Date(a), Val::Date(b)) => Some(a.cmp(&b)),
            (Val::Duration(a, unit_a), Val::Duration(b, unit_b)) => Some(minutes(a, unit_a).cmp(&minutes(b, unit_b))),
            _ => None,
        }
    }
}

/// Compares two values of one type; unknown where one is.
pub(crate) fn compare(how: Compare, left: Val<'_>, right: Val<'_>) -> Truth {
    if left == Val::Unknown || right == Val::Unknown {
        return Truth::Unknown;
    }
    let equal = match left.order(right) {
        Some(order) => order == Ordering::Equal,
        None => left == right,
    };
    let order = || left.order(right);
    match how {
        Compare::Eq => equal.into(),
        Compare::Ne => (!equal).into(),
        Compare::Lt => order().map(Ordering::is_lt).into(),
        Compare::Le => order().map(Ordering::is_le).into(),
        Compare::Gt => order().map(Ordering::is_gt).into(),
        Compare::Ge => order().map(Ordering::is_ge).into(),
        Compare::In => Truth::Unknown,
    }
}

/// A mean month has 30.4375 days, a mean year 365.25; a day 1,440 minutes.
fn minutes(count: u32, unit: Unit) -> u64 {
    let each = match unit {
        Unit::Days => 1_440,
        Unit::Weeks => 10_080,
        Unit::Months => 43_830,
        Unit::Years => 525_960,
    };
    u64::from(count) * each
}

#[cfg(test)]
mod tests {
    use super::{Val, compare};
    use crate::model::Truth;
    use crate::syntax::ast::{Compare, Unit};

    #[test]
    fn durations_compare_over_units() {
        let two_weeks = Val::Duration(2, Unit::Weeks);
        assert_eq!(compare(Compare::Eq, two_weeks, Val::Duration(14, Unit::Days)), Truth::True);
        assert_eq!(compare(Compare::Lt, Val::Duration(400, Unit::Days), Val::Duration(1, Unit::Years)), Truth::False);
        assert_eq!(compare(Compare::Ne, Val::Unknown, two_weeks), Truth::Unknown);
    }
}
