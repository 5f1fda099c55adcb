//! The world as it is: the file system and the clock.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ignore::WalkBuilder;
use jiff::{Timestamp, tz::TimeZone};

use crate::driver::world::is_tm;
use crate::driver::{DotFault, Facts, FileKind, Found, Walked, World};
use crate::model::Date;

/// The file system and the clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskWorld {
    /// The day that it is to be, whatever the clock says.
    pub day: Option<Date>,
}

impl World for DiskWorld {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let data = path.metadata()?;
        let kind = match (data.is_file(), data.is_dir()) {
            (true, _) => FileKind::File,
            (_, true) => FileKind::Folder,
            _ => FileKind::Other,
        };
        Ok(Facts { kind, len: data.len() })
    }

    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let length = file.metadata().map_or(0, |data| data.len());
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(most).min(most));
        file.take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Found>> {
        let mut files = Vec::new();
        for entry in folder.read_dir()? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if is_tm(&path) && !hidden && !kind.is_dir() {
                files.push(Found { path, link: kind.is_symlink() });
            }
        }
        files.sort();
        Ok(files)
    }

    fn walk(&self, folder: &Path, most: usize) -> Walked {
        // As git sees a fresh clone: the ignore files that are committed count, those of the person do not.
        let entries = WalkBuilder::new(folder).ignore(false).git_global(false).follow_links(false).build();
        let mut walked = Walked::default();
        for entry in entries {
            match entry {
                Ok(entry) => {
                    let Some(kind) = entry.file_type() else { continue };
                    if !kind.is_dir() && is_tm(entry.path()) {
                        walked.files.push(Found { link: kind.is_symlink(), path: entry.into_path() });
                    }
                }
                Err(error) => walked.unreadable.extend(unreadable(folder, error)),
            }
            if walked.files.len() > most {
                break;
            }
        }
        walked.files.sort();
        walked.unreadable.sort_by(|a, b| a.0.cmp(&b.0));
        walked
    }

    fn dot(&self, graph: &str) -> Result<String, DotFault> {
        dot(graph, DOT_TIME)
    }

    fn today(&self) -> Date {
        self.day.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date())
    }
}

/// The folder that an error of a walk is about; `None` for faults of ignore files, which change nothing.
fn unreadable(folder: &Path, error: ignore::Error) -> Option<(PathBuf, io::Error)> {
    let mut path = folder.to_path_buf();
    let mut inner = &error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: at, err } => {
                path.clone_from(at);
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => break,
        };
    }
    error.into_io_error().map(|error| (path, error))
}

/// How long Graphviz may take.
const DOT_TIME: Duration = Duration::from_secs(60);

/// Runs `dot`. Its arguments are fixed, so that nothing of a model can be taken for an option.
fn dot(graph: &str, time: Duration) -> Result<String, DotFault> {
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
    answer(child, graph, time)
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
