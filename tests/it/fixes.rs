//! Every fix that a diagnostic of a spec offers, applied as the product applies it: what it was offered for is gone, and no
//! more is wrong than before. A sure one changes nothing but how the model is written.

use std::collections::BTreeMap;
use std::fmt::Write;

use palisade::diag::{self, Diagnostic, Edit, Fix, Severity};
use palisade::driver::{Mended, Run};
use palisade::text::Sources;

use crate::compile::{Input, compile_for_test, mend_for_test, run_for_test};
use crate::examples::examples;
use crate::spec::inputs;
use crate::stable::read;

#[test]
fn fixes_compile_when_they_are_applied() {
    let (mut fixes, mut sure, mut said) = (0, 0, String::new());
    for (name, input) in inputs() {
        let (sources, before) = compile_for_test(&input);
        for (found, fix) in before.iter().flat_map(|found| found.fixes.iter().map(move |fix| (found, fix))) {
            fixes += 1;
            sure += usize::from(fix.is_sure());
            let changed = mended(&input, &sources, fix);
            let (_, after) = compile_for_test(&changed);
            let new = after.iter().find(|each| repeats(&after, each) > repeats(&before, each));
            if repeats(&after, found) >= repeats(&before, found) {
                let _ = writeln!(said, "{name}: still `{}` behind `{}`", found.message, fix.title);
            } else if errors(&after) > errors(&before) || (fix.is_sure() && new.is_some()) {
                let new = new.map_or("", |each| &each.message);
                let _ = writeln!(said, "{name}: `{}` of `{}` brings `{new}`", fix.title, found.message);
            }
            let (was, is) = (threats(&run_for_test(&input)), threats(&run_for_test(&changed)));
            if fix.is_sure() && !input.syntax_only && was != is {
                let _ = writeln!(said, "{name}: `{}` of `{}` changes threats", fix.title, found.message);
            }
        }
    }
    assert!(fixes > 100 && sure > 50 && said.is_empty(), "{fixes} fixes, {sure} of them sure\n{said}");
}

/// All sure fixes of a spec together, as `check --fix` applies them: none is left, and nothing new is said.
#[test]
fn sure_fixes_are_applied_until_none_is_left() {
    let (mut applied, mut said) = (0, String::new());
    for (name, input) in inputs() {
        let input = with_root(input);
        let (before, done) = (run_for_test(&input), mend_for_test(&input));
        let (was, is) = (diagnostics(&before), diagnostics(&done.run));
        let new = is.iter().find(|each| repeats(&is, each) > repeats(&was, each));
        if let Some(new) = new {
            let _ = writeln!(said, "{name}: brings `{}`", new.message);
        }
        if let Some(left) = is.iter().find(|each| each.fixes.iter().filter(|fix| fix.is_sure()).count() == 1) {
            let _ = writeln!(said, "{name}: still offered for `{}`", left.message);
        }
        if !done.complete || threats(&before) != threats(&done.run) || (done.applied == 0) != done.files.is_empty() {
            let _ = writeln!(said, "{name}: complete {}, {} applied, threats differ?", done.complete, done.applied);
        }
        applied += done.applied;
        // A checkout that turns line ends turns those of what is mended, and nothing else.
        if input.files.iter().all(|(_, text)| !text.contains('\r')) {
            let windows = |text: &str| text.replace('\n', "\r\n");
            let mut turned = input.clone();
            turned.files.iter_mut().for_each(|(_, text)| *text = windows(text));
            let now = |done: &Mended, turn: &dyn Fn(&str) -> String| -> Vec<String> {
                done.files.iter().map(|file| turn(std::str::from_utf8(&file.now).unwrap())).collect()
            };
            let (expected, found) = (now(&done, &windows), now(&mend_for_test(&turned), &str::to_owned));
            if expected != found {
                let _ = writeln!(said, "{name}: {expected:?} is {found:?} where lines end in CRLF");
            }
        }
    }
    assert!(applied > 50 && said.is_empty(), "{applied} fixes\n{said}");
}

