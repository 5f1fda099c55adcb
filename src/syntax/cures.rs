//! Well-known mistakes, each with the change that would repair it.
//!
//! A cure only proposes; `doctor` applies its change to a copy and believes it if the result is a statement.

use crate::diag::{Code, CodeInfo, Severity};
use crate::syntax::ast::{Head, Item, Stmt};
use crate::syntax::repair::Replacement;
use crate::syntax::{literal, words};

/// A bad stretch, with the item before it if nothing separates them.
pub struct Stretch<'a> {
    /// The text of both.
    pub text: &'a str,
    /// Where it begins in the whole text; all other offsets count from there.
    pub begin: usize,
    /// Where the bad part begins.
    pub bad: usize,
    /// Where its head ends; behind it there may be a block.
    pub junk_end: usize,
    /// The item before it on the same line.
    pub before: Option<&'a Item>,
}

/// A mistake and its repair.
pub struct Cure {
    /// The code it is reported under.
    pub info: &'static CodeInfo,
    /// Where the mistake is, in the stretch.
    pub at: (usize, usize),
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What the fix does.
    pub title: String,
    /// The changes, in the stretch.
    pub edits: Vec<Replacement>,
}

impl<'a> Stretch<'a> {
    /// From offsets in the whole text.
    pub fn new(
        whole: &'a str,
        begin: usize,
        bad: usize,
        junk_end: usize,
        end: usize,
        before: Option<&'a Item>,
    ) -> Stretch<'a> {
        let text = whole.get(begin..end).unwrap_or_default();
        Stretch { text, begin, bad: bad - begin, junk_end: junk_end - begin, before }
    }

    /// The bad part's head.
    pub fn junk(&self) -> &'a str {
        self.text.get(self.bad..self.junk_end).unwrap_or_default().trim_end()
    }

    /// A cure that replaces one stretch of the junk; offsets count in the junk.
    fn replace(&self, info: &'static CodeInfo, at: (usize, usize), with: &str, message: String, help: String) -> Cure {
        let at = (self.bad + at.0, self.bad + at.1);
        let title = if with.trim().is_empty() { "remove it".to_owned() } else { format!("write `{}`", with.trim()) };
        Cure { info, at, message, help, title, edits: vec![(at.0, at.1, with.to_owned())] }
    }
}

/// The cures that may help, the likeliest first.
pub fn cures(stretch: &Stretch<'_>) -> Vec<Cure> {
    let found = [missing_colon, label_before_type, label_before_ends, quoted_name, missing_equals];
    let mut cures: Vec<Cure> = found.into_iter().filter_map(|cure| cure(stretch)).collect();
    cures.extend(backward_arrow(stretch));
    cures.extend(arrow(stretch));
    cures.extend(operators(stretch));
    cures.extend(unquoted_text(stretch));
    cures
}

/// `process web web-app`.
pub const MISSING_COLON: CodeInfo = CodeInfo {
    code: Code("missing-colon"),
    severity: Severity::Error,
    summary: "a type is not introduced by a colon",
    explanation: r#"
A statement is a kind, a name, then perhaps `:` and a type, a label and a block, in this order.

```tm error
process web web-app "Web server" { trust = exposed }
```

```tm
process web : web-app "Web server" { trust = exposed }
```
"#,
};

fn missing_colon(stretch: &Stretch<'_>) -> Option<Cure> {
    let Some(Item::Stmt(Stmt { head: Head::Decl { kind, name: Some(name), types, label: None }, body: None, .. })) =
        stretch.before
    else {
        return None;
    };
    let junk = stretch.junk();
    let word = word_length(junk);
    let found = junk.get(..word)?;
    let rest = junk.get(word..)?.trim_start();
    let is_head = rest.is_empty() || rest.starts_with(['"', '{']);
    if word == 0 || !is_head || !types.is_empty() || words::is_taken(found) {
        return None;
    }
    let help = format!("a type stands behind a colon: `{} {} : {found}`", kind.text, name.text);
    let message = format!("expected `:` before the type `{found}`");
    let at = (stretch.bad, stretch.bad + word);
    let edits = vec![(stretch.bad, stretch.bad, ": ".to_owned())];
    Some(Cure { info: &MISSING_COLON, at, message, help, title: "insert `:`".to_owned(), edits })
}

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

