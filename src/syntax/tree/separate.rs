//! Between two things: newlines and commas that are missing or too many.

use crate::diag::{Code, CodeInfo, Diagnostic, Edit, Fix, Severity};
use crate::syntax::scan::line_end;
use crate::syntax::tree::Builder;

/// What was made of the text before the next item of a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Made {
    /// There is none.
    #[default]
    Nothing,
    /// The last of the items that were read.
    Item,
    /// An item that is bad inside and was reported, so that what follows behind a comma is not its fault.
    Damaged,
    /// Nothing: it was bad and reported.
    Bad,
    /// Nothing: it was bad and looked like prose.
    Prose,
}

/// What stands before the next item of a body.
#[derive(Default)]
pub struct Previous {
    /// Where it starts and ends, if there is anything.
    pub range: Option<(usize, usize)>,
    /// What was made of it.
    pub made: Made,
    /// Whether there was prose before it.
    pub after_prose: bool,
}

impl Previous {
    /// Something that was read, and what was made of it.
    pub fn new(start: usize, end: usize, made: Made) -> Previous {
        Previous { range: Some((start, end)), made, after_prose: false }
    }

    /// Whether it was bad and reported.
    pub fn is_bad(&self) -> bool {
        matches!(self.made, Made::Damaged | Made::Bad | Made::Prose)
    }
}

/// Two items or values without anything between them.
pub const MISSING_SEPARATOR: CodeInfo = CodeInfo {
    code: Code("missing-separator"),
    severity: Severity::Error,
    summary: "two items stand side by side without a newline or a comma",
    explanation: r#"
The items of a block are separated by a newline or a comma, also behind a `}`; the values of a list by commas.

```tm error
boundary b { process p }  process q
```

```tm
boundary b { process p }
process q
```
"#,
};

/// A comma that separates nothing.
pub const STRAY_COMMA: CodeInfo = CodeInfo {
    code: Code("stray-comma"),
    severity: Severity::Error,
    summary: "a comma separates nothing",
    explanation: r#"
One comma stands between two items of a block or two values of a list, and one may stand behind the last. Two in a row,
or one before the first, often mean that something is missing.

```tm error
data login "Password" { class = secret,, credential = true }
```

```tm
data login "Password" { class = secret, credential = true, }
```
"#,
};

impl Builder<'_> {
    /// Whether a newline or a comma stands between two items; commas that separate nothing are reported.
    pub fn separated(&mut self, from: usize, to: usize, first: bool) -> bool {
        let between = self.text.as_bytes().get(from..to).unwrap_or_default();
        let mut commas = between.iter().filter(|byte| **byte == b',').count();
        if commas > usize::from(!first) {
            commas = self.stray_commas(from, to, first, true);
        }
        commas > 0 || between.contains(&b'\n')
    }

    /// Reports all commas but the first, or all where nothing stands before them; gives how many stand there outside of
    /// comments. `sure` says that nothing is likely to be missing.
    fn stray_commas(&mut self, from: usize, to: usize, first: bool, sure: bool) -> usize {
        let mut count = 0;
        let mut at = from;
        while let Some(byte) = self.text.as_bytes().get(at).filter(|_| at < to) {
            match byte {
                b'/' => at = line_end(self.text.as_bytes(), at).max(at + 1),
                b',' => {
                    count += 1;
                    if first || count > 1 {
                        let span = self.span(at, at + 1);
                        let (start, end) = self.around_comma(at, first);
                        let edit = Edit { span: self.span(start, end), text: String::new() };
                        self.report(
                            Diagnostic::new(&STRAY_COMMA, span, "this comma separates nothing")
                                .help("one comma stands between two items; remove the others")
                                .offer(Fix::sure("remove it", vec![edit]).sure_if(sure)),
                        );
                    }
                    at += 1;
                }
                _ => at += 1,
            }
        }
        count
    }

    /// What goes with a comma: its line where it stands alone, and of blanks on both sides those behind it.
    fn around_comma(&self, at: usize, first: bool) -> (usize, usize) {
        let (before, behind) = (self.text.get(..at).unwrap_or_default(), self.text.get(at + 1..).unwrap_or_default());
        let begin = before.trim_end_matches([' ', '\t']);
        let rest = behind.trim_start_matches([' ', '\t']);
        let line_end = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n'));
        match line_end {
            Some(next) if begin.ends_with('\n') => (begin.len(), self.text.len() - next.len()),
            None if first || begin.len() < at => (at, self.text.len() - rest.len()),
            _ => (at, at + 1),
        }
    }

    /// Reports an item that nothing separates from the one before it.
    pub fn not_separated(&mut self, end: usize, start: usize) {
        let before = self.text.get(..end).unwrap_or_default().trim_end_matches([' ', '\t']);
        let here = self.span(start, start);
        let block = before.ends_with('}');
        let (title, at, text) = if block {
            // It begins as far to the right as the line that it leaves.
            let indent = indent(before);
            let plain = self.text.get(before.len()..start).is_some_and(|between| between.trim().is_empty());
            let until = if plain { start } else { before.len() };
            ("put it on a line of its own", self.span(before.len(), until), format!("\n{indent}"))
        } else {
            ("insert a comma", self.span(before.len(), before.len()), ",".to_owned())
        };
        let diagnostic = Diagnostic::new(&MISSING_SEPARATOR, here, "expected a newline or a comma before this")
            .help("items are separated by a newline or a comma, also behind a `}`");
        // Behind a block something new begins; elsewhere the two may have been meant as one.
        self.report(if block { diagnostic.sure_fix(title, at, text) } else { diagnostic.fix(title, at, text) });
    }

    /// Checks that one comma stands between two values of a list, and none before the first: `from` is where the one before
    /// ends, or the bracket.
    pub fn listed(&mut self, from: usize, start: usize, first: bool) {
        if self.text.get(from..start).is_some_and(|between| between == ", ") && !first {
            return;
        }
        if self.stray_commas(from, start, first, true) > 0 || first {
            return;
        }
        let (at, here) = (self.span(from, from), self.span(start, start));
        self.report(
            Diagnostic::new(&MISSING_SEPARATOR, here, "expected a comma before this")
                .help("the values of a list are separated by commas")
                .fix("insert a comma", at, ","),
        );
    }

    /// Checks that at most one comma stands behind the last value of a list, and none in one without values.
    pub fn list_ended(&mut self, from: usize, end: usize, first: bool) {
        // A list of nothing says that there is nothing, which a comma does not.
        self.stray_commas(from, end, first, !first);
    }
}

/// The blanks with which the last line of a text begins; none of a line that is longer than people write. So many items
/// may stand on one line that looking for its start from each would take too long.
fn indent(text: &str) -> &str {
    const LONG: usize = 500;
    let near = text.get(text.len().saturating_sub(LONG)..).unwrap_or_default();
    let line = match near.rsplit_once('\n') {
        Some((_, line)) => line,
        None if near.len() == text.len() => near,
        None => "",
    };
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
}
