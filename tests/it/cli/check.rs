//! `check`: what decides the exit status, and what is printed.

use crate::cli::{OPEN, Project, SOUND};

#[test]
fn the_gate_decides() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    project.run(&["check"]).exits(1).says("gate: failed");
    project.run(&["check", "--exit-zero"]).exits(0).says("gate: failed");
    project.run(&["check", "--fail-on", "none"]).exits(0).says("gate: passed");
    project.write("palisade.toml", b"[gate]\nfail-on = \"none\"\n");
    project.run(&["check"]).exits(0);
    project.run(&["check", "--fail-on", "low"]).exits(1);
    project.run(&["check", "--fail-on", "hihg"]).exits(2).complains("hihg");
}

#[test]
fn questions_decide_where_they_are_asked_to() {
    let project = Project::new(&[("model.tm", SOUND)]);
    project.run(&["check"]).exits(0).says("how bad would it be if web were not available?");
    project.run(&["check", "--fail-on-unknown", "low"]).exits(1).says("question");
}

#[test]
fn errors_beat_the_gate_and_are_never_passed_over() {
    let project = Project::new(&[("shop.tm", &format!("{OPEN}customer -> wbe\n"))]);
    let ran = project.run(&["check"]).exits(2).says("did you mean `web`?").says("incomplete");
    ran.says("gate: not judged, the model has errors");
    project.run(&["check", "--exit-zero"]).exits(2);
    project.run(&["check", "-A", "unknown-name"]).exits(2).complains("only warnings have levels");
}

#[test]
fn a_type_written_as_an_attribute_belongs_into_the_head() {
    for word in ["type", "tpye"] {
        let model = format!("model shop\nprocess web {{ {word} = web-app }}\nprocess shut {{ {word} = 1 }}\n");
        let ran = Project::new(&[("shop.tm", &model)]).run(&["check"]).exits(2);
        assert_eq!(ran.out.matches("a type stands in the head: `process NAME : TYPE`").count(), 2, "{}", ran.out);
    }
    // What has no type gets no such advice.
    let ran = Project::new(&[("shop.tm", "model shop\ndepends tls { type = web-app }\n")]).run(&["check"]).exits(2);
    assert!(!ran.out.contains("in the head"), "{}", ran.out);
}

#[test]
fn levels_of_warnings() {
    let project = Project::new(&[("model.tm", SOUND), ("old.tm", "process old\n")]);
    project.run(&["check"]).exits(0).says("warning[orphan-file]").says("1 warning");
    project.run(&["check", "-D", "orphan-file"]).exits(1).says("error[orphan-file]").says("1 denied warning");
    project.run(&["check", "-D", "warnings", "--exit-zero"]).exits(0);
    let silent = project.run(&["check", "-A", "orphan-file"]).exits(0);
    assert!(!silent.out.contains("[orphan-file]"), "{}", silent.out);
    silent.says("What loosens the gate\n  1 level silences a warning: `-A orphan-file`\n");
    project.run(&["check", "-D", "orphan-fiel"]).exits(2).complains("did you mean `orphan-file`?");
    project.write("palisade.toml", b"[lints]\norphan-file = \"deny\"\n");
    project.run(&["check"]).exits(1);
    project.run(&["check", "-W", "orphan-file"]).exits(0);
    project.write("palisade.toml", b"[gate]\nfail_on = \"none\"\n");
    project.run(&["check"]).exits(2).says("palisade.toml:2:1").says("`fail-on`");
}

#[test]
fn one_finding_a_line() {
    let project = Project::new(&[("m/shop.tm", OPEN), ("m/old.tm", "process old\n")]);
    let short = project.run(&["check", "m", "--format", "short"]).exits(1);
    let short = short.says("m/old.tm:1:1: warning[orphan-file]: ").says("m/shop.tm:5:6: threat[").says("@web' ");
    assert!(
        short
            .out
            .lines()
            .all(|line| ["m/", "shop: loosens[", "shop: gate"].iter().any(|start| line.starts_with(start))),
        "{}",
        short.out
    );
}

#[test]
fn a_file_stands_for_its_root() {
    let root = format!("{SOUND}include \"parts/*.tm\"\ncustomer -> api\n");
    let project = Project::new(&[("models/a.tm", &root), ("models/parts/api.tm", "process api\nprocess x\n")]);
    project.run(&["check", "models/parts/api.tm"]).exits(0).says("models/parts/api.tm:2:9").says("sound \"Sound\"");
    let inside = project.command(&["check", "api.tm"]).current_dir(project.path("models/parts")).output().unwrap();
    let inside = crate::cli::ran(inside).exits(0);
    inside.says(" api.tm:2:9");
    project.write("models/alone.tm", b"process alone\n");
    project.run(&["check", "models/alone.tm"]).exits(2).complains("no model of the project includes it");
}

