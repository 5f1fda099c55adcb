//! Which of several threats on one target is told: the narrower rule supersedes the broader one, if it says no less.
//!
//! A threat folds into another only if that one is at least as severe and stands at least as badly: so nothing that is
//! open goes behind something closed, and nothing grave behind something light, whoever wrote the rules.

use rustc_hash::FxHashMap;

use crate::model::Thing;
use crate::threat::{Rule, Status};

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
            let even = theirs.covers(mine) && name(broader) < name(*narrow) && leads(broader, *narrow, &direct);
            if even || !mine.covers(theirs) {
                continue;
            }
            let known = into.entry((broader, *target)).or_insert(*narrow);
            if name(*narrow) < name(*known) {
                *known = *narrow;
            }
        }
    }
    // A threat that folds into one that is folded itself is found under the last of them. There is a last one: on every
    // step the weight grows, or stays and leads down what rules supersede, or round a circle to a name that is less.
    let last = |mut rule: u32, target: Thing| {
        for _ in 0..rules.len() {
            match into.get(&(rule, target)) {
                Some(next) => rule = *next,
                None => break,
            }
        }
        rule
    };
    into.iter().map(|((rule, target), next)| ((*rule, *target), last(*next, *target))).collect()
}

/// Whether following what rules supersede leads from one rule to another.
fn leads<I: Iterator<Item = u32>>(from: u32, to: u32, direct: &impl Fn(u32) -> I) -> bool {
    let mut seen = vec![from];
    let mut at = 0;
    while let Some(rule) = seen.get(at).copied() {
        at += 1;
        for next in direct(rule) {
            if next == to {
                return true;
            }
            if !seen.contains(&next) {
                seen.push(next);
            }
        }
    }
    false
}
