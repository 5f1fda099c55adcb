//! Lists that an evaluation needs for a moment, kept for the next one: so only the first of a thread allocates.

use std::cell::RefCell;

use crate::model::{ElementId, Thing};

thread_local! {
    /// Lists that nobody uses: as many as evaluations were ever nested.
    static FREE: RefCell<Vec<Vec<Thing>>> = const { RefCell::new(Vec::new()) };
    static FREE_SEEN: RefCell<Vec<Seen>> = const { RefCell::new(Vec::new()) };
}

/// Lends an empty list of things; evaluations inside may borrow others.
pub(super) fn with_things<R>(run: impl FnOnce(&mut Vec<Thing>) -> R) -> R {
    let mut list = FREE.with_borrow_mut(Vec::pop).unwrap_or_default();
    let result = run(&mut list);
    list.clear();
    FREE.with_borrow_mut(|free| free.push(list));
    result
}

/// Elements in the order in which they were met, each once.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) list: Vec<ElementId>,
    /// By element, a bit for each that is in the list.
    bits: Vec<u64>,
}

impl Seen {
    /// Adds an element, unless it is there.
    pub(super) fn insert(&mut self, element: ElementId) {
        let (word, bit) = (element.index() / 64, 1 << (element.index() % 64));
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        if let Some(word) = self.bits.get_mut(word)
            && *word & bit == 0
        {
            *word |= bit;
            self.list.push(element);
        }
    }

    /// Costs what it holds, not what it could hold.
    fn clear(&mut self) {
        for element in self.list.drain(..) {
            if let Some(word) = self.bits.get_mut(element.index() / 64) {
                *word = 0;
            }
        }
    }
}

/// Lends an empty list of elements that knows what it holds.
pub(super) fn with_seen<R>(run: impl FnOnce(&mut Seen) -> R) -> R {
    let mut seen = FREE_SEEN.with_borrow_mut(Vec::pop).unwrap_or_default();
    let result = run(&mut seen);
    seen.clear();
    FREE_SEEN.with_borrow_mut(|free| free.push(seen));
    result
}
