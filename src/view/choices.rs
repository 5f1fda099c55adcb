//! Answers to questions, as text and as the edits that write them into the model.
//!
//! What can be told one by one is: yes and no, the words of a scale, whether a technique is in place, the few names that
//! the model has. Where anything else may be said (a day, a duration, an address) there is no choice.

use std::collections::HashMap;

use crate::diag::Edit;
use crate::fmt::insert;
use crate::model::{Model, TechniqueId, Thing, Value};
use crate::rules::Subject;
use crate::schema::{self, AttrName, KindSet, ValueType, attr};
use crate::syntax::ast::File;
use crate::syntax::parse;
use crate::text::SourceId;
use crate::threat::Question;
use crate::view::Input;

/// So many names or numbers are offered; where there are more, none is.
const MOST: usize = 12;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The attribute that it sets: `auth = password`.
    pub text: String,
    /// The edits that set it, all in the file of the declaration.
    pub edits: Vec<Edit>,
}

/// The choices of a model's questions. Each file is read once.
pub struct Choices<'i, 'a> {
    input: &'i Input<'a>,
    files: HashMap<SourceId, File>,
}

impl<'i, 'a> Choices<'i, 'a> {
    /// Of a compilation.
    pub fn new(input: &'i Input<'a>) -> Choices<'i, 'a> {
        Choices { input, files: HashMap::new() }
    }

    /// The choices that answer a question; none where its answer is no matter of choice, or not ours to give.
    pub fn of(&mut self, question: &Question) -> Vec<Choice> {
        let model = self.input.model;
        if is_foreign(model, question.thing) {
            return Vec::new();
        }
        let span = model.decl(question.thing).span;
        let Some(source) = self.input.sources.get(span.source) else { return Vec::new() };
        let file = self.files.entry(span.source).or_insert_with(|| parse(span.source, &source.text).file);
        let choices = texts(model, question).into_iter().map(|text| {
            let edits = insert::attributes_in(&source.text, file, span, &[&text]);
            Choice { text, edits }
        });
        choices.filter(|choice| !choice.edits.is_empty()).collect()
    }
}

/// Whether something is another team's, so that nothing of it is written here.
fn is_foreign(model: &Model, thing: Thing) -> bool {
    matches!(thing, Thing::Element(id) if model[id].foreign.is_some())
}

fn texts(model: &Model, question: &Question) -> Vec<String> {
    match question.subject {
        Subject::Technique(id) => {
            let with = |name: AttrName| format!("{} = {}", name.name(), techniques(model, question.thing, name, id));
            vec![with(attr::CONTROLS), with(attr::LACKS)]
        }
        Subject::Attribute(id) => {
            let row = schema::row(id);
            values(model, row.ty).into_iter().map(|value| format!("{} = {value}", row.name)).collect()
        }
    }
}

/// The techniques that a thing is said to have or to lack, and one more.
fn techniques(model: &Model, thing: Thing, name: AttrName, more: TechniqueId) -> String {
    let known = model.get(thing, name).value.items().iter().filter_map(|item| match item {
        Value::Technique(id) if *id != more => Some(*id),
        _ => None,
    });
    let names = known.chain([more]).map(|id| model.vocabulary.technique(id).name.as_str());
    format!("[{}]", names.collect::<Vec<_>>().join(", "))
}

/// The values that an attribute of a type may take, as they are written.
fn values(model: &Model, ty: ValueType) -> Vec<String> {
    let own = |words: &mut dyn Iterator<Item = &str>| words.map(str::to_owned).collect::<Vec<String>>();
    match ty {
        ValueType::Bool => own(&mut ["true", "false"].into_iter()),
        ValueType::Word(scale) => own(&mut scale.names()),
        ValueType::Int(low, high) if high.saturating_sub(low) < MOST as i64 => {
            (low..=high).map(|number| number.to_string()).collect()
        }
        ValueType::Ref(kinds) => few(named(model, kinds)),
        ValueType::Protocol => few(protocols(model)),
        // One of them says that there is nothing, and the list is never empty.
        ValueType::Words(scale) if scale.index("none").is_some() => own(&mut scale.names()),
        ValueType::Words(_) | ValueType::List(_) => {
            let items = values(model, ty.item()).into_iter().map(|item| format!("[{item}]"));
            std::iter::once("[]".to_owned()).chain(items).collect()
        }
        _ => Vec::new(),
    }
}

fn few(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    if names.len() > MOST { Vec::new() } else { names }
}

/// What the model itself declares of some kinds, by name.
fn named(model: &Model, kinds: KindSet) -> Vec<String> {
    let things = model.names.iter().filter(|(_, thing)| kinds.has(model.kind(**thing)) && !is_foreign(model, **thing));
    things.map(|(name, _)| name.to_string()).collect()
}

/// The protocols that flows of the model use, and the one that most flows of the world do.
fn protocols(model: &Model) -> Vec<String> {
    let used = model.flow_ids().filter_map(|flow| match model.get(Thing::Flow(flow), attr::VIA).value {
        Value::Protocol(id) => Some(model.vocabulary.protocol(*id).name.to_string()),
        _ => None,
    });
    used.chain(["https".to_owned()]).collect()
}
