//! Pictures that show the same graph in the same words are laid out once.
//!
//! Views often differ in their titles alone. What an engine does takes nearly all the time of a picture, and does not look
//! at titles, links or the table of flows.

use std::hash::{Hash, Hasher};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::{FxHashMap, FxHasher};

use crate::layout::{Engine, Layout, LayoutError, places};
use crate::view::picture::Picture;
use crate::view::picture::diagram::{Diagram, Direction};

/// Where an engine puts a diagram, once for all that are the same.
#[derive(Default)]
pub(super) struct Same {
    known: FxHashMap<u64, Vec<Known>>,
}

struct Known {
    diagram: Diagram,
    places: Result<Vec<Layout>, LayoutError>,
}

/// A diagram that has its places: an engine that knows them.
pub(super) struct Placed<'a>(&'a Result<Vec<Layout>, LayoutError>);

impl Engine for Placed<'_> {
    fn place(&self, _: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
        let places = self.0.as_ref().map_err(LayoutError::clone)?;
        let found = places.iter().find(|layout| layout.direction == direction).cloned();
        found.ok_or_else(|| LayoutError::Engine("no places in this direction".to_owned()))
    }
}

impl Same {
    /// Whether the places of a picture are known.
    pub(super) fn of(&self, picture: &Picture) -> Option<Placed<'_>> {
        let Picture::Flows(diagram) = picture else { return None };
        let known = self.known.get(&hash(diagram))?.iter().find(|known| is_same(&known.diagram, diagram))?;
        Some(Placed(&known.places))
    }

    /// Finds places for some pictures, side by side.
    pub(super) fn learn(&mut self, pictures: &[&Picture], engine: &dyn Engine) {
        let found = pictures.par_iter().filter_map(|picture| match picture {
            Picture::Flows(diagram) => Some((hash(diagram), bare(diagram), places(engine, diagram))),
            _ => None,
        });
        for (hash, diagram, places) in found.collect::<Vec<_>>() {
            self.known.entry(hash).or_default().push(Known { diagram, places });
        }
    }
}

/// For each picture the first that is the same, or itself.
pub(super) fn firsts<'p>(pictures: impl Iterator<Item = &'p Picture>) -> Vec<usize> {
    let mut seen: FxHashMap<u64, Vec<(usize, &Diagram)>> = FxHashMap::default();
    let mut firsts = Vec::new();
    for (at, picture) in pictures.enumerate() {
        let mut first = at;
        if let Picture::Flows(diagram) = picture {
            let alike = seen.entry(hash(diagram)).or_default();
            match alike.iter().find(|(_, first)| is_same(first, diagram)) {
                Some((known, _)) => first = *known,
                None => alike.push((at, diagram)),
            }
        }
        firsts.push(first);
    }
    firsts
}

/// A diagram without what is in no box and on no arrow.
fn bare(diagram: &Diagram) -> Diagram {
    let mut bare = Diagram { rows: Vec::new(), ..diagram.clone() };
    [&mut bare.id_prefix, &mut bare.title, &mut bare.description].into_iter().for_each(String::clear);
    bare
}

fn is_same(one: &Diagram, two: &Diagram) -> bool {
    (one.direction, one.hasty, one.notation) == (two.direction, two.hasty, two.notation)
        && one.clusters == two.clusters
        && one.nodes == two.nodes
        && one.edges == two.edges
        && one.lines == two.lines
}

/// The same for diagrams that are the same.
fn hash(diagram: &Diagram) -> u64 {
    let mut hasher = FxHasher::default();
    (diagram.direction, diagram.hasty, diagram.notation, diagram.nodes.len()).hash(&mut hasher);
    for node in &diagram.nodes {
        (&node.id, &node.label, node.cluster, node.threats).hash(&mut hasher);
    }
    for edge in &diagram.edges {
        (edge.number, &edge.mark, &edge.label, edge.from, edge.to, edge.threats).hash(&mut hasher);
    }
    for cluster in &diagram.clusters {
        (&cluster.id, cluster.parent, cluster.threats).hash(&mut hasher);
    }
    hasher.finish()
}
