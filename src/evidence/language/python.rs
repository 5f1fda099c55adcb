//! Python: a function, alone or in a class.

use super::{Declared, Language};
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
        regex: false,
    },
    find,
    scopes: true,
};

fn find(_: &str, masked: &Masked) -> Vec<Declared> {
    let mut found = Vec::new();
    // What is open: its indentation, its name, and whether it is a class.
    let mut open: Vec<(usize, &str, bool)> = Vec::new();
    for line in masked.code.lines() {
        let rest = line.trim_start();
        // Only a string is left of the line, or nothing.
        if !rest.starts_with(is_word) && !rest.starts_with('@') {
            continue;
        }
        let indent = line.len() - rest.len();
        while open.pop_if(|(around, ..)| *around >= indent).is_some() {}
        let rest = rest.strip_prefix("async ").map_or(rest, str::trim_start);
        if let Some(name) = after(rest, "class ") {
            open.push((indent, name, true));
        } else if let Some(name) = after(rest, "def ") {
            if open.iter().all(|(.., class)| *class) {
                let scopes = open.iter().map(|(_, name, _)| (*name).to_owned()).collect();
                // What runners collect; any other function may be anything.
                found.push(Declared { name: name.to_owned(), scopes, test: name.starts_with("test") });
            }
            open.push((indent, name, false));
        }
    }
    found
}

fn after<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(keyword)?.trim_start();
    let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    rest.get(..length).filter(|name| !name.is_empty())
}
