//! `a => b`, `b <- a`, `a to b`: a flow with another arrow than `->`.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::recover::heads::{head_of, is_word};
use crate::syntax::recover::stretch::{Cure, Stretch, outside_strings, word_length};

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

pub fn arrow(stretch: &Stretch<'_>) -> Vec<Cure> {
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

/// `a => b: "Asks"`: an arrow and the colon before the label behind it, which are two slips in one line.
pub fn with_label(stretch: &Stretch<'_>, arrow: &Cure) -> Option<Cure> {
    let behind = stretch.text.get(arrow.at.1..stretch.junk_end)?;
    let ends = behind.get(..behind.find('"')?)?.trim_end().strip_suffix(':')?;
    let colon = arrow.at.1 + ends.len();
    let glued = !ends.ends_with(' ') && stretch.text.get(colon + 1..)?.starts_with('"');
    let mut edits = arrow.edits.clone();
    // A blank on either side of it is one too many.
    let end =
        if ends.ends_with(' ') && stretch.text.get(colon + 1..)?.starts_with(' ') { colon + 2 } else { colon + 1 };
    edits.push((colon, end, if glued { " ".to_owned() } else { String::new() }));
    Some(Cure {
        info: arrow.info,
        at: arrow.at,
        message: arrow.message.clone(),
        help: format!("{}; a label has no `:` before it", arrow.help),
        title: "write `->`, and the label without `:`".to_owned(),
        certainty: arrow.certainty,
        edits,
    })
}

/// Signs that point back, longer ones first.
const BACKWARD: &[&str] = &["<--", "<==", "<-", "<~"];

/// `b <- a`: the ends change places.
pub fn backward_arrow(stretch: &Stretch<'_>) -> Option<Cure> {
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

/// `flow save: web to db`.
pub fn word_for_arrow(stretch: &Stretch<'_>) -> Option<Cure> {
    let head = head_of(stretch.text.get(..stretch.junk_end)?);
    let at = head.find(" to ")? + 1;
    let (before, after) = (head.get(..at)?.trim_end(), head.get(at + "to".len()..)?.trim());
    let from = before.rsplit([' ', '\t', ':']).next()?;
    let introduced = before.get(..before.len() - from.len())?.trim_end();
    if !is_word(from) || !is_word(after) || !(introduced.is_empty() || introduced.ends_with(':')) {
        return None;
    }
    let (message, help) = ("expected `->`, found `to`".to_owned(), format!("a flow is written `{from} -> {after}`"));
    let (edits, title) = (vec![(at, at + "to".len(), "->".to_owned())], "write `->`".to_owned());
    let cure = Cure {
        info: &WRONG_ARROW,
        at: (at, at + "to".len()),
        message,
        help,
        title,
        certainty: Certainty::Maybe,
        edits,
    };
    // Without a name before it, it may be a rename that lacks its `moved`.
    Some(cure.sure_if(!introduced.is_empty()))
}
