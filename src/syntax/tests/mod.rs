//! Tests of the phase as a whole.

mod corpus;

use crate::syntax::{Parsed, parse};
use crate::text::SourceId;

fn parsed(text: &str) -> Parsed {
    parse(SourceId(0), text)
}

#[test]
fn the_model_of_the_guide_parses() {
    let text = include_str!("guide.tm");
    let parsed = parsed(text);
    assert_eq!(parsed.diagnostics, []);
}

/// Runs on a thread with the small stack that threads usually have.
fn on_a_thread<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(run).unwrap().join().unwrap()
}

/// The codes of all diagnostics of a text, parsed on a small stack.
fn codes(text: String) -> Vec<&'static str> {
    on_a_thread(move || parsed(&text).diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect())
}

#[test]
fn hostile_input_is_refused_in_bounded_time() {
    let start = std::time::Instant::now();
    assert_eq!(codes("{".repeat(50_000_000)), ["file-too-large"]);
    assert!(codes("{".repeat(1_000_000)).contains(&"too-deep"));
    assert!(codes("a {".repeat(300_000)).contains(&"too-deep"));
    assert!(codes(format!("x = {}a{}", "[".repeat(100_000), "]".repeat(100_000))).contains(&"too-deep"));
    assert!(codes(format!("x = {}a{}", "(".repeat(65), ")".repeat(65))).contains(&"too-deep"));
    assert!(codes(format!("x = {}a", "not ".repeat(100_000))).contains(&"too-deep"));
    assert!(codes(format!("x = a{}", " < a".repeat(100_000))).contains(&"chained-comparison"));
    assert!(codes("}".repeat(1_000_000)).contains(&"stray-bracket"));
    assert!(codes("'".repeat(200_001)).contains(&"wrong-quotes"));
    assert!(codes("\"".repeat(200_001)).contains(&"unclosed-string"));
    assert!(!codes(", ".repeat(300_000)).is_empty());
    assert!(!codes("= ".repeat(60_000)).is_empty());
    assert!(!codes("a b ".repeat(40_000)).is_empty());
    assert!(!codes("x = [\n".repeat(60) + &"a,\n".repeat(40_000)).is_empty());
    assert!(!codes("x=[{".repeat(30) + &"a ".repeat(10_000)).is_empty());
    assert!(!codes("a -> ".repeat(40_000)).is_empty());
    assert!(!codes("a {".repeat(60) + &"b c d = (e f) ".repeat(2_000) + &"}".repeat(60)).is_empty());
    assert!(codes(format!("x = a{}", " and a".repeat(100_000))).is_empty());
    // Unoptimised, on a shared core: what takes longer than this grows with the square of something.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn the_deepest_that_is_allowed_parses_on_a_small_stack() {
    assert_eq!(codes("a b { ".repeat(64) + &"}\n".repeat(64)), [""; 0]);
    assert_eq!(codes(format!("x = {}a{}", "f(".repeat(64), ")".repeat(64))), [""; 0]);
    assert_eq!(codes(format!("x = {}a{}", "[".repeat(64), "]".repeat(64))), [""; 0]);
    assert_eq!(codes(format!("x = {}a{}", "{ a = ".repeat(64), "}".repeat(64))), [""; 0]);
}

/// A generator of numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

#[test]
fn damaged_texts_are_mended_and_reported() {
    const PIECES: &[&str] = &[
        "{", "}", "[", "]", "(", ")", "\"", "'", "\"\"\"", "\\", "=", "==", "->", ":", ",", "\n", " ", "//", "///",
        "/*", "*/", "#", ";", "“", "é", "\u{202e}", "\u{0}", "\u{1b}", "and", "not ", "a", "a b ", "1", "-", "@", "*",
        ".", "\r\n", "&&", "!", "on ", "in ",
    ];
    let text = include_str!("guide.tm");
    let mut dice = Dice(88_172_645_463_325_252);
    for _ in 0..500 {
        let mut damaged = text.to_owned();
        for _ in 0..=dice.roll(4) {
            let mut at = dice.roll(damaged.len());
            while !damaged.is_char_boundary(at) {
                at -= 1;
            }
            let mut end = (at + dice.roll(8)).min(damaged.len());
            while !damaged.is_char_boundary(end) {
                end -= 1;
            }
            damaged.replace_range(at..end.max(at), PIECES[dice.roll(PIECES.len())]);
        }
        let parsed = parsed(&damaged);
        if !crate::syntax::scan::scan(&damaged).clean {
            let mended = crate::syntax::mend::repair(SourceId(0), &damaged);
            assert!(!mended.text.is_empty(), "not mended:\n{damaged}");
            assert!(!mended.diagnostics.is_empty(), "mended in silence:\n{damaged}");
        }
        for diagnostic in &parsed.diagnostics {
            for span in diagnostic.labels.iter().map(|label| label.span) {
                assert!(damaged.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}\n{damaged}");
            }
            let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits);
            assert!(!diagnostic.help.is_empty(), "no help: {diagnostic:?}");
            for span in edits.map(|edit| edit.span) {
                assert!(damaged.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}\n{damaged}");
            }
        }
    }
}

