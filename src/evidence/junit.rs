//! The outcomes of tests in JUnit's XML, as cargo-nextest, pytest, Maven Surefire and Jest write it.
//!
//! The file may come from anywhere: there is no document type, so nothing can expand; size, depth and number of tests
//! are bounded; what a test printed is skipped. quick-xml reads, and this module holds the document to one root.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use crate::evidence::suites::Suites;

/// The largest file of results, in bytes.
pub const MAX_RESULTS: usize = 64 * 1024 * 1024;
/// The deepest nesting of elements.
const MAX_DEPTH: usize = 100;
/// The most tests of one run.
const MAX_CASES: usize = 1_000_000;
/// The most attributes of one element.
const MAX_ATTRIBUTES: usize = 100;

/// How a test went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It ran, and nothing was wrong.
    Passed,
    /// It failed, or broke off.
    Failed,
    /// It did not run.
    Skipped,
}

/// One test of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its `name`.
    pub name: Box<str>,
    /// Its `classname`; empty where it has none.
    pub class: Box<str>,
    /// The suite around it: its number among those of the results.
    pub(super) suite: u32,
    /// Its own `file`.
    pub(super) file: Option<Box<str>>,
    /// How it went.
    pub outcome: Outcome,
}

/// The tests of one or several reports.
#[derive(Clone, Debug, Default)]
pub struct Results {
    cases: Vec<Case>,
    suites: Suites,
    /// Positions of cases by the last word of their names.
    by_word: FxHashMap<Box<str>, Vec<u32>>,
}

/// Why a report cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: line and column in characters, from 1.
    pub at: (usize, usize),
    /// What is wrong.
    pub what: String,
    /// What would help.
    pub help: &'static str,
}

impl Results {
    /// Every test, in the order of the reports.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// Adds the tests of another report.
    pub fn merge(&mut self, other: Results) {
        let first = self.suites.append(other.suites);
        for case in other.cases {
            self.add(Case { suite: case.suite.saturating_add(first), ..case });
        }
    }

    /// The suites that cases stand in.
    pub(super) fn suites(&self) -> &Suites {
        &self.suites
    }

    /// The file of a case: its own, or that of the innermost suite which has one.
    pub fn file<'r>(&'r self, case: &'r Case) -> Option<&'r str> {
        case.file.as_deref().or_else(|| self.suites.file(case.suite))
    }

    /// The tests whose name may end in some words.
    pub(super) fn like(&self, name: &str) -> impl Iterator<Item = &Case> {
        let found = self.by_word.get(last_word(name)).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|index| self.cases.get(*index as usize))
    }

    fn add(&mut self, case: Case) {
        let index = self.cases.len() as u32;
        let (whole, bare) = (last_word(&case.name), last_word(without_parameters(&case.name)));
        self.by_word.entry(whole.into()).or_default().push(index);
        if bare != whole {
            self.by_word.entry(bare.into()).or_default().push(index);
        }
        self.cases.push(case);
    }
}

fn last_word(name: &str) -> &str {
    name.trim_end().rsplit([' ', ':', '.', '#']).next().unwrap_or(name)
}

/// `quotes[3]`, `quotes(String)[1]` and `quotes{int}` are runs of `quotes`.
pub(super) fn without_parameters(name: &str) -> &str {
    name.split(['[', '(', '{']).next().unwrap_or(name).trim_end()
}

