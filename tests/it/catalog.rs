//! The built-in catalogue: compiled form up to date, house rules of rules, and every example of every rule.
//!
//! `RULE=injection.sql cargo test catalog` runs one rule's examples.

use std::fmt::Write;
use std::path::Path;

use palisade::catalogue::{self, Built};
use palisade::check::{self, ExampleKind, RuleDecl};
use palisade::diag::{Diagnostic, render_short};
use palisade::model::Bits;
use palisade::rules::Rule;
use palisade::rules::expr::Cond;
use palisade::text::Sources;
use palisade::threat::{self, examples};

use crate::catalog_files::{borrowed, files, room};

fn built() -> Built {
    let (packs, rules) = files();
    catalogue::build(&borrowed(&packs), &borrowed(&rules))
}

fn lines(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let line =
        |diagnostic: &Diagnostic| format!("{} {}\n", render_short(sources, diagnostic), diagnostic.help.join("; "));
    diagnostics.iter().map(line).collect()
}

/// `tests/catalogue.rs` holds the files to what they should be; this, the program to the files.
#[test]
fn the_program_is_built_of_these_files() {
    let (packs, rules) = files();
    let is_built_of = catalogue::sources() == (&borrowed(&packs)[..], &borrowed(&rules)[..]);
    assert!(is_built_of && catalogue::is_current(), "the catalogue has changed; run `UPDATE=1 cargo test`, all of it");
    let mut library = catalogue::from_text().library;
    for rule in &mut library.rules {
        rule.span = palisade::text::Span::NONE;
        rule.own_doc = None;
        rule.names.clear();
    }
    let builtin = catalogue::builtin();
    assert_eq!(builtin.rules.len(), library.rules.len());
    for (mine, theirs) in builtin.rules.iter().zip(&library.rules) {
        assert_eq!(mine, theirs);
    }
}

/// Git takes the compiled form for text and joins two versions by lines; what comes of that is known for what it is.
#[test]
fn a_joined_blob_is_none() {
    let blob = std::fs::read(room().join("builtin.bin")).unwrap();
    assert!(!blob[..8_000].contains(&0), "Git takes the file for binary, and two branches conflict");
    let attributes = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".gitattributes")).unwrap();
    assert!(attributes.lines().any(|line| line == "builtin.bin -diff -text merge=union"), "{attributes}");
    let (packs, rules) = files();
    let (packs, rules) = (borrowed(&packs), borrowed(&rules));
    assert!(catalogue::fits(&blob, &packs, &rules));
    let (mut other, mut lost) = (blob.clone(), blob.clone());
    *other.last_mut().unwrap() ^= 1;
    lost.truncate(blob.len() - 1);
    assert!(!catalogue::fits(&other, &packs, &rules) && !catalogue::fits(&lost, &packs, &rules));
    assert!(!catalogue::fits(&[], &packs, &rules) && !catalogue::fits(&blob[..8_200], &packs, &rules));
    // A word of the same length changes the compiled form as much as another one.
    let (name, text) = rules[0];
    let changed = text.replacen("a", "b", 1);
    let changed: Vec<_> = std::iter::once((name, changed.as_str())).chain(rules[1..].iter().copied()).collect();
    assert!(!catalogue::fits(&blob, &packs, &changed));
}

/// Two branches that both add a rule are merged without a conflict, and the program works until somebody renews the blob.
#[test]
#[ignore = "needs Git"]
fn two_branches_do_not_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.current_dir(folder.path()).args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.example",
            "-c",
            "core.hooksPath=",
        ]);
        let output = git.args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {said}");
    };
    let (packs, rules) = files();
    let attributes = Path::new(env!("CARGO_MANIFEST_DIR")).join(".gitattributes");
    std::fs::copy(attributes, folder.path().join(".gitattributes")).unwrap();
    let write = |rules: &[(String, String)]| {
        let (packs, rules) = (borrowed(&packs), borrowed(rules));
        let built = catalogue::build(&packs, &rules);
        std::fs::write(folder.path().join("builtin.bin"), catalogue::encode(&built.library, &packs, &rules)).unwrap();
    };
    git(&["init", "-q", "-b", "main"]);
    write(&rules[2..]);
    git(&["add", "."]);
    git(&["commit", "-qm", "base"]);
    git(&["checkout", "-qb", "other"]);
    write(&rules[1..]);
    git(&["commit", "-qam", "other"]);
    git(&["checkout", "-q", "main"]);
    write(&[&rules[..1], &rules[2..]].concat());
    git(&["commit", "-qam", "own"]);
    git(&["merge", "-q", "--no-edit", "other"]);
    let joined = std::fs::read(folder.path().join("builtin.bin")).unwrap();
    assert!(!catalogue::fits(&joined, &borrowed(&packs), &borrowed(&rules)), "what Git made is no blob");
}

