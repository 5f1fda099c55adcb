//! `holds [a, b]`: an attribute without its `=`.

use crate::diag::{Code, CodeInfo, Severity};
use crate::syntax::literal;
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};
use crate::syntax::words;

/// `holds [a, b]`.
pub const MISSING_EQUALS: CodeInfo = CodeInfo {
    code: Code("missing-equals"),
    severity: Severity::Error,
    summary: "an attribute has no `=`",
    explanation: r#"
An attribute is a name, `=` and a value.

```tm error
store db { holds [comment, profile] }
```

```tm
store db { holds = [comment, profile] }
```
"#,
};

pub fn missing_equals(stretch: &Stretch<'_>) -> Option<Cure> {
    let junk = stretch.junk();
    let word = word_length(junk);
    let rest = junk.get(word..)?;
    let value = rest.trim_start();
    let is_value = value.starts_with(['[', '@']) || literal::number(value).is_ok();
    if word == 0 || stretch.bad != 0 || rest.len() == value.len() && !value.starts_with('[') || !is_value {
        return None;
    }
    let name = junk.get(..word)?;
    if matches!(name, words::INCLUDE | words::USE) {
        return None;
    }
    let message = format!("expected `=` behind `{name}`");
    let (at, help) = ((word, junk.len() - value.len()), format!("write `{name} = …`"));
    Some(stretch.replace(&MISSING_EQUALS, at, " = ", message, help).sure_if(true))
}
