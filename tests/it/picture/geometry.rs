//! The promises of a readable picture, held by generated diagrams.

use std::collections::BTreeMap;

use palisade::layout::layout;
use palisade::layout::lint::{Kind, faults, lint};

use crate::picture::sample::{Dice, comments, generated};

#[test]
fn generated_pictures_keep_every_promise() {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut broken = Vec::new();
    for seed in 0..100 {
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
