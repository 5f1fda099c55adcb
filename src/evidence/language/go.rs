//! Go: a function of the file that is called as the `testing` package wants it.

use super::{Declarations, Language};
use crate::evidence::mask::{Masked, Quote, Shape};
use crate::evidence::token::tokens;

pub(super) static LANGUAGE: Language = Language {
    name: "Go",
    endings: &["go"],
    test: "`func NAME(` whose NAME is `Test`, `Fuzz`, `Example` or `Benchmark`, alone or with a part behind it that \
           does not begin in lower case",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: false,
        quotes: &[Quote::line("\""), Quote::raw("`"), Quote::line("'")],
        rust: false,
        heredoc: "",
        if_zero: false,
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
            found.add(name.text, None, is_test(name.text));
        }
    }
    found
}

/// Whether `go test` runs a function of that name.
fn is_test(name: &str) -> bool {
    let rest = ["Test", "Fuzz", "Example", "Benchmark"].iter().find_map(|word| name.strip_prefix(word));
    rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}
