//! The gate cannot be fooled in silence: nothing says *passed* that did not pass, what loosens it is listed, and what is
//! only claimed is no evidence.

use serde_json::Value;

use crate::cli::{OPEN, Project, Ran, SOUND};

/// Something that passes without a question, so that only what a test adds stands in its way.
pub(super) const CLEAN: &str = r#"model clean "Clean"
boundary home { trust = internal
  actor ana
  process web { memory-safe = true, parses = [], availability = low }
}
flow enter: ana -> web { via = https, auth = session, carries = [], returns = [] }
"#;

pub(super) fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap()
}

/// Every output of a project, by name; what is written into files too.
#[cfg(feature = "layout")]
fn outputs(project: &Project, more: &[&str], status: i32) -> Vec<(String, String)> {
    let mut outputs = Vec::new();
    for call in [
        &["check"][..],
        &["check", "--format", "short"],
        &["check", "--format", "json"],
        &["check", "--what-if", "web has rate-limit"],
        &["report"],
        &["report", "--format", "json"],
        &["build", "--out", "out"],
    ] {
        let ran = project.run(&[call, more].concat()).exits(status);
        outputs.push((call.join(" "), ran.out + &ran.err));
    }
    for file in ["out/clean/report.md", "out/clean/model.json"] {
        outputs.push((file.to_owned(), project.read(file)));
    }
    outputs
}

#[cfg(feature = "layout")]
#[test]
fn nothing_says_passed_with_a_denied_warning() {
    let project = Project::new(&[("model.tm", &format!("{CLEAN}process idle {{ trust = internal }}\n"))]);
    for (name, text) in outputs(&project, &[], 0) {
        assert!(text.contains("gate: passed") || name.starts_with("build"), "{name}: {text}");
    }
    for (name, text) in outputs(&project, &["-D", "unused-element"], 1) {
        assert!(!text.contains("gate: passed") && !text.contains("\"passed\":true"), "{name}: {text}");
        assert!(text.contains("gate: failed, 1 denied warning") || name.starts_with("build"), "{name}: {text}");
    }
    let json = json(&project.run(&["check", "--format", "json", "-D", "warnings", "--exit-zero"]).exits(0));
    let gate = &json["gate"];
    assert_eq!((&gate["passed"], &gate["judged"], &gate["denied"]), (&false.into(), &true.into(), &1.into()));
    project.run(&["check", "-D", "warnings", "--exit-zero"]).exits(0).says("gate: failed, 1 denied warning");
}

/// What has the errors is said, so that nobody looks for them in a model that is sound.
#[cfg(feature = "layout")]
#[test]
fn errors_of_the_configuration_are_not_those_of_the_model() {
    let project = Project::new(&[("model.tm", CLEAN), ("palisade.toml", "[gate]\nfail-on = \"hgih\"\n")]);
    for (name, text) in outputs(&project, &[], 2) {
        assert!(!text.contains("the model has errors"), "{name}: {text}");
        let says = text.contains("gate: not judged, the configuration has errors");
        assert!(says || name.starts_with("build"), "{name}: {text}");
    }
}

#[cfg(feature = "layout")]
#[test]
fn nothing_says_passed_with_an_error() {
    for model in [format!("{CLEAN}ana -> wbe\n"), format!("{CLEAN}x = = 1\n")] {
        let project = Project::new(&[("model.tm", &model)]);
        for (name, text) in outputs(&project, &[], 2) {
            assert!(!text.contains("gate: passed") && !text.contains("\"passed\":true"), "{name}: {text}");
            let says = text.contains("gate: not judged, the model has errors");
            assert!(says || name.starts_with("build"), "{name}: {text}");
        }
        let json = json(&project.run(&["check", "--format", "json"]).exits(2));
        let gate = &json["gate"];
        assert_eq!((&gate["passed"], &gate["judged"]), (&false.into(), &false.into()));
    }
}

/// A denied warning about files that no model includes belongs to the run, and the model is judged with it.
#[test]
fn what_the_run_finds_counts() {
    let project = Project::new(&[("m/model.tm", CLEAN), ("m/old.tm", "process old\n")]);
    let denied = ["check", "m", "-D", "orphan-file"];
    project.run(&denied).exits(1).says("gate: failed, 1 denied warning");
    project.run(&[&denied[..], &["--format", "json"]].concat()).exits(1).says("\"passed\":false");
    let supposed = project.run(&[&denied[..], &["--what-if", "web.availability = high"]].concat()).exits(1);
    assert!(
        !supposed.out.contains("gate now:  passed") && !supposed.out.contains("gate then: passed"),
        "{}",
        supposed.out
    );
    project.write("m/again.tm", CLEAN.as_bytes());
    let twice = project.run(&["check", "m", "--format", "json"]).exits(2);
    assert_eq!(twice.out.matches("\"sentence\":\"gate: not judged").count(), 1, "{}", twice.out);
}

