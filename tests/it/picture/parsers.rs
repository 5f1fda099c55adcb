//! Mermaid and D2, given to their own parsers, whatever a label holds.
//!
//! Both are npm packages, and `PALISADE_NODE` is the folder that holds their `node_modules`. So `cargo test` passes over
//! these tests and says so; `.ci/run test` installs the packages and runs them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use palisade::emit::d2::d2;
use palisade::emit::mermaid::mermaid;
use palisade::view::picture::diagram::{Diagram, NodeKind, Threats};
use palisade::view::picture::sequence::{Group, Lifeline, Message, Sequence};
use palisade::view::picture::tree::{Branch, Role, ThreatTree};
use palisade::view::picture::{Picture, picture, views};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::examples::{compile, examples};
use crate::picture::drawing::{hostile, hostile_diagram};
use crate::picture::sample::{comments, generated};

/// What the parsers say to some texts: `ok`, or a complaint, one a text.
fn parsed(texts: &[(&str, String)]) -> Vec<String> {
    let modules = std::env::var_os("PALISADE_NODE");
    let modules = modules.expect("`PALISADE_NODE` names the folder with the parsers, as `.ci/run` sets it");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/picture/accept.mjs");
    let list: Vec<serde_json::Value> =
        texts.iter().map(|(format, text)| serde_json::json!({ "format": format, "text": text })).collect();
    let mut child = Command::new("node")
        .arg(script)
        .arg(modules)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`node` runs");
    let mut input = child.stdin.take().unwrap();
    let list = serde_json::Value::Array(list).to_string();
    let writer = std::thread::spawn(move || input.write_all(list.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    assert_eq!(said.len(), texts.len(), "one answer a text");
    said
}

fn both(picture: &Picture) -> [(&'static str, String); 2] {
    [("mermaid", mermaid(picture)), ("d2", d2(picture))]
}

fn all_accepted(texts: &[(&str, String)]) {
    for ((format, text), said) in texts.iter().zip(parsed(texts)) {
        assert_eq!(said, "ok", "{format}:\n{text}");
    }
}

#[test]
#[ignore = "needs Node and the parsers of Mermaid and D2"]
fn what_is_wrong_is_refused() {
    let wrong = [("mermaid", "flowchart LR\n a[[[".to_owned()), ("d2", "a: {".to_owned())];
    let said = parsed(&wrong);
    assert!(said.iter().all(|line| line != "ok"), "{said:?}");
}

#[test]
#[ignore = "needs Node and the parsers of Mermaid and D2"]
fn every_view_of_every_example_is_accepted() {
    let mut texts = Vec::new();
    for folder in examples() {
        let made = compile(&folder);
        let input = made.view();
        texts.extend(views(&made.model).iter().flat_map(|view| both(&picture(&input, view))));
    }
    texts.extend(both(&Picture::Flows(comments())));
    texts.extend(both(&Picture::Flows(Diagram::default())));
    texts.extend((0..6).flat_map(|seed| both(&Picture::Flows(generated(seed, 20, 30)))));
    assert!(texts.len() > 40);
    all_accepted(&texts);
}

/// A sequence and a tree in which every text is hostile.
fn hostile_others() -> impl Strategy<Value = [Picture; 2]> {
    prop::collection::vec(hostile(), 12).prop_map(|texts| {
        let text = |at: usize| texts.get(at).cloned().unwrap_or_default();
        let lifeline = |at: usize, group| Lifeline {
            id: format!("l{at}"),
            label: text(at),
            kind: NodeKind::Actor,
            group,
            threats: Threats::Open(2),
        };
        let message = |at: usize, reply: bool| Message {
            id: text(at),
            number: 1,
            label: text(at + 1),
            data: text(at + 2),
            from: usize::from(reply),
            to: usize::from(!reply),
            reply,
            threats: Threats::None,
        };
        let sequence = Sequence {
            id_prefix: text(0),
            title: text(1),
            description: text(2),
            groups: vec![Group { id: "g".to_owned(), label: text(3), trust: text(4), parent: None, lifelines: (0, 0) }],
            lifelines: vec![lifeline(5, Some(0)), lifeline(6, None)],
            messages: vec![message(7, false), message(8, true)],
        };
        let branch = |at: usize, role, children| Branch {
            role,
            label: text(at),
            values: vec![text(at + 1)],
            blocked: at.is_multiple_of(2),
            by: vec![text(at + 2)],
            planned: vec![text(at + 3)],
            children,
        };
        let leaves = vec![branch(3, Role::Step, vec![]), branch(4, Role::Derived, vec![])];
        let tree = ThreatTree {
            id_prefix: text(5),
            title: text(6),
            description: text(7),
            root: branch(1, Role::Goal, vec![branch(2, Role::Any, leaves)]),
            direction: Default::default(),
        };
        [Picture::Sequence(sequence), Picture::Tree(tree)]
    })
}

#[test]
#[ignore = "needs Node and the parsers of Mermaid and D2"]
fn any_label_is_accepted() {
    let mut runner = TestRunner::deterministic();
    let mut texts = Vec::new();
    for _ in 0..60 {
        let diagram = hostile_diagram().new_tree(&mut runner).unwrap().current();
        texts.extend(both(&Picture::Flows(diagram)));
        for other in hostile_others().new_tree(&mut runner).unwrap().current() {
            texts.extend(both(&other));
        }
    }
    all_accepted(&texts);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_label_gives_well_formed_sequences_and_trees(pictures in hostile_others()) {
        for picture in pictures {
            let text = palisade::emit::pictures::to_svg(&picture, palisade::emit::svg::Theme::Auto, &palisade::layout::Embedded).unwrap();
            let document = roxmltree::Document::parse(&text).unwrap();
            prop_assert!(document.descendants().all(|node| !node.has_tag_name("script")));
        }
    }
}
