//! Which things of an older version are which of a newer one, by the newer version's `moved`.
//!
//! A rename onto a name that the older version has already, or onto another kind of thing, is not followed: what it
//! leads away from would be gone without a word. Nor are two things of the older version ever one of the newer.

use std::mem::discriminant;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, format_smolstr};

use crate::model::{Model, Thing};
use crate::view::picture::diagram::Diagram;
use crate::view::picture::part::Part;

/// The present names of what was renamed, by the older version's.
#[derive(Debug, Default)]
pub struct Renames(FxHashMap<SmolStr, SmolStr>);

impl Renames {
    /// Those between two versions. Of several old names that became one the first in the older version counts.
    pub fn of(old: &Model, new: &Model) -> Renames {
        let (mut now, mut taken) = (FxHashMap::default(), FxHashSet::default());
        let things = things(old);
        for (name, thing) in &things {
            let Some((present, there)) = new.moved.get(name).and_then(|name| new.names.get_key_value(name)) else {
                continue;
            };
            let is_one = discriminant(thing) == discriminant(there) && !old.names.contains_key(present);
            if is_one && taken.insert(present) {
                now.insert(name.clone(), present.clone());
            }
        }
        // A flow without a name is called by its ends.
        let flows = things.iter().filter(|(name, _)| !now.contains_key(name));
        let flows = flows.filter_map(|(name, _)| Some((name.clone(), by_ends(name, &now)?)));
        for (name, present) in flows.collect::<Vec<_>>() {
            if let Some((present, _)) = new.names.get_key_value(&present)
                && taken.insert(present)
            {
                now.insert(name, present.clone());
            }
        }
        Renames(now)
    }

    /// A picture with the names that its things have now.
    pub(super) fn applied(&self, old: &Diagram) -> Diagram {
        let mut old = old.clone();
        for node in &mut old.nodes {
            self.rename(&mut node.id);
            node.parts.iter_mut().for_each(|part| self.renamed(part));
        }
        for edge in &mut old.edges {
            self.rename(&mut edge.id);
            edge.parts.iter_mut().for_each(|part| self.renamed(part));
        }
        old.clusters.iter_mut().for_each(|cluster| self.rename(&mut cluster.id));
        old.lines.iter_mut().for_each(|line| self.rename(&mut line.id));
        old
    }

    fn renamed(&self, part: &mut Part) {
        self.rename(&mut part.id);
        part.names.iter_mut().for_each(|name| self.rename(name));
    }

    fn rename(&self, name: &mut String) {
        if let Some(now) = self.0.get(name.as_str()) {
            *name = now.to_string();
        }
    }
}

/// What pictures show of a model, in the order of declaration.
fn things(model: &Model) -> Vec<(SmolStr, Thing)> {
    let boundaries = model.boundary_ids().map(Thing::Boundary);
    let elements = model.element_ids().map(Thing::Element);
    let flows = model.flow_ids().map(Thing::Flow);
    let drawn = boundaries.chain(elements).chain(flows).map(|thing| (model.decl(thing).name.clone(), thing));
    let named = |name: &SmolStr| Some((name.clone(), *model.names.get(name)?));
    let entries = model.entries.iter().filter_map(|entry| named(&entry.decl.name));
    drawn.chain(entries).collect()
}

/// The present name of a flow that is called by its ends, where one of these was renamed.
fn by_ends(name: &str, now: &FxHashMap<SmolStr, SmolStr>) -> Option<SmolStr> {
    let (from, to) = name.split_once("->")?;
    let (new_from, new_to) = (now.get(from), now.get(to));
    let is_other = new_from.is_some() || new_to.is_some();
    let end = |new: Option<&SmolStr>, old: &str| new.cloned().unwrap_or_else(|| old.into());
    is_other.then(|| format_smolstr!("{}->{}", end(new_from, from), end(new_to, to)))
}
