//! The noise budget: few enough threats that people read them, on every example, and nothing out of nothing.
//!
//! `PYTM_PYTHON=…/python UPDATE=1 cargo test noise` also counts anew what pytm 1.4.0 finds on the same graphs, all
//! its defaults untouched; without that Python the committed counts stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use palisade::driver::Compilation;
use palisade::model::{End, Thing};
use palisade::schema::Kind as ModelKind;
use palisade::threat::{self, ThreatRule};
use palisade::view::inquiry::inquiries;

use crate::compile::{Input, run_for_test};
use crate::examples::{compile, examples};
use crate::generate::{self, Kind, Place, Plan, pytm};

/// Open threats an element at `medium` and above, on average: of an example, and of a system of which nothing was
/// answered with a technique (`tests/published`, in the full stage).
const MEAN: f64 = 3.0;
const MEAN_OF_SYSTEMS: f64 = 4.0;
/// The same on any one element, at most.
const MOST: usize = 12;
/// Of the open threats of all of them together, how many of a hundred may be critical, and critical or high.
const CRITICAL: usize = 15;
const CRITICAL_OR_HIGH: usize = 45;
/// Questions an element, over all of them.
const QUESTIONS: f64 = 1.5;

fn is_counted(threat: &threat::Threat) -> bool {
    !threat.status.is_closed() && threat.residual.severity_word() != "low"
}

/// The element that a threat is counted for: its target, or for a flow the end that it is about, which is the
/// callee. Threats on the model as a whole, on data and on boundaries count for none.
fn element_of(compiled: &Compilation, target: Thing) -> Option<String> {
    let model = &compiled.model;
    match target {
        Thing::Element(_) => Some(model.name(target).to_owned()),
        Thing::Flow(id) => Some(model.name(model[id].to.thing()).to_owned()),
        Thing::Entry(id) => Some(model.name(model[id].on).to_owned()),
        _ => None,
    }
}

/// A model that is measured: its name in the tables, and its folder.
struct Measured {
    name: String,
    folder: PathBuf,
    mean: f64,
}

/// The examples, and the published systems in both stages.
fn measured() -> Vec<Measured> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut all: Vec<Measured> =
        examples().into_iter().map(|folder| Measured { name: name(&folder), folder, mean: MEAN }).collect();
    let published = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    for system in ["cms", "online-game", "renting-car"] {
        for stage in ["bare", "full"] {
            let folder = published.join(system).join(stage);
            all.push(Measured { name: format!("{system}, {stage}"), folder, mean: MEAN_OF_SYSTEMS });
        }
    }
    all
}

/// The examples, and the published systems in the full stage: what the budgets are about.
fn budgeted() -> impl Iterator<Item = Measured> {
    measured().into_iter().filter(|each| !each.name.ends_with(", bare"))
}

/// How many open threats are low, medium, high and critical.
fn severities(compiled: &Compilation) -> [usize; 4] {
    let mut counts = [0; 4];
    for threat in compiled.threats.threats.iter().filter(|threat| !threat.status.is_closed()) {
        counts[usize::from(threat.residual.severity)] += 1;
    }
    counts
}

#[test]
fn models_stay_within_the_noise_budget() {
    let mut said = String::new();
    for Measured { name, folder, mean: allowed } in budgeted() {
        let compiled = compile(&folder);
        let counted: Vec<_> = compiled.threats.threats.iter().filter(|threat| is_counted(threat)).collect();
        let mean = counted.len() as f64 / compiled.model.elements.len() as f64;
        if mean > allowed {
            writeln!(said, "{name}: {mean:.2} open threats an element at medium and above").unwrap();
        }
        let mut each: BTreeMap<String, usize> = BTreeMap::new();
        for element in counted.iter().filter_map(|threat| element_of(&compiled, threat.target)) {
            *each.entry(element).or_default() += 1;
        }
        for (element, count) in each.into_iter().filter(|(_, count)| *count > MOST) {
            writeln!(said, "{name}: {count} open threats at medium and above on `{element}`").unwrap();
        }
    }
    assert!(said.is_empty(), "{said}");
}

/// If everything is grave, nothing is.
#[test]
fn few_threats_are_grave_and_few_questions_are_asked() {
    let (mut sum, mut elements, mut questions) = ([0; 4], 0, 0);
    for each in budgeted() {
        let compiled = compile(&each.folder);
        sum.iter_mut().zip(severities(&compiled)).for_each(|(sum, count)| *sum += count);
        elements += compiled.model.elements.len();
        questions += inquiries(&compiled.view()).len();
    }
    let [_, _, high, critical] = sum;
    let all: usize = sum.iter().sum();
    assert!(critical * 100 <= all * CRITICAL, "{critical} of {all} are critical");
    assert!((critical + high) * 100 <= all * CRITICAL_OR_HIGH, "{critical} and {high} of {all} are critical and high");
    assert!(questions as f64 <= elements as f64 * QUESTIONS, "{questions} questions for {elements} elements");
}

