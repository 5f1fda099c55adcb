//! The picture of two versions of a view: what came, went, what is different.
//!
//! Things are the same where their names are, by the newer version's [`renames`]. A thing has changed where a reader sees
//! it: its words, its kind, where it stands, what it joins, its threats, and what the table says of a flow. Numbers do
//! not count, since a flow that is added in the middle of a file renumbers all below it; those of a story do.
//!
//! - [`boxes`]: elements and boundaries;
//! - [`arrows`]: flows, one by one where several share an arrow, and the lines over them;
//! - [`fates`]: what became of what arrows and boxes stand for.

mod arrows;
mod boxes;
mod fates;
pub mod renames;

use std::collections::BTreeMap;

use crate::view::picture::diagram::{Change, Cluster, Diagram, NodeKind};
use crate::view::picture::diff::fates::Fates;
use crate::view::picture::diff::renames::Renames;

/// How many things of a kind the description names; the rest is counted.
const NAMED: usize = 20;

/// Ends the name of something that went where the newer version has another thing of that name.
const GONE: char = '~';

/// The newer picture with what the older one has more, all marked. Both are of views that are `compared`.
pub fn diff(old: &Diagram, new: &Diagram, renames: &Renames) -> Diagram {
    let old = &renames.applied(old);
    let sides = Sides { old, new, old_ids: Ids::of(old), new_ids: Ids::of(new) };
    let mut out = Diagram {
        title: format!("{}: changes", if new.title.trim().is_empty() { &new.id_prefix } else { &new.title }),
        ..new.clone()
    };
    let mut told = Told::default();
    boxes::clusters(&sides, &mut out);
    boxes::nodes(&sides, &mut out);
    for (change, id) in out.clusters.iter().map(shown).chain(out.nodes.iter().map(|it| (it.change, &it.id))) {
        told.add(change, id.trim_end_matches(GONE));
    }
    boxes::tell_insides(&sides, &mut told);
    let flows = Fates::of_flows(old, new);
    arrows::arrows(&sides, &flows, &mut out);
    arrows::tell(&sides, &flows, &out, &mut told);
    arrows::lines(&sides, &mut out, &mut told);
    out.description = told.sentences();
    out
}

fn shown(cluster: &Cluster) -> (Change, &String) {
    (cluster.change, &cluster.id)
}

/// The names of what came, went and is different.
#[derive(Default)]
struct Told(BTreeMap<Change, Vec<String>>);

impl Told {
    fn add(&mut self, change: Change, id: impl Into<String>) {
        self.0.entry(change).or_default().push(id.into());
    }

    fn sentences(mut self) -> String {
        let words = [(Change::Added, "Added"), (Change::Removed, "Removed"), (Change::Changed, "Changed")];
        let parts: Vec<String> =
            words.into_iter().filter_map(|(change, word)| sentence(word, self.0.remove(&change)?)).collect();
        if parts.is_empty() { "Nothing has changed in this picture.".to_owned() } else { parts.join(" ") }
    }
}

fn sentence(word: &str, mut names: Vec<String>) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!("{word}: {}{more}.", names.join(", ")))
}

/// Where things stand, by their names.
struct Ids<'a> {
    nodes: BTreeMap<&'a str, usize>,
    clusters: BTreeMap<&'a str, usize>,
    /// What is inside a closed boundary, with its box.
    insides: BTreeMap<&'a str, usize>,
}

impl<'a> Ids<'a> {
    fn of(diagram: &'a Diagram) -> Ids<'a> {
        let closed = diagram.nodes.iter().enumerate().filter(|(_, node)| node.kind == NodeKind::Collapsed);
        let insides = closed.flat_map(|(at, node)| node.parts.iter().map(move |part| (part.id.as_str(), at)));
        Ids {
            nodes: diagram.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect(),
            clusters: diagram.clusters.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect(),
            insides: insides.collect(),
        }
    }

    /// Whether something is in the picture, be it inside a box.
    fn has(&self, id: &str) -> bool {
        self.draws(id) || self.insides.contains_key(id)
    }

    fn draws(&self, id: &str) -> bool {
        self.nodes.contains_key(id) || self.clusters.contains_key(id)
    }
}

/// The two versions; the older one has the names that its things have now.
struct Sides<'a> {
    old: &'a Diagram,
    new: &'a Diagram,
    old_ids: Ids<'a>,
    new_ids: Ids<'a>,
}

impl Sides<'_> {
    /// The name that a removed thing has beside those that are there.
    fn gone(&self, id: &str) -> String {
        let mut name = id.to_owned();
        while self.new_ids.draws(&name) {
            name.push(GONE);
        }
        name
    }
}

fn marked(change: Change, label: &str, id: &str) -> String {
    let label = if label.trim().is_empty() { id } else { label };
    format!("{}{}", change.sign(), if change == Change::Same { label.to_owned() } else { format!(" {label}") })
}

fn change(same: Option<bool>) -> Change {
    match same {
        None => Change::Added,
        Some(true) => Change::Same,
        Some(false) => Change::Changed,
    }
}
