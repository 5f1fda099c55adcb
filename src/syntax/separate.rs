//! Between two things: newlines and commas that are missing or too many.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::syntax::ast::Item;
use crate::syntax::tree::Builder;

/// What stands before the next item of a body.
#[derive(Default)]
pub struct Previous {
    /// Start and end of the item, if there is one.
    pub range: Option<(usize, usize)>,
    /// Whether it was bad and reported.
    pub bad: bool,
}

impl Previous {
    /// A good item.
    pub fn item(start: usize, end: usize) -> Previous {
        Previous { range: Some((start, end)), bad: false }
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
    /// Checks that a newline or a comma stands between the previous item and one that starts at `start`.
    pub fn separated(&mut self, previous: &Previous, start: usize, _item: Option<&Item>) {
        let Some((_, end)) = previous.range else { return };
        let between = self.text.as_bytes().get(end..start).unwrap_or_default();
        if between.iter().any(|byte| matches!(byte, b'\n' | b',')) {
            return;
        }
        let at = self.span(end, end);
        let here = self.span(start, start);
        let block = self.text.as_bytes().get(end.wrapping_sub(1)) == Some(&b'}');
        let (title, text) = if block { ("put it on a line of its own", "\n") } else { ("insert a comma", ",") };
        self.report(
            Diagnostic::new(&MISSING_SEPARATOR, here, "expected a newline or a comma before this")
                .help("items are separated by a newline or a comma, also behind a `}`")
                .fix(title, at, text),
        );
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
