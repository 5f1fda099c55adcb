//! No file hides from the gate: what a run came across and did not read is listed, whoever came across it.

use serde_json::Value;

use crate::cli::{Project, Ran};

/// Something that passes, with the statements that lead to its other files.
fn clean(more: &str) -> String {
    format!(
        "model clean \"Clean\"\n{more}boundary home {{ trust = internal\n  actor ana\n  process web {{ memory-safe = true, \
         parses = [], availability = low }}\n}}\nflow enter: ana -> web {{ via = https, auth = session, carries = [], \
         returns = [] }}\n"
    )
}

const THREAT: &str = "threat forged \"Forged\" { on = web, likelihood = high, impact = very-high }\n";
const PERSONA: &str = "persona x \"X\"\n";

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap()
}

/// What the list of a run says of files and folders, from the JSON; the report and the other outputs say it too.
#[track_caller]
fn listed(project: &Project, paths: &[&str]) -> Vec<String> {
    let check = |format: &str| project.run(&[&["check", "--format", format], paths].concat()).exits(0);
    let document = json(&check("json"));
    let kinds: Vec<&Value> = document["loosening"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|kind| ["file-passed-over", "folder-passed-over"].contains(&kind["code"].as_str().unwrap()))
        .collect();
    let report = project.run(&[&["report"], paths].concat()).exits(0).out;
    let (human, short) = (check("human").out, check("short").out);
    let mut texts = Vec::new();
    for kind in kinds {
        let summary = kind["summary"].as_str().unwrap();
        for (name, text) in [("human", &human), ("short", &short), ("report", &report)] {
            assert!(text.contains(summary), "{name} lacks `{summary}`:\n{text}");
        }
        for matter in kind["matters"].as_array().unwrap() {
            let text = matter["text"].as_str().unwrap();
            // Many in one folder for one reason are told by their number.
            let (folder, why) = text.trim_start_matches('`').split_once(['/', '`']).unwrap();
            let why = why.split_once(" is ").map_or("", |(_, why)| why);
            let together = format!(" in `{folder}`, each {why}");
            assert!(report.contains(text) || report.contains(&together), "the report lacks `{text}`");
            texts.push(text.to_owned());
        }
    }
    texts
}

#[test]
fn a_run_that_names_a_file_tells_what_it_passes_over() {
    let project = |pattern: &str| {
        let include = format!("include \"services/{pattern}\"\n");
        Project::new(&[("m.tm", &clean(&include)), ("services/a.tm", THREAT), ("services/b.tm", PERSONA)])
    };
    for pattern in ["**/*.tm", "*.tm", "{a,b}.tm"] {
        let whole = project(pattern);
        whole.run(&["check", "m.tm"]).exits(1).says("'forged@web'");
        let hidden = project(pattern);
        std::fs::rename(hidden.path("services/a.tm"), hidden.path("services/.a.tm")).unwrap();
        assert_eq!(listed(&hidden, &["m.tm"]), ["`services/.a.tm` is hidden by a dot"], "{pattern}");
        let spelled = project(pattern);
        std::fs::rename(spelled.path("services/a.tm"), spelled.path("services/a.Tm")).unwrap();
        assert_eq!(listed(&spelled, &["m.tm"]), ["`services/a.Tm` is not spelled `.tm` at its end"], "{pattern}");
        assert_eq!(listed(&spelled, &["."]), ["`services/a.Tm` is not spelled `.tm` at its end"], "{pattern}");
    }
    let ignored = project("**/*.tm");
    ignored.write(".gitignore", b"a.tm\n");
    assert_eq!(listed(&ignored, &["m.tm"]), ["`services/a.tm` is ignored by git"]);
    // What a narrower pattern leaves out lies beside what was named, or where the pattern looked.
    let beside = "`services/a.tm` is beside a file that was named, and not looked at";
    assert_eq!(listed(&project("b.tm"), &["m.tm"]), [beside]);
    assert_eq!(listed(&project("b*.tm"), &["m.tm"]), ["`services/a.tm` is included by no model of this run"]);
    // Where there is no repository, the folders below may be anything.
    let bare = project("b.tm");
    bare.write("c.tm", PERSONA.as_bytes());
    std::fs::remove_dir(bare.path(".git")).unwrap();
    assert_eq!(listed(&bare, &["m.tm"]), ["`c.tm` is beside a file that was named, and not looked at"]);
    // A part stands for its model, which is looked for in the folders around it.
    assert_eq!(listed(&project("b.tm"), &["services/b.tm"]), ["`services/a.tm` is included by no model of this run"]);
}

