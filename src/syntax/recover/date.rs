//! `until = 2027/03/01`: a date with other signs than `-`.

use crate::diag::Certainty;
use crate::syntax::literal::{self, MALFORMED_NUMBER};
use crate::syntax::recover::stretch::{Cure, Stretch, value_at};

/// `until = 2027/03/01`.
pub fn date(stretch: &Stretch<'_>) -> Option<Cure> {
    let (start, value) = value_at(stretch)?;
    if !value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/') {
        return None;
    }
    let dashed = value.replace('/', "-");
    let date = match literal::number(&dashed) {
        Ok(_) => dashed,
        Err(bad) => bad.instead?,
    };
    let end = start + value.len();
    Some(Cure {
        info: &MALFORMED_NUMBER,
        at: (start, end),
        message: format!("`{value}` is no date"),
        help: format!("a date is written year-month-day with four, two and two digits: `{date}`"),
        title: format!("write `{date}`"),
        // Where the year stands last, it depends on the country whether the day or the month stands first.
        certainty: Certainty::Maybe,
        edits: vec![(start, end, date)],
    })
}