/// Two derived threats on one target with one weakness and one category would be one threat, said twice.
#[test]
fn no_two_open_threats_of_a_target_say_the_same() {
    let mut said = String::new();
    for folder in examples() {
        let compiled = compile(&folder);
        let (model, rules) = (&compiled.model, &compiled.rules);
        let mut seen: BTreeMap<(Thing, &str, &str), &str> = BTreeMap::new();
        for threat in compiled.threats.threats.iter().filter(|threat| !threat.status.is_closed()) {
            let ThreatRule::Rule(index) = threat.rule else { continue };
            let rule = &rules[index as usize];
            let weaknesses = rule.refs.iter().map(|each| each.as_str()).filter(|each| each.starts_with("CWE-"));
            for weakness in weaknesses {
                for category in rule.stride_words() {
                    if let Some(other) = seen.insert((threat.target, weakness, category), &rule.id) {
                        let (target, id) = (model.name(threat.target), &rule.id);
                        writeln!(said, "`{id}` and `{other}` on `{target}`: both {weakness}, {category}").unwrap();
                    }
                }
            }
        }
    }
    assert!(said.is_empty(), "{said}");
}

/// Every kind and type, alone, without attributes and flows, with every pack in scope.
#[test]
fn a_bare_element_derives_nothing() {
    let vocabulary = &palisade::catalogue::builtin().vocabulary;
    let uses: String = vocabulary.packs.iter().skip(1).map(|pack| format!("use {pack}\n")).collect();
    let mut said = String::new();
    let mut bodies: Vec<String> =
        ["actor", "external", "process", "store"].iter().map(|kind| format!("{kind} thing")).collect();
    for ty in &vocabulary.types {
        let kind = match ty.kind {
            Some(ModelKind::Actor) => "actor",
            Some(ModelKind::External) => "external",
            Some(ModelKind::Process) | None => "process",
            Some(ModelKind::Store) => "store",
            _ => continue,
        };
        bodies.push(format!("{kind} thing : {}", ty.name));
    }
    assert!(bodies.len() > 60, "the types are gone");
    for body in bodies {
        let text = format!("model bare\n{uses}boundary here {{ trust = internal\n  {body}\n}}\n");
        let input = Input { files: vec![("model.tm".into(), text)], ..Input::default() };
        let run = run_for_test(&input);
        let [compiled] = run.compilations.as_slice() else { panic!("one model") };
        assert!(!compiled.incomplete, "{body}");
        for threat in &compiled.threats.threats {
            writeln!(said, "`{body}` alone: {}", compiled.findings().id(threat)).unwrap();
        }
    }
    assert!(said.is_empty(), "{said}");
}

#[test]
fn one_unanswered_fact_is_one_question() {
    for folder in examples() {
        let compiled = compile(&folder);
        let mut seen = BTreeSet::new();
        for question in &compiled.threats.questions {
            let subject = format!("{:?} {:?}", question.thing, question.subject);
            assert!(seen.insert(subject), "{}: `{}` is asked twice", folder.display(), question.text(&compiled.model));
        }
    }
}

/// The table of the book: what we find on the examples, and what pytm finds on the same graphs.
/// What an attribute and a technique say alike is asked for once, and not again where the attribute says no.
#[test]
fn an_attribute_and_its_technique_are_one_question() {
    const MODEL: &str = "model shop \"Shop\"\nactor visitor\nprocess web\nstore db { holds = order ENCRYPTED }\n\
        data order { class = confidential }\nvisitor -> web { carries = order }\nweb -> db { carries = order }\n";
    let asked = |said: &str| {
        let files = vec![("model.tm".to_owned(), MODEL.replace("ENCRYPTED", said))];
        let compiled = run_for_test(&Input { files, ..Input::default() }).compilations.pop().unwrap();
        let questions = compiled.threats.questions.iter().map(|question| question.text(&compiled.model));
        questions.filter(|text| text.contains("encrypt")).collect::<Vec<_>>()
    };
    assert_eq!(asked(""), ["is the flow from visitor to web encrypted?", "is db encrypted at rest?"]);
    assert_eq!(asked(", encrypted = false"), ["is the flow from visitor to web encrypted?"]);
}

#[test]
fn the_counts_stand_in_the_book() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let theirs = counts_of_pytm(&root.join("tests/data/pytm-counts.tsv"));
    let mut page = String::from(HEAD);
    for Measured { name, folder, .. } in measured() {
        let compiled = compile(&folder);
        let threats = &compiled.threats.threats;
        let elements = compiled.model.elements.len();
        let [low, medium, high, critical] = severities(&compiled);
        let counted = threats.iter().filter(|threat| is_counted(threat)).count();
        let pytm = theirs.get(&name).map_or_else(|| "–".to_owned(), ToString::to_string);
        assert!(name.contains(',') || pytm != "–", "count what pytm finds on {name}: see the head of this file");
        writeln!(
            page,
            "| {name} | {elements} | {} | {} | {critical} | {high} | {medium} | {low} | {:.1} | {} | {pytm} |",
            compiled.model.flows.len(),
            threats.iter().filter(|threat| matches!(threat.rule, ThreatRule::Rule(_))).count(),
            counted as f64 / elements as f64,
            inquiries(&compiled.view()).len(),
        )
        .unwrap();
    }
    page.push_str(&std::fs::read_to_string(root.join("tests/data/reading.md")).unwrap());
    let path = root.join("book/src/noise.md");
    crate::accept::holds(&path, &page);
}