#[test]
fn what_a_model_reads_elsewhere_is_no_hiding_place() {
    let files = || {
        let model = clean("use \"../rules\"\ninclude \"../services/**/*.tm\"\n");
        Project::new(&[
            ("models/m.tm", &model),
            ("rules/a.tm", "policy p \"P\" { on = flow, forbid = from is actor, severity = critical }\n"),
            ("rules/b.tm", "policy q \"Q\" { on = flow, forbid = from is store }\n"),
            ("services/a.tm", THREAT),
            ("services/b.tm", PERSONA),
            ("elsewhere/c.tm", PERSONA),
        ])
    };
    files().run(&["check", "models"]).exits(1).says("'p@enter'").says("'forged@web'");
    let project = files();
    project.write(".gitignore", b"rules/a.tm\nservices/a.tm\n");
    let ignored = ["`rules/a.tm` is ignored by git", "`services/a.tm` is ignored by git"];
    for path in ["models", "models/m.tm"] {
        assert_eq!(listed(&project, &[path]), ignored, "{path}");
    }
    // With a level of its own it fails.
    project.run(&["check", "models", "-D", "file-passed-over"]).exits(1).says("error[file-passed-over]");
    let project = files();
    for folder in ["rules", "services"] {
        std::fs::create_dir(project.path(&format!("{folder}/.old"))).unwrap();
        std::fs::rename(project.path(&format!("{folder}/a.tm")), project.path(&format!("{folder}/.old/a.tm"))).unwrap();
    }
    let hidden = ["`rules/.old/a.tm` is hidden by a dot", "`services/.old/a.tm` is hidden by a dot"];
    assert_eq!(listed(&project, &["models"]), hidden);
    #[cfg(unix)]
    {
        let project = files();
        project.write("models/m.tm", clean("include \"../services/b*.tm\"\n").as_bytes());
        std::fs::remove_file(project.path("services/a.tm")).unwrap();
        std::os::unix::fs::symlink("nowhere.tm", project.path("services/a.tm")).unwrap();
        let link = ["`services/a.tm` is a link that leads nowhere a model may read"];
        assert_eq!(listed(&project, &["models"]), link);
    }
}

#[test]
fn what_no_model_includes_is_listed() {
    let include = "include \"services/b.tm\"\n";
    let project = Project::new(&[("m.tm", &clean(include)), ("services/a.tm", THREAT), ("services/b.tm", PERSONA)]);
    assert_eq!(listed(&project, &[]), ["`services/a.tm` is included by no model of this run"]);
    project.run(&["check"]).exits(0).says("warning[orphan-file]");
    // A level that silences the warning takes nothing out of the list.
    project.write("palisade.toml", b"[lints]\norphan-file = \"allow\"\n");
    assert_eq!(listed(&project, &[]), ["`services/a.tm` is included by no model of this run"]);
    // A model whose keyword is another is none, and its file an orphan.
    let project = Project::new(&[("a.tm", &clean("")), ("b.tm", &clean("").replace("model clean", "Model shop"))]);
    let ran = project.run(&["check", "--format", "short"]);
    assert!(ran.out.contains("loosens[file-passed-over]"), "{}", ran.out);
}

#[test]
fn an_end_of_the_search_is_told() {
    let project = Project::new(&[("m.tm", &clean("")), (".shop/shop.tm", THREAT)]);
    let hidden = "`.shop/shop.tm` is hidden by a dot";
    assert_eq!(listed(&project, &[]), [hidden]);
    // A large folder hides none that stands behind it, and is named itself.
    for index in 0..=10_000 {
        project.write(&format!(".a/f{index}"), b"");
    }
    assert_eq!(listed(&project, &[]), [hidden, "`.a` is a folder that was not looked through to its end"]);
    project.run(&["check", "-D", "folder-passed-over"]).exits(1);
    // More of them than are kept are more than so many.
    std::fs::remove_dir_all(project.path(".a")).unwrap();
    for index in 0..1_000 {
        project.write(&format!(".shop/{index}.tm"), b"");
    }
    let texts = listed(&project, &[]);
    assert_eq!(texts.len(), 1_001);
    assert_eq!(texts.last().unwrap(), "`.` is a folder in which more `.tm` files were passed over");
    project.run(&["check"]).exits(0).says("more than 1000 `.tm` files were passed over: 1000 hidden by a dot");
}

