//! Between two things: what stands before an item, and newlines and commas that are missing.

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
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
    /// What was noted before it was read.
    pub mark: Mark,
}

/// How much was noted at some place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark {
    /// Diagnostics.
    pub said: usize,
    /// Documentation that belongs to nothing.
    pub dangling: usize,
    /// Attributes that could not be read.
    pub unread: usize,
}

impl Previous {
    /// Something that was read, and what was made of it.
    pub fn new(start: usize, end: usize, made: Made) -> Previous {
        Previous { range: Some((start, end)), made, ..Previous::default() }
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

impl Builder<'_> {
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
