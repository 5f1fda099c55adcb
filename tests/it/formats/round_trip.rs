//! check → JSON → import → check gives the same threats.

use std::path::Path;

use palisade::diag::Severity;
use palisade::driver::Compilation;
use palisade::fmt::format_new;
use palisade::import::json;
use palisade::syntax::parse;
use palisade::text::SourceId;
use palisade::threat;

use crate::formats::{compiled, example, examples, json_of};
use crate::generate::{files, plan};
use crate::markdown::fences;

/// One line a threat: what must be the same after the way back.
fn threats(compilation: &Compilation) -> Vec<String> {
    let line = |threat: &threat::Threat| {
        let id = compilation.findings().id(threat);
        let title = compilation.findings().title(threat);
        format!("{id} {} {:?} {:?} {title}", threat.status.word(), threat.inherent, threat.residual)
    };
    compilation.threats.threats.iter().map(line).collect()
}

fn questions(compilation: &Compilation) -> Vec<String> {
    let line = |question: &threat::Question| {
        format!(
            "{} {} {:?} {:?} {}",
            question.text(&compilation.model),
            question.answer(&compilation.model),
            question.raises,
            question.closes,
            question.severity
        )
    };
    compilation.threats.questions.iter().map(line).collect()
}

fn there_and_back(name: &str, files: &[(String, String)]) {
    let first = compiled(files);
    assert!(!first.incomplete, "{name}: {:#?}", first.diagnostics);
    let imported = json::read(SourceId(0), &json_of(&first));
    assert!(imported.diagnostics.is_empty(), "{name}: {:#?}", imported.diagnostics);
    let text = format_new(&imported.file);
    let mut again: Vec<(String, String)> = files.iter().filter(|(path, _)| !path.ends_with(".tm")).cloned().collect();
    again.push(("model.tm".to_owned(), text.clone()));
    let second = compiled(&again);
    let before: Vec<&str> = first.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    let new: Vec<&String> = second
        .diagnostics
        .iter()
        .map(|diagnostic| &diagnostic.message)
        .filter(|said| !before.contains(&said.as_str()))
        .collect();
    assert!(new.is_empty(), "{name}: {new:#?}\n{text}");
    assert_eq!(threats(&first), threats(&second), "{name}\n{text}");
    assert_eq!(questions(&first), questions(&second), "{name}");
    let back = json::read(SourceId(0), &json_of(&second));
    assert_eq!(format_new(&back.file), text, "{name}: the second way back changes something");
}

#[test]
fn examples_come_back() {
    for name in examples() {
        there_and_back(&name, &example(&name));
    }
}

/// Fifty models of every shape that the generator has, in one file and in several.
#[test]
fn generated_models_come_back() {
    for count in (2..=40).chain((48..).step_by(9).take(11)) {
        let per_file = if count % 2 == 0 { usize::MAX } else { 16 };
        there_and_back(&format!("{count} elements"), &files(&plan(count), per_file));
    }
}

/// Models with mistakes, of which only a part was understood: those of every spec.
#[test]
fn whatever_was_understood_comes_back_as_text_that_parses() {
    crate::spec::written();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec")];
    let (mut models, mut said) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for fence in fences(&text).into_iter().filter(|fence| fence.language == "tm") {
                let lines = fence.body.lines().map(|line| line.split("//~").next().unwrap_or(line));
                let body: Vec<&str> = lines.collect();
                let files = [("model.tm".to_owned(), format!("{}\nmodel of-a-spec \"Spec\"\n", body.join("\n")))];
                let imported = json::read(SourceId(0), &json_of(&compiled(&files)));
                let back = format_new(&imported.file);
                let parsed = parse(SourceId(0), &back);
                models += 1;
                if parsed.diagnostics.iter().any(|said| said.severity == Severity::Error) {
                    said.push(format!("{}:{}: {:#?}\n{back}", path.display(), fence.first_line, parsed.diagnostics));
                }
            }
        }
    }
    assert!(models > 150 && said.is_empty(), "{models} models\n{}", said.join("\n"));
}

/// A tree whose only leaf was not understood is a gate with nothing in it.
#[test]
fn gates_with_nothing_in_them_come_back() {
    let text = "model m \"M\"\nprocess web\nthreat t \"T\" { on = web\n tree { all { leaf nowhere on web } } }\n";
    let imported = json::read(SourceId(0), &json_of(&compiled(&[("model.tm".to_owned(), text.to_owned())])));
    let back = format_new(&imported.file);
    assert!(back.contains("all {"), "{back}");
    assert_eq!(parse(SourceId(0), &back).diagnostics, []);
}