#[test]
fn several_models_in_a_stable_order() {
    let second = OPEN.replace("model shop", "model second");
    let project = Project::new(&[("b/shop.tm", OPEN), ("a/second.tm", &second), (".hidden/x.tm", OPEN)]);
    let both = project.run(&["check", "b", "a"]).exits(1);
    let (first, then) = (both.out.find("second \"Shop\""), both.out.find("shop \"Shop\""));
    assert!(first.is_some() && first < then, "{}", both.out);
    project.write("ignored/again.tm", OPEN.as_bytes());
    project.run(&["check"]).exits(2).says("another model is called `shop`");
    project.write(".gitignore", b"ignored/\n");
    project.run(&["check"]).exits(1);
}

#[test]
fn colours_on_demand() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    assert!(!project.run(&["check"]).out.contains('\u{1b}'));
    assert!(project.run(&["check", "--color", "always"]).out.contains("\u{1b}["));
    let forced = project.command(&["check", "--color", "auto"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!crate::cli::ran(forced).out.contains('\u{1b}'));
}

#[test]
fn time_passes() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    let short = project.run(&["check", "--format", "short"]).out;
    let ids: Vec<&str> = short.lines().filter(|line| line.contains("threat[")).collect();
    let mut model = OPEN.to_owned();
    for line in ids {
        let (rule, target) = line.split('\'').nth(1).unwrap().split_once('@').unwrap();
        model += &format!("accept {rule} on {target} {{ because = \"tried\", by = @cto, until = 2027-03-31 }}\n");
    }
    let project = Project::new(&[("shop.tm", &model)]);
    project.run(&["check"]).exits(0).says("accepted");
    let later = project.command(&["check"]).args(["--today", "2099-01-01"]).output().unwrap();
    // The day is given twice; that is an error of the call.
    crate::cli::ran(later).exits(2);
    let mut later = crate::cli::program(&project.path(""), &["--color", "never", "check", "--today", "2099-01-01"]);
    crate::cli::ran(later.output().unwrap()).exits(1).says("lapsed");
}

/// A model whose one threat a control with a test answers.
const TESTED: &str = r#"
control bound : input-validation { on = web, against = forged, status = implemented, evidence = test "tests/sql.rs::quotes_are_data" }
threat forged "Forged" { on = web, likelihood = high, impact = very-high }
"#;

#[cfg(feature = "layout")]
#[test]
fn results_of_tests_decide() {
    let junit = |inner: &str| {
        format!(
            "<testsuite name=\"web::sql\"><testcase name=\"quotes_are_data\" classname=\"web::sql\">{inner}</testcase></testsuite>"
        )
    };
    let project = Project::new(&[
        ("shop.tm", &format!("{SOUND}{TESTED}")),
        ("tests/sql.rs", "#[test]\nfn quotes_are_data() {}\n"),
        ("passed.xml", &junit("")),
        ("failed.xml", &junit("<failure/>")),
    ]);
    project.run(&["check"]).exits(0).says("0 claimed, 1 evidenced, 0 verified");
    project.run(&["check", "--tests", "passed.xml"]).exits(0).says("0 claimed, 0 evidenced, 1 verified");
    let failed = project.run(&["check", "--tests", "passed.xml", "--tests", "failed.xml"]).exits(1);
    failed
        .says("warning[failed-test]: the test of `bound` failed: `quotes_are_data`")
        .says("'forged@web' Forged (lapsed)");
    project.run(&["report", "--tests", "passed.xml"]).exits(0).says("verified");
    project.run(&["build", "--out", "out", "--tests", "failed.xml"]).exits(0);
    assert!(project.read("out/sound/model.json").contains("\"lapsed\""));
    for command in ["check", "report", "render"] {
        project.run(&[command, "--tests", "nowhere.xml"]).exits(2).complains("`nowhere.xml`: no such file");
    }
    project.write("bad.xml", b"<testsuite>\n  <x></testsuite>");
    project.run(&["check", "--tests", "bad.xml", "--exit-zero"]).exits(2).complains("`bad.xml`, line 2, column 6");
}

#[test]
fn evidence_may_be_required() {
    let claimed = format!("{SOUND}{}", TESTED.replace(", evidence = test \"tests/sql.rs::quotes_are_data\"", ""));
    let project = Project::new(&[("shop.tm", &claimed)]);
    project.run(&["check"]).exits(0);
    let failed = project.run(&["check", "--require-evidence", "high"]).exits(1);
    let failed = failed.says("only claimed, and evidence is required from high upwards:").says("'forged@web' Forged");
    failed
        .says("add evidence to control `bound` (shop.tm:6)")
        .says("1 mitigation at high or above that is only claimed");
    project
        .run(&["check", "--require-evidence", "high", "--format", "short"])
        .exits(1)
        .says("claimed[critical]: 'forged@web'");
    project.write("palisade.toml", b"[gate]\nrequire-evidence = \"critical\"\n");
    project.run(&["check"]).exits(1);
    project.run(&["check", "--require-evidence", "none"]).exits(0);
    project.run(&["check", "--fail-on", "none"]).exits(0);
    project
        .run(&["report"])
        .exits(0)
        .says("**gate: failed, 1 mitigation at critical that is only claimed")
        .says("**; only claimed: `forged@web`.");
    let json = project.run(&["check", "--format", "json"]).exits(1);
    json.says("\"claimed\":[").says("\"evidenceLevel\":\"critical\"");
}

