//! Graphviz as a program: a graph in, coordinates out, with limits of time and memory.

use std::process::Command;
use std::time::Duration;

use crate::driver::DotFault;
use crate::driver::program::{Allowed, Silence, ask};

/// What Graphviz may use.
const ALLOWED: Allowed = Allowed { time: Duration::from_secs(60), memory: 1_024 << 20 };

/// Runs `dot`. Its arguments are fixed, so that nothing of a model can be taken for an option.
pub(crate) fn dot(graph: &str) -> Result<String, DotFault> {
    ask(Command::new("dot").arg("-Tjson"), graph, ALLOWED).map_err(|silence| match silence {
        Silence::Missing => DotFault::Missing,
        Silence::Failed(why) => DotFault::Failed(why),
        Silence::TooSlow(time) => DotFault::TooSlow(time.as_secs()),
    })
}
