//! What `check` says at its end of the fixes that `check --fix` could apply unseen.

use crate::driver::Offers;

/// How many there are, and what applies them; nothing where there is none.
pub(super) fn hint(offers: &Offers) -> Option<String> {
    match offers.count() {
        0 => None,
        1 => Some("1 fix is sure: `palisade check --fix` applies it".to_owned()),
        count => Some(format!("{count} fixes are sure: `palisade check --fix` applies them")),
    }
}
