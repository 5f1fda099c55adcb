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
        heredoc: "",
        if_zero: false,
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
    // Whether what comes next is compiled into nothing, and how many braces are open around what is.
    let (mut dead, mut dead_in): (bool, Option<usize>) = (false, None);
    while let Some(token) = tokens.next() {
        match token.text {
            "#" if tokens.next_if(|next| next.is("[")).is_some() => {
                let read = attribute(&mut tokens);
                test |= read.test;
                dead |= read.never;
            }
            "#" if tokens.next_if(|next| next.is("!")).is_some() => {
                // It speaks of all that is around it.
                let inner = tokens.next_if(|next| next.is("[")).is_some();
                if inner && attribute(&mut tokens).never && dead_in.is_none() {
                    dead_in = Some(open.len().checked_sub(1).unwrap_or(usize::MAX));
                }
            }
            // What a macro holds is a pattern of code.
            "macro_rules" => dead |= tokens.next_if(|next| next.is("!")).is_some(),
            "mod" => module = tokens.next_if(|next| next.word).map(|name| name.text),
            "fn" => {
                if let Some(name) = tokens.next_if(|next| next.word) {
                    found.add(name.text, open.last().copied().flatten(), test && !dead && dead_in.is_none());
                }
                test = false;
            }
            "{" => {
                let around = open.last().copied().flatten();
                if std::mem::take(&mut dead) && dead_in.is_none() {
                    dead_in = Some(open.len());
                }
                open.push(module.take().map_or(around, |module| found.scope(module, around)));
                test = false;
            }
            "}" => {
                open.pop();
                dead_in = dead_in.filter(|depth| *depth != open.len());
                (test, dead) = (false, false);
            }
            ";" => {
                module = None;
                (test, dead) = (false, false);
            }
            _ => {}
        }
    }
    found
}

/// What an attribute says.
struct Attribute {
    /// Its path ends in `test`.
    test: bool,
    /// What it stands at is never compiled: `cfg(any())`, `cfg(false)`.
    never: bool,
}

/// Reads an attribute behind `#[`, up to its `]`.
fn attribute<'a>(tokens: &mut impl Iterator<Item = Token<'a>>) -> Attribute {
    let (mut depth, mut last, mut path) = (1_usize, "", true);
    let mut whole = String::new();
    for token in tokens {
        match token.text {
            "[" | "(" | "{" => depth += 1,
            "]" | ")" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        // So much is enough to know it.
        if whole.len() < "cfg(any())".len() + 1 {
            whole.push_str(token.text);
        }
        path &= token.word || token.is(":");
        if path && token.word {
            last = token.text;
        }
    }
    Attribute { test: last.ends_with("test"), never: matches!(whole.as_str(), "cfg(any())" | "cfg(false)") }
}