/// What cannot be checked is the last word, and a clean model beside it is not.
#[test]
fn one_clean_model_beside_a_broken_one_does_not_pass() {
    let broken = OPEN.replace("model shop", "model broken").replace("via = http,", "via = htpp,");
    let project = Project::new(&[("z/clean.tm", CLEAN), ("a/broken.tm", &broken), ("b/shop.tm", OPEN)]);
    let last = |arguments: &[&str], status: i32| {
        let ran = project.run(arguments).exits(status);
        ran.out.lines().last().unwrap_or_default().to_owned()
    };
    for format in ["human", "short"] {
        let check = |paths: &[&str], status| last(&[&["check", "--format", format][..], paths].concat(), status);
        assert!(check(&["z"], 0).contains("gate: passed"));
        assert_eq!(check(&["z", "nowhere"], 2), "run: not judged, 1 error outside the models");
        assert_eq!(check(&["z", "--tests", "nowhere.xml"], 2), "run: not judged, 1 error outside the models");
        assert_eq!(check(&["z", "b"], 1), "run: failed, 1 of 2 models: shop");
        assert_eq!(check(&["."], 2), "run: not judged, errors in 1 of 3 models: broken; failed 1 of 3 models: shop");
        assert_eq!(check(&["nowhere"], 2), "run: not judged, 1 error outside the models");
    }
    let two = CLEAN.replace("model clean", "model second");
    project.write("y/second.tm", two.as_bytes());
    assert_eq!(last(&["check", "y", "z"], 0), "run: passed, 2 models");
    project.run(&["check", "z", "nowhere", "--format", "json"]).exits(2).complains("run: not judged, 1 error");
    assert_eq!(project.run(&["check", "y", "z", "--format", "json"]).exits(0).err, "");
}

