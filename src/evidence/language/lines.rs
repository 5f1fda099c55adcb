//! Files in which a line declares a test: Bats, Gherkin, Robot Framework, Rego.

use super::{Declarations, Language};
use crate::evidence::mask::{Quote, Shape};

/// A shape of `#` comments and nothing else: names stand on the lines as they are.
const HASHES: Shape = Shape {
    line: &["#"],
    block: None,
    nested: false,
    quotes: &[],
    rust: false,
    heredoc: "",
    if_zero: false,
    regex: false,
};

/// No comments: in these a `#` may stand in a name.
static NOTHING: Shape = Shape {
    line: &[],
    block: None,
    nested: false,
    quotes: &[],
    rust: false,
    heredoc: "",
    if_zero: false,
    regex: false,
};

pub(super) static BATS: Language = Language {
    name: "Bats",
    endings: &["bats"],
    test: "`@test \"NAME\"`",
    shape: &NOTHING,
    find: |text, _| all_of_bats(text),
    scopes: false,
};

pub(super) static GHERKIN: Language = Language {
    name: "Gherkin",
    endings: &["feature"],
    test: "`Scenario: NAME`, `Scenario Outline: NAME` or `Example: NAME`, in English keywords",
    shape: &NOTHING,
    find: |text, _| gherkin(text),
    scopes: false,
};

pub(super) static ROBOT: Language = Language {
    name: "Robot Framework",
    endings: &["robot"],
    test: "a name at the beginning of a line below `*** Test Cases ***` or `*** Tasks ***`",
    shape: &NOTHING,
    find: |text, _| robot(text),
    scopes: false,
};

pub(super) static REGO: Language = Language {
    name: "Rego",
    endings: &["rego"],
    test: "a rule at the beginning of a line whose name begins with `test_`",
    shape: &Shape { quotes: &[Quote::raw("`"), Quote::line("\"")], ..HASHES },
    find: |_, masked| masked.code.lines().filter_map(rego).collect(),
    scopes: false,
};

/// The tests of a file, without the lines of texts that end with a line of their own (`<<EOF`).
fn all_of_bats(text: &str) -> Declarations {
    let mut found = Declarations::default();
    let mut ends: Option<&str> = None;
    for line in text.lines() {
        match ends {
            Some(end) if line.trim() == end => ends = None,
            Some(_) => {}
            None => {
                found.extend(bats(line));
                ends = here(line);
            }
        }
    }
    found
}

/// The word that ends the text which begins behind a line.
fn here(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (before, rest) = line.split_once("<<").filter(|(before, _)| !before.contains('#'))?;
    // `<<<` takes what stands on the line, and `$((1 << 2))` is a number.
    if rest.starts_with('<') || before.contains("((") {
        return None;
    }
    let rest = rest.trim_start_matches(['-', ' ', '"', '\'', '\\']);
    let word = rest.get(..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()))?;
    (!word.is_empty()).then_some(word)
}

/// `@test "NAME" {`
fn bats(line: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix("@test")?;
    let name = rest.strip_prefix([' ', '\t'])?.trim().strip_suffix('{')?.trim_end();
    let quoted = |quote: char| name.strip_prefix(quote)?.strip_suffix(quote);
    let name = quoted('"').or_else(|| quoted('\'')).unwrap_or(name);
    (!name.is_empty()).then(|| name.to_owned())
}

fn gherkin(text: &str) -> Declarations {
    const WORDS: [&str; 4] = ["Scenario:", "Scenario Outline:", "Scenario Template:", "Example:"];
    let mut found = Declarations::default();
    // A text block between such marks belongs to a step.
    let mut block: Option<&str> = None;
    for line in text.lines().map(str::trim) {
        let mark = ["\"\"\"", "```"].into_iter().find(|mark| line.starts_with(mark));
        match (block, mark) {
            (Some(open), Some(mark)) if open == mark => block = None,
            (Some(_), _) => {}
            (None, Some(mark)) => block = Some(mark),
            (None, None) => {
                let name = WORDS.iter().find_map(|word| line.strip_prefix(word)).map(str::trim);
                found.extend(name.filter(|name| !name.is_empty()).map(str::to_owned));
            }
        }
    }
    found
}

fn robot(text: &str) -> Declarations {
    let mut found = Declarations::default();
    let mut inside = false;
    for line in text.lines() {
        if let Some(section) = line.strip_prefix('*') {
            let section = section.trim_matches(['*', ' ', '\t']).to_lowercase();
            inside = ["test cases", "test case", "tasks", "task"].contains(&section.as_str());
        } else if inside && !line.starts_with([' ', '\t', '#', '|']) && !line.trim().is_empty() {
            // Two blanks or a tab end the name: what is behind is its first step.
            let name = line.split("  ").next().and_then(|name| name.split('\t').next()).unwrap_or(line);
            found.extend(Some(name.trim_end().to_owned()));
        }
    }
    found
}

/// `test_NAME {`, `test_NAME if {`, `test_NAME := …`
fn rego(line: &str) -> Option<String> {
    let length = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
    let (name, rest) = line.split_at_checked(length)?;
    let rest = rest.trim_start();
    let is_rule = ["{", "if ", "if{", ":=", "="].iter().any(|sign| rest.starts_with(sign));
    (name.starts_with("test_") && is_rule).then(|| name.to_owned())
}
