//! Reading a text takes work in proportion to its length, whatever is opened in it and not closed. In a binary of its
//! own: the parser's limit of steps belongs to the process, and here it is set far lower than for users.
//!
//! Work is counted, not timed: steps of the parser, and bytes that are allocated, for a text and for one four times as
//! long.

#![allow(clippy::panic, reason = "tests stop when something is amiss")]

use std::num::NonZeroUsize;
use std::sync::Once;

use palisade::syntax::{Parsed, parse};
use palisade::text::SourceId;
use rayon::prelude::*;

/// What opens, closes or begins something, or looks as if it did.
const FRAGMENTS: &[&str] = &[
    // Words, statements and what is amiss in them.
    "a b ",
    "a b c ",
    "a \"l\" ",
    "a \"l\": ",
    "process p {",
    "process p : [",
    "process p : ",
    "flow f: a -> ",
    "a -> b {",
    "a -> b ",
    "->",
    "on ",
    "x on y ",
    "moved a to ",
    "include \"",
    "use \"x\" as ",
    "tree { all { ",
    "model m \"M\"\n",
    "\"via\": ",
    "holds [",
    "a => b ",
    "a <- b ",
    "a -- b ",
    "if ",
    "else ",
    // Values and conditions.
    "a = ",
    "a = [",
    "a = {",
    "a: ",
    "a == ",
    "a = f({",
    "a = [{b = ",
    "a = b c ",
    "a = \"\"\"\n",
    "a, ",
    "any(",
    "f(",
    "f (",
    "any(l, n: ",
    "[",
    "(",
    "not ",
    "a and ",
    "a or ",
    "a is ",
    "a has ",
    "a in ",
    "a < b ",
    "&&",
    "||",
    "!",
    "=",
    "==",
    ":=",
    "=>",
    "<-",
    ":",
    "@",
    "1a ",
    "2027-01-01 ",
    "a.b.",
    "a-",
    "*",
    "->a",
    // Brackets, strings, comments and characters.
    "{",
    "}",
    "]",
    ")",
    "{}",
    "[]",
    "()",
    ",",
    "\n",
    "\t",
    "\"",
    "\"\"\"",
    "'",
    "`",
    "“",
    "«",
    "ä",
    "\\",
    "\\\"",
    "//",
    "///",
    "/",
    "/*",
    "*/",
    "#",
    ";",
    "\u{1}",
    "\u{a0}",
    "\u{202e}",
    "\u{85}",
];

/// The parser takes so many steps a byte at most, and so many more for any text.
const STEPS_A_BYTE: usize = 100;
const STEPS: usize = 20_000;

/// Texts of about so many bytes are compared with ones that are four times as long.
const SHORT: usize = 4 << 10;

/// Four times the text may take so much times as much; five for what is linear, with room for what grows by doubling.
const GROWTH: u64 = 7;

fn limited(text: &str, what: &str) -> Parsed {
    static FIRST: Once = Once::new();
    // The first text sets the limit that users have; then ours counts. The longest text of these tests sets it.
    FIRST.call_once(|| {
        parse(SourceId(0), "");
        pest::set_call_limit(NonZeroUsize::new(STEPS + STEPS_A_BYTE * 4 * SHORT));
    });
    let parsed = parse(SourceId(0), text);
    let gave_up = parsed.diagnostics.iter().any(|said| said.code.0 == "too-many-steps");
    assert!(!gave_up, "{what} takes more than {STEPS_A_BYTE} steps a byte");
    parsed
}

fn repeated(unit: &str, length: usize) -> String {
    unit.repeat(length / unit.len() + 1)
}

/// What reading and printing allocates, in bytes.
fn work(text: &str, what: &str) -> u64 {
    let measured = allocation_counter::measure(|| {
        let parsed = limited(text, what);
        let printed = palisade::fmt::format(&parsed.file, text);
        assert!(printed.len() < 400 * text.len() + 1_000, "{what} prints much");
    });
    measured.bytes_total + 64 * measured.count_total
}

/// Every fragment nested in every other, thirty deep, and one statement behind them.
#[test]
fn nesting_costs_no_more_than_its_length() {
    FRAGMENTS.par_iter().for_each(|one| {
        for other in FRAGMENTS {
            let what = format!("thirty {one:?} and {other:?}");
            limited(&format!("{}{}x = y\n", one.repeat(30), other.repeat(30)), &what);
            limited(&format!("{}\"\"\"\nx = y\n", [*one, *other].concat().repeat(15)), &what);
        }
    });
}

/// Pairs of fragments over and over, on one line and on many; each fragment stands in several pairs, on both sides.
fn grows(part: usize) {
    for (at, one) in FRAGMENTS.iter().enumerate() {
        for (next, other) in FRAGMENTS.iter().enumerate().filter(|(next, _)| (at * 5 + next) % 120 == part) {
            for (times, end) in [(1, ""), (1, "\n"), (1 + (at + next) % 30, "\n")] {
                let unit = [&one.repeat(times), *other, end].concat();
                let what = format!("{unit:?} over and over");
                let (short, long) = (work(&repeated(&unit, SHORT), &what), work(&repeated(&unit, 4 * SHORT), &what));
                assert!(long < GROWTH * short + 4_000_000, "{what} grows from {short} to {long}");
            }
        }
    }
}

#[test]
fn work_grows_with_the_length_1() {
    grows(0);
}

#[test]
fn work_grows_with_the_length_2() {
    grows(47);
}

/// The calls that doubled the work with each bracket.
#[test]
fn calls_that_are_none_are_tried_once() {
    let nested = |open: &str, depth: usize| format!("f: {}a = \"\"\"\na", open.repeat(depth));
    for open in ["any(", "f(any(", "f ([", "f({a = ", "[f(", "not f(", "f(n: "] {
        for depth in [10, 30, 60] {
            limited(&nested(open, depth), &format!("{depth} {open:?}"));
        }
    }
}
