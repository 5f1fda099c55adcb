//! Limits of pictures: counted before the work, the same on every machine, and met by whatever is worst.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use palisade::driver::{Budget, Compilation, Missing, pictured, products, products_within};
use palisade::emit::format::Fault;
use palisade::emit::{PICTURES, PictureFormat, lint};
use palisade::layout::boxes;
use palisade::layout::geometry::Point;
use palisade::layout::lint::{Kind, MOST_FINDINGS, measure};
use palisade::layout::work::{self, MOST_STEPS};
use palisade::layout::{EdgePath, Engine, Layout, LayoutError, layout_with};
use palisade::syntax::parse;
use palisade::text::SourceId;
use palisade::view::picture::diagram::{Diagram, Direction, End, Node, NodeKind, ranges};
use palisade::view::picture::{Picture, View, find};

use crate::formats::compiled;
use crate::picture::sample::{comments, generated};
use crate::picture::texts::{FULL, TEXTS, name};
use crate::picture::worst::FAMILIES;

/// An engine that puts everything in a row, and counts how often it is asked.
#[derive(Default)]
struct Row(AtomicUsize);

impl Engine for Row {
    fn place(&self, diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let mut layout = Layout { direction, ..Layout::default() };
        for (at, node) in diagram.nodes.iter().enumerate() {
            let sized = boxes::node(node, diagram.notation, (0.0, 0.0));
            layout.nodes.push(sized.moved(at as f64 * 240.0, 0.0));
        }
        for cluster in &diagram.clusters {
            layout.clusters.push(boxes::cluster(cluster));
        }
        let middle = |end: End| match end {
            End::Node(at) => layout.nodes.get(at).map(|node| node.rect.centre()).unwrap_or_default(),
            End::Cluster(_) => Point::default(),
        };
        let paths = diagram.edges.iter().map(|edge| {
            let points = vec![middle(edge.from), middle(edge.to)];
            EdgePath { points, ..EdgePath::default() }
        });
        layout.edges = paths.collect();
        Ok(layout)
    }
}

/// An engine that is not to be asked.
struct Never;

impl Engine for Never {
    fn place(&self, _: &Diagram, _: Direction) -> Result<Layout, LayoutError> {
        Err(LayoutError::Engine("it was asked".to_owned()))
    }
}

#[test]
fn whatever_is_too_much_is_refused_before_the_engine_is_asked() {
    for (name, make) in FAMILIES {
        assert!(work::plan(&make(60)).is_ok(), "{name}: sixty are not too much");
        let diagram = make(60_000);
        let refused = layout_with(&Never, &diagram).unwrap_err();
        assert!(matches!(refused, LayoutError::TooMuch { steps, .. } if steps > MOST_STEPS), "{name}: {refused}");
    }
}

/// Fourteen thousand arrows of any shape, which once took all the memory that there was.
#[test]
fn no_shape_of_fourteen_thousand_arrows_gets_through() {
    for (name, make) in FAMILIES.iter().filter(|(name, _)| !name.contains("alone") && !name.contains("chain")) {
        assert!(work::plan(&make(14_000)).is_err(), "{name}");
    }
}

#[test]
fn what_is_allowed_grows_with_nothing_but_the_diagram() {
    for (name, make) in FAMILIES {
        let counted = work::work(&make(700));
        assert_eq!(counted, work::work(&make(700)), "{name}");
        let (less, more) = (work::work(&make(300)), counted);
        assert!(less.pieces <= more.pieces && less.pairs <= more.pairs && less.clusters <= more.clusters, "{name}");
    }
}

/// What was drawn before there were limits, and what people draw.
#[test]
fn a_thousand_elements_are_not_too_much() {
    for seed in 0..5 {
        for (nodes, edges) in [(30, 45), (60, 120), (100, 150), (300, 450), (1_000, 1_500), (1_200, 1_800)] {
            let diagram = generated(seed, nodes, edges);
            let plan = work::plan(&diagram);
            assert!(plan.as_ref().is_ok_and(|plan| !plan.hasty), "{seed}: {nodes} elements, {edges} flows: {plan:?}");
        }
    }
}

/// Where care is too much work, and haste is not.
#[test]
fn less_care_is_taken_before_a_picture_is_refused() {
    let (_, deep) = FAMILIES.iter().find(|(name, _)| *name == "many deep places").unwrap();
    let diagram = Diagram { direction: Direction::Auto, ..deep(480) };
    let plan = work::plan(&diagram).unwrap();
    assert!(plan.hasty && plan.directions == [Direction::Down], "{plan:?}");
    let engine = Row::default();
    layout_with(&engine, &diagram).unwrap();
    assert_eq!(engine.0.load(Ordering::Relaxed), 1);
}

/// Every output of a model, by path, and how often the engine was asked.
fn made(model: &Compilation) -> (BTreeMap<String, Result<Vec<u8>, Missing>>, usize) {
    let engine = Row::default();
    let mut made = BTreeMap::new();
    products(model, &engine, |path, bytes| drop(made.insert(path.to_string_lossy().replace('\\', "/"), bytes)));
    (made, engine.0.load(Ordering::Relaxed))
}

