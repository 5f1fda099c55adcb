//! `store "Tickets" db`: a label before the name.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::ast::Head;
use crate::syntax::recover::heads::{bare_head, ends_length};
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};
use crate::syntax::words;

/// `store "Tickets" db`.
pub const LABEL_BEFORE_NAME: CodeInfo = CodeInfo {
    code: Code("label-before-name"),
    severity: Severity::Error,
    summary: "a label stands before the name",
    explanation: r#"
The name stands before the label, and before the type.

```tm error
store "Tickets" db : database
```

```tm
store db : database "Tickets"
```
"#,
};

/// `store "Tickets" db : postgres`.
pub fn label_before_name(stretch: &Stretch<'_>) -> Option<Cure> {
    let Head::Decl { name: None, types, label: Some(label), .. } = bare_head(stretch)? else { return None };
    let junk = stretch.junk();
    let named = junk.get(..named_length(junk))?;
    if named.is_empty() || !types.is_empty() || words::is_taken(named) {
        return None;
    }
    let length = (label.span.end - label.span.start) as usize;
    let start = stretch.text.get(..stretch.bad)?.trim_end().len().checked_sub(length)?;
    let written = stretch.text.get(start..start + length)?;
    let end = stretch.bad + named.len();
    Some(Cure {
        info: &LABEL_BEFORE_NAME,
        at: (start, start + length),
        message: "the label stands before the name".to_owned(),
        help: format!("write the name first: `{named} {written}`"),
        title: "put the name first".to_owned(),
        certainty: Certainty::Sure,
        edits: vec![(start, stretch.bad, String::new()), (end, end, format!(" {written}"))],
    })
}

/// The length of a name at the start of a text, with the type or the ends that a colon behind it introduces.
fn named_length(text: &str) -> usize {
    let word = word_length(text);
    let rest = text.get(word..).unwrap_or_default();
    let Some(introduced) = rest.trim_start().strip_prefix(':').map(str::trim_start) else { return word };
    let length = ends_length(introduced).max(word_length(introduced));
    if word == 0 || length == 0 { word } else { text.len() - introduced.len() + length }
}
