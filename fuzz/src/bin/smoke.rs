//! Runs every target for a while on stable Rust: inputs come from seeds by counted dice, so that a failure has a number by
//! which it comes again.
//!
//! ```text
//! smoke                            every target, as many inputs as its budget says
//! smoke --seconds 60               every target for a minute
//! smoke --target parse --from 7    one target, from an input on
//! smoke FILE…                      inputs from files; the target's name begins the file's: `parse-12`
//! ```
//!
//! Each target runs in a process of its own, so that an overflown stack or used-up memory is told like a panic. The input
//! that did it is written to `fuzz/artifacts/`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use palisade_fuzz::mutate::{Dice, mutated};
use palisade_fuzz::{TARGETS, Target, target};

/// A slow machine may take so much longer than the budget of a target says.
const PATIENCE: u32 = 6;

#[derive(Default)]
struct Args {
    target: Option<String>,
    seconds: Option<u64>,
    inputs: Option<u64>,
    from: u64,
    child: bool,
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let Some(args) = args() else {
        eprintln!("smoke [--target NAME] [--seconds N] [--inputs N] [--from N] [FILE…]");
        return ExitCode::from(2);
    };
    if !args.files.is_empty() {
        return replay(&args.files);
    }
    if args.child {
        return args.target.as_deref().and_then(target).map_or(ExitCode::from(2), |target| child(target, &args));
    }
    let chosen = TARGETS.iter().filter(|target| args.target.as_deref().is_none_or(|name| name == target.name));
    let mut failed = false;
    for target in chosen {
        failed |= !parent(target, &args);
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn args() -> Option<Args> {
    let mut args = Args::default();
    let mut rest = std::env::args().skip(1);
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--target" => args.target = Some(rest.next().filter(|name| target(name).is_some())?),
            "--seconds" => args.seconds = Some(rest.next()?.parse().ok()?),
            "--inputs" => args.inputs = Some(rest.next()?.parse().ok()?),
            "--from" => args.from = rest.next()?.parse().ok()?,
            "--child" => args.child = true,
            file if !file.starts_with('-') => args.files.push(file.into()),
            _ => return None,
        }
    }
    Some(args)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn artifacts() -> PathBuf {
    let folder = root().join("fuzz/artifacts");
    std::fs::create_dir_all(&folder).expect("a folder for what is found");
    folder
}

/// Where a child says which input it is at.
fn progress(target: &Target) -> PathBuf {
    artifacts().join(format!("{}.at", target.name))
}

/// Runs a target in a process of its own; says whether all went well.
fn parent(target: &Target, args: &Args) -> bool {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--child", "--target", target.name, "--from", &args.from.to_string()]);
    for (name, value) in [("--seconds", args.seconds), ("--inputs", args.inputs)] {
        value.iter().for_each(|value| drop(command.args([name, &value.to_string()])));
    }
    let start = Instant::now();
    let mut child = command.spawn().expect("this program once more");
    let at = || std::fs::read_to_string(progress(target)).ok().and_then(|text| text.trim().parse::<u64>().ok());
    let (mut last, mut since) = (at(), Instant::now());
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break Some(status);
        }
        let now = at();
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > target.time * PATIENCE + Duration::from_secs(20) {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let last = at().unwrap_or(args.from);
    let count = last + 1 - args.from.min(last);
    if status.is_some_and(|status| status.success()) {
        println!("{}: {count} inputs in {:.0} s", target.name, start.elapsed().as_secs_f64());
        let _ = std::fs::remove_file(progress(target));
        return true;
    }
    let file = artifacts().join(format!("{}-{last}", target.name));
    std::fs::write(&file, input(target, &(target.seeds)(&root()), last)).expect("a place for what is found");
    let how = status.map_or("it did not end".to_owned(), |status| status.to_string());
    println!("{}: FAILED at input {last} ({how}): {}", target.name, file.display());
    false
}

fn input(target: &Target, seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    // The seeds themselves come first.
    match seeds.get(usize::try_from(number).unwrap_or(usize::MAX)) {
        Some(seed) => seed.iter().take(target.longest).copied().collect(),
        None => mutated(seeds, target.words, target.longest, &mut Dice::new(target.name, number)),
    }
}

fn child(target: &Target, args: &Args) -> ExitCode {
    let seeds = (target.seeds)(&root());
    assert!(!seeds.is_empty(), "there are seeds");
    let start = Instant::now();
    let inputs = args.inputs.or(args.seconds.is_none().then_some(target.inputs)).unwrap_or(u64::MAX);
    let progress = progress(target);
    for number in args.from..args.from.saturating_add(inputs) {
        if args.seconds.is_some_and(|seconds| start.elapsed().as_secs() >= seconds) {
            break;
        }
        std::fs::write(&progress, number.to_string()).expect("a place to say so");
        let data = input(target, &seeds, number);
        let begun = Instant::now();
        (target.run)(&data);
        let took = begun.elapsed();
        if took > target.time * PATIENCE {
            eprintln!("input {number} of {} bytes took {:.1} s", data.len(), took.as_secs_f64());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Runs inputs that were found, and says how long each took.
fn replay(files: &[PathBuf]) -> ExitCode {
    for file in files {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(target) = name.split(['-', '.']).next().and_then(target) else {
            eprintln!("{}: the name begins with no target's", file.display());
            return ExitCode::from(2);
        };
        let data = std::fs::read(file).expect("a file");
        let start = Instant::now();
        (target.run)(&data);
        println!("{}: {} bytes in {:.3} s", file.display(), data.len(), start.elapsed().as_secs_f64());
    }
    ExitCode::SUCCESS
}
