//! The codes of what no cure is known for.

use crate::diag::{Code, CodeInfo, Severity};

/// Something that no other code describes.
pub const SYNTAX: CodeInfo = CodeInfo {
    code: Code("syntax"),
    severity: Severity::Error,
    summary: "this is not written as the language asks",
    explanation: r#"
At the place that the message names something else should stand; it says what. A file consists of statements, a
block of statements and attributes (`name = value`).

```tm error
process web : { code = "src/**" }
```

```tm
process web : web-app { code = "src/**" }
```
"#,
};

/// A `{` that no head precedes on its line.
pub const BRACE_ON_NEXT_LINE: CodeInfo = CodeInfo {
    code: Code("brace-on-next-line"),
    severity: Severity::Error,
    summary: "a `{` does not stand on the line of its head",
    explanation: r#"
A statement may end with its line, so a block begins on the line of its head.

```tm error
process web "Web"
{
  trust = exposed
}
```

```tm
process web "Web" {
  trust = exposed
}
```
"#,
};
