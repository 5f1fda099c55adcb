//! How much work conditions may make: counted in steps, so that the same model meets the same limit on every machine.
//!
//! A step is a part of a condition that is evaluated, an item of a list that is looked at, or a flow that a search
//! follows. A [`Budget`] belongs to one thread; it bounds one rule on one target, and what its owner has for all of
//! them. Where it is used up, every condition is unknown and every list ends, so that evaluation comes to its end at
//! once, and whoever began it must not believe what it gave.

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashSet;

use crate::rules::predicate::Search;

/// So many steps one rule may take on one target: some tens of milliseconds. A condition that asks every flow of a model of
/// 100,000 flows takes a twentieth of them.
pub(crate) const EACH: u64 = 1 << 22;

/// What is left of the steps.
#[derive(Debug)]
pub(crate) struct Budget {
    /// For the work at hand.
    left: Cell<u64>,
    /// What the work at hand began with.
    began: Cell<u64>,
    /// The most that one piece of work may take.
    each: u64,
    /// For all work that is to come.
    share: Cell<u64>,
    /// Whether the work at hand wanted more than it had.
    over: Cell<bool>,
    /// Searches that were paid for: the first of a kind costs what it costs, whoever else has done it already.
    searched: RefCell<FxHashSet<Search>>,
}

/// How a piece of work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// It is done.
    Done,
    /// It wanted more than one piece of work may take.
    TooMuch,
    /// It might have been done, but what there was for all work is used up.
    NothingLeft,
}

impl Budget {
    /// A budget for many pieces of work, and for the first of them.
    pub(crate) fn new(each: u64, share: u64) -> Budget {
        let first = each.min(share);
        Budget {
            left: Cell::new(first),
            began: Cell::new(first),
            each,
            share: Cell::new(share),
            over: Cell::new(false),
            searched: RefCell::default(),
        }
    }

    /// A budget for one piece of work.
    pub(crate) fn one(steps: u64) -> Budget {
        Budget::new(steps, steps)
    }

    /// Begins a piece of work.
    pub(crate) fn begin(&self) {
        let first = self.each.min(self.share.get());
        self.left.set(first);
        self.began.set(first);
        self.over.set(false);
    }

    /// Ends it, and takes what it took from the share.
    pub(crate) fn end(&self) -> Ended {
        self.share.set(self.share.get().saturating_sub(self.taken()));
        match self.over.get() {
            false => Ended::Done,
            true if self.began.get() < self.each => Ended::NothingLeft,
            true => Ended::TooMuch,
        }
    }

    /// How many steps the work at hand has taken.
    pub(crate) fn taken(&self) -> u64 {
        self.began.get() - self.left.get()
    }

    /// Takes a step; `false` where there was none left.
    #[inline]
    pub(crate) fn step(&self) -> bool {
        self.steps(1)
    }

    /// Takes several steps at once; `false` where there were fewer left.
    #[inline]
    pub(crate) fn steps(&self, count: u64) -> bool {
        match self.left.get().checked_sub(count) {
            Some(left) => {
                self.left.set(left);
                true
            }
            None => {
                self.exceed();
                false
            }
        }
    }

    /// Takes the steps of a search, or one where they were taken before; so many searches are remembered.
    pub(crate) fn search(&self, search: Search, steps: u64, remembered: usize) -> bool {
        let mut searched = self.searched.borrow_mut();
        let known = searched.contains(&search);
        if !known && searched.len() < remembered {
            searched.insert(search);
        }
        self.steps(if known { 1 } else { steps })
    }

    /// Ends the work at hand: it wants more than it may have.
    #[cold]
    pub(crate) fn exceed(&self) {
        self.left.set(0);
        self.over.set(true);
    }

    /// Whether the work at hand wanted more than it had, so that what it gave is worth nothing.
    pub(crate) fn is_over(&self) -> bool {
        self.over.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_of_work_and_all_of_them_are_bounded() {
        let budget = Budget::new(10, 25);
        budget.begin();
        assert!(budget.steps(10) && !budget.is_over());
        assert_eq!((budget.taken(), budget.end()), (10, Ended::Done));
        budget.begin();
        assert!(budget.steps(9) && !budget.steps(2) && !budget.step() && budget.is_over());
        assert_eq!(budget.end(), Ended::TooMuch);
        budget.begin();
        assert!(budget.steps(5) && !budget.step());
        assert_eq!(budget.end(), Ended::NothingLeft);
        budget.begin();
        assert!(!budget.step());
        assert_eq!(budget.end(), Ended::NothingLeft);
    }
}
