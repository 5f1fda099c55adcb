//! What a fix makes of the text, line by line, as specs show it below the comment of its diagnostic.
//!
//! ````text
//! visitor to web     //~ 9-10 error[wrong-arrow]: expected `->`, found `to` => write `->`
//! //~> visitor -> web
//! ````
//!
//! - `//~>` begins a fix that is sure, `//~?` one that is maybe, `//~|` each further line of it; then come a blank and the
//!   line to the letter. The line takes the place of that of the diagnostic.
//! - Lines elsewhere have their place before them: `+2: ` is two lines below the diagnostic, `-1: ` the line above, `-1..0: `
//!   the two lines that become one, `people.tm:3: ` line 3 of another file.
//! - `(no line)` stands for lines that are deleted. An inserted line is shown with the one beside it.
//! - Fixes stand in the order of the comments of their diagnostics, and those of one in the order in which it offers them.

use std::collections::BTreeMap;

use palisade::diag::{Diagnostic, Edit, Fix, apply};
use palisade::text::Sources;

/// The lines for all fixes of a diagnostic that starts on a line (from 0) of a file.
pub fn shown(sources: &Sources, diagnostic: &Diagnostic, (file, line): (&str, usize), marker: &str) -> Vec<String> {
    diagnostic.fixes.iter().flat_map(|fix| of_fix(sources, fix, (file, line), marker)).collect()
}

fn of_fix(sources: &Sources, fix: &Fix, (file, line): (&str, usize), marker: &str) -> Vec<String> {
    let mut files: BTreeMap<(bool, &str), Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        let path = sources.path(edit.span.source);
        files.entry((path != file, path)).or_default().push(edit);
    }
    let mut out = Vec::new();
    for ((elsewhere, path), edits) in files {
        let text = edits.first().and_then(|edit| sources.get(edit.span.source)).map_or("", |source| &source.text);
        for hunk in hunks(text, &edits) {
            let place = match (elsewhere, place(&hunk, (!elsewhere).then_some(line))) {
                (true, place) => format!("{path}:{place}: "),
                (false, place) if place.is_empty() => place,
                (false, place) => format!("{place}: "),
            };
            let empty = hunk.lines.is_empty().then(|| "(no line)".to_owned());
            for (number, new) in hunk.lines.into_iter().chain(empty).enumerate() {
                let place = if number == 0 { place.as_str() } else { "" };
                let sign = match (out.is_empty(), fix.is_sure()) {
                    (false, _) => '|',
                    (true, true) => '>',
                    (true, false) => '?',
                };
                out.push(format!("{marker}{sign} {place}{new}").trim_end().to_owned());
            }
        }
    }
    out
}

/// Lines that follow each other and change.
#[derive(Debug, PartialEq, Eq)]
struct Hunk {
    /// The first of them, from 0.
    first: usize,
    /// How many they were.
    count: usize,
    /// What they are then.
    lines: Vec<String>,
}

/// Which lines a hunk replaces, as seen from a line if there is one; nothing where it is that line.
fn place(hunk: &Hunk, from: Option<usize>) -> String {
    let seen = |at: usize| match from {
        Some(from) if from == at => "0".to_owned(),
        Some(from) => format!("{:+}", at as i64 - from as i64),
        None => (at + 1).to_string(),
    };
    let (first, last) = (hunk.first, hunk.first + hunk.count.max(1) - 1);
    if first < last {
        format!("{}..{}", seen(first), seen(last))
    } else if from == Some(first) {
        String::new()
    } else {
        seen(first)
    }
}

fn hunks(text: &str, edits: &[&Edit]) -> Vec<Hunk> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let line = |at: u32| text[..at as usize].matches('\n').count();
    let mut joined: Vec<(usize, usize, Vec<&Edit>)> = Vec::new();
    for edit in edits {
        let (first, last) = (line(edit.span.start), line(edit.span.end));
        match joined.last_mut() {
            Some((_, end, edits)) if first <= *end + 1 => {
                *end = last;
                edits.push(edit);
            }
            _ => joined.push((first, last, vec![edit])),
        }
    }
    joined.into_iter().map(|(first, last, edits)| hunk(text, first, last, &edits)).collect()
}

