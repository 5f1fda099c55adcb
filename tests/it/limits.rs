//! Models that were made to cost: they end, and say which limit they met. Nothing here is timed; what would not end
//! within a day without its limit is proof enough, and the rest is counted.

use std::fmt::Write;

use palisade::diag::{Diagnostic, SUGGESTED, Severity};
use palisade::driver::Compilation;
use palisade::syntax::parse;
use palisade::text::SourceId;
use palisade::threat::examples;

use crate::formats::{compiled, json_of};

fn compile(text: &str) -> Compilation {
    compiled(&[("model.tm".to_owned(), text.to_owned())])
}

fn of<'a>(compilation: &'a Compilation, code: &str) -> Vec<&'a Diagnostic> {
    compilation.diagnostics.iter().filter(|said| said.code.0 == code).collect()
}

/// `start` and then so many flows from one element to another, all by names of their own.
fn flows(start: &str, count: usize) -> String {
    let mut text = format!("model shop \"Shop\"\n{start}\n");
    (0..count).for_each(|index| writeln!(text, "flow f{index}: visitor -> web").unwrap());
    text
}

const TWO: &str = "boundary out { trust = untrusted, actor visitor }\nprocess web";

/// Every flow asks for a fact of every flow: a million questions, of which a part is kept.
#[test]
fn facts_that_are_asked_for_are_bounded() {
    let mut text = flows(TWO, 1_500);
    text.push_str("policy wide \"Asks all\" { on = flow, forbid = any(model.flows, f: f.port == 7) }\n");
    let compiled = compile(&text);
    let said = of(&compiled, "rules-too-costly");
    assert_eq!(said.len(), 1, "{:#?}", compiled.diagnostics);
    assert!(said[0].message.contains("ask for too many facts") && said[0].help[0].contains("`wide`"), "{said:#?}");
    assert_eq!(compiled.sources.text(said[0].span()), "wide", "it stands at the rule that took the most");
    let asked: usize = compiled.threats.questions.iter().map(|question| question.raises.len()).sum();
    assert!(asked > 100_000 && asked < 1_000_000, "{asked}");
    assert!(compiled.incomplete && !compiled.verdict.passed(), "what was not evaluated does not pass");
}

/// Nested lists over unknown facts ask for each fact once, however often they come by it.
#[test]
fn a_fact_is_asked_for_once() {
    let mut text = flows(TWO, 60);
    text.push_str(
        "policy deep \"Asks each of each\" {\n on = process\n \
         forbid = any(this.incoming, a: any(a.from.outgoing, b: a.port == 3 and b.port == 4))\n}\n",
    );
    let compiled = compile(&text);
    assert!(of(&compiled, "rule-too-costly").is_empty());
    let questions = &compiled.threats.questions;
    let about_ports = questions.iter().filter(|question| question.answer(&compiled.model).starts_with("port"));
    let raises: Vec<usize> = about_ports.map(|question| question.raises.len()).collect();
    assert_eq!(raises, [1; 60]);
}

/// A policy with three lists, one inside the other, over unknown facts of a dense model: the one that took gigabytes.
#[test]
fn nested_lists_end() {
    let names: Vec<String> = (0..40).map(|index| format!("p{index}")).collect();
    let mut text =
        String::from("model shop \"Shop\"\nboundary out { trust = untrusted, actor visitor }\nvisitor -> p0\n");
    names.iter().for_each(|name| writeln!(text, "process {name}").unwrap());
    for (index, from) in names.iter().enumerate() {
        names.iter().skip(index + 1).for_each(|to| writeln!(text, "{from} -> {to}").unwrap());
    }
    text.push_str(
        "policy deep \"Asks all of all\" {\n on = store, forbid = true\n}\n\
         rule own.deep \"Asks all of all of all\" {\n stride = tampering, on = process, likelihood = low, impact = low\n \
         when = any(model.flows, a: any(model.flows, b: any(model.flows, c: c.port == 7 and a.port == b.port)))\n}\n",
    );
    let compiled = compile(&text);
    let said = of(&compiled, "rule-too-costly");
    assert_eq!(said.len(), 1, "one message a rule, not one a target");
    assert!(said[0].notes[0].contains("nor on 39 more"), "{said:#?}");
    assert!(
        compiled.threats.questions.iter().all(|question| question.raises.iter().all(|id| !id.contains("own.deep")))
    );
}

