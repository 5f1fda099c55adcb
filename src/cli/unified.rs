//! The difference of two texts in the unified format of `diff -u`, without times.
//!
//! It is safe to show. A line that a terminal or the log of a CI system would obey is written with escapes, and a
//! difference with such a line cannot be applied; of all others every byte is as it is, the line ends too.

use std::fmt::Write;

use crate::diag::{quote_terminal, quote_terminal_lines};

/// A byte-order mark.
const MARK: &str = "\u{feff}";

/// So many lines around a change are shown.
const CONTEXT: usize = 3;

/// So far ahead, in lines of both texts together, the end of a change is looked for; a longer change is shown as one
/// that goes on to the end.
const AHEAD: usize = 500;

/// The difference of two texts of a file; nothing where there is none. A program that takes the format makes the new
/// text of the old one with it. It need not be the shortest. With it, whether something of it is escaped.
pub(super) fn unified(path: &str, old: &str, new: &str) -> (String, bool) {
    let mut escaped = false;
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let changes = changes(&a, &b);
    let mut out = String::new();
    let mut rest = changes.as_slice();
    while let Some(first) = rest.first() {
        // Changes with less than two contexts between them stand in one hunk.
        let near = rest.windows(2).take_while(|pair| matches!(pair, [x, y] if y.a.0 - x.a.1 <= 2 * CONTEXT)).count();
        let (hunk, behind) = rest.split_at(near + 1);
        rest = behind;
        if out.is_empty() {
            let shown = quote_terminal(path);
            escaped |= shown != path;
            // Behind a name with a blank a tab says where it ends.
            let end = if shown.contains(' ') { "\t" } else { "" };
            let _ = writeln!(out, "--- {shown}{end}\n+++ {shown}{end}");
        }
        let last = hunk.last().unwrap_or(first);
        escaped |= write_hunk(&mut out, &a, &b, hunk, first, last);
    }
    (out, escaped)
}

/// Lines `a.0..a.1` of the old text become lines `b.0..b.1` of the new one.
#[derive(Clone, Copy)]
struct Change {
    a: (usize, usize),
    b: (usize, usize),
}

/// The changes from one text to the other.
fn changes(a: &[&str], b: &[&str]) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    loop {
        while i < a.len() && a.get(i) == b.get(j) {
            (i, j) = (i + 1, j + 1);
        }
        if i >= a.len() && j >= b.len() {
            return changes;
        }
        let (left, right) = meet(a.get(i..).unwrap_or_default(), b.get(j..).unwrap_or_default());
        changes.push(Change { a: (i, i + left), b: (j, j + right) });
        (i, j) = (i + left, j + right);
    }
}

/// How many lines of each text to pass over until both go on alike, the fewest in all.
fn meet(a: &[&str], b: &[&str]) -> (usize, usize) {
    for both in 1..=AHEAD {
        // Lines that are replaced are as many on both sides more often than not.
        let splits = (0..=both).map(|left| (left, both - left));
        let alike = |&(left, right): &(usize, usize)| {
            let ends = left == a.len() && right == b.len();
            // One line that is alike, such as `}`, may be so by chance, unless as many were replaced by as many.
            let two = a.get(left).is_some()
                && a.get(left) == b.get(right)
                && (left == right
                    || a.get(left + 1) == b.get(right + 1)
                    || a.len() == left + 1
                    || b.len() == right + 1);
            ends || two
        };
        let found = splits.filter(alike).min_by_key(|(left, right)| left.abs_diff(*right));
        if let Some(found) = found {
            return found;
        }
    }
    (a.len(), b.len())
}

/// Writes a hunk; says whether something of it is escaped.
fn write_hunk(out: &mut String, a: &[&str], b: &[&str], hunk: &[Change], first: &Change, last: &Change) -> bool {
    let before = first.a.0.min(CONTEXT);
    let behind = (a.len() - last.a.1).min(CONTEXT);
    let (from, to) = (first.a.0 - before, last.a.1 + behind);
    let (new_from, new_to) = (first.b.0 - before, last.b.1 + behind);
    let _ = writeln!(out, "@@ -{} +{} @@", range(from, to), range(new_from, new_to));
    let (mut at, mut escaped) = (from, false);
    for change in hunk {
        escaped |= lines(out, ' ', a, (at, change.a.0));
        escaped |= lines(out, '-', a, change.a);
        escaped |= lines(out, '+', b, change.b);
        at = change.a.1;
    }
    escaped | lines(out, ' ', a, (at, to))
}