fn label_before_type(stretch: &Stretch<'_>) -> Option<Cure> {
    let message = "the label stands before the type";
    let help = |written: &str, label: &str| format!("write the type first: `{written} {label}`");
    label_last(stretch, &LABEL_BEFORE_TYPE, word_length, message, "put the type first", &help)
}

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

fn label_before_ends(stretch: &Stretch<'_>) -> Option<Cure> {
    let message = "the label stands before the ends of the flow";
    let help = |written: &str, label: &str| format!("write the ends first: `{written} {label}`");
    label_last(stretch, &LABEL_BEFORE_ENDS, ends_length, message, "put the ends first", &help)
}

/// Moves a label behind what its colon introduces, which `length` measures; 0 where there is no such thing.
fn label_last(
    stretch: &Stretch<'_>,
    info: &'static CodeInfo,
    length: impl Fn(&str) -> usize,
    message: &str,
    title: &str,
    help: &dyn Fn(&str, &str) -> String,
) -> Option<Cure> {
    let Some(Item::Stmt(Stmt { head: Head::Decl { label: Some(label), types, .. }, body: None, .. })) = stretch.before
    else {
        return None;
    };
    let rest = stretch.junk().strip_prefix(':')?;
    let blanks = rest.len() - rest.trim_start().len();
    let introduced = length(rest.trim_start());
    if introduced == 0 || !types.is_empty() {
        return None;
    }
    let length = (label.span.end - label.span.start) as usize;
    let start = stretch.text.get(..stretch.bad)?.trim_end().len().checked_sub(length)?;
    let written = stretch.text.get(start..start + length)?.to_owned();
    let end = stretch.bad + 1 + blanks + introduced;
    let first = stretch.text.get(stretch.bad..end)?;
    // The label moves, so that what is said of the rest stands where the rest does.
    let edits = vec![(start, stretch.bad, String::new()), (end, end, format!(" {written}"))];
    let (message, help) = (message.to_owned(), help(first, &written));
    Some(Cure { info, at: (stretch.bad, end), message, help, title: title.to_owned(), edits })
}

/// The length of `a -> b` at the start of a text; 0 if there is no such thing.
fn ends_length(text: &str) -> usize {
    let from = word_length(text);
    let ends = text.get(from..).and_then(|rest| rest.trim_start().strip_prefix("->")).map(str::trim_start);
    match ends.map(|rest| (rest.len(), word_length(rest))) {
        Some((rest, to)) if from > 0 && to > 0 => text.len() - rest + to,
        _ => 0,
    }
}

/// `"via": "https"`.
pub const QUOTED_NAME: CodeInfo = CodeInfo {
    code: Code("quoted-name"),
    severity: Severity::Error,
    summary: "a name stands in quotes",
    explanation: r#"
Names are written without quotes, those of attributes too; labels and other texts stand in quotes.

```tm error
process web { "trust": exposed }
```

```tm
process web { trust = exposed }
```
"#,
};

fn quoted_name(stretch: &Stretch<'_>) -> Option<Cure> {
    let junk = stretch.junk();
    let (name, rest) = junk.strip_prefix('"')?.split_once('"')?;
    if name.is_empty() || word_length(name) != name.len() || stretch.bad != 0 {
        return None;
    }
    let after = rest.trim_start();
    let sign = if after.starts_with([':', '=']) { 1 } else { 0 };
    let value = after.get(sign..)?.trim_start();
    let end = junk.len() - value.len();
    let with = if sign == 1 { format!("{name} = ") } else { format!("{name} ") };
    let (message, help) = (format!("the name `{name}` stands in quotes"), format!("write `{}`", with.trim()));
    Some(stretch.replace(&QUOTED_NAME, (0, end), &with, message, help))
}

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

