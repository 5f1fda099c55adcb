//! What `explain` offers really closes: for every open threat of every example, the first way is written into the
//! sources as text, and the model is compiled again.

use std::path::{Path, PathBuf};

use palisade::diag::Severity;
use palisade::driver::{self, Compilation, MemoryWorld, Options};
use palisade::threat::{self, Threat};
use palisade::view::closing::{Step, step};

use crate::examples::examples;
use crate::stable::{Files, read};

fn compile(files: &Files, root: &str) -> Compilation {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    for (path, text) in files {
        world.add(format!("/p/{path}"), text.as_str());
    }
    driver::compile(&world, &Path::new("/p").join(root), &Options::default()).unwrap()
}

/// The sources with some steps done, the way a reader would do them.
fn done(compiled: &Compilation, files: &Files, steps: &[Step]) -> Files {
    let mut changed = files.clone();
    // From the end of each file, so that earlier offsets stay.
    let mut steps: Vec<&Step> = steps.iter().collect();
    steps.sort_by_key(|step| std::cmp::Reverse((step.span.source.0, step.span.start)));
    for step in steps {
        let path = &compiled.files[step.span.source.0 as usize];
        let text = changed.get_mut(path).unwrap();
        if step.alone {
            text.push_str(&format!("\n{}\n", step.text));
            continue;
        }
        let (at, end) = (step.span.start as usize, step.span.end as usize);
        let name = step.text.split(' ').next().unwrap();
        if text[at..end].starts_with(name) && text[at..end].contains('=') {
            text.replace_range(at..end, &step.text);
            continue;
        }
        // Into the body that the declaration has, or into a new one at the end of its line.
        let rest = &text[end..];
        let line = rest.find('\n').unwrap_or(rest.len());
        match rest[..line].find('{') {
            Some(brace) => text.insert_str(end + brace + 1, &format!(" {},", step.text)),
            None => text.insert_str(end + line, &format!(" {{ {} }}", step.text)),
        }
    }
    changed
}

fn find<'c>(compiled: &'c Compilation, id: &str) -> Option<&'c Threat> {
    compiled.threats.threats.iter().find(|each| threat::id(&compiled.model, &compiled.rules, each) == id)
}

#[test]
fn the_first_way_closes_every_open_threat_of_every_example() {
    let mut said = String::new();
    let mut tried = 0;
    for folder in examples() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (files, root) = (read(&folder), format!("examples/{name}/model.tm"));
        let compiled = compile(&files, &root);
        let (model, rules) = (&compiled.model, &compiled.rules);
        for open in compiled.threats.threats.iter().filter(|each| !each.status.is_closed()) {
            let id = threat::id(model, rules, open).to_string();
            assert!(!compiled.view().explainer.why(open).is_empty(), "{id} has no reason");
            let ways = threat::closings(model, rules, &compiled.cover, open);
            let Some(way) = ways.first() else {
                said.push_str(&format!("{name}: nothing is offered for {id}\n"));
                continue;
            };
            tried += 1;
            let steps: Vec<Step> = way.iter().map(|change| step(model, rules, open, change)).collect();
            let again = compile(&done(&compiled, &files, &steps), &root);
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
    for part in ["What would close it", "control jupyter-egress-filtering : egress-filtering", "experimentation.tm:"] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    for (id, part) in [
        ("injection.sql", "rule injection.sql"),
        ("unknown-name", "Palisade never invents an element"),
        ("rate-limit", "technique rate-limit"),
        ("postgres", "type postgres"),
        ("https", "protocol https"),
        ("tls-version", "the attribute `tls-version`"),
    ] {
        let (status, out, err) = run(&[id]);
        assert_eq!(status, Some(0), "{id}: {err}");
        assert!(out.contains(part), "{id}: {out}");
    }
    let (status, _, err) = run(&["disclosure.open-egres@jupyter", model]);
    assert_eq!(status, Some(2));
    assert!(err.contains("did you mean 'disclosure.open-egress@jupyter'?"), "{err}");
}
