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
//! - `file=NAME` names a block's file (`model.tm` without), `syntax` stops behind the parser,
//!   `today=YYYY-MM-DD` sets the day. Blocks of one section are one case, until a file comes twice.
//! - Unexpected diagnostics fail as missing ones do. `UPDATE=1` rewrites the comments.
//! - `SPEC=TEXT` runs only the files whose path holds TEXT.
//!
//! The comments are cut off before the text is compiled, so they may stand anywhere, even behind an
//! unclosed string.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use palisade::diag::{Diagnostic, Style, render};
use palisade::text::{Sources, Span};

use crate::compile::{Input, compile_for_test};
use crate::markdown::{Fence, fences};

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
    Err(format!("\n{report}{failed} of {cases} cases failed; UPDATE=1 accepts what the compiler says now\n"))
}

/// Codes that no spec can show, with the test that shows them instead: files that are too large, folders that cannot
/// be read, documents of other formats.
const SHOWN_ELSEWHERE: &[(&str, &str)] = &[
    ("file-too-large", "src/syntax/tests/mod.rs"),
    ("import-document", "tests/it/formats/round_trip.rs"),
    ("import-left-out", "tests/it/formats/round_trip.rs"),
    ("import-name", "tests/it/formats/round_trip.rs"),
    ("import-place", "tests/it/formats/refused.rs"),
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

const REMOVED: &str = "\0removed";

/// Blocks that are compiled together.
struct Case {
    fences: Vec<Fence>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let relevant = fences(text).into_iter().filter(|fence| fence.language == "tm" || fence.language == "toml");
    for fence in relevant {
        let joins = cases.last().is_some_and(|case| {
            case.fences.iter().all(|other| other.section == fence.section && file(other) != file(&fence))
        });
        match cases.last_mut() {
            Some(case) if joins => case.fences.push(fence),
            _ => cases.push(Case { fences: vec![fence] }),
        }
    }
    cases
}

fn file(fence: &Fence) -> &str {
    fence.value("file").unwrap_or(if fence.language == "toml" { "palisade.toml" } else { "model.tm" })
}

/// An expected diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Expected {
    /// Which block of the case, and the line in it (from 0) that the diagnostic starts on.
    at: (usize, usize),
    /// The line in the block that the comment stands on.
    written: usize,
    /// As written, without the marker, carets and columns.
    text: String,
    carets: usize,
    /// From where to where.
    columns: Option<String>,
}

impl Expected {
    /// Reads what stands behind a marker on a line of a block.
    fn read(comment: &str, block: usize, line: usize) -> Expected {
        let carets = comment.len() - comment.trim_start_matches('^').len();
        let text = comment.trim_start_matches('^').trim();
        let is_columns = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit())
                && word.chars().all(|c| c.is_ascii_digit() || "-+:".contains(c))
        };
        let (columns, text) = match text.split_once(' ').filter(|(word, _)| is_columns(word)) {
            Some((columns, text)) => (Some(columns.to_owned()), text.trim()),
            None => (None, text),
        };
        let at = (block, line.saturating_sub(carets));
        Expected { at, written: line, text: text.to_owned(), carets, columns }
    }

    /// As it is written behind a line.
    fn shown(&self, fence: &Fence) -> String {
        let columns = self.columns.as_ref().map(|columns| format!("{columns} ")).unwrap_or_default();
        format!("{}{} {columns}{}", marker(fence), "^".repeat(self.carets), self.text)
    }

    /// Whether this is what came, wherever on its line.
    fn matches(&self, actual: &Actual) -> bool {
        let (head, advice) = match self.text.split_once(" => ") {
            Some((head, advice)) => (head, Some(advice.trim())),
            None => (self.text.as_str(), None),
        };
        let (kind, message) = head.split_once(": ").unwrap_or((head, ""));
        self.at == actual.at
            && kind.trim_end_matches(':') == actual.kind
            && actual.message.contains(message.trim())
            && advice.is_none_or(|advice| actual.advice.iter().any(|each| each.contains(advice)))
    }
}

