//! `process web "Web" : web-app`: a label before the type.

use crate::diag::{Code, CodeInfo, Severity};
use crate::syntax::recover::heads::label_last;
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};

/// `process web "Web" : web-app`.
pub const LABEL_BEFORE_TYPE: CodeInfo = CodeInfo {
    code: Code("label-before-type"),
    severity: Severity::Error,
    summary: "a label stands before the type",
    explanation: r#"
The type stands before the label.

```tm error
process web "Web server" : web-app
```

```tm
process web : web-app "Web server"
```
"#,
};

pub fn label_before_type(stretch: &Stretch<'_>) -> Option<Cure> {
    let message = "the label stands before the type";
    let help = |written: &str, label: &str| format!("write the type first: `{written} {label}`");
    label_last(stretch, &LABEL_BEFORE_TYPE, word_length, message, "put the type first", &help)
}
