//! `flow ask "Asks": a -> b`: a label before the ends of a flow.

use crate::diag::{Code, CodeInfo, Severity};
use crate::syntax::recover::heads::{ends_length, label_last};
use crate::syntax::recover::stretch::{Cure, Stretch};

/// `flow ask "Asks": a -> b`.
pub const LABEL_BEFORE_ENDS: CodeInfo = CodeInfo {
    code: Code("label-before-ends"),
    severity: Severity::Error,
    summary: "a label stands before the ends of a flow",
    explanation: r#"
The ends of a flow stand before its label.

```tm error
actor ana
process web
flow ask "Asks": ana -> web
```

```tm
actor ana
process web
flow ask: ana -> web "Asks"
```
"#,
};

pub fn label_before_ends(stretch: &Stretch<'_>) -> Option<Cure> {
    let message = "the label stands before the ends of the flow";
    let help = |written: &str, label: &str| format!("write the ends first: `{written} {label}`");
    label_last(stretch, &LABEL_BEFORE_ENDS, ends_length, message, "put the ends first", &help)
}
