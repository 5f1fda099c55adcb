//! What people found, beside what Palisade derives: two published models among the examples, with every threat that
//! their authors wrote, and three systems of `tests/published`, with what people raised for them.
//!
//! A threat counts as found when a rule says the same about the same thing, or about the flow that leads to it. Which
//! rule that is, somebody chose by reading both; the choice stands in a table beside the model (`read.tsv`), and what
//! becomes of it is a page of the book, so that whoever changes a rule sees in the difference what it found.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use palisade::driver::Compilation;

use crate::examples::compile;

/// A system for which people raised threats.
struct System {
    folder: &'static str,
    title: &'static str,
    /// Its models: what the column is called, and the file.
    stages: &'static [(&'static str, &'static str)],
    /// How many of its threats are at least open in the last stage, and how many open, closed or asked for.
    at_least: [usize; 2],
}

const SYSTEMS: &[System] = &[
    System {
        folder: "tests/published/husky-ai",
        title: "Husky AI",
        stages: &[("now", "examples/husky-ai")],
        at_least: [4, 8],
    },
    System {
        folder: "tests/published/browser-isolation",
        title: "Ephemeral browser isolation",
        stages: &[("now", "examples/browser-isolation")],
        at_least: [2, 10],
    },
    System {
        folder: "tests/published/cms",
        title: "A content management system",
        stages: &[("bare", "tests/published/cms/bare"), ("full", "tests/published/cms/full")],
        at_least: [4, 4],
    },
    System {
        folder: "tests/published/online-game",
        title: "An online game",
        stages: &[("bare", "tests/published/online-game/bare"), ("full", "tests/published/online-game/full")],
        at_least: [14, 15],
    },
    System {
        folder: "tests/published/renting-car",
        title: "Cars to rent",
        stages: &[("bare", "tests/published/renting-car/bare"), ("full", "tests/published/renting-car/full")],
        at_least: [10, 10],
    },
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A threat that people raised.
struct Raised {
    id: String,
    what: String,
    on: String,
    /// Ids (`RULE@TARGET`) of the threats that say the same; none where no rule does.
    same: Vec<String>,
    /// Which fact is absent, where no rule says it.
    absent: String,
}

fn read(system: &System) -> Vec<Raised> {
    let path = root().join(system.folder).join("read.tsv");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, what, on, same, absent] = cells[..] else { panic!("{}: five cells in `{line}`", path.display()) };
        let same: Vec<String> = same.split_whitespace().map(str::to_owned).collect();
        assert_eq!(same.is_empty(), !absent.is_empty(), "{id}: either what says the same, or which fact is absent");
        Raised { id: id.into(), what: what.into(), on: on.into(), same, absent: absent.into() }
    })
    .collect()
}

/// What becomes of a threat that people raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Open,
    Closed,
    Asked,
    Absent,
}

impl Fate {
    const ALL: [Fate; 4] = [Fate::Open, Fate::Closed, Fate::Asked, Fate::Absent];

    fn word(self) -> &'static str {
        ["open", "closed", "asked", "absent"][self as usize]
    }
}

/// What becomes of one derived threat.
fn fate(compiled: &Compilation, wanted: &str) -> Fate {
    let findings = compiled.findings();
    let found = compiled.threats.threats.iter().find(|threat| findings.id(threat) == wanted);
    match found {
        Some(threat) if threat.status.is_closed() => Fate::Closed,
        Some(_) => Fate::Open,
        None if compiled.threats.questions.iter().any(|asked| asked.raises.iter().any(|id| id == wanted)) => {
            Fate::Asked
        }
        None => Fate::Absent,
    }
}

fn model(path: &str) -> Compilation {
    compile(&root().join(path))
}

