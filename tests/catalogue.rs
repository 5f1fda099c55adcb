//! What of the catalogue is compiled into the program: the list of its files, and their compiled form.
//!
//! This is a binary of its own, and comes before the other one by name. With `UPDATE=1`, cargo has built every test with
//! the old files by the time this one runs; so where it writes new ones it has everything built again, and cargo goes on
//! with programs that know them. Thus one `UPDATE=1 cargo test` is enough, for a rule as for an attribute.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop when something is amiss")]

#[path = "it/catalog_files.rs"]
mod catalog_files;

use std::path::Path;
use std::process::Command;

use palisade::catalogue;
use palisade::diag::render_short;

use catalog_files::{borrowed, files, room};

#[test]
fn the_compiled_catalogue_is_current() {
    let (packs, rules) = files();
    let (packs, rules) = (borrowed(&packs), borrowed(&rules));
    let built = catalogue::build(&packs, &rules);
    let said: Vec<String> = built.diagnostics.iter().map(|said| render_short(&built.sources, said)).collect();
    assert!(said.is_empty(), "\n{}", said.join("\n"));
    let generated = [
        ("embedded.rs", catalogue::embed(&packs, &rules).into_bytes()),
        ("builtin.bin", catalogue::encode(&built.library, &packs, &rules)),
    ];
    let is_stale = |(name, bytes): &&(&str, Vec<u8>)| std::fs::read(room().join(name)).ok().as_ref() != Some(bytes);
    let stale: Vec<&(&str, Vec<u8>)> = generated.iter().filter(is_stale).collect();
    let names: Vec<&str> = stale.iter().map(|(name, _)| *name).collect();
    if std::env::var_os("UPDATE").is_none_or(|value| value != "1") {
        assert!(stale.is_empty(), "{names:?} are not what the .tm files say; `UPDATE=1 cargo test` rewrites them");
        return;
    }
    for (name, bytes) in &stale {
        std::fs::write(room().join(name), bytes).unwrap();
    }
    // What this program holds may be older than the files, too: an earlier run was stopped between writing and building.
    let is_built_of = catalogue::sources() == (&packs[..], &rules[..]) && catalogue::is_current();
    if !stale.is_empty() || !is_built_of {
        build_again();
    }
}

/// Builds the tests as they were built, with what was written meanwhile. Cargo holds no lock while tests run.
fn build_again() {
    let program = std::env::current_exe().unwrap();
    let folder = program.parent().and_then(Path::parent).unwrap();
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["test", "--no-run", "--offline", "--no-default-features"]);
    cargo.arg("--target-dir").arg(folder.parent().unwrap());
    match folder.file_name().and_then(|name| name.to_str()).unwrap() {
        "debug" => {}
        profile => _ = cargo.args(["--profile", profile]),
    }
    let features = [
        ("default", cfg!(feature = "default")),
        ("cli", cfg!(feature = "cli")),
        ("layout", cfg!(feature = "layout")),
        ("png", cfg!(feature = "png")),
    ];
    for (feature, _) in features.iter().filter(|(_, is_on)| *is_on) {
        cargo.args(["--features", feature]);
    }
    assert!(
        cargo.status().unwrap().success(),
        "the tests could not be built again; run `UPDATE=1 cargo test` once more"
    );
}
