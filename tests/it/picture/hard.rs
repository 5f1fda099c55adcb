//! Diagrams that break layout engines: none, one, many, deep, long, every script.

use palisade::emit::svg::svg;
use palisade::layout::lint::faults;
use palisade::layout::{Layout, LayoutError, MAX_DEPTH, layout};
use palisade::view::picture::diagram::{Cluster, Diagram, Direction, Edge, End, Node, NodeKind, Threats};

fn process(id: impl Into<String>) -> Node {
    let id = id.into();
    Node::new(id.clone(), id, NodeKind::Process)
}

fn chain(count: usize) -> Diagram {
    let mut diagram = Diagram { id_prefix: "hard".to_owned(), ..Diagram::default() };
    diagram.nodes = (0..count).map(|at| process(format!("n{at}"))).collect();
    diagram
}

fn flow(diagram: &mut Diagram, from: End, to: End) {
    let number = diagram.edges.len() as u32 + 1;
    diagram.edges.push(Edge::new(format!("e{number}"), number, "does something", from, to));
}

/// Lays out in both directions, checks the promises and that the SVG is XML.
fn holds(diagram: &Diagram) -> Layout {
    let mut last = Layout::default();
    for direction in [Direction::Right, Direction::Down, Direction::Auto] {
        let diagram = Diagram { direction, ..diagram.clone() };
        last = layout(&diagram).unwrap();
        assert_eq!(faults(&diagram, &last), [], "{direction:?}");
        assert_ne!(last.direction, Direction::Auto);
        let text = svg(&diagram, &last);
        roxmltree::Document::parse(&text).unwrap();
        assert_eq!(text, svg(&diagram, &layout(&diagram).unwrap()), "the same twice");
    }
    last
}

#[test]
fn nothing_at_all() {
    let placed = holds(&Diagram::default());
    assert!(placed.width > 0.0 && placed.height > 0.0);
}

#[test]
fn one_of_each_kind() {
    let kinds = [NodeKind::Actor, NodeKind::External, NodeKind::Process, NodeKind::Store, NodeKind::Collapsed];
    for kind in kinds {
        let mut diagram = chain(1);
        diagram.nodes[0].kind = kind;
        holds(&diagram);
    }
}

#[test]
fn an_empty_boundary() {
    let mut diagram = chain(1);
    diagram.clusters.push(Cluster::new("b", "A boundary that holds nothing yet", "internal"));
    holds(&diagram);
}

#[test]
fn parts_that_do_not_hang_together() {
    let mut diagram = chain(12);
    for at in [0, 3, 6] {
        flow(&mut diagram, End::Node(at), End::Node(at + 1));
    }
    holds(&diagram);
}

#[test]
fn cycles() {
    let mut diagram = chain(8);
    for at in 0..8 {
        flow(&mut diagram, End::Node(at), End::Node((at + 1) % 8));
        flow(&mut diagram, End::Node((at + 3) % 8), End::Node(at));
    }
    holds(&diagram);
}

#[test]
fn sixty_arrows_between_two() {
    let mut diagram = chain(2);
    for _ in 0..60 {
        flow(&mut diagram, End::Node(0), End::Node(1));
    }
    let placed = holds(&diagram);
    assert!(placed.edges.iter().all(|edge| edge.label.text.is_none()), "numbers only");
}

#[test]
fn boundaries_twenty_deep() {
    let mut diagram = chain(21);
    for at in 0..20 {
        let mut cluster = Cluster::new(format!("b{at}"), format!("Boundary {at}"), "internal");
        cluster.parent = (at > 0).then(|| at - 1);
        diagram.clusters.push(cluster);
        diagram.nodes[at].cluster = Some(at);
        flow(&mut diagram, End::Node(20), End::Node(at));
    }
    holds(&diagram);
}

#[test]
fn boundaries_too_deep_are_an_error() {
    let mut diagram = chain(1);
    for at in 0..=MAX_DEPTH {
        let mut cluster = Cluster::new(format!("b{at}"), "", "");
        cluster.parent = (at > 0).then(|| at - 1);
        diagram.clusters.push(cluster);
    }
    assert_eq!(layout(&diagram), Err(LayoutError::TooDeep(MAX_DEPTH + 1)));
}

#[test]
fn boundaries_as_deep_as_allowed() {
    let mut diagram = chain(2);
    for at in 0..MAX_DEPTH {
        let mut cluster = Cluster::new(format!("b{at}"), "", "");
        cluster.parent = (at > 0).then(|| at - 1);
        diagram.clusters.push(cluster);
    }
    diagram.nodes[0].cluster = Some(MAX_DEPTH - 1);
    flow(&mut diagram, End::Node(0), End::Node(1));
    holds(&diagram);
}

