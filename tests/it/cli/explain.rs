//! `palisade explain` of what is no derived threat that is open for the first time.

use std::collections::BTreeSet;
use std::path::Path;

use palisade::driver::codes;
use palisade::syntax::ast::{Head, Item};
use palisade::view::explain::pages;

use crate::cli::Project;
use crate::examples::examples;
use crate::stable::read;

const MODEL: &str = r#"model far "Far"
data card "Card" { class = secret }
boundary outside { trust = untrusted
  actor ana "Ana" }
boundary inside { trust = internal
  process web "Web"
  store db "DB" { holds = card } }
ana -> web { carries = card }
web -> db { carries = card }
policy out-of-reach "Nobody outside reaches a store" { on = store, forbid = exposed(this) }
policy untouched "Nothing from outside is stored" { on = store, forbid = tainted(this) }
accept out-of-reach on db { because = "not yet", by = @boss, until = 2026-01-01 }
remove untouched on db { because = "the store goes", by = @boss, until = 2027-01-01 }
threat loss "Loss" { on = db, likelihood = high, asset = card, stride = information-disclosure }
threat fire "Fire" {
  on = web, impact = low
  tree { any { leaf "Short circuit" { likelihood = low }, leaf "Match" { likelihood = very-low } } }
}
threat leak "Leak" { on = db, cvss = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/E:A" }
"#;

#[track_caller]
fn explained(id: &str) -> String {
    let project = Project::new(&[("far.tm", MODEL)]);
    project.run(&["explain", id, "--today", "2026-11-23"]).exits(0).out
}

/// A decision that has expired is renewed, and one to remove is carried out: neither gets another one beside it, which
/// would be an error.
#[test]
fn what_was_decided_before_counts() {
    let out = explained("out-of-reach@db");
    assert!(out.contains("in the decision, once it was taken again (far.tm:12)\n      until = YYYY-MM-DD\n"), "{out}");
    assert!(!out.contains("accept out-of-reach on") && !out.contains("accept untouched on"), "{out}");
    let out = explained("untouched@db");
    assert!(out.contains("no fact or control of the model can; do what was decided\n"), "{out}");
    assert!(!out.contains("accept out-of-reach on") && !out.contains("accept untouched on"), "{out}");
}

#[test]
fn the_risk_of_a_written_threat_has_its_sources() {
    for (id, part) in [
        (
            "loss@db",
            "  likelihood 4\n    `loss` says `likelihood = high` (far.tm:14)\n  impact     5\n    `card` says `class = secret` \
             (far.tm:2)\n  inherent   4 x 5 = 20, critical\n",
        ),
        (
            "fire@web",
            "  likelihood 2\n    that is the likelihood of the tree of `fire` (far.tm:15)\n  impact     2\n    `fire` says `impact = low` \
             (far.tm:16)\n  inherent   2 x 2 = 4, low\n",
        ),
        ("leak@db", "Risk\n  CVSS 4.0, the score of its vector: 8.7 of 10, high\n"),
    ] {
        let out = explained(id);
        assert!(out.contains(part), "{part}\nis not in\n{out}");
    }
}

/// Thresholds of the configuration decide about ratings of other systems.
#[test]
fn thresholds_are_configured_for_every_rating() {
    let project = Project::new(&[("far.tm", MODEL)]);
    project.run(&["check"]).exits(1).says("high: 'leak@db'");
    project.write("palisade.toml", b"[risk]\ncvss = { medium = 4.0, high = 7.0, critical = 8.7 }\n");
    project.run(&["check"]).exits(1).says("critical: 'leak@db'");
    project.write("palisade.toml", b"[risk]\ncvss = { medium = 8.8, high = 9.0, critical = 9.5 }\n");
    project.run(&["check"]).exits(1).says("low: 'leak@db'");
    let dread = "dread = { damage = 5, reproducibility = 5, exploitability = 5, affected = 5, discoverability = 5 }";
    let cvss = "cvss = \"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/E:A\"";
    project.write("far.tm", MODEL.replace(cvss, dread).as_bytes());
    project.run(&["check"]).exits(1).says("medium: 'leak@db'");
    project.write("palisade.toml", b"[risk]\ndread = { high = 5 }\n");
    project.run(&["check"]).exits(1).says("high: 'leak@db'");
}

/// An attribute that must be one of several words is offered as the first of them.
#[test]
fn an_attribute_out_of_a_list_closes() {
    let rule = "rule own.rights \"Nobody says whose rights count\" {\n  stride = elevation-of-privilege\n  on = flow\n  \
        when = to is process\n  unless = flow.authorization in [end-user, service]\n  impact = high, likelihood = high\n}\n";
    let model = format!("model far \"Far\"\nactor ana\nprocess web\nflow ask: ana -> web\n{rule}");
    let project = Project::new(&[("far.tm", &model)]);
    let out = project.run(&["explain", "own.rights@ask"]).exits(0).out;
    assert!(
        out.contains("What would close it\n  in the body of `ask` (far.tm:4)\n      authorization = end-user\n"),
        "{out}"
    );
}

/// The words of the language and of the packs have pages, too: from a message that names a declaration, an attribute or
/// a pack, one command leads on.
#[test]
fn words_of_the_language_have_pages() {
    for (id, parts) in [
        (
            "process",
            &["the declaration `process`\n", "  Code of ours that runs.\n", "\n    controls: Techniques known"][..],
        ),
        ("model", &["model NAME [\"Label\"] { … }\n", "\n    scope: What is analysed, and what is not. It takes text"]),
        ("auth", &["the attribute `auth` of flow\n", "\n    mtls: mutual TLS\n"]),
        ("partner", &["the word `partner` (trust)\n", "from the lowest to the highest. Taken by `trust`.\n"]),
        ("high", &["the word `high` (level)\n", "the word `high` (severity)\n"]),
        ("std.web", &["\nuse std.web\n", " types\n", " techniques\n", " rules\n", "injection.cross-site-scripting"]),
        ("std.core", &["the pack `std.core`\n  It holds", "It is always in scope.\n\n", " 76 types\n"]),
        (
            "pod",
            &[
                "Rules that ask for it: kubernetes.unverified-images\n",
                "\n  It needs `use std.kubernetes` in the model's",
            ],
        ),
        ("injection.cross-site-scripting", &["It needs `use std.web` in the model's root file.\n"]),
        ("lints", &["  1 key\n"]),
        ("status", &["Without it: `proposed`.", "Without it: `unconfirmed`."]),
        ("proposed", &["It is the default of `status` of a control."]),
    ] {
        let out = explained(id);
        for part in parts {
            assert!(out.contains(part), "{part}\nis not in\n{out}");
        }
    }
    let json = Project::new(&[]).run(&["explain", "std.web", "--format", "json"]).exits(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let lists = json["pages"][0]["lists"].as_array().unwrap();
    let titles: Vec<&str> = lists.iter().map(|list| list["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["types", "techniques", "rules"], "a list with nothing in it is left out");
    let project = Project::new(&[]);
    for (wrong, near) in
        [("proces", "did you mean 'process'"), ("std.wbe", "did you mean 'std.web'"), ("autth", "'auth'")]
    {
        project.run(&["explain", wrong]).exits(2).complains(near);
    }
}

/// People write the target behind the rule; what stands there is a path.
#[test]
fn a_target_is_no_path() {
    let project = Project::new(&[("far.tm", MODEL)]);
    project.run(&["explain", "injection.sql", "save"]).exits(2).complains("did you mean 'injection.sql@save'?");
    project.run(&["explain", "injection.sql", "nowhere/x.tm"]).exits(2).complains("cannot read `nowhere/x.tm`");
    project.run(&["explain", "injection.sql", "far.tm"]).exits(0);
}

/// Statements and the configuration have pages as well, made of their tables.
#[test]
fn statements_and_the_configuration_have_pages() {
    let project = Project::new(&[]);
    let names = [
        "moved",
        "use",
        "include",
        "defaults",
        "in",
        "implies",
        "asks",
        "palisade.toml",
        "gate",
        "fail-on",
        "origins",
        "risk",
        "name",
    ];
    let printed = names.map(|name| {
        let out = project.run(&["explain", name]).exits(0).out;
        format!("$ palisade explain {name}\n{out}\n")
    });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/explain.txt");
    crate::accept::holds(&path, &printed.concat());
    for (wrong, near) in
        [("move", "'moved'"), ("fail-one", "did you mean 'fail-on'"), ("palisade.tml", "'palisade.toml'")]
    {
        project.run(&["explain", wrong]).exits(2).complains(near);
    }
}

/// Whatever word begins a statement or names an attribute in an example or in the catalogue has a page.
#[test]
fn every_word_of_the_language_has_a_page() {
    let mut words = BTreeSet::new();
    let (packs, rules) = palisade::catalogue::sources();
    let files: Vec<_> = examples().iter().flat_map(|folder| read(folder)).collect();
    let models = files.iter().filter(|(path, _)| path.ends_with(".tm")).map(|(_, text)| text.as_str());
    for text in packs.iter().chain(rules).map(|(_, text)| *text).chain(models) {
        collect(&palisade::syntax::parse(palisade::text::SourceId(0), text).file.items, &mut words);
    }
    assert!(["moved", "use", "silent", "via", "accept"].iter().all(|word| words.contains(*word)), "{words:?}");
    let codes = codes();
    let without: Vec<&String> = words.iter().filter(|word| pages(&codes, word).is_empty()).collect();
    assert!(without.is_empty(), "{without:?} have no page");
}

fn collect(items: &[Item], words: &mut BTreeSet<String>) {
    for item in items {
        let stmt = match item {
            Item::Stmt(stmt) => stmt,
            Item::Attr(attr) => {
                words.insert(attr.name.text.to_string());
                continue;
            }
        };
        let word = match &stmt.head {
            Head::Decl { kind: word, .. } | Head::On { verb: word, .. } => Some(word),
            Head::Include { keyword, .. } | Head::UsePack { keyword, .. } => Some(keyword),
            Head::UsePath { keyword, .. } | Head::Moved { keyword, .. } => Some(keyword),
            Head::Flow { keyword, .. } => keyword.as_ref(),
        };
        words.extend(word.map(|word| word.text.to_string()));
        collect(stmt.body.as_deref().map_or(&[], |body| &body.items), words);
    }
}
