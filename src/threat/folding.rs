//! Which of several threats on one target is told: the narrower rule supersedes the broader one.
//!
//! It sees rules by their places and targets, and must not know what a threat is.

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
    for (narrow, target) in firing {
        for broader in direct(narrow) {
            if broader == narrow || (leads(broader, narrow, &direct) && name(broader) < name(narrow)) {
                continue;
            }
            let known = into.entry((broader, target)).or_insert(narrow);
            if name(narrow) < name(*known) {
                *known = narrow;
            }
        }
    }
    // A threat that folds into one that is folded itself is found under the last of them.
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
