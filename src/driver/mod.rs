//! From paths to compilations: the only caller of all phases, and the only place that reads files and the clock.
//!
//! ```text
//!   paths ──roots──▶ root files ──load──▶ sources, trees ──compile──▶ Compilation
//!                        │          │                         │
//!                    World: read, list, walk          World: evidence, today
//! ```
//!
//! [`World`] is all that it asks of the machine. It never prints and never ends the process.

#[cfg(feature = "cli")]
mod apart;
mod beside;
mod budget;
mod checking;
mod closing;
mod compilation;
mod compile;
mod configuration;
#[cfg(feature = "cli")]
mod disk;
#[cfg(feature = "cli")]
mod dot;
mod evidence;
mod fix;
mod graphviz;
mod include;
mod kept;
mod limits;
mod load;
mod loader;
mod memory;
mod named;
mod names;
mod offers;
mod once;
mod open;
mod options;
mod parallel;
mod parts;
mod passed;
mod place;
mod products;
#[cfg(feature = "cli")]
mod program;
mod project;
mod read;
mod reader;
mod results;
mod roots;
mod rounds;
mod run;
mod same;
mod settle;
mod share;
mod shared;
mod stream;
mod suppose;
mod switched;
mod target;
mod uses;
#[cfg(feature = "cli")]
mod walk;
mod what_if;
mod world;
#[cfg(feature = "cli")]
mod write;

#[cfg(feature = "cli")]
pub use apart::Apart;
pub use budget::Budget;
pub use closing::ways;
pub use compilation::Compilation;
pub use compile::compile;
#[cfg(feature = "cli")]
pub use disk::DiskWorld;
pub use fix::{Mended, MendedFile, mend};
pub use graphviz::Dot;
pub use limits::MAX_FILES;
pub use memory::{MEMORY_ROOT, MemoryWorld};
pub use named::{CONFIG_FILE, find, leads_elsewhere};
pub use offers::Offers;
pub use options::Options;
pub use place::{between, slashes};
pub use products::{
    Missing, closes, draw, is_product, picture_failed, pictured, pictured_alike, products, products_within,
};
pub use project::Project;
pub use read::{looks_like, words};
pub use roots::locate;
pub use run::{Run, run};
pub use stream::Stream;
pub use what_if::{WhatIf, what_if};
pub use world::{DotFault, Facts, FileKind, Found, LeadsOut, Passed, Walked, World};
#[cfg(feature = "cli")]
pub use write::{FileSet, MANIFEST, Refused, Replacement, Written, create, is_same_text, replace_all, write};

use std::sync::LazyLock;

use crate::diag::CodeInfo;
use crate::{check, config, gate, import, layout, rules, syntax, threat};

/// The codes that loading and joining files report.
pub static CODES: &[&CodeInfo] = &[
    &checking::FOREIGN,
    &configuration::MISNAMED,
    &evidence::BY_TEXT,
    &evidence::EMPTY,
    &evidence::FAILED,
    &evidence::MISSING,
    &evidence::NO_EVIDENCE,
    &evidence::NO_TEST,
    &evidence::UNPROVED,
    &include::EMPTY,
    &include::LEAVES,
    &include::NOT_MODEL,
    &include::PATTERN,
    &include::TOO_MANY,
    &loader::NOT_ROOT,
    &load::OF_MODEL,
    &products::LEFT_OUT,
    &read::NOT_TEXT,
    &read::UNREADABLE,
    &results::BAD_RESULTS,
    &roots::NOTHING,
    &roots::UNREADABLE_FOLDER,
    &names::DUPLICATE,
    &beside::ORPHAN,
    &stream::UNCHECKED,
    &rounds::TOO_LARGE,
    &uses::CYCLE,
    &uses::NEEDLESS_ALIAS,
    &uses::NEEDS_ALIAS,
    &uses::SAME_ALIAS,
    &target::SEVERAL,
];

/// The codes of every phase.
pub fn codes() -> Vec<&'static CodeInfo> {
    ALL_CODES.clone()
}

static ALL_CODES: LazyLock<Vec<&'static CodeInfo>> = LazyLock::new(|| {
    let phases = [syntax::CODES, config::CODES, CODES];
    phases
        .into_iter()
        .flatten()
        .copied()
        .chain(check::all_codes())
        .chain(rules::codes())
        .chain(threat::codes())
        .chain(gate::CODES.iter().copied())
        .chain(layout::CODES.iter().copied())
        .chain(import::codes())
        .collect()
});
