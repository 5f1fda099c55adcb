//! Attack paths: the cheapest step by step, choke points, and the smallest cut.

use crate::analysis::paths::{Ask, AttackPaths, Hop, Path};
use crate::model::{ElementId, Thing};
use crate::view::report::block::{Block, Inline, Line, code, codes, heading, item, join, line, say, text};
use crate::view::report::{Blocks, Report, all};

/// So many paths are listed.
const LISTED: usize = 10;
/// So many of them are told step by step.
const TOLD: usize = 3;
/// So many threats are named beside a step.
const NAMED: usize = 3;
/// So many assets are told with their choke points.
const ASSETS: usize = 50;

pub(super) fn paths<'r>(report: &'r Report<'r>) -> Blocks<'r> {
    let found = report.input.attack_paths(&Ask { limit: LISTED, ..Ask::default() });
    let mut blocks = vec![heading(2, "Attack paths")];
    if found.assets.is_empty() {
        blocks.push(say("No data is `confidential` or above."));
        return all(blocks);
    }
    if found.sources.is_empty() {
        blocks.push(say("Nothing in the model is untrusted or a partner's."));
        return all(blocks);
    }
    if found.found == 0 {
        blocks.push(say("No way leads from outside to data that is `confidential` or above."));
        return all(blocks);
    }
    blocks.push(say(
        "How somebody outside gets to data at `confidential` or above. A step costs from 1, where a very likely threat \
         makes it possible and nothing stops it, to 10, where no threat is known that does or the strongest control \
         stops it. The sum orders paths; it is no probability.",
    ));
    if !found.every_pair {
        blocks.push(say(
            "The model is very large: for each datum, only the cheapest path was searched. `palisade paths` looks further.",
        ));
    }
    blocks.push(Block::Table(vec!["No.", "From", "To", "Cost", "Way"]));
    for (index, path) in found.paths.iter().enumerate() {
        blocks.push(Block::Row(vec![
            line((index + 1).to_string()),
            line(report.title(Thing::Element(path.source))),
            line(report.title(path.asset)),
            line(path.cost.to_string()),
            line(way(report, path)),
        ]));
    }
    let more = found.found.saturating_sub(found.paths.len());
    if more > 0 {
        let text = if more == 1 { "One dearer path is".to_owned() } else { format!("{more} dearer paths are") };
        blocks.push(say(format!("{text} not listed; `palisade paths --limit` shows more.")));
    }
    for (index, path) in found.paths.iter().take(TOLD).enumerate() {
        let head = format!(
            "Path {}: {} to {}",
            index + 1,
            report.title(Thing::Element(path.source)),
            report.title(path.asset)
        );
        blocks.push(Block::Heading(3, vec![text(head)]));
        blocks.push(Block::Table(vec!["Step", "Along", "Cost", "Possible by", "Stopped", "In the way"]));
        blocks.extend(path.hops.iter().map(|hop| Block::Row(step(report, hop))));
    }
    chokes(report, &found, &mut blocks);
    cut(report, &found, &mut blocks);
    all(blocks)
}

/// `Visitor → Web server → Comments`
fn way(report: &Report, path: &Path) -> String {
    let title = |id: ElementId| report.title(Thing::Element(id));
    let ends = path.hops.iter().map(|hop| title(hop.to));
    std::iter::once(title(path.source)).chain(ends).collect::<Vec<_>>().join(" → ")
}

fn step(report: &Report, hop: &Hop) -> Vec<Line> {
    let model = report.model();
    let title = |id: ElementId| report.title(Thing::Element(id));
    let mut along = vec![code(model[hop.flow].decl.name.as_str())];
    if hop.reply {
        along.push(text(" (its reply)"));
    }
    let technique = |id: &crate::model::TechniqueId| model.vocabulary.technique(*id).label.to_string();
    let controls: Vec<String> = hop.controls.iter().map(technique).collect();
    vec![
        line(format!("{} → {}", title(hop.from), title(hop.to))),
        along,
        line(hop.cost.to_string()),
        threats(report, &hop.possible),
        threats(report, &hop.stopped),
        line(controls.join(", ")),
    ]
}

/// The first few threats with their scores, and how many follow.
fn threats(report: &Report, indices: &[u32]) -> Line {
    let input = &report.input;
    let known = indices.iter().filter_map(|index| input.threats.threats.get(*index as usize));
    let shown = known.take(NAMED).map(|threat| {
        let name = match threat.status.is_closed() {
            true => code(input.id(threat).as_str()),
            false => Inline::Threat(input.rule_id(threat).to_owned(), input.target(threat).into()),
        };
        vec![name, text(format!(" ({})", threat.residual.score()))]
    });
    let more = indices.len().saturating_sub(NAMED);
    let rest = if more > 0 { line(format!(" and {more} more")) } else { Vec::new() };
    join([join(shown, ", "), rest], "")
}

fn chokes(report: &Report, found: &AttackPaths, blocks: &mut Vec<Block>) {
    let model = report.model();
    blocks.push(heading(3, "Choke points"));
    blocks.push(say("What every path to a datum leads through, in the order in which attackers meet it."));
    blocks.push(Block::Table(vec!["Data", "Every path leads through"]));
    for asset in found.assets.iter().take(ASSETS) {
        let through = match asset.chokes.as_deref() {
            None => line("no path leads there"),
            Some([]) => line("no single flow or element"),
            Some(points) => codes(points.iter().map(|thing| model.name(*thing))),
        };
        blocks.push(Block::Row(vec![line(report.title(asset.thing)), through]));
    }
    let more = found.assets.len().saturating_sub(ASSETS);
    if more > 0 {
        blocks.push(say(format!("{more} more are not listed.")));
    }
}

fn cut(report: &Report, found: &AttackPaths, blocks: &mut Vec<Block>) {
    let model = report.model();
    blocks.push(heading(3, "The smallest cut"));
    blocks.push(say(
        "No smaller set of flows and elements lies on all these paths; of several that are as small, this is the one \
         nearest to the attackers.",
    ));
    for thing in &found.cut {
        let open = report.input.tally().open(*thing);
        let open = if open == 0 { "nothing open".to_owned() } else { format!("{open} open") };
        blocks.push(item(vec![
            text(format!("{} ", model.kind(*thing).word())),
            code(model.name(*thing)),
            text(format!(": {}, {open}", model.decl(*thing).title())),
        ]));
    }
}
