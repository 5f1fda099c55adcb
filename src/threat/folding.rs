//! Which of several threats on one target is told: the narrower rule supersedes the broader one, if it says no less.
//!
//! A threat folds into another only if that one is at least as severe and stands at least as badly: so nothing that is
//! open goes behind something closed, and nothing grave behind something light, whoever wrote the rules.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use rustc_hash::FxHashMap;

use crate::model::Thing;
use crate::rules::Rule;
use crate::threat::decide::Answers;
use crate::threat::grouping::about;
use crate::threat::look::{Batch, Engine, Raw};
use crate::threat::questions::{Effect, Wish};
use crate::threat::standing::standing;
use crate::threat::{Provenance, Status, ThreatRule, text};

/// How much a threat says to a reader and to the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Weight {
    /// Its severities: with every control in force, and with those alone whose evidence was found.
    pub(crate) severities: [u8; 2],
    /// How it stands.
    pub(crate) status: Status,
    /// Whether what answers it is only claimed.
    pub(crate) claimed: bool,
}

impl Weight {
    /// Whether a threat of this weight may stand for one of another.
    fn covers(self, other: Weight) -> bool {
        self.severities.iter().zip(other.severities).all(|(mine, theirs)| *mine >= theirs)
            && (self.status, self.claimed) >= (other.status, other.claimed)
    }
}

/// Takes out threats that a narrower rule on the same target supersedes; gives, for each, the rule that it is found
/// under. How both stand decides whether one folds, so answers count before.
pub(super) fn fold(engine: &Engine<'_, '_>, answers: &Answers<'_>, batch: &mut Batch) -> FxHashMap<(u32, Thing), u32> {
    let model = engine.run.model;
    let firing = batch.raw.iter().filter_map(|raw| match raw.rule {
        ThreatRule::Rule(rule) => Some((rule, raw.target, raw)),
        ThreatRule::Written(_) => None,
    });
    let weight = |raw: &Raw| {
        let about = about(model, engine.rules, raw.rule, raw.target);
        let found = answers.find(text::rule_id(model, engine.rules, raw.rule), raw.target, &about);
        let standing = standing(engine, &raw.defence, &found);
        let severities = [raw.risks.residual.severity, raw.risks.evidenced.severity];
        Weight { severities, status: standing.status, claimed: standing.provenance == Some(Provenance::Claimed) }
    };
    let folded = folded(engine.rules, firing, &weight);
    batch.raw.retain(|raw| match raw.rule {
        ThreatRule::Rule(rule) => !folded.contains_key(&(rule, raw.target)),
        ThreatRule::Written(_) => true,
    });
    for wishes in [&mut batch.wishes, &mut batch.claimed] {
        // What could make a threat graver than the one that stands for it is asked all the same: it would be seen then.
        let folds = |wish: &Wish| folded.contains_key(&(wish.rule, wish.target));
        wishes.retain(|wish| wish.effect == Effect::Rates || !folds(wish));
        wishes.iter_mut().filter(|wish| folds(wish)).for_each(|wish| wish.effect = Effect::Raises);
    }
    folded
}

/// What folds into what: for each threat that another one stands for, by rule and target, the rule that it is found
/// under. `firing` are the threats, and `weight` tells theirs.
///
/// A rule supersedes those that it names, and no further: what they supersede folds into them first. Of rules that
/// supersede each other, round a corner or not, and weigh the same, the first by name stays; nothing depends on the
/// order of declaration. A violated policy fails every gate, so it folds into a violated policy alone, and rules are
/// none.
pub(crate) fn folded<T: Copy>(
    rules: &[Rule],
    firing: impl Iterator<Item = (u32, Thing, T)>,
    weight: &dyn Fn(T) -> Weight,
) -> FxHashMap<(u32, Thing), u32> {
    let mut into: FxHashMap<(u32, Thing), u32> = FxHashMap::default();
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
    let policy = |rule: u32| rules.get(rule as usize).is_some_and(|rule| rule.policy);
    // Rules that have no part in it are left out: weighing costs.
    let mut concerned = vec![false; rules.len()];
    for rule in rules.iter().filter(|rule| !rule.supersedes.is_empty()) {
        for id in std::iter::once(&rule.id).chain(&rule.supersedes).filter_map(|id| ids.get(id.as_str())) {
            if let Some(concerned) = concerned.get_mut(*id as usize) {
                *concerned = true;
            }
        }
    }
    let firing = firing.filter(|(rule, ..)| concerned.get(*rule as usize).is_some_and(|concerned| *concerned));
    let threats: FxHashMap<(u32, Thing), T> = firing.map(|(rule, target, threat)| ((rule, target), threat)).collect();
    #[expect(clippy::iter_over_hash_type, reason = "of several narrower rules the first by name stays, in any order")]
    for ((narrow, target), threat) in &threats {
        for broader in direct(*narrow).filter(|broader| broader != narrow && (policy(*narrow) || !policy(*broader))) {
            let Some(other) = threats.get(&(broader, *target)) else { continue };
            let (mine, theirs) = (weight(*threat), weight(*other));
            let even = theirs.covers(mine) && name(broader) < name(*narrow) && circle(broader) == circle(*narrow);
            if even || !mine.covers(theirs) {
                continue;
            }
            let known = into.entry((broader, *target)).or_insert(*narrow);
            if name(*narrow) < name(*known) {
                *known = *narrow;
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

/// A threat that folds into one that is folded itself is found under the last of them, and every step is taken once.
/// There is a last one: on every step the weight grows, or stays and leads down what rules supersede, or round a circle
/// to a name that is less.
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
