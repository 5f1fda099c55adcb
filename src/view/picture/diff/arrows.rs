//! Flows of two versions, and the lines over them.

use std::collections::{BTreeMap, BTreeSet};

use crate::view::picture::diagram::{Change, Cluster, Diagram, Edge, Emphasis, End, Line, Threats, ranges};
use crate::view::picture::diff::fates::Fates;
use crate::view::picture::diff::{Sides, Told, change, marked};
use crate::view::picture::part::Part;

/// What an arrow is known by in both versions: its flow, or where it leads if it stands for all that leads there.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Flow(&'a str),
    Ends(&'a str, &'a str, bool),
}

fn key<'a>(diagram: &'a Diagram, edge: &'a Edge) -> Key<'a> {
    let end = |end: End| name(diagram, end).unwrap_or_default();
    match edge.joined {
        true => Key::Ends(end(edge.from), end(edge.to), edge.emphasis == Emphasis::Faded),
        false => Key::Flow(&edge.id),
    }
}

fn name(diagram: &Diagram, end: End) -> Option<&str> {
    match end {
        End::Node(at) => diagram.nodes.get(at).map(|node| node.id.as_str()),
        End::Cluster(at) => diagram.clusters.get(at).map(|cluster| cluster.id.as_str()),
    }
}

fn parts(edge: &Edge) -> BTreeSet<&Part> {
    edge.parts.iter().collect()
}

/// Marks the arrows, and puts in those that went.
pub(super) fn arrows(sides: &Sides, flows: &Fates, out: &mut Diagram) {
    let Sides { old, new, .. } = sides;
    let before: BTreeMap<Key, &Edge> = old.edges.iter().map(|edge| (key(old, edge), edge)).collect();
    let mut matched = BTreeSet::new();
    let positions: BTreeMap<String, usize> =
        out.nodes.iter().enumerate().map(|(at, node)| (node.id.clone(), at)).collect();
    for (edge, own) in out.edges.iter_mut().zip(&new.edges) {
        let key = key(new, own);
        let same = |before: &&Edge| {
            let of = |it: &Edge| (it.label.clone(), it.two_way, it.threats, it.inferred, it.out_of_scope);
            let ends = |diagram, it: &Edge| [it.from, it.to].map(|end| name(diagram, end).map(str::to_owned));
            of(before) == of(own) && ends(old, before) == ends(new, own) && parts(before) == parts(own)
        };
        edge.change = match change(before.get(&key).map(same)) {
            // Its flows ran elsewhere.
            Change::Added if own.parts.iter().any(|part| flows.of(part) != Change::Added) => Change::Changed,
            change => change,
        };
        if edge.change != Change::Same {
            edge.mark = Some(format!("{}{}", edge.change.sign(), own.sign()));
        }
        for end in [&mut edge.from, &mut edge.to] {
            // Nodes moved up where something that went was put between them.
            if let End::Node(_) = *end
                && let Some(at) = name(new, *end).and_then(|id| positions.get(id))
            {
                *end = End::Node(*at);
            }
        }
        matched.insert(key);
    }
    let went = old.edges.iter().filter(|edge| !matched.contains(&key(old, edge)));
    let went: Vec<Edge> = numbered(sides, went.filter_map(|edge| removed(sides, flows, &positions, out, edge)));
    out.edges.extend(went);
}

/// An arrow of the old picture with those of its flows that went.
fn removed(
    sides: &Sides,
    flows: &Fates,
    positions: &BTreeMap<String, usize>,
    out: &Diagram,
    edge: &Edge,
) -> Option<Edge> {
    let lost: Vec<Part> = edge.parts.iter().filter(|part| flows.of(part) == Change::Removed).cloned().collect();
    let [from, to] = [edge.from, edge.to].map(|end| stands(sides, positions, out, end));
    let (from, to) = (from?, to?);
    let id = lost.first()?.id.clone();
    let (some, all) = (lost.len(), edge.parts.len());
    let label = if some < all { format!("{some} of {all} flows") } else { edge.label.clone() };
    (from != to).then(|| Edge {
        id,
        label,
        from,
        to,
        threats: Threats::None,
        link: None,
        change: Change::Removed,
        parts: lost,
        ..edge.clone()
    })
}

