//! `evidence = tests/limit.py`, `via = https/2`: values whose attribute says that quotes would not help.

use crate::diag::Certainty;
use crate::syntax::ast::Head;
use crate::syntax::recover::codes::SYNTAX;
use crate::syntax::recover::heads::bare_head;
use crate::syntax::recover::stretch::{Cure, Stretch, value_at, word_length};
use crate::syntax::recover::unquoted_text::UNQUOTED_TEXT;
use crate::syntax::words;

/// `evidence = tests/limit.py`: a path of a file, or else the name of a test.
pub fn unquoted_evidence(stretch: &Stretch<'_>) -> Option<Cure> {
    let (start, value) = value_at(stretch)?;
    let plain = |char: char| char.is_alphanumeric() || "-_./*:".contains(char);
    if stretch.text.get(..word_length(stretch.text))? != words::EVIDENCE || !value.chars().all(plain) {
        return None;
    }
    // A path leads through folders or has an ending; the name of a test may have two colons in it.
    let is_path = value.contains(['/', '.']) && !value.contains("::");
    let tag = if is_path { words::FILE } else { words::TEST };
    let written = format!("{tag} \"{value}\"");
    let end = start + value.len();
    Some(Cure {
        info: &UNQUOTED_TEXT,
        at: (start, end),
        message: "this evidence does not say what it is".to_owned(),
        help: format!("write `{written}`; evidence is `test \"…\"`, `file \"…\"` or `url \"…\"`"),
        title: format!("write `{written}`"),
        certainty: Certainty::Maybe,
        edits: vec![(start, end, written)],
    })
}

/// `via = https/2`: a protocol with a version.
pub fn versioned_protocol(stretch: &Stretch<'_>) -> Option<Cure> {
    let (start, value) = value_at(stretch)?;
    let name = value.get(..value.find(['/', ' '])?)?;
    let version = value.get(name.len() + 1..)?.trim_start_matches('v');
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if stretch.text.get(..word_length(stretch.text))? != words::VIA || word_length(name) != name.len() || !is_version {
        return None;
    }
    let end = start + value.len();
    Some(Cure {
        info: &SYNTAX,
        at: (start, end),
        message: format!("`{value}` is not the name of a protocol"),
        help: format!("a protocol is named without its version: `{} = {name}`", words::VIA),
        title: format!("write `{name}`"),
        certainty: Certainty::Maybe,
        edits: vec![(start, end, name.to_owned())],
    })
}

/// `accept injection.sql on db because "x" by @me`, `web -> db via https`: attributes behind a head without their braces.
/// The stretch goes on to the end of the line.
pub fn attributes_behind_head(stretch: &Stretch<'_>) -> Option<Cure> {
    // Behind a name there may be a type without its colon, and a block that follows is one already.
    if !matches!(bare_head(stretch)?, Head::Flow { .. } | Head::On { .. }) || stretch.block {
        return None;
    }
    let junk = stretch.junk();
    let (mut at, mut edits, mut written) = (0, Vec::new(), Vec::new());
    while at < junk.len() {
        let rest = junk.get(at..)?;
        let word = word_length(rest);
        let name = rest.get(..word).filter(|name| !name.is_empty() && !words::is_taken(name))?;
        let behind = rest.get(word..)?.trim_start();
        let sign = ['=', ':'].iter().any(|sign| behind.starts_with(*sign));
        let value = if sign { behind.get(1..)?.trim_start() } else { behind };
        let length = match value.bytes().next()? {
            b'"' => 2 + value.get(1..)?.find('"')?,
            b'@' => value.find([' ', ',']).unwrap_or(value.len()),
            byte if byte.is_ascii_digit() => value.find([' ', ',']).unwrap_or(value.len()),
            _ if name == words::VIA || sign => word_length(value),
            _ => 0,
        };
        let text = value.get(..length).filter(|text| !text.is_empty())?;
        let from = at + rest.len() - value.len();
        let item = format!("{name} = {text}");
        let begin = if written.is_empty() { "{ " } else { "" };
        edits.push((stretch.bad + at, stretch.bad + from + length, format!("{begin}{item}")));
        written.push(item);
        let behind = value.get(length..)?;
        let next = behind.trim_start_matches([' ', ',']);
        at = junk.len() - next.len();
        let (start, end) = (stretch.bad + from + length, stretch.bad + at);
        if next.is_empty() {
            edits.push((end, end, " }".to_owned()));
        } else {
            edits.push((start, end, ", ".to_owned()));
        }
    }
    let block = format!("{{ {} }}", written.join(", "));
    (!written.is_empty()).then(|| Cure {
        info: &SYNTAX,
        at: (stretch.bad, stretch.bad + junk.len()),
        message: "attributes stand in a block behind the head".to_owned(),
        help: format!("write `{block}`"),
        title: format!("write `{block}`"),
        certainty: Certainty::Maybe,
        edits,
    })
}

/// `process y "He said "hi" there"`: quotes within a text, and where that ends. The stretch goes on to the end of the line.
pub fn inner_quotes(stretch: &Stretch<'_>) -> Option<(usize, Cure)> {
    let before = stretch.text.get(..stretch.bad)?;
    let junk = stretch.junk();
    // What follows a text directly belongs to it; a blank may stand there as well, before what is quoted.
    if stretch.bad == 0 || !before.ends_with('"') || !junk.starts_with(|first: char| first.is_alphanumeric()) {
        return None;
    }
    let start = before.trim_end_matches('"').rfind('"')?;
    let marks = |end: usize| {
        let inside = stretch.text.get(start + 1..end).unwrap_or_default();
        inside.match_indices('"').map(|(at, _)| start + 1 + at).collect::<Vec<usize>>()
    };
    // It ends where pairs of them lie within, and what follows is no text.
    let ends = |end: &usize| {
        let behind = stretch.text.get(end + 1..).unwrap_or_default().trim_start();
        let last = behind.is_empty() || behind.starts_with([',', '}', '{']) || behind.starts_with("//");
        last && marks(*end).len().is_multiple_of(2)
    };
    let end = junk.match_indices('"').map(|(at, _)| stretch.bad + at).find(ends)?;
    let inner = marks(end);
    if stretch.text.get(start..end)?.contains('\\') {
        return None;
    }
    let cure = Cure {
        info: &SYNTAX,
        at: (start, end + 1),
        message: "this text holds quotation marks".to_owned(),
        help: "write `\\\"` for a quotation mark within a text".to_owned(),
        title: "write `\\\"` within it".to_owned(),
        certainty: Certainty::Maybe,
        edits: inner.into_iter().map(|at| (at, at, "\\".to_owned())).collect(),
    };
    Some((end + 1, cure))
}
