//! Cures for the heads of statements: what stands in the wrong order, without its sign, or in quotes and should not.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::ast::{Head, Item, Stmt};
use crate::syntax::cures::{Cure, Stretch, WRONG_ARROW, word_length};
use crate::syntax::doctor::SYNTAX;
use crate::syntax::{cure_values, words};

/// The cures for a head, the likeliest first.
pub fn heads(stretch: &Stretch<'_>) -> Vec<Cure> {
    let found = [
        word_for_arrow,
        missing_colon,
        missing_flow_colon,
        label_before_type,
        label_before_ends,
        label_before_name,
        quoted_name,
        colon_before_label,
        repeated_keyword,
        unquoted_path,
        unquoted_label,
    ];
    let mut cures: Vec<Cure> = found.into_iter().filter_map(|cure| cure(stretch)).collect();
    cures.extend(quoted_words(stretch));
    cures
}

/// `flow save: web to db`.
fn word_for_arrow(stretch: &Stretch<'_>) -> Option<Cure> {
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

/// `flow save web -> db`.
fn missing_flow_colon(stretch: &Stretch<'_>) -> Option<Cure> {
    let Head::Decl { kind, name: Some(name), types, label: None } = bare_head(stretch)? else { return None };
    let ends = stretch.junk().get(..ends_length(stretch.junk()))?;
    if ends.is_empty() || kind.text != words::FLOW || !types.is_empty() {
        return None;
    }
    let end = stretch.text.get(..stretch.bad)?.trim_end().len();
    let message = format!("expected `:` behind the name of the flow `{}`", name.text);
    let help = format!("a colon stands behind a flow's name: `{} {}: {ends}`", kind.text, name.text);
    let edits = vec![(end, end, ":".to_owned())];
    Some(Cure {
        info: &MISSING_COLON,
        at: (end, end),
        message,
        help,
        title: "insert `:`".to_owned(),
        certainty: Certainty::Sure,
        edits,
    })
}

/// `store "Tickets" db : postgres`.
fn label_before_name(stretch: &Stretch<'_>) -> Option<Cure> {
    let Head::Decl { name: None, types, label: Some(label), .. } = bare_head(stretch)? else { return None };
    let junk = stretch.junk();
    let named = junk.get(..named_length(junk))?;
    if named.is_empty() || !types.is_empty() || words::is_taken(named) {
        return None;
    }
    let length = (label.span.end - label.span.start) as usize;
    let start = stretch.text.get(..stretch.bad)?.trim_end().len().checked_sub(length)?;
    let written = stretch.text.get(start..start + length)?;
    let end = stretch.bad + named.len();
    Some(Cure {
        info: &LABEL_BEFORE_NAME,
        at: (start, start + length),
        message: "the label stands before the name".to_owned(),
        help: format!("write the name first: `{named} {written}`"),
        title: "put the name first".to_owned(),
        certainty: Certainty::Sure,
        edits: vec![(start, stretch.bad, String::new()), (end, end, format!(" {written}"))],
    })
}

/// The length of a name at the start of a text, with the type or the ends that a colon behind it introduces.
fn named_length(text: &str) -> usize {
    let word = word_length(text);
    let rest = text.get(word..).unwrap_or_default();
    let Some(introduced) = rest.trim_start().strip_prefix(':').map(str::trim_start) else { return word };
    let length = ends_length(introduced).max(word_length(introduced));
    if word == 0 || length == 0 { word } else { text.len() - introduced.len() + length }
}

/// `web -> db: "Saves"`.
fn colon_before_label(stretch: &Stretch<'_>) -> Option<Cure> {
    let label = match bare_head(stretch)? {
        Head::Flow { label, .. } | Head::On { label, .. } | Head::Decl { label, .. } => label,
        _ => return None,
    };
    let rest = stretch.junk().strip_prefix(':')?;
    if label.is_some() || !rest.trim_start().starts_with('"') {
        return None;
    }
    let blank = if stretch.text.get(..stretch.bad)?.ends_with(' ') || rest.starts_with(' ') { "" } else { " " };
    let message = "expected a label without `:` before it".to_owned();
    let help = "a label stands behind the head without any sign".to_owned();
    Some(stretch.replace(&SYNTAX, (0, 1), blank, message, help).sure_if(true))
}

/// `use std.web, std.iot`.
fn repeated_keyword(stretch: &Stretch<'_>) -> Option<Cure> {
    let keyword = match stretch.before {
        Some(Item::Stmt(Stmt {
            head: Head::Include { keyword, .. } | Head::UsePack { keyword, .. } | Head::UsePath { keyword, .. },
            ..
        })) if stretch.bad == 0 => keyword,
        _ => return None,
    };
    let another = stretch.junk();
    let message = format!("expected another `{}` before this", keyword.text);
    let help = format!("write `{} {another}`", keyword.text);
    let (edits, title) = (vec![(0, 0, format!("{} ", keyword.text))], format!("insert `{}`", keyword.text));
    Some(Cure { info: &SYNTAX, at: (0, another.len()), message, help, title, certainty: Certainty::Sure, edits })
}

/// `include parts/*.tm`.
fn unquoted_path(stretch: &Stretch<'_>) -> Option<Cure> {
    let head = stretch.text.get(..stretch.junk_end)?.trim_end();
    let (keyword, path) = head.split_once(' ')?;
    let path = path.trim_start();
    let plain = |char: char| char.is_alphanumeric() || "-_./*".contains(char);
    if !matches!(keyword, words::INCLUDE | words::USE) || path.is_empty() || !path.chars().all(plain) {
        return None;
    }
    let (start, end) = (head.len() - path.len(), head.len());
    let message = "this path stands without quotes".to_owned();
    let (help, title) = (format!("write `{keyword} \"{path}\"`"), "put it in quotes".to_owned());
    let edits = vec![(start, end, format!("\"{path}\""))];
    Some(Cure {
        info: &cure_values::UNQUOTED_TEXT,
        at: (start, end),
        message,
        help,
        title,
        certainty: Certainty::Sure,
        edits,
    })
}

/// `web -> db Saves it`: of something that is no flow and has no type only where a block follows, or it may be prose.
fn unquoted_label(stretch: &Stretch<'_>) -> Option<Cure> {
    let (label, sure) = match bare_head(stretch)? {
        Head::Flow { label, .. } | Head::On { label, .. } => (label, true),
        Head::Decl { name: Some(_), types, label, .. } => (label, !types.is_empty()),
        _ => return None,
    };
    let words = head_of(stretch.junk());
    let plain = |char: char| char.is_alphanumeric() || " -_'.&/!?+".contains(char);
    let begins = words.starts_with(char::is_alphabetic) && words.chars().all(plain);
    let first = words.split(' ').next().unwrap_or_default();
    if label.is_some() || !begins || words::is_taken(first) || !(sure || stretch.block) {
        return None;
    }
    let (start, end) = (stretch.bad, stretch.bad + words.len());
    let message = "this label stands without quotes".to_owned();
    let (help, title) = (format!("put it in quotes: `\"{words}\"`"), "put it in quotes".to_owned());
    let edits = vec![(start, end, format!("\"{words}\""))];
    // Where it ends, and that it is one, is a guess.
    Some(Cure {
        info: &cure_values::UNQUOTED_TEXT,
        at: (start, end),
        message,
        help,
        title,
        certainty: Certainty::Maybe,
        edits,
    })
}

/// `accept "injection.sql" on "save"`: the first of them without its quotes, or all.
fn quoted_words(stretch: &Stretch<'_>) -> Vec<Cure> {
    let head = head_of(stretch.text.get(..stretch.junk_end).unwrap_or_default());
    let mut quoted: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while let Some((before, rest)) = head.get(at..).and_then(|rest| rest.split_once('"')) {
        let Some((inside, _)) = rest.split_once('"') else { break };
        if is_word(inside.trim_end_matches(".*")) {
            quoted.push((at + before.len(), inside));
        }
        at += before.len() + inside.len() + 2;
    }
    let cure = |words: &[(usize, &str)]| {
        let (start, name) = words.first()?;
        let edits = words.iter().map(|(at, name)| (*at, at + name.len() + 2, (*name).to_owned()));
        Some(Cure {
            info: &QUOTED_NAME,
            at: (*start, start + name.len() + 2),
            message: format!("the name `{name}` stands in quotes"),
            help: format!("write it without quotes: `{name}`"),
            title: format!("write `{name}`"),
            // Where some of them keep their quotes, which is a name and which a label is a guess.
            certainty: if words.len() == quoted.len() { Certainty::Sure } else { Certainty::Maybe },
            edits: edits.collect(),
        })
    };
    let each = quoted.chunks(1).take(2).filter_map(cure);
    each.chain(cure(&quoted).filter(|_| quoted.len() > 1)).collect()
}

/// The head of the statement before the bad part, if it may go on.
fn bare_head<'a>(stretch: &Stretch<'a>) -> Option<&'a Head> {
    match stretch.before {
        Some(Item::Stmt(Stmt { head, body: None, .. })) if stretch.bad > 0 => Some(head),
        _ => None,
    }
}

