//! Small models, and what a careful reader expects of them: `tests/judged/*.tm`.
//!
//! Each begins with a sentence, and below it stand lines such as `//: open RULE@TARGET`:
//!
//! - `open`: the threat is there and nothing closes it; of severity `high` or above with `open-high`;
//! - `closed`: it is there, and answered;
//! - `absent`: it is not there, and nobody asks for what would raise it;
//! - `asked`: a question would raise it, or close it.
//!
//! `RULE@*` stands for every target, and `RULE` may end in `.*`.

use std::path::PathBuf;

use palisade::driver::{Compilation, MemoryWorld, Options, run};
use palisade::model::parse_date;
use palisade::threat::Member;

/// What a model is said to give.
#[derive(Debug)]
struct Expected<'t> {
    word: &'t str,
    rule: &'t str,
    target: &'t str,
}

fn expected(text: &str) -> Vec<Expected<'_>> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("//: "));
    lines
        .map(|line| {
            let (word, id) = line.split_once(' ').unwrap_or_else(|| panic!("`{line}` has no id"));
            let (rule, target) = id.split_once('@').unwrap_or_else(|| panic!("`{line}` has no target"));
            Expected { word, rule, target }
        })
        .collect()
}

impl Expected<'_> {
    fn is_about(&self, id: &str) -> bool {
        let (rule, target) = id.split_once('@').unwrap_or((id, ""));
        let family = self.rule.strip_suffix('*');
        (rule == self.rule || family.is_some_and(|family| rule.starts_with(family)))
            && (self.target == "*" || target == self.target)
    }

    /// Why it is not so.
    fn fails(&self, compiled: &Compilation) -> Option<String> {
        let findings = compiled.findings();
        // Of what several flows share, each flow stands for itself.
        let each = compiled.threats.threats.iter().flat_map(|threat| {
            let rule = findings.rule_id(threat);
            let of_flow = move |member: &Member| {
                let flow = compiled.model.name(member.flow);
                (format!("{rule}@{flow}"), member.status, member.residual.severity)
            };
            let whole = (findings.id(threat).to_string(), threat.status, threat.residual.severity);
            threat.members.iter().map(of_flow).chain([whole]).collect::<Vec<_>>()
        });
        let found: Vec<_> = each.filter(|(id, ..)| self.is_about(id)).collect();
        let questions = compiled.threats.questions.iter();
        let asked = questions.filter(|it| it.raises.iter().chain(&it.closes).any(|id| self.is_about(id))).count();
        let holds = match self.word {
            "open" => found.iter().any(|(_, status, _)| !status.is_closed()),
            "open-high" => found.iter().any(|(_, status, severity)| !status.is_closed() && *severity >= 2),
            "closed" => !found.is_empty() && found.iter().all(|(_, status, _)| status.is_closed()),
            "absent" => found.is_empty() && asked == 0,
            "asked" => asked > 0,
            other => panic!("`{other}` is no word of these tests"),
        };
        let told: Vec<String> = found.iter().map(|(id, status, _)| format!("{id} ({})", status.word())).collect();
        (!holds).then(|| format!("{} {}@{}: found {told:?}, and {asked} questions", self.word, self.rule, self.target))
    }
}

#[test]
fn small_models_give_what_a_reader_expects() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/judged");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 17, "{}", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = expected(&text);
        assert!(!expected.is_empty(), "{name} expects nothing");
        let mut world = MemoryWorld::new(parse_date("2026-11-23").unwrap());
        world.add("model.tm", text.as_str());
        let compiled = run(&world, &[PathBuf::from("model.tm")], &Options::default()).compilations.pop().unwrap();
        let errors = compiled.diagnostics.iter().filter(|said| said.severity.word() == "error");
        let errors: Vec<String> = errors.map(|said| format!("{name}: {}", said.message)).collect();
        wrong.extend(errors);
        wrong.extend(expected.iter().filter_map(|it| it.fails(&compiled)).map(|why| format!("{name}: {why}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
