//! DOT, given to the real `dot`: no word on stderr, and as many edges as the diagram.
//!
//! These tests need Graphviz, so `cargo test` passes over them and says so; `cargo test -- --include-ignored` does not.

use std::io::Write;
use std::process::{Command, Stdio};

use palisade::emit::dot::dot;
use palisade::layout::{Engine, Layout, LayoutError, layout_with};
use palisade::view::picture::Picture;
use palisade::view::picture::diagram::{Diagram, Direction};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::picture::drawing::hostile_diagram;
use crate::picture::sample::{Dice, comments, generated};

/// What `dot -Tsvg` writes and what it complains about.
fn render(text: &str) -> (String, String) {
    answer(text, "-Tsvg")
}

/// What `dot` writes in a format, and what it complains about.
pub fn answer(text: &str, format: &str) -> (String, String) {
    let mut child = Command::new("dot")
        .arg(format)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`dot` is installed");
    let mut input = child.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn complaint(diagram: &Diagram) -> Option<String> {
    let text = dot(diagram);
    let (drawing, complaints) = render(&text);
    let edges = drawing.matches("class=\"edge\"").count();
    let nodes = drawing.matches("class=\"node\"").count();
    if !complaints.is_empty() || edges != diagram.edges.len() || nodes < diagram.nodes.len() {
        return Some(format!("{complaints}\n{edges} of {} edges, {nodes} nodes in\n{text}", diagram.edges.len()));
    }
    None
}

#[test]
#[ignore = "needs `dot`, of Graphviz"]
fn dot_renders_without_a_word() {
    let mut diagrams = vec![Diagram::default(), comments()];
    for seed in 300..330 {
        let mut dice = Dice::new(seed);
        let nodes = 1 + dice.below(50);
        diagrams.push(generated(seed, nodes, nodes * 2));
    }
    for diagram in &diagrams {
        assert_eq!(complaint(diagram), None);
        let down = Diagram { direction: Direction::Down, ..diagram.clone() };
        assert_eq!(complaint(&down), None);
    }
}

#[test]
#[ignore = "needs `dot`, of Graphviz"]
fn dot_renders_every_view_of_every_example_without_a_word() {
    for folder in crate::examples::examples() {
        let made = crate::examples::compile(&folder);
        let input = made.view();
        for view in palisade::view::picture::views(&made.model) {
            let diagram = match palisade::view::picture::picture(&input, &view) {
                Picture::Flows(diagram) => diagram,
                Picture::Tree(tree) => tree.as_diagram(),
                Picture::Sequence(_) => continue,
            };
            assert_eq!(complaint(&diagram), None, "{}", view.name);
        }
    }
}

#[test]
#[ignore = "needs `dot`, of Graphviz"]
fn dot_reads_any_label() {
    let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    runner
        .run(&hostile_diagram(), |diagram| {
            let complaint = complaint(&diagram);
            prop_assert!(complaint.is_none(), "{}", complaint.unwrap_or_default());
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_picture_that_starts_as_it_should() {
    let text = dot(&comments());
    assert!(text.starts_with("digraph \"overview\" {\n  newrank=\"true\"\n"));
    assert!(text.contains("subgraph \"cluster cloud.dmz\" {"));
    assert_eq!(text, dot(&comments()));
}

#[test]
#[ignore = "needs `dot`, of Graphviz"]
fn dot_renders_every_example_without_a_word() {
    for folder in crate::examples::examples() {
        let compiled = crate::examples::compile(&folder);
        let diagram = palisade::view::picture::dfd::whole(&compiled.view());
        assert_eq!(diagram.edges.len(), compiled.model.flows.len(), "{}", folder.display());
        assert_eq!(complaint(&diagram), None, "{}", folder.display());
    }
}

/// The installed Graphviz as an engine.
pub struct Installed;

impl Engine for Installed {
    fn place(&self, diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
        let (text, complaints) = answer(&palisade::layout::graphviz::request(diagram, direction), "-Tjson");
        assert_eq!(complaints, "");
        palisade::layout::graphviz::read(diagram, direction, &text)
    }
}

#[test]
#[ignore = "needs `dot`, of Graphviz"]
fn positions_of_dot_come_back_whole() {
    let mut diagrams = vec![Diagram::default(), comments()];
    diagrams.extend((0..20).map(|seed| generated(seed, 3 + seed as usize * 2, 4 + seed as usize * 3)));
    for diagram in &diagrams {
        let placed = layout_with(&Installed, diagram).unwrap();
        assert_eq!((placed.nodes.len(), placed.edges.len()), (diagram.nodes.len(), diagram.edges.len()));
        let inside = palisade::layout::lint::lint(diagram, &placed);
        let bad = inside.iter().find(|it| {
            use palisade::layout::lint::Kind;
            matches!(it.kind, Kind::NodeOverNode | Kind::NodeOutsideBoundary | Kind::BoundaryOverBoundary)
        });
        assert_eq!(bad, None);
        let document = palisade::emit::svg::svg(diagram, &placed);
        roxmltree::Document::parse(&document).unwrap();
    }
    let broken = palisade::layout::graphviz::read(&comments(), Direction::Down, "{}");
    assert!(broken.unwrap_err().to_string().contains("`dot` lost"));
    assert!(palisade::layout::graphviz::read(&comments(), Direction::Down, "no").is_err());
}
