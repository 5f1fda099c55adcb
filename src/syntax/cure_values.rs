//! Cures for values: operators of other languages, texts without quotes, durations in words.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::cures::{Cure, Stretch, outside_strings, word_length};
use crate::syntax::literal::{self, MALFORMED_NUMBER};

/// `retention = 3 months`.
pub fn duration(stretch: &Stretch<'_>) -> Option<Cure> {
    let head = stretch.text.get(..stretch.junk_end)?.trim_end();
    let value = head.get(word_length(head)..)?.trim_start().strip_prefix('=')?.trim_start();
    let (number, word) = value.split_once(' ')?;
    let unit = literal::unit(word.trim_start()).filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (start, end) = (head.len() - value.len(), head.len());
    Some(Cure {
        info: &MALFORMED_NUMBER,
        at: (start, end),
        message: format!("`{value}` is no duration"),
        help: format!("a duration is a number and one letter: `{number}{unit}`"),
        title: format!("write `{number}{unit}`"),
        certainty: Certainty::Sure,
        edits: vec![(start, end, format!("{number}{unit}"))],
    })
}

/// `a && b`.
pub const WRONG_OPERATOR: CodeInfo = CodeInfo {
    code: Code("wrong-operator"),
    severity: Severity::Error,
    summary: "an operator is written as in another language",
    explanation: r#"
The operators are the words `and`, `or`, `not`, `is`, `has`, `in` and the signs `==`, `!=`, `<`, `<=`, `>`, `>=`.

```tm error
policy a "No clear text" { on = flow, forbid = !flow.encrypted && to is store }
```

```tm
policy a "No clear text" { on = flow, forbid = not flow.encrypted and to is store }
```
"#,
};

/// Signs of other languages and what they are here, longer ones first.
const OPERATORS: &[(&str, &str)] = &[
    ("===", "=="),
    ("!==", "!="),
    ("&&", " and "),
    ("||", " or "),
    ("<>", "!="),
    ("=<", "<="),
    ("=>", ">="),
    ("=~", "=="),
    (" AND ", " and "),
    (" OR ", " or "),
    (" NOT ", " not "),
    ("&", " and "),
    ("|", " or "),
    ("!", "not "),
    ("=", "=="),
];

/// Those that may have been meant otherwise: an arrow, a pattern, bits, what binds tighter than `not`, an attribute's sign.
const UNSURE: &[&str] = &["=>", "=~", "&", "|", "!", "="];

/// Replaces all wrong operators at once: who writes `&&` once writes it throughout.
pub fn operators(stretch: &Stretch<'_>) -> Option<Cure> {
    let (mut edits, mut first, mut sure) = (Vec::new(), None, true);
    // The first `=` is the attribute's own.
    let start = outside_strings(stretch.text, "=").map_or(0, |at| at + 1);
    let mut at = start;
    let head = stretch.text.get(..stretch.junk_end)?;
    let mut quoted = false;
    while let Some(rest) = head.get(at..).filter(|rest| !rest.is_empty()) {
        let kept = ["==", "!=", "<=", ">=", "->"]
            .iter()
            .find(|sign| rest.starts_with(**sign) && !rest.starts_with("===") && !rest.starts_with("!=="));
        if rest.starts_with('"') {
            quoted = !quoted;
        }
        let wrong = OPERATORS.iter().find(|(sign, _)| !quoted && kept.is_none() && rest.starts_with(sign));
        if let Some((sign, right)) = wrong {
            first.get_or_insert((at, *sign, *right));
            sure &= !UNSURE.contains(sign);
            edits.push((at, at + sign.len(), (*right).to_owned()));
            at += sign.len();
        } else {
            at += kept.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |sign| sign.len());
        }
    }
    let (at, sign, right) = first?;
    // Blanks around words, but not more than stand there already.
    for (start, end, with) in &mut edits {
        if head.get(..*start).is_some_and(|before| before.ends_with(' ')) {
            *with = with.trim_start().to_owned();
        }
        if head.get(*end..).is_some_and(|after| after.starts_with(' ')) {
            *with = with.trim_end().to_owned();
        }
    }
    let (sign, right) = (sign.trim(), right.trim());
    Some(Cure {
        info: &WRONG_OPERATOR,
        at: (at, at + sign.len()),
        message: format!("expected an operator, found `{sign}`"),
        help: format!("write `{right}`"),
        title: format!("write `{right}`"),
        certainty: if sure { Certainty::Sure } else { Certainty::Maybe },
        edits,
    })
}

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