/// Findings of pytm by example; counted anew where a Python with pytm is named and `UPDATE` is set.
fn counts_of_pytm(path: &Path) -> BTreeMap<String, usize> {
    let python = std::env::var_os("PYTM_PYTHON").filter(|_| crate::accept::updating());
    if let Some(python) = python {
        let scratch = tempfile::tempdir().unwrap();
        let mut text = String::from("# Findings of pytm 1.4.0 on the graph of each example, its defaults untouched.\n");
        for folder in examples() {
            let script = scratch.path().join("model.py");
            let out = scratch.path().join("out.json");
            std::fs::write(&script, pytm(&graph(&compile(&folder)))).unwrap();
            let run = Command::new(&python).arg(&script).arg("--json").arg(&out).output().unwrap();
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
            let findings = json["findings"].as_array().unwrap().len();
            writeln!(text, "{}\t{findings}", folder.file_name().unwrap().to_string_lossy()).unwrap();
        }
        std::fs::write(path, text).unwrap();
    }
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let rows = text.lines().filter_map(|line| line.split_once('\t'));
    rows.map(|(name, count)| (name.to_owned(), count.parse().unwrap())).collect()
}

/// A model's boundaries, elements and flows, for the generator's pytm writer.
fn graph(compiled: &Compilation) -> Plan {
    let model = &compiled.model;
    let boundaries = model
        .boundaries
        .iter()
        .map(|boundary| generate::Boundary {
            name: boundary.decl.name.to_string(),
            parent: boundary.parent.map(|parent| parent.index()),
            place: Place::Internal,
            of: "",
        })
        .chain([generate::Boundary { name: "elsewhere".into(), parent: None, place: Place::Outside, of: "" }])
        .collect::<Vec<_>>();
    let outside = boundaries.len() - 1;
    let elements = model.elements.iter().map(|element| {
        let kind = match element.kind {
            ModelKind::Actor => Kind::Actor,
            ModelKind::External => Kind::External,
            ModelKind::Store => Kind::Store,
            _ => Kind::Process,
        };
        let of = type_word(compiled, element);
        generate::Element {
            name: element.decl.name.to_string(),
            kind,
            of,
            boundary: element.boundary.map_or(outside, |boundary| boundary.index()),
            dice: 0,
        }
    });
    let elements = elements.collect();
    let end = |end: End| end.element().map(|id| id.index());
    let flows = model
        .flows
        .iter()
        .filter_map(|flow| Some(generate::Flow { from: end(flow.from)?, to: end(flow.to)?, dice: 0 }));
    Plan { boundaries, elements, flows: flows.collect(), data: model.data.len() }
}

/// The generator's word for a type, where pytm tells it from a server.
fn type_word(compiled: &Compilation, element: &palisade::model::Element) -> &'static str {
    let vocabulary = &compiled.model.vocabulary;
    let is = |word: &str| {
        let ancestors = &vocabulary.type_def(element.ty).ancestors;
        vocabulary.types.iter().enumerate().any(|(index, ty)| ty.name == word && ancestors.has(index as u16))
    };
    ["browser", "worker", "batch-job", "agent", "serverless-function"].into_iter().find(|word| is(word)).unwrap_or("")
}

const HEAD: &str = "\
# How much it says

<!-- Generated: `UPDATE=1 cargo test noise`. -->

A list that nobody reads protects nothing, so the tests hold a budget. They look at every example, and at three published
systems (see [what people found](published.md)) in which every question about data, flows and logins is answered, and no
technique is named: there everything that could be closed stands open.

- On average at most 3 open threats an element at medium and above on each example, and 4 on each published system; at most 12
  on any one element. A threat on a flow counts for the end that is called, one on a datum or on the model for none.
- Of all their open threats together at most 15 of a hundred are critical, and 45 critical or high.
- At most 1.5 questions an element, where one fact asked of several things is one question, as `palisade questions` has it.
- No two open threats on one target share a weakness and a STRIDE category. An element without attributes and flows
  derives nothing, and a fact that is missing is asked for once.

In the table stand the open threats by severity, those that people wrote among them, and the open ones at medium and above
an element. The last column is what pytm 1.4.0 finds on the graph of an example: the same boundaries, elements and flows,
exported by the writer that the benchmarks use, with everything else at pytm's defaults. pytm knows less of the model
there, since an attribute that nobody set is false for it; that is its way, and the comparison is of what a reader has to
read.

| model | elements | flows | derived | critical | high | medium | low | medium and above an element | questions | pytm |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";