/// What a model gets of the catalogue: the rules whose packs it has, as they are, in order.
#[test]
fn a_model_gets_the_rules_of_its_packs() {
    let library = catalogue::builtin();
    let packs = library.vocabulary.packs.len() as u16;
    let brought = (0..packs).map(|pack| library.vocabulary.brings[pack as usize].clone());
    let mut counts = std::collections::BTreeSet::new();
    for scope in brought.chain([Bits::default()]) {
        let expected: Vec<&Rule> =
            library.rules.iter().filter(|rule| rule.packs.iter().all(|pack| scope.has(pack))).collect();
        let found = catalogue::rules_in(&scope);
        assert!(!found.is_empty() && found.iter().eq(expected));
        counts.insert(found.len());
    }
    assert!(counts.len() > 3, "packs bring rules: {counts:?}");
    let names: Vec<&str> = catalogue::rule_names().iter().map(|(id, _)| id.as_str()).collect();
    assert!(names.iter().eq(library.rules.iter().map(|rule| &rule.id)));
}

/// Rules about what no weakness of the research view names: an outage of the one thing that there is, a law that is not kept,
/// a record that nobody reads. A class or a pillar would say nothing.
const WITHOUT_CWE: &[&str] = &[
    "ai.changed-by-vendor",
    "ai.model-extraction",
    "ai.secret-in-prompt",
    "ai.unbounded-consumption",
    "ai.unevaluated-model",
    "availability.expired-certificate",
    "availability.login-outage",
    "availability.lost-user-key",
    "availability.no-backup",
    "availability.only-copy-outside",
    "availability.single-instance",
    "availability.single-zone",
    "availability.unbacked-vault",
    "availability.untried-restore",
    "cloud.key-deletion",
    "cloud.region-loss",
    "data.bulk-export",
    "data.failed-migration",
    "data.lost-wallet",
    "data.test-key-in-production",
    "disclosure.break-in-at-supplier",
    "disclosure.no-vault",
    "identity.borrowed-code",
    "identity.copied-signing-key",
    "identity.silent-break-glass",
    "identity.trusted-issuer",
    "iot.unsafe-actuator",
    "mobile.removed-app",
    "people.infected-computer",
    "people.persuaded-staff",
    "people.remote-support",
    "people.switched-off",
    "privacy.automated-decision",
    "privacy.child",
    "privacy.device-habits",
    "privacy.indirect-collection",
    "privacy.kept-without-end",
    "privacy.linking",
    "privacy.names-beside-pseudonyms",
    "privacy.no-impact-assessment",
    "privacy.no-notice",
    "privacy.no-processing-agreement",
    "privacy.no-subject-rights",
    "privacy.no-withdrawal",
    "privacy.purpose-drift",
    "privacy.special-category-basis",
    "privacy.transfer",
    "privacy.undeniable-record",
    "repudiation.unwatched-log",
    "spoofing.false-client",
    "spoofing.foreign-certificate",
    "spoofing.key-for-two",
    "spoofing.keys-at-partner",
    "spoofing.lost-domain",
    "spoofing.one-key-two-accounts",
    "spoofing.stolen-key",
    "spoofing.unmanaged-computer",
    "supply.online-update-key",
    "supply.pipeline-owns-production",
    "supply.publishing-key",
    "supply.secret-in-pipeline",
    "supply.third-party-library",
    "supply.undrawn-components",
    "supply.unknown-components",
    "supply.unpatched-machine",
    "supply.unpatched-product",
    "web.vulnerable-plugin",
];

#[test]
fn every_rule_keeps_the_house_rules() {
    let built = built();
    let mut said = String::new();
    let (_, files) = files();
    assert_eq!(built.decls.len(), files.len(), "one rule a file");
    for (decl, (path, text)) in built.decls.iter().zip(&files) {
        let mut complain = |what: &str| writeln!(said, "{path}: {what}").unwrap_or_default();
        if format!("{}.tm", decl.id.replace('.', "/")) != *path {
            complain("the path is not the rule's id");
        }
        let has = |kind| decl.examples.iter().any(|example| example.kind == kind);
        if !has(ExampleKind::Fires) || !has(ExampleKind::Silent) {
            complain("`fires` or `silent` is missing");
        }
        if decl.unless.is_some() && !has(ExampleKind::Answered) {
            complain("`answered` is missing");
        }
        if decl.doc.as_ref().is_none_or(|doc| !doc.contains("\n\n")) {
            complain("two paragraphs of documentation are missing");
        }
        let packed = catalogue::builtin().rules.iter().find(|rule| rule.id == decl.id);
        if packed.map_or("", catalogue::doc) != decl.doc.as_deref().unwrap_or("") && text_is_embedded(path, text) {
            complain("the embedded documentation differs");
        }
        let Some(rule) = built.library.rules.iter().find(|rule| rule.id == decl.id) else { continue };
        if rule.names.iter().any(|name| !name.is_type) {
            complain("a condition names something of a model");
        }
        let has_weakness = rule.refs.iter().any(|text| text.starts_with("CWE-"));
        if !has_weakness && !WITHOUT_CWE.contains(&rule.id.as_str()) {
            complain("no CWE among `refs`");
        }
        if has_weakness && WITHOUT_CWE.contains(&rule.id.as_str()) {
            complain("has a CWE, and stands among those without");
        }
        for (what, text) in [("title", &rule.title), ("fix", &rule.fix), ("false-positives", &rule.false_positives)] {
            if text.is_empty() {
                complain(&format!("no `{what}`"));
            }
        }
        if !rule.fix.contains('{') {
            complain("the fix names no element");
        }
    }
    assert!(said.is_empty(), "\n{said}");
}

