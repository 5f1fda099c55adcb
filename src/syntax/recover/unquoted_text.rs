//! `scope = Everything below the door`: a text without its quotes.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};

/// `scope = Everything below the door`.
pub const UNQUOTED_TEXT: CodeInfo = CodeInfo {
    code: Code("unquoted-text"),
    severity: Severity::Error,
    summary: "a text stands without quotes",
    explanation: r#"
A value of several words, or with signs in it, is a text and stands in quotes.

```tm error
process web { code = services/web/**, admin = the platform team }
```

```tm
process web { code = "services/web/**", admin = "the platform team" }
```
"#,
};

pub fn unquoted_text(stretch: &Stretch<'_>) -> Option<Cure> {
    let head = stretch.text.get(..stretch.junk_end)?.trim_end();
    if stretch.junk_end != stretch.text.len() && !stretch.text.get(stretch.junk_end..)?.trim().is_empty() {
        return None;
    }
    let word = word_length(head);
    let value = head.get(word..)?.trim_start().strip_prefix('=')?.trim_start();
    let plain = |char: char| char.is_alphanumeric() || " -_./*,:'@".contains(char);
    let begins = value.chars().next().is_some_and(|char| char.is_alphanumeric() || "./*".contains(char));
    if word == 0
        || !begins
        || !value.chars().all(plain)
        || may_be_names(value)
        || value.split(' ').any(|word| ["if", "and", "or", "not", "is", "has", "in"].contains(&word))
    {
        return None;
    }
    let start = head.len() - value.len();
    let edits = vec![(start, start, "\"".to_owned()), (head.len(), head.len(), "\"".to_owned())];
    let (message, help) = ("this text stands without quotes".to_owned(), format!("put it in quotes: `\"{value}\"`"));
    Some(Cure {
        info: &UNQUOTED_TEXT,
        at: (start, head.len()),
        message,
        help,
        title: "put it in quotes".to_owned(),
        // Where the text ends is a guess.
        certainty: Certainty::Maybe,
        edits,
    })
}

/// Whether a value may as well be meant as names: `password/mtls`, `tls1.2`.
fn may_be_names(value: &str) -> bool {
    let part = |part: &str| !part.contains('.') && word_length(part) == part.len();
    let choice = value.contains('/') && value.split('/').all(part);
    let version = |(name, rest): (&str, &str)| {
        part(name) && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !rest.is_empty()
    };
    choice || value.split_once('.').is_some_and(version)
}
