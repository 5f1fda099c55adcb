//! How much work the pictures of one run have between them, counted in the steps of `layout::work`: the same on every
//! machine.

use crate::driver::Compilation;

/// Steps of a run whose text is short: the largest picture, and fifty of 10 elements. So much a stranger's text can make of
/// a few lines.
const LEAST: u64 = 5_000_000;
/// How much text is short, in bytes.
const SHORT: u64 = 64 << 10;
/// Steps more for each byte of text beyond that. Models as people write them need 10 to 50 for each byte, and very terse
/// ones 140.
const PER_BYTE: u64 = 200;

/// What is left of the work of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    whole: u64,
    left: u64,
}

impl Budget {
    /// The work that some models have together.
    pub fn of<'a>(compilations: impl IntoIterator<Item = &'a Compilation>) -> Budget {
        Budget::of_text(compilations.into_iter().map(Compilation::bytes).sum())
    }

    /// The work that models with so many bytes of text have together.
    pub fn of_text(bytes: usize) -> Budget {
        let bytes = bytes as u64;
        let whole = LEAST.saturating_add(PER_BYTE.saturating_mul(bytes.saturating_sub(SHORT)));
        Budget { whole, left: whole }
    }

    /// Uses so many steps, if there are as many.
    pub(crate) fn take(&mut self, steps: u64) -> bool {
        let left = self.left.checked_sub(steps);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// How many steps there were to begin with.
    pub fn whole(self) -> u64 {
        self.whole
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn what_does_not_fit_takes_nothing() {
        let mut budget = Budget { whole: 10, left: 10 };
        assert!(budget.take(7));
        assert!(!budget.take(4));
        assert!(budget.take(3) && !budget.take(1));
    }
}
