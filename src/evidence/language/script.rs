//! JavaScript and TypeScript: a call of `it`, `test` or `describe` with a name.

use super::{Declarations, Language};
use crate::evidence::mask::{Masked, Quote, Shape};
use crate::evidence::token::tokens;

pub(super) static LANGUAGE: Language = Language {
    name: "JavaScript and TypeScript",
    endings: &["js", "ts", "jsx", "tsx", "mjs", "mts", "cjs", "cts"],
    test: "`it(\"NAME\"`, `test(\"NAME\"` or `describe(\"NAME\"`, also with `.only`, `.skip`, `.each(…)` and the like",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: false,
        quotes: &[Quote::line("\""), Quote::line("'"), Quote::block("`")],
        rust: false,
        heredoc: "",
        if_zero: false,
        regex: true,
    },
    find,
    scopes: false,
};

fn find(text: &str, masked: &Masked) -> Declarations {
    let mut found = Declarations::default();
    let mut tokens = tokens(&masked.code, false).peekable();
    let mut before_is_dot = false;
    while let Some(token) = tokens.next() {
        let call = !before_is_dot && matches!(token.text, "it" | "test" | "describe");
        before_is_dot = token.is(".");
        if !call {
            continue;
        }
        // `.only`, `.concurrent`, `.each`
        while tokens.next_if(|next| next.is(".")).is_some() {
            tokens.next_if(|next| next.word);
        }
        // The table of `.each` may be a template: of it, only the quotes are left.
        if tokens.next_if(|next| next.is("`")).is_some() {
            tokens.next_if(|next| next.is("`"));
        }
        let Some(mut open) = tokens.next_if(|next| next.is("(")) else { continue };
        // The table of `.each(…)` stands before the name: the call behind it counts.
        if !tokens.peek().is_some_and(|next| matches!(next.text, "\"" | "'" | "`")) {
            let mut depth = 1_usize;
            for next in tokens.by_ref() {
                match next.text {
                    "(" => depth += 1,
                    ")" => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            let Some(second) = tokens.next_if(|next| next.is("(")) else { continue };
            open = second;
        }
        let Some(quote) = tokens.next_if(|next| matches!(next.text, "\"" | "'" | "`")) else { continue };
        if quote.end > open.end
            && let Ok(index) = masked.strings.binary_search_by_key(&quote.end, |range| range.start)
            && let Some(name) = masked.strings.get(index).and_then(|range| text.get(range.clone()))
        {
            found.add(&unescaped(name), None, true);
        }
    }
    found
}

/// The text of a string: a backslash before a quote or another backslash is taken away.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next_if(|next| !next.is_alphanumeric()).or(Some('\\'))),
            c => out.push(c),
        }
    }
    out
}
