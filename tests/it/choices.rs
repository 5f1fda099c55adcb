//! Choices answer: every one of every question of the examples, and of the examples of rules that ask, is written into
//! the sources, and the model is compiled again.

use std::collections::BTreeSet;
use std::path::Path;

use palisade::catalogue;
use palisade::check::ExampleKind;
use palisade::diag::{Edit, Severity, apply};
use palisade::driver::{self, Compilation, MemoryWorld, Options};
use palisade::rules::Subject;
use palisade::schema;
use palisade::threat::Question;
use palisade::view::choices::Choices;

use crate::examples::examples;
use crate::stable::{Files, read};

fn compile(files: &Files, root: &str) -> Compilation {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    for (path, text) in files {
        world.add(format!("/p/{path}"), text.as_str());
    }
    driver::compile(&world, &Path::new("/p").join(root), &Options::default()).unwrap()
}

fn written(compiled: &Compilation, files: &Files, edits: &[&Edit]) -> Files {
    let mut changed = files.clone();
    for (id, _) in compiled.sources.iter() {
        let own = edits.iter().filter(|edit| edit.span.source == id);
        let own: Vec<_> = own.map(|edit| (edit.span.start, edit.span.end, edit.text.as_str())).collect();
        if let Some(text) = changed.get_mut(&compiled.files[id.0 as usize]) {
            *text = apply(text, &own).unwrap();
        }
    }
    changed
}

fn asked(compiled: &Compilation) -> BTreeSet<(String, Subject)> {
    let questions = compiled.threats.questions.iter();
    questions.map(|question| (compiled.model.name(question.thing).to_owned(), question.subject)).collect()
}

/// Writes every choice, those of different things together. Says what went wrong, and counts questions that have choices
/// and those that have none.
fn answer(files: &Files, root: &str, said: &mut String, none: &mut BTreeSet<&'static str>) -> usize {
    let compiled = compile(files, root);
    let before = errors(&compiled).len();
    assert_eq!(before, 0, "{root}: {:?}", errors(&compiled));
    let input = compiled.view();
    let mut choices = Choices::new(&input);
    let mut open: Vec<(&Question, String, Vec<Edit>)> = Vec::new();
    let mut answered = 0;
    for question in &compiled.threats.questions {
        let chosen = choices.of(question);
        answered += usize::from(!chosen.is_empty());
        if let (Subject::Attribute(id), true) = (question.subject, chosen.is_empty()) {
            none.insert(schema::row(id).name);
        }
        open.extend(chosen.into_iter().map(|choice| (question, choice.text, choice.edits)));
    }
    while !open.is_empty() {
        let mut things = BTreeSet::new();
        let (now, later): (Vec<_>, Vec<_>) = open.into_iter().partition(|(question, ..)| things.insert(question.thing));
        open = later;
        let edits: Vec<&Edit> = now.iter().flat_map(|(_, _, edits)| edits).collect();
        let again = compile(&written(&compiled, files, &edits), root);
        let texts: Vec<String> =
            now.iter().map(|(question, text, _)| format!("{}: {text}", compiled.model.name(question.thing))).collect();
        if !errors(&again).is_empty() {
            said.push_str(&format!("{root}: {:?} after {texts:?}\n", errors(&again)));
        }
        let asked = asked(&again);
        for (question, text, _) in now {
            let name = compiled.model.name(question.thing).to_owned();
            if asked.contains(&(name.clone(), question.subject)) {
                said.push_str(&format!("{root}: `{text}` of `{name}` is asked for still\n"));
            }
        }
    }
    answered
}

fn errors(compiled: &Compilation) -> Vec<&str> {
    let errors = compiled.diagnostics.iter().filter(|each| each.severity == Severity::Error);
    errors.map(|each| each.message.as_str()).collect()
}

#[test]
fn every_choice_answers_its_question() {
    let (mut said, mut none, mut answered) = (String::new(), BTreeSet::new(), 0);
    for folder in examples() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        answered += answer(&read(&folder), &format!("examples/{name}/model.tm"), &mut said, &mut none);
    }
    assert!(answered > 80, "only {answered} questions have choices");
    assert!(said.is_empty(), "{said}");
    assert!(none.is_empty(), "there is no choice for {none:?}");
}

/// What rules ask for beyond that. Only what is text or a large number is no matter of choice.
#[test]
fn what_rules_ask_for_can_be_chosen() {
    let built = catalogue::from_text();
    let (mut said, mut none, mut answered) = (String::new(), BTreeSet::new(), 0);
    for decl in &built.decls {
        let uses = decl.packs.iter().map(|id| format!("use {}\n", built.library.vocabulary.packs[id as usize]));
        let head = format!("model example \"M\"\n{}", uses.collect::<String>());
        for example in decl.examples.iter().filter(|example| example.kind == ExampleKind::Asks) {
            let body = built.sources.text(example.body.span);
            let text = format!("{head}{}\n", body.strip_prefix('{').unwrap().strip_suffix('}').unwrap());
            let files = Files::from([("m.tm".to_owned(), text)]);
            answered += answer(&files, "m.tm", &mut said, &mut none);
        }
    }
    assert!(answered > 200, "only {answered} questions have choices");
    assert!(said.is_empty(), "{said}");
    assert_eq!(none.into_iter().collect::<Vec<_>>(), ["jurisdiction", "purpose", "subjects"]);
}
