//! What people found, beside what Palisade derives: the two published models of the OWASP Threat Model Library.
//!
//! A threat that the authors wrote counts as found when a rule of the catalogue gives a threat on the same target,
//! on a flow that ends there, or (for a flow) on one of its ends, under an equal, parent or child CWE, or by reading
//! where the numbers lie apart ([`READ`]). The table is
//! a page of the book, so that whoever changes a rule sees in the difference what it found.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use palisade::driver::Compilation;
use palisade::model::{End, Model, Thing, ThreatId};
use palisade::rules::Rule;
use palisade::schema;
use palisade::threat::{self, Findings, Surroundings, Threat, ThreatRule};

use crate::examples::compile;

/// A published model, how many of its threats must be found, and what a model cannot state of the others.
struct Published {
    folder: &'static str,
    title: &'static str,
    at_least: usize,
    misses: &'static [(&'static str, &'static str)],
}

const PUBLISHED: &[Published] = &[
    Published {
        folder: "husky-ai",
        title: "Husky AI",
        at_least: 8,
        misses: &[(
            "sensitive-image-exposure",
            "the source files a disclosure under input validation, CWE-20; the class of the uploaded images, on which \
             the rules about stores depend, is a fact that the source contradicts itself about",
        )],
    },
    Published {
        folder: "browser-isolation",
        title: "Ephemeral browser isolation",
        at_least: 9,
        misses: &[(
            "ttl-bypass-session-extension",
            "that a process decides how long sessions of another may last: a model has no word for that",
        )],
    },
];

