//! The world as it is: the file system and the clock.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use ignore::WalkBuilder;
use jiff::{Timestamp, tz::TimeZone};

use crate::driver::program::{Allowed, Silence, ask};
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
        dot(graph)
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

/// How long Graphviz may take, and how many bytes of address space.
const DOT: Allowed = Allowed { time: Duration::from_secs(60), memory: 1_024 << 20 };

/// Runs `dot`. Its arguments are fixed, so that nothing of a model can be taken for an option.
fn dot(graph: &str) -> Result<String, DotFault> {
    ask(Command::new("dot").arg("-Tjson"), graph, DOT).map_err(|silence| match silence {
        Silence::Missing => DotFault::Missing,
        Silence::Failed(why) => DotFault::Failed(why),
        Silence::TooSlow(time) => DotFault::TooSlow(time.as_secs()),
    })
}
