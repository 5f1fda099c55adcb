//! Questions: facts that nobody stated, each asked once, with every threat that it would settle.

use rayon::prelude::*;
use smol_str::SmolStr;

use crate::model::{Model, Thing};
use crate::rules::Subject;
use crate::schema::{self, ValueType};
use crate::threat::Question;

/// What the answer to a question would do to a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    Raises,
    Closes,
    Rates,
}

/// One rule's wish to know something about one of its targets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) thing: Thing,
    pub(crate) subject: Subject,
    pub(crate) effect: Effect,
    pub(crate) severity: u8,
    /// The severity of what nobody sees until it is answered; nothing where it hides none.
    pub(crate) hides: Option<u8>,
    /// The residual score of the threat, 1–25.
    pub(crate) score: u8,
    /// The rule's index.
    pub(crate) rule: u32,
    pub(crate) target: Thing,
}

/// Gives the id of a threat.
pub(crate) type Id<'a> = &'a (dyn Fn(u32, Thing) -> SmolStr + Sync);

/// Merges wishes into questions: highest severity first, then by the thing's name, then by subject. Without `id` they
/// name no threats.
pub(crate) fn merge(model: &Model, mut wishes: Vec<Wish>, id: Option<Id<'_>>) -> Vec<Question> {
    wishes.par_sort_unstable_by_key(|wish| (wish.thing, wish.subject, wish.effect, wish.rule, wish.target));
    let groups = wishes.chunk_by(|a, b| (a.thing, a.subject) == (b.thing, b.subject));
    // Sorted before they are questions: those are large, and there are many.
    let mut groups: Vec<(u8, &str, Subject, &[Wish])> = groups
        .filter_map(|group| {
            let first = group.first()?;
            Some((severity(group), model.name(first.thing), first.subject, group))
        })
        .collect();
    groups.par_sort_unstable_by(|a, b| (b.0, a.1, a.2).cmp(&(a.0, b.1, b.2)));
    match groups.len() {
        // Below this, threads cost more than they save.
        0..2_000 => groups.into_iter().filter_map(|(.., group)| question(group, id)).collect(),
        _ => groups.into_par_iter().filter_map(|(.., group)| question(group, id)).collect(),
    }
}

/// The highest severity of what a group of wishes is about.
fn severity(group: &[Wish]) -> u8 {
    group.iter().map(|wish| wish.severity).max().unwrap_or(0)
}

/// The question of a group of wishes for one fact.
fn question(group: &[Wish], id: Option<Id<'_>>) -> Option<Question> {
    let first = group.first()?;
    let ids = |effect: Effect| {
        let Some(id) = id else { return Vec::new() };
        let wishes = group.iter().filter(|wish| wish.effect == effect);
        let mut ids: Vec<SmolStr> = wishes.map(|wish| id(wish.rule, wish.target)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    Some(Question {
        thing: first.thing,
        subject: first.subject,
        severity: severity(group),
        hides: group.iter().filter_map(|wish| wish.hides).max(),
        risk: risk(group),
        raises: ids(Effect::Raises),
        closes: ids(Effect::Closes),
        rates: ids(Effect::Rates),
    })
}

impl Question {
    /// The question, in words. `model` is the one that it is about.
    pub fn text(&self, model: &Model) -> String {
        asked(model, self.subject, self.thing)
    }

    /// The line to add to the thing's body, with the choices behind it.
    pub fn answer(&self, model: &Model) -> String {
        answer(model, self.subject)
    }
}

/// The sum of the scores of the threats in a group, each once.
fn risk(group: &[Wish]) -> u32 {
    let mut threats: Vec<(u32, Thing, u8)> = group.iter().map(|wish| (wish.rule, wish.target, wish.score)).collect();
    threats.sort_unstable();
    threats.dedup();
    threats.iter().map(|(_, _, score)| u32::from(*score)).sum()
}

/// The question in words, about a thing. A flow does nothing itself, so its ends are named.
pub fn asked(model: &Model, subject: Subject, thing: Thing) -> String {
    let ends = match thing {
        Thing::Flow(id) => Some([model[id].from, model[id].to].map(|end| model.decl(end.thing()).title())),
        _ => None,
    };
    let decl = model.decl(thing);
    match subject {
        // Most questions, and there are many: their rows are filled as they stand.
        Subject::Attribute(id) if !schema::row(id).question.is_empty() => {
            asked_about(schema::row(id).question, &decl.name, decl.title(), ends)
        }
        _ => asked_about(&asked_in_places(model, subject), &decl.name, decl.title(), ends),
    }
}

/// A question with places ([`asked_in_places`]) in words: about something of that name and title, with the titles of its
/// ends where it is a flow.
pub fn asked_about(question: &str, name: &str, title: &str, ends: Option<[&str; 2]>) -> String {
    match ends {
        Some([from, to]) if name.contains("->") => {
            filled(question, &format!("the flow from {from} to {to}"), [from, to])
        }
        Some([from, to]) => filled(question, &format!("the flow `{name}` from {from} to {to}"), [from, to]),
        None => filled(question, title, ["", ""]),
    }
}

/// The same of several things of one kind at once.
pub fn asked_of_each(model: &Model, subject: Subject) -> String {
    filled(&asked_in_places(model, subject), "each of these", ["the caller", "the far end"])
}

/// The question with `{this}` in the place of the thing, and `{from}` and `{to}` in that of a flow's ends.
pub fn asked_in_places(model: &Model, subject: Subject) -> String {
    match subject {
        Subject::Attribute(id) => {
            let row = schema::row(id);
            match row.question.is_empty() {
                true => format!("what is `{}` of {{this}}?", row.name),
                false => row.question.replace("{}", "{this}"),
            }
        }
        Subject::Technique(id) => format!("is `{}` in place on {{this}}?", model.vocabulary.technique(id).name),
    }
}

/// Fills the places of a question in one pass, so that a title that looks like a place stays as it is.
fn filled(text: &str, this: &str, [from, to]: [&str; 2]) -> String {
    let mut out = String::with_capacity(text.len() + this.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((place, after)) = behind.split_once('}') else { break };
        out.push_str(before);
        out.push_str(match place {
            "from" => from,
            "to" => to,
            _ => this,
        });
        rest = after;
    }
    out + rest
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
            let (first, rest) = words.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
            // `none` stands alone.
            let two: Vec<&str> = words.iter().copied().filter(|word| *word != "none").take(2).collect();
            let two = two.join(", ");
            (first.to_owned(), format!("or {}; several as [{two}]", rest.join(", ")))
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