fn missing_equals(stretch: &Stretch<'_>) -> Option<Cure> {
    let junk = stretch.junk();
    let word = word_length(junk);
    let rest = junk.get(word..)?;
    let value = rest.trim_start();
    let is_value = value.starts_with(['[', '@']) || literal::number(value).is_ok();
    if word == 0 || stretch.bad != 0 || rest.len() == value.len() && !value.starts_with('[') || !is_value {
        return None;
    }
    let name = junk.get(..word)?;
    let message = format!("expected `=` behind `{name}`");
    Some(stretch.replace(
        &MISSING_EQUALS,
        (word, junk.len() - value.len()),
        " = ",
        message,
        format!("write `{name} = …`"),
    ))
}

/// `a => b`.
pub const WRONG_ARROW: CodeInfo = CodeInfo {
    code: Code("wrong-arrow"),
    severity: Severity::Error,
    summary: "a flow is drawn with another arrow than `->`",
    explanation: r#"
A flow is `A -> B`, from who starts it to the other end; what comes back stands in `returns`. There is no other
arrow and none for both directions.

```tm error
flow save: web => db { carries = comment }
```

```tm
flow save: web -> db { carries = comment }
```
"#,
};

/// Signs that are written for `->`, longer ones first.
const ARROWS: &[&str] = &["<-->", "<==>", "-->", "==>", "->>", "<->", "<=>", "- >", "=>", "~>", "--", "-"];

fn arrow(stretch: &Stretch<'_>) -> Vec<Cure> {
    let junk = stretch.junk();
    // Where one item before it was read, the sign is first; else it is somewhere in the stretch.
    let places = ARROWS.iter().filter_map(|sign| Some((sign, outside_strings(junk, sign)?)));
    let cures = places.map(|(sign, at)| {
        let message = format!("expected `->`, found `{sign}`");
        let help = if sign.starts_with('<') {
            "a flow has one direction, from who starts it; what comes back is `returns = …`"
        } else {
            "a flow is written `a -> b`"
        };
        stretch.replace(&WRONG_ARROW, (at, at + sign.len()), "->", message, help.to_owned())
    });
    cures.collect()
}

/// Signs that point back, longer ones first.
const BACKWARD: &[&str] = &["<--", "<==", "<-", "<~"];

/// `b <- a`: the ends change places.
fn backward_arrow(stretch: &Stretch<'_>) -> Option<Cure> {
    let text = stretch.text.get(..stretch.junk_end)?;
    let (sign, at) = BACKWARD.iter().find_map(|sign| Some((*sign, outside_strings(text, sign)?)))?;
    let (before, after) = (text.get(..at)?.trim_end(), text.get(at + sign.len()..)?);
    let start = before.rfind(|char: char| !(char.is_ascii_alphanumeric() || "_-.".contains(char)));
    let left = before.get(start.map_or(0, |start| start + 1)..)?;
    let right = after.trim_start();
    let right = right.get(..word_length(right))?;
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let end = text.len() - after.trim_start().len() + right.len();
    let turned = format!("{right} -> {left}");
    Some(Cure {
        info: &WRONG_ARROW,
        at: (at, at + sign.len()),
        message: format!("expected `->`, found `{sign}`"),
        help: format!(
            "who starts a flow stands first: `{turned}`; where `{left}` asks for what `{right}` has, write \
             `{left} -> {right}` with `returns = …`"
        ),
        title: format!("write `{turned}`"),
        edits: vec![(before.len() - left.len(), end, turned)],
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

/// Replaces all wrong operators at once: who writes `&&` once writes it throughout.
fn operators(stretch: &Stretch<'_>) -> Option<Cure> {
    let (mut edits, mut first) = (Vec::new(), None);
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

fn unquoted_text(stretch: &Stretch<'_>) -> Option<Cure> {
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
        edits,
    })
}

/// The length of the name or path at the start of a text.
pub fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return 0;
    }
    let inner = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut end = 1;
    while inner(end) || (matches!(bytes.get(end), Some(b'-' | b'.')) && inner(end + 1)) {
        end += 1;
    }
    end
}

/// Where a sign stands first outside of strings.
fn outside_strings(text: &str, sign: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, char)| {
        if char == '"' {
            quoted = !quoted;
        }
        (!quoted && text.get(at..).is_some_and(|rest| rest.starts_with(sign))).then_some(at)
    })
}
