//! Attack paths that were found → what the document gives of them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::analysis::paths;
use crate::model::{ElementId, Thing};
use crate::threat::Threat;
use crate::view::Input;
use crate::view::document::types::attack::{AttackPath, AttackPaths, PathAsset, PathPoint, PathStep, PathThreat, Text};

/// The attack paths that were found, with names in place of ids.
pub fn attack<'a>(input: &Input<'a>, found: &paths::AttackPaths) -> AttackPaths<'a> {
    let model = input.model;
    let element = |id: ElementId| Cow::Borrowed(model[id].decl.name.as_str());
    let mut open: FxHashMap<Thing, Vec<&Threat>> = FxHashMap::default();
    for threat in input.threats.threats.iter().filter(|threat| !threat.status.is_closed()) {
        threat.open_places().for_each(|thing| open.entry(thing).or_default().push(threat));
    }
    let point = |thing: &Thing| PathPoint {
        name: Cow::Borrowed(model.name(*thing)),
        kind: Cow::Borrowed(model.kind(*thing).word()),
        open: open.get(thing).into_iter().flatten().map(|threat| id(input, threat)).collect(),
    };
    let points = |things: &[Thing]| things.iter().map(point).collect();
    let asset = |asset: &paths::Asset| PathAsset {
        name: Cow::Borrowed(model.name(asset.thing)),
        kind: Cow::Borrowed(model.kind(asset.thing).word()),
        places: asset.places.iter().map(|id| element(*id)).collect(),
        reached: asset.chokes.is_some(),
        choke_points: points(asset.chokes.as_deref().unwrap_or_default()),
    };
    let threats = |indices: &[u32]| {
        let known = indices.iter().filter_map(|index| input.threats.threats.get(*index as usize));
        let told = |threat: &Threat| PathThreat {
            id: id(input, threat),
            score: threat.residual.score(),
            status: Cow::Borrowed(threat.status.word()),
        };
        known.map(told).collect()
    };
    let step = |hop: &paths::Hop| PathStep {
        flow: Cow::Borrowed(model[hop.flow].decl.name.as_str()),
        reply: hop.reply,
        from: element(hop.from),
        to: element(hop.to),
        cost: hop.cost,
        possible: threats(&hop.possible),
        stopped: threats(&hop.stopped),
        controls: hop.controls.iter().map(|id| Cow::Borrowed(model.vocabulary.technique(*id).name.as_str())).collect(),
    };
    let path = |path: &paths::Path| AttackPath {
        from: element(path.source),
        to: Cow::Borrowed(model.name(path.asset)),
        cost: path.cost,
        steps: path.hops.iter().map(step).collect(),
    };
    AttackPaths {
        sources: found.sources.iter().map(|id| element(*id)).collect(),
        assets: found.assets.iter().map(asset).collect(),
        found: found.found,
        every_pair: found.every_pair,
        paths: found.paths.iter().map(path).collect(),
        cut: points(&found.cut),
    }
}

fn id<'a>(input: &Input<'a>, threat: &Threat) -> Text<'a> {
    Cow::Owned(input.id(threat).into())
}
