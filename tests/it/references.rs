//! What the catalogue refers to: numbers of weaknesses against the published list, all else by its form and against
//! the identifiers that were read in the lists; and what the packs say of each type, protocol and technique.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use palisade::catalogue;

use crate::packs::{attribute, declarations, texts};

/// The weaknesses that have no parent in the research view: its pillars.
const PILLARS: [u32; 10] = [284, 435, 664, 682, 691, 693, 697, 703, 707, 710];

/// How many techniques there must be at least, and how many of LINDDUN's rules.
const TECHNIQUES: usize = 100;
const PRIVACY_RULES: usize = 12;

/// A row of `cwe.tsv`.
struct Weakness {
    name: String,
    parents: BTreeSet<u32>,
}

fn weaknesses() -> BTreeMap<u32, Weakness> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cwe.tsv");
    let text = std::fs::read_to_string(path).unwrap();
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 3, "number, name, parents: {line}");
        let parents = cells[2].split_whitespace().map(|parent| parent.parse().unwrap()).collect();
        let number = cells[0].parse().unwrap();
        let earlier = found.insert(number, Weakness { name: cells[1].to_owned(), parents });
        assert!(earlier.is_none(), "twice: {line}");
    }
    found
}

#[test]
fn the_list_of_weaknesses_is_whole() {
    let all = weaknesses();
    for (number, weakness) in &all {
        assert!(!weakness.name.is_empty(), "CWE-{number} has no name");
        assert_eq!(weakness.parents.is_empty(), PILLARS.contains(number), "CWE-{number}: only pillars stand alone");
        for parent in &weakness.parents {
            assert!(all.contains_key(parent), "the parent {parent} of CWE-{number} is missing");
        }
        // Upwards from anywhere one comes to an end: no weakness is its own ancestor.
        let (mut above, mut next) = (BTreeSet::new(), weakness.parents.clone());
        while let Some(parent) = next.pop_first() {
            assert_ne!(parent, *number, "CWE-{number} is its own ancestor");
            if above.insert(parent) {
                next.extend(&all[&parent].parents);
            }
        }
    }
}

/// What is wrong with a reference, if anything is.
fn fault(reference: &str, weaknesses: &BTreeMap<u32, Weakness>) -> Option<String> {
    if let Some(number) = reference.strip_prefix("CWE-") {
        let known = number.parse().is_ok_and(|number| weaknesses.contains_key(&number));
        return (!known).then(|| "no such weakness in tests/data/cwe.tsv".to_owned());
    }
    let is = |form: &str| matches(form, reference);
    let formed = is("CAPEC-#") || is("CAPEC-##") || is("CAPEC-###")
        // ATT&CK: techniques and mitigations; enterprise and mobile from 1000, industrial from 0800.
        || is("T####") || is("T####.###") || is("M1###") || is("M08##") || is("M09##")
        || is("AML.T####") || is("AML.T####.###") || is("AML.M####")
        || listed(reference, "A", 2, 10, &[2021, 2025])
        || listed(reference, "API", 1, 10, &[2023])
        || listed(reference, "LLM", 2, 10, &[2025])
        || listed(reference, "ASI", 2, 10, &[2026])
        || listed(reference, "M", 1, 10, &[2024])
        || listed(reference, "K", 2, 10, &[2022, 2025])
        || asvs(reference);
    (!formed).then(|| "a form that is not known".to_owned())
}

/// Whether `text` has the form: `#` is a digit, all else itself.
fn matches(form: &str, text: &str) -> bool {
    form.len() == text.len()
        && form.chars().zip(text.chars()).all(|(want, is)| if want == '#' { is.is_ascii_digit() } else { want == is })
}

/// An entry of a list with its year, such as `LLM01:2025`, the number written with at least so many digits.
fn listed(text: &str, list: &str, digits: usize, last: u32, years: &[u32]) -> bool {
    let Some((number, year)) = text.strip_prefix(list).and_then(|rest| rest.split_once(':')) else { return false };
    let entry: u32 = number.parse().unwrap_or_default();
    (1..=last).contains(&entry)
        && number == format!("{entry:0digits$}")
        && year.parse().is_ok_and(|year| years.contains(&year))
}

/// A requirement of ASVS 5.0: seventeen chapters, sections, requirements.
fn asvs(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("ASVS-5.0-") else { return false };
    let parts: Vec<u32> = rest.split('.').map(|part| part.parse().unwrap_or_default()).collect();
    parts.len() == 3 && (1..=17).contains(&parts[0]) && parts[1] >= 1 && parts[2] >= 1
}

