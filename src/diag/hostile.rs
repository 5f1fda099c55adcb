//! Text made to do harm, for property tests, and the judgement whether shown text still can.
//!
//! Compiled for tests only; `tests/it/hostile.rs` includes the same file, so that unit and
//! integration tests share one generator.

#![allow(dead_code, reason = "every crate that includes this file uses a part of it")]

use proptest::prelude::*;

/// Pieces that have broken programs: quoting, markup, terminals, CI runners, writing direction.
pub const FRAGMENTS: &[&str] = &[
    "\"",
    "'",
    "\\",
    "`",
    "<",
    ">",
    "&",
    "&amp;",
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "]]>",
    "</svg>",
    "${x}",
    "{this}",
    "{{7*7}}",
    "|",
    "||",
    "#",
    "* ",
    "_",
    "[a](javascript:b)",
    "![](x)",
    "%0A",
    "%",
    "%s",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\x07",
    "\x08",
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x1b[31m",
    "\u{7f}",
    "\u{85}",
    "\u{9b}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{2028}",
    "\u{2029}",
    "\u{202a}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{feff}",
    "\u{ffff}",
    "\u{e0041}",
    "\u{fe0f}",
    "e\u{301}",
    "::error::x",
    "::set-output name=a::b",
    "::",
    "##[error]x",
    "##vso[task.setvariable]x",
    "##teamcity[x]",
    "///",
    "//",
    "/*",
    "\"\"\"",
    "->",
    "a->b",
    "..",
    "../..",
    "/etc/passwd",
    "C:\\x",
    "日本語",
    "שלום",
    "مرحبا",
    "🙂",
    "👩‍💻",
    "𝔘",
    "ß",
    "İ",
    "0",
    "-1",
    "true",
    "null",
    "unknown",
    " ",
    "   ",
    "subgraph x {",
    "}",
    "{",
    ";",
    ",",
    ":",
    "=",
];

/// Any text, most of it hostile; sometimes empty, sometimes long.
pub fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => proptest::sample::select(FRAGMENTS).prop_map(str::to_owned),
        2 => "[a-zA-Z ]{1,8}",
        1 => any::<char>().prop_map(String::from),
        1 => Just("x".repeat(300)),
    ];
    proptest::collection::vec(fragment, 0..12).prop_map(|parts| parts.concat())
}

/// Hostile text that the language accepts in a string: no control character but newline and tab.
pub fn label() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect())
}

/// Why one line of output could still act on a terminal or a CI log, or `None`.
///
/// Written apart from the quoting that it judges: by Unicode ranges, not by the quoting's own list.
pub fn danger(line: &str) -> Option<String> {
    if let Some(c) = line.chars().find(|c| {
        matches!(*c as u32, 0..=0x1f | 0x7f..=0x9f | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff
            | 0x61c | 0xe0000..=0xe0fff)
    }) {
        return Some(format!("holds {}", c.escape_unicode()));
    }
    if line.trim_start().starts_with("::") {
        return Some("starts like a workflow command".to_owned());
    }
    ["##[", "##vso[", "##teamcity["].iter().find(|start| line.contains(**start)).map(|start| format!("holds {start}"))
}