#[test]
fn whoever_loosens_the_gate_is_seen_doing_it() {
    let model = format!(
        "{SOUND}external idp {{ out-of-scope = \"theirs\" }}\ncustomer -> idp {{ via = https, carries = [] }}\n\
         policy one \"One\" {{ on = flow, forbid = to is process, severity = high }}\n\
         policy two \"Two\" {{ on = flow, forbid = to is process, severity = low }}\n\
         accept one on enter {{ because = \"x\", by = @me, until = 2027-01-31 }}\n\
         dismiss two on * {{ because = \"x\" }}\n"
    );
    let project = Project::new(&[("m/model.tm", &model), ("palisade.toml", "[gate]\nfail-on = \"critical\"\n")]);
    let section = "\nWhat loosens the gate
  the gate asks for less: `fail-on = \"critical\"` instead of `high` (palisade.toml:2)
  1 element is out of scope
    - external `idp`: theirs (m/model.tm:5)
  1 decision closes 1 threat: 1 accept
    - `accept one on enter` closes 1 threat (m/model.tm:9)
  1 decision has a wildcard: `dismiss two on *` closes 1 threat (m/model.tm:10)

gate: passed, no open threat at critical\n";
    let human = project.run(&["check", "m"]).exits(0).says(section);
    assert_eq!(human.out.matches("dismiss two on *").count(), 1, "{}", human.out);
    let short = project.run(&["check", "m", "--format", "short", "--exit-zero", "-A", "unused-element"]).exits(0);
    let short: Vec<&str> = short.out.lines().filter(|line| line.contains("loosens[")).collect();
    assert_eq!(
        short,
        [
            "palisade.toml:2:1: loosens[loosened-gate]: the gate asks for less: `fail-on = \"critical\"` instead of `high`, \
             `--exit-zero` hides a failed gate from the exit status",
            "sound: loosens[loosened-lint]: 1 level silences a warning: `-A unused-element`",
            "m/model.tm:5:10: loosens[out-of-scope]: 1 element is out of scope",
            "m/model.tm:5:10: loosens[out-of-scope]: external `idp`: theirs",
            "m/model.tm:9:1: loosens[closed-by-decision]: 1 decision closes 1 threat: 1 accept",
            "m/model.tm:9:1: loosens[closed-by-decision]: `accept one on enter` closes 1 threat",
            "m/model.tm:10:1: loosens[wildcard-decision]: 1 decision has a wildcard: `dismiss two on *` closes 1 threat",
        ]
    );
    let document = json(&project.run(&["check", "m", "--format", "json"]).exits(0));
    let listed = document["loosening"].as_array().unwrap();
    let codes: Vec<&str> = listed.iter().map(|kind| kind["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["loosened-gate", "out-of-scope", "closed-by-decision", "wildcard-decision"]);
    let wild = &listed[3]["matters"][0];
    assert_eq!(wild["text"], "`dismiss two on *` closes 1 threat");
    assert_eq!((&wild["threats"], &wild["at"][1]), (&1.into(), &10.into()));
    assert_eq!(document["gate"]["configurations"][0], "palisade.toml");
    let report = project.run(&["report", "m"]).exits(0);
    let report = report.says("\n## What loosens the gate\n\nThe configuration in effect is `palisade.toml`.\n\n");
    report
        .says("- 1 decision has a wildcard: `dismiss two on *` closes 1 threat (`wildcard-decision`)\n")
        .says("  - `dismiss two on *` closes 1 threat `m/model.tm:10`\n");
    // Nothing where nothing loosens, but the report says so.
    let clean = Project::new(&[("model.tm", CLEAN)]);
    assert!(!clean.run(&["check"]).exits(0).out.contains("loosens"));
    clean
        .run(&["report"])
        .exits(0)
        .says("## What loosens the gate\n\nNothing does.\n\nNo configuration is in effect.\n");
}

/// A level makes diagnostics of what loosens; it never takes anything out of the list.
#[test]
fn what_loosens_has_levels() {
    let model = format!(
        "{CLEAN}policy two \"Two\" {{ on = flow, forbid = to is process, severity = low }}\ndismiss two on * {{ because = \"x\" }}\n"
    );
    let project = Project::new(&[("model.tm", &model)]);
    let listed = "\nWhat loosens the gate\n";
    let plain = project.run(&["check"]).exits(0).says(listed);
    assert!(!plain.out.contains("note["), "{}", plain.out);
    let warned = project.run(&["check", "-W", "wildcard-decision"]).exits(0).says("1 warning\ngate: passed");
    warned.says("warning[wildcard-decision]: `dismiss two on *` closes 1 threat").says(listed);
    let denied = project.run(&["check", "-D", "wildcard-decision"]).exits(1).says("gate: failed, 1 denied warning");
    denied
        .says("error[wildcard-decision]")
        .says(listed)
        .says("  1 decision has a wildcard: `dismiss two on *` closes 1 threat (model.tm:8)\n");
    // It is no warning by itself, and to silence it is listed as well.
    project.run(&["check", "-D", "warnings"]).exits(0);
    project.write("palisade.toml", b"[lints]\nwildcard-decision = \"deny\"\n");
    project.run(&["check"]).exits(1);
    let silenced = project.run(&["check", "-A", "wildcard-decision"]).exits(0);
    let silenced = silenced.says("  1 level silences a warning: `-A wildcard-decision`\n");
    silenced.says("  1 decision has a wildcard: `dismiss two on *` closes 1 threat (model.tm:8)\n");
    project
        .run(&["check", "-W", "wildcard-decision"])
        .exits(0)
        .says("`-W wildcard-decision`, which the configuration denies");
}

/// A control under `reduces` that is only claimed lowers nothing where evidence is asked for.
#[test]
fn claims_lower_no_risk_where_evidence_is_required() {
    let model = |evidence: &str| {
        format!(
            "{CLEAN}rule own.flood \"Flood of {{this}}\" {{\n  stride = denial-of-service, on = process, when = any(this.incoming, f: f.from is actor)\n  \
             reduces = web-application-firewall, likelihood = very-high, impact = very-high\n  fix = \"x\", refs = [\"CWE-400\"]\n}}\n\
             control waf : web-application-firewall {{ on = web, status = implemented, strength = very-high{evidence} }}\n"
        )
    };
    let project = Project::new(&[("model.tm", &model("")), ("tests/waf.bats", "@test \"floods are held\" {\n}\n")]);
    let quiet = ["check", "-A", "rule-without-example"];
    let check = |more: &[&str], status| project.run(&[&quiet[..], more].concat()).exits(status);
    check(&[], 0)
        .says("  1 threat at high or above rests on claims alone, and no evidence is asked of it (model.tm:4)\n");
    let failed = check(&["--require-evidence", "high"], 1);
    let failed = failed.says("gate: failed, 1 open threat that only claims keep below high\n");
    let failed = failed.says("only claimed, and evidence is required from high upwards:\n");
    failed
        .says("  is  critical without what is only claimed to lower it\n")
        .says("  add evidence to control `waf` (model.tm:12)\n");
    check(&["--require-evidence", "critical"], 1);
    check(&["--require-evidence", "critical", "--fail-on", "none"], 0);
    check(&["--require-evidence", "high", "--format", "short"], 1)
        .says("model.tm:4:11: claimed[critical]: 'own.flood@web' is lowered without evidence\n");
    let document = json(&check(&["--require-evidence", "high", "--format", "json"], 1));
    let threats = document["threats"].as_array().unwrap();
    assert_eq!(threats[document["gate"]["claimed"][0].as_u64().unwrap() as usize]["id"], "own.flood@web");
    let flood = threats.iter().find(|threat| threat["id"] == "own.flood@web").unwrap();
    assert_eq!((&flood["severity"], &flood["evidenced"]["severity"]), (&"medium".into(), &"critical".into()));
    // A stated technique is a claim too, and a test of a kind that is known is none.
    project.write(
        "model.tm",
        model("")
            .replace("control waf", "// ")
            .replace("parses = []", "parses = [], controls = [web-application-firewall]")
            .as_bytes(),
    );
    check(&["--require-evidence", "critical", "--fail-on", "critical"], 1)
        .says("a control with evidence: this rests on what the model states alone");
    project.write("model.tm", model(", evidence = test \"tests/waf.bats::floods are held\"").as_bytes());
    check(&["--require-evidence", "high"], 0);
    project.write("model.tm", model(", evidence = test \"tests/waf.sh::floods are held\"").as_bytes());
    project.write("tests/waf.sh", b"floods are held\n");
    check(&["--require-evidence", "high"], 1).says("warning[test-by-text-only]");
}

/// Blocking ways of a tree lowers its likelihood: that is a reduction like any other.
#[test]
fn claims_block_no_way_where_evidence_is_required() {
    let model = |evidence: &str| {
        format!(
            "{CLEAN}threat theft \"Theft\" {{ on = web, impact = very-high\n  tree {{ any {{\n    leaf \"Easy\" {{ likelihood = very-high, \
             blocked-by = wall }}\n    leaf \"Hard\" {{ likelihood = very-low }}\n  }} }}\n}}\n\
             control wall : input-validation {{ on = web, status = implemented{evidence} }}\n"
        )
    };
    let project = Project::new(&[("model.tm", &model("")), ("docs/wall.md", "It stands.\n")]);
    project.run(&["check"]).exits(0);
    let failed = project.run(&["check", "--require-evidence", "high"]).exits(1);
    failed.says("1 open threat that only claims keep below high").says("add evidence to control `wall`");
    project.write("model.tm", model(", evidence = file \"docs/wall.md\"").as_bytes());
    project.run(&["check", "--require-evidence", "high"]).exits(0);
}

/// What holds by a control with evidence and by a claim beside it rests on the claim.
#[test]
fn half_a_defence_with_evidence_is_claimed() {
    let model = format!(
        "{CLEAN}rule own.two \"Two\" {{\n  stride = tampering, on = process, when = any(this.incoming, f: f.from is actor)\n  unless = this has quota and this has \
         rate-limit, likelihood = very-high, impact = very-high\n  fix = \"x\", refs = [\"CWE-20\"]\n}}\n\
         control limit : rate-limit {{ on = web, status = implemented, evidence = file \"docs/limit.md\" }}\n"
    );
    let model = model.replace("parses = []", "parses = [], controls = [quota]");
    let project = Project::new(&[("model.tm", &model), ("docs/limit.md", "It is there.\n")]);
    let check =
        |status| project.run(&["check", "-A", "rule-without-example", "--require-evidence", "high"]).exits(status);
    let claimed = check(1).says("1 mitigation at high or above that is only claimed");
    let claimed = claimed.says("  add a control with evidence: this rests on what the model states alone\n");
    assert!(!claimed.out.contains("evidence to control `limit`"), "{}", claimed.out);
    let more = "control quota : quota { on = web, status = implemented, evidence = file \"docs/limit.md\" }\n";
    project.write("model.tm", format!("{model}{more}").as_bytes());
    check(0);
    // The one that has evidence counts, beside another that has none.
    let bare = "control bare : quota { on = web, status = implemented }\n";
    project.write("model.tm", format!("{model}{bare}{more}").as_bytes());
    check(0);
}

/// The model, its configuration, and what is hidden show nothing; nor does a link to them.
#[test]
fn a_claim_is_no_evidence_of_itself() {
    let model = |evidence: &str| {
        format!(
            "{CLEAN}threat forged \"Forged\" {{ on = web, likelihood = high, impact = very-high }}\n\
             control bound : input-validation {{ on = web, against = forged, status = implemented, evidence = {evidence} }}\n"
        )
    };
    let project = Project::new(&[
        ("palisade.toml", "[project]\nname = \"x\"\n"),
        (".git/HEAD", "ref: x\n"),
        ("docs/empty.md", ""),
        ("docs/review.md", "reviewed\n"),
        ("README.md", "The test `quotes_are_data` shows it.\n"),
    ]);
    for evidence in [
        "file \"model.tm\"",
        "file \"palisade.toml\"",
        "file \".git/HEAD\"",
        "file \"docs/empty.md\"",
        "test \"model.tm::bound\"",
    ] {
        project.write("model.tm", model(evidence).as_bytes());
        project.run(&["check"]).exits(1).says("-evidence]").says("'forged@web' Forged (lapsed)");
    }
    for evidence in
        ["test \"README.md::quotes_are_data\"", "[file \"docs/review.md\", test \"README.md::quotes_are_data\"]"]
    {
        project.write("model.tm", model(evidence).as_bytes());
        project.run(&["check"]).exits(0).says("warning[test-by-text-only]").says("1 claimed, 0 evidenced, 0 verified");
        project.run(&["check", "--require-evidence", "high"]).exits(1);
        // No result makes more of it; one that failed breaks it.
        let junit = |inner: &str| {
            format!(
                "<testsuite name=\"README\"><testcase name=\"quotes_are_data\" classname=\"README\">{inner}</testcase></testsuite>"
            )
        };
        project.write("junit.xml", junit("").as_bytes());
        project.run(&["check", "--tests", "junit.xml"]).exits(0).says("1 claimed, 0 evidenced, 0 verified");
        project.write("junit.xml", junit("<failure/>").as_bytes());
        project.run(&["check", "--tests", "junit.xml"]).exits(1).says("lapsed");
    }
    project.write("model.tm", model("file \"docs/review.md\"").as_bytes());
    project.run(&["check"]).exits(0).says("0 claimed, 1 evidenced, 0 verified");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(project.path("model.tm"), project.path("docs/shown.md")).unwrap();
        project.write("model.tm", model("file \"docs/shown.md\"").as_bytes());
        project.run(&["check"]).exits(1).says("'forged@web' Forged (lapsed)");
    }
}

/// A rule whose `when` nobody can answer and whose `unless` is only claimed hides a threat behind both.
#[test]
fn a_claim_answers_no_question() {
    let model = |facts: &str| {
        format!(
            "model m \"M\"\ndata order \"Order\" {{ class = internal, format = json }}\nboundary home {{ trust = internal\n  \
             process a \"A\" {{ {facts}confidentiality = very-high, memory-safe = true }}\n}}\n\
             boundary p {{ trust = partner\n  process x \"X\" {{ memory-safe = true, parses = [] }}\n}}\n\
             flow ask: x -> a {{ via = https, auth = mtls, authorization = service, carries = order, returns = [] }}\n"
        )
    };
    let project = Project::new(&[("model.tm", &model("parses = [json, xml], lacks = xml-hardening, "))]);
    let strict = ["check", "--require-evidence", "low", "--fail-on-unknown", "low"];
    project.run(&strict).exits(1).says("'injection.xml-entity@a'");
    // The fact alone is gone: a question. The defence is claimed beside it: the question is still there where claims are
    // none, and listed where they are.
    let question = "which formats does A parse?";
    project.write("model.tm", model("").as_bytes());
    project.run(&strict).exits(1).says(question);
    project.write("model.tm", model("controls = [xml-hardening, safe-deserialisation], ").as_bytes());
    let failed = project.run(&strict).exits(1).says(question);
    let failed = failed.says("that nobody asks because of mere claims");
    failed.says("only claims answer for what these questions could hide:");
    project.run(&[&strict[..], &["--format", "short"]].concat()).exits(1).says(question);
    let listed = project.run(&["check"]).exits(0);
    listed.says("that could hide threats at high or above is not asked because of claims, and no evidence is asked of");
    // Claims that only make it less likely make the question no smaller.
    project.write("model.tm", model("controls = [egress-filtering, schema-validation, sandboxing], ").as_bytes());
    project.run(&["check", "--require-evidence", "low", "--fail-on-unknown", "high"]).exits(1).says(question);
}

const LIMITED: &str = r#"model m "M"
boundary home { trust = internal
  process shop { memory-safe = true, parses = [], availability = low, lacks = rate-limit }
}
actor ana
flow enter: ana -> shop { via = https, auth = session, carries = [], returns = [] }
policy limited "All programs limit rates" { on = process, require = this has rate-limit, severity = critical }
"#;

/// What is planned, broken or said by nobody but a machine ends no violation; what is claimed is no evidence.
#[test]
fn a_policy_is_kept_by_what_is_in_force() {
    let project = Project::new(&[("model.tm", LIMITED)]);
    project.run(&["check"]).exits(1).says("1 violation of a policy");
    for (control, status) in [
        ("status = planned", "planned"),
        ("status = proposed", "planned"),
        ("status = in-progress", "planned"),
        ("inferred = true", "planned"),
        ("status = implemented, evidence = file \"nowhere\"", "lapsed"),
    ] {
        let text = LIMITED.replace(", lacks = rate-limit", "");
        let text = format!("{text}control later : rate-limit \"Later\" {{ on = shop, {control} }}\n");
        project.write("model.tm", text.as_bytes());
        let failed = project.run(&["check", "--format", "short"]).exits(1);
        failed.says(&format!("'limited@shop' All programs limit rates ({status})")).says("1 violation of a policy");
    }
    let claimed = LIMITED.replace("lacks = rate-limit", "controls = rate-limit");
    project.write("model.tm", claimed.as_bytes());
    project.run(&["check"]).exits(0).says("1 threat at high or above rests on claims alone");
    let failed = project.run(&["check", "--require-evidence", "critical"]).exits(1);
    failed.says("1 mitigation at critical that is only claimed").says("All programs limit rates");
    let text = LIMITED.replace(", lacks = rate-limit", "");
    let text =
        format!("{text}control now : rate-limit {{ on = shop, status = implemented, evidence = file \"now.md\" }}\n");
    project.write("model.tm", text.as_bytes());
    project.write("now.md", b"It is there.\n");
    project.run(&["check", "--require-evidence", "critical"]).exits(0);
}

/// A policy is asked about whatever its own severity, since its violation fails at every level.
#[test]
fn a_question_of_a_policy_counts_at_every_level() {
    let policy =
        "policy no-clear \"Nothing in clear text\" { on = flow, forbid = not flow.encrypted, severity = low }\n";
    let clean = CLEAN.replace("via = https, ", "local = false, ");
    let project = Project::new(&[("model.tm", &format!("{clean}{policy}"))]);
    project.run(&["check"]).exits(0).says("1 unanswered question could hide a threat at high or above");
    project
        .run(&["check", "--fail-on-unknown", "critical"])
        .exits(1)
        .says("is the flow `enter` from ana to web encrypted?");
}

/// The technique beside an attribute that says the same and says no: nobody is asked, and it is not there.
#[test]
fn an_attribute_that_says_no_answers_for_its_technique() {
    let policy =
        |order: &str| format!("policy at-rest \"All stores are encrypted\" {{ on = store, require = {order} }}\n");
    let store = "store db { encrypted = false, holds = [] }\nflow save: web -> db { via = https, auth = mtls, carries = [], returns = [] }\n";
    let inside = CLEAN.replace("\n}\n", &format!("\n}}\n{store}"));
    for order in
        ["this.encrypted or this has encryption-at-rest", "this has encryption-at-rest or this.encrypted == true"]
    {
        let project = Project::new(&[("model.tm", &format!("{inside}{}", policy(order)))]);
        let failed = project.run(&["check"]).exits(1).says("1 violation of a policy");
        assert!(!failed.out.contains("encryption-at-rest` in place"), "{}", failed.out);
        let text = format!("{inside}{}", policy(order)).replace("encrypted = false", "controls = encryption-at-rest");
        project.write("model.tm", text.as_bytes());
        let kept = project.run(&["check"]).exits(0);
        assert!(!kept.out.contains("is db encrypted at rest?"), "{}", kept.out);
    }
}

/// What a word of the model counts as, whatever file says it.
#[test]
fn words_of_the_model_are_listed_with_what_they_count_as() {
    let model = CLEAN.replace("model clean \"Clean\"\n", "model clean \"Clean\"\ninclude \"lib/*.tm\"\n");
    let model = model.replace("via = https", "via = house-line").replace("process web {", "process web : shop-app {");
    let project = Project::new(&[("model.tm", &model)]);
    project.write("lib/words.tm", b"type shop-app : process\nprotocol house-line : https\n");
    let listed = project.run(&["check", "-W", "implied-facts"]).exits(0);
    let listed = listed.says("protocol `house-line` counts as `https` on 1 thing");
    assert!(!listed.out.contains("type `shop-app`"), "{}", listed.out);
    project.write("lib/words.tm", b"type shop-app : [process, forwarding]\nprotocol house-line : in-process\n");
    let listed = project.run(&["check", "-W", "implied-facts"]).exits(0);
    listed
        .says("protocol `house-line` counts as `in-process` on 1 thing")
        .says("type `shop-app` counts as `forwarding`");
}

/// A link that stands where a folder of models stood is listed, whether it leads out or to nothing.
#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_folder_is_listed() {
    let project = Project::new(&[("a/model.tm", CLEAN)]);
    let listed = |says: &str| {
        let text = project.run(&["check"]).exits(0).out;
        assert_eq!(text.contains("not looked through"), !says.is_empty(), "{text}");
        assert!(text.contains(says), "{text}");
    };
    listed("");
    for to in ["nowhere", "/tmp", "../.."] {
        std::os::unix::fs::symlink(to, project.path("b")).unwrap();
        listed("1 place was not looked through to the end: `b`");
        std::fs::remove_file(project.path("b")).unwrap();
    }
    // One inside leads to what is searched where it lies, and from a folder further down it is not.
    std::os::unix::fs::symlink("a", project.path("b")).unwrap();
    listed("");
    project.write("models/m.tm", CLEAN.replace("model clean", "model other").as_bytes());
    std::os::unix::fs::symlink("../a", project.path("models/shop")).unwrap();
    project.run(&["check", "models"]).exits(0).says("1 place was not looked through to the end: `models/shop`");
}

