//! Every example in every format, and every view of it in every format of pictures, is to the byte what it was.
//!
//! `tests/golden/outputs.txt` holds a hash of each; `UPDATE=1 cargo test` rewrites it. What is compared comes from the
//! lists in `emit`, so that a format that is added is compared too.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;

use palisade::emit::format::Fault;
use palisade::emit::{FORMATS, PICTURES};
use palisade::layout::{Embedded, Engine, Layout, LayoutError};
use palisade::view::picture::diagram::{Diagram, Direction};
use palisade::view::picture::{picture, views};

use crate::accept;
use crate::formats::{compiled, example, examples};

/// The embedded engine, which does not lay out again what it has just laid out.
#[derive(Default)]
pub struct Once(Mutex<Option<(Diagram, Direction, Layout)>>);

impl Engine for Once {
    fn place(&self, diagram: &Diagram, direction: Direction) -> Result<Layout, LayoutError> {
        let mut last = self.0.lock().unwrap();
        if let Some((_, _, layout)) = last.as_ref().filter(|(known, way, _)| known == diagram && *way == direction) {
            return Ok(layout.clone());
        }
        let layout = Embedded.place(diagram, direction)?;
        *last = Some((diagram.clone(), direction, layout.clone()));
        Ok(layout)
    }
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What each output of an example is, and its bytes.
fn outputs(name: &str) -> Vec<(String, Vec<u8>)> {
    let compiled = compiled(&example(name));
    let input = compiled.view();
    let engine = Once::default();
    let mut made = Vec::new();
    let mut keep = |what: String, result: Result<(), Fault>, bytes: Vec<u8>| match result {
        Ok(()) => made.push((what, bytes)),
        // Not every format can show every form of picture.
        Err(Fault::Form(_)) => {}
        Err(fault) => panic!("{what}: {fault}"),
    };
    for format in FORMATS {
        let mut bytes = Vec::new();
        let result = (format.write)(&input, &engine, &mut bytes);
        keep(format!("{name} {}", format.file_name), result, bytes);
    }
    for view in views(&compiled.model) {
        let shown = picture(&input, &view);
        for format in PICTURES {
            let mut bytes = Vec::new();
            let result = (format.write)(&shown, &engine, &mut bytes);
            keep(format!("{name} views/{}.{}", view.name, format.name), result, bytes);
        }
    }
    made
}

/// The hashes of a file by output, as [`list`] writes them.
fn known(text: &str) -> BTreeMap<&str, &str> {
    text.lines().filter_map(|line| line.split_once(' ')).map(|(hash, what)| (what, hash)).collect()
}

fn list(made: &[(String, Vec<u8>)]) -> String {
    made.iter().fold(String::new(), |mut text, (what, bytes)| {
        writeln!(text, "{:016x} {what}", hash(bytes)).unwrap();
        text
    })
}

/// What differs between the outputs that were and those that are.
fn differences(before: &str, made: &[(String, Vec<u8>)]) -> Vec<String> {
    let now = list(made);
    let (before, now) = (known(before), known(&now));
    let changed = now.iter().filter(|(what, _)| before.contains_key(*what));
    let changed =
        changed.filter(|(what, hash)| before.get(*what) != Some(hash)).map(|(what, _)| format!("changed: {what}"));
    let new = now.keys().filter(|what| !before.contains_key(*what)).map(|what| format!("new: {what}"));
    let gone = before.keys().filter(|what| !now.contains_key(*what)).map(|what| format!("gone: {what}"));
    changed.chain(new).chain(gone).collect()
}

/// How to see what a hash does not show.
const SEE: &str = "\
to see a difference, build the examples as they are and as they were, and compare:
    cargo run -- build examples --today 2026-11-23 --out /tmp/new
    git stash && cargo run -- build examples --today 2026-11-23 --out /tmp/old; git stash pop
    diff -r /tmp/old /tmp/new
(other formats: `cargo run -- render examples/NAME --view VIEW --format FORMAT`); `UPDATE=1 cargo test` accepts them";

#[test]
fn every_output_of_every_example_is_what_it_was() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/outputs.txt");
    let made: Vec<(String, Vec<u8>)> = examples().iter().flat_map(|name| outputs(name)).collect();
    for (name, is_made) in
        FORMATS.iter().map(|format| (format.file_name, made.iter().any(|(what, _)| what.ends_with(format.file_name))))
    {
        assert!(is_made, "no example shows {name}");
    }
    for format in PICTURES {
        assert!(
            made.iter().any(|(what, _)| what.ends_with(&format!(".{}", format.name))),
            "{} is not made",
            format.name
        );
    }
    if accept::updating() {
        accept::holds(&path, &list(&made));
        return;
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differences = differences(&before, &made);
    assert!(differences.is_empty(), "{}\n{SEE}", differences.join("\n"));
    assert_eq!(before, list(&made), "the order of outputs has changed; `UPDATE=1 cargo test` accepts it");
}

/// A change of one byte is seen, and named.
#[test]
fn differences_are_named() {
    let made = vec![("a dfd.dot".to_owned(), b"one".to_vec()), ("a model.json".to_owned(), b"two".to_vec())];
    let before = list(&made);
    assert_eq!(differences(&before, &made), Vec::<String>::new());
    let other = vec![("a dfd.dot".to_owned(), b"onf".to_vec()), ("b model.json".to_owned(), b"two".to_vec())];
    assert_eq!(differences(&before, &other), ["changed: a dfd.dot", "new: b model.json", "gone: a model.json"]);
}