/// A diagnostic that came.
struct Actual {
    at: (usize, usize),
    /// From where to where; nothing for what is at no place that is shown.
    columns: Option<String>,
    /// `error[code]`
    kind: String,
    message: String,
    advice: Vec<String>,
    picture: String,
}

struct Judgement {
    failure: Option<Failure>,
    /// Lines of the Markdown file and what should stand there.
    lines: Vec<(usize, String)>,
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

/// What a case asks for, and what it expects.
fn read(case: &Case) -> (Input, Vec<Expected>) {
    let mut input = Input::default();
    let mut expected = Vec::new();
    for (block, fence) in case.fences.iter().enumerate() {
        let mut text = String::new();
        for (number, line) in fence.body.lines().enumerate() {
            let (code, comments) = split_comments(line, fence);
            text.push_str(code);
            text.push('\n');
            expected.extend(comments.into_iter().map(|comment| Expected::read(comment, block, number)));
        }
        input.files.push((file(fence).to_owned(), text));
        input.syntax_only |= fence.has("syntax");
        input.today = input.today.take().or(fence.value("today").map(str::to_owned));
    }
    (input, expected)
}

fn judge(case: &Case, compile: &Compile) -> Judgement {
    let (input, mut expected) = read(case);
    let (sources, diagnostics) = compile(&input);
    let actual: Vec<Actual> = diagnostics.iter().map(|each| actual(case, &sources, each)).collect();

    let mut open: Vec<usize> = (0..expected.len()).collect();
    let mut take = |expected: &[Expected], fits: &dyn Fn(&Expected) -> bool| {
        // The longest text first, so that a vague comment does not take another's diagnostic.
        let best = open.iter().enumerate().filter(|(_, index)| fits(&expected[**index]));
        let best = best.max_by_key(|(_, index)| expected[**index].text.len()).map(|(place, _)| place);
        best.map(|place| open.remove(place))
    };
    // What is at its columns first; of the rest, only the columns are not true.
    let exact =
        |actual: &&Actual| take(&expected, &|each| each.columns == actual.columns && each.matches(actual)).is_none();
    let rest: Vec<&Actual> = actual.iter().filter(exact).collect();
    let (mut unexpected, mut elsewhere) = (Vec::new(), Vec::new());
    for actual in rest {
        match take(&expected, &|each| each.matches(actual)) {
            Some(index) => elsewhere.push((index, actual)),
            None => unexpected.push(actual),
        }
    }
    let missing: Vec<Expected> = open.into_iter().map(|index| expected[index].clone()).collect();
    if missing.is_empty() && unexpected.is_empty() && elsewhere.is_empty() {
        return Judgement { failure: None, lines: Vec::new() };
    }
    let mut failure = failure(case, &missing, &unexpected);
    for (index, actual) in elsewhere {
        let line = case.fences[actual.at.0].first_line + actual.at.1 + 1;
        let columns = |columns: &Option<String>| columns.clone().unwrap_or_else(|| "nowhere".to_owned());
        let (was, is) = (columns(&expected[index].columns), columns(&actual.columns));
        let _ = writeln!(failure.text, "  ! line {line}: is at {is}, and {was} is written: {}", expected[index].text);
        expected[index].columns.clone_from(&actual.columns);
    }
    Judgement { failure: Some(failure), lines: rewrite(case, &expected, &missing, &unexpected) }
}

/// The text before the first `//~` (`#~` in TOML) and what stands behind each.
fn split_comments<'a>(line: &'a str, fence: &Fence) -> (&'a str, Vec<&'a str>) {
    let mut parts = line.split(marker(fence));
    let code = parts.next().unwrap_or("");
    let comments: Vec<&str> = parts.map(str::trim).collect();
    (if comments.is_empty() { code } else { code.trim_end() }, comments)
}

