//! Limits as people meet them: an exit status, a reason, and everything else written all the same.

use std::io::Write;
use std::process::Stdio;

use palisade::driver::pictured;
use palisade::emit::PictureFormat;
use palisade::layout::Embedded;
use palisade::view::picture::find;

use crate::cli::Project;
use crate::formats::compiled;
use crate::picture::texts::{TEXTS, name};

fn worst(wanted: &str) -> String {
    TEXTS.iter().find(|(name, _)| *name == wanted).unwrap().1()
}

/// A hundred and twenty elements in a few boundaries, and what goes on between them: enough for a process of its own.
fn large() -> String {
    let mut text = "model m \"M\" { owner = @a }\n".to_owned();
    for boundary in 0..6 {
        text.push_str(&format!("boundary b{boundary} {{\n"));
        (0..20).for_each(|at| text.push_str(&format!("process {}\n", name(20 * boundary + at))));
        text.push_str("}\n");
    }
    (0..200).for_each(|at| {
        text.push_str(&format!("flow f{at}: {} -> {}\n", name(at % 120), name((at * 7 + 1 + at / 120) % 120)));
    });
    text
}

/// Everything with everything: ten thousand arrows.
#[test]
fn ten_thousand_arrows_cost_their_picture_only() {
    let project = Project::new(&[("model.tm", &worst("everything with everything, 140"))]);
    let built = project.run(&["build", "--out", "out"]);
    assert_eq!(built.status, 2, "{}", built.err);
    assert!(built.err.contains("error[picture-failed]: the picture `dfd` could not be laid out: 140 elements, "));
    assert!(built.err.contains(" steps where 3,500,000 are allowed") && built.err.contains("= help: draw its parts"));
    for path in ["model.json", "report.md", "dfd.dot"] {
        assert!(project.path("out/m").join(path).is_file(), "{path}");
    }
    assert!(!project.path("out/m/dfd.svg").exists());
    for format in ["svg", "png"] {
        let rendered = project.run(&["render", "--format", format]);
        assert_eq!(rendered.status, 2, "{}", rendered.err);
        assert!(rendered.out.is_empty() && rendered.err.contains("error[picture-failed]"), "{}", rendered.err);
    }
    let linted = project.run(&["render", "--lint"]);
    assert_eq!((linted.status, linted.err.contains("error[picture-failed]")), (2, true), "{}", linted.err);
    let mermaid = project.run(&["render", "--format", "mermaid"]);
    assert_eq!(mermaid.status, 0, "{}", mermaid.err);
    assert!(mermaid.out.lines().filter(|line| line.contains("-->")).count() > 9_000);
}

#[test]
fn another_process_draws_the_same() {
    let text = large();
    let project = Project::new(&[("model.tm", &text)]);
    let rendered = project.run(&["render"]);
    assert_eq!(rendered.status, 0, "{}", rendered.err);
    let made = compiled(&[("model.tm".to_owned(), text)]);
    let input = made.view();
    let svg = PictureFormat::of("svg").unwrap();
    let mut own = Vec::new();
    (svg.write)(&pictured(&input, &find(&input, "dfd").unwrap(), svg), &Embedded, &mut own).unwrap();
    assert_eq!(rendered.out, String::from_utf8(own).unwrap());
}

/// What is asked of the other process goes in as numbers; whatever else comes is answered with a reason.
#[test]
fn the_other_process_answers_graphs_and_nothing_else() {
    let project = Project::new(&[]);
    let asked = |graph: &str| {
        let mut command = project.command(&["lay-out"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(graph.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let one = r#"{ "id": "root", "layoutOptions": { "elk.algorithm": "layered" }, "children": [{ "id": "n0", "width": 40, "height": 20 }] }"#;
    let (status, places, said) = asked(one);
    assert_eq!((status, said.as_str()), (Some(0), ""));
    assert!(places.contains("\"n0\"") && places.contains("\"x\""), "{places}");
    for wrong in
        ["", "not a graph", "[1]", r#"{ "id": "r", "edges": [{ "id": "e", "sources": ["a"], "targets": ["b"] }] }"#]
    {
        let (status, places, said) = asked(wrong);
        assert_eq!((status, places.as_str(), said.is_empty()), (Some(2), "", false), "{wrong}: {said}");
    }
    let help = project.run(&["--help"]);
    assert!(!help.out.contains("lay-out"), "{}", help.out);
}

#[test]
fn more_views_than_a_run_draws_are_said_once() {
    let mut text = large();
    (0..120).for_each(|at| text.push_str(&format!("view v{at} {{ include = *, exclude = {} }}\n", name(at))));
    let project = Project::new(&[("model.tm", &text)]);
    let built = project.run(&["build", "--out", "out"]);
    assert_eq!(built.status, 2, "{}", built.err);
    assert_eq!(built.err.matches("error[").count(), 1, "{}", built.err);
    assert!(built.err.contains("error[pictures-left-out]: ") && built.err.contains("palisade render --view NAME"));
    let drawn = std::fs::read_dir(project.path("out/m/views")).unwrap().count();
    assert!((10..120).contains(&drawn), "{drawn}");
    let last = project.run(&["render", "--view", "v119", "-o", "v119.svg"]);
    assert_eq!(last.status, 0, "{}", last.err);
}

/// Hundreds of models that include one file each: sixty kilobytes that would be read a thousand times.
#[test]
fn files_that_all_models_share_are_not_read_without_end() {
    let roots: Vec<(String, String)> = (0..250)
        .map(|at| (format!("m{at:03}.tm"), format!("model m{at:03} \"M\" {{ owner = @a }}\ninclude \"b.tm\"\n")))
        .collect();
    let mut files: Vec<(&str, &str)> = roots.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let shared = format!("// {}\n", "x".repeat(70_000));
    files.push(("b.tm", &shared));
    let project = Project::new(&files);
    let ran = project.run(&["check"]).exits(2);
    let ran = ran.complains("error[run-too-large]: 58 models are not looked at, from `m192.tm` on");
    assert!(!ran.out.contains("gate: passed") && !ran.out.contains("orphan-file"), "{}", ran.out);
    project.run(&["check", "m000.tm", "m249.tm"]).exits(0);
}

/// What types and defaults say counts for each thing: a long list there would be a thousand lists.
#[test]
fn long_lists_are_not_taken_over() {
    let data: Vec<String> = (0..101).map(|at| format!("d{at}")).collect();
    let declared: Vec<String> = data.iter().map(|name| format!("data {name} {{ class = internal }}")).collect();
    let (declared, list) = (declared.join("\n"), data.join(", "));
    let text = format!(
        "model m \"M\" {{ owner = @a }}\n{declared}\ntype keeper : process {{ implies {{ uses = [{list}] }} }}\n\
         boundary b {{ trust = internal\n  defaults flow {{ carries = [{list}] }}\n  process a : keeper\n  process c\n}}\nflow f: a -> c\n"
    );
    let project = Project::new(&[("m.tm", &text)]);
    let ran = project.run(&["check"]).exits(2);
    ran.says("error[shared-list-too-long]: `uses` has 101 items here, and at most 100 can be taken over")
        .says("error[shared-list-too-long]: `carries` has 101 items here");
}
