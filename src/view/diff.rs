//! The picture of two versions of a view: what came, what went, what is different.
//!
//! Things are the same where their names are, by the newer version's renames. A thing has changed where a reader sees
//! it: its words, its kind, where it stands, what it joins, its threats, and what the table says of a flow. Numbers do
//! not count, since a flow that is added in the middle of a file renumbers all below it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::view::diagram::{Change, Cluster, Diagram, Edge, End, Node, Row, Threats};

/// How many things of a kind the description names; the rest is counted.
const NAMED: usize = 20;

/// The newer picture with what the older one has more, all marked. `moved` holds the present names of what the newer
/// version renamed, by each older one.
pub fn diff(old: &Diagram, new: &Diagram, moved: &FxHashMap<SmolStr, SmolStr>) -> Diagram {
    let old = &renamed(old, moved);
    let mut out = Diagram {
        title: format!("{}: changes", if new.title.trim().is_empty() { &new.id_prefix } else { &new.title }),
        ..new.clone()
    };
    let names = Names { old: Ids::of(old), new: Ids::of(new) };
    clusters(&names, old, &mut out);
    nodes(&names, old, new, &mut out);
    edges(old, new, &names, &mut out);
    let (mut came, mut went, mut differ) = (Vec::new(), Vec::new(), Vec::new());
    let all = out.clusters.iter().map(|it| (it.change, &it.id));
    let all = all.chain(out.nodes.iter().map(|it| (it.change, &it.id)));
    for (change, id) in all.chain(out.edges.iter().map(|it| (it.change, &it.id))) {
        match change {
            Change::Same => {}
            Change::Added => came.push(id.as_str()),
            Change::Removed => went.push(id.trim_end_matches(GONE)),
            Change::Changed => differ.push(id.as_str()),
        }
    }
    let parts: Vec<String> =
        [("Added", came), ("Removed", went), ("Changed", differ)].into_iter().filter_map(sentence).collect();
    out.description = if parts.is_empty() { "Nothing has changed.".to_owned() } else { parts.join(" ") };
    out
}

/// A picture with the names that its things have now.
fn renamed(old: &Diagram, moved: &FxHashMap<SmolStr, SmolStr>) -> Diagram {
    let mut old = old.clone();
    let now = |name: &str| moved.get(name).map_or_else(|| name.to_owned(), SmolStr::to_string);
    let things = old.nodes.iter_mut().map(|node| &mut node.id).chain(old.clusters.iter_mut().map(|it| &mut it.id));
    for id in things {
        *id = now(id);
    }
    for edge in &mut old.edges {
        // One without a name is called by its ends.
        edge.id = match edge.id.split_once("->") {
            Some((from, to)) => format!("{}->{}", now(from), now(to)),
            None => now(&edge.id),
        };
    }
    old
}

fn sentence((word, mut names): (&str, Vec<&str>)) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!("{word}: {}{more}.", names.join(", ")))
}

/// Ends the name of something that went where the newer version has another thing of that name.
const GONE: char = '~';

/// Where things stand, by their names.
struct Ids<'a> {
    nodes: BTreeMap<&'a str, usize>,
    clusters: BTreeMap<&'a str, usize>,
}

impl<'a> Ids<'a> {
    fn of(diagram: &'a Diagram) -> Ids<'a> {
        Ids {
            nodes: diagram.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect(),
            clusters: diagram.clusters.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect(),
        }
    }
}

struct Names<'a> {
    old: Ids<'a>,
    new: Ids<'a>,
}

impl Names<'_> {
    /// The name that a removed thing has beside those that are there.
    fn gone(&self, id: &str) -> String {
        let mut name = id.to_owned();
        while self.new.nodes.contains_key(name.as_str()) || self.new.clusters.contains_key(name.as_str()) {
            name.push(GONE);
        }
        name
    }
}

fn marked(change: Change, label: &str, id: &str) -> String {
    let label = if label.trim().is_empty() { id } else { label };
    format!("{}{}", change.sign(), if change == Change::Same { label.to_owned() } else { format!(" {label}") })
}

fn around(diagram: &Diagram, cluster: Option<usize>) -> Option<&str> {
    cluster.and_then(|at| diagram.clusters.get(at)).map(|cluster| cluster.id.as_str())
}

/// The boundary of the result that stands for one of the old picture.
fn place(old: &Diagram, out: &Diagram, names: &Names, cluster: Option<usize>) -> Option<usize> {
    let id = around(old, cluster)?;
    let own = names.new.clusters.get(id).copied();
    own.or_else(|| out.clusters.iter().position(|it| it.change == Change::Removed && it.id == names.gone(id)))
}

fn clusters(names: &Names, old: &Diagram, out: &mut Diagram) {
    let parents: Vec<Option<String>> =
        out.clusters.iter().map(|it| around(out, it.parent).map(str::to_owned)).collect();
    for (cluster, parent) in out.clusters.iter_mut().zip(parents) {
        let before = names.old.clusters.get(cluster.id.as_str()).and_then(|at| old.clusters.get(*at));
        let same = |before: &Cluster| {
            let of = |it: &Cluster| (it.label.clone(), it.trust.clone(), it.threats, it.out_of_scope, it.inferred);
            of(before) == of(cluster) && around(old, before.parent) == parent.as_deref()
        };
        cluster.change = change(before.map(same));
        cluster.label = marked(cluster.change, &cluster.label, &cluster.id);
    }
    // Parents stand before children in the old picture, so whatever a removed boundary stands in is there already.
    for cluster in old.clusters.iter().filter(|it| !names.new.clusters.contains_key(it.id.as_str())) {
        let parent = place(old, out, names, cluster.parent);
        out.clusters.push(Cluster {
            id: names.gone(&cluster.id),
            label: marked(Change::Removed, &cluster.label, &cluster.id),
            parent,
            threats: Threats::None,
            link: None,
            change: Change::Removed,
            ..cluster.clone()
        });
    }
}

