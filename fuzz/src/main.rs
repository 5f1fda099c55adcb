//! Runs every target for a while on stable Rust: inputs come from seeds by counted dice, so that a failure has a number by
//! which it comes again.
//!
//! ```text
//! palisade-fuzz                            every target, as many inputs as its budget says
//! palisade-fuzz --seconds 60               every target for a minute
//! palisade-fuzz --target parse --from 7    one target, from an input on
//! palisade-fuzz FILE…                      inputs from files; the target's name begins the file's: `parse-12`
//! ```
//!
//! Each target runs in a process of its own, so that an overflown stack or used-up memory is told like a panic. The input
//! that did it is written to `fuzz/artifacts/`.

mod diagrams;
mod mutate;
mod seeds;
mod targets;
mod text;
#[allow(dead_code, reason = "it serves the tests as well")]
#[path = "../../tests/it/picture/texts.rs"]
mod worst;

/// What the tests have for chance; the worst models are made with it.
#[allow(dead_code, reason = "it serves the tests as well")]
#[path = "../../tests/it/picture/sample.rs"]
mod sample;

/// The dice of generated models.
#[path = "../../benches/generate/dice.rs"]
mod dice;

/// The words with which the tests damage the examples.
#[path = "../../tests/it/damage/words.rs"]
mod words;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use mutate::mutated;
use targets::{MEMORY, TARGETS, TIME, Target, find};

/// How a child says that an input needed more memory than it may, or that it all needed together.
const TOO_LARGE: u8 = 3;

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
        eprintln!("palisade-fuzz [--target NAME] [--seconds N] [--inputs N] [--from N] [FILE…]");
        return ExitCode::from(2);
    };
    if !args.files.is_empty() {
        return replay(&args.files);
    }
    if args.child {
        return args.target.as_deref().and_then(find).map_or(ExitCode::from(2), |target| child(target, &args));
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
            "--target" => args.target = Some(rest.next().filter(|name| find(name).is_some())?),
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

fn at(target: &Target) -> Option<u64> {
    std::fs::read_to_string(progress(target)).ok()?.trim().parse().ok()
}

/// Runs a target in a process of its own; says whether all went well.
fn parent(target: &Target, args: &Args) -> bool {
    let start = Instant::now();
    let seeds = (target.seeds)(&root());
    assert!(!seeds.is_empty(), "there are seeds");
    let own = target.inputs + if target.seeds_first { seeds.len() as u64 } else { 0 };
    let inputs = args.inputs.or(args.seconds.is_none().then_some(own)).unwrap_or(u64::MAX);
    let end = args.from.saturating_add(inputs);
    let (mut from, mut whole) = (args.from, true);
    while from < end {
        let left = args.seconds.map(|seconds| seconds.saturating_sub(start.elapsed().as_secs()));
        if left == Some(0) {
            break;
        }
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["--child", "--target", target.name]);
        command.args(["--from", &from.to_string(), "--inputs", &(end - from).to_string()]);
        if let Some(left) = left {
            command.args(["--seconds", &left.to_string()]);
        }
        let how = waited(command, target);
        let last = at(target).unwrap_or(from);
        from = last + 1;
        if how.as_ref().is_some_and(|how| how.success()) {
            break;
        }
        let file = artifacts().join(format!("{}-{last}", target.name));
        std::fs::write(&file, input(target, &seeds, last)).expect("a place for what is found");
        // What many inputs need together is not what one needs.
        if how.as_ref().is_some_and(|how| how.code() == Some(TOO_LARGE.into())) {
            let alone = Command::new(std::env::current_exe().expect("this program")).arg(&file).status();
            if alone.expect("this program once more").success() {
                let _ = std::fs::remove_file(&file);
                continue;
            }
        }
        let how = how.map_or("it did not end".to_owned(), |how| how.to_string());
        println!("{}: FAILED at input {last} ({how}): {}", target.name, file.display());
        whole = false;
        if args.seconds.is_none() {
            break;
        }
    }
    let count = from - args.from;
    println!("{}: {count} inputs in {:.0} s", target.name, start.elapsed().as_secs_f64());
    let _ = std::fs::remove_file(progress(target));
    whole
}

/// How a child ended; `None` where it was ended, because an input took several times as long as it may.
fn waited(mut command: Command, target: &Target) -> Option<std::process::ExitStatus> {
    let mut child = command.spawn().expect("this program once more");
    let (mut last, mut since) = (at(target), Instant::now());
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            return Some(status);
        }
        let now = at(target);
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > TIME * 3 + Duration::from_secs(10) {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn input(target: &Target, seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let seed = seeds.get(usize::try_from(number).unwrap_or(usize::MAX)).filter(|_| target.seeds_first);
    match seed {
        Some(seed) => seed.iter().take(target.longest).copied().collect(),
        None => mutated(seeds, target.words, target.longest, &mut mutate::dice(target.name, number)),
    }
}

fn child(target: &Target, args: &Args) -> ExitCode {
    let seeds = (target.seeds)(&root());
    let start = Instant::now();
    let progress = progress(target);
    let (mut longest, mut largest) = ((Duration::ZERO, 0), (0, 0));
    for number in args.from..args.from.saturating_add(args.inputs.unwrap_or(u64::MAX)) {
        if args.seconds.is_some_and(|seconds| start.elapsed().as_secs() >= seconds) {
            break;
        }
        std::fs::write(&progress, number.to_string()).expect("a place to say so");
        let data = input(target, &seeds, number);
        let ran = measured(target, &data);
        longest = longest.max((ran.time, number));
        largest = largest.max((ran.memory, number));
        if let Some(code) = ran.fault() {
            eprintln!("input {number} of {} bytes took {ran}", data.len());
            return ExitCode::from(code);
        }
    }
    println!(
        "{}: {:.2} s the longest (input {}), {} MB the most at once (input {})",
        target.name,
        longest.0.as_secs_f64(),
        longest.1,
        largest.0 / 1_000_000,
        largest.1
    );
    ExitCode::SUCCESS
}

/// Runs inputs that were found, and says what each took.
fn replay(files: &[PathBuf]) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    for file in files {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(target) = name.split(['-', '.']).next().and_then(find) else {
            eprintln!("{}: the name begins with no target's", file.display());
            return ExitCode::from(2);
        };
        let data = std::fs::read(file).expect("a file");
        let ran = measured(target, &data);
        println!("{}: {} bytes in {ran}", file.display(), data.len());
        status = ran.fault().map_or(status, ExitCode::from);
    }
    status
}

/// What an input took.
struct Ran {
    time: Duration,
    /// Bytes at the peak; 0 where the system does not say.
    memory: u64,
}

impl Ran {
    /// The status that says which limit it is beyond.
    fn fault(&self) -> Option<u8> {
        if self.time > TIME {
            return Some(1);
        }
        (self.memory > MEMORY).then_some(TOO_LARGE)
    }
}

impl std::fmt::Display for Ran {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:.2} s and {} MB", self.time.as_secs_f64(), self.memory / 1_000_000)
    }
}

fn measured(target: &Target, data: &[u8]) -> Ran {
    // Linux forgets the peak so far.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = Instant::now();
    (target.run)(data);
    Ran { time: start.elapsed(), memory: peak() }
}

/// The highest resident size of this process since Linux was told to forget it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|rest| rest.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1_024
}
