//! Views of real models: what each shows, and that every one of every example keeps the promises.

use palisade::driver::Compilation;
use palisade::emit::pictures::to_svg;
use palisade::emit::svg::Theme;
use palisade::layout::geometry::{Point, Rect};
use palisade::layout::lint::faults;
use palisade::layout::{Embedded, layout, sequence};
use palisade::view::picture::diagram::{Diagram, Emphasis, NodeKind, ranges};
use palisade::view::picture::sequence::Sequence;
use palisade::view::picture::tree::Role;
use palisade::view::picture::{Picture, find, picture, views};

use crate::examples::{compile, examples};
use crate::formats::compiled;

const SHOP: &str = r#"
model shop "Shop" { owner = @a }
data card "Card number" { class = confidential }
boundary internet { trust = untrusted
  actor buyer "Buyer"
  external bank "Bank"
}
boundary cloud { trust = internal
  boundary front { trust = exposed
    process web "Web" { controls = input-validation }
    process search "Search"
  }
  boundary back { trust = restricted
    store db "Orders" { holds = card }
    store log "Log"
  }
}
flow browse: buyer -> web "Browse" { via = https, returns = [] }
flow order: buyer -> web "Order" { via = https, carries = card }
flow look: web -> search "Look up"
flow pay: web -> bank "Pay" { via = https, carries = card, returns = card }
flow save: web -> db "Save" { via = tls, carries = card, returns = card }
flow audit: web -> log "Audit"
scenario buying "Buying" { steps = [order, pay, save] }
threat drain "Money is gone" { on = web, likelihood = low, impact = high
  tree {
    all {
      any "Gets in" {
        leaf "Guesses" { blocked-by = lock }
        leaf "Asks" { likelihood = high }
      }
      leaf "Pays out"
    }
  }
}
control lock : multi-factor-authentication "Second factor" { on = web, status = implemented }
"#;

fn shop(more: &str) -> Compilation {
    let made = compiled(&[("model.tm".to_owned(), format!("{SHOP}\n{more}"))]);
    let errors: Vec<&str> = made
        .diagnostics
        .iter()
        .filter(|it| it.severity == palisade::diag::Severity::Error)
        .map(|it| it.message.as_str())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    made
}

fn drawn(made: &Compilation, name: &str) -> Picture {
    let input = made.view();
    picture(&input, &find(&input, name).unwrap())
}

fn flows(made: &Compilation, name: &str) -> Diagram {
    match drawn(made, name) {
        Picture::Flows(diagram) => {
            assert_eq!(diagram.fault(), None);
            diagram
        }
        other => panic!("{name} is {other:?}"),
    }
}

fn names(diagram: &Diagram) -> Vec<&str> {
    diagram.nodes.iter().map(|node| node.id.as_str()).collect()
}

#[test]
fn the_default_set() {
    let made = shop("");
    let names: Vec<String> = views(&made.model).into_iter().map(|view| view.name.to_string()).collect();
    assert_eq!(
        names,
        ["dfd", "level-0", "scenario-buying", "sequence-buying", "data-card", "tree-drain"],
        "whole, level 0, scenarios, data at confidential, threats with a tree"
    );
    let made = shop("view own { include = web }");
    let names: Vec<String> = views(&made.model).into_iter().map(|view| view.name.to_string()).collect();
    assert_eq!(names, ["dfd", "own"]);
}

#[test]
fn an_unknown_view_comes_with_a_suggestion() {
    let made = shop("");
    assert_eq!(find(&made.view(), "levle-0").unwrap_err().as_deref(), Some("level-0"));
    assert_eq!(find(&made.view(), "q").unwrap_err(), None);
}

#[test]
fn level_0_closes_boundaries_and_joins_their_flows() {
    let made = shop("");
    let diagram = flows(&made, "level-0");
    assert_eq!(names(&diagram), ["internet", "cloud"]);
    assert!(diagram.nodes.iter().all(|node| node.kind == NodeKind::Collapsed));
    let edges: Vec<(String, bool)> = diagram.edges.iter().map(|edge| (edge.sign(), edge.two_way)).collect();
    assert_eq!(edges, [("1, 2".to_owned(), false), ("4".to_owned(), true)], "flows inside a closed boundary are gone");
    assert_eq!(diagram.rows.len(), 3, "the table still has one row a flow");
    let open = |diagram: &Diagram| {
        let counts = diagram.nodes.iter().map(|node| match node.threats {
            palisade::view::picture::diagram::Threats::Open(count) => count,
            _ => 0,
        });
        counts.sum::<u32>()
    };
    assert!(open(&diagram) > open(&flows(&made, "dfd")), "a closed boundary counts what is inside, flows too");
}

