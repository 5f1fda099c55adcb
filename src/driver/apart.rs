//! The embedded layout engine as a process of its own: this program once more, which reads a graph and writes places.
//!
//! What a thread does cannot be stopped, and its memory is everybody's. So diagrams that are some work are laid out by a
//! process, which is ended when its time is over and gets no more memory than it should need. What it sees are numbers:
//! no text, no file. Where it cannot be started the engine runs here.

use std::path::PathBuf;
use std::process::Command;

use crate::driver::program::{Allowed, Silence, ask};
use crate::layout::work::{care, work};
use crate::layout::{Engine, Layout, LayoutError, MAX_TIME, embedded};
use crate::view::picture::diagram::{Diagram, Direction};

/// From so many steps on a process is worth its start, which takes some milliseconds.
const WORTH_IT: u64 = 100_000;

/// Bytes of address space of the process: 512 MB are kept for the stack and hardly used, the rest is twice what the
/// largest diagram needs.
const MEMORY: u64 = 1_024 << 20;

/// The embedded engine, apart from this process where that is worth it.
#[derive(Clone, Debug)]
pub struct Apart {
    /// This program, and what tells it to lay out what it reads.
    pub program: Option<(PathBuf, &'static str)>,
}

fn is_worth_it(diagram: &Diagram) -> bool {
    let work = work(diagram);
    work.steps(care(diagram, &work, diagram.hasty)) >= WORTH_IT
}

impl Engine for Apart {
    fn place(&self, diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
        let Some((program, word)) = self.program.as_ref().filter(|_| is_worth_it(diagram)) else {
            return embedded(diagram, direction, None);
        };
        let elsewhere = |graph: &str| {
            let allowed = Allowed { time: MAX_TIME, memory: MEMORY };
            match ask(Command::new(program).arg(word), graph, allowed) {
                Ok(answer) => Some(Ok(answer)),
                Err(Silence::Missing) => None,
                Err(Silence::TooSlow(_)) => Some(Err(LayoutError::TooSlow(MAX_TIME.as_secs()))),
                Err(Silence::Failed(why)) if why.contains("memory allocation of") => {
                    Some(Err(LayoutError::Engine(format!("it wanted more than {} MB of memory", MEMORY >> 20))))
                }
                Err(Silence::Failed(why)) => Some(Err(LayoutError::Engine(why))),
            }
        };
        embedded(diagram, direction, Some(&elsewhere))
    }
}
