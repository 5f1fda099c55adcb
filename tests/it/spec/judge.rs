//! What came of a case against what it expects, and the lines as they should be.

use std::fmt::Write;

use palisade::diag::{Diagnostic, Style, render};
use palisade::text::{Sources, Span};

use crate::spec::case::{Block, Case, Expected, read};
use crate::spec::{Compile, Failure, after};

/// Stands for a line that held nothing but what is no longer true.
pub const REMOVED: &str = "\0removed";

/// A diagnostic that came.
struct Actual {
    at: (usize, usize),
    /// From where to where; nothing for what is at no place that is shown.
    columns: Option<String>,
    /// `error[code]`
    kind: String,
    message: String,
    advice: Vec<String>,
    /// What its fixes make, as it should stand below its comment.
    fixes: Vec<String>,
    picture: String,
}

impl Actual {
    /// Whether this is what was expected, wherever on its line.
    fn matches(&self, expected: &Expected) -> bool {
        let (head, advice) = match expected.text.split_once(" => ") {
            Some((head, advice)) => (head, Some(advice.trim())),
            None => (expected.text.as_str(), None),
        };
        let (kind, message) = head.split_once(": ").unwrap_or((head, ""));
        expected.at == self.at
            && kind.trim_end_matches(':') == self.kind
            && self.message.contains(message.trim())
            && advice.is_none_or(|advice| self.advice.iter().any(|each| each.contains(advice)))
    }

    /// As it is written behind its line. A message of several lines, or one with the marker in it, is cut to what fits.
    fn shown(&self, marker: &str) -> String {
        let message = self.message.split(['\n', '\r']).next().unwrap_or("");
        let message = message.split(marker).next().unwrap_or("").split(" => ").next().unwrap_or("");
        let columns = self.columns.as_ref().map(|columns| format!("{columns} ")).unwrap_or_default();
        format!("{marker} {columns}{}: {}", self.kind, message.trim())
    }
}

pub struct Judgement {
    pub failure: Option<Failure>,
    /// Lines of the Markdown file and what should stand there.
    pub lines: Vec<(usize, String)>,
}

pub fn judge(case: &Case, compile: &Compile) -> Judgement {
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
    let mut came: Vec<Option<&Actual>> = vec![None; expected.len()];
    // What is at its columns first; of the rest, only the columns are not true.
    let mut rest: Vec<&Actual> = Vec::new();
    for actual in &actual {
        match take(&expected, &|each| each.columns == actual.columns && actual.matches(each)) {
            Some(index) => came[index] = Some(actual),
            None => rest.push(actual),
        }
    }
    let (mut unexpected, mut elsewhere) = (Vec::new(), Vec::new());
    for actual in rest {
        match take(&expected, &|each| actual.matches(each)) {
            Some(index) => {
                came[index] = Some(actual);
                elsewhere.push((index, actual));
            }
            None => unexpected.push(actual),
        }
    }
    let missing = expected.iter().zip(&came).filter(|(_, came)| came.is_none()).map(|(each, _)| each);
    let mut text = differences(case, missing, &unexpected);
    for (index, actual) in elsewhere {
        let line = case.blocks[actual.at.0].line(actual.at.1);
        let columns = |columns: &Option<String>| columns.clone().unwrap_or_else(|| "nowhere".to_owned());
        let (was, is) = (columns(&expected[index].columns), columns(&actual.columns));
        let _ = writeln!(text, "  ! line {line}: is at {is}, and {was} is written: {}", expected[index].text);
        expected[index].columns.clone_from(&actual.columns);
    }
    let pairs = expected.iter().zip(came).filter_map(|(expected, came)| Some((expected, came?)));
    let lines = rewritten(case, &pairs.collect::<Vec<_>>(), &unexpected, &mut text);
    if text.is_empty() {
        return Judgement { failure: None, lines: Vec::new() };
    }
    let first = &case.blocks[0].fence;
    Judgement { failure: Some(Failure { line: first.first_line, title: first.heading.clone(), text }), lines }
}

fn actual(case: &Case, sources: &Sources, diagnostic: &Diagnostic) -> Actual {
    let span = diagnostic.span();
    let line = sources.line_col(span).map_or(0, |at| at.line as usize - 1);
    // What has no place of its own, or one in a file that is not shown, counts for the first line.
    let block = case.blocks.iter().position(|block| span.is_somewhere() && block.file() == sources.path(span.source));
    let lines = block.map_or(1, |block| case.blocks[block].rows.len());
    let at = block.map_or((0, 0), |block| (block, line.min(lines.saturating_sub(1))));
    let columns = block.and_then(|_| columns(sources, span));
    let shown = &case.blocks[at.0];
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
        fixes: after::shown(sources, diagnostic, (shown.file(), at.1), shown.marker()),
        picture: render(sources, diagnostic, Style::default()),
    }
}

/// Where a span is on its line, as specs say it.
pub fn columns(sources: &Sources, span: Span) -> Option<String> {
    let (first, end) = (sources.line_col(span)?, sources.line_col(span.after())?);
    // An end before the first character of a line is the end of the line above.
    Some(match (end.line - first.line, span.start == span.end) {
        (_, true) => first.column.to_string(),
        (0, _) => format!("{}-{}", first.column, end.column - 1),
        (lines, _) => format!("{}-+{lines}:{}", first.column, end.column - 1),
    })
}

/// What did not come, and what came besides.
fn differences<'a>(case: &Case, missing: impl Iterator<Item = &'a Expected>, unexpected: &[&Actual]) -> String {
    let line = |(block, row): (usize, usize)| case.blocks[block].line(row);
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
    text
}

/// The lines with the untrue comments left out and the missing ones added; says which fixes make something else.
fn rewritten(
    case: &Case,
    came: &[(&Expected, &Actual)],
    unexpected: &[&Actual],
    text: &mut String,
) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    for (index, block) in case.blocks.iter().enumerate() {
        for (number, row) in block.rows.iter().enumerate() {
            let mut out = row.code.clone();
            let kept = came.iter().filter(|(each, _)| each.at.0 == index && each.written == number);
            let kept = kept.map(|(each, came)| (each.shown(block.marker()), *came));
            let added = unexpected.iter().filter(|each| each.at == (index, number));
            let added = added.map(|each| (each.shown(block.marker()), *each));
            let mut fixes: Vec<&String> = Vec::new();
            for (comment, came) in kept.chain(added) {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(&comment);
                fixes.extend(&came.fixes);
            }
            if fixes != row.fixes.iter().collect::<Vec<_>>() {
                other_fixes(block, number, &fixes, text);
            }
            if out.is_empty() && !row.comments.is_empty() {
                out = REMOVED.to_owned();
            }
            for fix in fixes {
                out.push('\n');
                out.push_str(fix);
            }
            lines.push((row.line, out));
            lines.extend((0..row.fixes.len()).map(|below| (row.line + 1 + below, REMOVED.to_owned())));
        }
    }
    lines
}

fn other_fixes(block: &Block, row: usize, fixes: &[&String], text: &mut String) {
    let stand = |lines: &[&String]| match lines {
        [] => "      (nothing)\n".to_owned(),
        lines => lines.iter().map(|line| format!("      {line}\n")).collect(),
    };
    let written: Vec<&String> = block.rows[row].fixes.iter().collect();
    let _ = write!(text, "  ! line {}: the fixes make\n{}", block.line(row), stand(fixes));
    let _ = write!(text, "    and below it stands\n{}", stand(&written));
}