/// The violation of a policy counts as claimed away at every level, whatever severity it says.
#[test]
fn a_light_policy_is_claimed_at_every_level() {
    let light = LIMITED.replace("severity = critical", "severity = low");
    let project = Project::new(&[("model.tm", &light)]);
    project.run(&["check"]).exits(1);
    project.write("model.tm", light.replace("lacks = rate-limit", "controls = rate-limit").as_bytes());
    project.run(&["check"]).exits(0).says("rests on claims alone");
    project.run(&["check", "--require-evidence", "critical"]).exits(1).says("All programs limit rates");
}

/// What a kind cannot say keeps no policy open for ever.
#[test]
fn an_attribute_that_a_kind_does_not_have_is_no_answer() {
    let policy = "policy at-rest \"All is encrypted\" { on = [process, store], require = this.encrypted or this has encryption-at-rest }\n";
    let text = format!("{CLEAN}{policy}").replace("parses = []", "parses = [], lacks = encryption-at-rest");
    let project = Project::new(&[("model.tm", &text)]);
    project.run(&["check"]).exits(1).says("1 violation of a policy");
    project.write("model.tm", text.replace(", lacks = encryption-at-rest", "").as_bytes());
    project.run(&["check"]).exits(0).says("is `encryption-at-rest` in place on web?");
}

