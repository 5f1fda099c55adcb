//! `palisade lay-out`: what this program starts itself as, to have a large picture laid out by a process that can be
//! stopped. It is nothing that people call: it reads numbers and writes numbers.

use std::io::{self, Read, Write};

use crate::cli::status::Status;
use crate::diag::quote_terminal;
use crate::driver::Apart;
use crate::layout::{LayoutError, answer};

/// The word for it.
pub(super) const WORD: &str = "lay-out";

/// The engine of pictures, in a process of its own where that is worth it.
pub(super) fn engine() -> Apart {
    Apart { program: std::env::current_exe().ok().map(|program| (program, WORD)) }
}

/// Reads a graph from standard input and writes what the engine makes of it to standard output.
pub(super) fn run() -> Status {
    end_with_parent();
    let mut graph = String::new();
    let answer = match io::stdin().lock().read_to_string(&mut graph) {
        Ok(_) => answer(graph).map_err(|error| match error {
            LayoutError::Engine(why) => why,
            error => error.to_string(),
        }),
        Err(error) => Err(error.to_string()),
    };
    // Whoever started it reads both; where nobody does any more there is nobody to tell.
    let (told, status) = match &answer {
        Ok(places) => (io::stdout().lock().write_all(places.as_bytes()), Status::Passed),
        Err(why) => (io::stderr().lock().write_all(quote_terminal(why).as_bytes()), Status::Error),
    };
    if told.is_ok() { status } else { Status::Error }
}

/// Whoever ends the program ends this, too.
#[cfg(target_os = "linux")]
fn end_with_parent() {
    // Without it, the work goes on for no longer than it may.
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
}

#[cfg(not(target_os = "linux"))]
fn end_with_parent() {}