/// Reads a report.
///
/// # Errors
/// When it is larger than [`MAX_RESULTS`], no UTF-8, no XML, or no report of tests.
pub fn read(bytes: &[u8]) -> Result<Results, Fault> {
    let fault = |at, what: &str, help| Fault { at, what: what.to_owned(), help };
    if bytes.len() > MAX_RESULTS {
        let what = format!("the file is larger than {} MB", MAX_RESULTS / 1024 / 1024);
        return Err(fault((1, 1), &what, "give the report of the tests that are named as evidence only"));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let at = place(&String::from_utf8_lossy(before), before.len());
            return Err(fault(at, "this is not UTF-8 text", "write the report in UTF-8"));
        }
    };
    let mut reader = Reader::from_str(text);
    let mut parser = Parser { open: Vec::new(), results: Results::default(), seen_root: false, case: None };
    loop {
        let before = reader.buffer_position() as usize;
        let step = match reader.read_event() {
            Ok(Event::Eof) if parser.open.is_empty() && parser.seen_root => return Ok(parser.results),
            Ok(Event::Eof) if parser.seen_root => Err("the file ends in the middle".to_owned()),
            Ok(Event::Eof) => Err("there is no XML in it".to_owned()),
            Ok(event) => parser.event(event),
            Err(error) => {
                let at = place(text, reader.error_position() as usize);
                return Err(fault(at, &format!("this is not XML: {}", worded(&error.to_string())), XML));
            }
        };
        if let Err(what) = step {
            // What stands before a mark is white.
            let white = text.get(before..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            return Err(fault(place(text, (before + white).min(text.len())), &what, XML));
        }
    }
}

const XML: &str = "give a report in JUnit's XML, as cargo-nextest, pytest, Maven Surefire and Jest write it";

/// What the reader says, as we say it.
fn worded(text: &str) -> String {
    text.trim_start_matches("syntax error: ")
        .trim_start_matches("ill-formed document: ")
        .trim_end_matches('.')
        .to_owned()
}

/// Line and column of an offset, from 1.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = text.get(..offset).unwrap_or("");
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    (line, column)
}

/// An element that is open.
enum Open {
    /// By its number.
    Suite(u32),
    Case,
    Other,
}

struct Parser {
    open: Vec<Open>,
    results: Results,
    seen_root: bool,
    case: Option<Case>,
}

impl Parser {
    fn event(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(start) => self.start(&start),
            Event::Empty(start) => {
                self.start(&start)?;
                self.end()
            }
            Event::End(_) => self.end(),
            Event::DocType(_) => {
                Err("a document type may define entities that expand; a report of tests has none".to_owned())
            }
            Event::Text(text) if self.open.is_empty() && !text.trim().is_empty() => match self.seen_root {
                true => Err("there is text behind the end of the report".to_owned()),
                false => Err("this is not XML: it begins with text".to_owned()),
            },
            Event::CData(_) if self.open.is_empty() => Err("there is text outside the report".to_owned()),
            Event::GeneralRef(entity) => match is_predefined(&entity) && !self.open.is_empty() {
                true => Ok(()),
                false => Err(format!("the entity `&{};` is not defined", short(&entity))),
            },
            _ => Ok(()),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("elements are nested more than {MAX_DEPTH} deep"));
        }
        let name = start.local_name();
        let name = name.as_ref();
        if self.open.is_empty() {
            if self.seen_root {
                return Err("there is a second root".to_owned());
            }
            if !matches!(name, "testsuites" | "testsuite") {
                let name = short(name);
                return Err(format!(
                    "this is no report of tests: its root is `{name}`, not `testsuites` or `testsuite`"
                ));
            }
            self.seen_root = true;
        }
        let open = match (name, &mut self.case) {
            ("testsuites" | "testsuite", None) => {
                let mut attributes = Attributes::read(start)?;
                let name = attributes.name.take().unwrap_or_default();
                Open::Suite(self.results.suites.open(self.around(), name.into(), attributes.file()))
            }
            ("testcase", None) => {
                if self.results.cases.len() >= MAX_CASES {
                    return Err(format!("there are more than {MAX_CASES} tests"));
                }
                self.case = Some(self.case_of(Attributes::read(start)?)?);
                Open::Case
            }
            ("failure" | "error", Some(case)) => {
                case.outcome = Outcome::Failed;
                Open::Other
            }
            ("skipped", Some(case)) => {
                if case.outcome == Outcome::Passed {
                    case.outcome = Outcome::Skipped;
                }
                Open::Other
            }
            _ => Open::Other,
        };
        self.open.push(open);
        Ok(())
    }

    fn case_of(&self, mut attributes: Attributes) -> Result<Case, String> {
        let Some(name) = attributes.name.take() else { return Err("this test has no `name`".to_owned()) };
        let outcome = match attributes.status.map(|status| status.to_ascii_lowercase()).as_deref() {
            Some("skipped" | "notrun" | "disabled" | "suppressed" | "ignored" | "pending") => Outcome::Skipped,
            // Some writers say it here alone.
            Some("failed" | "failure" | "error" | "errored" | "broken") => Outcome::Failed,
            _ => Outcome::Passed,
        };
        let class = attributes.class.take().unwrap_or_default().into();
        Ok(Case {
            name: name.into(),
            class,
            // A test stands in the root at least, which is a suite.
            suite: self.around().unwrap_or(0),
            file: attributes.file.take().filter(|file| !file.is_empty()).map(Into::into),
            outcome,
        })
    }

    /// The innermost suite that is open.
    fn around(&self) -> Option<u32> {
        self.open.iter().rev().find_map(|open| if let Open::Suite(suite) = open { Some(*suite) } else { None })
    }

    fn end(&mut self) -> Result<(), String> {
        match self.open.pop() {
            Some(Open::Case) => {
                if let Some(case) = self.case.take() {
                    self.results.add(case);
                }
            }
            Some(_) => {}
            None => return Err("this ends what nothing began".to_owned()),
        }
        Ok(())
    }
}

