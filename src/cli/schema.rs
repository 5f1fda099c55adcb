//! `palisade schema`: what the JSON output looks like.

use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::view::document;

/// What `schema` can be told: nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  palisade schema > palisade.schema.json")]
pub(super) struct Args {}

pub(super) fn run(_args: &Args, terminal: &mut Terminal) -> Status {
    terminal.text(&document::schema());
    Status::Passed
}
