//! What would close a threat, tried out: each candidate is supposed, the model compiled again, and only what closes the
//! threat is offered.

use crate::driver::World;
use crate::driver::compilation::Compilation;
use crate::driver::options::Options;
use crate::driver::what_if::what_if;
use crate::threat::{self, Threat};
use crate::view::closing::{Step, Ways, steps};

/// The ways that close a threat, the shortest first, at most `most`.
///
/// A way with a step that cannot be supposed (one in the tree of a written threat) is taken as it was found. Each try
/// derives the whole model again; where that takes many steps, not every way is tried.
pub fn ways(world: &dyn World, base: &Compilation, found: &Threat, most: usize) -> Ways {
    let candidates = base.findings().closings(found);
    let mut tries = threat::tries(base.threats.steps);
    let mut ways = Ways { closing: Vec::new(), complete: candidates.complete };
    for way in candidates.ways.iter().map(|way| steps(base.findings(), found, way)) {
        if ways.closing.len() >= most {
            break;
        }
        if tries == 0 {
            ways.complete = false;
            break;
        }
        tries -= 1;
        if closes(world, base, found, &way) {
            ways.closing.push(way);
        }
    }
    ways
}

fn closes(world: &dyn World, base: &Compilation, found: &Threat, way: &[Step]) -> bool {
    let Some(texts) = way.iter().map(|step| step.supposition.clone()).collect::<Option<Vec<String>>>() else {
        return true;
    };
    let Ok(tried) = what_if(world, base, &texts, &Options::default()) else { return false };
    let id = base.findings().id(found);
    let after = &tried.compilation;
    let still = |each: &&Threat| after.findings().id(each) == id && !each.status.is_closed();
    tried.faults.is_empty() && after.threats.threats.iter().find(still).is_none()
}
