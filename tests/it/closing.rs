//! What `explain` offers really closes: for every open threat of every example, the first way is written into the
//! sources as text, and the model is compiled again.

use std::path::{Path, PathBuf};

use palisade::diag::{Severity, apply};
use palisade::driver::{self, Compilation, MemoryWorld, Options};
use palisade::threat::Threat;
use palisade::view::closing::{Step, edits};

use crate::examples::examples;
use crate::stable::{Files, read};

fn world(files: &Files) -> MemoryWorld {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    for (path, text) in files {
        world.add(format!("/p/{path}"), text.as_str());
    }
    world
}

fn compile(files: &Files, root: &str) -> Compilation {
    driver::compile(&world(files), &Path::new("/p").join(root), &Options::default()).unwrap()
}

/// The sources with some steps done.
fn done(compiled: &Compilation, files: &Files, steps: &[Step]) -> Files {
    let mut changed = files.clone();
    let edits = edits(&compiled.sources, steps);
    assert!(!edits.is_empty(), "{steps:?}");
    for (id, _) in compiled.sources.iter() {
        let own = edits.iter().filter(|edit| edit.span.source == id);
        let own: Vec<_> = own.map(|edit| (edit.span.start, edit.span.end, edit.text.as_str())).collect();
        if let Some(text) = changed.get_mut(&compiled.files[id.0 as usize]) {
            *text = apply(text, &own).unwrap();
        }
    }
    changed
}

fn find<'c>(compiled: &'c Compilation, id: &str) -> Option<&'c Threat> {
    compiled.threats.threats.iter().find(|each| compiled.findings().id(each) == id)
}

#[test]
fn the_first_way_closes_every_open_threat_of_every_example() {
    let mut said = String::new();
    let mut tried = 0;
    for folder in examples() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (files, root) = (read(&folder), format!("examples/{name}/model.tm"));
        let compiled = compile(&files, &root);
        for open in compiled.threats.threats.iter().filter(|each| !each.status.is_closed()) {
            let id = compiled.findings().id(open).to_string();
            let reasons = compiled.view().explainer.why(open);
            assert!(reasons.iter().any(|reason| reason.span.is_somewhere()), "{id} names no line");
            let ways = driver::ways(&world(&files), &compiled, open, 1).closing;
            let Some(steps) = ways.first() else {
                said.push_str(&format!("{name}: nothing is offered for {id}\n"));
                continue;
            };
            tried += 1;
            let again = compile(&done(&compiled, &files, steps), &root);
            let errors = again.diagnostics.iter().filter(|each| each.severity == Severity::Error);
            let errors: Vec<&str> = errors.map(|each| each.message.as_str()).collect();
            let now = find(&again, &id).map(|found| found.status);
            if !errors.is_empty() || now.is_some_and(|status| !status.is_closed()) {
                said.push_str(&format!("{name}: {id} is {now:?} after {steps:?}: {errors:?}\n"));
            }
        }
    }
    assert!(tried > 40, "only {tried} threats were tried");
    assert!(said.is_empty(), "{said}");
}

#[test]
fn explain_finds_what_is_asked_for() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_palisade"));
        let output = command.current_dir(&root).env("NO_COLOR", "1").arg("explain").args(args).output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        (output.status.code(), out, err)
    };
    let model = "examples/husky-ai";
    let (status, out, _) = run(&["disclosure.open-egress@jupyter", model]);
    assert_eq!(status, Some(0));
    for part in [
        "What would close it",
        "control jupyter-egress-filtering : egress-filtering",
        "notebook.tm:",
        "unknown  this has egress-filtering",
        "accept disclosure.open-egress on jupyter { because = \"…\", by = @HANDLE, until = YYYY-MM-DD }",
        "rule disclosure.open-egress",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    for (id, part) in [
        ("injection.sql", "rule injection.sql"),
        ("unknown-name", "Palisade never invents an element"),
        ("rate-limit", "technique rate-limit"),
        ("postgres", "type postgres"),
        ("https", "protocol https"),
        ("tls-version", "the attribute `tls-version`"),
        ("crosses", "the predicate `crosses(flow)"),
        ("rate-limit", "Rules that ask for it: "),
    ] {
        let (status, out, err) = run(&[id]);
        assert_eq!(status, Some(0), "{id}: {err}");
        assert!(out.contains(part), "{id}: {out}");
    }
    let (status, _, err) = run(&["disclosure.open-egres@jupyter", model]);
    assert_eq!(status, Some(2));
    assert!(err.contains("did you mean 'disclosure.open-egress@jupyter'?"), "{err}");
}

/// A way to block a tree blocks it, and is minimal: leaving out any step of it leaves the threat open.
#[test]
fn trees_are_blocked_by_the_fewest_steps() {
    let text = r#"model m "M"
actor a
process p { memory-safe = true, parses = [] }
a -> p { via = https, carries = [], returns = [], auth = session }
control c : multi-factor-authentication { on = p, status = planned }
threat t "T" {
  on = p, likelihood = high, impact = high
  tree {
    any {
      all {
        leaf "one"
        leaf "two" { blocked-by = c }
      }
      leaf "three" { likelihood = low }
    }
  }
}
"#;
    let files = Files::from([("m.tm".to_owned(), text.to_owned())]);
    let compiled = compile(&files, "m.tm");
    let found = find(&compiled, "t@p").unwrap();
    let ways = driver::ways(&world(&files), &compiled, found, 10).closing;
    assert_eq!(ways.len(), 2, "{ways:#?}");
    for steps in &ways {
        let closed = |steps: &[Step]| {
            let again = compile(&done(&compiled, &files, steps), "m.tm");
            find(&again, "t@p").unwrap().status.is_closed()
        };
        assert!(closed(steps), "{steps:#?}");
        let inside: Vec<usize> = (0..steps.len()).filter(|index| !steps[*index].alone).collect();
        for left_out in inside {
            let mut fewer = steps.clone();
            fewer.remove(left_out);
            assert!(!closed(&fewer), "{steps:#?}");
        }
    }
}

/// The JSON of an explanation has places that exist, ways, and a sum that adds up.
#[test]
fn explanations_are_sound_for_programs() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for folder in examples() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let files = read(&folder);
        let compiled = compile(&files, &format!("examples/{name}/model.tm"));
        let Some(open) = compiled.threats.threats.iter().find(|each| !each.status.is_closed()) else { continue };
        let id = compiled.findings().id(open).to_string();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_palisade"));
        command.current_dir(&root).args(["explain", &id, &format!("examples/{name}"), "--format", "json"]);
        let output = command.args(["--today", "2026-11-23"]).output().unwrap();
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let said = &said["threat"];
        assert_eq!(said["id"], id.as_str());
        let closing = said["closing"].as_array().unwrap();
        assert!(!closing.is_empty(), "{id}");
        for step in closing.iter().flat_map(|way| way.as_array().unwrap()) {
            assert!(step["line"].is_u64() && !step["text"].as_str().unwrap().is_empty(), "{step}");
            let path = root.join(step["file"].as_str().unwrap());
            assert!(path.is_file(), "{}", path.display());
        }
        let [likelihood, impact, score] = [0, 1, 2].map(|index| said["risk"]["residual"][index].as_u64().unwrap());
        assert_eq!(likelihood * impact, score);
    }
}
