//! The phases, timed one after the other inside a process of their own.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use palisade::analysis::paths::Ask;
use palisade::catalogue;
use palisade::check;
use palisade::driver::{self, DiskWorld, Options};
use palisade::emit::json;
use palisade::model::{Bits, date};
use palisade::syntax;
use palisade::text::{Source, Sources};
use palisade::threat::{self, Surroundings};
use palisade::view::document::Whole;

/// What is timed, in the order of the columns.
pub const NAMES: &[&str] = &["parse", "check", "derive", "JSON", "paths"];

/// The times of all phases for the model in a folder, from a new process on one thread.
pub fn measure(dir: &Path) -> Vec<Duration> {
    let program = std::env::current_exe().unwrap();
    let out = Command::new(program).env("RAYON_NUM_THREADS", "1").arg("--phases").arg(dir).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    text.split_whitespace().map(|nanoseconds| Duration::from_nanos(nanoseconds.parse().unwrap())).collect()
}

/// Compiles the model in a folder and prints the nanoseconds that each phase took.
pub fn print(dir: &Path) {
    // What the first of several models in a run pays for, and no phase: the catalogue is decoded.
    let library = catalogue::builtin();
    let names: Vec<_> = library.rules.iter().map(|rule| (rule.id.clone(), rule.packs.clone())).collect();
    let today = date(2026, 6, 1).unwrap();
    let mut sources = Sources::default();
    read(dir, &mut sources);

    let start = Instant::now();
    let files: Vec<_> = sources.iter().map(|(id, source)| syntax::parse(id, &source.text).file).collect();
    let parse = start.elapsed();

    let start = Instant::now();
    let checked = check::check(&check::Input {
        files: &files,
        packs: &[],
        vocabulary: &library.vocabulary,
        rules: &names,
        paired: &[],
        foreign: &[],
        today,
    });
    let check = start.elapsed();
    assert!(!checked.model.elements.is_empty() && checked.model.packs != Bits::default());

    let start = Instant::now();
    let threats = threat::derive(&checked.model, &library.rules, &Surroundings::on(today));
    let derive = start.elapsed();
    assert!(!threats.threats.is_empty());
    black_box((threats, checked, files));

    // JSON is written of a compilation, so the model is compiled once more, outside the clock.
    let world = DiskWorld::on(Some(today));
    let compilation = driver::compile(&world, &dir.join("model.tm"), &Options::default()).unwrap();
    let start = Instant::now();
    let mut bytes = Vec::new();
    json::write(&Whole::new(compilation.view()), &mut bytes).unwrap();
    let written = start.elapsed();
    assert!(bytes.len() > 1_000);

    // What `palisade paths` looks for: as many paths as it shows at most, choke points and minimum cut of the whole model.
    let view = compilation.view();
    let start = Instant::now();
    black_box(view.attack_paths(&Ask { limit: 50, thorough: true, ..Ask::default() }));
    let paths = start.elapsed();

    for phase in [parse, check, derive, written, paths] {
        println!("{}", phase.as_nanos());
    }
}

fn read(dir: &Path, sources: &mut Sources) {
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    // The root first: it is called `model.tm`; the other files stand in folders.
    paths.sort_by_key(|path| (path.is_dir(), path.clone()));
    for path in paths {
        if path.is_dir() {
            read(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "tm") {
            let text = std::fs::read_to_string(&path).unwrap();
            sources.add(Source::new(path.to_string_lossy(), text));
        }
    }
}
