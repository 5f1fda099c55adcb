//! Runs programs and measures them from outside.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// What a run cost.
#[derive(Clone, Debug)]
pub struct Run {
    /// From start to exit.
    pub time: Duration,
    /// Bytes of memory at the peak; 0 where the system does not say.
    pub peak: u64,
}

/// The fastest of several runs, with the highest peak of all; `None` as soon as one fails.
pub fn best(runs: usize, run: impl Fn() -> Option<Run>) -> Option<Run> {
    let mut best = run()?;
    for _ in 1..runs {
        let next = run()?;
        best = Run { time: best.time.min(next.time), peak: best.peak.max(next.peak) };
    }
    Some(best)
}

/// The compiler on a model: source to JSON with threats, not gated.
pub fn palisade(dir: &Path) -> Option<Run> {
    static ANSWERS: OnceLock<bool> = OnceLock::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_palisade"));
    command.stderr(Stdio::null()).args(["check", "--format", "json", "--exit-zero", "--today", "2026-06-01"]).arg(dir);
    ANSWERS.get_or_init(|| writes_json(&mut command)).then(|| measure(&mut command))?
}

/// The compiler on a model, as people call it: `check`, to nowhere.
pub fn check(dir: &Path) -> Option<Run> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_palisade"));
    measure(command.args(["check", "--exit-zero", "--today", "2026-06-01"]).arg(dir).stderr(Stdio::null()))
}

/// A Rust program that prints one line, compiled for the occasion.
pub fn one_line(scratch: &Path) -> Option<PathBuf> {
    let (source, program) = (scratch.join("line.rs"), scratch.join("line"));
    std::fs::write(&source, "fn main() { println!(\"one line\"); }\n").ok()?;
    let status = Command::new("rustc").arg("-O").arg("-o").arg(&program).arg(&source).status().ok()?;
    status.success().then_some(program)
}

/// Any program without arguments.
pub fn plain(program: &Path) -> Option<Run> {
    measure(&mut Command::new(program))
}

/// Whether the program answers with JSON at all; what does nothing is quickly done.
fn writes_json(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).output().is_ok_and(|out| out.stdout.starts_with(b"{") && out.status.success())
}

/// pytm on its model, to JSON.
pub fn pytm(python: &Path, script: &Path, out: &Path) -> Option<Run> {
    measure(Command::new(python).arg(script).arg("--json").arg(out))
}

/// A Python that can import pytm.
pub fn python_with_pytm() -> Option<PathBuf> {
    let python = std::env::var_os("PYTM_PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from);
    let mut command = Command::new(&python);
    command.args(["-c", "import pytm"]).stderr(Stdio::null());
    measure(&mut command).map(|_| python)
}

/// Runs to the end. The peak is read from `/proc` while the process lives: it never falls, so the
/// last reading, at most a fiftieth of the time before the end, is the peak or close to it.
fn measure(command: &mut Command) -> Option<Run> {
    // Twice, since looking costs time: once for the clock, once for the memory.
    let start = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().ok()?;
    let time = start.elapsed();
    if !status.success() {
        return None;
    }
    let mut peak = 0;
    if time > Duration::from_millis(2) && cfg!(target_os = "linux") {
        let mut child = command.spawn().ok()?;
        let pause = (time / 50).clamp(Duration::from_micros(200), Duration::from_millis(20));
        while child.try_wait().ok()?.is_none() {
            peak = peak.max(peak_of(child.id()).unwrap_or(0));
            std::thread::sleep(pause);
        }
    }
    Some(Run { time, peak })
}

/// Bytes at the peak so far of a living process.
fn peak_of(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
