//! Ruby, Elixir, PHP, Swift and C++: a test is a call with a name, or a function that is called like one.

use std::iter::Peekable;
use std::ops::Range;

use super::{Declarations, Language};
use crate::evidence::mask::{Masked, Quote, Shape};
use crate::evidence::token::{Token, tokens};

pub(super) static RUBY: Language = Language {
    name: "Ruby",
    endings: &["rb"],
    test: "`it \"NAME\"`, `specify`, `scenario`, `example`, `test`, `describe` or `context` with a name, or `def \
           test_NAME`",
    shape: &Shape {
        line: &["#"],
        block: Some(("\n=begin", "\n=end")),
        nested: false,
        quotes: &[Quote::line("\""), Quote::line("'"), Quote::line("`")],
        rust: false,
        heredoc: "<<",
        if_zero: false,
        regex: true,
    },
    find: |text, masked| {
        const WORDS: &[&str] = &["it", "specify", "scenario", "example", "test", "describe", "context", "feature"];
        let forms = Forms { calls: WORDS, function: "def", prefix: "test_", ..NONE };
        forms.find(text, masked)
    },
    scopes: false,
};

pub(super) static ELIXIR: Language = Language {
    name: "Elixir",
    endings: &["exs"],
    test: "`test \"NAME\"` or `describe \"NAME\"`",
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
    find: |text, masked| Forms { calls: &["test", "describe", "property"], ..NONE }.find(text, masked),
    scopes: false,
};

pub(super) static PHP: Language = Language {
    name: "PHP",
    endings: &["php"],
    test: "`function testNAME`, `function NAME` under `#[Test]`, or `it('NAME'`, `test('NAME'` or `describe('NAME'`",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: false,
        quotes: &[Quote::line("\""), Quote::line("'")],
        rust: false,
        heredoc: "<<<",
        if_zero: false,
        regex: false,
    },
    find: |text, masked| {
        let calls = &["it", "test", "describe"];
        let forms = Forms { calls, brackets: true, function: "function", prefix: "test", attribute: "#", ..NONE };
        forms.find(text, masked)
    },
    scopes: false,
};

pub(super) static SWIFT: Language = Language {
    name: "Swift",
    endings: &["swift"],
    test: "`func testNAME`, or `func NAME` under `@Test`",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: true,
        quotes: &[Quote::block("\"\"\""), Quote::line("\"")],
        rust: false,
        heredoc: "",
        if_zero: false,
        regex: false,
    },
    find: |text, masked| Forms { function: "func", prefix: "test", attribute: "@", ..NONE }.find(text, masked),
    scopes: false,
};

pub(super) static CPP: Language = Language {
    name: "C and C++",
    endings: &["c", "cc", "cpp", "cxx", "h", "hpp"],
    test: "`TEST(Suite, NAME)`, `TEST_F`, `TEST_P` and the like, `TEST_CASE(\"NAME\"`, `SCENARIO(\"NAME\"` or \
           `BOOST_AUTO_TEST_CASE(NAME)`",
    shape: &Shape {
        line: &["//"],
        block: Some(("/*", "*/")),
        nested: false,
        quotes: &[Quote::line("\""), Quote::line("'")],
        rust: false,
        heredoc: "",
        if_zero: true,
        regex: false,
    },
    find: |text, masked| {
        let calls = &["TEST_CASE", "SCENARIO", "SUBCASE"];
        let macros = &["TEST", "TEST_F", "TEST_P", "TYPED_TEST", "TYPED_TEST_P", "BOOST_AUTO_TEST_CASE"];
        Forms { calls, brackets: true, macros, ..NONE }.find(text, masked)
    },
    scopes: false,
};

/// How a language declares tests.
struct Forms {
    /// Words with a name in quotes behind them.
    calls: &'static [&'static str],
    /// Whether a bracket must stand before the name.
    brackets: bool,
    /// Words with names in brackets behind them, of which the last is the test's.
    macros: &'static [&'static str],
    /// What a function is declared with; empty where none is a test.
    function: &'static str,
    /// How the name of a function begins that is a test.
    prefix: &'static str,
    /// What an attribute begins with that makes a test of any function; empty where there is none.
    attribute: &'static str,
}

const NONE: Forms = Forms { calls: &[], brackets: false, macros: &[], function: "", prefix: "", attribute: "" };

impl Forms {
    fn find(&self, text: &str, masked: &Masked) -> Declarations {
        let mut found = Declarations::default();
        // What stands behind such a line is data; only Ruby has it.
        let lines = masked.code.split_inclusive('\n');
        let end = lines.take_while(|line| self.function != "def" || line.trim_end() != "__END__").map(str::len).sum();
        let code = masked.code.get(..end).unwrap_or_default();
        let mut tokens = tokens(code, false).peekable();
        let (mut dotted, mut attribute) = (false, false);
        while let Some(token) = tokens.next() {
            let behind_dot = std::mem::replace(&mut dotted, token.is(".") || token.is(">"));
            if !self.attribute.is_empty() && token.is(self.attribute) {
                attribute |= names_a_test(&mut tokens);
            } else if token.is("}") || token.is(";") {
                attribute = false;
            } else if token.word && !behind_dot {
                if token.text == self.function {
                    if let Some(name) = tokens.next_if(|next| next.word) {
                        found.add(name.text, None, attribute || name.text.starts_with(self.prefix));
                    }
                    attribute = false;
                } else if self.macros.contains(&token.text) {
                    found.extend(last_name(&mut tokens));
                } else if self.calls.contains(&token.text) {
                    let open = tokens.next_if(|next| next.is("(")).is_some();
                    if open || !self.brackets {
                        found.extend(string(text, masked, &mut tokens));
                    }
                }
            }
        }
        found
    }
}

/// Reads the path of an attribute behind its sign; whether it ends in `Test`.
fn names_a_test<'t>(tokens: &mut Peekable<impl Iterator<Item = Token<'t>>>) -> bool {
    let bracket = tokens.next_if(|next| next.is("[")).is_some();
    let mut last = tokens.next_if(|next| next.word).map_or("", |word| word.text);
    // In brackets the path may have several parts; elsewhere what follows is the function itself.
    while bracket && tokens.next_if(|next| next.is("\\")).is_some() {
        last = tokens.next_if(|next| next.word).map_or("", |word| word.text);
    }
    last == "Test"
}

/// The last name between brackets: `(Suite, NAME)`.
fn last_name<'t>(tokens: &mut Peekable<impl Iterator<Item = Token<'t>>>) -> Option<String> {
    tokens.next_if(|next| next.is("("))?;
    let mut name = None;
    while let Some(token) = tokens.next_if(|next| next.word || next.is(",")) {
        name = token.word.then(|| token.text.to_owned());
    }
    tokens.next_if(|next| next.is(")"))?;
    name
}

/// The string that begins here.
fn string<'t>(text: &str, masked: &Masked, tokens: &mut Peekable<impl Iterator<Item = Token<'t>>>) -> Option<String> {
    let quote = tokens.next_if(|next| matches!(next.text, "\"" | "'"))?;
    let index = masked.strings.binary_search_by_key(&quote.end, |range: &Range<usize>| range.start).ok()?;
    let name = masked.strings.get(index).and_then(|range| text.get(range.clone()))?;
    Some(name.replace("\\\"", "\"").replace("\\'", "'"))
}