/// The attributes that count.
#[derive(Default)]
struct Attributes {
    name: Option<String>,
    class: Option<String>,
    file: Option<String>,
    status: Option<String>,
}

impl Attributes {
    fn read(start: &BytesStart<'_>) -> Result<Attributes, String> {
        let mut read = Attributes::default();
        for (index, attribute) in start.attributes().enumerate() {
            // Each is compared with all before it.
            if index >= MAX_ATTRIBUTES {
                return Err(format!("an element has more than {MAX_ATTRIBUTES} attributes"));
            }
            let attribute = attribute.map_err(|error| format!("this is not XML: {}", worded(&error.to_string())))?;
            let key = attribute.key.as_ref();
            if !matches!(key, "name" | "classname" | "file" | "filepath" | "status" | "result") {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| format!("this is not XML: {}", worded(&error.to_string())))?;
            let slot = match key {
                // googletest says `status="run"` of what ran, and how it went in `result`.
                "status" if read.status.is_some() => continue,
                "name" => &mut read.name,
                "classname" => &mut read.class,
                "file" | "filepath" => &mut read.file,
                _ => &mut read.status,
            };
            *slot = Some(value.into_owned());
        }
        Ok(read)
    }

    fn file(&mut self) -> Option<Box<str>> {
        self.file.take().filter(|file| !file.is_empty()).map(Into::into)
    }
}

fn is_predefined(entity: &str) -> bool {
    entity.starts_with('#') || matches!(entity, "lt" | "gt" | "amp" | "apos" | "quot")
}

