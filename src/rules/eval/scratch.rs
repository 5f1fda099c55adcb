//! Lists that an evaluation needs for a moment, kept for the next one: so only the first of a thread allocates.

use std::cell::RefCell;

use crate::model::Thing;

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

/// Numbers in the order in which they were met, each once, with a mark each.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) list: Vec<u32>,
    /// By number, a bit for each that is in the list.
    bits: Vec<u64>,
    /// By number; what stands at others is left over.
    marks: Vec<u8>,
}

impl Seen {
    /// Adds a number, unless it is there; whether it was not.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = (number as usize / 64, 1 << (number % 64));
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        let Some(word) = self.bits.get_mut(word).filter(|word| **word & bit == 0) else { return false };
        *word |= bit;
        self.list.push(number);
        true
    }

    /// Marks a number.
    pub(super) fn mark(&mut self, number: u32, mark: u8) {
        let at = number as usize;
        if at >= self.marks.len() {
            self.marks.resize(at + 1, 0);
        }
        if let Some(place) = self.marks.get_mut(at) {
            *place = mark;
        }
    }

    /// The mark of a number that was marked.
    pub(super) fn marked(&self, number: u32) -> u8 {
        self.marks.get(number as usize).copied().unwrap_or(0)
    }

    /// Costs what it holds, not what it could hold.
    fn clear(&mut self) {
        for number in self.list.drain(..) {
            if let Some(word) = self.bits.get_mut(number as usize / 64) {
                *word = 0;
            }
        }
    }
}

/// Lends an empty list of numbers that knows what it holds.
pub(super) fn with_seen<R>(run: impl FnOnce(&mut Seen) -> R) -> R {
    let mut seen = FREE_SEEN.with_borrow_mut(Vec::pop).unwrap_or_default();
    let result = run(&mut seen);
    seen.clear();
    FREE_SEEN.with_borrow_mut(|free| free.push(seen));
    result
}