/// An editor that applies every fix that is told to be sure makes what `check --fix` makes.
#[test]
fn what_is_told_to_be_sure_is_what_is_applied() {
    let (mut count, mut said) = (0, String::new());
    for (name, input) in inputs() {
        let mut edited = with_root(input);
        let done = mend_for_test(&edited);
        if done.run.compilations.len() != 1 {
            continue;
        }
        for _ in 0..10 {
            let (sources, found) = compile_for_test(&edited);
            let sure = found.iter().flat_map(|each| &each.fixes).filter(|fix| fix.is_sure());
            let edits: Vec<Edit> = sure.flat_map(|fix| fix.edits.clone()).collect();
            if edits.is_empty() {
                break;
            }
            count += 1;
            edited = mended(&edited, &sources, &Fix::maybe("all of them", edits));
        }
        for file in &done.files {
            let path = file.path.strip_prefix("/project").unwrap().to_str().unwrap();
            let now = edited.files.iter().find(|(name, _)| name == path).map(|(_, text)| text.as_bytes());
            if now != Some(&file.now) {
                let _ = writeln!(said, "{name}: {path} differs");
            }
        }
    }
    assert!(count > 15 && said.is_empty(), "{count} rounds\n{said}");
}

/// The input, as the files of a model where it has none.
fn with_root(mut input: Input) -> Input {
    if run_for_test(&input).compilations.is_empty() {
        let names = input.files.iter().filter(|(name, _)| name.ends_with(".tm"));
        let includes: String = names.map(|(name, _)| format!("include \"{name}\"\n")).collect();
        input.files.push(("root-of-all.tm".to_owned(), format!("model all \"All\"\n{includes}")));
    }
    input
}

fn diagnostics(run: &Run) -> Vec<Diagnostic> {
    run.compilations.iter().flat_map(|each| each.diagnostics.iter().cloned()).collect()
}

/// What is known of each threat of each model.
fn threats(run: &Run) -> BTreeMap<(String, String), String> {
    let all = run.compilations.iter().flat_map(|each| {
        each.threats.threats.iter().map(|found| {
            let id = each.findings().id(found).to_string();
            ((each.name().to_string(), id), format!("{:?} {:?} {:?}", found.status, found.residual, found.provenance))
        })
    });
    all.collect()
}

/// How often the same is said.
fn repeats(all: &[Diagnostic], found: &Diagnostic) -> usize {
    all.iter().filter(|each| each.code == found.code && each.message == found.message).count()
}

fn errors(all: &[Diagnostic]) -> usize {
    all.iter().filter(|each| each.severity == Severity::Error).count()
}

/// The input with the edits of a fix.
fn mended(input: &Input, sources: &Sources, fix: &Fix) -> Input {
    let mut input = input.clone();
    for (name, text) in &mut input.files {
        let edits = fix.edits.iter().filter(|edit| sources.path(edit.span.source) == name);
        let edits: Vec<_> = edits.map(|edit| (edit.span.start, edit.span.end, edit.text.as_str())).collect();
        *text = diag::apply(text, &edits).unwrap_or_else(|| panic!("{fix:?} cannot be applied to {name}"));
    }
    input
}

/// What becomes of a line; nothing where the slip cannot be made in it.
type Damage = fn(&str) -> Option<String>;

