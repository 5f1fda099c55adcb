//! Equal models give equal bytes, whatever was edited to get there. How far things move, `benches/pictures` says.

use palisade::emit::svg::svg;
use palisade::layout::layout;

use crate::picture::edits::{EDITS, edited};

#[test]
fn equal_models_give_equal_bytes() {
    for seed in 0..EDITS {
        let (before, after, _) = edited(seed);
        let again = edited(seed).1;
        assert_eq!(svg(&after, &layout(&after).unwrap()), svg(&again, &layout(&again).unwrap()), "seed {seed}");
        assert_ne!(before, after, "seed {seed}");
    }
}