#[test]
fn most_of_what_people_found_is_derived() {
    let (mut page, mut said) = (String::from(HEAD), String::new());
    let (mut summary, mut details) = (String::new(), String::new());
    let mut shared = [0; 4];
    for system in SYSTEMS {
        let raised = read(system);
        let stages: Vec<(&str, Compilation)> = system.stages.iter().map(|(name, path)| (*name, model(path))).collect();
        let head: String = stages.iter().fold(String::new(), |head, (name, _)| head + " " + name + " |");
        let rule = "---|".repeat(stages.len());
        write!(
            details,
            "\n## {}\n\n| what people raised | on |{head} what says the same |\n|---|---|{rule}---|\n",
            system.title
        )
        .unwrap();
        let mut counts = vec![[0; 4]; stages.len()];
        for each in &raised {
            let Raised { what, on, .. } = each;
            write!(details, "| {what} | {on} |").unwrap();
            for ((_, compiled), count) in stages.iter().zip(&mut counts) {
                let best = each.same.iter().map(|id| fate(compiled, id)).min().unwrap_or(Fate::Absent);
                count[best as usize] += 1;
                write!(details, " {} |", best.word()).unwrap();
            }
            let same: Vec<String> = each.same.iter().map(|id| format!("`{id}`")).collect();
            let same = if same.is_empty() { format!("– ({})", each.absent) } else { same.join(", ") };
            writeln!(details, " {same} |").unwrap();
        }
        for ((stage, _), count) in stages.iter().zip(&counts) {
            let cells: String =
                Fate::ALL.iter().fold(String::new(), |cells, fate| cells + &format!(" {} |", count[*fate as usize]));
            writeln!(summary, "| {} | {stage} | {} |{cells}", system.title, raised.len()).unwrap();
        }
        let last = counts.last().unwrap();
        if system.stages.len() > 1 {
            shared.iter_mut().zip(last).for_each(|(sum, count)| *sum += count);
        }
        let reached = [last[0], last[0] + last[1] + last[2]];
        if reached < system.at_least || reached[1] < system.at_least[1] {
            writeln!(said, "{}: {reached:?} instead of {:?}", system.title, system.at_least).unwrap();
        }
        // What is written down as absent is absent, and what is said to say the same is a rule.
        for each in &raised {
            for id in &each.same {
                let rule = id.split_once('@').map_or("", |(rule, _)| rule);
                let known = stages.iter().all(|(_, compiled)| compiled.rules.iter().any(|it| it.id == rule));
                if !known {
                    writeln!(said, "{}: {}: there is no rule `{rule}` in scope", system.title, each.id).unwrap();
                }
            }
        }
    }
    let all: usize = shared.iter().sum();
    let percent = |count: usize| count * 100 / all.max(1);
    writeln!(
        summary,
        "\nOf the {all} threats that people raised for the last three, {} % are open in the full stage, and {} % open, closed \
         or asked for.",
        percent(shared[0]),
        percent(shared[0] + shared[1] + shared[2])
    )
    .unwrap();
    if percent(shared[0]) < 75 || percent(all - shared[3]) < 90 {
        writeln!(said, "of {all} threats, open, closed, asked and absent are {shared:?}").unwrap();
    }
    page.push_str(&summary);
    page.push_str(&details);
    assert!(said.is_empty(), "{said}");
    crate::accept::holds(&root().join("book/src/published.md"), &page);
}

/// The tables of the examples hold every threat that the authors wrote, and no other.
#[test]
fn no_threat_of_the_authors_is_left_out() {
    for system in SYSTEMS.iter().filter(|system| system.stages.len() == 1) {
        let compiled = model(system.stages[0].1);
        let written: BTreeSet<String> =
            compiled.model.threats.iter().map(|threat| threat.decl.name.to_string()).collect();
        let told: BTreeSet<String> = read(system).into_iter().map(|each| each.id).collect();
        assert_eq!(told, written, "{}", system.title);
    }
}

/// A rule that names a thing of a published model would find it, and nothing else.
#[test]
fn no_rule_names_a_thing_of_a_published_model() {
    let texts = palisade::catalogue::sources().1;
    assert!(texts.len() > 50, "the catalogue is gone");
    for system in SYSTEMS {
        let compiled = model(system.stages.last().unwrap().1);
        let vocabulary = &compiled.model.vocabulary;
        for name in compiled.model.names.keys().filter(|name| name.matches('-').count() > 1) {
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
authors wrote. Three systems of the OWASP Threat Model Cookbook stand in `tests/published`, in two stages: *bare* says what
the published drawing says, *full* answers the questions about data, flows and logins besides and names no technique. For
these the threats are those that people drew in attack trees.

Each threat stands beside what the rules of the catalogue derive. It counts as found when a rule says the same about the
same thing, or about the flow that leads to it; which rule that is was chosen by reading both, not by numbers, and a
broad rule that only includes it does not count. *Open* says that the threat is in the list, *closed* that it is there and
answered, by a control or a fact of the model or by a decision; *asked* that a question would raise it; *absent* that
nothing does. Where a fact is absent from the model or from the language, the table names it.

| system | stage | threats | open | closed | asked | absent |
|---|---|---:|---:|---:|---:|---:|
";