/// A file that is named, and that is made a part or a link, hides nothing of what lies around it.
#[cfg(unix)]
#[test]
fn what_is_named_hides_nothing_around_it() {
    let real = OPEN.replace("model shop", "model real");
    let project = Project::new(&[
        ("m.tm", "persona x \"X\"\n"),
        ("all.tm", &format!("{CLEAN}include \"m.tm\"\n")),
        ("services/shop.tm", &real),
        (".git/HEAD", "ref: x\n"),
    ]);
    project.run(&["check", "m.tm"]).exits(0).says("`services/shop.tm` is");
    std::fs::remove_file(project.path("m.tm")).unwrap();
    std::os::unix::fs::symlink("sub/clean.tm", project.path("m.tm")).unwrap();
    project.write("sub/clean.tm", CLEAN.as_bytes());
    project.run(&["check", "m.tm"]).exits(0).says("`services/shop.tm` is");
}

/// Names that only look like ours.
#[test]
fn names_that_look_like_models_are_listed() {
    let project = Project::new(&[("model.tm", CLEAN)]);
    for name in ["a.tm\u{200b}", "a.t\u{ad}m", "a.TM", "a.tm\u{a0}", "a.tm\u{feff}."] {
        project.write(name, OPEN.as_bytes());
        project.run(&["check"]).exits(0).says("1 `.tm` file was passed over");
        std::fs::remove_file(project.path(name)).unwrap();
    }
}

