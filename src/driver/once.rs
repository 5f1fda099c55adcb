//! What is made once and asked for often.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

/// Values by path, each made once, whoever asks first.
pub(crate) struct Once<V> {
    made: Mutex<FxHashMap<PathBuf, Arc<OnceLock<Arc<V>>>>>,
}

impl<V> Default for Once<V> {
    fn default() -> Once<V> {
        Once { made: Mutex::default() }
    }
}

impl<V> Once<V> {
    /// Whether it was asked for.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).contains_key(path)
    }

    /// The value, made outside of any lock: two who ask at once both make it, and one of both is kept. What may start
    /// threads has to be made so; a thread that waits for others could take up work that asks for the same value.
    pub(crate) fn get_free(&self, path: &Path, make: impl FnOnce() -> V) -> Arc<V> {
        let known =
            self.made.lock().unwrap_or_else(PoisonError::into_inner).get(path).and_then(|place| place.get().cloned());
        known.unwrap_or_else(|| {
            let made = make();
            self.get(path, || made)
        })
    }

    /// The value; who asks while it is made waits for it.
    pub(crate) fn get(&self, path: &Path, make: impl FnOnce() -> V) -> Arc<V> {
        let place = {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            match made.get(path) {
                Some(place) => Arc::clone(place),
                None => Arc::clone(made.entry(path.to_path_buf()).or_default()),
            }
        };
        Arc::clone(place.get_or_init(|| Arc::new(make())))
    }
}