/// Slips of the keyboard in whole models are mended to the letter, and what the file has of its own stays: line ends and a
/// byte-order mark.
#[test]
fn damaged_examples_are_restored() {
    let damages: [(&str, Damage); 6] = [
        ("an arrow of one sign", |line| line.contains(" -> ").then(|| line.replace(" -> ", " → "))),
        ("a colon for a sign", |line| {
            let name = line.trim_start().split(' ').next()?;
            let end = line.len() - line.trim_start().len() + name.len();
            line.get(end..)?.starts_with(" = ").then(|| format!("{}: {}", &line[..end], &line[end + 3..]))
        }),
        ("a semicolon at the end", |line| line.ends_with(']').then(|| format!("{line};"))),
        ("a hash for a comment", |line| line.trim_start().starts_with("// ").then(|| line.replacen("//", "#", 1))),
        ("two commas", |line| {
            // Between the first two items of a block on one line.
            let open = line.find(" { ").filter(|open| line[..*open].matches('"').count() % 2 == 0)?;
            let at = open + line[open..].find(", ")?;
            let plain = !line.contains("//") && !line[open..at].contains(['"', '[', '(', '}']);
            plain.then(|| format!("{},{}", &line[..=at], &line[at + 1..]))
        }),
        ("a blank that does not break", |line| line.contains(" = ").then(|| line.replacen(" = ", "\u{a0}= ", 1))),
    ];
    let mut counts = vec![0; damages.len()];
    for folder in examples() {
        let sound: Vec<(String, String)> = read(&folder).into_iter().collect();
        for ((what, damage), count) in damages.iter().zip(&mut counts) {
            for (mark, end) in [("", "\n"), ("\u{feff}", "\r\n")] {
                let finished = |text: &str| format!("{mark}{}", text.replace('\n', end));
                let mut input = Input { files: Vec::new(), today: None, syntax_only: false };
                for (path, text) in &sound {
                    let mut long = false;
                    let lines = text.lines().map(|line| {
                        // Texts of several lines may say anything.
                        let inside = long || line.contains("\"\"\"");
                        long ^= line.matches("\"\"\"").count() % 2 == 1;
                        let damaged = (path.ends_with(".tm") && !inside).then(|| damage(line)).flatten();
                        *count += usize::from(damaged.is_some());
                        damaged.unwrap_or_else(|| line.to_owned()) + "\n"
                    });
                    let text: String = lines.collect();
                    let text = if path.ends_with(".tm") { finished(&text) } else { text };
                    input.files.push((path.clone(), text));
                }
                let Mended { files, complete, .. } = mend_for_test(&input);
                assert!(complete, "{}: {what}", folder.display());
                for file in &files {
                    let path = file.path.strip_prefix("/project").unwrap().to_str().unwrap();
                    let (_, text) = sound.iter().find(|(other, _)| other == path).unwrap();
                    let now = String::from_utf8(file.now.clone()).unwrap();
                    assert_eq!(now, finished(text), "{path}: {what}");
                }
                let damaged = input.files.iter().filter(|(path, text)| {
                    let sound = sound.iter().find(|(other, _)| other == path).map(|(_, text)| text);
                    path.ends_with(".tm") && sound.is_some_and(|sound| finished(sound) != *text)
                });
                assert_eq!(damaged.count(), files.len(), "{}: {what}", folder.display());
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 20), "{counts:?}");
}

/// A fix that compiles must not say something else: these are compared to the letter.
#[test]
fn fixes_keep_what_was_meant() {
    for (written, meant) in [
        ("data p \"Plate { class = secret, personal = true }", "data p \"Plate\" { class = secret, personal = true }"),
        ("data p \"Plate {}", "data p \"Plate\" {}"),
        ("data p \"Of {any} kind", "data p \"Of {any} kind\""),
        ("accept x on y { because = \"so, by = @a }", "accept x on y { because = \"so\", by = @a }"),
        ("store d { holds = [p, encrypted = true }", "store d { holds = [p], encrypted = true }"),
        ("store d { holds = [p, q, x: \"a, b = c\" }", "store d { holds = [p, q, x: \"a, b = c\"] }"),
        ("accept \"injection.sql\" on \"save\"", "accept injection.sql on save"),
        ("store \"Tickets\" d : sql { holds = p }", "store d : sql \"Tickets\" { holds = p }"),
        ("data d { retention = 3 months }", "data d { retention = 3m }"),
        ("flow a b -> c \"Says\"", "flow a: b -> c \"Says\""),
        ("flow a: b -> c Says so { via = https }", "flow a: b -> c \"Says so\" { via = https }"),
        ("b -> c: \"Says\"", "b -> c \"Says\""),
        ("use std.web, std.iot", "use std.web, use std.iot"),
    ] {
        assert_eq!(first_fix(written, true), meant);
    }
    let model = "data p\nprocess w\nstore d { holds = p }\n";
    for (written, meant) in [
        ("flow x: d -> w { carries = p }", "flow x: w -> d { returns = p }"),
        ("flow x: d -> w { returns = p, carries = [p] }", "flow x: w -> d { carries = p, returns = [p] }"),
        ("flow w to d { returns = p }", "flow w -> d { returns = p }"),
        ("moved d2 -> d", "moved d2 to d"),
        ("accept a.b to d", "accept a.b on d"),
    ] {
        assert_eq!(first_fix(&format!("model m\n{model}{written}"), false), format!("model m\n{model}{meant}"));
    }
    for unsure in ["accept x on y { because = so\" }", "flow a: b -> c { auth = password/mtls }"] {
        assert_eq!(first_fix(unsure, true), unsure);
    }
}

/// The text with the first fix that is offered.
fn first_fix(text: &str, syntax_only: bool) -> String {
    let input = Input { files: vec![("model.tm".to_owned(), text.to_owned())], today: None, syntax_only };
    let (sources, found) = compile_for_test(&input);
    let fix = found.iter().find_map(|each| each.fixes.first());
    fix.map_or_else(|| text.to_owned(), |fix| mended(&input, &sources, fix).files.remove(0).1)
}