/// The lines from `first` to `last`, without those at both ends that stay as they are.
fn hunk(text: &str, first: usize, last: usize, edits: &[&Edit]) -> Hunk {
    // The last line has no line end if nothing stands behind that of the file, and is one that can be written on.
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let from = starts[first];
    let to = starts.get(last + 1).map_or(text.len(), |next| next - 1);
    let place = |at: u32| at - from as u32;
    let edits: Vec<_> =
        edits.iter().map(|edit| (place(edit.span.start), place(edit.span.end), edit.text.as_str())).collect();
    let old: Vec<&str> = text[from..to].split('\n').collect();
    let new = apply(&text[from..to], &edits).expect("the edits of a fix do not overlap");
    let mut new: Vec<&str> = new.split('\n').collect();
    let alike = |(one, other): &(&&str, &&str)| one == other;
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(alike).count();
    let before = old.iter().zip(&new).take(old.len().min(new.len()) - behind).take_while(alike).count();
    let (mut skipped, mut count) = (before, old.len() - before - behind);
    new.truncate(new.len() - behind);
    new.drain(..before);
    if from == text.len() && new.last() == Some(&"") {
        new.pop();
    }
    if count == 0 && !new.is_empty() {
        // The line beside what is only inserted shows where.
        count = 1;
        match skipped.checked_sub(1) {
            Some(above) => {
                skipped = above;
                new.insert(0, old[above]);
            }
            // Behind the last line end there is no line.
            None if from == text.len() => count = 0,
            None => new.extend(old.first()),
        }
    }
    Hunk { first: first + skipped, count, lines: new.into_iter().map(str::to_owned).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use palisade::diag::{Code, CodeInfo, Severity};
    use palisade::text::{Source, Span};

    const INFO: CodeInfo = CodeInfo { code: Code("x"), severity: Severity::Error, summary: "", explanation: "" };
    const TEXT: &str = "a\nbb\n  c\nd\n";

    /// What stands below a diagnostic on the second line.
    fn below(edits: &[(usize, usize, &str)]) -> Vec<String> {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.tm", TEXT));
        let edits =
            edits.iter().map(|(start, end, text)| Edit { span: Span::new(id, *start, *end), text: (*text).to_owned() });
        let said = Diagnostic::new(&INFO, Span::new(id, 2, 4), "x").offer(Fix::maybe("x", edits.collect()));
        shown(&sources, &said, ("a.tm", 1), "//~")
    }

    #[test]
    fn every_kind_of_change_has_a_form() {
        for (edits, expected) in [
            (&[(2, 4, "x")][..], &["//~? x"][..]),
            (&[(2, 2, "x"), (4, 4, "y")], &["//~? xbby"]),
            (&[(4, 4, " {\n}")], &["//~? bb {", "//~| }"]),
            (&[(7, 8, "x")], &["//~? +1:   x"]),
            (&[(0, 1, "x"), (9, 10, "y")], &["//~? -1: x", "//~| +2: y"]),
            (&[(1, 2, " ")], &["//~? -1..0: a bb"]),
            (&[(2, 4, "x"), (7, 8, "y")], &["//~? 0..+1: x", "//~|   y"]),
            (&[(2, 5, "")], &["//~? (no line)"]),
            (&[(4, 8, "")], &["//~? +1: (no line)"]),
            (&[(2, 9, "")], &["//~? 0..+1: (no line)"]),
            (&[(2, 4, "")], &["//~?"]),
            (&[(4, 4, "\nnew")], &["//~? bb", "//~| new"]),
            (&[(5, 5, "new\n")], &["//~? +1: new", "//~|   c"]),
            (&[(0, 0, "new\n")], &["//~? -1: new", "//~| a"]),
            (&[(11, 11, "new\n")], &["//~? +3: new"]),
            (&[(11, 11, "new")], &["//~? +3: new"]),
        ] {
            assert_eq!(below(edits), expected, "{edits:?}");
        }
    }

    #[test]
    fn sure_ones_and_other_files_are_told_apart() {
        let mut sources = Sources::default();
        let (a, b) = (sources.add(Source::new("a.tm", TEXT)), sources.add(Source::new("b.tm", "x\ny\n")));
        let edit = |span, text: &str| Edit { span, text: text.to_owned() };
        let edits = vec![edit(Span::new(b, 2, 3), "z"), edit(Span::new(a, 0, 1), "A")];
        let said = Diagnostic::new(&INFO, Span::new(a, 0, 1), "x").offer(Fix::sure("x", edits)).fix(
            "x",
            Span::new(a, 0, 1),
            "B",
        );
        assert_eq!(shown(&sources, &said, ("a.tm", 0), "#~"), ["#~> A", "#~| b.tm:2: z", "#~? B"]);
    }
}
