//! A threat and its surroundings in words: the only part of the views that asks the engine.

use crate::model::{EvidenceTag, Model, Thing, Value};
use crate::rules::Reason;
use crate::schema::{AttrId, AttrName, LINDDUN, STRIDE, Scale, ValueType, attr, row};
use crate::threat::{Answer, Threat, ThreatRule};
use crate::view::Input;

/// The names of the five parts of a DREAD rating, in order.
pub const DREAD: [&str; 5] = ["damage", "reproducibility", "exploitability", "affected", "discoverability"];

/// The facts that decided it, with their places.
pub fn reasons(input: &Input, threat: &Threat) -> Vec<Reason> {
    input.explainer.why(threat)
}

/// Its STRIDE categories.
pub fn stride(input: &Input, threat: &Threat) -> Vec<&'static str> {
    match threat.rule {
        ThreatRule::Rule(index) => {
            input.rules.get(index as usize).map_or(Vec::new(), |rule| rule.stride_words().collect())
        }
        ThreatRule::Written(id) => categories(input.model, Thing::Threat(id), attr::STRIDE, &STRIDE),
    }
}

/// Its LINDDUN categories.
pub fn linddun(input: &Input, threat: &Threat) -> Vec<&'static str> {
    match threat.rule {
        ThreatRule::Rule(index) => {
            input.rules.get(index as usize).map_or(Vec::new(), |rule| rule.linddun_words().collect())
        }
        ThreatRule::Written(id) => categories(input.model, Thing::Threat(id), attr::LINDDUN, &LINDDUN),
    }
}

/// What is lost: what the written threat says, else the data at stake, else the target itself.
pub fn assets(model: &Model, threat: &Threat) -> Vec<Thing> {
    if let ThreatRule::Written(id) = threat.rule {
        let named: Vec<Thing> = model.things(Thing::Threat(id), attr::ASSET).collect();
        if !named.is_empty() {
            return named;
        }
    }
    let data = |(thing, _): (Thing, bool)| {
        let names: &[AttrName] = match thing {
            Thing::Flow(_) => &[attr::CARRIES, attr::RETURNS],
            Thing::Element(_) => &[attr::HOLDS, attr::USES],
            _ => &[],
        };
        names.iter().flat_map(move |name| model.things(thing, *name))
    };
    let data: Vec<Thing> = threat.places().flat_map(data).collect();
    if data.is_empty() { vec![threat.target] } else { unique(data) }
}

/// The tickets that track it: of its decision, its controls, or the written threat itself.
pub fn tickets<'a>(model: &'a Model, threat: &Threat) -> Vec<&'a str> {
    let mut tickets = Vec::new();
    match &threat.answer {
        Some(Answer::Decision(index)) => {
            let decision = model.decisions.get(*index as usize);
            tickets.extend(decision.and_then(|decision| attr_text(&decision.attrs, attr::TICKET)));
        }
        Some(Answer::Controls(controls)) => {
            tickets.extend(controls.iter().filter_map(|id| model.text(Thing::Control(*id), attr::TICKET)));
        }
        Some(Answer::Assumption(_) | Answer::Theirs(_)) | None => {}
    }
    if let ThreatRule::Written(id) = threat.rule {
        tickets.extend(model.text(Thing::Threat(id), attr::TICKET));
    }
    unique(tickets)
}

/// An attribute's text by name, where attributes are not those of a thing.
pub fn attr_text(attrs: &crate::model::Attrs, name: AttrName) -> Option<&str> {
    attr(attrs, name)?.text()
}

/// An attribute's value by name, where attributes are not those of a thing.
pub fn attr(attrs: &crate::model::Attrs, name: AttrName) -> Option<&Value> {
    attrs.iter().find(|entry| row(entry.id).name == name.name()).map(|entry| &entry.value)
}

/// A value as a reader sees it: labels of things, words, dates; lists joined by commas; empty for unknown.
pub fn value(model: &Model, id: AttrId, value: &Value) -> String {
    match value {
        Value::Unknown => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Word(word) => scale(row(id).ty).map_or("", |scale| scale.word(*word)).to_owned(),
        Value::Text(text) => text.to_string(),
        Value::Handle(handle) => format!("@{handle}"),
        Value::Date(date) => date.to_string(),
        Value::Duration(count, unit) => format!("{count}{}", unit.letter()),
        Value::Thing(thing) => model.decl(*thing).title().to_owned(),
        Value::Inside(id) => format!("all in {}", model[*id].decl.title()),
        Value::Protocol(protocol) => model.vocabulary.protocol(*protocol).label.to_string(),
        Value::Technique(technique) => model.vocabulary.technique(*technique).label.to_string(),
        Value::Rule(pattern) => pattern.text.to_string(),
        Value::Evidence(evidence) => format!("{} {}", tag(evidence.tag), evidence.text),
        Value::Dread(parts) => {
            let parts: Vec<String> = DREAD.iter().zip(parts).map(|(name, part)| format!("{name} {part}")).collect();
            parts.join(", ")
        }
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| self::value(model, id, item)).collect();
            items.join(", ")
        }
    }
}

/// The value of a thing's attribute as a reader sees it; empty where it is unknown.
pub fn said(model: &Model, thing: Thing, name: AttrName) -> String {
    match name.on(model.kind(thing)) {
        Some(id) => value(model, id, model.attr(thing, id).value),
        None => String::new(),
    }
}

/// The word before a piece of evidence.
pub fn tag(tag: EvidenceTag) -> &'static str {
    match tag {
        EvidenceTag::Test => "test",
        EvidenceTag::File => "file",
        EvidenceTag::Url => "url",
    }
}

/// The scale that an attribute's words are of.
pub fn scale(ty: ValueType) -> Option<&'static Scale> {
    match ty.item() {
        ValueType::Word(scale) | ValueType::Words(scale) => Some(scale),
        _ => None,
    }
}

/// What is listed, each once, in order of first mention.
pub fn unique<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

fn categories(model: &Model, thing: Thing, name: AttrName, scale: &'static Scale) -> Vec<&'static str> {
    let items = model.get(thing, name).value.items().iter();
    items.filter_map(|item| if let Value::Word(word) = item { Some(scale.word(*word)) } else { None }).collect()
}

/// What a written threat's DREAD rating or CVSS vector comes to, 0 to 10, with the system's name.
pub(super) fn score(model: &Model, id: crate::model::ThreatId) -> Option<(&'static str, f64)> {
    let thing = Thing::Threat(id);
    match model.get(thing, attr::DREAD).value {
        Value::Dread(parts) => {
            let sum: u32 = parts.iter().map(|part| u32::from(*part)).sum();
            Some(("dread", f64::from(sum * 2) / 10.0))
        }
        _ => {
            let tenths = model.text(thing, attr::CVSS).and_then(crate::model::cvss::score)?;
            Some(("cvss-4.0", f64::from(tenths) / 10.0))
        }
    }
}