fn nodes(names: &Names, old: &Diagram, new: &Diagram, out: &mut Diagram) {
    for node in &mut out.nodes {
        let before = names.old.nodes.get(node.id.as_str()).and_then(|at| old.nodes.get(*at));
        let same = |before: &Node| {
            let of = |it: &Node| (it.label.clone(), it.kind, it.type_label.clone(), it.threats, it.tags.clone());
            let flags = |it: &Node| (it.out_of_scope, it.inferred, it.controls.clone());
            of(before) == of(node)
                && flags(before) == flags(node)
                && around(old, before.cluster) == around(new, node.cluster)
        };
        node.change = change(before.map(same));
        node.label = marked(node.change, &node.label, &node.id);
    }
    // What went stands where it stood: behind what stood before it.
    let mut previous: Option<String> = None;
    for node in &old.nodes {
        if names.new.nodes.contains_key(node.id.as_str()) {
            previous = Some(node.id.clone());
            continue;
        }
        let id = names.gone(&node.id);
        let behind = previous.and_then(|id| out.nodes.iter().position(|node| node.id == id)).map_or(0, |at| at + 1);
        let gone = Node {
            id: id.clone(),
            label: marked(Change::Removed, &node.label, &node.id),
            cluster: place(old, out, names, node.cluster),
            threats: Threats::None,
            link: None,
            change: Change::Removed,
            ..node.clone()
        };
        out.nodes.insert(behind, gone);
        previous = Some(id);
    }
}

fn edges(old: &Diagram, new: &Diagram, names: &Names, out: &mut Diagram) {
    // Ends are compared by name: a flow has not changed because one of them has another label.
    let bare = |row: &Row| Row { number: 0, from: String::new(), to: String::new(), ..row.clone() };
    let rows =
        |diagram: &Diagram| -> BTreeMap<u32, Row> { diagram.rows.iter().map(|row| (row.number, bare(row))).collect() };
    let (old_rows, new_rows) = (rows(old), rows(new));
    let before: BTreeMap<&str, &Edge> = old.edges.iter().map(|edge| (edge.id.as_str(), edge)).collect();
    let there: BTreeSet<&str> = new.edges.iter().map(|edge| edge.id.as_str()).collect();
    let positions: BTreeMap<String, usize> =
        out.nodes.iter().enumerate().map(|(at, node)| (node.id.clone(), at)).collect();
    let name = |diagram: &Diagram, end: End| match end {
        End::Node(at) => diagram.nodes.get(at).map(|node| node.id.clone()),
        End::Cluster(at) => diagram.clusters.get(at).map(|cluster| cluster.id.clone()),
    };
    for edge in &mut out.edges {
        let same = |before: &&Edge| {
            let of = |it: &Edge| (it.label.clone(), it.two_way, it.threats, it.inferred, it.out_of_scope);
            of(before) == of(edge)
                && name(old, before.from) == name(new, edge.from)
                && name(old, before.to) == name(new, edge.to)
                && old_rows.get(&before.number) == new_rows.get(&edge.number)
        };
        edge.change = change(before.get(edge.id.as_str()).map(same));
        if edge.change != Change::Same {
            edge.mark = Some(format!("{}{}", edge.change.sign(), edge.sign()));
        }
        for end in [&mut edge.from, &mut edge.to] {
            // Nodes moved up where something that went was put between them.
            if let End::Node(_) = *end
                && let Some(at) = name(new, *end).and_then(|id| positions.get(&id))
            {
                *end = End::Node(*at);
            }
        }
    }
    let ends = |end: End| {
        let id = name(old, end)?;
        let node = matches!(end, End::Node(_));
        let (nodes, clusters) = (&names.new.nodes, &names.new.clusters);
        // The thing itself, else what went, else what has its name now.
        let gone = names.gone(&id);
        let gone_at = out.clusters.iter().position(|it| it.change == Change::Removed && it.id == gone);
        match node {
            true if nodes.contains_key(id.as_str()) => positions.get(&id).copied().map(End::Node),
            true => positions.get(&gone).copied().map(End::Node),
            false => clusters.get(id.as_str()).copied().or(gone_at).map(End::Cluster),
        }
    };
    let mut went = Vec::new();
    // The numbers of what went would stand twice: theirs go on behind those that are there.
    let mut last = new.edges.iter().map(greatest).chain(new.rows.iter().map(|row| row.number)).max().unwrap_or(0);
    for edge in old.edges.iter().filter(|edge| !there.contains(edge.id.as_str())) {
        let (Some(from), Some(to)) = (ends(edge.from), ends(edge.to)) else { continue };
        let mut number = String::new();
        if !edge.sign().is_empty() {
            last += 1;
            number = last.to_string();
        }
        went.push(Edge {
            from,
            to,
            number: last,
            mark: Some(format!("{}{number}", Change::Removed.sign())),
            threats: Threats::None,
            link: None,
            change: Change::Removed,
            ..edge.clone()
        });
    }
    out.edges.extend(went);
}

/// The greatest number that stands on an arrow.
fn greatest(edge: &Edge) -> u32 {
    let sign = edge.sign();
    let numbers = sign.split(|ch: char| !ch.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
    numbers.max().unwrap_or(0).max(edge.number)
}

fn change(same: Option<bool>) -> Change {
    match same {
        None => Change::Added,
        Some(true) => Change::Same,
        Some(false) => Change::Changed,
    }
}
