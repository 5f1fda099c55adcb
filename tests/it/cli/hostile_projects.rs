//! A whole project made to do harm, given to every subcommand: nothing that is printed acts on a terminal or is obeyed by
//! a CI system, in results, in diagnostics with their excerpts, or in complaints about the call.

use std::collections::BTreeSet;

use palisade::emit::{FORMATS, PICTURES};

use crate::cli::{Project, Ran, program, ran};
use crate::formats::everywhere::{everywhere, quoted};
use crate::hostile::{MARKERS, danger, danger_of_document, marked};

/// Whether the output of a run is a document, or lines for people.
#[derive(Clone, Copy, PartialEq)]
enum Output {
    Document,
    Lines,
}

fn judge(arguments: &[&str], output: Output, ran: &Ran) {
    assert!(output == Output::Lines || !ran.out.is_empty(), "{arguments:?}: {}", ran.err);
    let said = match output {
        Output::Document => danger_of_document(&ran.out),
        // What people read shows even a joiner by its number. Tabs stand in excerpts, as blanks.
        Output::Lines => ran.out.split('\n').find_map(danger),
    };
    assert_eq!(said, None, "{arguments:?} prints\n{}", ran.out);
    assert_eq!(ran.err.split('\n').find_map(danger), None, "{arguments:?} complains\n{}", ran.err);
}

/// Texts that names of files can hold as well: one of each marker, and what else acts. Every sample of a marker is tried
/// by the tests of the formats; here it is about the ways to the output.
fn samples() -> Vec<String> {
    let mut samples: Vec<String> = MARKERS.iter().map(|marker| marker.samples[0].replace('/', "-")).collect();
    samples
        .extend(["a\r::notice::x", "\u{1b}[31mx", "a\u{9b}2Jb", "a\u{202e}b\u{200f}", "::", "##"].map(str::to_owned));
    samples
}

fn project(text: &str) -> Project {
    let project = Project::new(&[]);
    for (path, body) in everywhere(text) {
        project.write(&path, body.as_bytes());
    }
    project
}

/// Runs of every subcommand on a sound project, by the tables of formats and pictures.
fn runs(text: &str) -> Vec<(Output, Vec<String>)> {
    use Output::{Document, Lines};
    let mut runs: Vec<(Output, Vec<String>)> = Vec::new();
    let mut add = |output, line: &[&str]| runs.push((output, line.iter().map(|&word| word.to_owned()).collect()));
    add(Lines, &["check"]);
    add(Lines, &["check", "--format", "short"]);
    add(Document, &["check", "--format", "json"]);
    add(Lines, &["check", "--what-if", "plain.encrypted-at-rest = true"]);
    add(Lines, &["check", "--what-if", text]);
    add(Lines, &["check", "--what-if", &format!("plain.owner = {}", quoted(text))]);
    add(Lines, &["check", &format!("{text}.tm")]);
    add(Lines, &["check", &format!("./{text}")]);
    add(Lines, &["check", "-D", text]);
    add(Lines, &["check", "--tests", text]);
    add(Lines, &["check", "--today", text]);
    add(Lines, &["check", "--format", text]);
    add(Lines, &["check", "--fix", "--diff"]);
    add(Lines, &["check", "--fix"]);
    add(Lines, &["questions"]);
    add(Document, &["questions", "--format", "json"]);
    add(Lines, &["questions", "--limit", text]);
    add(Lines, &["paths"]);
    add(Document, &["paths", "--format", "json"]);
    add(Lines, &["paths", "--from", text]);
    add(Lines, &["explain", text]);
    for id in ["own.odd", "own.odd@q", "robbery@q", "kettle", "pigeon", "feeding", "never"] {
        add(Lines, &["explain", id]);
        add(Document, &["explain", id, "--format", "json"]);
    }
    add(Lines, &["test"]);
    add(Lines, &["test", "--filter", text]);
    add(Lines, &["render", "--list"]);
    add(Lines, &["render", "--view", text]);
    add(Document, &["render", "--lint", "--format", "json"]);
    for picture in PICTURES.iter().filter(|picture| picture.name != "png") {
        add(Document, &["render", "--format", picture.name]);
    }
    add(Document, &["render", "--view", "told"]);
    add(Document, &["render", "--view", "ways"]);
    add(Document, &["render", "--diff", "."]);
    add(Lines, &["render", "--diff", text]);
    add(Lines, &["render", "-o", &format!("{text}.svg")]);
    add(Lines, &["render", "-o", &format!("{text}.dot"), "--check"]);
    for format in FORMATS.iter().filter(|format| !format.is_picture) {
        add(Document, &["report", "--format", format.name]);
    }
    add(Lines, &["report", "-o", &format!("no such folder/{text}")]);
    add(Lines, &["build", "--out", text]);
    add(Lines, &["fmt", "--check"]);
    add(Lines, &["fmt"]);
    add(Document, &["import", "json", "whole.json"]);
    add(Lines, &["import", "json", text]);
    add(Lines, &["import", text, text]);
    add(Lines, &["init", text]);
    add(Lines, &["init", text]);
    add(Document, &["schema"]);
    // It is in no list of commands: it answers the program itself, with numbers.
    add(Lines, &["lay-out"]);
    // Calls that mean nothing repeat what was typed.
    add(Lines, &[text]);
    add(Lines, &["help", text]);
    add(Lines, &["check", &format!("--{text}")]);
    add(Lines, &["check", &format!("--fail-on={text}")]);
    add(Lines, &["schema", text]);
    add(Lines, &["render", "one", text]);
    add(Lines, &["render", "--check", &format!("--formet={text}")]);
    runs
}