fn model(text: &str) -> Compilation {
    compiled(&[("model.tm".to_owned(), text.to_owned())])
}

#[test]
fn views_that_show_the_same_are_laid_out_once() {
    let mut text = "model m \"M\" { owner = @a }\n".to_owned();
    (0..70).for_each(|at| text.push_str(&format!("process {}\n", name(at))));
    (1..70).for_each(|at| text.push_str(&format!("flow f{at}: {} -> {}\n", name(at - 1), name(at))));
    (0..300).for_each(|at| text.push_str(&format!("view v{at} \"View {at}\" {{ include = * }}\n")));
    text.push_str("view other { include = [a, b] }\n");
    let (made, asked) = made(&model(&text));
    assert!(made.values().all(Result::is_ok));
    assert_eq!(made.len(), 3 + 1 + 300 + 1);
    // The whole links to its report by another way, and so is one of its own; the small one is tried both ways.
    assert_eq!(asked, 1 + 1 + 2);
    let svg = |name: &str| String::from_utf8(made[name].as_ref().unwrap().clone()).unwrap();
    let own = |at: usize| {
        svg(&format!("views/v{at}.svg")).replace(&format!("v{at}"), "V").replace(&format!("View {at}"), "T")
    };
    assert_eq!(own(7), own(299), "they differ in name and title alone");
    assert!(svg("views/v7.svg").contains("View 7"));
}

#[test]
fn beyond_the_work_of_a_run_pictures_are_missing_and_one_diagnostic_says_so() {
    let mut text = "model m \"M\" { owner = @a }\n".to_owned();
    (0..100).for_each(|at| text.push_str(&format!("process {}\n", name(at))));
    (0..300).for_each(|at| {
        text.push_str(&format!("flow f{at}: {} -> {}\n", name(at % 100), name((at * 7 + 1 + at / 100) % 100)));
    });
    // Each leaves out another, so that none is the same.
    (0..100).for_each(|at| text.push_str(&format!("view v{at} {{ include = *, exclude = {} }}\n", name(at))));
    let model = model(&text);
    let (first, _) = made(&model);
    let missing: Vec<(&String, &Missing)> =
        first.iter().filter_map(|(path, made)| Some((path, made.as_ref().err()?))).collect();
    let [(path, Missing::Picture(said))] = missing.as_slice() else { panic!("{missing:?}") };
    assert_eq!(said.code.0, "pictures-left-out");
    let drawn = first.keys().filter(|path| path.starts_with("views/")).count() - 1;
    assert!(drawn > 10, "{drawn} were drawn");
    let left_out = 100 - drawn;
    let wanted = format!("{left_out} pictures were left out, `{path}` the first: the pictures of this run have ");
    assert!(said.message.starts_with(&wanted), "{}", said.message);
    assert!(said.help[0].contains("palisade render --view"), "{said:?}");
    assert_eq!(made(&model).0.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>(), "and always the same");
    // One alone is no trouble.
    let input = model.view();
    let view: View = find(&input, path.trim_start_matches("views/").trim_end_matches(".svg")).unwrap();
    let svg = PictureFormat::of("svg").unwrap();
    let mut out = Vec::new();
    (svg.write)(&pictured(&input, &view, svg), &Row::default(), &mut out).unwrap();
}

#[test]
fn models_of_one_run_share_its_work() {
    let dense = |name_of: &str| {
        let mut text = format!("model {name_of} \"M\" {{ owner = @a }}\n");
        (0..54).for_each(|at| text.push_str(&format!("process {}\n", name(at))));
        for from in 0..54 {
            (from + 1..54).for_each(|to| text.push_str(&format!("{}->{}\n", name(from), name(to))));
        }
        model(&text)
    };
    let models: Vec<Compilation> = (0..4).map(|at| dense(&format!("m{at}"))).collect();
    let left_out = |models: &[Compilation]| {
        let mut budget = Budget::of(models);
        let mut left_out = 0;
        for model in models {
            products_within(model, &Row::default(), &mut budget, |_, made| left_out += usize::from(made.is_err()));
        }
        left_out
    };
    assert_eq!(left_out(&models[..1]), 0, "one has room");
    let of_four = left_out(&models);
    assert!((1..4).contains(&of_four), "{of_four} of 4");
}

/// A repository of many small models, each with the views that it has by itself.
#[test]
fn a_thousand_models_have_all_their_pictures() {
    let small = |at: usize| {
        let mut text = format!("model m{at} \"M\" {{ owner = @a }}\nactor ana\nboundary home {{\n");
        (0..8).for_each(|at| text.push_str(&format!("process {} \"Service\"\n", name(at))));
        text.push_str("}\nana -> a { via = https }\n");
        (1..8).for_each(|at| text.push_str(&format!("{} -> {} {{ via = https }}\n", name(at - 1), name(at))));
        text
    };
    let steps: u64 = {
        let model = model(&small(0));
        let svg = PictureFormat::of("svg").unwrap();
        let input = model.view();
        let views = palisade::view::picture::views(&model.model);
        views.iter().map(|view| work::of_picture(&pictured(&input, view, svg))).map(|(one, two)| one + two).sum()
    };
    let one = [model(&small(0))];
    let many = std::iter::repeat_n(&one[0], 1_000);
    assert!(steps * 1_000 < Budget::of(many).whole(), "{steps} each");
}

