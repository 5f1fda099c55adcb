//! Values of the document → expressions, by what their attribute takes.

use crate::import::json::tree::{attr, expr, is_path, is_reference, is_thing, name, text};
use crate::model::parse_date;
use crate::schema::{self, Kind, ValueType};
use crate::syntax::ast::{Expr, ExprKind, Item, Unit};
use crate::view::document::Value;

/// The expression of an attribute's value; `None` where it fits no way of writing the attribute.
pub(super) fn written(kind: Option<Kind>, attribute: &str, value: &Value) -> Option<Expr> {
    let ty = match kind {
        Some(kind) => schema::find(kind, attribute).map(|id| schema::row(id).ty),
        None => schema::all().find(|(_, row)| row.name == attribute).map(|(_, row)| row.ty),
    };
    // An attribute that this version does not know is a text; `check` will say that it is unknown.
    of_type(ty.unwrap_or(ValueType::Text), value)
}

fn of_type(ty: ValueType, value: &Value) -> Option<Expr> {
    let kind = match (value, ty) {
        (Value::Unknown, _) => ExprKind::Unknown,
        (Value::List(items), _) => {
            let items: Option<Vec<Expr>> = items.iter().map(|item| of_type(ty.item(), item)).collect();
            ExprKind::List(items?)
        }
        (Value::Bool(value), _) => ExprKind::Bool(*value),
        (Value::Int(value), _) if *value >= 0 => ExprKind::Int(*value),
        (Value::Int(_), _) => return None,
        (Value::Record(parts), ValueType::Dread) => {
            let mut attrs = Vec::new();
            for (part, value) in parts {
                let value = of_type(ValueType::Int(0, 10), value)?;
                if let Item::Attr(attr) = attr(part, value) {
                    attrs.push(attr);
                }
            }
            ExprKind::Map(attrs)
        }
        (Value::Record(parts), ty) => match (ty.item(), parts.iter().next()) {
            (ValueType::Evidence, Some((tag, Value::Text(path)))) if parts.len() == 1 && is_path(tag) => {
                ExprKind::Tagged(name(tag), text(path))
            }
            _ => return None,
        },
        (Value::Text(words), ty) => string(ty.item(), words)?,
    };
    Some(expr(kind))
}

fn string(ty: ValueType, words: &str) -> Option<ExprKind> {
    let handle =
        || words.strip_prefix('@').filter(|handle| is_handle(handle)).map(|handle| ExprKind::Handle(handle.into()));
    let plain = || ExprKind::Text(text(words).text);
    match ty {
        ValueType::Date => {
            let date = parse_date(words)?;
            let year = u16::try_from(date.year()).ok()?;
            Some(ExprKind::Date(year, date.month().unsigned_abs(), date.day().unsigned_abs()))
        }
        ValueType::Duration => {
            let unit = words.chars().last()?;
            let count = words.strip_suffix(unit)?.parse().ok()?;
            Some(ExprKind::Duration(count, Unit::of(unit)?))
        }
        ValueType::Person => Some(handle().unwrap_or_else(plain)),
        ValueType::Recipient => handle().or_else(|| named(words).filter(|_| is_thing(words))),
        ValueType::Word(_) | ValueType::Words(_) | ValueType::Protocol | ValueType::Technique | ValueType::Ref(_) => {
            named(words).filter(|_| is_thing(words))
        }
        ValueType::Pattern | ValueType::Within(_) | ValueType::Rule | ValueType::Scope => named(words),
        ValueType::Text | ValueType::Link | ValueType::Reference | ValueType::Glob => Some(plain()),
        // A number or a record was asked for; conditions never stand in a document.
        _ => None,
    }
}

fn named(words: &str) -> Option<ExprKind> {
    if !is_reference(words) {
        return None;
    }
    Some(match words.split_once("->") {
        Some((from, to)) => ExprKind::FlowRef(name(from), name(to)),
        None => ExprKind::Path(words.into()),
    })
}

fn is_handle(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}