/// What stands for an end of the old picture: the thing itself, else the box that it is in now, else what went.
fn stands(sides: &Sides, positions: &BTreeMap<String, usize>, out: &Diagram, end: End) -> Option<End> {
    let id = name(sides.old, end)?;
    let node = |id: &str| positions.get(id).copied().map(End::Node);
    let inside = sides.new_ids.insides.get(id).and_then(|at| sides.new.nodes.get(*at));
    let gone = sides.gone(id);
    let own = match end {
        End::Node(_) if sides.new_ids.nodes.contains_key(id) => node(id),
        End::Cluster(_) => sides.new_ids.clusters.get(id).copied().map(End::Cluster),
        End::Node(_) => None,
    };
    own.or_else(|| node(&inside?.id)).or_else(|| match end {
        End::Node(_) => node(&gone),
        End::Cluster(_) => {
            let went = |it: &Cluster| it.change == Change::Removed && it.id == gone;
            out.clusters.iter().position(went).map(End::Cluster)
        }
    })
}

/// The numbers of what went would stand twice: theirs go on behind those that are there.
fn numbered(sides: &Sides, went: impl Iterator<Item = Edge>) -> Vec<Edge> {
    let new = sides.new;
    let mut last = new.edges.iter().map(greatest).chain(new.rows.iter().map(|row| row.number)).max().unwrap_or(0);
    let number = |edge: Edge| {
        let count = if edge.sign().is_empty() { 0 } else { edge.parts.len() as u32 };
        let numbers: Vec<u32> = (1..=count).map(|at| last.saturating_add(at)).collect();
        last = numbers.last().copied().unwrap_or(last);
        let mark = Some(format!("{}{}", Change::Removed.sign(), ranges(&numbers)));
        Edge { number: numbers.first().copied().unwrap_or(last), mark, ..edge }
    };
    went.map(number).collect()
}

/// The greatest number that stands on an arrow.
fn greatest(edge: &Edge) -> u32 {
    let sign = edge.sign();
    let numbers = sign.split(|ch: char| !ch.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
    numbers.max().unwrap_or(0).max(edge.number)
}

/// Tells of every flow, whatever arrow it shares.
pub(super) fn tell(sides: &Sides, flows: &Fates, out: &Diagram, told: &mut Told) {
    for edge in out.edges.iter().filter(|edge| edge.change != Change::Removed) {
        for part in &edge.parts {
            match flows.of(part) {
                Change::Same if !edge.joined => told.add(edge.change, &part.id),
                change => told.add(change, &part.id),
            }
        }
    }
    for part in sides.old.edges.iter().flat_map(|edge| &edge.parts) {
        if flows.of(part) == Change::Removed {
            told.add(Change::Removed, &part.id);
        }
    }
}

/// Marks the lines over arrows, and puts in those that went.
pub(super) fn lines(sides: &Sides, out: &mut Diagram, told: &mut Told) {
    for line in &mut out.lines {
        let before = sides.old.lines.iter().find(|old| old.id == line.id);
        let change = change(before.map(|old| old.label == line.label));
        told.add(change, &line.id);
        line.label = marked(change, &line.label, &line.id);
    }
    let mut arrows: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, edge) in out.edges.iter().enumerate() {
        arrows.extend(edge.parts.iter().map(|part| (part.id.as_str(), at)));
    }
    let there: BTreeSet<&str> = sides.new.lines.iter().map(|line| line.id.as_str()).collect();
    let mut went = Vec::new();
    for line in sides.old.lines.iter().filter(|line| !there.contains(line.id.as_str())) {
        let flows = line.cuts.iter().filter_map(|at| sides.old.edges.get(*at)).flat_map(|edge| &edge.parts);
        let flows = flows.filter(|flow| flow.names.contains(&line.id));
        let cuts: BTreeSet<usize> = flows.filter_map(|part| arrows.get(part.id.as_str()).copied()).collect();
        let label = marked(Change::Removed, &line.label, &line.id);
        told.add(Change::Removed, &line.id);
        went.push(Line { id: sides.gone(&line.id), label, cuts: cuts.into_iter().collect() });
    }
    out.lines.extend(went);
}
