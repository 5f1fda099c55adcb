//! The subcommands that write: build, render, report, import, fmt, init, schema, test.

use crate::cli::{OPEN, Project, SOUND};

#[test]
fn build_writes_every_format_and_never_gates() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    let ran = project.run(&["build", "--out", "o"]).exits(0);
    for name in ["model.json", "report.md", "dfd.dot", "dfd.svg"] {
        assert!(ran.out.contains(&format!("wrote o/shop/{name}\n")), "{}", ran.out);
        assert!(!project.read(&format!("o/shop/{name}")).is_empty());
    }
    project.run(&["build", "--out", "o"]).exits(0).says("kept  o/shop/dfd.svg");
    project.run(&["build"]).exits(2).complains("`--out DIR`");
    project.write("palisade.toml", b"[output]\ndir = \"made\"\n");
    project.run(&["build"]).exits(0).says("wrote made/shop/dfd.svg");
    // A model with errors is built as far as it goes, and says so.
    project.write("shop.tm", format!("{OPEN}customer -> wbe\n").as_bytes());
    project.run(&["build"]).exits(2).complains("wbe").says("wrote made/shop/model.json");
}

/// A picture without its links into the report.
fn unlinked(svg: &str) -> String {
    let lines = svg.lines().filter(|line| !line.starts_with("<a href=\"report.md#") && *line != "</a>");
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn one_output_to_a_file_or_to_standard_output() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    project.run(&["build", "--out", "o"]).exits(0);
    for (command, format, name) in [
        ("render", "svg", "dfd.svg"),
        ("render", "dot", "dfd.dot"),
        ("report", "json", "model.json"),
        ("report", "markdown", "report.md"),
        ("report", "md", "report.md"),
    ] {
        let mut built = project.read(&format!("o/shop/{name}"));
        if format == "svg" {
            // Beside a report a picture leads into it; elsewhere it must not lead nowhere.
            assert!(built.contains("<a href=\"report.md#elements\">"));
            assert!(project.read("o/shop/report.md").contains("\n## Elements\n"));
            built = unlinked(&built);
        }
        assert_eq!(project.run(&[command, "--format", format]).exits(0).out, built);
        let file = format!("{format}.out");
        project.run(&[command, "--format", format, "-o", &file]).exits(0).complains(&format!("wrote {file}"));
        assert_eq!(project.read(&file), built);
    }
    assert_eq!(project.run(&["render"]).out, unlinked(&project.read("o/shop/dfd.svg")));
    assert_eq!(project.run(&["report"]).out, project.read("o/shop/report.md"));
    project.run(&["report", "--format", "svg"]).exits(2);
    project.write("b.tm", SOUND.as_bytes());
    project.run(&["render"]).exits(2).complains("holds 2 models: `sound`, `shop`");
}

#[test]
fn stale_outputs_are_found() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    project.run(&["render", "-o", "dfd.svg", "--check"]).exits(1).complains("`dfd.svg` does not exist yet");
    project.run(&["render", "-o", "dfd.svg"]).exits(0);
    project.run(&["render", "-o", "dfd.svg", "--check"]).exits(0);
    project.write("shop.tm", OPEN.replace("process web", "process web \"Web\"").as_bytes());
    let before = project.read("dfd.svg");
    project.run(&["render", "-o", "dfd.svg", "--check"]).exits(1).complains("`dfd.svg` is stale");
    assert_eq!(project.read("dfd.svg"), before);
    project.run(&["render", "--check"]).exits(2);
}

#[test]
fn json_goes_round() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    let first = project.run(&["check", "--format", "json"]).exits(1).out;
    project.write("m.json", first.as_bytes());
    project.run(&["import", "json", "m.json", "-o", "again/model.tm"]).exits(2).complains("cannot write");
    std::fs::create_dir(project.path("again")).unwrap();
    project.run(&["import", "json", "m.json", "-o", "again/model.tm"]).exits(0);
    let threats = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let of = |threat: &serde_json::Value| (threat["id"].clone(), threat["status"].clone());
        value["threats"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    let second = project.run(&["check", "again", "--format", "json"]).exits(1).out;
    assert_eq!(threats(&first), threats(&second));
    project.write("m.json", b"{ \"version\": 7");
    project.run(&["import", "json", "m.json"]).exits(2).complains("m.json:1:");
    project.run(&["import", "json", "nowhere"]).exits(2).complains("cannot read `nowhere`");
    project.run(&["import", "yaml", "m.json"]).exits(2).complains("json");
}

