//! What is fuzzed: each target takes bytes and ends, whatever they are, without a panic and within [`TIME`] and [`MEMORY`].

use std::path::Path;
use std::time::Duration;

use crate::{diagrams, mutate, seeds, text};

/// How long one input may take, in a release build.
pub const TIME: Duration = Duration::from_secs(5);

/// How much memory one input may need, in bytes.
pub const MEMORY: u64 = 500_000_000;

/// Something to fuzz.
#[derive(Debug)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// What it does with its input.
    pub run: fn(&[u8]),
    /// What inputs begin as, from the folder of the repository.
    pub seeds: fn(&Path) -> Vec<Vec<u8>>,
    /// Whether every seed is an input itself, before those that are made of them.
    pub seeds_first: bool,
    /// The longest input, in bytes.
    pub longest: usize,
    /// How many inputs are run where nobody says a number: some seconds, beside the seeds.
    pub inputs: u64,
    /// Words that inputs are full of.
    pub words: &'static [&'static str],
}

const LONG: usize = 64 << 10;

const fn target(name: &'static str, run: fn(&[u8]), seeds: fn(&Path) -> Vec<Vec<u8>>) -> Target {
    Target { name, run, seeds, seeds_first: false, longest: LONG, inputs: 3_000, words: mutate::LANGUAGE }
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { inputs: 6_000, ..target("parse", text::parse, seeds::models) },
    Target { inputs: 600, ..target("check", text::check, seeds::models) },
    Target { seeds_first: true, inputs: 20, ..target("build", text::build, seeds::worst) },
    Target { words: mutate::JSON, ..target("import", text::import, seeds::documents) },
    Target { words: mutate::TOML, inputs: 20_000, ..target("config", text::config, seeds::configs) },
    Target { words: mutate::XML, inputs: 20_000, ..target("results", text::results, seeds::reports) },
    Target { words: mutate::CODE, inputs: 10_000, ..target("evidence", text::evidence, seeds::sources) },
    Target { words: &[], longest: 16 << 10, inputs: 150, ..target("pictures", diagrams::pictures, seeds::diagrams) },
];

/// The target of a name.
pub fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
