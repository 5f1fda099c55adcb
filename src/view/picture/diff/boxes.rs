//! Elements and boundaries of two versions.

use std::collections::BTreeSet;

use crate::view::picture::diagram::{Change, Cluster, Diagram, Node, NodeKind, Threats};
use crate::view::picture::diff::fates::Fates;
use crate::view::picture::diff::{Sides, Told, change, marked};
use crate::view::picture::part::Part;

fn around(diagram: &Diagram, cluster: Option<usize>) -> Option<&str> {
    cluster.and_then(|at| diagram.clusters.get(at)).map(|cluster| cluster.id.as_str())
}

/// The boundary of the result that stands for one of the old picture.
fn place(sides: &Sides, out: &Diagram, cluster: Option<usize>) -> Option<usize> {
    let id = around(sides.old, cluster)?;
    let own = sides.new_ids.clusters.get(id).copied();
    own.or_else(|| out.clusters.iter().position(|it| it.change == Change::Removed && it.id == sides.gone(id)))
}

/// Marks the boundaries, and puts in those that went.
pub(super) fn clusters(sides: &Sides, out: &mut Diagram) {
    let Sides { old, new, old_ids, new_ids } = sides;
    for (cluster, own) in out.clusters.iter_mut().zip(&new.clusters) {
        let before = old_ids.clusters.get(own.id.as_str()).and_then(|at| old.clusters.get(*at));
        let same = |before: &Cluster| {
            let of = |it: &Cluster| (it.label.clone(), it.trust.clone(), it.threats, it.out_of_scope, it.inferred);
            of(before) == of(own) && around(old, before.parent) == around(new, own.parent)
        };
        cluster.change = known(sides, &own.id, change(before.map(same)));
        cluster.label = marked(cluster.change, &own.label, &own.id);
    }
    // Parents stand before children in the old picture, so whatever a removed boundary stands in is there already.
    let went = |cluster: &&Cluster| {
        let id = cluster.id.as_str();
        !new_ids.clusters.contains_key(id) && !new_ids.insides.contains_key(id)
    };
    for cluster in old.clusters.iter().filter(went) {
        let parent = place(sides, out, cluster.parent);
        out.clusters.push(Cluster {
            id: sides.gone(&cluster.id),
            label: marked(Change::Removed, &cluster.label, &cluster.id),
            parent,
            threats: Threats::None,
            link: None,
            change: Change::Removed,
            ..cluster.clone()
        });
    }
}

/// What came out of a closed boundary is not new.
fn known(sides: &Sides, id: &str, change: Change) -> Change {
    if change == Change::Added && sides.old_ids.insides.contains_key(id) { Change::Changed } else { change }
}

/// Marks elements and closed boundaries, and puts in those that went.
pub(super) fn nodes(sides: &Sides, out: &mut Diagram) {
    let Sides { old, new, old_ids, new_ids } = sides;
    for node in &mut out.nodes {
        let before = old_ids.nodes.get(node.id.as_str()).and_then(|at| old.nodes.get(*at));
        let same = |before: &Node| {
            let of = |it: &Node| (it.label.clone(), it.kind, it.type_label.clone(), it.threats, it.tags.clone());
            let flags = |it: &Node| (it.out_of_scope, it.inferred, it.controls.clone());
            let place = around(old, before.cluster) == around(new, node.cluster);
            of(before) == of(node) && flags(before) == flags(node) && place && parts(before) == parts(node)
        };
        node.change = known(sides, &node.id, change(before.map(same)));
        node.label = marked(node.change, &node.label, &node.id);
    }
    // What went stands where it stood: behind what stood before it.
    let mut previous: Option<String> = None;
    for node in &old.nodes {
        if new_ids.nodes.contains_key(node.id.as_str()) {
            previous = Some(node.id.clone());
            continue;
        }
        if new_ids.insides.contains_key(node.id.as_str()) {
            continue;
        }
        let id = sides.gone(&node.id);
        let behind = previous.and_then(|id| out.nodes.iter().position(|node| node.id == id)).map_or(0, |at| at + 1);
        let gone = Node {
            id: id.clone(),
            label: marked(Change::Removed, &node.label, &node.id),
            cluster: place(sides, out, node.cluster),
            threats: Threats::None,
            link: None,
            change: Change::Removed,
            ..node.clone()
        };
        out.nodes.insert(behind, gone);
        previous = Some(id);
    }
}

fn parts(node: &Node) -> BTreeSet<&Part> {
    node.parts.iter().collect()
}

/// Tells of entry points and of what is inside closed boundaries.
pub(super) fn tell_insides(sides: &Sides, told: &mut Told) {
    let fates = Fates::of_boxes(sides.old, sides.new);
    let name = |node: &Node, part: &Part| {
        let word = if node.kind == NodeKind::Collapsed { "in" } else { "on" };
        format!("{} {word} {}", part.id, node.id)
    };
    for (node, part) in sides.new.nodes.iter().flat_map(|node| node.parts.iter().map(move |part| (node, part))) {
        match fates.of(part) {
            // It stood outside.
            Change::Added if sides.old_ids.draws(&part.id) => told.add(Change::Changed, name(node, part)),
            change => told.add(change, name(node, part)),
        }
    }
    for (node, part) in sides.old.nodes.iter().flat_map(|node| node.parts.iter().map(move |part| (node, part))) {
        if fates.of(part) == Change::Removed && !sides.new_ids.has(&part.id) {
            told.add(Change::Removed, name(node, part));
        }
    }
}