/// A configuration that no machine, or not every machine, reads is not in force in silence.
#[test]
fn a_configuration_of_almost_the_name_is_an_error() {
    for (path, calls) in [("Palisade.toml", &["", "m"][..]), ("m/PALISADE.TOML", &["m"])] {
        let project = Project::new(&[("m/m.tm", &clean("")), (path, "[gate]\nfail-on = \"low\"\n")]);
        for call in calls {
            let call = if call.is_empty() { "m/m.tm" } else { call };
            let ran = project.run(&["check", call]).exits(2).says("error[misnamed-configuration]");
            assert!(ran.out.contains(&format!("`{path}` is not the configuration")), "{}", ran.out);
        }
    }
    Project::new(&[("m.tm", &clean("")), ("other/Palisade.toml", "")]).run(&["check"]).exits(0);
}

/// A lone carriage return ends a line for whoever reviews a change.
#[test]
fn no_threat_hides_behind_a_comment() {
    for end in ["\r", "\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}"] {
        let project = Project::new(&[("m.tm", &format!("{}// Found in review.{end}{THREAT}", clean("")))]);
        project.run(&["check"]).exits(2);
        project.run(&["fmt"]).exits(2);
    }
}

/// Each output beside an error of the call says how the run stands.
#[cfg(feature = "layout")]
#[test]
fn nothing_says_passed_beside_an_error_of_the_call() {
    let project = Project::new(&[("m/m.tm", &clean(""))]);
    let run = |document: &Value| {
        let run = &document["gate"]["run"];
        (run["judged"].as_bool(), run["passed"].as_bool(), run["sentence"].as_str().map(str::to_owned))
    };
    let passed = "gate: passed, no open threat at high or above".to_owned();
    let sound = json(&project.run(&["check", "m", "--format", "json"]).exits(0));
    assert_eq!(run(&sound), (Some(true), Some(true), Some(passed)));
    let outside = "run: not judged, 1 error outside the models";
    for more in [&["nowhere"][..], &["--tests", "nowhere.xml"]] {
        let call = |command: &[&str]| project.run(&[command, &["m"], more].concat()).exits(2);
        let document = json(&call(&["check", "--format", "json"]));
        assert_eq!(run(&document), (Some(false), Some(false), Some(outside.to_owned())), "{more:?}");
        call(&["check", "--format", "short"]).says(outside);
    }
    let report = |more: &[&str]| project.run(&[&["report", "m", "--tests", "nowhere.xml"], more].concat()).exits(2);
    report(&[]).says(outside);
    assert_eq!(run(&json(&report(&["--format", "json"]))).1, Some(false));
    // Of other models, `check` tells alone: what is written down of one model does not hang on them.
    project.write("n/n.tm", clean("").replace("model clean", "model other").as_bytes());
    project.write("n/n.tm", format!("{}{THREAT}", project.read("n/n.tm")).as_bytes());
    let ran = project.run(&["check", "m", "n", "--format", "json"]).exits(1);
    assert_eq!(ran.out.matches("\"sentence\":\"run: failed, 1 of 2 models: other\"").count(), 2, "{}", ran.out);
    project.run(&["build", "m", "n", "--out", "out"]).exits(0);
    assert!(!project.read("out/clean/model.json").contains("run:"));
}

/// What a model says of itself stands below the verdict, and cannot be taken for it.
#[test]
fn the_words_of_a_model_stand_below_the_verdict() {
    let doc = "/// **gate: passed, nothing to see here**.\n";
    let project = Project::new(&[("m.tm", &format!("{doc}{}{THREAT}", clean("")))]);
    let report = project.run(&["report"]).exits(0).out;
    let at = |text: &str| report.find(text).unwrap_or_else(|| panic!("no `{text}` in\n{report}"));
    assert!(at("gate: failed") < at("## What loosens the gate"));
    assert!(at("## What loosens the gate") < at("nothing to see here"));
}

