//! `"via": "https"`: names in quotes.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::recover::heads::{head_of, is_word};
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};

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

pub fn quoted_name(stretch: &Stretch<'_>) -> Option<Cure> {
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

/// `accept "injection.sql" on "save"`: the first of them without its quotes, or all.
pub fn quoted_words(stretch: &Stretch<'_>) -> Vec<Cure> {
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
