//! Strings and numbers: from what is written to what it says.

use smol_str::SmolStr;

use crate::diag::{Code, CodeInfo, Severity};
use crate::syntax::ast::{ExprKind, Unit};

/// Something wrong inside a string.
#[derive(Debug, PartialEq, Eq)]
pub struct BadEscape {
    /// Offset in the literal, quotes included.
    pub at: usize,
    /// Length in bytes.
    pub len: usize,
    /// What is wrong.
    pub fault: EscapeFault,
}

/// What can be wrong with an escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EscapeFault {
    /// No such escape.
    Unknown,
    /// `\u` without `{…}`, or no number of a character inside.
    Malformed,
    /// It stands for a control character.
    Control,
}

/// What a string literal says, and what is wrong in it; wrong escapes are left out.
pub fn unescape(literal: &str) -> (SmolStr, Vec<BadEscape>) {
    let long = literal.len() >= 6 && literal.starts_with("\"\"\"");
    let quotes = if long { 3 } else { 1 };
    let body = literal.get(quotes..literal.len().saturating_sub(quotes)).unwrap_or_default();
    if !long && !body.contains('\\') {
        return (SmolStr::new(body), Vec::new());
    }
    let (dedented, positions) = if long { dedent(body) } else { (body.to_owned(), Vec::new()) };
    let mut faults = Vec::new();
    let text = resolve(&dedented, &mut faults);
    for fault in &mut faults {
        fault.at = quotes + original(&positions, fault.at);
    }
    (text.into(), faults)
}

/// Replaces escapes; offsets of faults count in `body`.
fn resolve(body: &str, faults: &mut Vec<BadEscape>) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(slash) = rest.find('\\') {
        text.push_str(rest.get(..slash).unwrap_or_default());
        let at = body.len() - rest.len() + slash;
        let tail = rest.get(slash + 1..).unwrap_or_default();
        let (len, found) = escape(tail);
        match found {
            Ok(char) => text.push(char),
            Err(fault) => faults.push(BadEscape { at, len: len + 1, fault }),
        }
        rest = tail.get(len..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The escape at the start of `tail` (without its backslash): its length and the character that it stands for.
fn escape(tail: &str) -> (usize, Result<char, EscapeFault>) {
    let Some(first) = tail.chars().next() else { return (0, Err(EscapeFault::Unknown)) };
    match first {
        'n' => (1, Ok('\n')),
        't' => (1, Ok('\t')),
        '"' | '\\' => (1, Ok(first)),
        'u' => match tail.strip_prefix("u{").and_then(|rest| rest.split_once('}')) {
            Some((digits, _)) => {
                let number = if digits.len() <= 6 { u32::from_str_radix(digits, 16).ok() } else { None };
                let char = number.and_then(char::from_u32).ok_or(EscapeFault::Malformed);
                let allowed = |char: &char| !char.is_control() || matches!(char, '\n' | '\t');
                let char = char.and_then(|char| Some(char).filter(allowed).ok_or(EscapeFault::Control));
                (digits.len() + 3, char)
            }
            None => (1, Err(EscapeFault::Malformed)),
        },
        other => (other.len_utf8(), Err(EscapeFault::Unknown)),
    }
}

/// Removes the common indentation of a `"""` string, a first line that is empty and a last one of blanks; line ends
/// become `\n`. With it, for each line, where it starts in the result and in `body`.
fn dedent(body: &str) -> (String, Vec<(usize, usize)>) {
    let lines: Vec<&str> = body.split('\n').collect();
    let first_is_empty = lines.len() > 1 && lines.first().is_some_and(|line| line.trim().is_empty());
    let last_is_empty = lines.len() > 1 && lines.last().is_some_and(|line| line.trim().is_empty());
    let indented = lines.iter().skip(1).filter(|line| !line.trim().is_empty());
    let common = indented.map(|line| blanks(line)).min().unwrap_or(0);
    let mut text = String::with_capacity(body.len());
    let mut positions = Vec::new();
    let mut at = 0;
    let mut any = false;
    for (index, line) in lines.iter().enumerate() {
        let start = at;
        at += line.len() + 1;
        if (index == 0 && first_is_empty) || (index + 1 == lines.len() && last_is_empty) {
            continue;
        }
        if any {
            text.push('\n');
        }
        any = true;
        let cut = if index == 0 { 0 } else { common.min(blanks(line)) };
        let kept = line.get(cut..).unwrap_or_default();
        positions.push((text.len(), start + cut));
        text.push_str(kept.strip_suffix('\r').unwrap_or(kept));
    }
    (text, positions)
}

/// How many bytes of blanks a line begins with.
fn blanks(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The offset before dedenting of an offset behind it.
fn original(positions: &[(usize, usize)], at: usize) -> usize {
    let line = positions.iter().take_while(|(start, _)| *start <= at).last();
    line.map_or(at, |(start, source)| source + (at - start))
}

/// A number, date or duration could not be read.
pub const MALFORMED_NUMBER: CodeInfo = CodeInfo {
    code: Code("malformed-number"),
    severity: Severity::Error,
    summary: "a number, date or duration is not written as one",
    explanation: r#"
What begins with a digit is a whole number (`8080`), a date (`2026-12-31`: four digits, two, two) or a duration
(`90d`; days `d`, weeks `w`, months `m`, years `y`). There are no fractions, signs, thousands separators or
other units.

```tm error
model shop "Shop" {
  reviewed     = 2026-1-2
  review-every = 90days
}
```

```tm
model shop "Shop" {
  reviewed     = 2026-01-02
  review-every = 90d
}
```
"#,
};

/// What to do about a number that could not be read.
#[derive(Debug, PartialEq, Eq)]
pub struct BadNumber {
    /// As a sentence.
    pub help: String,
    /// What was surely meant.
    pub instead: Option<String>,
}

impl BadNumber {
    fn hopeless(help: impl Into<String>) -> BadNumber {
        BadNumber { help: help.into(), instead: None }
    }

    fn meant(help: &str, instead: String) -> BadNumber {
        BadNumber { help: format!("{help}: `{instead}`"), instead: Some(instead) }
    }
}

/// Reads what begins with a digit.
///
/// # Errors
/// What to do about it.
pub fn number(text: &str) -> Result<ExprKind, BadNumber> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = (text.get(..digits).unwrap_or_default(), text.get(digits..).unwrap_or_default());
    match tail {
        "" => head
            .parse()
            .map(ExprKind::Int)
            .map_err(|_| BadNumber::hopeless(format!("the largest number is {}", i64::MAX))),
        "d" | "w" | "m" | "y" => {
            let unit = match tail {
                "d" => Unit::Days,
                "w" => Unit::Weeks,
                "m" => Unit::Months,
                _ => Unit::Years,
            };
            let longest = || BadNumber::hopeless(format!("the longest duration is {}{tail}", u32::MAX));
            let count = head.parse().map_err(|_| longest())?;
            Ok(ExprKind::Duration(count, unit))
        }
        _ if tail.starts_with('-') => date(text),
        _ => Err(bad_number(head, tail)),
    }
}

const DATE_HELP: &str = "a date is written year-month-day with four, two and two digits";

/// Reads `2026-12-31`.
fn date(text: &str) -> Result<ExprKind, BadNumber> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    if let [year, month, day] = parts[..]
        && digits(year, 4)
        && digits(month, 2)
        && digits(day, 2)
        && let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse())
    {
        return Ok(ExprKind::Date(year, month, day));
    }
    let short = |part: &str| digits(part, 1) || digits(part, 2);
    let (year, month, day) = match parts[..] {
        [year, month, day] if digits(year, 4) && short(month) && short(day) => (year, month, day),
        [day, month, year] if digits(year, 4) && short(month) && short(day) => (year, month, day),
        _ => return Err(BadNumber::hopeless(format!("{DATE_HELP}: `2026-12-31`"))),
    };
    Err(BadNumber::meant(DATE_HELP, format!("{year}-{month:0>2}-{day:0>2}")))
}

