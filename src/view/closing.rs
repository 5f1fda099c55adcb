//! Changes that would close a threat, as text to paste and the place where it goes.

use crate::diag::Edit;
use crate::fmt::insert;
use crate::model::{Model, Origin, Thing};
use crate::schema::{self, AttrName, LINDDUN, STRIDE, attr};
use crate::text::{Sources, Span};
use crate::threat::{Change, Findings, Threat, ThreatRule};

/// One change, for a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it goes, in words: "in the body of `web`", "beside `web`, or anywhere in the model".
    pub place: String,
    /// The declaration that it is about.
    pub span: Span,
    /// The text: an attribute for the body, or a declaration.
    pub text: String,
    /// Whether the text is a declaration of its own, to stand anywhere in the model.
    pub alone: bool,
    /// The step as a supposition of `check --what-if`; nothing where what it is about has no name.
    pub supposition: Option<String>,
}

/// Ways to close a threat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// The shortest first.
    pub closing: Vec<Vec<Step>>,
    /// Whether every way was looked at, or as many as were asked for found.
    pub complete: bool,
}

/// A way to close a threat as steps.
pub fn steps(found: Findings<'_>, threat: &Threat, way: &[Change]) -> Vec<Step> {
    way.iter().flat_map(|change| of_change(found, threat, change)).collect()
}

/// The edits that do some steps together: attributes in the bodies of what they are about, declarations behind
/// everything else in its file. A step whose declaration is in no file has none.
pub fn edits(sources: &Sources, steps: &[Step]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let Some(source) = sources.get(step.span.source) else { continue };
        if step.alone {
            edits.push(insert::declaration(source, step.span.source, &step.text));
            continue;
        }
        let same = |other: &&Step| !other.alone && other.span == step.span;
        if steps.iter().take(index).any(|other| same(&other)) {
            continue;
        }
        let together: Vec<&str> = steps.iter().filter(same).map(|step| step.text.as_str()).collect();
        edits.extend(insert::attributes(source, step.span, &together));
    }
    edits
}

/// A control, and what makes a step of a tree name it.
fn block(found: Findings<'_>, threat: &Threat, written: Thing, number: u32, span: Span) -> Vec<Step> {
    let model = found.model;
    let (target, technique) = (model.name(written), technique_against(found, threat));
    let name = free(model, &format!("against-{target}-{number}"));
    let on = on(model, threat);
    let control = format!("control {name} : {technique} {{ {on}status = implemented }}");
    let step =
        |place: &str, text: String, alone| Step { place: place.to_owned(), span, text, alone, supposition: None };
    vec![
        step("anywhere in the model", control, true),
        step("in the body of this step of the tree", format!("blocked-by = {name}"), false),
    ]
}

/// `on = TARGET, ` where a control can be on what a threat is about.
fn on(model: &Model, threat: &Threat) -> String {
    if !threat.members.is_empty() {
        let open: Vec<&str> = threat.open_places().map(|thing| model.name(thing)).collect();
        return format!("on = [{}], ", open.join(", "));
    }
    match threat.target {
        Thing::Element(_) | Thing::Flow(_) | Thing::Boundary(_) => format!("on = {}, ", model.name(threat.target)),
        _ => String::new(),
    }
}

fn alone(beside: &str, span: Span, text: String) -> Step {
    let supposition = Some(text.clone());
    Step { place: format!("beside `{beside}`, or anywhere in the model"), span, text, alone: true, supposition }
}

fn inside(name: &str, span: Span, text: String) -> Step {
    let supposition = Some(format!("{name}.{text}"));
    Step { place: format!("in the body of `{name}`"), span, text, alone: false, supposition }
}

fn of_change(found: Findings<'_>, threat: &Threat, change: &Change) -> Vec<Step> {
    let model = found.model;
    let step = match change {
        Change::Apply(subject, technique) => {
            let technique = &model.vocabulary.technique(*technique).name;
            let target = model.name(*subject);
            let name = free(model, &format!("{}-{technique}", target.replace("->", "-").replace('.', "-")));
            let text = format!("control {name} : {technique} {{ on = {target}, status = implemented }}");
            alone(target, model.decl(*subject).span, text)
        }
        Change::State(subject, id, value) => {
            let text = format!("{} = {value}", schema::row(*id).name);
            inside(model.name(*subject), model.decl(*subject).span, text)
        }
        Change::Retract(subject, technique) => {
            let lacked = model.get(*subject, attr::LACKS);
            let above = &model.vocabulary.technique(*technique).ancestors;
            let rest = lacked.value.items().iter().filter_map(|item| match item {
                crate::model::Value::Technique(id) if !above.has(id.0) => {
                    Some(model.vocabulary.technique(*id).name.as_str())
                }
                _ => None,
            });
            let text = format!("lacks = [{}]", rest.collect::<Vec<_>>().join(", "));
            let span = if let Origin::Declared(span) = lacked.origin { span } else { model.decl(*subject).span };
            inside(model.name(*subject), span, text)
        }
        Change::Implement(control) => {
            let decl = &model[*control].decl;
            let origin = model.get(Thing::Control(*control), attr::STATUS).origin;
            let span = if let Origin::Declared(span) = origin { span } else { decl.span };
            let step = inside(&decl.name, span, "status = implemented".to_owned());
            Step { place: format!("{}, once it is done", step.place), ..step }
        }
        Change::Oppose(written) => {
            let target = model.name(*written);
            let technique = technique_against(found, threat);
            let name = free(model, &format!("against-{target}"));
            let on = on(model, threat);
            let text = format!("control {name} : {technique} {{ {on}against = {target}, status = implemented }}");
            alone(target, model.decl(*written).span, text)
        }
        Change::Block(written, number, span) => return block(found, threat, *written, *number, *span),
    };
    vec![step]
}

/// A name that nothing has yet.
fn free(model: &Model, wanted: &str) -> String {
    let mut name = wanted.to_owned();
    let mut count = 2;
    while model.names.contains_key(name.as_str()) {
        name = format!("{wanted}-{count}");
        count += 1;
    }
    name
}

/// A technique for each STRIDE category after what Howard and LeBlanc set against it in "Writing Secure Code", and data
/// minimisation for privacy: a first word for a threat that a person wrote, to be replaced by a better one.
fn technique_against(found: Findings<'_>, threat: &Threat) -> &'static str {
    let (stride, linddun) = match threat.rule {
        ThreatRule::Rule(_) => found.rule(threat).map_or((0, 0), |rule| (rule.stride, rule.linddun)),
        ThreatRule::Written(id) => {
            let bits = |name: AttrName, scale: &'static schema::Scale| {
                let value = found.model.get(Thing::Threat(id), name).value;
                value.items().iter().fold(0u8, |bits, item| match item {
                    crate::model::Value::Word(word) if (*word as usize) < scale.words.len() => bits | (1 << word),
                    _ => bits,
                })
            };
            (bits(attr::STRIDE, &STRIDE), bits(attr::LINDDUN, &LINDDUN))
        }
    };
    let first = STRIDE.names().enumerate().find(|(index, _)| stride & (1 << index) != 0).map(|(_, word)| word);
    match first {
        Some("spoofing") => "authentication",
        Some("tampering") => "access-control",
        Some("repudiation") => "audit-log",
        Some("information-disclosure") => "access-control",
        Some("denial-of-service") => "rate-limit",
        Some(_) => "least-privilege",
        None if linddun != 0 => "data-minimisation",
        None => "access-control",
    }
}
