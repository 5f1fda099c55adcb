//! The runner of specs says what is missing, what came besides, and what is elsewhere; and writes what is true.

use super::*;
use crate::spec::judge::columns;
use palisade::diag::{Code, CodeInfo, Severity};
use palisade::text::{Source, Span};

const INFO: CodeInfo = CodeInfo { code: Code("bad-word"), severity: Severity::Error, summary: "", explanation: "" };

/// Complains of every `bad`, as far as the text goes.
fn fake(input: &Input) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut out = Vec::new();
    for (path, text) in &input.files {
        let id = sources.add(Source::new(path.clone(), text.as_str()));
        for (at, _) in text.match_indices("bad") {
            out.push(Diagnostic::new(&INFO, Span::new(id, at, at + 3), "`bad` is bad").help("say `good`"));
        }
    }
    (sources, out)
}

fn failures(text: &str) -> Vec<String> {
    run(text, &fake).failures.into_iter().map(|failure| format!("{} {}", failure.line, failure.text)).collect()
}

#[test]
fn a_true_file_passes() {
    let text = "# A\n```tm\nbad //~ 1-3 error[bad-word]: is bad => good\ngood\nbad bad //~ 1-3 error[bad-word]: `bad` //~ 5-7 error[bad-word]\n```\n\
                ```toml\nx = \"bad\" #~ 6-8 error[bad-word]: bad\n```\n\
                # B\n```tm\n\"bad\n//~^ 2-4 error[bad-word]: is\nx\n//~^^^ error[bad-word]: is\n```\n";
    // The last comment points at the same line again, where only one diagnostic comes.
    assert_eq!(failures(text).len(), 1);
    assert_eq!(failures(&text.replace("//~^^^ error[bad-word]: is\n", "")), Vec::<String>::new());
}

#[test]
fn missing_unexpected_and_wrong_fail() {
    for (line, sign) in [
        ("good //~ error[bad-word]: x", "- line 2"),
        ("bad", "+ line 2"),
        ("bad //~ warning[bad-word]: is bad", "- line 2"),
        ("bad //~ error[other]: is bad", "- line 2"),
        ("bad //~ error[bad-word]: is fine", "- line 2"),
        ("bad //~ error[bad-word]: is bad => say `better`", "- line 2"),
        ("bad //~ error[bad-word] //~ error[bad-word]", "- line 2"),
        ("bad //~ error[bad-word]: is bad", "! line 2: is at 1-3, and nowhere is written"),
        ("bad //~ 2-3 error[bad-word]: is bad", "! line 2: is at 1-3, and 2-3 is written"),
    ] {
        let found = failures(&format!("```tm\n{line}\n```\n"));
        assert!(found.len() == 1 && found[0].contains(sign), "{line}: {found:?}");
    }
}

#[test]
fn update_writes_what_is_true() {
    let text = "# A\n\ntext\n```tm\ngood //~ error[bad-word]: x\nbad\n//~^^ error[gone]: y\nbad //~ error[bad-word]: is\n```\nend\n";
    let updated = run(text, &fake).updated;
    assert_eq!(
        updated,
        "# A\n\ntext\n```tm\ngood\nbad //~ 1-3 error[bad-word]: `bad` is bad\nbad //~ 1-3 error[bad-word]: is\n```\nend\n"
    );
    assert!(run(&updated, &fake).failures.is_empty());
}

/// What somebody wrote stays, and each comment gets the columns of its own diagnostic.
#[test]
fn update_writes_columns() {
    let text = "```tm\nbad bad //~ 9-9 error[bad-word]: `bad` => good //~ error[bad-word]\n```\n";
    let updated = run(text, &fake).updated;
    assert_eq!(updated, "```tm\nbad bad //~ 1-3 error[bad-word]: `bad` => good //~ 5-7 error[bad-word]\n```\n");
    assert!(run(&updated, &fake).failures.is_empty());
    let mut sources = Sources::default();
    let id = sources.add(Source::new("a", "äb\ncd\n"));
    let at = |start, end| columns(&sources, Span::new(id, start, end)).unwrap();
    assert_eq!([at(0, 3), at(2, 3), at(3, 3), at(2, 5), at(0, 6)], ["1-2", "2-2", "3", "2-+1:1", "1-+1:2"]);
    assert_eq!(columns(&sources, Span::NONE), None);
}

#[test]
fn files_and_cases() {
    let text = "# A\n```tm\n```\n```tm file=b.tm\n```\n```tm today=2099-01-01\n```\n# B\n```tm syntax\n```\n```rust\nbad\n```\n";
    let found: Vec<Vec<String>> =
        cases(text).iter().map(|case| case.blocks.iter().map(|block| block.file().to_owned()).collect()).collect();
    assert_eq!(found, [vec!["model.tm", "b.tm"], vec!["model.tm"], vec!["model.tm"]]);
}

/// Mends every `bad`, as far as the text goes: surely where a line holds nothing else.
fn mending(input: &Input) -> (Sources, Vec<Diagnostic>) {
    let (sources, found) = fake(input);
    let found = found.into_iter().map(|said| {
        let (span, line) = (said.span(), sources.line_col(said.span()).unwrap().line);
        match sources.get(span.source).unwrap().line_text(line) == "bad" {
            true => said.sure_fix("say `good`", span, "good"),
            false => said.fix("say `good`", span, "good").fix("say nothing", span, ""),
        }
    });
    let found = found.collect();
    (sources, found)
}

/// What fixes make stands below to the letter, and is none of the text.
#[test]
fn what_fixes_make_is_expected_too() {
    let sound = "```tm\nbad //~ 1-3 error[bad-word]: `bad` is bad\n//~> good\nx\nx bad\n//~^ 3-5 error[bad-word]: `bad` is bad\n\
                 //~? x good\n//~? x \n\"bad //~ 2-4 error[bad-word]: `bad` is bad\n//~? \"good\n//~? \"\n```\n"
        .replace("x \n", "x\n");
    let said = |text: &str| {
        let outcome = run(text, &mending);
        (outcome.failures.into_iter().map(|failure| failure.text).collect::<String>(), outcome.updated)
    };
    assert_eq!(said(&sound), (String::new(), sound.clone()));
    for (line, other) in [
        ("//~> good\n", ""),
        ("//~> good\n", "//~? good\n"),
        ("//~> good\n", "//~> better\n"),
        ("//~> good\n", "//~> good\n//~| good\n"),
        ("//~? x good\n//~? x\n", "//~? x\n//~? x good\n"),
        ("x\nx bad", "x\n//~> good\nx bad"),
    ] {
        let (failure, updated) = said(&sound.replacen(line, other, 1));
        assert!(failure.starts_with("  ! line ") && failure.contains("the fixes make"), "{other}: {failure}");
        assert_eq!(updated, sound, "{other}");
    }
}
