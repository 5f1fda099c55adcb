//! Threat trees from text to tables: which ways are closed, what is left, and what readers see of it.

use crate::compile::{Input, run_for_test};
use palisade::driver::Compilation;
use palisade::threat::{self, Standing};

const HEAD: &str = r#"model shop "Shop"
actor visitor
process web { memory-safe = true, parses = [] }
store db : sql
flow post: visitor -> web { via = https, carries = [], returns = [] }
flow save: web -> db { via = tls, carries = [], returns = [] }
control edge : rate-limit { on = web, status = implemented }
control later : quota { on = web, status = planned }
"#;

fn compile(text: &str) -> Compilation {
    let files = vec![("model.tm".to_owned(), format!("{HEAD}{text}"))];
    let mut run = run_for_test(&Input { files, ..Input::default() });
    run.compilations.pop().unwrap()
}

/// The first written threat's tree, `STATUS likelihood/cost`, and what is on the cheapest way.
fn judged(tree: &str) -> (String, Vec<usize>) {
    let compilation =
        compile(&format!("threat flood \"Flood\" {{\n  on = web, impact = high\n  tree {{ {tree} }}\n}}\n"));
    let errors: Vec<_> = compilation.diagnostics.iter().filter(|each| each.severity.word() == "error").collect();
    assert!(errors.is_empty(), "{errors:?}");
    let standing: &Standing = compilation.threats.trees[0].as_ref().unwrap();
    let is_it = |each: &&threat::Threat| matches!(each.rule, threat::ThreatRule::Written(_));
    let threat = compilation.threats.threats.iter().find(is_it).unwrap();
    let likelihood = standing.likelihood().map_or("-".to_owned(), |likelihood| likelihood.to_string());
    let cost = standing.cost().map_or("-".to_owned(), |cost| cost.to_string());
    let said = format!("{} {likelihood}/{cost} risk {}", threat.status.word(), threat.residual.likelihood);
    let on_way = standing.nodes.iter().enumerate().filter(|(_, node)| node.cheapest).map(|(at, _)| at);
    (said, on_way.collect())
}

#[test]
fn gates_ways_and_costs() {
    const OPEN: &str = "leaf \"a\" { likelihood = high }";
    const CHEAP: &str = "leaf \"b\" { likelihood = low, cost = very-low }";
    const PLAIN: &str = "leaf \"c\"";
    const BLOCKED: &str = "leaf \"d\" { likelihood = very-high, blocked-by = edge }";
    const PLANNED: &str = "leaf \"e\" { blocked-by = later }";
    for (tree, says, way) in [
        // A step is as likely as it says, else middling; it costs what it says, else the less the likelier it is.
        (format!("all {{ {OPEN}, {CHEAP} }}"), "open 2/3 risk 2", vec![0, 1, 2]),
        (format!("any {{ {OPEN}, {CHEAP} }}"), "open 4/1 risk 4", vec![0, 2]),
        (format!("all {{ {PLAIN}, {PLAIN} }}"), "open 3/6 risk 3", vec![0, 1, 2]),
        (format!("any {{ {BLOCKED}, {PLAIN} }}"), "open 3/3 risk 3", vec![0, 2]),
        (format!("all {{ {OPEN}, {BLOCKED} }}"), "mitigated -/- risk 4", vec![]),
        (format!("any {{ all {{ {OPEN}, {BLOCKED} }}, {CHEAP} }}"), "open 2/1 risk 2", vec![0, 4]),
        (format!("any {{ {BLOCKED}, {BLOCKED} }}"), "mitigated -/- risk 5", vec![]),
        (format!("any {{ {BLOCKED}, {PLANNED} }}"), "planned 3/3 risk 3", vec![0, 2]),
        // Several steps at the top are ways of their own.
        (format!("{BLOCKED}, {OPEN}"), "open 4/2 risk 4", vec![0, 2]),
    ] {
        let (said, on_way) = judged(&tree);
        assert_eq!((said.as_str(), on_way), (says, way), "{tree}");
    }
}

#[test]
fn threats_as_leaves() {
    let status = |text: &str| {
        let compilation = compile(text);
        let Compilation { threats, diagnostics, .. } = &compilation;
        let flood = threats.threats.iter().find(|each| compilation.findings().id(each) == "flood@web").unwrap();
        let codes: Vec<&str> = diagnostics.iter().map(|each| each.code.0).collect();
        format!("{} {}", flood.status.word(), if codes.contains(&"leaf-without-threat") { "nowhere" } else { "" })
    };
    let rule = "rule x.open \"Open\" {\n  stride = tampering\n  on = sql\n  unless = this has input-validation\n  refs = [\"CWE-20\"]\n  likelihood = low, impact = low\n}\n";
    let flood = "threat flood \"Flood\" { on = web\n  tree { leaf x.open on db } }\n";
    assert_eq!(status(&format!("{rule}{flood}")), "open ");
    let control = "control valid : input-validation { on = db, status = STATUS }\n";
    assert_eq!(status(&format!("{rule}{flood}{}", control.replace("STATUS", "implemented"))), "mitigated ");
    assert_eq!(status(&format!("{rule}{flood}{}", control.replace("STATUS", "planned"))), "planned ");
    // What is accepted is there all the same.
    let accept = "accept x.open on db { because = \"so\" }\n";
    assert_eq!(status(&format!("{rule}{flood}{accept}")), "open ");
    assert_eq!(status(&format!("{rule}{}", flood.replace("on db", "on web"))), "open nowhere");
    let written = "threat flood \"Flood\" { on = web\n  tree { leaf bots on web } }\nthreat bots \"Bots\" { on = web\n  tree { leaf \"x\" { blocked-by = BY } } }\n";
    assert_eq!(status(&written.replace("BY", "edge")), "mitigated ");
    assert_eq!(status(&written.replace("BY", "later")), "planned ");
}