const OWN: &str = r#"
/// What it is.
model shop "Shop \"x\"" { owner = @team, reviewed = 2026-11-02, review-every = 90d, reviewed-by = [@a, "B. Person"] }
use std.web
/// Where the money is.
type till : [store, sql] "Till" { refs = ["https://example.org/till"], implies { encrypted = true } }
type jumpy "Jumpy"
/// *Slow.*
protocol carrier-pigeon : tcp "Pigeon" { refs = "RFC 1149", implies { encrypted = false } }
/// Full birds are slow birds.
technique feeding : rate-limit "Feeding" {
  counters = [denial-of-service], protects = [linking], technologies = ["corn", "bread"], refs = ["CWE-770"]
}
data money "Money" { class = secret, retention = 2y, subjects = 3 }
boundary inside : network "Inside" {
  jurisdiction = "EU"
  trust = internal
  defaults flow { via = carrier-pigeon, auth = none }
  process web : web-app { lacks = feeding, parses = [json, xml], trust = exposed, holds = money }
  boundary vault "Vault" { store db : till { holds = money, tags = ["a", "b"], max-class = unknown } }
}
boundary cluster "Cluster" { members = [web, db] }
boundary wall "Wall" { cuts = [pay] }
actor customer
flow pay: customer -> web "Pays" { carries = money, auth = [password, session], port = 443 }
web -> db { returns = money, purpose = backup, out-of-scope = "theirs" }
entry till-form on web "Till" { access = customer, flows = [pay, web->db] }
control feeds : feeding "Feeds" { on = [web, web->db], status = planned, evidence = [test "a/b.rs::c", url "https://x.example"] }
threat robbery "Robbery" {
  on = [pay, db]
  dread = { damage = 8, reproducibility = 5, exploitability = 6, affected = 9, discoverability = 4 }
  tree { all "both" { any { leaf "Mask", leaf "Gun" { blocked-by = feeds, cost = low } }, leaf own.rule on pay } }
}
threat loss "Loss" { cvss = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N" }
threat theft "Theft" { on = db, likelihood = high, impact = low }
/// Described.
rule own.rule "Own {this}" {
  stride = tampering
  on     = flow
  when   = flow.from is actor and any(flow.carries, d: d.class >= confidential)
  unless = flow.to has feeding
  fix    = "Feed {to}."
  fires { actor a, process p, data d { class = secret }, a -> p { carries = d } }
  silent { actor a, process p, a -> p { carries = [] } }
}
policy no-pigeons "No pigeons" { on = flow, forbid = flow.via is carrier-pigeon, severity = low }
accept own.rule on pay { because = "we like it", by = @boss, until = 2027-01-01 }
dismiss no-pigeons on * { because = "pigeons are fine" }
moved pay-old to pay
moved pay-older to pay-old
moved paying-in to pay
scenario paying "Paying" { steps = [pay, web->db], limits = "none" }
view all { include = [inside.*], show = [threats, data] }
"#;

#[test]
fn every_kind_of_declaration_comes_back() {
    let test = ("a/b.rs".to_owned(), "#[test]\nfn c() {}\n".to_owned());
    let files = [test, ("model.tm".to_owned(), OWN.to_owned())];
    there_and_back("shop", &files);
    let document = json_of(&compiled(&files));
    let text = format_new(&json::read(SourceId(0), &document).file);
    for old in ["pay-old", "pay-older", "paying-in"] {
        assert!(text.contains(&format!("moved {old} to pay\n")), "every older name comes back\n{text}");
    }
    // What no threat depends on is not lost either.
    let imported = json::read(SourceId(0), &json_of(&compiled(&files)));
    let text = format_new(&imported.file);
    for piece in ["/// Where the money is.", "RFC 1149", "/// Full birds", "linking", "\"bread\"", "CWE-770"] {
        assert!(text.contains(piece), "{piece} is lost:\n{text}");
    }
}

#[test]
fn what_is_no_document_is_refused_at_its_place() {
    for (text, code, at) in [
        ("{\"version\": \"2.0\",\n  \"model\": 7}", "import-document", 31),
        ("nonsense", "import-document", 1),
        ("", "import-document", 0),
        ("{\"version\": \"1.0\"}", "import-version", 1),
        ("{\"version\": \"3.0\"}", "import-version", 1),
        ("{\"version\": \"2.0\", \"incomplete\": false}", "import-document", 39),
    ] {
        let imported = json::read(SourceId(0), text);
        let said = &imported.diagnostics[0];
        assert_eq!((said.code.0, imported.diagnostics.len()), (code, 1), "{text}: {said:?}");
        assert!(said.span().start.abs_diff(at) <= 1, "{text}: {said:?}");
    }
}

/// A document that somebody changed by hand: what cannot be read is named, and the rest comes back.
#[test]
fn what_cannot_come_back_is_named() {
    let document = json_of(&compiled(&[("model.tm".to_owned(), OWN.to_owned())]));
    let changed = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut value: serde_json::Value = serde_json::from_str(&document).unwrap();
        change(&mut value);
        json::read(SourceId(0), &value.to_string())
    };
    for (code, change) in [
        (
            "import-name",
            &(|value: &mut serde_json::Value| value["elements"][0]["name"] = "two words".into())
                as &dyn Fn(&mut serde_json::Value),
        ),
        ("import-name", &|value| value["elements"][0]["kind"] = "thing".into()),
        ("import-value", &|value| value["elements"][0]["attributes"]["trust"][0] = "not a word".into()),
        ("import-rule", &|value| value["rules"][0]["text"] = "rule (".into()),
        ("import-left-out", &|value| value["elements"][0]["foreign"] = "other".into()),
    ] {
        let imported = changed(change);
        let codes: Vec<&str> = imported.diagnostics.iter().map(|said| said.code.0).collect();
        assert_eq!(codes, [code], "{:#?}", imported.diagnostics);
        assert!(format_new(&imported.file).contains("store db"), "the rest comes back");
    }
}