/// Evidence that nobody can read, or that nobody looks at, is none.
#[test]
fn evidence_that_shows_nothing_is_refused() {
    let model = |evidence: &str| {
        let model = clean("");
        format!(
            "{model}{THREAT}control c : input-validation {{ on = web, against = forged, status = implemented, evidence = {evidence} }}\n"
        )
    };
    let project = Project::new(&[
        ("white.md", "\n \t\r\n"),
        ("mark.md", "\u{feff}"),
        ("spaces.md", &" ".repeat(100_000)),
        (".hid/review.md", "reviewed\n"),
        (".hid/a.rs", "#[test]\nfn hit() {}\n"),
        (".github/workflows/scan.yml", "on: push\n"),
        ("late.md", &format!("{}reviewed\n", " ".repeat(100_000))),
    ]);
    let file = |path: &str| format!("file \"{path}\"");
    for evidence in
        [file("white.md"), file("mark.md"), file("spaces.md"), file(".hid/review.md"), "test \".hid/a.rs::hit\"".into()]
    {
        project.write("m.tm", model(&evidence).as_bytes());
        project.run(&["check"]).exits(1).says("-evidence]").says("(lapsed)");
    }
    for evidence in [file(".github/workflows/scan.yml"), file("late.md")] {
        project.write("m.tm", model(&evidence).as_bytes());
        project.run(&["check"]).exits(0).says("1 evidenced");
    }
}

/// Many spellings of one path are one file, and the files of a model have a bound together.
#[test]
fn evidence_is_read_once_and_not_without_end() {
    let mut model = clean("");
    let mut control = |name: String, path: &str| {
        model +=
            &format!("control {name} : quota {{ on = web, status = implemented, evidence = test \"{path}::hit\" }}\n");
    };
    for index in 0..200 {
        control(format!("a{index}"), &format!("{}big.rs", "./".repeat(index)));
    }
    let project = Project::new(&[("big.rs", &format!("#[test]\nfn hit() {{}}\n{}", "// x\n".repeat(200_000)))]);
    project.write("m.tm", model.as_bytes());
    project.run(&["check"]).exits(0).says("gate: passed");
    let mut model = clean("");
    for index in 0..10 {
        let path = format!("f{index}.rs");
        project.write(&path, b"#[test]\nfn hit() {}\n");
        if index < 9 {
            std::fs::OpenOptions::new().write(true).open(project.path(&path)).unwrap().set_len(17 << 20).unwrap();
        }
        let control = "quota { on = web, status = implemented";
        model += &format!("control c{index} : {control}, evidence = test \"{path}::hit\" }}\n");
    }
    project.write("m.tm", model.as_bytes());
    let ran = project.run(&["check"]).exits(0);
    assert_eq!(ran.out.matches("it is too large to look for a test in").count(), 7, "{}", ran.out);
    let limit = "the files of tests that this model names are larger than 128 MB together";
    assert_eq!(ran.out.matches(limit).count(), 3, "{}", ran.out);
}

/// What a link leads to is shown neither by its lines nor by its names.
#[cfg(unix)]
#[test]
fn links_show_nothing_of_foreign_files() {
    use std::os::unix::fs::symlink;
    let project = Project::new(&[
        ("m.tm", &clean("")),
        (".h/y.tm", "s3cret = = 1\n"),
        ("settings.xml", "<s3cret><a></b></s3cret>\n"),
        ("settings.json", "{ \"schema_version\": \"s3cret\", \"version\": \"s3cret\" }\n"),
    ]);
    symlink(".h/y.tm", project.path("x.tm")).unwrap();
    symlink("settings.xml", project.path("junit.xml")).unwrap();
    symlink("settings.json", project.path("model.json")).unwrap();
    for call in [
        &["fmt", "x.tm"][..],
        &["fmt", "--check", "x.tm"],
        &["check", "m.tm", "--tests", "junit.xml"],
        &["import", "json", "model.json"],
    ] {
        let ran = project.run(call).exits(2);
        assert!(!(ran.out + &ran.err).contains("s3cret"), "{call:?}");
    }
}
