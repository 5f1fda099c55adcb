//! Python: a function, alone or in a class.

use super::{Declarations, Language};
use crate::evidence::mask::{Masked, Quote, Shape};
use crate::evidence::token::is_word;

pub(super) static LANGUAGE: Language = Language {
    name: "Python",
    endings: &["py"],
    test: "`def NAME` or `async def NAME` whose NAME begins with `test` and that is not inside another function; \
           `Class::NAME` may stand",
    shape: &Shape {
        line: &["#"],
        block: None,
        nested: false,
        quotes: &[Quote::block("\"\"\""), Quote::block("'''"), Quote::line("\""), Quote::line("'")],
        rust: false,
        heredoc: "",
        if_zero: false,
        regex: false,
    },
    find,
    scopes: true,
};

fn find(_: &str, masked: &Masked) -> Declarations {
    let mut found = Declarations::default();
    // What is open: its indentation, its scope, and whether it and all that is around it are classes.
    let mut open: Vec<(usize, Option<u32>, bool)> = Vec::new();
    for line in masked.code.lines() {
        let rest = line.trim_start();
        // Only a string is left of the line, or nothing.
        if !rest.starts_with(is_word) && !rest.starts_with('@') {
            continue;
        }
        let indent = line.len() - rest.len();
        while open.pop_if(|(around, ..)| *around >= indent).is_some() {}
        let rest = rest.strip_prefix("async ").map_or(rest, str::trim_start);
        let (around, classes) = open.last().map_or((None, true), |(_, scope, classes)| (*scope, *classes));
        if let Some(name) = after(rest, "class ") {
            open.push((indent, found.scope(name, around), classes));
        } else if let Some(name) = after(rest, "def ") {
            if classes {
                // What runners collect; any other function may be anything.
                found.add(name, around, name.starts_with("test"));
            }
            open.push((indent, around, false));
        }
    }
    found
}

fn after<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(keyword)?.trim_start();
    let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    rest.get(..length).filter(|name| !name.is_empty())
}
