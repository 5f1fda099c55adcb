//! Runs `tests/spec/**/*.md`: models whose expected diagnostics stand on their lines.
//!
//! ````text
//! ```tm
//! actor a
//! a -> bb            //~ 6-7 error[unknown-name]: unknown element `bb` => did you mean
//! ```
//! ````
//!
//! - `//~ SEVERITY[CODE]: TEXT` expects a diagnostic that starts on this line; `//~^` on the line
//!   above, each further caret one more. Several may stand on a line. In TOML it is `#~`.
//! - Before SEVERITY stand its columns: `5-9` from the fifth character to the ninth, `5` before the fifth and of no width,
//!   `5-+2:9` to the ninth of the second line below. What has no place in the blocks has none.
//! - TEXT is a part of the message; behind ` => ` a part of one of the helps or of the fix.
//! - What each fix makes of the text stands below, to the letter: `//~> LINE` where it is sure, `//~? LINE` where it is
//!   maybe; see `after.rs` for fixes of several lines, of others, and of none.
//! - `file=NAME` names a block's file (`model.tm` without), `syntax` stops behind the parser,
//!   `today=YYYY-MM-DD` sets the day. Blocks of one section are one case, until a file comes twice.
//! - Unexpected diagnostics fail as missing ones do. `UPDATE=1` rewrites the comments and these lines.
//! - `SPEC=TEXT` runs only the files whose path holds TEXT.
//!
//! The comments are cut off before the text is compiled, and the lines of fixes left out, so they may stand anywhere,
//! even behind an unclosed string.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use palisade::diag::Diagnostic;
use palisade::text::Sources;

use crate::compile::{Input, compile_for_test};
use crate::spec::case::{cases, read};
use crate::spec::judge::{REMOVED, judge};

mod after;
mod case;
mod judge;

#[test]
fn specs() {
    if let Err(report) = &*OUTCOME {
        panic!("{report}");
    }
}

/// What came of every spec, looked at once a run.
static OUTCOME: LazyLock<Result<(), String>> = LazyLock::new(compared);

/// Whoever reads specs has them written first, where this run writes them.
pub fn written() {
    if crate::accept::updating() {
        let _ = &*OUTCOME;
    }
}

fn compared() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let only = std::env::var("SPEC").unwrap_or_default();
    let mut paths = Vec::new();
    markdown_files(&root, &mut paths);
    paths.sort();
    let (mut cases, mut failed) = (0, 0);
    let mut report = String::new();
    for path in paths.iter().filter(|path| path.to_string_lossy().contains(&only)) {
        let text = std::fs::read_to_string(path).unwrap();
        let outcome = run(&text, &compile_for_test);
        cases += outcome.cases;
        if outcome.failures.is_empty() {
            continue;
        }
        if crate::accept::updating() {
            crate::accept::write(path, outcome.updated.as_bytes());
            continue;
        }
        failed += outcome.failures.len();
        let name = path.strip_prefix(&root).unwrap_or(path).display();
        for failure in outcome.failures {
            let _ = writeln!(report, "tests/spec/{name}:{}: {}\n{}", failure.line, failure.title, failure.text);
        }
    }
    if failed == 0 {
        return Ok(());
    }
    Err(format!(
        "\n{report}{failed} of {cases} cases failed; `UPDATE=1 cargo test` accepts what the compiler says now\n"
    ))
}

