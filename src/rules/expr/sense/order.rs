//! What several comparisons of values with each other say together: `a < b and b <= c` is `a < c`.

use crate::rules::expr::{Cond, Term};
use crate::text::Span;

/// How two values may compare, as bits.
pub(super) const LESS: u8 = 1;
pub(super) const EQUAL: u8 = 2;
pub(super) const GREATER: u8 = 4;

/// What one leaf says: the condition, whether it holds, where it stands.
pub(super) type Said<'a> = (&'a Cond, bool, Span);

/// So many comparisons are followed; beyond, contradictions go unnoticed.
const MOST: usize = 64;

/// One value is at most another, or less.
struct Relation<'a> {
    below: &'a Term,
    above: &'a Term,
    strict: bool,
    said: Said<'a>,
}

/// A value at the end of a chain.
#[derive(Clone, Copy)]
struct Reached<'t> {
    term: &'t Term,
    /// Whether something on the way is strict.
    less: bool,
    /// The last relation, and the position of the value before it.
    by: Option<(usize, usize)>,
}

/// Comparisons of values with each other.
#[derive(Default)]
pub(super) struct Order<'a> {
    relations: Vec<Relation<'a>>,
}

impl<'a> Order<'a> {
    /// Takes in how two values may compare: some of less, equal and greater.
    pub(super) fn add(&mut self, (left, right): (&'a Term, &'a Term), may: u8, said: Said<'a>) {
        let mut add = |below, above, strict| self.relations.push(Relation { below, above, strict, said });
        if may & GREATER == 0 {
            add(left, right, may & EQUAL == 0);
        }
        if may & LESS == 0 {
            add(right, left, may & EQUAL == 0);
        }
        self.relations.truncate(MOST);
    }

    /// The comparisons that together leave nothing of how two values may compare.
    pub(super) fn against(&self, (left, right): (&Term, &Term), may: u8) -> Option<Vec<Said<'a>>> {
        let mut all = Vec::new();
        let ways = [
            (LESS, self.chain(right, left, false)),
            (GREATER, self.chain(left, right, false)),
            (EQUAL, self.chain(left, right, true).or_else(|| self.chain(right, left, true))),
        ];
        for (bit, chain) in ways {
            if may & bit != 0 {
                all.extend(chain?);
            }
        }
        let mut said: Vec<Said<'a>> = Vec::new();
        for one in all {
            if !said.iter().any(|(_, _, span)| *span == one.2) {
                said.push(one);
            }
        }
        Some(said).filter(|said| !said.is_empty())
    }

    /// A shortest chain of comparisons by which one value is at most another, or, with `strict`, less.
    fn chain(&self, from: &Term, to: &Term, strict: bool) -> Option<Vec<Said<'a>>> {
        let mut reached = vec![Reached { term: from, less: false, by: None }];
        let mut at = 0;
        while let Some(Reached { term, less, .. }) = reached.get(at).copied() {
            if at > 0 && term == to && (less || !strict) {
                let mut said = Vec::new();
                let mut back = at;
                while let Some((relation, before)) = reached.get(back).and_then(|it| it.by) {
                    said.extend(self.relations.get(relation).map(|relation| relation.said));
                    back = before;
                }
                said.reverse();
                return Some(said);
            }
            for (index, relation) in self.relations.iter().enumerate().filter(|(_, it)| it.below == term) {
                let next = Reached { term: relation.above, less: less || relation.strict, by: Some((index, at)) };
                if !reached.iter().any(|it| it.term == next.term && (it.less || !next.less)) {
                    reached.push(next);
                }
            }
            at += 1;
        }
        None
    }
}
