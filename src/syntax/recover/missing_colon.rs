//! `process web web-app`, `flow save web -> db`: a type or ends without the colon before them.

use crate::diag::{Certainty, Code, CodeInfo, Severity};
use crate::syntax::ast::{Head, Item, Stmt};
use crate::syntax::recover::heads::{bare_head, ends_length};
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};
use crate::syntax::words;

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

pub fn missing_colon(stretch: &Stretch<'_>) -> Option<Cure> {
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
    // `accept injection.sql, tampering.* on db`: no name, and no type behind it.
    if word == 0
        || kind.text == words::IN
        || !is_head
        || !types.is_empty()
        || words::is_taken(found)
        || words::is_taken(&name.text)
    {
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

/// `flow save web -> db`.
pub fn missing_flow_colon(stretch: &Stretch<'_>) -> Option<Cure> {
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