#[test]
fn findings_are_counted_and_the_first_of_them_listed() {
    let mut diagram = comments();
    diagram.edges.clear();
    diagram.lines.clear();
    diagram.clusters.clear();
    diagram.nodes = (0..200).map(|at| Node::new(format!("n{at}"), "", NodeKind::Process)).collect();
    for at in 0..100 {
        let edge = palisade::view::picture::diagram::Edge::new(
            format!("e{at}"),
            at as u32,
            "",
            End::Node(at),
            End::Node(at + 100),
        );
        diagram.edges.push(edge);
    }
    let mut placed = Row::default().place(&diagram, Direction::Down).unwrap();
    // Each crosses each.
    for (at, path) in placed.edges.iter_mut().enumerate() {
        let x = at as f64 * 10.0;
        path.points = vec![Point::new(x, 1000.0), Point::new(1000.0 - x, 2000.0)];
    }
    let measured = measure(&diagram, &placed);
    assert_eq!(measured.counts[&Kind::EdgesCross], 100 * 99 / 2);
    let listed = measured.findings.iter().filter(|finding| finding.kind == Kind::EdgesCross);
    assert_eq!(listed.count(), MOST_FINDINGS);
    let json = lint::json(&lint::lint(&diagram, &placed));
    assert!(json.contains("\"edges-cross\": 4950"), "{}", &json[..400]);
}

#[test]
fn arrows_do_not_name_thousands_of_flows() {
    let every_other: Vec<u32> = (0..7_000).map(|at| 2 * at + 1).collect();
    let named = ranges(&every_other);
    assert!(named.starts_with("1, 3, 5, ") && named.ends_with(", 47 and 6976 more"), "{named}");
    assert_eq!(ranges(&(1..=14_000).collect::<Vec<_>>()), "1–14000");
    let few: Vec<u32> = (0..24).map(|at| 2 * at + 1).collect();
    assert!(ranges(&few).ends_with(", 45, 47"), "so many are all named");
}

/// So the limits that they meet are limits of size.
#[test]
fn the_worst_texts_are_well_formed_and_full() {
    let mut small = Vec::new();
    for (name, text) in TEXTS {
        let text = text();
        assert!(text.len() <= FULL, "{name}: {} bytes", text.len());
        if text.len() < FULL * 9 / 10 {
            small.push(*name);
        }
        let parsed = parse(SourceId(0), &text);
        assert!(parsed.diagnostics.is_empty(), "{name}: {:?}", parsed.diagnostics.first());
    }
    // What has an end of its own.
    let ending = [
        "everything with everything, 40",
        "everything with everything, 60",
        "from one deep place to another",
        "a few elements in deep places, many flows",
        "deeper than pictures go",
        "twenty views of everything, less dense",
        "a view of many patterns",
        "a deep tree",
    ];
    assert_eq!(small, ending);
}

/// A scenario of thousands of steps among hundreds of lifelines in boundaries, in every format.
#[test]
fn long_sequences_are_drawn() {
    let (_, text) = TEXTS.iter().find(|(name, _)| *name == "a long scenario among boundaries").unwrap();
    let made = model(&text());
    let input = made.view();
    let view = find(&input, "sequence-told").unwrap();
    let mut drawn = 0;
    for format in PICTURES.iter().filter(|format| format.name != "png") {
        let picture = pictured(&input, &view, format);
        let Picture::Sequence(sequence) = &picture else { panic!("no sequence") };
        assert!(sequence.messages.len() > 4_000 && sequence.lifelines.len() > 600 && sequence.groups.len() > 600);
        let mut out = Vec::new();
        match (format.write)(&picture, &Never, &mut out) {
            Err(Fault::Form(_)) => continue,
            made => made.unwrap(),
        }
        assert!(!out.is_empty());
        drawn += 1;
    }
    assert!(drawn >= 3, "svg, mermaid and d2 at least");
}

#[test]
fn a_pattern_that_stands_a_thousand_times_is_one() {
    let text = |include: &str| {
        format!(
            "model m \"M\" {{ owner = @a }}\nboundary b {{\nprocess p\nprocess q\n}}\nprocess r\np -> q\nq -> r\nview v {{ include = [{include}] }}\n"
        )
    };
    let drawn = |include: &str| {
        let made = model(&text(include));
        let input = made.view();
        match pictured(&input, &find(&input, "v").unwrap(), PictureFormat::of("svg").unwrap()) {
            Picture::Flows(diagram) => diagram,
            _ => panic!("no diagram"),
        }
    };
    let once = drawn("b.*, r");
    assert_eq!(once.nodes.len(), 3);
    assert_eq!(drawn(&vec!["b.*, r"; 500].join(", ")), once);
}
