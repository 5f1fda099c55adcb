//! What is fuzzed: each target takes bytes and ends, whatever they are, within its budget and without a panic.
//!
//! [`TARGETS`] is the one list: cargo-fuzz has a file of one line for each (`fuzz_targets`), and `smoke` runs all of them
//! on any stable Rust. Budgets stand beside the targets and in README.md.

mod diagrams;
pub mod mutate;
mod seeds;
mod text;

use std::time::Duration;

/// Something to fuzz.
#[derive(Debug)]
pub struct Target {
    /// Its name, that of its file in `fuzz_targets`.
    pub name: &'static str,
    /// What it does with its input.
    pub run: fn(&[u8]),
    /// What inputs begin as, from the folder of the repository.
    pub seeds: fn(&std::path::Path) -> Vec<Vec<u8>>,
    /// The longest input, in bytes.
    pub longest: usize,
    /// How long one input may take in a release build on a machine of 2024.
    pub time: Duration,
    /// How many inputs `smoke` runs: some seconds.
    pub inputs: u64,
    /// Words that inputs are full of.
    pub words: &'static [&'static str],
}

const SECOND: Duration = Duration::from_secs(1);

/// Every target.
pub const TARGETS: &[Target] = &[
    Target {
        name: "parse",
        run: text::parse,
        seeds: seeds::models,
        longest: 64 << 10,
        time: SECOND,
        inputs: 6_000,
        words: mutate::LANGUAGE,
    },
    Target {
        name: "check",
        run: text::check,
        seeds: seeds::models,
        longest: 64 << 10,
        time: Duration::from_secs(5),
        inputs: 1_500,
        words: mutate::LANGUAGE,
    },
    Target {
        name: "import",
        run: text::import,
        seeds: seeds::documents,
        longest: 64 << 10,
        time: SECOND,
        inputs: 3_000,
        words: mutate::JSON,
    },
    Target {
        name: "config",
        run: text::config,
        seeds: seeds::configs,
        longest: 64 << 10,
        time: SECOND,
        inputs: 20_000,
        words: mutate::TOML,
    },
    Target {
        name: "results",
        run: text::results,
        seeds: seeds::reports,
        longest: 64 << 10,
        time: SECOND,
        inputs: 20_000,
        words: mutate::XML,
    },
    Target {
        name: "evidence",
        run: text::evidence,
        seeds: seeds::sources,
        longest: 64 << 10,
        time: SECOND,
        inputs: 20_000,
        words: mutate::CODE,
    },
    Target {
        name: "pictures",
        run: diagrams::pictures,
        seeds: seeds::diagrams,
        longest: 2 << 10,
        time: Duration::from_secs(5),
        inputs: 150,
        words: &[],
    },
];

/// The target of a name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Runs a target on an input; what is longer than its inputs are is cut.
pub fn run(name: &str, data: &[u8]) {
    if let Some(target) = target(name) {
        (target.run)(data.get(..target.longest).unwrap_or(data));
    }
}