/// A decision among many is told by its name, not by their number.
#[test]
fn every_decision_is_named() {
    let mut text = CLEAN.to_owned();
    for index in 0..6 {
        text.push_str(&format!(
            "threat t{index} \"T{index}\" {{ on = web, likelihood = low, impact = low }}\n\
             accept t{index} on web {{ because = \"it is small\", by = @ana, until = 2999-01-01 }}\n"
        ));
    }
    let project = Project::new(&[("model.tm", &text)]);
    for (format, before) in [("human", "  - "), ("short", "loosens[closed-by-decision]: ")] {
        let ran = project.run(&["check", "--format", format]).exits(0);
        (0..6).for_each(|index| {
            assert!(ran.out.contains(&format!("{before}`accept t{index} on web` closes 1 threat")), "{}", ran.out)
        });
    }
}

/// A control whose technique nobody knows is in force nowhere.
#[test]
fn what_cannot_be_read_closes_nothing() {
    let text = format!(
        "{CLEAN}threat forged \"Forged\" {{ on = web, likelihood = high, impact = very-high }}\n\
         control wall : nonsense-of-mine {{ on = web, against = forged, status = implemented }}\n"
    );
    let project = Project::new(&[("model.tm", &text)]);
    project.run(&["check", "--format", "short"]).exits(2).says("'forged@web' Forged (planned)");
}

