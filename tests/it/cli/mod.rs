//! The program as people start it: arguments in, bytes and an exit status out.

mod bad_input;
mod check;
#[cfg(feature = "layout")]
mod determinism;
#[cfg(feature = "layout")]
mod diff;
mod doors;
mod explain;
mod fix;
mod gate;
#[cfg(feature = "layout")]
mod hostile_projects;
#[cfg(feature = "layout")]
mod limits;
#[cfg(feature = "layout")]
mod outputs;
mod passed;
mod paths;
mod questions;
mod reach;
mod rules;
#[cfg(feature = "layout")]
mod sets;
mod streams;
mod what_if;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A project in a folder of its own, which is taken away with it.
pub struct Project {
    folder: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Something with a threat at `critical` that nothing closes.
pub const OPEN: &str = r#"model shop "Shop"
actor customer
process web { memory-safe = true, parses = [] }
data login { class = secret, credential = true }
flow enter: customer -> web { via = http, carries = login, returns = [] }
"#;

/// Something that nothing is wrong with.
pub const SOUND: &str = r#"model sound "Sound"
actor customer
process web { memory-safe = true, parses = [] }
flow enter: customer -> web { via = https, carries = [], returns = [] }
"#;

impl Project {
    /// A project with some files, and nothing of git's.
    pub fn new(files: &[(&str, &str)]) -> Project {
        let project = Project { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(project.path(".git")).unwrap();
        for (path, text) in files {
            project.write(path, text.as_bytes());
        }
        project
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs the program in the project's folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command(arguments).output().unwrap())
    }

    /// The program with its arguments, in the project's folder, on a fixed day.
    pub fn command(&self, arguments: &[&str]) -> Command {
        program(self.folder.path(), arguments)
    }
}

/// The program, in a folder, with nothing of the environment that could change what it prints.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_palisade"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    if matches!(arguments.first(), Some(&("check" | "build" | "render" | "report"))) {
        command.args(["--today", "2026-11-23"]);
    }
    command
}

pub fn ran(output: Output) -> Ran {
    let ran = Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

impl Ran {
    #[track_caller]
    pub fn exits(self, status: i32) -> Ran {
        assert_eq!(self.status, status, "\n--- out\n{}\n--- err\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Ran {
        assert!(self.out.contains(text), "no `{text}` in\n{}\n--- err\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn complains(self, text: &str) -> Ran {
        assert!(self.err.contains(text), "no `{text}` in\n{}\n--- out\n{}", self.err, self.out);
        self
    }
}
