//! Between two things: commas that are too many, and in lists those that are missing.

use crate::diag::{Code, CodeInfo, Diagnostic, Edit, Fix, Severity};
use crate::syntax::scan::line_end;
use crate::syntax::tree::Builder;
use crate::syntax::tree::separate::MISSING_SEPARATOR;

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