/// An example on which its rule takes too much neither fires nor stays silent: it fails, and says why.
#[test]
fn examples_are_bounded() {
    let inside: String = (0..60).map(|index| format!("flow f{index}: a -> b\n")).collect();
    let text = format!(
        "model shop \"Shop\"\nrule own.deep \"Asks all of all of all\" {{\n stride = tampering, on = process\n \
         likelihood = low, impact = low\n \
         when = any(model.flows, a: any(model.flows, b: any(model.flows, c: count(model.flows) > 99)))\n \
         silent {{ actor a\nprocess b\n{inside} }}\n}}\n"
    );
    let compiled = compile(&text);
    let (rule, declared) = (compiled.rules.last().unwrap(), compiled.declared.last().unwrap());
    let outcome = examples::run(&compiled.model.vocabulary, rule, &declared.packs, &declared.examples[0]);
    assert!(!outcome.passed && outcome.lines == ["the rule takes too many steps on the example"], "{outcome:#?}");
    assert_eq!(outcome.diagnostics[0].code.0, "rule-too-costly");
}

/// What closes a threat is tried out; where each try takes many steps, not all are, and that is said.
#[test]
fn explanations_end() {
    let mut text = flows(TWO, 150);
    text.push_str(
        "rule own.wide \"Asks all of all\" {\n stride = tampering, on = process, likelihood = low, impact = low\n \
         when = any(model.flows, a: any(model.flows, b: a.from is actor and any(model.flows, c: c.to is process)))\n \
         unless = all(model.flows, a: all(model.flows, b: a has mutual-authentication or b has mutual-authentication or a.port == 7))\n}\n",
    );
    let compiled = compile(&text);
    let found = compiled.threats.threats.iter().find(|threat| compiled.findings().id(threat) == "own.wide@web");
    let found = found.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
    let reasons = compiled.findings().explainer().why(found);
    assert!(!reasons.is_empty() && reasons.len() <= 100, "{reasons:#?}");
    assert!(!compiled.findings().explainer().clauses(found).is_empty());
    let candidates = compiled.findings().closings(found);
    assert!(candidates.ways.iter().all(|way| way.len() <= 50));
}

/// Three hundred policies that each flow violates.
#[test]
fn threats_are_bounded() {
    let mut text = flows(TWO, 400);
    (0..400).for_each(|index| writeln!(text, "policy p{index} \"No\" {{ on = flow, forbid = true }}").unwrap());
    let compiled = compile(&text);
    let said = of(&compiled, "rules-too-costly");
    assert_eq!(said.len(), 1, "{:#?}", compiled.diagnostics);
    assert!(said[0].message.contains("find too many threats"), "{said:#?}");
    assert!(compiled.threats.threats.len() < 100_000);
}

/// What is left out depends on the model alone.
#[test]
fn limits_do_not_depend_on_threads() {
    let mut text = flows(TWO, 2_600);
    text.push_str(
        "policy wide \"Asks all\" { on = flow, forbid = any(model.flows, f: f.port == 7) }\n\
         policy reach \"Searches\" { on = flow, forbid = any(model.elements, e: reaches(e, to) and this.port == 1) }\n",
    );
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let compiled = pool.install(|| compile(&text));
        let asked: Vec<(String, usize)> = compiled
            .threats
            .questions
            .iter()
            .map(|question| (question.text(&compiled.model), question.raises.len()))
            .collect();
        let said: Vec<String> = compiled.diagnostics.iter().map(|said| format!("{said:?}")).collect();
        (said, asked)
    };
    let one = run(1);
    assert!(one.0.iter().any(|said| said.contains("rules-too-costly")));
    assert_eq!(one, run(3));
}

/// Rules that supersede each other in a line of thousands, and all fire.
#[test]
fn long_lines_of_rules_fold() {
    const RULES: usize = 1_500;
    let mut text = flows(TWO, 1);
    for index in 0..RULES {
        writeln!(
            text,
            "rule own.r{index} \"R\" {{ stride = tampering, on = flow, when = true, likelihood = low, impact = low, \
             fix = \"n\", supersedes = [own.r{}] }}",
            index + 1
        )
        .unwrap();
    }
    let last = "rule own.r1500 \"R\" { stride = tampering, on = flow, when = true, likelihood = low, impact = low }\n";
    let compiled = compile(&(text + last));
    let found: Vec<String> = compiled
        .threats
        .threats
        .iter()
        .map(|threat| compiled.findings().id(threat).to_string())
        .filter(|id| id.starts_with("own."))
        .collect();
    assert_eq!(found, ["own.r0@f0"]);
}

/// Each leaf that leads back is told once, though its wildcard leads back to every threat.
#[test]
fn circles_of_trees_are_told_once_a_leaf() {
    let mut text = flows(TWO, 1);
    (0..150).for_each(|i| writeln!(text, "threat t.n{i} \"T\" {{ on = web\n tree {{ leaf t.* on web }} }}").unwrap());
    assert_eq!(of(&compile(&text), "circular-tree").len(), 150);
}