/// An attribute that says too little says nothing of a technique beside it; one that says no does.
#[test]
fn an_attribute_that_says_too_little_is_no_answer() {
    let project = Project::new(&[]);
    let policy =
        "policy known \"Callers are known\" { on = flow, require = flow.auth == mtls or from has authentication }\n";
    project.write("model.tm", format!("{CLEAN}{policy}").as_bytes());
    project.run(&["check"]).exits(0).says("is `authentication` in place on ana?");
    project.write("model.tm", format!("{CLEAN}{policy}").replace("auth = session", "auth = none").as_bytes());
    project.run(&["check", "--format", "short"]).exits(1).says("'known@enter'");
}

/// What a policy forbids may be planned, proposed or without evidence that holds: it begins the violation all the same.
#[test]
fn what_a_policy_forbids_is_not_planned_either() {
    let words = "technique plain-login : authentication\n\
        policy no-plain \"Nobody logs in in plain text\" { on = process, forbid = this has plain-login, severity = low }\n";
    let project = Project::new(&[("model.tm", &format!("{CLEAN}{words}"))]);
    project.run(&["check", "--format", "short"]).exits(0);
    for status in [
        "status = implemented",
        "status = planned",
        "status = proposed",
        "status = implemented, evidence = file \"nowhere\"",
    ] {
        let control = format!("control login : plain-login \"Log in\" {{ on = web, {status} }}\n");
        project.write("model.tm", format!("{CLEAN}{words}{control}").as_bytes());
        let failed = project.run(&["check", "--format", "short"]).exits(1);
        failed.says("'no-plain@web' Nobody logs in in plain text").says("1 violation of a policy");
    }
    let lists = words.replace("this has plain-login", "plain-login in this.controls");
    project.write("model.tm", format!("{CLEAN}{lists}").as_bytes());
    project.run(&["check"]).exits(2).says("this has plain-login");
}

/// A rule of the model that nothing decides is seen, and so is what it leaves alone.
#[test]
fn what_no_fact_decides_is_listed() {
    let policy = "policy sealed \"All is sealed\" { on = element, require = this.encrypted }\n";
    let project = Project::new(&[("model.tm", &format!("{CLEAN}{policy}"))]);
    let listed = project.run(&["check", "-W", "undecided-rule"]).exits(0);
    listed
        .says("1 rule of the model is undecided, and no fact decides it")
        .says("policy `sealed` is neither kept nor violated by `ana`, `web`")
        .says("narrow `on`");
    project.write("model.tm", format!("{CLEAN}{policy}").replace("on = element", "on = store").as_bytes());
    assert!(!project.run(&["check"]).exits(0).out.contains("undecided"));
    project.run(&["check", "-D", "undecided-rule"]).exits(0);
    project.write("model.tm", format!("{CLEAN}{policy}").as_bytes());
    project.run(&["check", "-D", "undecided-rule"]).exits(1).says("1 denied warning");
}

/// Threats end at the border of a model and at the end of a flow: what is moved there is named.
#[test]
fn where_the_search_ends_is_listed() {
    let project = Project::new(&[("model.tm", CLEAN)]);
    assert!(!project.run(&["check"]).exits(0).out.contains("does not look"));
    let beyond = "boundary cellar { trust = internal, store db { holds = [] } }\n\
        flow keep: web -> cellar { via = https, auth = mtls, carries = [], returns = [] }\n";
    project.write("model.tm", format!("{CLEAN}{beyond}").as_bytes());
    let listed = project.run(&["check", "--format", "short"]).exits(0);
    let listed = listed.says("1 flow leads where this model does not look");
    listed.says("flow `keep` ends at boundary `cellar`, and nothing in it counts as reached");
    let other = "model other \"Other\"\nboundary cellar { trust = internal, store db { export = true, holds = [] } }\n";
    project.write("other/other.tm", other.as_bytes());
    let using = format!(
        "{}flow keep: web -> o.db {{ via = https, auth = mtls, carries = [], returns = [] }}\n",
        CLEAN.replace("\"Clean\"\n", "\"Clean\"\nuse \"other\" as o\n")
    );
    project.write("model.tm", using.as_bytes());
    let listed = project.run(&["check", "--format", "short"]);
    listed.says("store `o.db` is another model's, which knows nothing of flow `keep`");
}