#[test]
fn level_1_opens_the_outermost() {
    let made = shop("view one { level = 1 }");
    let diagram = flows(&made, "one");
    assert_eq!(names(&diagram), ["buyer", "bank", "front", "back"]);
    let clusters: Vec<&str> = diagram.clusters.iter().map(|cluster| cluster.id.as_str()).collect();
    assert_eq!(clusters, ["internet", "cloud"]);
}

#[test]
fn include_exclude_and_neighbours() {
    let made = shop(
        "view inside { include = cloud.front.* }
         view around { include = front.*, neighbours = true }
         view without { exclude = back.* }
         view by-flow { include = save }
         view boxed { include = [buyer, cloud] }
         view dropped { exclude = [order, log] }",
    );
    assert_eq!(names(&flows(&made, "inside")), ["web", "search"]);
    assert_eq!(flows(&made, "inside").edges.len(), 1);
    let around = flows(&made, "around");
    let faded: Vec<&str> =
        around.nodes.iter().filter(|node| node.emphasis == Emphasis::Faded).map(|node| node.id.as_str()).collect();
    assert_eq!(faded, ["buyer", "bank", "db", "log"]);
    let stub = around.nodes.iter().find(|node| node.id == "db").unwrap();
    let holder = stub.cluster.map(|at| around.clusters[at].id.as_str());
    assert_eq!(holder, Some("cloud"), "a stub stands in the innermost boundary of its own that is drawn");
    assert_eq!(names(&flows(&made, "without")), ["buyer", "bank", "web", "search"]);
    let by_flow = flows(&made, "by-flow");
    assert_eq!(names(&by_flow), ["web", "db"], "a flow shows both ends");
    assert_eq!(by_flow.edges.len(), 1);
    let holders: Vec<&str> =
        by_flow.nodes.iter().map(|node| node.cluster.map_or("", |at| by_flow.clusters[at].id.as_str())).collect();
    assert_eq!(holders, ["front", "back"], "what a flow brings stands in its boundaries");
    let boxed = flows(&made, "boxed");
    assert_eq!(names(&boxed), ["buyer", "cloud"], "a boundary by its own name is one box");
    let dropped = flows(&made, "dropped");
    assert!(!names(&dropped).contains(&"log"));
    assert!(dropped.edges.iter().all(|edge| edge.id != "order" && edge.id != "audit"));
}

