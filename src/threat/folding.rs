//! Which of several threats on one target is told: the narrower rule supersedes the broader one.
//!
//! It sees rules by their places and targets, and must not know what a threat is.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use rustc_hash::FxHashMap;

use crate::model::Thing;
use crate::threat::Rule;

/// What folds into what: for each rule that another one supersedes where both fire, the rule that it is found under.
///
/// Of rules that supersede each other, round a corner or not, the first by name stays; nothing depends on the order of
/// declaration.
pub(crate) fn folded(rules: &[Rule], firing: impl Iterator<Item = (u32, Thing)>) -> FxHashMap<(u32, Thing), u32> {
    let mut into = FxHashMap::default();
    if rules.iter().all(|rule| rule.supersedes.is_empty()) {
        return into;
    }
    let ids: FxHashMap<&str, u32> = rules.iter().enumerate().map(|(index, rule)| (&*rule.id, index as u32)).collect();
    let direct = |rule: u32| {
        let rule = rules.get(rule as usize).map_or(&[][..], |rule| &rule.supersedes);
        rule.iter().filter_map(|id| ids.get(id.as_str()).copied())
    };
    let name = |rule: u32| rules.get(rule as usize).map_or("", |rule| rule.id.as_str());
    let circles = circles(rules.len() as u32, &direct);
    let circle = |rule: u32| circles.get(rule as usize);
    for (narrow, target) in firing {
        for broader in direct(narrow) {
            // What a rule supersedes leads back to it where both are in one circle.
            if broader == narrow || (circle(broader) == circle(narrow) && name(broader) < name(narrow)) {
                continue;
            }
            let known = into.entry((broader, target)).or_insert(narrow);
            if name(narrow) < name(*known) {
                *known = narrow;
            }
        }
    }
    lasts(&into)
}

/// For each rule, the number of the circle of rules that supersede each other, round a corner or not; a rule in none is
/// a circle of its own.
fn circles<I: Iterator<Item = u32>>(rules: u32, direct: &impl Fn(u32) -> I) -> Vec<u32> {
    let steps = (0..rules).flat_map(|rule| direct(rule).map(move |broader| (rule, broader)));
    let mut graph: DiGraph<(), ()> = DiGraph::from_edges(steps);
    while graph.node_count() < rules as usize {
        graph.add_node(());
    }
    let mut circles = vec![0; rules as usize];
    for (number, circle) in kosaraju_scc(&graph).into_iter().enumerate() {
        for rule in circle {
            if let Some(place) = circles.get_mut(rule.index()) {
                *place = number as u32;
            }
        }
    }
    circles
}

/// A threat that folds into one that is folded itself is found under the last of them. None leads back to itself, and
/// every step is taken once.
fn lasts(into: &FxHashMap<(u32, Thing), u32>) -> FxHashMap<(u32, Thing), u32> {
    let mut lasts: FxHashMap<(u32, Thing), u32> = FxHashMap::default();
    let mut way = Vec::new();
    let mut keys: Vec<(u32, Thing)> = into.keys().copied().collect();
    keys.sort_unstable();
    for (mut rule, target) in keys {
        while let Some(next) = into.get(&(rule, target)) {
            if let Some(last) = lasts.get(&(rule, target)) {
                rule = *last;
                break;
            }
            way.push(rule);
            rule = *next;
        }
        lasts.extend(way.drain(..).map(|folded| ((folded, target), rule)));
    }
    lasts
}
