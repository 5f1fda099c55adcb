//! Every fix that a diagnostic of a spec offers, applied literally: what it was offered for is gone, and no more is wrong
//! than before.

use std::fmt::Write;

use palisade::diag::{Diagnostic, Fix, Severity};
use palisade::text::Sources;

use crate::compile::{Input, compile_for_test};
use crate::spec::inputs;

#[test]
fn fixes_compile_when_they_are_pasted() {
    let (mut fixes, mut said) = (0, String::new());
    for (name, input) in inputs() {
        let (sources, before) = compile_for_test(&input);
        for found in &before {
            let Some(fix) = &found.fix else { continue };
            fixes += 1;
            let mended = mended(&input, &sources, fix);
            let (_, after) = compile_for_test(&mended);
            if repeats(&after, found) >= repeats(&before, found) {
                let _ = writeln!(said, "{name}: still `{}` behind `{}`", found.message, fix.title);
            } else if errors(&after) > errors(&before) {
                let new = after.iter().find(|each| repeats(&before, each) == 0).map_or("", |each| &each.message);
                let _ = writeln!(said, "{name}: `{}` of `{}` brings `{new}`", fix.title, found.message);
            }
        }
    }
    assert!(fixes > 100 && said.is_empty(), "{fixes} fixes\n{said}");
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
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    for edit in edits {
        let path = sources.path(edit.span.source);
        if let Some((_, text)) = input.files.iter_mut().find(|(name, _)| name == path) {
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
    }
    input
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
    let fix = found.iter().find_map(|each| each.fix.as_ref());
    fix.map_or_else(|| text.to_owned(), |fix| mended(&input, &sources, fix).files.remove(0).1)
}
