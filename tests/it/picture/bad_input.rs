//! Models that are hard to draw, from their text to every output: a correct picture or a clear note.

use palisade::driver::{Compilation, products};
use palisade::emit::PICTURES;
use palisade::emit::format::Fault;
use palisade::layout::lint::faults;
use palisade::layout::{Embedded, layout};
use palisade::view::picture::diagram::Diagram;
use palisade::view::picture::{Picture, find, picture, views};

use crate::formats::compiled;

const HEAD: &str = "model hard \"Hard\" { owner = @a }\n";

fn made(text: &str) -> Compilation {
    let made = compiled(&[("model.tm".to_owned(), format!("{HEAD}{text}"))]);
    let errors: Vec<&str> = made
        .diagnostics
        .iter()
        .filter(|it| it.severity == palisade::diag::Severity::Error)
        .map(|it| it.message.as_str())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    made
}

/// Makes everything, and holds every picture to its promises; gives the picture of the whole.
fn holds(text: &str) -> Diagram {
    let made = made(text);
    products(&made, &Embedded, |path, bytes| {
        let bytes = bytes.unwrap_or_else(|why| panic!("{}: {why:?}", path.display()));
        if path.extension().is_some_and(|ending| ending == "svg") {
            roxmltree::Document::parse(&String::from_utf8(bytes).unwrap()).unwrap();
        }
    });
    let input = made.view();
    let mut whole = Diagram::default();
    for view in views(&made.model) {
        let drawn = picture(&input, &view);
        for format in PICTURES {
            let mut bytes = Vec::new();
            match (format.write)(&drawn, &Embedded, &mut bytes) {
                Ok(()) => assert!(!bytes.is_empty()),
                Err(why) => assert!(matches!((&why, &drawn), (Fault::Form(_), Picture::Sequence(_))), "{why}"),
            }
        }
        if let Picture::Flows(diagram) = drawn {
            assert_eq!(diagram.fault(), None);
            assert_eq!(faults(&diagram, &layout(&diagram).unwrap()), [], "{}", view.name);
            if view.name == "dfd" {
                whole = diagram;
            }
        }
    }
    whole
}

#[test]
fn nothing_in_the_model() {
    assert_eq!(holds("").title, "Hard: nothing to show");
}

#[test]
fn a_view_of_nothing() {
    let text = "process web\nview none { exclude = web }\n";
    holds(text);
    let made = made(text);
    let input = made.view();
    let Picture::Flows(none) = picture(&input, &find(&input, "none").unwrap()) else { panic!() };
    assert_eq!((none.nodes.len(), none.title.as_str()), (0, "none: nothing to show"));
}

#[test]
fn one_element() {
    assert_eq!(holds("process web\nview one { include = web }\n").nodes.len(), 1);
    holds("boundary b { trust = internal\n process web\n}\nview one { include = b }\nview inside { include = b.* }\n");
}

#[test]
fn parts_that_do_not_hang_together() {
    let text: String = (0..6).map(|at| format!("process a{at}\nprocess b{at}\nflow a{at} -> b{at}\n")).collect();
    assert_eq!(holds(&format!("{text}process alone\n")).nodes.len(), 13);
}

#[test]
fn cycles() {
    let mut text: String = (0..7).map(|at| format!("process p{at}\n")).collect();
    for at in 0..7 {
        text.push_str(&format!("flow p{at} -> p{}\nflow p{} -> p{at}\n", (at + 1) % 7, (at + 3) % 7));
    }
    assert_eq!(holds(&text).edges.len(), 14);
}

#[test]
fn sixty_parallel_flows() {
    let flows: String = (0..60).map(|at| format!("flow f{at}: web -> db \"Flow {at}\"\n")).collect();
    let whole = holds(&format!("process web\nstore db\n{flows}"));
    let marks: Vec<String> = whole.edges.iter().map(|edge| edge.sign()).collect();
    assert_eq!(marks, ["1–60"], "one arrow with all numbers");
    assert_eq!(whole.rows.len(), 60, "and every flow in the table");
}

#[test]
fn boundaries_twenty_deep() {
    let mut text = "actor user\n".to_owned();
    for at in 0..20 {
        text.push_str(&format!("boundary b{at} \"Boundary {at}\" {{ trust = internal\nprocess p{at}\n"));
    }
    text.push_str(&"}\n".repeat(20));
    text.push_str(&(0..20).map(|at| format!("flow user -> p{at}\n")).collect::<String>());
    assert_eq!(holds(&text).clusters.len(), 20);
}

#[test]
fn labels_of_every_script() {
    let labels = [
        "Ελληνικά",
        "Русский",
        "日本語のサーバー",
        "中文标签",
        "한국어",
        "العربية",
        "עברית",
        "हिन्दी",
        "ไทย",
        "தமிழ்",
        "👩‍👩‍👧‍👦 family",
        "e\u{301}\u{323} combined",
        "\u{200d}\u{200c}",
        "ﷺ",
    ];
    let mut text = "process hub\n".to_owned();
    for (at, label) in labels.iter().enumerate() {
        text.push_str(&format!("process p{at} \"{label}\"\nflow f{at}: hub -> p{at} \"{label}\"\n"));
    }
    let whole = holds(&text);
    for label in &labels[..10] {
        assert!(whole.nodes.iter().any(|node| node.label == *label), "{label}");
    }
}

#[test]
fn labels_without_end() {
    let long = "word ".repeat(1_000);
    let solid = "x".repeat(5_000);
    holds(&format!(
        "boundary b \"{long}\" {{ trust = internal\nprocess web \"{long}\"\n}}\nstore db \"{solid}\"\n\
         flow f: web -> db \"{long}\"\nflow g: db -> web \"{solid}\"\nscenario s \"{solid}\" {{ steps = [f, g] }}\n"
    ));
}

#[test]
fn labels_of_markup() {
    let nasty = "</text><script>alert(1)</script> &amp; <!-- ]]> %%{init}%% ${x} |y| --> `z`";
    holds(&format!(
        "boundary b \"{nasty}\" {{ trust = internal\nprocess web \"{nasty}\"\n}}\nstore db \"{nasty}\"\n\
         flow f: web -> db \"{nasty}\"\nscenario s \"{nasty}\" {{ steps = [f] }}\n"
    ));
}
