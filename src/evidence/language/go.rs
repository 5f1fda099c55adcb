//! Go: a function of the file.

use super::{Declarations, Language};
use crate::evidence::mask::{Masked, Quote, Shape};
use crate::evidence::token::tokens;

pub(super) static LANGUAGE: Language = Language {
    name: "Go",
    endings: &["go"],
    test: "`func NAME(`",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: false,
        quotes: &[Quote::line("\""), Quote::raw("`"), Quote::line("'")],
        rust: false,
        regex: false,
    },
    find,
    scopes: false,
};

fn find(_: &str, masked: &Masked) -> Declarations {
    let mut found = Declarations::default();
    let mut tokens = tokens(&masked.code, false).peekable();
    while let Some(token) = tokens.next() {
        if token.text == "func"
            && let Some(name) = tokens.next_if(|next| next.word)
            && tokens.peek().is_some_and(|next| next.is("("))
        {
            found.add(name.text, None, true);
        }
    }
    found
}