/// The `tm` blocks of a text: whether they are marked `error`, and what stands in them, without what specs say of fixes.
fn blocks(markdown: &str) -> Vec<(bool, String)> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```tm") {
            let text = lines.by_ref().take_while(|line| *line != "```");
            let text: Vec<&str> =
                text.filter(|line| !["//~>", "//~?", "//~|"].iter().any(|of| line.starts_with(of))).collect();
            blocks.push((info.contains("error"), text.join("\n")));
        }
    }
    blocks
}

#[test]
fn explanations_show_what_they_say() {
    for info in crate::syntax::CODES {
        for (wrong, text) in blocks(info.explanation) {
            let mut codes = codes(text.clone());
            codes.dedup();
            let expected = if wrong { vec![info.code.0] } else { vec![] };
            assert_eq!(codes, expected, "{}:\n{text}", info.code.0);
        }
    }
}

#[test]
fn fixes_repair() {
    let spec = include_str!("../../../tests/spec/syntax/statements.md").to_owned()
        + include_str!("../../../tests/spec/syntax/values.md")
        + include_str!("../../../tests/spec/syntax/expressions.md");
    for (_, block) in blocks(&spec) {
        let text: Vec<&str> = block.lines().map(|line| line.split(" //~").next().unwrap_or_default()).collect();
        let text = text.join("\n");
        for diagnostic in parsed(&text).diagnostics {
            for fix in diagnostic.fixes.clone() {
                let mut edits = fix.edits;
                edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
                let mut repaired = text.clone();
                for edit in edits {
                    repaired.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
                }
                let (before, after) = (parsed(&text).diagnostics.len(), parsed(&repaired).diagnostics.len());
                assert!(after < before, "{diagnostic:#?}\n{repaired}");
            }
        }
    }
}

/// A sure fix writes what was read already: the tree stays as it is, but for the places in it.
#[test]
fn sure_fixes_change_no_tree() {
    let spec = include_str!("../../../tests/spec/syntax/slips.md").to_owned()
        + include_str!("../../../tests/spec/syntax/statements.md")
        + include_str!("../../../tests/spec/syntax/values.md")
        + include_str!("../../../tests/spec/syntax/expressions.md");
    let mut count = 0;
    for (_, block) in blocks(&spec) {
        let text: Vec<&str> = block.lines().map(|line| line.split(" //~").next().unwrap_or_default()).collect();
        let text = text.join("\n");
        let before = parsed(&text);
        for diagnostic in &before.diagnostics {
            for fix in diagnostic.fixes.iter().filter(|fix| fix.is_sure()) {
                let edits = fix.edits.iter().map(|edit| (edit.span.start, edit.span.end, edit.text.as_str()));
                let mended = crate::diag::apply(&text, &edits.collect::<Vec<_>>()).unwrap();
                let after = parsed(&mended);
                assert_eq!(without_spans(&before.file), without_spans(&after.file), "{diagnostic:#?}\n{mended}");
                count += 1;
            }
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn windows_line_ends_change_nothing() {
    let text = include_str!("guide.tm").to_owned() + "process e \"\"\"\n  two\n  lines\n  \"\"\"\n/// Doc.\nactor z\n";
    let windows = text.replace('\n', "\r\n");
    let (unix, windows) = (parsed(&text), parsed(&windows));
    assert_eq!(windows.diagnostics, []);
    // Without the spans, which differ.
    let says = |file: &crate::syntax::ast::File| without_spans(file);
    assert_eq!(says(&unix.file), says(&windows.file));
}

/// A tree's `Debug` text without its spans.
fn without_spans(file: &crate::syntax::ast::File) -> String {
    let text = format!("{:?}", file.items);
    let mut parts = text.split("Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once('}').map_or("", |(_, rest)| rest)).collect::<String>()
}

/// What an editor shows as a new line, and what is none here, makes a comment of no statement unseen.
#[test]
fn line_ends_that_only_readers_see_are_refused() {
    let places = |text: &str| -> Vec<usize> {
        let said = parse(SourceId(0), text).diagnostics;
        let ends = said.iter().filter(|each| each.code.0 == "hidden-line-end");
        ends.inspect(|each| assert!(!each.fixes.is_empty() && each.severity == crate::diag::Severity::Error))
            .map(|each| each.span().start as usize)
            .collect()
    };
    assert_eq!(places("// a\ractor b\n"), [4]);
    assert_eq!(places("/// a\u{2028}actor b\nactor c\n"), [5]);
    assert_eq!(places("//// \"\u{2029}\"\nactor c\r"), [6, 18]);
    assert_eq!(places("actor a\r\ractor b\r\r\n"), [7, 8, 16]);
    assert_eq!(places("actor a \"A\u{2028}\" // \u{2028}\n"), [18]);
    for sound in ["actor a\r\n// b\r\n", "actor a \"x\u{2028}\"\n", "// \u{2026} \u{20ac}\n"] {
        assert_eq!(places(sound), [0; 0], "{sound:?}");
    }
    assert_eq!(places(&"// \r".repeat(100_000)).len(), crate::syntax::limits::MAX_DIAGNOSTICS);
}
