//! `a && b`: operators of other languages.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::recover::stretch::{Cure, Stretch, outside_strings};

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

/// What other languages call `in`, with its sides turned round.
const CONTAINS: &[&str] = &["contains", "includes"];

/// Those that may have been meant otherwise: an arrow, a pattern, bits, what binds tighter than `not`, an attribute's sign.
const UNSURE: &[&str] = &["=>", "=~", "&", "|", "!", "="];

/// `flow.auth contains password`: a list before its item.
pub fn contains(stretch: &Stretch<'_>) -> Option<Cure> {
    let text = stretch.text;
    let (at, word) =
        CONTAINS.iter().find_map(|word| Some((outside_strings(text, &format!(" {word} "))? + 1, *word)))?;
    let ends = at + word.len();
    let is_name = |char: char| char.is_alphanumeric() || ".-_".contains(char);
    let before = text.get(..at)?.trim_end();
    let list = before.get(before.trim_end_matches(is_name).len()..)?;
    let after = text.get(ends..)?;
    let blank = after.len() - after.trim_start().len();
    let item = after.get(blank..)?;
    let item = item.get(..item.len() - item.trim_start_matches(is_name).len())?;
    // A name of something else ends otherwise: `any(…) contains web`.
    if list.is_empty() || item.is_empty() {
        return None;
    }
    let start = before.len() - list.len();
    let right = format!("{item} in {list}");
    Some(Cure {
        info: &WRONG_OPERATOR,
        at: (at, ends),
        message: format!("expected an operator, found `{word}`"),
        help: format!("write `{right}`"),
        title: format!("write `{right}`"),
        certainty: Certainty::Maybe,
        edits: vec![(start, ends + blank + item.len(), right)],
    })
}

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
