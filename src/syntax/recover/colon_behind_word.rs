//! `process: web`: a colon behind the word that begins a declaration, as in YAML.

use crate::diag::Certainty;
use crate::syntax::recover::codes::SYNTAX;
use crate::syntax::recover::stretch::{Cure, Stretch, word_length};
use crate::syntax::words;

/// What to say of a text that begins with such a word and has a sign at a place, before a name if there is one.
pub fn colon(text: &str, (from, to): (usize, usize), name: Option<&str>) -> Cure {
    let word = text.get(..word_length(text)).unwrap_or_default();
    let sign = text.get(from..to).unwrap_or_default();
    let message = format!("expected a name behind `{word}`, found `{sign}`");
    let behind = text.get(to..).unwrap_or_default();
    let end = to + behind.len() - behind.trim_start_matches([' ', '\t']).len();
    // On the next line stands what YAML nests, and whether that is a name is a guess.
    let name = name.filter(|_| !behind.get(end - to..).unwrap_or_default().starts_with(['\n', '\r', '/']));
    let (help, title) = match name {
        Some(name) => (
            format!("a declaration has no `{sign}` behind its first word: `{word} {name}`"),
            format!("remove the `{sign}`"),
        ),
        None => (format!("write `{word} NAME \"Label\"`; attributes stand in the block behind it"), String::new()),
    };
    let edits = vec![(word.len(), end, " ".to_owned())];
    Cure { info: &SYNTAX, at: (from, to), message, help, title, certainty: Certainty::Maybe, edits }
}

/// `process: web "Web"`: what follows belongs to the declaration.
pub fn colon_behind_word(stretch: &Stretch<'_>) -> Option<Cure> {
    let word = word_length(stretch.text);
    let rest = stretch.text.get(word..)?;
    let from = word + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let behind = stretch.text.get(from..)?.strip_prefix(':')?.trim_start_matches([' ', '\t']);
    let name = behind.get(..word_length(behind)).filter(|name| !name.is_empty())?;
    // An attribute of that name has no more behind its value.
    words::DECLARATIONS.contains(&stretch.text.get(..word)?).then(|| colon(stretch.text, (from, from + 1), Some(name)))
}