/// A name of a foreign file, cut to what a message can hold.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (usize, usize, String) {
        let fault = read(text.as_bytes()).unwrap_err();
        (fault.at.0, fault.at.1, fault.what)
    }

    #[test]
    fn reports_are_read() {
        let text = r#"<?xml version="1.0"?>
<testsuites><testsuite name="web::sql" file="tests/sql.rs">
  <testcase name="a &lt; b" classname="web::sql"/>
  <testcase name="fails"><failure message="x">a &amp; b<![CDATA[<testcase name="no"/>]]></failure></testcase>
  <testcase name="errs" file="x.py"><error/></testcase>
  <testcase name="later"><skipped/></testcase>
  <testcase name="flaky"><flakyFailure/><system-out>&#10;</system-out></testcase>
  <testsuite name="inner"><properties><property name="p"/></properties><testcase name="deep" status="notrun"/></testsuite>
</testsuite></testsuites>"#;
        let results = read(text.as_bytes()).unwrap();
        let shown: Vec<String> = results
            .cases()
            .iter()
            .map(|case| {
                let file = results.file(case).unwrap_or("-");
                let mut suites: Vec<&str> = results.suites.names(case.suite).collect();
                suites.reverse();
                format!("{}|{}|{}|{file}|{:?}", case.name, case.class, suites.join(" ").trim(), case.outcome)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "a < b|web::sql|web::sql|tests/sql.rs|Passed",
                "fails||web::sql|tests/sql.rs|Failed",
                "errs||web::sql|x.py|Failed",
                "later||web::sql|tests/sql.rs|Skipped",
                "flaky||web::sql|tests/sql.rs|Passed",
                "deep||web::sql inner|tests/sql.rs|Skipped",
            ]
        );
    }

    #[test]
    fn outcomes_that_stand_in_an_attribute_count() {
        for (attributes, outcome) in [
            ("status=\"failed\"", Outcome::Failed),
            ("status=\"FAILED\"", Outcome::Failed),
            ("result=\"error\"", Outcome::Failed),
            ("status=\"run\" result=\"skipped\"", Outcome::Skipped),
            ("result=\"suppressed\" status=\"run\"", Outcome::Skipped),
            ("status=\"notrun\" result=\"suppressed\"", Outcome::Skipped),
            ("status=\"run\" result=\"completed\"", Outcome::Passed),
            ("status=\"passed\"", Outcome::Passed),
            ("", Outcome::Passed),
        ] {
            let results =
                read(format!("<testsuite><testcase name=\"a\" {attributes}/></testsuite>").as_bytes()).unwrap();
            assert_eq!(results.cases()[0].outcome, outcome, "{attributes}");
        }
    }

    /// A name that stands once is kept once, however many tests are below it; many attributes are an error, since each
    /// is compared with all others.
    #[test]
    fn large_reports_take_memory_and_time_in_proportion() {
        let suite = "s".repeat(1_000_000);
        let mut text = format!("<testsuites><testsuite name=\"{suite}\" file=\"{suite}\">");
        (0..100_000).for_each(|index| text.push_str(&format!("<testcase name=\"t{index}\"/>")));
        text.push_str("</testsuite></testsuites>");
        let results = read(text.as_bytes()).unwrap();
        assert_eq!(results.cases().len(), 100_000);
        assert_eq!(results.file(&results.cases()[99_999]), Some(suite.as_str()));
        let many: String = (0..1_000_000).map(|index| format!(" a{index}=\"\"")).collect();
        let said = fault(&format!("<testsuite>\n<testcase name=\"a\"{many}/></testsuite>"));
        assert_eq!(said, (2, 1, "an element has more than 100 attributes".to_owned()));
    }

    #[test]
    fn what_is_no_report_has_a_place() {
        let deep = "<testsuite>".repeat(200);
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<testsuite name=\"&b;\"/>";
        for (text, line, column, part) in [
            ("", 1, 1, "there is no XML in it"),
            ("hello\n", 1, 1, "begins with text"),
            ("\n {\"a\": 1}", 2, 2, "begins with text"),
            ("<html></html>", 1, 1, "its root is `html`"),
            (bomb, 1, 1, "document type"),
            ("<testsuite>\n  <testcase name=\"&b;\"/></testsuite>", 2, 3, "this is not XML"),
            ("<testsuite>\n  a &b; c</testsuite>", 2, 5, "`&b;` is not defined"),
            ("<testsuite>\n<testcase name=\"a\">\n</testsuite>", 3, 1, "this is not XML"),
            ("<testsuite>\n<testcase name=\"a\"", 2, 1, "this is not XML"),
            ("<testsuite>\n<testcase name=\"a\"/>\n", 3, 1, "ends in the middle"),
            ("<testsuite/><testsuite/>", 1, 13, "second root"),
            ("<testsuite/>\nrest", 2, 1, "behind the end"),
            ("<testsuite><testcase/></testsuite>", 1, 12, "no `name`"),
            (&deep, 1, 1101, "100 deep"),
        ] {
            let (at_line, at_column, what) = fault(text);
            assert!(what.contains(part), "{text:.60}: {what}");
            assert_eq!((at_line, at_column), (line, column), "{text:.60}: {what}");
        }
        assert_eq!(read(b"<testsuite>\n \xff").unwrap_err().at, (2, 2));
    }
}