#[test]
fn formatting() {
    let messy = OPEN.replace("actor customer", "actor    customer");
    let project = Project::new(&[("shop.tm", &messy), ("bad.tm", "process {\n")]);
    project.run(&["fmt", "shop.tm", "--check"]).exits(1).says("shop.tm is not in canonical form");
    assert_eq!(project.read("shop.tm"), messy);
    project.run(&["fmt"]).exits(2).says("formatted shop.tm").complains("bad.tm:1:");
    assert!(project.read("shop.tm").contains("actor customer\n"));
    assert_eq!(project.read("bad.tm"), "process {\n");
    project.run(&["fmt", "shop.tm", "--check"]).exits(0);
}

#[test]
fn a_first_model() {
    let project = Project::new(&[]);
    project.run(&["init"]).exits(0).says("wrote model.tm").says("wrote palisade.toml");
    project.run(&["check", "-D", "warnings"]).exits(0).says("question");
    project.run(&["fmt", "--check"]).exits(0);
    project.run(&["build"]).exits(0).says("wrote out/my-system/dfd.svg");
    let before = project.read("model.tm");
    project.run(&["init"]).exits(2).complains("`model.tm` exists already");
    assert_eq!(project.read("model.tm"), before);
    project.write("other/palisade.toml", b"");
    project.run(&["init", "other"]).exits(2).complains("`other/palisade.toml` exists already");
    assert!(!project.path("other/model.tm").exists());
    project.run(&["init", "new/folder"]).exits(0).says("wrote new/folder/model.tm");
}

#[test]
fn help_and_schema() {
    let project = Project::new(&[]);
    project.run(&["--version"]).exits(0).says("palisade ");
    project.run(&[]).exits(2).complains("Usage");
    project.run(&["nonsense"]).exits(2).complains("nonsense");
    for command in ["check", "build", "render", "report", "fmt", "test", "import", "init", "schema"] {
        project.run(&[command, "--help"]).exits(0).says("Example");
    }
    serde_json::from_str::<serde_json::Value>(&project.run(&["schema"]).exits(0).out).unwrap();
}

/// The checklist ticks what was found, not what was named.
#[test]
fn a_test_is_ticked_when_it_is_there() {
    let control =
        "control guard : rate-limit \"Guard\" { on = web, status = implemented, evidence = test \"t.rs::holds\" }\n";
    let project = Project::new(&[("shop.tm", &format!("{OPEN}{control}"))]);
    project.run(&["report"]).says("- [ ] Test: ");
    project.write("t.rs", b"#[test]\nfn holds() {}\n");
    project.run(&["report"]).says("- [x] Test: ");
    project.write("t.rs", b"#[test]\nfn other() {}\n");
    project.run(&["report"]).says("- [ ] Test: ");
}

#[test]
fn a_picture_that_cannot_be_laid_out_costs_itself_only() {
    let boundaries: String = (0..55).map(|at| format!("boundary b{at} {{ trust = internal\n")).collect();
    let text = format!("model deep \"Deep\" {{ owner = @a }}\n{boundaries}process web\n{}\n", "}\n".repeat(55));
    let project = Project::new(&[("deep.tm", &text)]);
    let ran = project.run(&["build", "--out", "o"]).exits(2);
    ran.complains("error[picture-failed]: the picture `dfd` could not be laid out: boundaries nest 55 deep")
        .complains("deep.tm:1:7")
        .complains("close them with `level`")
        .says("wrote o/deep/report.md")
        .says("wrote o/deep/dfd.dot")
        .says("wrote o/deep/views/level-0.svg");
    assert!(!project.path("o/deep/dfd.svg").exists());
    project.run(&["render"]).exits(2).complains("error[picture-failed]");
    project.run(&["render", "--lint"]).exits(2).complains("error[picture-failed]");
    project.run(&["render", "--format", "dot"]).exits(0);
}

