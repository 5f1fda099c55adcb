//! How long a model takes, phase by phase, and how much memory: a Markdown table for the book.
//!
//! ```text
//! cargo bench --bench pipeline                       30 to 100,000 elements
//! cargo bench --bench pipeline -- 1000 10000         these sizes
//! cargo bench --bench pipeline -- --write N DIR      only write the generated model of N elements, also for pytm
//! PYTM_PYTHON=…/bin/python cargo bench …             with pytm 1.4.0 beside it, where that Python has it
//! ```
//!
//! Every measurement is a process of its own: nothing is warm from the one before, and the peak
//! memory is what the system says of the process from outside. Of several runs the best counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark reports by printing, and stops when something is amiss"
)]

#[path = "../generate/mod.rs"]
mod generate;
mod phases;
mod process;

use std::fs;
use std::path::Path;
use std::time::Duration;

use generate::{files, plan, pytm};
use process::Run;

const SIZES: [usize; 5] = [30, 100, 1_000, 10_000, 100_000];
/// Elements a file, as in models that people keep in several files.
const PER_FILE: usize = 500;

fn main() {
    // Cargo adds `--bench`; it says nothing here.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--phases", dir] => phases::print(Path::new(dir)),
        ["--write", size, dir] => {
            let (dir, size) = (Path::new(dir), size.parse().unwrap());
            write_model(dir, size, PER_FILE);
            fs::write(dir.join("model.py"), pytm(&plan(size))).unwrap();
        }
        [] => table(&SIZES),
        sizes => table(&sizes.iter().map(|size| size.parse().expect("a size is a number")).collect::<Vec<_>>()),
    }
}

fn table(sizes: &[usize]) {
    let scratch = tempfile::tempdir().unwrap();
    println!("Machine: {}. Commit: {}. Best of several runs, times in milliseconds.\n", machine(), commit());
    println!("| elements | flows | files | source | {} | whole program | peak memory |", phases::NAMES.join(" | "));
    println!("|{}", "---:|".repeat(6 + phases::NAMES.len()));
    let mut whole: Vec<(usize, Duration)> = Vec::new();
    for &size in sizes {
        let dir = scratch.path().join(size.to_string());
        write_model(&dir, size, PER_FILE);
        let texts = files(&plan(size), PER_FILE);
        let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
        let runs = runs(size);
        let phases = (0..runs)
            .map(|_| phases::measure(&dir))
            .reduce(|best, next| best.iter().zip(&next).map(|(a, b)| *a.min(b)).collect());
        let run = process::best(runs, || process::palisade(&dir));
        let cells: Vec<String> = phases.unwrap().iter().map(|phase| milliseconds(*phase)).collect();
        println!(
            "| {size} | {} | {} | {} KB | {} | {} | {} |",
            size * 3 / 2,
            texts.len(),
            bytes / 1000,
            cells.join(" | "),
            run.as_ref().map_or("–".to_owned(), |run| milliseconds(run.time)),
            run.as_ref().map_or("–".to_owned(), |run| format!("{} MB", run.peak / 1_000_000)),
        );
        whole.extend(run.map(|run| (size, run.time)));
    }
    growth(&whole);
    from_start_to_exit(scratch.path());
    beside_pytm(scratch.path());
}

/// The exponent with which time grows from 1,000 elements to the largest size.
fn growth(whole: &[(usize, Duration)]) {
    let (Some(small), Some(large)) = (whole.iter().find(|(size, _)| *size == 1_000), whole.last()) else { return };
    if large.0 > small.0 {
        let ratio = large.1.as_secs_f64() / small.1.as_secs_f64();
        let exponent = ratio.ln() / (large.0 as f64 / small.0 as f64).ln();
        println!("\nFrom {} to {} elements the whole program's time grows as n^{exponent:.2}.", small.0, large.0);
    }
}

/// `check` on 30 elements beside a program that prints one line, turn by turn so that both meet the same machine.
fn from_start_to_exit(scratch: &Path) {
    let dir = scratch.join("start");
    write_model(&dir, 30, PER_FILE);
    let Some(line) = process::one_line(scratch) else {
        println!("\nStart to exit: no `rustc` to compile the one-line program with.");
        return;
    };
    let mut best: Option<(Duration, Duration)> = None;
    for _ in 0..200 {
        let (Some(ours), Some(theirs)) = (process::check(&dir), process::plain(&line)) else { return };
        best = Some(best.map_or((ours.time, theirs.time), |(a, b)| (a.min(ours.time), b.min(theirs.time))));
    }
    let Some((ours, theirs)) = best else { return };
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    let (ours, theirs) = (milliseconds(ours), milliseconds(theirs));
    println!(
        "\nStart to exit: `check` on 30 elements {ours} ms, a program that prints one line {theirs} ms: {ratio:.1} times."
    );
}

/// 1,000 elements and 1,500 flows, to JSON, beside pytm on the same graph in the same run.
fn beside_pytm(scratch: &Path) {
    let Some(python) = process::python_with_pytm() else {
        println!("\npytm: not found (set `PYTM_PYTHON` to a Python that has pytm 1.4.0).");
        return;
    };
    let plan = plan(1_000);
    let script = scratch.join("model.py");
    fs::write(&script, pytm(&plan)).unwrap();
    let theirs = process::best(2, || process::pytm(&python, &script, &scratch.join("pytm.json")));
    let Some(theirs) = theirs else {
        println!("\npytm: it failed on the generated model.");
        return;
    };
    println!("\nBeside pytm 1.4.0 (`--json`, {} ms), 1,000 elements and 1,500 flows:\n", milliseconds(theirs.time));
    println!("| | time | of pytm's |\n|---|---:|---:|");
    for (words, per_file) in [("two files", PER_FILE), ("one file", usize::MAX)] {
        let dir = scratch.join(words.replace(' ', "-"));
        write_model(&dir, 1_000, per_file);
        match process::best(20, || process::palisade(&dir)) {
            Some(Run { time, .. }) => {
                let part = theirs.time.as_secs_f64() / time.as_secs_f64();
                println!("| {words} | {} ms | 1/{part:.0} |", milliseconds(time));
            }
            None => println!("| {words} | – | – |"),
        }
    }
}

fn runs(size: usize) -> usize {
    match size {
        0..=1_000 => 20,
        1_001..=10_000 => 7,
        _ => 3,
    }
}

fn write_model(dir: &Path, size: usize, per_file: usize) {
    for (path, text) in files(&plan(size), per_file) {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    if milliseconds < 10.0 { format!("{milliseconds:.2}") } else { format!("{milliseconds:.0}") }
}

fn machine() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{}, {cores} cores", model.unwrap_or(std::env::consts::ARCH))
}

fn commit() -> String {
    let git = std::process::Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    git.map_or_else(|_| "unknown".to_owned(), |out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}
