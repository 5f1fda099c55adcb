//! Questions: facts that nobody stated, each asked once, with every threat that it would settle.

use smol_str::SmolStr;

use crate::model::{Model, Thing};
use crate::schema::{self, ValueType};
use crate::threat::{Question, Subject};

/// What the answer to a question would do to a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Raises,
    Closes,
    Rates,
}

/// One rule's wish to know something.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) thing: Thing,
    pub(crate) subject: Subject,
    pub(crate) effect: Effect,
    pub(crate) severity: u8,
    /// The threat's id.
    pub(crate) id: SmolStr,
}

/// Merges wishes into questions: highest severity first, then by the thing's name, then by subject.
pub(crate) fn merge(model: &Model, mut wishes: Vec<Wish>) -> Vec<Question> {
    wishes.sort_by(|a, b| (a.thing, a.subject).cmp(&(b.thing, b.subject)));
    let mut questions: Vec<Question> = Vec::new();
    for wish in wishes {
        let same = questions.last().is_some_and(|last| last.thing == wish.thing && last.subject == wish.subject);
        if !same {
            questions.push(Question {
                thing: wish.thing,
                subject: wish.subject,
                text: text(model, wish.thing, wish.subject),
                answer: answer(model, wish.subject),
                severity: 0,
                raises: Vec::new(),
                closes: Vec::new(),
                rates: Vec::new(),
            });
        }
        if let Some(question) = questions.last_mut() {
            question.severity = question.severity.max(wish.severity);
            let ids = match wish.effect {
                Effect::Raises => &mut question.raises,
                Effect::Closes => &mut question.closes,
                Effect::Rates => &mut question.rates,
            };
            ids.push(wish.id);
        }
    }
    for question in &mut questions {
        for ids in [&mut question.raises, &mut question.closes, &mut question.rates] {
            ids.sort_unstable();
            ids.dedup();
        }
    }
    questions.sort_by(|a, b| {
        let key = |question: &Question| (std::cmp::Reverse(question.severity), question.subject);
        let (key_a, key_b) = (key(a), key(b));
        (key_a.0, model.name(a.thing), key_a.1).cmp(&(key_b.0, model.name(b.thing), key_b.1))
    });
    questions
}

/// The question in words.
fn text(model: &Model, thing: Thing, subject: Subject) -> String {
    let title = model.decl(thing).title();
    match subject {
        Subject::Attribute(id) => {
            let row = schema::row(id);
            match row.question.is_empty() {
                true => format!("what is `{}` of {title}?", row.name),
                false => row.question.replace("{}", title),
            }
        }
        Subject::Technique(id) => format!("does {title} have {}?", lower(&model.vocabulary.technique(id).label)),
    }
}

/// The line to add to the thing's body, with the choices behind it.
fn answer(model: &Model, subject: Subject) -> String {
    match subject {
        Subject::Technique(id) => {
            let name = &model.vocabulary.technique(id).name;
            format!("controls = [{name}]   // or lacks = [{name}]")
        }
        Subject::Attribute(id) => {
            let row = schema::row(id);
            let (value, choices) = sample(&row.ty);
            match choices.is_empty() {
                true => format!("{} = {value}", row.name),
                false => format!("{} = {value}   // {choices}", row.name),
            }
        }
    }
}

fn sample(ty: &ValueType) -> (String, String) {
    let plain = |value: &str, choices: &str| (value.to_owned(), choices.to_owned());
    match ty {
        ValueType::Bool => plain("true", "or false"),
        ValueType::Int(..) => plain("1", "a number"),
        ValueType::Date => plain("2027-01-31", "a day"),
        ValueType::Duration => plain("90d", "a duration"),
        ValueType::Word(scale) => {
            let mut words = scale.names();
            let first = words.next().unwrap_or("");
            let rest: Vec<&str> = words.collect();
            (first.to_owned(), format!("or {}", rest.join(", ")))
        }
        ValueType::Words(scale) => {
            let words: Vec<&str> = scale.names().collect();
            (format!("[{}]", words.first().unwrap_or(&"")), format!("any of {}", words.join(", ")))
        }
        ValueType::Ref(kinds) if *kinds == schema::KindSet::of(&[schema::Kind::Data]) => plain("NAME", "a datum"),
        ValueType::Ref(_) => plain("NAME", "a name"),
        ValueType::Protocol => plain("https", "a protocol"),
        ValueType::Technique => plain("NAME", "a technique"),
        ValueType::List(item) => {
            let (value, choices) = sample(item);
            let what = match **item {
                ValueType::Ref(_) | ValueType::Technique => format!("{}, or [] for none", plural(&choices)),
                _ => choices,
            };
            (format!("[{value}]"), what)
        }
        ValueType::Person => plain("@handle", ""),
        _ => plain("\"…\"", ""),
    }
}

fn plural(choices: &str) -> &str {
    match choices {
        "a datum" => "data",
        "a name" => "names",
        "a technique" => "techniques",
        other => other,
    }
}

fn lower(label: &str) -> String {
    // "Rate limit" reads "rate limit" inside a sentence; "TLS" stays.
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(chars).collect()
        }
        _ => label.to_owned(),
    }
}