/// A head without the block behind it.
fn head_of(text: &str) -> &str {
    text.split('{').next().unwrap_or_default().trim_end()
}

/// Whether a text is one name or path.
fn is_word(text: &str) -> bool {
    !text.is_empty() && word_length(text) == text.len()
}

/// `store "Tickets" db`.
pub const LABEL_BEFORE_NAME: CodeInfo = CodeInfo {
    code: Code("label-before-name"),
    severity: Severity::Error,
    summary: "a label stands before the name",
    explanation: r#"
The name stands before the label, and before the type.

```tm error
store "Tickets" db : database
```

```tm
store db : database "Tickets"
```
"#,
};
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
    // `process web app` may be one name.
    Some(Cure {
        info: &MISSING_COLON,
        at,
        message,
        help,
        title: "insert `:`".to_owned(),
        certainty: Certainty::Maybe,
        edits,
    })
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
    let Head::Decl { name: Some(_), label: Some(label), types, .. } = bare_head(stretch)? else { return None };
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
    Some(Cure {
        info,
        at: (stretch.bad, end),
        message,
        help,
        title: title.to_owned(),
        certainty: Certainty::Sure,
        edits,
    })
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
    Some(stretch.replace(&QUOTED_NAME, (0, end), &with, message, help).sure_if(sign == 1))
}
