//! Graphviz as a program: a graph in, coordinates out, in bounded time.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::driver::DotFault;

/// How long Graphviz may take.
const DOT_TIME: Duration = Duration::from_secs(60);

/// Runs `dot`. Its arguments are fixed, so that nothing of a model can be taken for an option.
pub(crate) fn dot(graph: &str) -> Result<String, DotFault> {
    let child = Command::new("dot")
        .arg("-Tjson")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DotFault::Missing,
            _ => DotFault::Failed(error.to_string()),
        })?;
    answer(child, graph, DOT_TIME)
}

/// Gives a program its input and waits for its output, but not for ever.
fn answer(mut child: Child, input: &str, time: Duration) -> Result<String, DotFault> {
    let failed = |what: String| DotFault::Failed(what);
    let (Some(mut stdin), Some(mut stdout), Some(mut stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
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
            stdout.read_to_end(&mut text).map(|_| text)
        });
        let complaints = scope.spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.read_to_end(&mut text);
            String::from_utf8_lossy(&text).trim().to_owned()
        });
        let start = Instant::now();
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if start.elapsed() < time => std::thread::sleep(Duration::from_millis(5)),
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
            None => Err(DotFault::TooSlow(time.as_secs())),
            Some(status) if !status.success() => Err(failed(said)),
            Some(_) => String::from_utf8(out).map_err(|error| failed(error.to_string())),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn shell(script: &str) -> Child {
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    #[cfg(unix)]
    #[test]
    fn a_program_answers_fails_or_is_stopped() {
        let soon = Duration::from_secs(20);
        assert_eq!(answer(shell("cat"), "digraph {}", soon), Ok("digraph {}".to_owned()));
        let large = "x".repeat(1 << 20);
        assert_eq!(answer(shell("cat"), &large, soon), Ok(large.clone()));
        assert_eq!(answer(shell("echo no >&2; exit 1"), &large, soon), Err(DotFault::Failed("no".to_owned())));
        let start = Instant::now();
        assert_eq!(answer(shell("exec sleep 30"), "", Duration::from_millis(50)), Err(DotFault::TooSlow(0)));
        assert!(start.elapsed() < Duration::from_secs(15));
    }
}