/// The letter of a unit that is written as a word.
pub fn unit(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "d" | "day" | "days" => Some("d"),
        "w" | "wk" | "week" | "weeks" => Some("w"),
        "m" | "mo" | "month" | "months" => Some("m"),
        "y" | "yr" | "year" | "years" => Some("y"),
        _ => None,
    }
}

/// What the writer of `90days` or `1.5` may have meant.
fn bad_number(head: &str, tail: &str) -> BadNumber {
    let unit = unit(tail.trim_start_matches('-'));
    let digits = tail.replace('_', "");
    // A date as it is written where the day stands first.
    if tail.starts_with('.') {
        let dashed = format!("{head}{tail}").replace('.', "-");
        match date(&dashed) {
            Ok(_) => return BadNumber::meant(DATE_HELP, dashed),
            Err(bad) if bad.instead.is_some() => return bad,
            Err(_) => {}
        }
    }
    let thousands = head.parse::<i64>().ok().and_then(|count| count.checked_mul(1_000));
    match (unit, tail) {
        (None, "k" | "K") if thousands.is_some() => {
            let number = thousands.map(|number| number.to_string()).unwrap_or_default();
            BadNumber::meant("write the number in full", number)
        }
        (Some(unit), _) => BadNumber::meant("a duration is a number and one letter", format!("{head}{unit}")),
        (None, ".0" | ".1" | ".2" | ".3") if head == "1" => BadNumber::hopeless(format!(
            "only whole numbers are known; a version of TLS is a word, `tls1-{}`, and anything else in quotes is text",
            tail.trim_start_matches('.')
        )),
        (None, _) if tail.starts_with('.') => {
            BadNumber::hopeless("only whole numbers are known; anything else is a string: put it in quotes")
        }
        (None, _) if tail.starts_with('_') && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            BadNumber::meant("write the number without separators", format!("{head}{digits}"))
        }
        _ => BadNumber::hopeless(
            "names start with a letter; numbers are `8080`, dates `2026-12-31`, durations `90d`, `2w`, `6m`, `1y`",
        ),
    }
}
