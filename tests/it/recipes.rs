//! The programs for jq in the book: each prints what the engine says of every example, and names no field that the schema
//! does not have.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use palisade::driver::Compilation;
use palisade::model::{Thing, Value};
use palisade::schema::{self, SEVERITY, attr};
use palisade::threat::{Answer, Status, Threat, ThreatRule};
use palisade::view::document::schema;

use crate::formats::{compiled, example, examples, json_of};
use crate::generate::{files, plan};
use crate::markdown::{Fence, fences};

/// The programs, by the heading above each.
fn recipes() -> Vec<Fence> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src/json.md");
    let text = std::fs::read_to_string(path).unwrap();
    fences(&text).into_iter().filter(|fence| fence.language == "jq").collect()
}

/// What each program has to print.
type Expected = fn(&Compilation) -> Vec<String>;

const EXPECTED: &[(&str, Expected)] = &[
    ("Open threats at high or above", open),
    ("How many there are, by severity", counts),
    ("Threats by element", by_element),
    ("A threat with its rule's fix", fixes),
    ("What is accepted, by whom, and until when", accepted),
    ("Why a threat is there", reasons),
    ("All that is known of an attribute", unencrypted),
    ("What to find out first", questions),
];

#[test]
fn every_program_of_the_book_is_known_here() {
    let headings: Vec<String> = recipes().into_iter().map(|fence| fence.heading).collect();
    let known: Vec<&str> = EXPECTED.iter().map(|(heading, _)| *heading).collect();
    assert_eq!(headings, known, "a program in book/src/json.md needs what it prints in EXPECTED");
}

/// Without jq this is all that holds the programs to the document: the fields that they name are there.
#[test]
fn programs_name_fields_of_the_schema() {
    let mut known: BTreeSet<String> = ["encrypted", "until", "by", "because"].map(str::to_owned).into();
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    properties(&schema, &mut known);
    // What a program makes itself: the ends of a threat, the name of a group in a pattern.
    known.extend(["place"].map(str::to_owned));
    for fence in recipes() {
        for field in named(&fence.body) {
            assert!(known.contains(&field), "{}: the document has no `.{field}`", fence.heading);
        }
    }
    assert_eq!(named(".a[] | \"\\(.b.c)\" | .[0] | $d.e // 1.5"), ["a", "b", "c", "e"]);
}

/// Every model with what each program is to print of it.
fn answers(mut tell: impl FnMut(&str, &str, &str, &str, Vec<String>)) {
    let mut models: Vec<(String, Vec<(String, String)>)> =
        examples().into_iter().map(|name| (name.clone(), example(&name))).collect();
    models.push(("40 elements".to_owned(), files(&plan(40), usize::MAX)));
    models.push(("odd names".to_owned(), vec![("model.tm".to_owned(), ODD.to_owned())]));
    for (name, files) in models {
        let compilation = compiled(&files);
        let document = json_of(&compilation);
        for (fence, (heading, expected)) in recipes().iter().zip(EXPECTED) {
            tell(&name, heading, &fence.body, &document, expected(&compilation));
        }
    }
}

#[test]
fn every_program_has_something_to_print() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    answers(|_, heading, _, _, expected| {
        if !expected.is_empty() {
            seen.insert(heading.to_owned());
        }
    });
    assert_eq!(seen.len(), EXPECTED.len(), "{seen:?}");
}

#[test]
#[ignore = "needs jq"]
fn programs_print_what_the_engine_says() {
    answers(|name, heading, program, document, expected| {
        let printed = jq(program, document);
        let printed: Vec<&str> = printed.lines().collect();
        assert_eq!(printed, expected, "{name}: {heading}");
    });
}

/// Labels with what jq and templates could stumble over, two things with one label, and a rule with an end.
const ODD: &str = r#"
model odd "Odd {to}"
use std.web
data money "Money {this}" { class = secret }
actor buyer "Buyer \\(.x) $0"
process web : web-app "Same"
store db : postgres "Same" { holds = money }
flow pay: buyer -> web "Pays {from}" { carries = money, via = http }
flow keep: web -> db { carries = money }
/// What happens.
rule own.one "Own" { on = flow, stride = tampering, when = any(flow.carries, d: d.class == secret), fix = "From {from} to {to} with {d}: {flow}.\nAgain {d}." }
accept own.one on pay { because = "we like it" }
"#;

