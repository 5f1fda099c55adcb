//! `check --fix`: what was mended, written or shown as a difference, and said in a sentence.

use crate::cli::human::many;
use crate::cli::status::Status;
use crate::cli::terminal::Terminal;
use crate::cli::unified::unified;
use crate::driver::{Mended, MendedFile, Refused, Replacement, replace_all, words};

/// Writes the mended files: all of them, or none.
///
/// # Errors
/// The exit status, with everything said, where one of them cannot be written or is not what it was.
pub(super) fn write(mended: &Mended, terminal: &mut Terminal) -> Result<(), Status> {
    let files = mended.files.iter().map(|file| {
        let MendedFile { anchor, path, was, now, .. } = file;
        Replacement { anchor, path, was, now }
    });
    let files: Vec<Replacement<'_>> = files.collect();
    replace_all(&files).map_err(|(index, refused)| {
        let shown = mended.files.get(index).map_or("", |file| &file.shown);
        let why = match refused {
            Refused::Changed => "it was changed while it was checked".to_owned(),
            Refused::ReadOnly => "the file is read-only".to_owned(),
            Refused::Failed(error) => words(&error),
        };
        let help = "no file was changed; see to this one, and run it again";
        terminal.complain_with_help(&format!("cannot write `{shown}`: {why}"), help);
        Status::Error
    })
}

/// Prints what would be written, as a unified difference.
pub(super) fn show(mended: &Mended, terminal: &mut Terminal) {
    let mut escaped = Vec::new();
    let difference = mended.files.iter().map(|file| {
        let (was, now) = (String::from_utf8_lossy(&file.was), String::from_utf8_lossy(&file.now));
        let (difference, is_escaped) = unified(&file.shown, &was, &now);
        if is_escaped {
            escaped.push(file.shown.as_str());
        }
        difference
    });
    let difference: String = difference.collect();
    terminal.say(&difference);
    if let Some(first) = escaped.first() {
        let more = match escaped.len() {
            1 => String::new(),
            count => format!(" and {}", many(count - 1, "more file")),
        };
        terminal.note(&format!(
            "the difference of `{first}`{more} cannot be applied: a line holds control characters and is shown with escapes; \
             `palisade check --fix` writes it"
        ));
    }
}

/// How many fixes were applied, and how many more there are to look at.
pub(super) fn sentence(mended: &Mended, written: bool) -> String {
    let did = match (mended.applied, written) {
        (0, _) => "nothing to fix unseen".to_owned(),
        (count, true) => {
            format!("applied {} in {}", fixes(count), many(mended.files.len(), "file"))
        }
        (count, false) => {
            format!("would apply {} in {}", fixes(count), many(mended.files.len(), "file"))
        }
    };
    let more = match mended.offered {
        0 => String::new(),
        1 => "; 1 more is offered that only you can judge".to_owned(),
        count => format!("; {count} more are offered that only you can judge"),
    };
    let rest = if mended.complete { "" } else { "; more is left to fix: run it again" };
    format!("{did}{more}{rest}")
}

fn fixes(count: usize) -> String {
    if count == 1 { "1 fix".to_owned() } else { format!("{count} fixes") }
}
