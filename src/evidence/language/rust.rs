//! Rust: a function under an attribute whose path ends in `test`.

use super::{Declarations, Language};
use crate::evidence::mask::{Masked, Quote, Shape};
use crate::evidence::token::{Token, tokens};

pub(super) static LANGUAGE: Language = Language {
    name: "Rust",
    endings: &["rs"],
    test: "`fn NAME` under an attribute whose path ends in `test`, such as `#[test]` or `#[tokio::test]`; `module::NAME` may stand",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: true,
        quotes: &[Quote::block("\"")],
        rust: true,
        regex: false,
    },
    find,
    scopes: true,
};

fn find(_: &str, masked: &Masked) -> Declarations {
    let mut found = Declarations::default();
    let mut tokens = tokens(&masked.code, false).peekable();
    // The innermost module inside each open brace, or none.
    let mut open: Vec<Option<u32>> = Vec::new();
    let mut module = None;
    let mut test = false;
    while let Some(token) = tokens.next() {
        match token.text {
            "#" if tokens.next_if(|next| next.is("[")).is_some() => test |= attribute(&mut tokens),
            "mod" => module = tokens.next_if(|next| next.word).map(|name| name.text),
            "fn" => {
                if let Some(name) = tokens.next_if(|next| next.word) {
                    found.add(name.text, open.last().copied().flatten(), test);
                }
                test = false;
            }
            "{" => {
                let around = open.last().copied().flatten();
                open.push(module.take().map_or(around, |module| found.scope(module, around)));
                test = false;
            }
            "}" => {
                open.pop();
                test = false;
            }
            ";" => {
                module = None;
                test = false;
            }
            _ => {}
        }
    }
    found
}

/// Reads an attribute behind `#[`, up to its `]`; whether its path ends in `test`.
fn attribute<'a>(tokens: &mut impl Iterator<Item = Token<'a>>) -> bool {
    let (mut depth, mut last, mut path) = (1_usize, "", true);
    for token in tokens {
        match token.text {
            "[" | "(" | "{" => depth += 1,
            "]" | ")" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        path &= token.word || token.is(":");
        if path && token.word {
            last = token.text;
        }
    }
    last.ends_with("test")
}