/// `START,COUNT` of lines; the line before where there are none.
fn range(from: usize, to: usize) -> String {
    let count = to - from;
    match count {
        0 => format!("{from},0"),
        1 => format!("{}", from + 1),
        _ => format!("{},{count}", from + 1),
    }
}

/// Writes some lines of a text; says whether something of them is escaped.
fn lines(out: &mut String, sign: char, text: &[&str], (from, to): (usize, usize)) -> bool {
    let mut escaped = false;
    for (number, line) in (from..to).filter_map(|number| Some((number, text.get(number)?))) {
        let text = line.trim_end_matches('\n');
        let text = text.strip_suffix('\r').filter(|_| text.len() < line.len()).unwrap_or(text);
        // A byte-order mark is part of the first line, and nowhere else one.
        let marked = text.strip_prefix(MARK).filter(|_| number == 0);
        let plain = marked.unwrap_or(text);
        // The sign belongs to what is looked at: there are markers that begin with one.
        let whole = format!("{sign}{plain}");
        let shown = quote_terminal_lines(&whole);
        escaped |= shown != whole;
        match shown.strip_prefix(sign).filter(|_| marked.is_some()) {
            Some(rest) => out.extend([String::from(sign).as_str(), MARK, rest]),
            None => out.push_str(&shown),
        }
        match line.get(text.len()..) {
            Some(end) if !end.is_empty() => out.push_str(end),
            _ => out.push_str("\n\\ No newline at end of file\n"),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_diff_says_it() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n";
        assert_eq!(unified("m.tm", old, old).0, "");
        let new = old.replace("5\n6", "five\n6").replace("15\n", "fifteen");
        let expected = "\
--- m.tm
+++ m.tm
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
@@ -12,4 +12,4 @@
 12
 13
 14
-15
+fifteen
\\ No newline at end of file
";
        assert_eq!(unified("m.tm", old, &new), (expected.to_owned(), false));
        assert_eq!(unified("m", "", "a\n").0, "--- m\n+++ m\n@@ -0,0 +1 @@\n+a\n");
        assert_eq!(unified("m", "a\nb\n", "b\n").0, "--- m\n+++ m\n@@ -1,2 +1 @@\n-a\n b\n");
    }

    #[test]
    fn names_and_marks_are_as_programs_take_them() {
        let said = |path, old, new| unified(path, old, new);
        assert_eq!(said("a b.tm", "x\n", "y\n").0, "--- a b.tm\t\n+++ a b.tm\t\n@@ -1 +1 @@\n-x\n+y\n");
        let marked = "--- m\n+++ m\n@@ -1 +1 @@\n-\u{feff}x\n+\u{feff}y\n";
        assert_eq!(said("m", "\u{feff}x\n", "\u{feff}y\n"), (marked.to_owned(), false));
        assert!(!said("m", "x\n", "y\n").1 && said("m", "\u{202e}x\n", "y\n").1 && said("\u{202e}", "x\n", "y\n").1);
        assert!(said("m", "a\n\u{feff}x\n", "b\n\u{feff}x\n").1, "elsewhere it shows nothing and is shown");
    }

    /// What a program that takes the format makes of the old text.
    fn patched(old: &str, difference: &str) -> String {
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let (mut out, mut at) = (String::new(), 0);
        let mut lines = difference.split_inclusive('\n').skip(2).peekable();
        while let Some(line) = lines.next() {
            let missing = lines.peek().is_some_and(|next| next.starts_with('\\'));
            let text = if missing { line.trim_end_matches('\n').get(1..) } else { line.get(1..) }.unwrap();
            match line.chars().next().unwrap() {
                '@' => {
                    let range = line.split(' ').nth(1).unwrap().trim_start_matches('-');
                    let (start, none) = range.split_once(',').map_or((range, false), |(start, n)| (start, n == "0"));
                    let start: usize = start.parse::<usize>().unwrap() - usize::from(!none);
                    old[at..start].iter().for_each(|line| out.push_str(line));
                    at = start;
                }
                ' ' => {
                    assert_eq!(old[at], text);
                    out.push_str(text);
                    at += 1;
                }
                '-' => {
                    assert_eq!(old[at], text);
                    at += 1;
                }
                '+' => out.push_str(text),
                _ => {}
            }
        }
        old[at..].iter().for_each(|line| out.push_str(line));
        out
    }

    proptest! {
        #[test]
        fn the_difference_makes_the_new_text(
            old in "([abc}]\n){0,40}[ab]?", new in "([abc}]\n){0,40}[ab]?",
        ) {
            prop_assert_eq!(patched(&old, &unified("m", &old, &new).0), new);
        }
    }
}