/// Codes that no spec can show, with the test that shows them instead: files that are too large, folders that cannot
/// be read, documents of other formats.
const SHOWN_ELSEWHERE: &[(&str, &str)] = &[
    ("file-too-large", "src/syntax/tests/mod.rs"),
    ("import-document", "tests/it/formats/round_trip.rs"),
    ("import-left-out", "tests/it/formats/round_trip.rs"),
    ("import-name", "tests/it/formats/round_trip.rs"),
    ("import-place", "tests/it/formats/refused.rs"),
    ("import-position", "tests/it/formats/refused.rs"),
    ("import-rule", "tests/it/formats/refused.rs"),
    ("import-twice", "tests/it/formats/refused.rs"),
    ("import-value", "tests/it/formats/round_trip.rs"),
    ("import-version", "tests/it/formats/round_trip.rs"),
    ("malformed-supposition", "tests/it/cli/what_if.rs"),
    ("rules-too-costly", "tests/it/limits.rs"),
    ("run-too-large", "tests/it/cli/limits.rs"),
    ("shared-list-too-long", "tests/it/cli/limits.rs"),
    ("condition-ambiguous-name", "tests/it/cli/gate.rs"),
    ("picture-failed", "tests/it/picture/failing.rs"),
    ("pictures-left-out", "tests/it/picture/limits.rs"),
    ("not-utf8", "tests/it/cli/bad_input.rs"),
    ("bad-test-results", "tests/it/cli/bad_input.rs"),
    ("failed-test", "tests/it/cli/check.rs"),
    ("file-passed-over", "src/gate/loosening/tests.rs"),
    ("folder-passed-over", "src/gate/loosening/tests.rs"),
    ("hidden-line-end", "src/syntax/tests/mod.rs"),
    ("misnamed-configuration", "tests/it/cli/passed.rs"),
    ("test-without-result", "tests/it/evidence.rs"),
    ("no-model", "tests/it/cli/bad_input.rs"),
    ("too-many-files", "tests/it/cli/bad_input.rs"),
    ("too-many-diagnostics", "tests/it/cli/bad_input.rs"),
    ("too-many-words", "tests/it/cli/bad_input.rs"),
    ("too-many-steps", "src/syntax/parse.rs"),
    ("unreadable-file", "tests/it/cli/bad_input.rs"),
    ("unreadable-folder", "tests/it/cli/bad_input.rs"),
    ("unchecked-model", "tests/it/cli/doors.rs"),
];

/// A diagnostic that no test brings about is a promise that nobody keeps.
#[test]
fn every_code_is_brought_about_by_a_test() {
    written();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    markdown_files(&root.join("tests/spec"), &mut paths);
    let specs: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let mut said = String::new();
    for info in palisade::driver::codes() {
        let code = info.code.0;
        let expected = ["error", "warning", "note"].iter().any(|word| specs.contains(&format!("~ {word}[{code}]")))
            || specs.lines().any(|line| line.contains('~') && line.contains(&format!("[{code}]:")));
        let elsewhere = SHOWN_ELSEWHERE.iter().find(|(shown, _)| *shown == code).map(|(_, path)| *path);
        let shown = elsewhere.is_some_and(|path| std::fs::read_to_string(root.join(path)).unwrap().contains(code));
        if !expected && !shown {
            let _ = writeln!(said, "`{code}`");
        }
        assert!(!(expected && elsewhere.is_some()), "`{code}` has a spec now; take it off the list");
    }
    assert!(said.is_empty(), "no test brings about:\n{said}");
}

fn markdown_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            markdown_files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            out.push(path);
        }
    }
}

/// What came of one Markdown file.
struct Outcome {
    cases: usize,
    failures: Vec<Failure>,
    /// The file as it should be.
    updated: String,
}

struct Failure {
    /// Line in the Markdown file, from 1.
    line: usize,
    title: String,
    text: String,
}

type Compile = dyn Fn(&Input) -> (Sources, Vec<Diagnostic>);

fn run(text: &str, compile: &Compile) -> Outcome {
    let cases = cases(text);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut failures = Vec::new();
    for case in &cases {
        let result = judge(case, compile);
        for (line, replacement) in result.lines {
            lines[line] = replacement;
        }
        failures.extend(result.failure);
    }
    // A line that held nothing but comments which are no longer true is marked for removal.
    let mut updated: String = lines.iter().filter(|line| *line != REMOVED).map(|line| format!("{line}\n")).collect();
    if !text.ends_with('\n') {
        updated.pop();
    }
    Outcome { cases: cases.len(), failures, updated }
}

/// The input of every case of every spec, with the file that it stands in.
pub fn inputs() -> Vec<(String, Input)> {
    written();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut paths = Vec::new();
    markdown_files(&root, &mut paths);
    paths.sort();
    let all = paths.into_iter().flat_map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
        let inputs: Vec<Input> = cases(&text).iter().map(|case| read(case).0).collect();
        inputs.into_iter().map(move |input| (name.clone(), input))
    });
    all.collect()
}

#[cfg(test)]
mod tests;
