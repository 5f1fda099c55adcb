//! Between two things: newlines and commas that are missing or too many.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
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
One comma stands between two items, and one may stand behind the last. Two in a row, or one before the first,
often mean that something is missing.

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
            commas = self.stray_commas(from, to, first);
        }
        commas > 0 || between.contains(&b'\n')
    }

    /// Reports all commas but the first; gives how many stand there outside of comments.
    fn stray_commas(&mut self, from: usize, to: usize, first: bool) -> usize {
        let mut count = 0;
        let mut at = from;
        while let Some(byte) = self.text.as_bytes().get(at).filter(|_| at < to) {
            match byte {
                b'/' => at = line_end(self.text.as_bytes(), at).max(at + 1),
                b',' => {
                    count += 1;
                    if first || count > 1 {
                        let span = self.span(at, at + 1);
                        self.report(
                            Diagnostic::new(&STRAY_COMMA, span, "this comma separates nothing")
                                .help("one comma stands between two items; remove the others")
                                .sure_fix("remove it", span, ""),
                        );
                    }
                    at += 1;
                }
                _ => at += 1,
            }
        }
        count
    }

    /// Reports an item that nothing separates from the one before it.
    pub fn not_separated(&mut self, end: usize, start: usize) {
        let at = self.span(end, end);
        let here = self.span(start, start);
        let block = self.text.as_bytes().get(end.wrapping_sub(1)) == Some(&b'}');
        let (title, text) = if block { ("put it on a line of its own", "\n") } else { ("insert a comma", ",") };
        let diagnostic = Diagnostic::new(&MISSING_SEPARATOR, here, "expected a newline or a comma before this")
            .help("items are separated by a newline or a comma, also behind a `}`");
        // Behind a block something new begins; elsewhere the two may have been meant as one.
        self.report(if block { diagnostic.sure_fix(title, at, text) } else { diagnostic.fix(title, at, text) });
    }

    /// Checks that a comma stands between two values of a list; `last` is where the one before ends.
    pub fn listed(&mut self, last: Option<usize>, start: usize) {
        let Some(end) = last else { return };
        let between = self.text.get(end..start).unwrap_or_default();
        if between.starts_with(',') || between.contains(',') {
            return;
        }
        let (at, here) = (self.span(end, end), self.span(start, start));
        self.report(
            Diagnostic::new(&MISSING_SEPARATOR, here, "expected a comma before this")
                .help("the values of a list are separated by commas")
                .fix("insert a comma", at, ","),
        );
    }
}
