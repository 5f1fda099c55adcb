//! `palisade import`: foreign files, and our own JSON, as `.tm`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::cli::product;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::diag::{Severity, render};
use crate::driver::{DiskWorld, World, find, leads_elsewhere, words};
use crate::import::{IMPORTERS, Importer};
use crate::text::{Source, Sources};

/// The largest file that is imported.
const MOST: usize = 256 * 1024 * 1024;

/// What `import` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  palisade import json out/shop/model.json              print the model
  palisade import json out/shop/model.json -o shop.tm   write it to a file that is not there yet")]
pub(super) struct Args {
    /// The format of the file
    #[arg(value_name = "FORMAT", value_parser = formats())]
    format: String,
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The file to write; without it, standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(IMPORTERS.iter().map(|each| PossibleValue::new(each.name).help(each.doc)))
}

pub(super) fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let Some(importer) = Importer::of(&args.format) else { return Status::Error };
    let shown = args.file.display().to_string();
    let (text, linked) = match read(args) {
        Ok(read) => read,
        Err(why) => {
            terminal.complain(&format!("cannot read `{shown}`: {why}"));
            return Status::Error;
        }
    };
    let mut sources = Sources::default();
    let source = Source::new(shown, text);
    let text = source.text.clone();
    let id = sources.add(source);
    let imported = (importer.read)(id, &text);
    if linked && imported.diagnostics.iter().any(|each| each.severity == Severity::Error) {
        let message = format!("cannot read `{}`: a link leads to what is no such document", args.file.display());
        terminal.complain_with_help(&message, "name the file itself, or look at where the link leads");
        return Status::Error;
    }
    for diagnostic in &imported.diagnostics {
        let picture = render(&sources, diagnostic, terminal.style);
        terminal.shown(&picture);
    }
    if imported.diagnostics.iter().any(|each| each.severity == Severity::Error) {
        return Status::Error;
    }
    let text = crate::fmt::format_new(&imported.file);
    match &args.output {
        Some(path) => product::to_file(path, text.as_bytes(), terminal),
        None => {
            terminal.text(&text);
            Status::Passed
        }
    }
}

/// The text, and whether a link leads to it.
fn read(args: &Args) -> Result<(String, bool), String> {
    let world = DiskWorld::default();
    let (anchor, facts) = find(&world, &args.file).map_err(|error| words(&error))?;
    let bytes = world.read(&anchor, &facts.path, MOST + 1).map_err(|error| words(&error))?;
    if bytes.len() > MOST {
        return Err(format!("it is larger than {} MB", MOST >> 20));
    }
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    Ok((text, leads_elsewhere(&world, &args.file, &facts)))
}