/// A part that lies elsewhere is named by its path: what lies beside it is seen as if a pattern named it.
#[test]
fn what_lies_beside_a_part_elsewhere_is_listed() {
    let model = CLEAN.replace("\"Clean\"\n", "\"Clean\"\ninclude \"../lib/words.tm\"\n");
    let project =
        Project::new(&[("app/model.tm", &model), ("lib/words.tm", "persona x \"X\"\n"), (".git/HEAD", "ref: x\n")]);
    assert!(!project.run(&["check", "app"]).exits(0).out.contains("passed over"));
    project.write("lib/shop.tm", b"persona y \"Y\"\n");
    project.run(&["check", "app"]).exits(0).says("1 `.tm` file was passed over: 1 included by no model of this run");
}

/// A type that is called as a boundary or a technique is would change what a policy forbids.
#[test]
fn no_type_takes_the_place_of_what_a_policy_names() {
    let model = "model shop \"Shop\" { owner = @a }\ninclude \"words.tm\"\nactor ana { trust = internal }\n\
        boundary pci { trust = internal\n  process web { memory-safe = true, parses = [], availability = low } }\n\
        flow enter: ana -> web { via = https, auth = mtls, carries = [], returns = [] }\n\
        policy p \"No program in the card zone\" { on = process, forbid = inside(this, pci), severity = critical }\n\
        policy q \"No way but the firewall\" { on = process, forbid = reaches(ana, this, unless: web-application-firewall) }\n";
    let project = Project::new(&[("model.tm", model), ("words.tm", "persona x \"X\"\n")]);
    project.run(&["check"]).exits(1).says("1 violation of a policy");
    project.write("words.tm", b"type pci\n");
    let refused = project.run(&["check"]).exits(2);
    refused.says("condition-ambiguous-name").says("`pci` is a boundary, and a type as well").says("words.tm:1");
    project.write("words.tm", b"type web-application-firewall : process\n");
    project.run(&["check"]).exits(2).says("`web-application-firewall` is a technique, and a type as well");
    // So is a boundary that has the name of a built-in type.
    project.write("words.tm", b"persona x \"X\"\n");
    project.write("model.tm", model.replace("pci", "tenant").as_bytes());
    project.run(&["check"]).exits(2).says("`tenant` is a boundary, and a type as well");
}

/// A flow is looked at where it is declared, though both its ends are other models'.
#[test]
fn a_flow_between_elements_of_others_is_looked_at() {
    let words = "{ via = http, auth = password, carries = order, returns = order }";
    let parts = "model parts \"Parts\" { owner = @a }\nboundary outside { trust = untrusted\n  actor customer { export = true } }\n\
        boundary inside { trust = internal\n  process web { export = true, memory-safe = true, parses = [] } }\n";
    let shop = format!(
        "model shop \"Shop\" {{ owner = @a }}\nuse \"parts/parts.tm\" as p\n\
         data order {{ class = confidential, format = json }}\nflow enter: p.customer -> p.web {words}\n\
         policy never \"No passwords\" {{ on = flow, forbid = flow.auth == password, severity = critical }}\n"
    );
    let project = Project::new(&[("parts/parts.tm", parts), ("shop.tm", &shop)]);
    let listed = project.run(&["check", "shop.tm"]).exits(1);
    listed
        .says("disclosure.clear-text@p.web")
        .says("never@enter")
        .says("is another model's, which knows nothing of flow");
}

/// What loosens most is told, though it is the last by name.
#[test]
fn all_that_is_implied_is_told() {
    let model = CLEAN.replace("model clean \"Clean\"\n", "model clean \"Clean\"\ninclude \"words.tm\"\n");
    let model = model.replace("via = https", "via = house-line").replace("process web {", "process web : shop-app {");
    let words = "type aa : service\ntype ab : aa\ntype shop-app : [ab, forwarding]\nprotocol house-line : [https, in-process]\n";
    let project = Project::new(&[("model.tm", &model), ("words.tm", words)]);
    let listed = project.run(&["check", "--format", "json"]);
    for told in [
        "type `shop-app` counts as `ab`, `forwarding` on 1 thing",
        "type `ab` counts as `aa` on 1 thing",
        "type `aa` counts as `service` on 1 thing",
        "protocol `house-line` counts as `https`, `in-process` on 1 thing",
    ] {
        assert!(listed.out.contains(told), "{told}: {}", listed.out);
    }
    // Four facts, the last of which takes a network away.
    let model = CLEAN.replace(
        "boundary home { trust = internal\n",
        "boundary home { trust = internal\n  defaults flow { access = read, admin = false, auth-factors = 1, local = true }\n",
    );
    project.write("model.tm", model.as_bytes());
    let listed = project.run(&["check", "--format", "json"]);
    assert!(listed.out.contains("`auth-factors = 1`, `local = true` of 1 thing"), "{}", listed.out);
}

/// Beside a supposition that cannot be made nothing is judged.
#[test]
fn a_wrong_supposition_passes_nothing() {
    let project = Project::new(&[("model.tm", CLEAN)]);
    for format in ["human", "short", "json"] {
        let ran = project.run(&["check", "--format", format, "--what-if", "nosuch has rate-limit"]).exits(2);
        let text = format!("{}{}", ran.out, ran.err);
        assert!(!text.contains("gate: passed") && !text.contains("\"passed\":true"), "{format}: {text}");
        assert!(text.contains("not judged") || text.contains("\"judged\":false"), "{format}: {text}");
    }
}
