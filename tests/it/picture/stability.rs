//! Equal models give equal bytes, whatever was edited to get there; and an edit leaves most of what it does not touch
//! where it was. How that compares with Graphviz, `benches/pictures` says.

use palisade::emit::svg::svg;
use palisade::layout::layout;

use crate::picture::edits::{EDITS, edited, median, moves};

#[test]
fn equal_models_give_equal_bytes() {
    for seed in 0..EDITS {
        let (before, after, _) = edited(seed);
        let again = edited(seed).1;
        assert_eq!(svg(&after, &layout(&after).unwrap()), svg(&again, &layout(&again).unwrap()), "seed {seed}");
        assert_ne!(before, after, "seed {seed}");
    }
}

#[test]
fn the_median_element_that_an_edit_does_not_touch_stays_where_it_is() {
    let mut all = Vec::new();
    for seed in 0..EDITS {
        let (before, after, _) = edited(seed);
        all.extend(moves((&before, &layout(&before).unwrap()), (&after, &layout(&after).unwrap())));
    }
    let way = median(all);
    assert!(way < 1.0, "it moves {way} px");
}