#[test]
fn forms_are_told_apart() {
    let all = weaknesses();
    for good in ["CWE-79", "CAPEC-66", "T1195.002", "A03:2025", "API2:2023", "API10:2023", "LLM01:2025", "M9:2024"] {
        assert_eq!(fault(good, &all), None, "{good}");
    }
    for bad in [
        "CWE-4",
        "CWE-79x",
        "CAPEC-",
        "T119",
        "A3:2025",
        "A03:2024",
        "A11:2025",
        "LLM1:2025",
        "ASVS-5.0-18.1.1",
        "M7:2016",
    ] {
        assert!(fault(bad, &all).is_some(), "{bad}");
    }
}

#[test]
fn references_of_rules_are_of_known_forms() {
    let all = weaknesses();
    let mut said = String::new();
    for rule in &catalogue::builtin().rules {
        let mut seen = BTreeSet::new();
        for reference in &rule.refs {
            if let Some(what) = fault(reference, &all) {
                writeln!(said, "{}: `{reference}`: {what}", rule.id).unwrap();
            }
            if !seen.insert(reference) {
                writeln!(said, "{}: `{reference}` stands twice", rule.id).unwrap();
            }
        }
    }
    assert!(said.is_empty(), "\n{said}");
}

/// The identifiers of `references.txt`, each of which has a title.
fn listed_references() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/references.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut found: BTreeSet<String> = BTreeSet::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (reference, title) = line.split_once(' ').unwrap_or((line, ""));
        assert!(!title.trim().is_empty(), "no title: {line}");
        assert!(found.last().is_none_or(|last| last.as_str() < reference), "out of order or twice: {line}");
        found.insert(reference.to_owned());
    }
    found
}

/// Nobody can write a number from memory, and no title is left behind.
#[test]
fn references_are_those_that_were_read_in_the_lists() {
    let mut used: BTreeSet<String> =
        catalogue::builtin().rules.iter().flat_map(|rule| rule.refs.iter().map(ToString::to_string)).collect();
    let (packs, _) = catalogue::sources();
    for (_, text) in packs {
        for (_, _, stmt) in declarations(text) {
            used.extend(texts(attribute(&stmt, "refs")));
        }
    }
    used.retain(|reference| !reference.starts_with("CWE-"));
    let listed = listed_references();
    let unknown: Vec<_> = used.difference(&listed).collect();
    assert!(unknown.is_empty(), "not in tests/data/references.txt: {unknown:?}");
    let unused: Vec<_> = listed.difference(&used).collect();
    assert!(unused.is_empty(), "tests/data/references.txt has what nothing refers to: {unused:?}");
}

#[test]
fn packs_explain_what_they_declare() {
    let all = weaknesses();
    let (packs, _) = catalogue::sources();
    let (mut said, mut techniques) = (String::new(), 0);
    for (pack, text) in packs {
        for (kind, name, stmt) in declarations(text) {
            let mut complain = |what: &str| writeln!(said, "{pack}: {kind} {name}: {what}").unwrap();
            if stmt.doc.as_ref().is_none_or(|doc| doc.text.trim().is_empty()) {
                complain("no documentation");
            }
            if kind != "technique" {
                continue;
            }
            techniques += 1;
            if attribute(&stmt, "counters").is_none() && attribute(&stmt, "protects").is_none() {
                complain("counters no category of STRIDE and none of LINDDUN");
            }
            if texts(attribute(&stmt, "technologies")).is_empty() {
                complain("no typical technology");
            }
            let refs = texts(attribute(&stmt, "refs"));
            if refs.is_empty() {
                complain("no reference");
            }
            for reference in refs {
                if let Some(what) = fault(&reference, &all) {
                    complain(&format!("`{reference}`: {what}"));
                }
            }
        }
    }
    assert!(said.is_empty(), "\n{said}");
    assert!(techniques >= TECHNIQUES, "{techniques} techniques");
}

/// LINDDUN has seven categories, and each has rules.
#[test]
fn privacy_has_rules_in_every_category() {
    let rules = &catalogue::builtin().rules;
    let privacy: Vec<_> = rules.iter().filter(|rule| rule.linddun != 0).collect();
    assert!(privacy.len() >= PRIVACY_RULES, "{} rules", privacy.len());
    let covered: BTreeSet<&str> = privacy.iter().flat_map(|rule| rule.linddun_words()).collect();
    let wanted: BTreeSet<&str> = palisade::schema::LINDDUN.names().collect();
    assert_eq!(covered, wanted);
}
