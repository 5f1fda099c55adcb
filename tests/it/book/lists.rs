//! The book's lists of commands and formats: pages of the reference, and lists in pages that people write.

use std::fmt::Write as _;

use palisade::emit::{FORMATS, PICTURES};

use super::{GENERATED, root};

/// What stands before a list in a page that people write.
const HAND: &str = "written by `UPDATE=1 cargo test`; edit the tables instead -->";

/// The pages that hold nothing else.
pub(super) fn pages() -> [(&'static str, String); 2] {
    [("formats", formats()), ("commands", commands())]
}

/// Holds every list in a page that people write to its table.
pub(super) fn hold() {
    list("pictures", "formats", &pictures());
    list("command-line", "commands", &table_of_commands());
}

/// Holds a list in a page that is written by hand to the table that it comes from.
fn list(page: &str, name: &str, lines: &str) {
    let path = root().join(format!("book/src/{page}.md"));
    let text = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (start, end) = (format!("<!-- {name}: {HAND}\n"), format!("<!-- end of {name} -->\n"));
    let (before, rest) = text.split_once(&start).unwrap_or_else(|| panic!("`{start}` is not in {page}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("`{end}` is not in {page}"));
    crate::accept::holds(&path, &format!("{before}{start}\n{lines}\n{end}{after}"));
}

/// Every format of the whole, and every format of pictures.
fn formats() -> String {
    let mut page = format!(
        "# Formats\n\n{GENERATED}`palisade build` writes each of these for every model, and `palisade report` those that \
         are no picture.\n\n| format | file | what it is |\n|---|---|---|\n"
    );
    for format in FORMATS {
        writeln!(page, "| `{}` | `{}` | {} |", format.name, format.file_name, format.doc).unwrap();
    }
    write!(page, "\n`palisade render` draws one view in one of these.\n\n{}", pictures()).unwrap();
    page
}

fn pictures() -> String {
    let rows = PICTURES.iter();
    let rows: String = rows.map(|format| format!("| `{}` | {} |\n", format.name, format.doc)).collect();
    format!("| `--format` | what it is |\n|---|---|\n{rows}")
}

/// What the program prints, as wide as a page.
fn printed(arguments: &[&str]) -> String {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_palisade"));
    let output = program.env("NO_COLOR", "1").env("COLUMNS", "100").args(arguments).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{arguments:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Every subcommand with what it says of itself, from the program's own help.
fn subcommands() -> Vec<(String, String)> {
    let help = printed(&["--help"]);
    let list = help.split_once("Commands:\n").unwrap().1.lines().take_while(|line| line.starts_with("  "));
    let mut found: Vec<(String, String)> = Vec::new();
    for line in list {
        match (line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')), found.last_mut()) {
            (Some(line), _) => {
                let (name, about) = line.split_once(' ').unwrap();
                found.push((name.to_owned(), about.trim().to_owned()));
            }
            (None, Some((_, about))) => *about += &format!(" {}", line.trim()),
            (None, None) => {}
        }
    }
    found.retain(|(name, _)| name != "help");
    assert!(found.len() > 8, "the help lists every subcommand: {found:?}");
    found
}

fn table_of_commands() -> String {
    let rows = subcommands().into_iter().map(|(name, about)| {
        format!("| [`palisade {name}`](reference/commands.md#{name}) | {} |\n", about.replace('|', "\\|"))
    });
    format!("| command | does |\n|---|---|\n{}", rows.collect::<String>())
}

fn commands() -> String {
    let mut page = format!("# Commands\n\n{GENERATED}What `palisade COMMAND --help` says.\n");
    for (name, _) in subcommands() {
        write!(page, "\n## {name}\n\n```text\n{}\n```\n", printed(&[&name, "--help"]).trim_end()).unwrap();
    }
    page
}
