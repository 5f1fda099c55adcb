//! `palisade init`: a first model.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::quote_terminal;
use crate::driver::{CONFIG_FILE, create, words};

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
fail-on = "high"              # none, low, medium, high or critical
fail-on-unknown = "critical"  # and questions that could hide a threat from this severity upwards

# Where `palisade build` writes.
[output]
dir = "out"

# Levels of warnings by code: allow, warn or deny.
# [lints]
# orphan-file = "deny"
"#;

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let files = [("model.tm", MODEL), (CONFIG_FILE, CONFIG)];
    // All or nothing: half a start is worse than none.
    match create(&args.dir, &files) {
        Ok(()) => {}
        Err((name, error)) if error.kind() == io::ErrorKind::AlreadyExists => {
            let message = format!("`{}` exists already", at(&args.dir, &name).display());
            terminal.complain_with_help(&message, "nothing was written; name another folder");
            return Status::Error;
        }
        Err((name, error)) => {
            let path = if name.is_empty() { args.dir.clone() } else { at(&args.dir, &name) };
            terminal.complain(&format!("cannot write `{}`: {}", path.display(), words(&error)));
            return Status::Error;
        }
    }
    for (name, _) in files {
        terminal.line(&format!("wrote {}", quote_terminal(&at(&args.dir, name).display().to_string())));
    }
    Status::Passed
}

fn at(dir: &Path, name: &str) -> PathBuf {
    if dir == Path::new(".") { PathBuf::from(name) } else { dir.join(name) }
}