#[test]
fn flows_that_end_at_boundaries() {
    let mut diagram = chain(4);
    for (id, parent) in [("outer", None), ("inner", Some(0)), ("other", None), ("empty", None)] {
        diagram.clusters.push(Cluster { parent, ..Cluster::new(id, id, "internal") });
    }
    diagram.nodes[0].cluster = Some(0);
    diagram.nodes[1].cluster = Some(1);
    diagram.nodes[2].cluster = Some(2);
    let ends = [
        (End::Node(3), End::Cluster(0)),
        (End::Cluster(2), End::Cluster(1)),
        (End::Cluster(0), End::Node(2)),
        (End::Node(0), End::Cluster(1)),
        (End::Node(3), End::Cluster(3)),
        (End::Cluster(3), End::Cluster(0)),
        (End::Cluster(0), End::Node(1)),
        (End::Node(1), End::Cluster(0)),
        (End::Cluster(0), End::Cluster(1)),
        (End::Cluster(1), End::Cluster(0)),
    ];
    for (from, to) in ends {
        // One at a time, to see which, and then together.
        let mut alone = diagram.clone();
        alone.edges.clear();
        flow(&mut alone, from, to);
        holds(&alone);
        flow(&mut diagram, from, to);
    }
    holds(&diagram);
}

#[test]
fn labels_of_five_thousand_characters() {
    let mut diagram = chain(3);
    diagram.title = "title ".repeat(900);
    diagram.clusters.push(Cluster::new("b", "boundary ".repeat(560), "trust".repeat(1000)));
    diagram.nodes[0].label = "x".repeat(5000);
    diagram.nodes[1].label = "long words ".repeat(450);
    diagram.nodes[1].type_label = "type".repeat(1250);
    diagram.nodes[1].cluster = Some(0);
    diagram.nodes[2].tags = vec!["tag".repeat(1700); 40];
    diagram.nodes[2].entries = (1..80).map(|at| at * 1000).collect();
    for node in &mut diagram.nodes {
        node.threats = Threats::Open(u32::MAX);
    }
    flow(&mut diagram, End::Node(0), End::Node(1));
    flow(&mut diagram, End::Node(1), End::Node(2));
    diagram.edges[0].label = "漢字".repeat(2500);
    diagram.edges[1].label = "e\u{301}".repeat(2500);
    diagram.edges[1].number = u32::MAX;
    holds(&diagram);
}

#[test]
fn every_script() {
    let labels = [
        "شبكة الإنترنت",
        "אתר אינטרנט",
        "データベース",
        "用户服务器",
        "웹 서버",
        "เว็บเซิร์ฟเวอร์",
        "वेब सर्वर",
        "Веб-сервер",
        "Διακομιστής",
        "ওয়েব সার্ভার",
        "வலை சேவையகம்",
        "👩‍👩‍👧‍👦 family 🇪🇺",
        "Z̷͇̓a̶͕͝l̸͉̈́g̵͎̈o̶̲͠",
        "﷽",
        "𒐫𒈙",
        "\u{202e}evil\u{202c}",
        "tab\there\nand there",
        "",
        " ",
        "\u{0}\u{1}\u{b}\u{fffe}",
        "<script>alert(1)</script>",
        "a & b \"c\" 'd' ]]> <!-- x -->",
        "\\N \\G %s {0}",
    ];
    let mut diagram = chain(labels.len());
    diagram.clusters.push(Cluster::new("b", labels[0], labels[1]));
    for (at, label) in labels.iter().enumerate() {
        diagram.nodes[at].label = (*label).to_owned();
        diagram.nodes[at].type_label = (*label).to_owned();
        diagram.nodes[at].tags = vec![(*label).to_owned()];
        diagram.nodes[at].cluster = (at % 2 == 0).then_some(0);
        if at > 0 {
            flow(&mut diagram, End::Node(at / 2), End::Node(at));
            diagram.edges[at - 1].label = (*label).to_owned();
        }
    }
    holds(&diagram);
}

#[test]
fn what_breaks_an_invariant_is_an_error_and_no_panic() {
    let broken: [fn(&mut Diagram); 6] = [
        |diagram| diagram.nodes[0].cluster = Some(7),
        |diagram| flow(diagram, End::Node(0), End::Node(9)),
        |diagram| flow(diagram, End::Node(0), End::Node(0)),
        |diagram| diagram.nodes[1].id = "n0".to_owned(),
        |diagram| diagram.clusters.push(Cluster { parent: Some(0), ..Cluster::new("b", "", "") }),
        |diagram| diagram.nodes[0].id = String::new(),
    ];
    for breaks in broken {
        let mut diagram = chain(2);
        breaks(&mut diagram);
        assert!(matches!(layout(&diagram), Err(LayoutError::Malformed(_))));
    }
}
