//! `palisade init`: a first model.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::quote_terminal;
use crate::driver::{CONFIG_FILE, words};

/// What `init` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade init            write model.tm and palisade.toml here
  palisade init threats    write them into the folder `threats`

Nothing is ever overwritten.")]
pub(super) struct Args {
    /// The folder; it is created if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
}

/// The first model, in canonical form. Little is known of it, so `check` asks questions; each names the line to add.
const MODEL: &str = r#"// A threat model: what there is, who talks to whom, and where trust ends. Try `palisade check`.
model my-system "My system"

actor visitor "Visitor"  // who uses it
process web "Web server"  // code of ours; `: TYPE` says more, such as `: web-app`
store db "Database"  // data at rest
flow post: visitor -> web "Sends a form" { via = https }  // the arrow starts where the request does
flow save: web -> db "Stores it"  // what it carries: `carries = [NAME]`, declared with `data NAME`
"#;

const CONFIG: &str = r#"# What makes `palisade check` fail: open threats from this severity upwards.
[gate]
fail-on = "high"            # none, low, medium, high or critical

# Where `palisade build` writes.
[output]
dir = "out"

# Levels of warnings by code: allow, warn or deny.
# [lints]
# orphan-file = "deny"
"#;

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    if let Err(error) = std::fs::create_dir_all(&args.dir) {
        terminal.complain(&format!("cannot create `{}`: {}", args.dir.display(), words(&error)));
        return Status::Error;
    }
    let files = [("model.tm", MODEL), (CONFIG_FILE, CONFIG)];
    // All or nothing: half a start is worse than none.
    for (name, _) in files {
        let path = at(&args.dir, name);
        if path.symlink_metadata().is_ok() {
            let message = format!("`{}` exists already", path.display());
            terminal.complain_with_help(&message, "nothing was written; name another folder");
            return Status::Error;
        }
    }
    for (name, text) in files {
        let path = at(&args.dir, name);
        if let Err(error) = create(&path, text) {
            terminal.complain(&format!("cannot write `{}`: {}", path.display(), words(&error)));
            return Status::Error;
        }
        terminal.line(&format!("wrote {}", quote_terminal(&path.display().to_string())));
    }
    Status::Passed
}

fn at(dir: &Path, name: &str) -> PathBuf {
    if dir == Path::new(".") { PathBuf::from(name) } else { dir.join(name) }
}

/// Writes a file that must not be there yet; one that could not be filled is taken away again.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes()).inspect_err(|_| {
        // The first error is the one to report.
        let _ = std::fs::remove_file(path);
    })
}
