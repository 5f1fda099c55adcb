//! The engine on a thread of its own: JSON in, JSON out, and an error for whatever else it does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use serde_json::Value;

use crate::layout::{LayoutError, MAX_TIME, panic_words};

/// Stack for the engine's thread; only what is touched is really taken.
const STACK: usize = 512 << 20;
/// Name of that thread, by which the panic hook knows it.
const THREAD: &str = "palisade-layout";

/// Runs the engine.
pub(super) fn run(request: String) -> Result<Value, LayoutError> {
    guarded(move || elkrs::create_elk().layout_json(&request), MAX_TIME)
}

/// What the engine answers to a request that another process got from here.
///
/// # Errors
/// What the engine says.
pub fn answer(request: String) -> Result<String, LayoutError> {
    guarded(move || elkrs::create_elk().layout_json(&request), Duration::MAX).map(|answer| answer.to_string())
}

/// Does work on a thread with a big stack; a panic there is an error here. Work that takes too long is left behind:
/// a thread cannot be stopped from outside, but it ends with the program.
fn guarded(
    work: impl FnOnce() -> Result<Value, String> + Send + 'static,
    time: Duration,
) -> Result<Value, LayoutError> {
    quiet();
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        // Nobody listens any more where it took too long.
        let _ = sender.send(catch_unwind(AssertUnwindSafe(work)));
    };
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(work);
    thread.map_err(|error| LayoutError::Engine(format!("no thread to run it on: {error}")))?;
    match receiver.recv_timeout(time) {
        Ok(Ok(answer)) => answer.map_err(LayoutError::Engine),
        Ok(Err(panic)) => Err(LayoutError::Engine(panic_words(panic.as_ref()))),
        Err(RecvTimeoutError::Timeout) => Err(LayoutError::TooSlow(time.as_secs())),
        Err(RecvTimeoutError::Disconnected) => Err(LayoutError::Engine("its thread ended".to_owned())),
    }
}

/// Keeps the engine's panics off the terminal: they are reported as a [`LayoutError`].
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(THREAD) {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::{answer, guarded, run};
    use crate::layout::{LayoutError, MAX_TIME};
    use serde_json::json;
    use std::time::Duration;

    #[test]
    fn a_panic_in_the_engine_is_an_error() {
        assert_eq!(guarded(|| panic!("no way"), MAX_TIME), Err(LayoutError::Engine("no way".to_owned())));
        assert_eq!(guarded(|| panic!("no {}", "way"), MAX_TIME), Err(LayoutError::Engine("no way".to_owned())));
    }

    #[test]
    fn an_engine_that_takes_too_long_is_left_behind() {
        let slow = || {
            std::thread::sleep(Duration::from_secs(20));
            Ok(json!({}))
        };
        assert_eq!(guarded(slow, Duration::from_millis(20)), Err(LayoutError::TooSlow(0)));
    }

    #[test]
    fn a_request_that_makes_no_sense_is_an_error() {
        for request in
            [json!(["not a graph"]), json!({ "id": "r", "edges": [{ "id": "e", "sources": ["a"], "targets": ["b"] }] })]
        {
            assert!(run(request.to_string()).is_err());
            assert!(answer(request.to_string()).is_err());
        }
    }
}
