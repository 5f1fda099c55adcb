//! The written SVG, read back: well-formed whatever a label holds, and every element inside its own boundaries.

use std::collections::BTreeMap;

use palisade::emit::PICTURES;
use palisade::emit::quote::is_strange;
use palisade::emit::svg::{Theme, svg, themed};
use palisade::layout::geometry::Rect;
use palisade::layout::{Embedded, layout};
use palisade::view::picture::Picture;
use palisade::view::picture::diagram::{Cluster, Diagram, Direction, Edge, End, Legend, Line, Node, NodeKind, Threats};
use proptest::prelude::*;
use roxmltree::Document;

use crate::picture::sample::{Dice, comments, generated};

/// Every element and boundary of a drawing: id, kind, what it says it is in, and the rectangle around its first shape.
fn boxes(text: &str) -> Vec<(String, String, String, Rect)> {
    let document = Document::parse(text).unwrap();
    let groups = document.descendants().filter(|node| node.has_tag_name("g") && node.attribute("data-kind").is_some());
    groups
        .map(|group| {
            let get = |name: &str| group.attribute(name).unwrap_or_default().to_owned();
            let shape =
                group.children().find(|child| ["rect", "path", "ellipse"].contains(&child.tag_name().name())).unwrap();
            (get("data-id"), get("data-kind"), get("data-in"), bounds(shape))
        })
        .collect()
}

fn bounds(shape: roxmltree::Node<'_, '_>) -> Rect {
    let number = |name: &str| shape.attribute(name).map_or(0.0, |value| value.parse::<f64>().unwrap());
    match shape.tag_name().name() {
        "rect" => Rect::new(number("x"), number("y"), number("width"), number("height")),
        "ellipse" => {
            let (rx, ry) = (number("rx"), number("ry"));
            Rect::new(number("cx") - rx, number("cy") - ry, 2.0 * rx, 2.0 * ry)
        }
        // A drum: the points that its outline touches are enough here.
        _ => {
            let points = shape.attribute("d").unwrap().split(' ').filter_map(|word| {
                let (x, y) = word.trim_start_matches(['M', 'L', 'Q']).split_once(',')?;
                Some(Rect::new(x.parse().ok()?, y.parse().ok()?, 0.0, 0.0))
            });
            points.reduce(Rect::union).unwrap()
        }
    }
}

fn every_element_lies_inside_its_own_boundaries_and_no_other(diagram: &Diagram) {
    let text = svg(diagram, &layout(diagram).unwrap());
    let boxes = boxes(&text);
    assert_eq!(boxes.len(), diagram.nodes.len() + diagram.clusters.len());
    let fences: BTreeMap<&str, (&str, Rect)> = boxes
        .iter()
        .filter(|(_, kind, ..)| kind == "boundary")
        .map(|(id, _, around, place)| (id.as_str(), (around.as_str(), *place)))
        .collect();
    for (id, _, around, place) in &boxes {
        let mut own = vec![id.as_str()];
        let mut next = around.as_str();
        while let Some((outer, _)) = fences.get(next) {
            own.push(next);
            next = outer;
        }
        assert_eq!(next, "", "{id} is in a boundary that is not drawn");
        for (fence, (_, its)) in &fences {
            if own.contains(fence) {
                assert!(its.grown(0.01).contains(*place), "{id} sticks out of {fence}");
            } else if !fences.contains_key(id.as_str()) {
                assert!(!its.overlaps(*place), "{id} lies in {fence}");
            }
        }
    }
}

#[test]
fn elements_lie_inside_their_boundaries() {
    every_element_lies_inside_its_own_boundaries_and_no_other(&comments());
    for seed in 200..230 {
        let mut dice = Dice::new(seed);
        let nodes = 5 + dice.below(40);
        every_element_lies_inside_its_own_boundaries_and_no_other(&generated(seed, nodes, nodes + 5));
    }
}