#[cfg(feature = "png")]
#[test]
fn a_bitmap_says_what_it_cannot_show() {
    let model = OPEN.replacen("process web", "external partner \"保険会社\"\nprocess web", 1);
    assert_ne!(model, OPEN);
    let project = Project::new(&[("shop.tm", &model)]);
    project.run(&["render", "-o", "a.png"]).exits(0).complains("`png` has no sign for some characters of \"保険会社\"");
    let drawn = project.run(&["render", "-o", "a.svg"]).exits(0);
    assert!(!drawn.err.contains("no sign"), "{}", drawn.err);
    assert!(project.read("a.svg").contains("保険会社"));
}

/// What is said of a type that stands behind the label has the type's place, though the two are read in turn.
#[test]
fn a_type_behind_its_label_has_its_own_place() {
    let project = Project::new(&[("shop.tm", "model shop\nprocess shop \"Shop\" : shoop\n")]);
    let checked = project.run(&["check", "--format", "short"]).exits(2);
    let said = format!("{}{}", checked.out, checked.err);
    assert!(said.contains("shop.tm:2:23: error[unknown-type]"), "{said}");
}

#[test]
fn line_ends_are_no_change() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let project = Project::new(&[("model.tm", OPEN)]);
    project.run(&["fmt"]).exits(0);
    for arguments in [&["report", "-o", "r.md"][..], &["render", "-o", "r.svg"]] {
        project.run(arguments).exits(0);
        let file = arguments[2];
        let unix = project.read(file);
        project.write(file, crlf(&unix).as_bytes());
        project.run(&[arguments, &["--check"]].concat()).exits(0);
        project.run(arguments).exits(0).complains("is up to date");
        assert_eq!(project.read(file), crlf(&unix));
        project.write(file, format!("x{}", crlf(&unix)).as_bytes());
        project.run(&[arguments, &["--check"]].concat()).exits(1);
        // What is written has the line ends that were there.
        project.run(arguments).exits(0).complains("wrote");
        assert_eq!(project.read(file), crlf(&unix));
    }
    project.run(&["build", "--out", "out"]).exits(0);
    let json = project.read("out/shop/model.json");
    project.write("out/shop/model.json", crlf(&json).as_bytes());
    project.run(&["build", "--out", "out"]).exits(0).says("kept  out/shop/model.json");
    let model = project.read("model.tm");
    project.write("model.tm", crlf(&model).as_bytes());
    project.run(&["fmt", "--check"]).exits(0);
    project.write("model.tm", crlf(&format!("{model}\n\n\nactor   x\n")).as_bytes());
    project.run(&["fmt", "--check"]).exits(1);
    project.run(&["fmt"]).exits(0);
    assert_eq!(project.read("model.tm"), crlf(&format!("{model}\nactor x\n")));
}

/// A report is what its name says, or nothing is written.
#[test]
fn a_report_of_an_unknown_ending() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    for name in ["x.docx", "x.html", "x.sarif", "x.txt"] {
        let ran = project.run(&["report", "-o", name]).exits(2);
        ran.complains("no report has the ending `.").complains("`.json`").complains("`.md`").complains("`--format`");
        assert!(!project.path(name).exists());
    }
    project.run(&["report", "-o", "x.html", "--format", "markdown"]).exits(0);
    project.run(&["report", "-o", "x.json"]).exits(0);
    assert!(project.read("x.json").starts_with('{'));
    for name in ["x", "x.md", "x.markdown"] {
        project.run(&["report", "-o", name]).exits(0);
        assert!(project.read(name).starts_with("# Threat model"), "{name}");
    }
}

/// A picture is what its name says, or nothing is written.
#[test]
fn a_picture_of_an_unknown_ending() {
    let project = Project::new(&[("shop.tm", OPEN)]);
    let ran = project.run(&["render", "-o", "x.jpg"]).exits(2);
    ran.complains("no picture has the ending `.jpg`").complains("`.svg`").complains("`.png`");
    project.run(&["render", "-o", "x.jpg", "--format", "svg"]).exits(0);
    project.run(&["render", "-o", "x"]).exits(0);
    project.run(&["render", "-o", "x.mmd"]).exits(0);
}
