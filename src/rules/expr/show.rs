//! Typed conditions → text in the language, for explanations.
//!
//! Built-in rules come compiled, without their text; what is shown is the condition as it was understood: names are
//! those of the language, brackets stand where precedence needs them.

use crate::model::{Value, Vocabulary};
use crate::rules::expr::{Comparison, Cond, Derived, FROM, Guard, Place, SLOTS, THIS, TO, Term};
use crate::schema::{self, Scale, ValueType};
use crate::syntax::ast::Compare;

/// The names of slots while a condition is shown.
#[derive(Clone, Debug)]
pub(crate) struct Names<'a> {
    vocabulary: &'a Vocabulary,
    slots: [&'a str; SLOTS],
    /// The words of slots whose values have any.
    scales: [Option<&'static Scale>; SLOTS],
}

impl<'a> Names<'a> {
    /// The names of a rule on a flow, or on anything else.
    pub(crate) fn new(vocabulary: &'a Vocabulary, flow: bool) -> Names<'a> {
        let mut slots = ["item"; SLOTS];
        slots[THIS as usize] = if flow { "flow" } else { "this" };
        slots[FROM as usize] = "from";
        slots[TO as usize] = "to";
        Names { vocabulary, slots, scales: [None; SLOTS] }
    }

    /// The same with a binder's name for the items of a list.
    pub(crate) fn with(&self, slot: u8, name: &'a str, list: &Term) -> Names<'a> {
        let mut names = self.clone();
        let scale = self.scale_of(list);
        if let (Some(place), Some(words)) = (names.slots.get_mut(slot as usize), names.scales.get_mut(slot as usize)) {
            (*place, *words) = (name, scale);
        }
        names
    }

    /// By which words a term's values, or the items of a list, are told.
    fn scale_of(&self, term: &Term) -> Option<&'static Scale> {
        match term {
            Term::Slot(slot) => self.scales.get(*slot as usize).copied().flatten(),
            Term::Attr(_, ids) => match schema::row(*ids.first()?).ty.item() {
                ValueType::Word(scale) => Some(scale),
                _ => None,
            },
            Term::Derived(_, Derived::Trust) => Some(&schema::TRUST),
            _ => None,
        }
    }

    /// A term whose bare words are read as those of another operand.
    fn beside(&self, term: &Term, other: &Term) -> String {
        let Some(scale) = self.scale_of(other) else { return show_term(term, self) };
        let word = |value: &Value| match value {
            Value::Word(word) => scale.word(*word).to_owned(),
            other => show_const(other, self),
        };
        match term {
            Term::Const(Value::List(items)) => format!("[{}]", items.iter().map(word).collect::<Vec<_>>().join(", ")),
            Term::Const(value) => word(value),
            term => show_term(term, self),
        }
    }
}

/// How tightly a condition binds: `or`, `and`, `not`, all else.
fn rank(cond: &Cond) -> u8 {
    match cond {
        Cond::Or(_) => 0,
        Cond::And(_) => 1,
        Cond::Not(_) => 2,
        _ => 3,
    }
}

/// A condition.
pub(crate) fn show_cond(cond: &Cond, names: &Names<'_>) -> String {
    let inner = |part: &Cond, least: u8| match rank(part) < least {
        true => format!("({})", show_cond(part, names)),
        false => show_cond(part, names),
    };
    let list = |parts: &[Cond], word: &str, least: u8| {
        parts.iter().map(|part| inner(part, least)).collect::<Vec<_>>().join(word)
    };
    let term = |term: &Term| show_term(term, names);
    let vocabulary = names.vocabulary;
    match cond {
        Cond::Const(value) => value.to_string(),
        Cond::And(parts) => list(parts, " and ", 2),
        Cond::Or(parts) => list(parts, " or ", 1),
        Cond::Not(part) => format!("not {}", inner(part, 3)),
        Cond::Flag(flag) => term(flag),
        Cond::Compare(comparison) => show_comparison(comparison, names),
        Cond::In(sides) => format!("{} in {}", names.beside(&sides.0, &sides.1), names.beside(&sides.1, &sides.0)),
        Cond::Is(subject, ty) => format!("{} is {}", term(subject), vocabulary.type_def(*ty).name),
        Cond::Via(subject, protocol) => format!("{} is {}", term(subject), vocabulary.protocol(*protocol).name),
        Cond::Has(subject, technique) => format!("{} has {}", term(subject), vocabulary.technique(*technique).name),
        Cond::Known(known) => match known.technique {
            Some(technique) => format!("known({} has {})", term(&known.term), vocabulary.technique(technique).name),
            None => format!("known({})", term(&known.term)),
        },
        Cond::Any(any) => {
            let body = show_cond(&any.body, &names.with(any.slot, &any.name, &any.list));
            format!("any({}, {}: {body})", term(&any.list), any.name)
        }
        Cond::All(all) => {
            let body = show_cond(&all.body, &names.with(all.slot, &all.name, &all.list));
            format!("all({}, {}: {body})", term(&all.list), all.name)
        }
        Cond::Crosses(crosses) => match &crosses.place {
            Some(place) => format!("crosses({}, {})", term(&crosses.flow), show_place(place, names)),
            None => format!("crosses({})", term(&crosses.flow)),
        },
        Cond::Inside(inside) => format!("inside({}, {})", term(&inside.subject), show_place(&inside.place, names)),
        Cond::Together(together) => {
            let ty = &vocabulary.type_def(together.ty).name;
            format!("together({}, {}, {ty})", term(&together.a), term(&together.b))
        }
        Cond::Connected(connected) => format!("connected({}, {})", term(&connected.a), term(&connected.b)),
        Cond::Reaches(reaches) => {
            let carrying = reaches.carrying.as_ref().map(|data| format!(", carrying: {}", term(data)));
            let (from, to) = (term(&reaches.from), term(&reaches.to));
            format!("reaches({from}, {to}{}{})", carrying.unwrap_or_default(), show_guard(reaches.unless, names))
        }
        Cond::Exposed(exposed) => {
            format!("exposed({}{})", term(&exposed.subject), show_guard(exposed.unless, names))
        }
        Cond::Tainted(tainted) => format!("tainted({})", term(&tainted.subject)),
    }
}

fn show_guard(guard: Option<Guard>, names: &Names<'_>) -> String {
    match guard {
        Some(Guard::Technique(id)) => format!(", unless: {}", names.vocabulary.technique(id).name),
        Some(Guard::Type(id)) => format!(", unless: {}", names.vocabulary.type_def(id).name),
        None => String::new(),
    }
}

fn show_place(place: &Place, names: &Names<'_>) -> String {
    match place {
        Place::Type(id) => names.vocabulary.type_def(*id).name.to_string(),
        Place::Thing(term) => show_term(term, names),
    }
}

fn show_comparison(comparison: &Comparison, names: &Names<'_>) -> String {
    let how = match comparison.how {
        Compare::Eq => "==",
        Compare::Ne => "!=",
        Compare::Lt => "<",
        Compare::Le => "<=",
        Compare::Gt => ">",
        Compare::Ge => ">=",
        Compare::In => "in",
    };
    let Comparison { left, right, .. } = comparison;
    format!("{} {how} {}", names.beside(left, right), names.beside(right, left))
}

/// A value.
pub(crate) fn show_term(term: &Term, names: &Names<'_>) -> String {
    match term {
        Term::Slot(slot) => names.slots.get(*slot as usize).map_or_else(String::new, |name| (*name).to_owned()),
        Term::Model => "model".to_owned(),
        Term::Named(named) => named.name.to_string(),
        Term::Const(value) => show_const(value, names),
        Term::Type(id) => names.vocabulary.type_def(*id).name.to_string(),
        Term::Attr(base, ids) => {
            let name = ids.first().map_or("", |id| schema::row(*id).name);
            format!("{}.{name}", show_term(base, names))
        }
        Term::Derived(base, derived) => format!("{}.{}", show_term(base, names), derived.word()),
        Term::Count(list) => format!("count({})", show_term(list, names)),
    }
}

fn show_const(value: &Value, names: &Names<'_>) -> String {
    match value {
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => format!("\"{text}\""),
        Value::Handle(handle) => format!("@{handle}"),
        Value::Date(date) => date.to_string(),
        Value::Duration(count, unit) => format!("{count}{}", unit.letter()),
        Value::Protocol(id) => names.vocabulary.protocol(*id).name.to_string(),
        Value::Technique(id) => names.vocabulary.technique(*id).name.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| show_const(item, names)).collect();
            format!("[{}]", items.join(", "))
        }
        // Words are shown by the comparison that they stand in; nothing else is a literal of a condition.
        _ => "unknown".to_owned(),
    }
}