#[test]
fn a_violated_policy_fails_at_every_level() {
    let policy = "policy quiet \"Nobody from outside calls us\" {\n  on = flow, forbid = from.trust == untrusted, severity = low\n}\n";
    let project = Project::new(&[("model.tm", &format!("{SOUND}{policy}"))]);
    for level in ["none", "low", "critical"] {
        project.run(&["check", "--fail-on", level]).exits(1).says("gate: failed, 1 violation of a policy");
    }
    project.run(&["check", "--exit-zero"]).exits(0);
    let decided = format!("{SOUND}{policy}accept quiet on enter {{ because = \"a shop\" }}\n");
    project.write("model.tm", decided.as_bytes());
    project.run(&["check", "--fail-on", "none"]).exits(0);
    let broken = format!("{SOUND}{policy}").replace("carries = []", "carries = [nothing]");
    project.write("model.tm", broken.as_bytes());
    project.run(&["check"]).exits(2);
}

/// A violation shows the path by which it comes about, wherever it is shown.
#[test]
fn policies_have_a_counter_example() {
    let model = r#"model far "Far"
data card "Card" { class = secret }
boundary outside { trust = untrusted
  actor ana "Ana" }
boundary inside { trust = internal
  process web "Web"
  process till "Till"
  store db "DB" { holds = card } }
external shop "Shop" { trust = partner }
ana -> web { carries = card }
web -> till { carries = card }
till -> db { carries = card }
till -> shop { carries = card }
policy out-of-reach "Nobody outside reaches a store" { on = store, forbid = exposed(this) }
policy untouched "Nothing from outside is stored" { on = store, require = not tainted(this) }
policy cards-stay "Cards reach no shop" {
  on = store, forbid = holds(this, d: any(this.incoming, f: reaches(f.from, shop, carrying: d)))
}
"#;
    let project = Project::new(&[("far.tm", model)]);
    let ran = project.run(&["check"]).exits(1);
    let ran = ran.says("anybody reaches `db`: `ana → web → till → db` (far.tm:10)");
    ran.says("untrusted input reaches `db`: `ana → web → till → db` (far.tm:10)")
        .says("`till` reaches `shop`: `till → shop` (far.tm:13)");
    let ran = project.run(&["explain", "out-of-reach@db"]).exits(0);
    let ran = ran.says("anybody reaches `db`: `ana → web → till → db`").says("  true     violated when\n");
    // The text of the policy as it stands, and a severity that is no product.
    let ran = ran.says("forbid = exposed(this) }\n").says("  high: the policy says how severe it is\n");
    assert!(!ran.out.contains("\n}\n") && !ran.out.contains("3 x 4") && !ran.out.contains("examples"), "{}", ran.out);
    project.run(&["report"]).exits(0).says("ana → web → till → db");
    let json = project.run(&["check", "--format", "json"]).exits(1);
    json.says("\"anybody reaches ``: ``\"").says("\"ana → web → till → db\"");
}

#[test]
fn a_model_with_errors_does_not_pass() {
    let project = Project::new(&[("model.tm", &format!("{SOUND}customer -> wbe\n"))]);
    let ran = project.run(&["check"]).exits(2).says("gate: not judged, the model has errors");
    assert!(!ran.out.contains("gate: passed"), "{}", ran.out);
}

/// Where two things are called the same, their names stand behind it, in every output.
#[cfg(feature = "layout")]
#[test]
fn things_with_one_label_are_told_apart() {
    let text = "model m \"M\" { owner = @a }\ndata card \"Card\" { class = secret }\nboundary in { trust = internal\n\
        process web \"Orders\" { memory-safe = false, parses = [json] }\nstore db \"Orders\" { holds = card, encrypted = false }\n}\n\
        boundary out { trust = untrusted\nactor buyer \"Buyer\" }\n\
        flow order: buyer -> web \"Order\" { via = http, carries = card }\nflow save: web -> db \"Save\" { carries = card }\n";
    let project = Project::new(&[("m.tm", text)]);
    let ran = project.run(&["check"]).exits(1);
    let ran = ran
        .says("warning[same-label]: `web` and `db` are both called \"Orders\"")
        .says("Orders (web) hears from Buyer");
    assert!(!ran.out.contains("Buyer (buyer)"), "{}", ran.out);
    for view in [&["render"][..], &["render", "--format", "dot"], &["report"]] {
        project.run(view).exits(0).says("Orders (web)").says("Orders (db)");
    }
    project.run(&["render", "--format", "mermaid"]).exits(0).says("Orders #40;web#41;");
    // The model says what it said.
    let json = project.run(&["check", "--format", "json"]).exits(1);
    assert!(json.out.contains("\"label\":\"Orders\"") && !json.out.contains("\"label\":\"Orders ("), "{}", json.out);
}
