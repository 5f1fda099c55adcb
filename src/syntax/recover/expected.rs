//! From what the grammar tried at a place to words that people use.

use crate::syntax::ast::{Head, Item, Stmt};
use crate::syntax::grammar::Rule;
use crate::syntax::recover::stretch::{Stretch, word_length};
use crate::syntax::words;

/// What could stand at a place, as the end of "expected …". `ended` says that a whole item ends there.
pub fn expected_words(rules: &[Rule], ended: bool) -> String {
    let has = |rule: Rule| rules.contains(&rule);
    let mut words: Vec<&str> = Vec::new();
    let mut add = |word: &'static str| {
        if !words.contains(&word) {
            words.push(word);
        }
    };
    if ended {
        add("a newline or a comma");
        return words.concat();
    }
    let value = has(Rule::number) || has(Rule::handle) || has(Rule::list);
    if has(Rule::item) {
        add("a statement or an attribute");
    }
    if value {
        add("a value");
    }
    let others: [(&[Rule], &str); 9] = [
        (if value { &[] } else { &[Rule::path, Rule::binder] }, "a name"),
        (&[Rule::wrong_assign], "`=`"),
        (&[Rule::types], "a type"),
        (&[Rule::to], "`->`"),
        (&[Rule::target], "`on`"),
        (&[Rule::moved_to], "`to`"),
        (if value { &[] } else { &[Rule::text] }, "a label"),
        (if value { &[] } else { &[Rule::body] }, "`{`"),
        (&[Rule::operator, Rule::logic], "an operator"),
    ];
    for (tried, word) in others {
        if tried.iter().any(|rule| has(*rule)) {
            add(word);
        }
    }
    match words.split_last() {
        None => "a statement or an attribute".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// What stands at the start of a text, as the end of "found …", and its length.
pub fn found_words(rest: &str) -> (String, usize) {
    let Some(first) = rest.chars().next().filter(|char| *char != '\n') else {
        return (if rest.is_empty() { "the end of the file" } else { "the end of the line" }.to_owned(), 0);
    };
    let length = match first {
        '"' => match rest.get(1..).and_then(|rest| rest.find('"')) {
            Some(end) => end + 2,
            None => 1,
        },
        '/' if rest.starts_with("//") => return ("a comment".to_owned(), 0),
        _ if first.is_alphanumeric() || first == '_' => {
            let word = rest.find(|char: char| !char.is_alphanumeric() && char != '_' && char != '-');
            word.unwrap_or(rest.len()).max(first.len_utf8())
        }
        _ => {
            let signs = |char: char| "=<>!&|+-*/%^~?:.$\\".contains(char);
            let run = rest.find(|char: char| !signs(char)).unwrap_or(rest.len());
            run.max(first.len_utf8())
        }
    };
    let found = rest.get(..length).unwrap_or_default();
    if found.chars().count() > 30 { ("a string".to_owned(), length) } else { (format!("`{found}`"), length) }
}

/// Whether the bad part is a value behind a comma, as in `holds = a, b`.
pub fn is_loose_value(stretch: &Stretch<'_>) -> bool {
    let junk = stretch.junk();
    matches!(stretch.before, Some(Item::Attr(_)))
        && stretch.bad == 0
        && !junk.is_empty()
        && word_length(junk) == junk.len()
}

/// Whether the bad part is a second type behind a comma, as in `process web : service, gateway`.
pub fn is_loose_type(stretch: &Stretch<'_>) -> bool {
    let junk = stretch.junk();
    let Some(Item::Stmt(Stmt { head: Head::Decl { types, label: None, .. }, body: None, .. })) = stretch.before else {
        return false;
    };
    !types.is_empty() && stretch.bad == 0 && !junk.is_empty() && word_length(junk) == junk.len()
}

/// `include ["a.tm", "b.tm"]`.
fn is_list_of_files(stretch: &Stretch<'_>) -> bool {
    stretch.junk().strip_prefix(words::INCLUDE).is_some_and(|rest| rest.trim_start().starts_with('['))
}

/// What to do about a stretch that no cure fits, from what stands at its fault.
pub fn hints(stretch: &Stretch<'_>, at: usize) -> String {
    let rest = stretch.text.get(at..stretch.junk_end).unwrap_or_default();
    let before = stretch.text.get(..at).unwrap_or_default().trim_end();
    let junk = stretch.junk();
    let word = rest.get(..word_length(rest)).unwrap_or_default();
    let starts_with_digit = rest.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let hint = match stretch.before {
        Some(Item::Attr(_)) if stretch.bad > 0 && matches!(word, "if" | "else") => {
            "there is no `if`; write the condition into `when`, or two rules"
        }
        Some(Item::Attr(_)) if junk.starts_with('/') => {
            "write one value, or several in brackets (`[a, b]`) where the attribute takes them; put a path in quotes"
        }
        Some(Item::Attr(_)) if junk.starts_with('.') => {
            "a name has no dot before a digit: write `tls1-2` for `tls1.2`, and put a text in quotes"
        }
        Some(Item::Attr(_)) if junk.starts_with(['+', '-', '*', '%']) => "there is no arithmetic; put a text in quotes",
        Some(Item::Stmt(_)) if is_loose_type(stretch) => {
            "one type stands behind the colon; where a boundary has several, they stand in brackets: `: [a, b]`"
        }
        _ if is_list_of_files(stretch) => {
            "one `include` names one file or one pattern: write a line for each, or `include \"parts/*.tm\"`"
        }
        _ if is_loose_value(stretch) => "several values stand in brackets: `[a, b]`",
        Some(Item::Stmt(_)) if junk.starts_with(':') && starts_with_digit => {
            "names start with a letter; write the name in words, without the digit before it"
        }
        // `accept injection.sql, tampering.* on db`.
        Some(Item::Stmt(Stmt { head: Head::Decl { name: Some(name), .. }, .. })) if name.text == "on" => {
            "a decision names one rule: write one for each, or a whole family as `injection.*`"
        }
        Some(Item::Stmt(_)) if junk.starts_with("->") => "a flow has two ends; write one flow for each step",
        Some(Item::Stmt(_)) if junk == "on" => "write what it is about behind `on`: an element, a flow `a->b`, or `*`",
        Some(Item::Stmt(_)) if junk == "to" => "write the new name behind `to`",
        Some(Item::Stmt(_)) if junk.starts_with('=') => "a type stands behind `:`, an attribute in the block `{ … }`",
        Some(Item::Attr(_)) if junk.starts_with('(') => "a call has no blank before its `(`: `any(list, n: …)`",
        Some(_) if stretch.bad > 0 => "items are separated by a newline or a comma",
        _ if before.ends_with('=') && rest.is_empty() => "write a value behind `=`",
        _ if before.ends_with('=') && rest.starts_with('-') => {
            "numbers are whole and not negative; put a text in quotes"
        }
        _ if before.ends_with('=') => "a value is a word, a `\"text\"`, a number, a date, a `@handle` or a `[list]`",
        _ if before.ends_with("->") => "write the name of the flow's other end behind `->`",
        _ if before.ends_with(':') => "write a type behind `:`, or a flow `a -> b`",
        _ if starts_with_digit || rest.starts_with('_') => {
            "names start with a letter: letters, digits, `_` and `-` may follow"
        }
        _ if junk.starts_with("->") => "write the name of who starts the flow before `->`",
        _ if junk.contains('=') && junk.contains(['(', '[']) => {
            "look for a missing comma, operator or bracket in this value"
        }
        _ if junk.starts_with('"') => {
            "a text alone says nothing; a label stands behind a name: `process web \"Web server\"`"
        }
        // `in [cloud] { … }`, or `in` alone on a line.
        _ if stretch.before.is_none() && word_length(junk) == words::IN.len() && junk.starts_with(words::IN) => {
            "`in` takes the name of one boundary and a block: `in BOUNDARY { … }`"
        }
        _ if word_length(junk) == junk.len() => {
            return format!(
                "an attribute is set with `=`: `{junk} = true` or another value; a statement is `kind name`, a flow `a -> b`"
            );
        }
        _ => "statements are `kind name : type \"Label\" { … }` and flows `a -> b`, attributes `name = value`",
    };
    hint.to_owned()
}
