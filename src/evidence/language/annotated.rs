//! Java, Kotlin and C#: a method under an annotation that says `Test`.

use std::iter::Peekable;

use super::{Declarations, Language};
use crate::evidence::mask::{Masked, Quote, Shape};
use crate::evidence::token::{Token, tokens};

pub(super) static JAVA: Language = Language {
    name: "Java",
    endings: &["java"],
    test: "a method under an annotation with `Test` in its name, such as `@ParameterizedTest`; `Class::NAME` may stand",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: false,
        quotes: &[Quote::block("\"\"\""), Quote::line("\""), Quote::line("'")],
        rust: false,
        heredoc: "",
        if_zero: false,
        regex: false,
    },
    find: |_, masked| find(masked, false, false),
    scopes: true,
};

pub(super) static KOTLIN: Language = Language {
    name: "Kotlin",
    endings: &["kt", "kts"],
    test: "`fun NAME` under such an annotation; the name may be words between backticks; `Class::NAME` may stand",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: true,
        quotes: &[Quote::raw("\"\"\""), Quote::line("\""), Quote::line("'")],
        rust: false,
        heredoc: "",
        if_zero: false,
        regex: false,
    },
    find: |_, masked| find(masked, true, false),
    scopes: true,
};

pub(super) static CSHARP: Language = Language {
    name: "C#",
    endings: &["cs"],
    test: "a method under an attribute with `Test` in its name, or xUnit's `[Fact]` or `[Theory]`; `Class::NAME` may stand",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: false,
        quotes: &[
            Quote::raw("\"\"\""),
            Quote { open: "@\"", close: "\"", escapes: false, lines: true },
            Quote { open: "@$\"", close: "\"", escapes: false, lines: true },
            Quote::line("\""),
            Quote::line("'"),
        ],
        rust: false,
        heredoc: "",
        if_zero: false,
        regex: false,
    },
    find: |_, masked| find(masked, false, true),
    scopes: true,
};

/// What a type is declared with; behind it stands its name, which is no method. In C# `object` is a type itself.
const TYPES: [&str; 6] = ["class", "interface", "record", "struct", "enum", "object"];

/// Finds methods. With `fun`, only what stands behind that word is one; with `brackets`, annotations stand in `[…]`.
fn find(masked: &Masked, fun: bool, brackets: bool) -> Declarations {
    let mut found = Declarations::default();
    let mut tokens = tokens(&masked.code, true).peekable();
    // The innermost class inside each open brace, or none.
    let mut open: Vec<Option<u32>> = Vec::new();
    let (mut class, mut test, mut fresh) = (None, false, true);
    while let Some(token) = tokens.next() {
        let begins = fresh;
        fresh = matches!(token.text, "{" | "}" | ";" | "]");
        match token.text {
            "@" if !brackets => {
                test |= annotation(&mut tokens);
                fresh = true;
            }
            "[" if brackets && begins => {
                test |= attributes(&mut tokens);
                fresh = true;
            }
            word if TYPES.contains(&word) && token.word && (fun || word != "object") => {
                if let Some(name) = tokens.next_if(|next| next.word) {
                    (class, test) = (Some(name.text), false);
                }
            }
            "{" => {
                let around = open.last().copied().flatten();
                open.push(class.take().map_or(around, |class| found.scope(class, around)));
                test = false;
            }
            "}" => {
                open.pop();
                test = false;
            }
            ";" => (class, test) = (None, false),
            // A field under an annotation such as `@TestSubject`.
            "=" => test = false,
            "val" | "var" if fun && token.word => test = false,
            "fun" if fun && token.word => {
                if let Some(name) = tokens.next_if(|next| next.word) {
                    found.add(name.text, open.last().copied().flatten(), test);
                }
                test = false;
            }
            _ if test && !fun && token.word && tokens.peek().is_some_and(|next| next.is("(")) => {
                found.add(token.text, open.last().copied().flatten(), true);
                test = false;
            }
            _ => {}
        }
    }
    found
}

/// Reads an annotation behind its `@`: a path, and its arguments.
fn annotation<'a>(tokens: &mut Peekable<impl Iterator<Item = Token<'a>>>) -> bool {
    let mut last = "";
    while let Some(token) = tokens.next_if(|next| next.word || next.is(".") || next.is(":")) {
        if token.word {
            last = token.text;
            // A word directly behind a word is no part of the path.
            if tokens.peek().is_some_and(|next| next.word) {
                break;
            }
        }
    }
    if tokens.peek().is_some_and(|next| next.is("(")) {
        balanced(tokens);
    }
    last.contains("Test")
}

/// Reads attributes behind their `[`, up to the `]`.
fn attributes<'a>(tokens: &mut Peekable<impl Iterator<Item = Token<'a>>>) -> bool {
    let mut test = false;
    while let Some(token) = tokens.next() {
        if token.is("]") {
            break;
        }
        if token.word {
            test |= token.text.contains("Test") || matches!(token.text, "Fact" | "Theory");
        }
        if tokens.peek().is_some_and(|next| next.is("(")) {
            balanced(tokens);
        }
    }
    test
}

/// Skips from an opening bracket to what closes it.
fn balanced<'a>(tokens: &mut impl Iterator<Item = Token<'a>>) {
    let mut depth = 0_usize;
    for token in tokens {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
}
