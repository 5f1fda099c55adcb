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
    "::",
    "##",
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

/// What a CI system takes for a command, or for a mark of its own, when it finds it in the log of a step.
#[derive(Debug)]
pub struct Marker {
    /// Who obeys it, and where that is written down.
    pub source: &'static str,
    /// How it begins, in lower case: none of them looks at the case.
    pub opens: &'static str,
    /// Where it counts.
    pub place: Place,
    /// Texts that hold it.
    pub samples: &'static [&'static str],
}

/// Where in a log a marker counts.
#[derive(Debug)]
pub enum Place {
    /// At the start of a line, behind white space of any kind.
    LineStart,
    /// Anywhere in a line.
    Anywhere,
    /// Anywhere, where this follows before the line ends.
    Before(&'static str),
}

/// The markers that are known. The tests of all outputs go through this list: a new one is a row here.
///
/// Lines end at `\n` and at `\r`, as the runners of GitHub and Azure read the output of a step.
pub const MARKERS: &[Marker] = &[
    // A name, perhaps properties, and a second `::`. The name must be a command's, which we do not rely on: one step may
    // add names (`stop-commands`).
    Marker {
        source: "GitHub Actions: `TryParseV2` in `src/Runner.Common/ActionCommand.cs` of actions/runner",
        opens: "::",
        place: Place::LineStart,
        samples: &[
            "::error::x",
            " \u{a0}\u{2003}::warning file=a,line=1::x",
            "::add-mask::a",
            "::set-output name=a::b",
            "::stop-commands::t",
            "::Group::x",
            "a\n::debug::x",
            "a\r::notice::x",
        ],
    },
    Marker {
        source: "GitHub Actions, older form: `TryParse` in the same file",
        opens: "##[",
        place: Place::Anywhere,
        samples: &["##[error]x", "a ##[add-mask]b", "a###[set-env name=b;]c", "##[add-matcher]x.json", "a\n##[group]b"],
    },
    Marker {
        source: "Azure Pipelines: formatting commands, on the page \"Logging commands\" of its documentation",
        opens: "##[",
        place: Place::Anywhere,
        samples: &["##[section]x", "##[command]x", "##[endgroup]"],
    },
    Marker {
        source: "Azure Pipelines: logging commands, on the same page",
        opens: "##vso[",
        place: Place::Anywhere,
        samples: &["##vso[task.setvariable variable=a]b", "a ##VSO[task.complete result=Failed;]b"],
    },
    Marker {
        source: "TeamCity: \"Service messages\" in its documentation",
        opens: "##teamcity[",
        place: Place::Anywhere,
        samples: &["##teamcity[buildProblem description='x']", "a ##teamcity[enableServiceMessages]"],
    },
    Marker {
        source: "GitLab CI: sections, `build_trace_section_regex` in `lib/gitlab/regex.rb`",
        opens: "section_start:",
        place: Place::Before("\r\x1b[0K"),
        samples: &["section_start:1560896352:x[collapsed=true]\r\x1b[0Ky"],
    },
    Marker {
        source: "GitLab CI: the end of a section",
        opens: "section_end:",
        place: Place::Before("\r\x1b[0K"),
        samples: &["section_end:1560896352:x\r\x1b[0K"],
    },
    Marker {
        source: "Travis CI: folds, as `travis_fold` of travis-build writes them",
        opens: "travis_fold:",
        place: Place::Before("\r\x1b[0K"),
        samples: &["travis_fold:start:x\r\x1b[0Ky"],
    },
    Marker {
        source: "Buildkite: groups of lines, on the page \"Managing log output\" of its documentation",
        opens: "--- ",
        place: Place::LineStart,
        samples: &["--- x", "a\n--- :lock: x"],
    },
    Marker { source: "Buildkite: open groups", opens: "+++ ", place: Place::LineStart, samples: &["+++ x"] },
    Marker { source: "Buildkite: muted groups", opens: "~~~ ", place: Place::LineStart, samples: &["~~~ x"] },
    Marker {
        source: "Buildkite: the last group opens",
        opens: "^^^ +++",
        place: Place::LineStart,
        samples: &["^^^ +++"],
    },
    Marker {
        source: "Buildkite: links and pictures, on the page \"Links and images in log output\"",
        opens: "\x1b]1338;",
        place: Place::Anywhere,
        samples: &["\x1b]1338;url='https://x.example'\x07"],
    },
];

/// Every text that holds a marker.
pub fn marked() -> impl Iterator<Item = &'static str> {
    MARKERS.iter().flat_map(|marker| marker.samples).copied()
}

/// What a CI system would find in a log, if anything: reads like a runner, and knows nothing of how we quote.
pub fn acts_on(log: &str) -> Option<&'static Marker> {
    let log = log.to_lowercase();
    MARKERS.iter().find(|marker| match marker.place {
        Place::LineStart => log.split(['\n', '\r']).any(|line| line.trim_start().starts_with(marker.opens)),
        Place::Anywhere => log.contains(marker.opens),
        Place::Before(end) => log
            .split('\n')
            .any(|line| line.split_once(marker.opens).is_some_and(|(_, behind)| behind.contains(&end.to_lowercase()))),
    })
}

/// Any text, most of it hostile; sometimes empty, sometimes long.
pub fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => proptest::sample::select(FRAGMENTS).prop_map(str::to_owned),
        1 => proptest::sample::select(marked().collect::<Vec<_>>()).prop_map(str::to_owned),
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
    acts_on(line).map(|marker| format!("{} would obey `{}`", marker.source, marker.opens))
}

/// Why a whole document could still act on a terminal or a CI log, or `None`. It has line ends, and joiners and the like
/// where a script or an emoji needs them.
pub fn danger_of_document(text: &str) -> Option<String> {
    let found = text.chars().find(|c| {
        matches!(*c as u32, 0..=0x09 | 0x0b..=0x1f | 0x7f..=0x9f | 0x61c | 0x200e | 0x200f | 0x2028..=0x202e
            | 0x2066..=0x2069 | 0xfeff)
    });
    let found = found.map(|c| format!("holds {}", c.escape_unicode()));
    found.or_else(|| acts_on(text).map(|marker| format!("{} would obey `{}`", marker.source, marker.opens)))
}