fn text_is_embedded(path: &str, text: &str) -> bool {
    catalogue::sources().1.iter().any(|(known, embedded)| *known == path && *embedded == text)
}

/// The examples of a rule that fail, with what happened.
fn failures(built: &Built, rule: &Rule, decl: &RuleDecl) -> Vec<String> {
    let mut failed = Vec::new();
    for example in &decl.examples {
        let outcome = examples::run(&built.library.vocabulary, rule, &decl.packs, example);
        if !outcome.passed {
            let label = example.label.as_ref().map(|label| format!(" \"{label}\"")).unwrap_or_default();
            let place = built.sources.place(example.span);
            let mut text = format!("{place}: {} {}{label}\n", rule.id, example.kind.word());
            outcome.lines.iter().for_each(|line| text.push_str(&format!("    {line}\n")));
            text.push_str(&lines(&built.sources, &outcome.diagnostics));
            failed.push(text);
        }
    }
    failed
}

fn rules(built: &Built) -> impl Iterator<Item = (&Rule, &RuleDecl)> {
    let wanted = std::env::var("RULE").ok();
    let decls = built.decls.iter().filter(move |decl| wanted.as_ref().is_none_or(|wanted| decl.id == *wanted));
    decls.filter_map(|decl| Some((built.library.rules.iter().find(|rule| rule.id == decl.id)?, decl)))
}

#[test]
fn every_example_shows_what_it_says() {
    let built = built();
    let failed: Vec<String> = rules(&built).flat_map(|(rule, decl)| failures(&built, rule, decl)).collect();
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join(""));
}

#[test]
fn every_rule_is_pinned_by_its_examples() {
    let built = built();
    let mut said = String::new();
    for (rule, decl) in rules(&built) {
        let mut mutants: Vec<(&str, Rule)> = Vec::new();
        for value in [true, false] {
            if rule.when != Cond::Const(value) {
                let name = if value { "when = true" } else { "when = false" };
                mutants.push((name, Rule { when: Cond::Const(value), ..rule.clone() }));
            }
            if rule.unless.is_some() {
                let name = if value { "unless = true" } else { "unless = false" };
                mutants.push((name, Rule { unless: Some(Cond::Const(value)), ..rule.clone() }));
            }
        }
        for (name, mutant) in mutants {
            if failures(&built, &mutant, decl).is_empty() {
                writeln!(said, "{}: `{name}` passes all its examples", rule.id).unwrap_or_default();
            }
        }
    }
    assert!(said.is_empty(), "\n{said}");
}

/// A threat that folds into a narrower one is not made smaller by that: in no example of the narrower rule is the
/// broader threat graver than it.
#[test]
fn no_narrow_rule_rates_below_what_it_folds() {
    let built = built();
    let mut said = String::new();
    let mut compared = 0;
    for (narrow, decl) in rules(&built) {
        let folded = built.library.rules.iter().filter(|rule| narrow.supersedes.contains(&rule.id));
        for broad in folded {
            let mut met = false;
            for example in decl.examples.iter().filter(|example| example.kind == ExampleKind::Fires) {
                let model = check::example(&built.library.vocabulary, &decl.packs, &example.body).model;
                let derived = |rule: &Rule| {
                    let rules = std::slice::from_ref(rule);
                    threat::derive(&model, rules, &threat::Surroundings::on(examples::day())).threats
                };
                let (of_narrow, of_broad) = (derived(narrow), derived(broad));
                for one in &of_narrow {
                    let Some(other) = of_broad.iter().find(|other| other.target == one.target) else { continue };
                    met = true;
                    compared += 1;
                    if one.inherent.severity < other.inherent.severity {
                        let (one, other) = (one.inherent, other.inherent);
                        let _ = writeln!(
                            said,
                            "{} is {} × {}, {} is {} × {}",
                            narrow.id, one.likelihood, one.impact, broad.id, other.likelihood, other.impact
                        );
                    }
                }
            }
            if !met {
                let _ = writeln!(said, "in no `fires` example of {} does {} fire on its target", narrow.id, broad.id);
            }
        }
    }
    assert!(said.is_empty(), "\n{said}");
    assert!(compared > 20, "{compared}");
}
