//! Lists that an evaluation needs for a moment, kept for the next one: so only the first of a thread allocates.

use std::cell::RefCell;

use crate::model::Thing;

thread_local! {
    /// Lists that nobody uses: as many as evaluations were ever nested.
    static FREE: RefCell<Vec<Vec<Thing>>> = const { RefCell::new(Vec::new()) };
}

/// Lends an empty list of things; evaluations inside may borrow others.
pub(super) fn with_things<R>(run: impl FnOnce(&mut Vec<Thing>) -> R) -> R {
    let mut list = FREE.with_borrow_mut(Vec::pop).unwrap_or_default();
    let result = run(&mut list);
    list.clear();
    FREE.with_borrow_mut(|free| free.push(list));
    result
}
