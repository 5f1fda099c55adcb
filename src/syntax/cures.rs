//! Well-known mistakes, each with the change that would repair it.
//!
//! A cure only proposes; `doctor` applies its change to a copy and believes it if the result is a statement.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::ast::Item;
use crate::syntax::cure_heads::heads;
use crate::syntax::cure_values::{duration, operators, unquoted_text};
use crate::syntax::repair::Replacement;
use crate::syntax::{literal, words};

/// So far behind a bad part a block is looked for, in bytes.
const LOOKED_AT: usize = 500;

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
    /// Whether a block begins in it or behind it.
    pub block: bool,
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
    /// Whether it can be applied unseen: nothing else can have been meant.
    pub certainty: Certainty,
    /// The changes, in the stretch.
    pub edits: Vec<Replacement>,
}

impl Cure {
    /// The cure, sure if that holds.
    pub fn sure_if(mut self, sure: bool) -> Cure {
        self.certainty = if sure { Certainty::Sure } else { Certainty::Maybe };
        self
    }
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
        let behind = whole.as_bytes().get(bad..).unwrap_or_default();
        let block = behind.iter().take(LOOKED_AT).take_while(|byte| **byte != b'\n').any(|byte| *byte == b'{');
        Stretch { text, begin, bad: bad - begin, junk_end: junk_end - begin, before, block }
    }

    /// The bad part's head.
    pub fn junk(&self) -> &'a str {
        self.text.get(self.bad..self.junk_end).unwrap_or_default().trim_end()
    }

    /// A cure that replaces one stretch of the junk, and may be wrong; offsets count in the junk.
    pub fn replace(
        &self,
        info: &'static CodeInfo,
        at: (usize, usize),
        with: &str,
        message: String,
        help: String,
    ) -> Cure {
        let at = (self.bad + at.0, self.bad + at.1);
        let title = if with.trim().is_empty() { "remove it".to_owned() } else { format!("write `{}`", with.trim()) };
        Cure { info, at, message, help, title, certainty: Certainty::Maybe, edits: vec![(at.0, at.1, with.to_owned())] }
    }
}

/// The cures that may help, the likeliest first.
pub fn cures(stretch: &Stretch<'_>) -> Vec<Cure> {
    let mut cures = heads(stretch);
    cures.extend(missing_equals(stretch));
    cures.extend(duration(stretch));
    cures.extend(backward_arrow(stretch));
    cures.extend(arrow(stretch));
    cures.extend(operators(stretch));
    cures.extend(unquoted_text(stretch));
    cures
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
    if matches!(name, words::INCLUDE | words::USE) {
        return None;
    }
    let message = format!("expected `=` behind `{name}`");
    let (at, help) = ((word, junk.len() - value.len()), format!("write `{name} = …`"));
    Some(stretch.replace(&MISSING_EQUALS, at, " = ", message, help).sure_if(true))
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
    // Where one item before it was read, the sign is first; else it is somewhere in the stretch. A `-` between two letters
    // belongs to a name.
    let in_name = |at: usize| junk.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let places = ARROWS.iter().filter_map(|sign| Some((sign, outside_strings(junk, sign)?)));
    let places = places.filter(|(sign, at)| **sign != "-" || !in_name(*at));
    let cures = places.map(|(sign, at)| {
        let message = format!("expected `->`, found `{sign}`");
        let help = if sign.starts_with('<') {
            "a flow has one direction, from who starts it; what comes back is `returns = …`"
        } else {
            "a flow is written `a -> b`"
        };
        // What points both ways, or no way at all, does not say who begins.
        let points = !sign.starts_with('<') && sign.ends_with('>');
        stretch.replace(&WRONG_ARROW, (at, at + sign.len()), "->", message, help.to_owned()).sure_if(points)
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
        certainty: Certainty::Maybe,
        edits: vec![(before.len() - left.len(), end, turned)],
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
pub fn outside_strings(text: &str, sign: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, char)| {
        if char == '"' {
            quoted = !quoted;
        }
        (!quoted && text.get(at..).is_some_and(|rest| rest.starts_with(sign))).then_some(at)
    })
}