fn jq(program: &str, document: &str) -> String {
    let mut child = Command::new("jq")
        .args(["-r", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let text = document.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let out = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(out.status.success(), "{}\n{program}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Every name of a property in a schema.
fn properties(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(fields) => {
            for (name, field) in fields {
                if let (true, Some(properties)) = (name == "properties", field.as_object()) {
                    found.extend(properties.keys().cloned());
                }
                properties(field, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| properties(item, found)),
        _ => {}
    }
}

/// The names behind the dots of a program.
fn named(program: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in program.match_indices('.') {
        let rest = &program[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            found.push(rest[..end].to_owned());
        }
    }
    found
}

fn id(compilation: &Compilation, threat: &Threat) -> String {
    compilation.findings().id(threat).to_string()
}

fn is_open(threat: &&Threat) -> bool {
    matches!(threat.status, Status::Open | Status::Planned | Status::Lapsed | Status::Removing)
}

fn open(compilation: &Compilation) -> Vec<String> {
    let high = SEVERITY.index("high").unwrap();
    let threats = compilation.threats.threats.iter().filter(is_open).filter(|it| it.residual.severity >= high);
    let line = |threat: &Threat| {
        let title = compilation.findings().title(threat);
        format!("{}\t{}\t{title}", threat.residual.severity_word(), id(compilation, threat))
    };
    threats.map(line).collect()
}

fn counts(compilation: &Compilation) -> Vec<String> {
    let count = |word: &str| {
        let open = compilation.threats.threats.iter().filter(is_open);
        format!("{word}\t{}", open.filter(|threat| threat.residual.severity_word() == word).count())
    };
    ["critical", "high", "medium", "low"].map(count).to_vec()
}

fn by_element(compilation: &Compilation) -> Vec<String> {
    let model = &compilation.model;
    let mut names: Vec<&str> = model.element_ids().map(|id| model.name(Thing::Element(id))).collect();
    names.sort_unstable();
    let line = |name: &str| {
        // What several flows share is told of the element that they share.
        let is_here = |threat: &&Threat| id(compilation, threat).rsplit('@').next() == Some(name);
        let here = compilation.threats.threats.iter().filter(is_here);
        let rules: Vec<&str> = here.map(|threat| compilation.findings().rule_id(threat)).collect();
        (!rules.is_empty()).then(|| format!("{name}\t{}\t{}", rules.len(), rules.join(", ")))
    };
    names.into_iter().filter_map(line).collect()
}

fn fixes(compilation: &Compilation) -> Vec<String> {
    let threats = compilation.threats.threats.iter().filter(|threat| matches!(threat.rule, ThreatRule::Rule(_)));
    let line = |threat: &Threat| {
        let fix = compilation.findings().fix(threat).replace('\n', " ");
        format!("{}\t{fix}", id(compilation, threat))
    };
    threats.map(line).collect()
}

fn accepted(compilation: &Compilation) -> Vec<String> {
    let threats = compilation.threats.threats.iter().filter(|threat| threat.status == Status::Accepted);
    let line = |threat: &Threat| {
        let Some(Answer::Decision(index)) = &threat.answer else { panic!("nobody accepted it") };
        let said = |name: &str| {
            let attrs = &compilation.model.decisions[*index as usize].attrs;
            let entry = attrs.iter().find(|entry| schema::row(entry.id).name == name);
            entry.map(|entry| match &entry.value {
                Value::Date(date) => date.to_string(),
                Value::Handle(handle) => format!("@{handle}"),
                value => value.text().unwrap_or_default().to_owned(),
            })
        };
        let or = |name: &str, none: &str| said(name).unwrap_or_else(|| none.to_owned());
        format!("{}\t{}\t{}\t{}", id(compilation, threat), or("until", "no end"), or("by", "nobody"), or("because", ""))
    };
    threats.map(line).collect()
}

fn reasons(compilation: &Compilation) -> Vec<String> {
    let view = compilation.view();
    let mut lines = Vec::new();
    for threat in &compilation.threats.threats {
        lines.push(id(compilation, threat));
        lines.extend(view.explainer.why(threat).into_iter().map(|reason| format!("  {}", reason.text)));
    }
    lines
}

fn unencrypted(compilation: &Compilation) -> Vec<String> {
    let model = &compilation.model;
    let names = |flow: &_| model.name(Thing::Flow(*flow)).to_owned();
    // What nobody says and no protocol implies is not known, so the vocabulary's default does not count.
    let said = |flow: &_| {
        let found = model.get(Thing::Flow(*flow), attr::ENCRYPTED);
        *found.value == Value::Bool(false) && found.origin != palisade::model::Origin::Vocabulary
    };
    model.flow_ids().filter(said).map(|flow| names(&flow)).collect()
}

fn questions(compilation: &Compilation) -> Vec<String> {
    let questions = compilation.threats.questions.iter();
    let model = &compilation.model;
    questions.map(|it| format!("{}\t{}\t{}", SEVERITY.word(it.severity), it.text(model), it.answer(model))).collect()
}
