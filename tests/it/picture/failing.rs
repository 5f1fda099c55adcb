//! An engine that fails costs the picture, and nothing else.

use std::collections::BTreeMap;

use palisade::diag::{Severity, render_short};
use palisade::driver::{Compilation, Missing, products};
use palisade::layout::{Engine, Layout, LayoutError, layout_with};
use palisade::view::picture::diagram::{Diagram, Direction};

use crate::formats::compiled;
use crate::picture::sample::comments;

/// How an engine fails.
enum Failing {
    Panics,
    GivesUp,
    IsSlow,
}

impl Engine for Failing {
    fn place(&self, _: &Diagram, _: Direction) -> Result<Layout, LayoutError> {
        match self {
            Failing::Panics => panic!("index out of bounds"),
            Failing::GivesUp => Err(LayoutError::Engine("no such port".to_owned())),
            Failing::IsSlow => Err(LayoutError::TooSlow(60)),
        }
    }
}

fn model() -> Compilation {
    let text = "model shop \"Shop\" { owner = @a }
actor buyer \"Buyer\"
process web \"Web\"
flow order: buyer -> web \"Order\"
scenario buying { steps = [order] }
view told { scenario = buying, as = sequence }
view flows { as = dfd }
";
    compiled(&[("model.tm".to_owned(), text.to_owned())])
}

#[test]
fn a_failure_is_an_error_of_the_layout() {
    let fails = |engine: Failing| layout_with(&engine, &comments()).unwrap_err().to_string();
    assert_eq!(fails(Failing::Panics), "the layout engine gave up: index out of bounds");
    assert_eq!(fails(Failing::GivesUp), "the layout engine gave up: no such port");
    assert_eq!(fails(Failing::IsSlow), "the layout engine had no answer after 60 seconds");
}

#[test]
fn the_other_outputs_are_made_all_the_same() {
    let model = model();
    for (engine, why) in [(Failing::Panics, "index out of bounds"), (Failing::IsSlow, "after 60 seconds")] {
        let mut made: BTreeMap<String, Result<Vec<u8>, Missing>> = BTreeMap::new();
        products(&model, &engine, |path, bytes| {
            made.insert(path.to_string_lossy().replace('\\', "/"), bytes);
        });
        let lost: Vec<&str> = made.iter().filter(|(_, it)| it.is_err()).map(|(path, _)| path.as_str()).collect();
        assert_eq!(lost, ["dfd.svg", "views/flows.svg"], "only what needs the engine");
        let whole: Vec<&str> = made.iter().filter(|(_, it)| it.is_ok()).map(|(path, _)| path.as_str()).collect();
        assert_eq!(whole, ["dfd.dot", "model.json", "report.md", "views/told.svg"]);
        for (path, line) in [("dfd.svg", "model.tm:1:"), ("views/flows.svg", "model.tm:7:")] {
            let Some(Err(Missing::Picture(diagnostic))) = made.get(path) else { panic!("{path}") };
            assert_eq!((diagnostic.code.0, diagnostic.severity), ("picture-failed", Severity::Error));
            let shown = render_short(&model.sources, diagnostic);
            assert!(shown.contains(line) && shown.contains(why), "{shown}");
            assert_eq!(diagnostic.help.len(), 1);
        }
    }
}