/// Threats that a rule says too, by reading both, where the authors filed theirs under a class or another number.
const READ: &[(&str, &[&str])] = &[
    ("supply-chain-attack", &["supply.third-party-library"]),
    ("perturbation-attack", &["ai.model-evasion"]),
    ("ssh-compromise-vulnerability", &["privilege.exposed-admin", "supply.unpatched-product"]),
    ("credential-token-leakage", &["disclosure.open-egress"]),
    ("container-escape", &["privilege.container-escape"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Direct parents by number.
fn parents() -> BTreeMap<u32, BTreeSet<u32>> {
    let text = std::fs::read_to_string(root().join("tests/data/cwe.tsv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|line| {
        let mut cells = line.split('\t');
        let number = cells.next().unwrap().parse().unwrap();
        let parents = cells.next_back().unwrap_or_default().split_whitespace();
        (number, parents.map(|parent| parent.parse().unwrap()).collect())
    })
    .collect()
}

fn cwes<'a>(refs: impl IntoIterator<Item = &'a str>) -> BTreeSet<u32> {
    refs.into_iter().filter_map(|each| each.strip_prefix("CWE-")?.parse().ok()).collect()
}

/// Equal, parent or child.
fn related(parents: &BTreeMap<u32, BTreeSet<u32>>, one: u32, other: u32) -> bool {
    let is_parent = |child: &u32, parent: &u32| parents.get(child).is_some_and(|known| known.contains(parent));
    one == other || is_parent(&one, &other) || is_parent(&other, &one)
}

/// The things on which a threat counts as being about `target`: itself, the flows that end at it, the ends of a flow.
fn around(model: &Model, target: Thing) -> BTreeSet<Thing> {
    let mut things = BTreeSet::from([target]);
    match target {
        Thing::Flow(id) => things.extend([model[id].from.thing(), model[id].to.thing()]),
        Thing::Element(id) => {
            let touches = |end: End| end == End::Element(id);
            things.extend(
                model.flow_ids().filter(|id| touches(model[*id].from) || touches(model[*id].to)).map(Thing::Flow),
            );
        }
        _ => {}
    }
    things
}

/// The derived threats that say what a written one says.
fn found(findings: Findings<'_>, written: ThreatId) -> Vec<&Threat> {
    let Findings { model, threats, .. } = findings;
    let threats = &threats.threats;
    let parents = parents();
    let wanted = threats.iter().find(|threat| threat.rule == ThreatRule::Written(written));
    let wanted = cwes(findings.refs(wanted.expect("every written threat is listed")));
    assert!(!wanted.is_empty(), "`{}` names no CWE", model[written].decl.name);
    let near: BTreeSet<Thing> = model[written].targets.iter().flat_map(|target| around(model, *target)).collect();
    let name = &model[written].decl.name;
    let read = READ.iter().find(|(threat, _)| threat == name).map_or(&[][..], |(_, rules)| rules);
    let same_number = |threat: &Threat| {
        cwes(findings.refs(threat)).iter().any(|mine| wanted.iter().any(|theirs| related(&parents, *mine, *theirs)))
    };
    threats
        .iter()
        .filter(|threat| {
            matches!(threat.rule, ThreatRule::Rule(_))
                && near.contains(&threat.target)
                && (read.contains(&findings.rule_id(threat)) || same_number(threat))
        })
        .collect()
}

fn written(compiled: &Compilation) -> impl Iterator<Item = ThreatId> {
    (0..compiled.model.threats.len() as u32).map(ThreatId)
}

#[test]
fn most_of_what_people_found_is_derived() {
    let (mut page, mut said) = (String::from(HEAD), String::new());
    for published in PUBLISHED {
        let compiled = compile(&root().join("examples").join(published.folder));
        let model = &compiled.model;
        let (mut count, mut all, mut rows) = (0, 0, String::new());
        let mut missed = Vec::new();
        for id in written(&compiled) {
            all += 1;
            let matches = found(compiled.findings(), id);
            count += usize::from(!matches.is_empty());
            let name = model[id].decl.name.as_str();
            if matches.is_empty() {
                missed.push(name);
            }
            let own: Vec<&str> = model
                .get(Thing::Threat(id), schema::attr::REFS)
                .value
                .items()
                .iter()
                .filter_map(palisade::model::Value::text)
                .collect();
            let own: Vec<&str> = own.into_iter().filter(|each| each.starts_with("CWE-")).collect();
            let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for each in &matches {
                let target = format!("`{}` ({})", model.name(each.target), each.status.word());
                names.entry(compiled.findings().rule_id(each)).or_default().push(target);
            }
            let derived: Vec<String> =
                names.into_iter().map(|(rule, targets)| format!("`{rule}` on {}", targets.join(", "))).collect();
            let reason = published.misses.iter().find(|(miss, _)| *miss == name).map(|(_, why)| *why);
            let derived = if derived.is_empty() {
                format!("– ({})", reason.unwrap_or("no reason given"))
            } else {
                derived.join("; ")
            };
            let targets: Vec<String> =
                model[id].targets.iter().map(|target| format!("`{}`", model.name(*target))).collect();
            writeln!(rows, "| {} | {} | {} | {derived} |", model[id].decl.title(), targets.join(", "), own.join(", "))
                .unwrap();
        }
        writeln!(page, "\n## {}: {count} of {all}\n", published.title).unwrap();
        writeln!(
            page,
            "| what its authors wrote | on | CWE | what Palisade derives |\n|---|---|---|---|\n{}",
            rows.trim_end()
        )
        .unwrap();
        if count < published.at_least {
            writeln!(said, "{}: only {count} of {all}; missed: {missed:?}", published.title).unwrap();
        }
        let explained: Vec<&str> = published.misses.iter().map(|(name, _)| *name).collect();
        if missed != explained {
            writeln!(said, "{}: each miss names the fact that the model cannot state: {missed:?}", published.title)
                .unwrap();
        }
    }
    assert!(said.is_empty(), "{said}");
    let path = root().join("book/src/published.md");
    crate::accept::holds(&path, &page);
}

/// What was found was found by rules: without them it is missed.
#[test]
fn without_its_rules_a_threat_is_missed() {
    for published in PUBLISHED {
        let compiled = compile(&root().join("examples").join(published.folder));
        let model = &compiled.model;
        for id in written(&compiled) {
            let matches = found(compiled.findings(), id);
            let matching: BTreeSet<&str> = matches.iter().map(|each| compiled.findings().rule_id(each)).collect();
            let rest: Vec<Rule> =
                compiled.rules.iter().filter(|rule| !matching.contains(rule.id.as_str())).cloned().collect();
            assert!(matching.is_empty() || rest.len() < compiled.rules.len());
            let threats = threat::derive(model, &rest, &Surroundings::on(compiled.today));
            let findings = Findings { model, rules: &rest, cover: &compiled.cover, threats: &threats };
            let left = found(findings, id);
            assert!(left.is_empty(), "`{}` is still found without {matching:?}", model[id].decl.name);
        }
    }
}

/// A rule that names a thing of a published model would find it, and nothing else.
#[test]
fn no_rule_names_a_thing_of_a_published_model() {
    let texts = palisade::catalogue::sources().1;
    assert!(texts.len() > 50, "the catalogue is gone");
    for published in PUBLISHED {
        let compiled = compile(&root().join("examples").join(published.folder));
        let model = &compiled.model;
        let vocabulary = &model.vocabulary;
        for name in model.names.keys().filter(|name| name.matches('-').count() > 1) {
            // `api-gateway` is also the name of a type.
            if vocabulary.types.iter().any(|each| each.name == *name)
                || vocabulary.techniques.iter().any(|each| each.name == *name)
            {
                continue;
            }
            for (path, text) in texts {
                let mut words =
                    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'));
                assert!(words.all(|word| word != name.as_str()), "{path} names `{name}`");
            }
        }
    }
}

const HEAD: &str = "\
# What people found, and what Palisade finds

<!-- Generated: `UPDATE=1 cargo test published`. -->

Two threat models that the OWASP Threat Model Library publishes stand among the examples, with every threat that their
authors wrote. Here each of those threats is beside what the rules of the catalogue derive from the rest of the model
on the same target, on a flow that ends there, or on an end of the flow, under the same CWE number or its direct parent
or child; and, for five of them, by reading both, where their authors filed a threat under a class or another number.
The rules are general: a test sees to it that none names a thing of these models, and that a threat is missed
when the rules that find it are taken away.
";