fn marker(fence: &Fence) -> &'static str {
    if fence.language == "toml" { "#~" } else { "//~" }
}

fn actual(case: &Case, sources: &Sources, diagnostic: &Diagnostic) -> Actual {
    let span = diagnostic.span();
    let line = sources.line_col(span).map_or(0, |at| at.line as usize - 1);
    // What has no place of its own, or one in a file that is not shown, counts for the first line.
    let block = case.fences.iter().position(|fence| span.is_somewhere() && file(fence) == sources.path(span.source));
    let lines = block.map_or(1, |block| case.fences[block].body.lines().count());
    let at = block.map_or((0, 0), |block| (block, line.min(lines.saturating_sub(1))));
    let columns = block.and_then(|_| columns(sources, span));
    let fix = diagnostic
        .fixes
        .iter()
        .flat_map(|fix| std::iter::once(fix.title.clone()).chain(fix.edits.iter().map(|edit| edit.text.clone())));
    Actual {
        at,
        columns,
        kind: format!("{}[{}]", diagnostic.severity.word(), diagnostic.code.0),
        message: diagnostic.message.clone(),
        advice: diagnostic.help.iter().cloned().chain(fix).collect(),
        picture: render(sources, diagnostic, Style::default()),
    }
}

/// Where a span is on its line, as specs say it.
fn columns(sources: &Sources, span: Span) -> Option<String> {
    let (first, end) = (sources.line_col(span)?, sources.line_col(span.after())?);
    // An end before the first character of a line is the end of the line above.
    Some(match (end.line - first.line, span.start == span.end) {
        (_, true) => first.column.to_string(),
        (0, _) => format!("{}-{}", first.column, end.column - 1),
        (lines, _) => format!("{}-+{lines}:{}", first.column, end.column - 1),
    })
}

fn failure(case: &Case, missing: &[Expected], unexpected: &[&Actual]) -> Failure {
    let line = |(block, line): (usize, usize)| case.fences[block].first_line + line + 1;
    let mut text = String::new();
    for each in missing {
        let _ = writeln!(text, "  - line {}: expected, did not come: {}", line(each.at), each.text);
    }
    for each in unexpected {
        let _ = writeln!(text, "  + line {}: came, not expected: {}: {}", line(each.at), each.kind, each.message);
        for picture in each.picture.trim_end().lines() {
            let _ = writeln!(text, "      {picture}");
        }
    }
    let first = &case.fences[0];
    Failure { line: first.first_line, title: first.heading.clone(), text }
}

/// The lines with the untrue comments left out and the missing ones added.
fn rewrite(case: &Case, expected: &[Expected], missing: &[Expected], unexpected: &[&Actual]) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    for (block, fence) in case.fences.iter().enumerate() {
        for (number, line) in fence.body.lines().enumerate() {
            let (code, comments) = split_comments(line, fence);
            let mut out = code.to_owned();
            let kept =
                expected.iter().filter(|each| each.at.0 == block && each.written == number && !missing.contains(each));
            let kept = kept.map(|each| each.shown(fence));
            let added = unexpected.iter().filter(|each| each.at == (block, number));
            // A message of several lines, or one with the marker in it, is cut to what fits.
            let added = added.map(|each| {
                let message = each.message.split(['\n', '\r']).next().unwrap_or("");
                let message = message.split(marker(fence)).next().unwrap_or("").split(" => ").next().unwrap_or("");
                let columns = each.columns.as_ref().map(|columns| format!("{columns} ")).unwrap_or_default();
                format!("{} {columns}{}: {}", marker(fence), each.kind, message.trim())
            });
            for comment in kept.chain(added) {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(&comment);
            }
            if out.is_empty() && !comments.is_empty() {
                out = REMOVED.to_owned();
            }
            lines.push((fence.first_line + number, out));
        }
    }
    lines
}

#[cfg(test)]
mod tests;