#[test]
fn reasons_name_the_steps() {
    let rule = "rule x.open \"Open\" {\n  stride = tampering\n  on = sql\n  unless = this has input-validation\n  refs = [\"CWE-20\"]\n  likelihood = low, impact = low\n}\n";
    let why = |flood: &str, rest: &str| {
        let compilation =
            compile(&format!("{rule}threat flood \"Flood\" {{ on = web\n  tree {{ {flood} }} }}\n{rest}"));
        let Compilation { threats, .. } = &compilation;
        let flood = threats.threats.iter().find(|each| compilation.findings().id(each) == "flood@web").unwrap();
        let reasons = compilation.view().explainer.why(flood);
        reasons.into_iter().skip(1).map(|reason| reason.text).collect::<Vec<_>>()
    };
    let valid = "control valid : input-validation { on = db, status = implemented }\n";
    const OPEN: &str = "leaf \"Asks\", leaf \"Floods\" { blocked-by = edge }, leaf x.open on db, leaf x.open on web";
    const ASKS: &str = "no implemented control stops \"Asks\"";
    let nowhere = "the step `x.open@web` is no threat of this model";
    assert_eq!(why(OPEN, ""), [ASKS, "the step `x.open@db` is open", nowhere]);
    assert_eq!(why(OPEN, valid), [ASKS, nowhere]);
    // Of a way that is closed at one step the others decide nothing.
    assert_eq!(why("all { leaf x.open on db, leaf \"Asks\" }, leaf \"Asks\"", valid), [ASKS]);
    let both = ["the step `x.open@db` is answered", "control `valid` is `implemented`"];
    assert_eq!(why("leaf x.open on db", valid), both);
}

#[test]
fn a_long_chain_of_trees_is_no_trouble() {
    let mut text = String::new();
    for index in 0..5_000 {
        text += &format!("threat t{index} \"T\" {{ on = web\n tree {{ leaf t{} on web }} }}\n", index + 1);
    }
    text += "threat t5000 \"T\" { on = web\n tree { leaf \"x\" { blocked-by = edge } } }\n";
    let compilation = compile(&text);
    assert!(!compilation.incomplete);
    let closed = compilation.threats.threats.iter().filter(|each| each.status == threat::Status::Mitigated);
    assert_eq!(closed.count(), 5_001);
}

#[test]
fn readers_see_trees_and_scores() {
    let text = r#"threat flood "Flood" {
  on = post, impact = high
  tree {
    all {
      any "Gets accounts" { leaf "Buys *them*" { cost = high }, leaf "Scripts" { blocked-by = edge } }
      leaf "Posts" { blocked-by = later }
    }
  }
}
threat leak "Leak" { on = web, cvss = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/E:A" }
threat rated "Rated" { on = web, dread = { damage = 8, reproducibility = 5, exploitability = 6, affected = 9, discoverability = 4 } }
"#;
    let compilation = compile(text);
    let emitted = |name: &str| {
        let mut bytes = Vec::new();
        (palisade::emit::Format::of(name).unwrap().write)(&compilation.view(), &palisade::layout::Embedded, &mut bytes)
            .unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let report = emitted("markdown");
    for line in [
        "**Tree**: likelihood medium over the open ways; the cheapest costs 7: Buys \\*them\\*, then Posts",
        "- **AND** \\[likelihood medium, cost 7, on the cheapest way\\]",
        "  - **OR**: Gets accounts \\[likelihood medium, cost 4, on the cheapest way\\]",
        "    - Scripts (closed by `edge`)",
        "  - Posts (to be closed by `later`, planned) \\[likelihood medium, cost 3, on the cheapest way\\]",
        "- **Risk**: high: CVSS 4.0, score 8.7",
        "- **Risk**: high: DREAD, mean 6.4",
    ] {
        assert!(report.lines().any(|other| other == line), "no `{line}` in\n{report}");
    }
    let json: serde_json::Value = serde_json::from_str(&emitted("json")).unwrap();
    let threats = json["writtenThreats"].as_array().unwrap();
    assert_eq!(threats[1]["score"], serde_json::json!({ "system": "cvss-4.0", "value": 8.7 }));
    assert_eq!(threats[2]["score"], serde_json::json!({ "system": "dread", "value": 6.4 }));
    let blocked = &threats[0]["tree"]["children"][0]["children"][1];
    assert_eq!(blocked["state"]["closed"], true);
    assert_eq!(
        threats[0]["tree"]["state"],
        serde_json::json!({ "closed": false, "likelihood": 3, "cost": 7, "cheapest": true })
    );
}