/// In the life of a datum everything stands in its own boundaries, also what only a flow brings in.
#[test]
fn lives_of_data_have_their_boundaries() {
    let mut seen = 0;
    for name in examples() {
        let made = compile(&name);
        let model = &made.model;
        for datum in model.data_ids() {
            let view = format!("data-{}", model[datum].decl.name);
            let Ok(view) = find(&made.view(), &view) else { continue };
            let Picture::Flows(diagram) = picture(&made.view(), &view) else { panic!("{}", view.name) };
            for node in &diagram.nodes {
                let Some(palisade::model::Thing::Element(id)) = model.names.get(node.id.as_str()).copied() else {
                    continue;
                };
                let own = model
                    .enclosing(palisade::model::Thing::Element(id))
                    .find(|id| !model[*id].overlay && !model[*id].line);
                let drawn = node.cluster.map(|at| diagram.clusters[at].id.as_str());
                assert_eq!(drawn, own.map(|id| model[id].decl.name.as_str()), "{}: {}", view.name, node.id);
                seen += usize::from(own.is_some());
            }
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn a_scenario_is_bold_and_numbered_and_the_rest_fades() {
    let made = shop("");
    let diagram = flows(&made, "scenario-buying");
    let strong: Vec<(String, &str)> = diagram
        .edges
        .iter()
        .filter(|edge| edge.emphasis == Emphasis::Strong)
        .map(|edge| (edge.sign(), edge.id.as_str()))
        .collect();
    assert_eq!(strong, [("1".to_owned(), "order"), ("2".to_owned(), "pay"), ("3".to_owned(), "save")]);
    let rest = diagram.edges.iter().filter(|edge| edge.emphasis != Emphasis::Strong);
    assert!(rest.clone().count() == 3 && rest.clone().all(|edge| edge.emphasis == Emphasis::Faded));
    assert!(rest.clone().all(|edge| edge.sign().is_empty()), "only steps have numbers");
    let faded: Vec<&str> =
        diagram.nodes.iter().filter(|node| node.emphasis == Emphasis::Faded).map(|node| node.id.as_str()).collect();
    assert_eq!(faded, ["search", "log"]);
}

#[test]
fn show_says_what_is_told() {
    let made = shop("view bare { show = [data, controls] }");
    let diagram = flows(&made, "bare");
    assert!(diagram.nodes.iter().all(|node| node.threats == Default::default()), "threats were not asked for");
    assert!(diagram.clusters.iter().all(|cluster| cluster.trust.is_empty()));
    let order = diagram.edges.iter().find(|edge| edge.id == "order").unwrap();
    assert_eq!(order.label, "Order (Card number)");
    let web = diagram.nodes.iter().find(|node| node.id == "web").unwrap();
    assert!(!web.controls.is_empty(), "{:?}", web.controls);
    let db = diagram.nodes.iter().find(|node| node.id == "db").unwrap();
    assert!(db.type_label.contains("Card number"), "{}", db.type_label);
}

fn sequence(made: &Compilation, name: &str) -> Sequence {
    match drawn(made, name) {
        Picture::Sequence(sequence) => sequence,
        other => panic!("{other:?}"),
    }
}

/// Of every example: the words of messages touch no line of a boundary, no lifeline and no other words.
#[test]
fn words_of_sequences_stand_between_lines() {
    let mut count = 0;
    for folder in examples() {
        let made = compile(&folder);
        let input = made.view();
        for view in views(&made.model) {
            let Picture::Sequence(sequence) = picture(&input, &view) else { continue };
            let placed = sequence::layout(&sequence);
            let fences = placed.groups.iter().flat_map(|group| group.rect.sides());
            let lines: Vec<(Point, Point)> = fences.chain(placed.stems.iter().copied()).collect();
            let texts = placed.messages.iter().flat_map(|it| it.label.iter().chain(&it.data).map(|text| text.rect));
            let words: Vec<Rect> = texts.chain(placed.messages.iter().filter_map(|it| it.badge)).collect();
            for (at, rect) in words.iter().enumerate() {
                count += 1;
                let crossed = lines.iter().find(|(from, to)| rect.clip(*from, *to).is_some());
                assert_eq!(crossed, None, "{} {}: {rect:?}", folder.display(), view.name);
                let over = words.iter().skip(at + 1).find(|other| rect.overlaps(**other));
                assert_eq!(over, None, "{} {}: {rect:?}", folder.display(), view.name);
            }
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn a_sequence_has_groups_and_replies_where_they_come() {
    let made = shop("");
    let sequence = sequence(&made, "sequence-buying");
    let lifelines: Vec<&str> = sequence.lifelines.iter().map(|lifeline| lifeline.id.as_str()).collect();
    assert_eq!(lifelines, ["buyer", "bank", "web", "db"], "those of a boundary stand side by side");
    let groups: Vec<(&str, (usize, usize))> =
        sequence.groups.iter().map(|group| (group.id.as_str(), group.lifelines)).collect();
    assert_eq!(groups, [("internet", (0, 1)), ("cloud", (2, 3)), ("front", (2, 2)), ("back", (3, 3))]);
    let messages: Vec<(u32, &str, bool)> =
        sequence.messages.iter().map(|it| (it.number, it.id.as_str(), it.reply)).collect();
    assert_eq!(
        messages,
        [(1, "order", false), (2, "pay", false), (2, "pay", true), (3, "save", false), (3, "save", true)]
    );
}

#[test]
fn a_tree_says_what_is_blocked() {
    let made = shop("");
    let Picture::Tree(tree) = drawn(&made, "tree-drain") else { panic!() };
    let all = &tree.root.children[0];
    assert_eq!((all.role, all.blocked), (Role::All, false));
    let any = &all.children[0];
    assert_eq!((any.role, any.label.as_str(), any.blocked), (Role::Any, "Gets in", false));
    let guesses = &any.children[0];
    assert!(guesses.blocked && guesses.by == ["Second factor"]);
    let asks = &any.children[1];
    assert!(!asks.blocked && asks.values == ["likelihood: high"], "{:?}", asks.values);
    assert!(!tree.root.blocked);
}

#[test]
fn runs_of_numbers_are_short() {
    assert_eq!(ranges(&[3, 4, 5, 6]), "3–6");
    assert_eq!(ranges(&[9, 1, 2]), "1, 2, 9");
    assert_eq!(ranges(&[7, 7]), "7");
    assert_eq!(ranges(&[]), "");
}

#[test]
fn every_view_of_every_example_keeps_every_promise() {
    let mut count = 0;
    for folder in examples() {
        let made = compile(&folder);
        let input = made.view();
        for view in views(&made.model) {
            let picture = picture(&input, &view);
            let text = to_svg(&picture, Theme::Auto, &Embedded).unwrap();
            let document = roxmltree::Document::parse(&text).unwrap();
            assert_eq!(document.root_element().attribute("id"), Some(view.name.as_str()));
            let mut ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
            ids.sort_unstable();
            let all = ids.len();
            ids.dedup();
            assert_eq!(all, ids.len(), "{}: ids are unique", view.name);
            if let Picture::Flows(diagram) = &picture {
                assert_eq!(diagram.fault(), None);
                assert!(!diagram.nodes.is_empty(), "{} is empty", view.name);
                let found = faults(diagram, &layout(diagram).unwrap());
                assert!(found.is_empty(), "{} of {}: {found:?}", view.name, folder.display());
            }
            count += 1;
        }
    }
    assert!(count > 20, "only {count} views");
}