#[test]
fn no_subcommand_prints_what_is_obeyed() {
    let mut run_of: BTreeSet<String> = BTreeSet::new();
    for text in samples() {
        let project = project(&text);
        let whole = project.run(&["report", "--format", "json"]);
        project.write("whole.json", whole.out.as_bytes());
        for (output, arguments) in runs(&text) {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ran = project.run(&arguments);
            assert!(output == Output::Lines || ran.status < 2, "{arguments:?}: {}", ran.err);
            judge(&arguments, output, &ran);
            run_of.insert(arguments[0].to_owned());
        }
    }
    // A new subcommand has to stand above.
    let help = program(std::path::Path::new("."), &["--help"]).output().unwrap();
    let help = ran(help).out;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = commands
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 10, "{help}");
    for name in names {
        assert!(run_of.contains(name), "`palisade {name}` was not run");
    }
}

/// What is written into files is what is printed.
#[test]
fn files_hold_what_is_printed() {
    let project = project("a ##[error]b");
    for format in FORMATS.iter().filter(|format| !format.is_picture) {
        let printed = project.run(&["report", "--format", format.name]).out;
        project.run(&["report", "--format", format.name, "-o", "made"]);
        assert_eq!(project.read("made"), printed, "{}", format.name);
    }
    for picture in PICTURES.iter().filter(|picture| picture.name != "png") {
        let printed = project.run(&["render", "--format", picture.name]).out;
        project.run(&["render", "--format", picture.name, "-o", "made"]);
        assert_eq!(project.read("made"), printed, "{}", picture.name);
    }
}

/// What comes back from JSON says the same as before.
#[test]
fn an_imported_model_says_the_same() {
    for text in marked() {
        let project = project(text);
        let before = project.run(&["report", "--format", "json"]).out;
        project.write("whole.json", before.as_bytes());
        let imported = project.run(&["import", "json", "whole.json"]).exits(0).out;
        let again = Project::new(&[("model.tm", &imported)]);
        let after = again.run(&["report", "--format", "json"]).out;
        let labels = |text: &str| {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let of = |list: &str| {
                value[list].as_array().unwrap().iter().map(|each| each["label"].clone()).collect::<Vec<_>>()
            };
            ["elements", "flows", "data", "controls", "writtenThreats"].map(of)
        };
        assert_eq!(labels(&before), labels(&after), "{imported}");
    }
}

/// A model, a configuration, results of tests and a document with mistakes at hostile places: the excerpts are harmless,
/// and what a label points at is under it.
#[test]
fn diagnostics_and_excerpts_are_harmless() {
    for text in samples() {
        let plain: String = text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
        let project = Project::new(&[("model.tm", "model m \"M\"\nprocess p\ninclude \"*.tm\"\n")]);
        let wrong = [
            format!("process one {{ odd = \"{plain}\" }}"),
            format!("process two {{ link = \"{plain}\", colour = \"x\" }} // {plain}"),
            plain.clone(),
            format!("\"{plain}"),
            format!("{plain} process three {{"),
            format!("rule x \"{plain}\" {{ on = process, when = this.{plain} }}"),
        ];
        for (index, line) in wrong.iter().enumerate() {
            project.write(&format!("{index}{}.tm", text.replace('/', "-")), format!("{line}\n{text}\n").as_bytes());
        }
        project.write(
            "palisade.toml",
            format!(
                "\"{}\" = 1\n[gate]\nfail-on = {}\n[lints]\n{} = \"deny\"\n[output]\ndir = {}\n{plain}\n",
                plain.escape_default(),
                toml(&text),
                toml(&text),
                toml(&format!("../{text}"))
            )
            .as_bytes(),
        );
        project.write(
            "junit.xml",
            format!("<testsuite><testcase name=\"{plain}\" classname=\"{plain}\"/></{plain}>").as_bytes(),
        );
        project.write(
            "whole.json",
            format!("{{\"version\": {}, \"x\": \"{plain}\"}}", serde_json::json!(text)).as_bytes(),
        );
        project.write(
            "other.json",
            format!("{{\"version\": \"2.0\", \"model\": {}}}", serde_json::json!(text)).as_bytes(),
        );
        for arguments in [
            &["check"][..],
            &["check", "--format", "short"],
            &["check", "--tests", "junit.xml"],
            &["fmt", "--check"],
            &["import", "json", "whole.json"],
            &["import", "json", "other.json"],
            &["test"],
            &["build", "--out", "out"],
        ] {
            judge(arguments, Output::Lines, &project.run(arguments));
        }
        judge(&["json"], Output::Document, &project.run(&["check", "--format", "json"]));
        // The two lines of colour are the program's own; between them stands nothing else.
        let coloured = project.run(&["check", "--color", "always"]);
        let bare = without_colours(&coloured.out);
        assert_eq!(bare.split('\n').find_map(danger), None, "{bare}");
    }
    assert!(MARKERS.len() > 10);
    // The caret stands under what is wrong, behind what had to be broken up.
    let project = Project::new(&[("model.tm", "model m \"##[error]\" { odd = 1 }\nprocess p\n")]);
    let said = project.run(&["check"]).exits(2).out;
    assert!(
        said.contains("1 │ model m \"\\u{23}#[error]\" { odd = 1 }\n  │                            ^^^\n"),
        "{said}"
    );
    assert!(said.contains("model.tm:1:23"), "{said}");
}

/// A string of TOML, with everything but letters by its number.
fn toml(text: &str) -> String {
    let letters = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("\\U{:08X}", u32::from(c)) });
    format!("\"{}\"", letters.collect::<String>())
}

/// A text without sequences that set a colour: `ESC [ numbers m`.
fn without_colours(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        let numbers = behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match numbers.strip_prefix('m') {
            Some(behind) => rest = behind,
            None => return out + "\u{1b}",
        }
    }
    out + rest
}
