//! Programs that are asked something: input in, output out, with limits of time, of memory and of what they may say.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The most that a program may answer, in bytes: some ten times what the largest picture needs.
const LONGEST_ANSWER: u64 = 64 << 20;

/// Why a program gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Silence {
    /// It is not there.
    Missing,
    /// It failed; what it said.
    Failed(String),
    /// It was stopped after this time.
    TooSlow(Duration),
}

/// What a program may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowed {
    /// From start to exit.
    pub(crate) time: Duration,
    /// Bytes of address space, where the system lets one process limit another, which is Linux.
    pub(crate) memory: u64,
}

/// Runs a program, gives it its input and waits for its output.
pub(crate) fn ask(command: &mut Command, input: &str, allowed: Allowed) -> Result<String, Silence> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(
        |error| match error.kind() {
            io::ErrorKind::NotFound => Silence::Missing,
            _ => Silence::Failed(error.to_string()),
        },
    )?;
    limit(&child, allowed.memory);
    answer(child, input, allowed.time)
}

/// Limits the memory of a program that has just been started. It has no input yet, so it is not ahead of this.
#[cfg(target_os = "linux")]
fn limit(child: &Child, memory: u64) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let most = Rlimit { current: Some(memory), maximum: Some(memory) };
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    // Where the system refuses, the limit of time is left.
    let _ = pid.map(|pid| prlimit(Some(pid), Resource::As, most));
}

#[cfg(not(target_os = "linux"))]
fn limit(_: &Child, _: u64) {}

/// Gives a program its input and waits for its output, but not for ever.
fn answer(mut child: Child, input: &str, time: Duration) -> Result<String, Silence> {
    let failed = |what: String| Silence::Failed(what);
    let (Some(mut stdin), Some(stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(failed("it has no input or output".to_owned()));
    };
    std::thread::scope(|scope| {
        // Each on a thread of its own: whoever waits for one while another is full waits for ever. A pipe that the
        // program closes early shows in its exit status.
        scope.spawn(move || {
            let _ = stdin.write_all(input.as_bytes());
        });
        let out = scope.spawn(move || {
            let mut text = Vec::new();
            stdout.take(LONGEST_ANSWER).read_to_end(&mut text).map(|_| text)
        });
        let complaints = scope.spawn(move || {
            let mut text = Vec::new();
            let mut stderr = stderr;
            let _ = stderr.by_ref().take(1 << 16).read_to_end(&mut text);
            // Whoever says more is heard out, and not kept.
            let _ = io::copy(&mut stderr, &mut io::sink());
            String::from_utf8_lossy(&text).trim().to_owned()
        });
        let start = Instant::now();
        let mut pause = Duration::from_micros(500);
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if start.elapsed() < time => {
                    std::thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_millis(5));
                }
                _ => {
                    let _ = child.kill();
                    let _ = child.wait();
                    break None;
                }
            }
        };
        let said = complaints.join().unwrap_or_default();
        let out = out.join().ok().and_then(Result::ok).unwrap_or_default();
        match status {
            None => Err(Silence::TooSlow(time)),
            // One that is cut short by us finds its pipe closed, and fails.
            Some(_) if out.len() as u64 >= LONGEST_ANSWER => {
                Err(failed(format!("it answered more than {} MB", LONGEST_ANSWER >> 20)))
            }
            Some(status) if !status.success() => Err(failed(said)),
            Some(_) => String::from_utf8(out).map_err(|error| failed(error.to_string())),
        }
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Allowed, Silence, ask};
    use std::process::Command;
    use std::time::{Duration, Instant};

    fn shell(script: &str, input: &str, time: Duration) -> Result<String, Silence> {
        ask(Command::new("sh").args(["-c", script]), input, Allowed { time, memory: 1 << 30 })
    }

    const SOON: Duration = Duration::from_secs(20);

    #[test]
    fn a_program_answers_fails_or_is_stopped() {
        assert_eq!(shell("cat", "digraph {}", SOON), Ok("digraph {}".to_owned()));
        let large = "x".repeat(1 << 20);
        assert_eq!(shell("cat", &large, SOON), Ok(large.clone()));
        assert_eq!(shell("echo no >&2; exit 1", &large, SOON), Err(Silence::Failed("no".to_owned())));
        let start = Instant::now();
        let little = Duration::from_millis(50);
        assert_eq!(shell("exec sleep 30", "", little), Err(Silence::TooSlow(little)));
        assert!(start.elapsed() < Duration::from_secs(15));
        let nowhere = Allowed { time: SOON, memory: 1 << 30 };
        assert_eq!(ask(&mut Command::new("no-such-program-anywhere"), "", nowhere), Err(Silence::Missing));
    }

    #[test]
    fn a_program_that_never_ends_its_answer_is_cut_short() {
        let answer = shell("exec yes", "", SOON);
        assert!(matches!(&answer, Err(Silence::Failed(why)) if why.contains("more than 64 MB")), "{answer:?}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_gets_no_more_memory_than_allowed() {
        // It reads its input first, so that the limit is there; then it keeps doubling a text.
        let script = "read line; while :; do line=$line$line; done";
        let start = Instant::now();
        let answer = shell(script, "x\n", SOON);
        assert!(matches!(answer, Err(Silence::Failed(_))), "{answer:?}");
        assert!(start.elapsed() < SOON);
    }
}