#[test]
fn says_everything_that_a_reader_or_a_machine_needs() {
    let diagram = comments();
    let text = svg(&diagram, &layout(&diagram).unwrap());
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let child = |name: &str| root.children().find(|child| child.has_tag_name(name)).unwrap();
    assert_eq!(child("title").text(), Some("Comment service"));
    assert!(child("desc").text().unwrap().starts_with("Visitors comment on articles"));
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len(), "ids are unique");
    assert!(ids.iter().all(|id| id.starts_with("overview")), "ids start with the prefix");
    let classes = document.descendants().filter_map(|node| node.attribute("class"));
    assert!(classes.flat_map(str::split_whitespace).all(|class| class.starts_with("overview")));
    for id in ["overview-n-web", "overview-e-save", "overview-e-web-_3e_notifier", "overview-b-cloud.dmz"] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    assert!(text.contains("prefers-color-scheme:dark"));
    for unwanted in ["<script", "http://", "https://", "@import", "@font-face", "foreignObject", "NaN", "\"inf"] {
        let text = text.replace("http://www.w3.org/2000/svg", "");
        assert!(!text.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn fixed_themes_use_no_variables() {
    let diagram = comments();
    let placed = layout(&diagram).unwrap();
    for theme in [Theme::Light, Theme::Dark] {
        let text = themed(&diagram, &placed, theme);
        assert!(!text.contains("var(") && !text.contains("@media") && !text.contains('$'));
    }
}

#[test]
fn numbers_have_at_most_two_decimals() {
    let diagram = generated(5, 25, 30);
    let text = svg(&diagram, &layout(&diagram).unwrap());
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).count();
    let coordinates = text.split("</style>").nth(1).unwrap();
    assert!(coordinates.split('.').skip(1).all(|part| digits(part) <= 2));
}

/// However a link came into a diagram: what leads elsewhere than to the web, to mail or beside the picture is in no format.
#[test]
fn only_harmless_links_are_drawn() {
    let mut diagram = comments();
    for (link, harmless) in [
        ("report.html#web", true),
        ("https://example.org/a?b=c&d", true),
        ("mailto:a@example.org", true),
        ("#a:b", true),
        ("javascript:alert(1)", false),
        ("JaVaScRiPt:x", false),
        ("java\tscript:x", false),
        ("\u{1}javascript:x", false),
        (" javascript:x", false),
        ("vbscript:x", false),
        ("data:text/html,x", false),
        ("file:///x", false),
        ("ftp://example.org", false),
        ("//example.org/x", false),
        ("/\\example.org/x", false),
        ("https:/example.org", false),
        ("https://example.org\\@other.example", false),
        ("https://example.org/\u{202e}", false),
        ("", false),
    ] {
        diagram.nodes[0].link = Some(link.to_owned());
        let text = svg(&diagram, &layout(&diagram).unwrap());
        let document = Document::parse(&text).unwrap();
        let found: Vec<&str> = document.descendants().filter_map(|node| node.attribute("href")).collect();
        assert_eq!(found, if harmless { vec![link] } else { vec![] }, "{link:?}");
        for format in PICTURES.iter().filter(|format| format.name != "png") {
            let mut bytes = Vec::new();
            (format.write)(&Picture::Flows(diagram.clone()), &Embedded, &mut bytes).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            assert!(harmless || link.is_empty() || !text.contains(link), "{link:?} in {}", format.name);
        }
    }
}

/// Any text, with a leaning towards the characters that markup trips over.
pub fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\x00-\\x1f<>&\"'\\\\\\[\\]{}|%;:#/-]{0,40}",
        Just("]]>".to_owned()),
        Just("<!--".to_owned()),
        Just("\u{fffe}\u{ffff}".to_owned()),
        Just("\\".to_owned()),
        Just("\\\"".to_owned()),
        Just("&#0;&amp;&nosuch;".to_owned()),
    ]
}

/// A small diagram in which every text is hostile.
pub fn hostile_diagram() -> impl Strategy<Value = Diagram> {
    prop::collection::vec(hostile(), 14).prop_map(|texts| {
        let text = |at: usize| texts.get(at).cloned().unwrap_or_default();
        // Ids are unique, whatever else they are.
        let id = |at: usize| format!("{}{at}", text(at));
        let mut diagram = Diagram {
            id_prefix: text(0),
            title: text(1),
            description: text(2),
            legend: Legend::None,
            ..Diagram::default()
        };
        diagram.direction = Direction::Down;
        diagram.clusters.push(Cluster { threats: Threats::Open(1), ..Cluster::new(id(3), text(4), text(5)) });
        let mut one = Node::new(id(6), text(7), NodeKind::Store);
        (one.type_label, one.tags, one.link, one.cluster) = (text(8), vec![text(9)], Some(text(10)), Some(0));
        diagram.nodes = vec![one, Node::new(id(10), text(11), NodeKind::Actor)];
        diagram.edges.push(Edge::new(id(12), 1, text(13), End::Node(1), End::Node(0)));
        diagram.edges.push(Edge::new(id(13), 2, text(12), End::Node(1), End::Cluster(0)));
        diagram.lines.push(Line { id: id(1), label: text(2), cuts: vec![0] });
        diagram
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_label_gives_well_formed_xml(diagram in hostile_diagram()) {
        let text = svg(&diagram, &layout(&diagram).unwrap());
        let document = Document::parse(&text).unwrap();
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("data-id")).collect();
        prop_assert_eq!(ids.len(), 5);
        prop_assert!(document.descendants().all(|node| !node.has_tag_name("script")));
        // What a reader gets back is what was written, but for what XML cannot say.
        let plain = diagram.nodes[1].id.chars().all(|ch| !is_strange(ch));
        prop_assert!(!plain || ids.contains(&diagram.nodes[1].id.as_str()));
    }
}

#[test]
fn elements_of_every_example_lie_inside_their_boundaries() {
    for folder in crate::examples::examples() {
        let compiled = crate::examples::compile(&folder);
        let diagram = palisade::view::picture::dfd::whole(&compiled.view());
        assert_eq!(diagram.nodes.len(), compiled.model.elements.len(), "{}", folder.display());
        every_element_lies_inside_its_own_boundaries_and_no_other(&diagram);
    }
}
