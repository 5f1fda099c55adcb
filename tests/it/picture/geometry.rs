//! The promises of a readable picture, held by generated diagrams.

use std::collections::BTreeMap;

use palisade::layout::lint::{Kind, faults, lint};
use palisade::layout::{Layout, layout};
use palisade::view::picture::diagram::{Direction, Edge, End, Node, NodeKind};

use crate::picture::sample::{Dice, comments, generated};

#[test]
fn generated_pictures_keep_every_promise() {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut broken = Vec::new();
    for seed in 0..200 {
        let mut dice = Dice::new(seed);
        let nodes = 5 + dice.below(56);
        let edges = nodes + dice.below(nodes);
        let diagram = generated(seed, nodes, edges);
        let placed = layout(&diagram).unwrap();
        for finding in lint(&diagram, &placed) {
            *counts.entry(finding.kind).or_default() += 1;
        }
        for finding in faults(&diagram, &placed) {
            broken.push(format!("seed {seed} ({nodes} nodes, {edges} edges): {finding:?}"));
        }
    }
    eprintln!("{counts:?}");
    assert!(broken.is_empty(), "{} findings\n{}", broken.len(), broken[..broken.len().min(30)].join("\n"));
}

#[test]
fn a_model_like_people_write_has_nothing_to_complain_about() {
    let diagram = comments();
    let placed = layout(&diagram).unwrap();
    let findings: Vec<_> = lint(&diagram, &placed).into_iter().filter(|it| it.kind != Kind::EdgesCross).collect();
    assert_eq!(findings, []);
}

#[test]
fn a_broken_layout_is_found_out() {
    let diagram = comments();
    let good = layout(&diagram).unwrap();
    let kinds = |placed: &Layout| -> Vec<Kind> { lint(&diagram, placed).into_iter().map(|it| it.kind).collect() };
    let node = |at: usize| good.nodes[at].rect;

    let mut moved = good.clone();
    moved.nodes[3] = moved.nodes[3].moved(node(0).x - node(3).x, node(0).y - node(3).y);
    let found = kinds(&moved);
    for kind in [Kind::NodeOverNode, Kind::NodeOutsideBoundary, Kind::NodeInForeignBoundary] {
        assert!(found.contains(&kind), "{kind:?} in {found:?}");
    }

    let mut labels = good.clone();
    let target = node(6).centre();
    let label = labels.edges[0].label.clone();
    labels.edges[0].label = label.moved(target.x - label.rect.x, target.y - label.rect.y);
    labels.edges[1].label = labels.edges[0].label.clone();
    let found = kinds(&labels);
    assert!(found.contains(&Kind::LabelOverNode) && found.contains(&Kind::LabelOverLabel), "{found:?}");

    let mut fence = good.clone();
    let corner = fence.clusters[1].rect;
    let label = fence.edges[0].label.clone();
    fence.edges[0].label = label.moved(corner.x - label.rect.centre().x, corner.centre().y - label.rect.y);
    fence.clusters[2].rect = fence.clusters[2].rect.moved(-4000.0, 0.0);
    let found = kinds(&fence);
    assert!(found.contains(&Kind::LabelOverBoundary) && found.contains(&Kind::BoundaryOverBoundary), "{found:?}");

    let mut edge = good.clone();
    edge.edges[0].points = vec![node(0).centre(), node(3).centre()];
    assert!(kinds(&edge).contains(&Kind::EdgeThroughNode));

    let mut page = good.clone();
    page.edges[2].label = page.edges[2].label.moved(0.0, 9000.0);
    assert!(kinds(&page).contains(&Kind::LabelOutside));
}

#[test]
fn one_more_element_leaves_the_others_in_their_order() {
    let mut diagram = comments();
    for direction in [Direction::Right, Direction::Down] {
        diagram.direction = direction;
        let before = layout(&diagram).unwrap();
        let mut more = diagram.clone();
        more.nodes.push(Node { cluster: Some(1), ..Node::new("cache", "Cache", NodeKind::Store) });
        let number = more.edges.len() as u32 + 1;
        more.edges.push(Edge::new("fetch", number, "Look up", End::Node(3), End::Node(8)));
        let after = layout(&more).unwrap();
        for (one, two) in (0..8).flat_map(|one| (0..8).map(move |two| (one, two))) {
            let left = |placed: &Layout| match direction {
                Direction::Down => placed.nodes[one].rect.bottom() < placed.nodes[two].rect.y,
                _ => placed.nodes[one].rect.right() < placed.nodes[two].rect.x,
            };
            assert!(!left(&before) || left(&after), "{one} and {two} changed places, {direction:?}");
        }
    }
}