/// Two thousand unknown names among two thousand known ones.
#[test]
fn suggestions_are_bounded() {
    let mut text = String::from("model shop \"Shop\"\n");
    (0..2_000).for_each(|index| writeln!(text, "process service{index}").unwrap());
    (0..2_000).for_each(|index| writeln!(text, "servcie{index} -> service0").unwrap());
    let compiled = compile(&text);
    let unknown = of(&compiled, "unknown-name");
    assert_eq!(unknown.len(), 2_000, "each is told");
    let suggested = unknown.iter().filter(|said| said.help.iter().any(|help| help.contains("did you mean"))).count();
    assert_eq!(suggested, SUGGESTED);
    assert!(unknown.iter().all(|said| !said.help.is_empty()), "and each has a help");
}

/// Texts whose places would be filled with much: labels are short, so it takes many places.
#[test]
fn texts_of_rules_are_bounded() {
    let label = "w".repeat(20_000);
    let mut text = format!("model shop \"Shop\"\nactor visitor\nprocess web \"{label}\"\nvisitor -> web\n");
    let places = "{to}".repeat(5_000);
    writeln!(text, "policy long \"{places}\" {{ on = flow, forbid = true }}").unwrap();
    let compiled = compile(&text);
    let long = compiled.threats.threats.iter().map(|it| compiled.findings().title(it));
    let lengths: Vec<usize> = long.map(|title| title.len()).filter(|length| *length > 9_000).collect();
    assert!(lengths.iter().all(|length| *length < 15_000) && lengths.len() == 1, "{lengths:?}");
}

/// A file of many statements on one line, and one of a thousand mistakes on a line.
#[test]
fn long_lines_are_read_and_printed() {
    let text: String = (0..20_000).map(|index| format!("process p{index}, ")).collect();
    let parsed = parse(SourceId(0), &text);
    let printed = palisade::fmt::format(&parsed.file, &text);
    assert!(printed.lines().count() > 19_900, "those at the end fit on one line");
    let mistakes = |end: &str| (0..20_000).map(|index| format!("p{index} => q{end}")).collect::<String>();
    let said = |text: &str| parse(SourceId(0), text).diagnostics;
    let (line, lines) = (said(&mistakes(", ")), said(&mistakes("\n")));
    assert!((20..=1_000).contains(&line.len()), "the first slips of a line are mended: {}", line.len());
    assert_eq!(lines.len(), 1_000);
}

/// Overlays of which each holds the same elements, and flows between them.
#[test]
fn overlays_are_compared_in_order() {
    let mut text = String::from("model shop \"Shop\"\nprocess a\nprocess b\n");
    (0..2_000).for_each(|index| writeln!(text, "boundary o{index} {{ members = [a, b] }}").unwrap());
    writeln!(text, "boundary last {{ members = [b] }}").unwrap();
    (0..2_000).for_each(|index| writeln!(text, "flow f{index}: a -> b").unwrap());
    let compiled = compile(&text);
    let crossed = compiled.model.flow_ids().map(|id| compiled.model[id].enters.len());
    assert!(crossed.into_iter().all(|count| count == 1), "both lie in all but the last");
}

/// Types in a line of thousands, told with their parents.
#[test]
fn lines_of_types_are_told() {
    let mut text = String::from("model shop \"Shop\"\ntype t0 : process\n");
    (1..2_000).for_each(|index| writeln!(text, "type t{index} : t{}", index - 1).unwrap());
    let document = json_of(&compile(&text));
    assert_eq!(document.matches("\"parents\":").count(), 2_000);
}

#[test]
fn what_a_limit_says_is_an_error_with_a_way_out() {
    for info in palisade::driver::codes().into_iter().filter(|info| info.code.0.ends_with("-too-costly")) {
        assert_eq!(info.severity, Severity::Error, "{}", info.code.0);
    }
}

/// Each of many flows between the same two is offered a name of its own, and no number is looked at twice for it.
#[test]
fn many_flows_without_a_name_are_offered_one_each() {
    const MANY: usize = 20_000;
    let compiled = compile(&format!("model m \"M\"\nprocess a\nprocess b\n{}", "a -> b\n".repeat(MANY)));
    let offered: std::collections::BTreeSet<&str> = of(&compiled, "unnamed-second-flow")
        .iter()
        .flat_map(|said| &said.fixes)
        .flat_map(|fix| &fix.edits)
        .map(|edit| edit.text.as_str())
        .collect();
    assert!(offered.len() > 9_000, "{}", offered.len());
    assert!(offered.contains("flow a-b-2: ") && offered.contains("flow a-b-9000: "));
}
