//! Work on many things at once, when that is worth a thread pool.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Below so many bytes of source one thread is done before a second has started.
pub(crate) const WORTH_IT: usize = 128 * 1024;

/// The results in the order of the items. With one item, or when the work is not worth it, no thread is started.
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, worth_it: bool, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    if items.len() < 2 || !worth_it {
        items.into_iter().map(work).collect()
    } else {
        items.into_par_iter().map(work).collect()
    }
}
