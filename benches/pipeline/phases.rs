//! The phases, timed one after the other inside a process of their own.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use palisade::syntax;
use palisade::text::{Source, Sources};

/// What is timed, in the order of the columns.
pub const NAMES: &[&str] = &["parse"];

/// The times of all phases for the model in a folder, from a new process.
pub fn measure(dir: &Path) -> Vec<Duration> {
    let program = std::env::current_exe().unwrap();
    let out = Command::new(program).arg("--phases").arg(dir).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    text.split_whitespace().map(|nanoseconds| Duration::from_nanos(nanoseconds.parse().unwrap())).collect()
}

/// Compiles the model in a folder and prints the nanoseconds that each phase took.
pub fn print(dir: &Path) {
    let mut sources = Sources::default();
    read(dir, &mut sources);

    let parse = Instant::now();
    let files: Vec<_> = sources.iter().map(|(id, source)| syntax::parse(id, &source.text)).collect();
    let parse = parse.elapsed();
    black_box(files);

    println!("{}", parse.as_nanos());
}

fn read(dir: &Path, sources: &mut Sources) {
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read(&path, sources);
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            sources.add(Source::new(path.to_string_lossy(), text));
        }
    }
}
