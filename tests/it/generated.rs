//! The generator of the benchmarks makes what it says, and the compiler accepts it.

use crate::compile::{Input, compile_for_test};
use crate::generate::{Kind, files, plan, pytm};

#[test]
fn sizes_are_as_promised() {
    for count in [2, 30, 100, 1000] {
        let plan = plan(count);
        assert_eq!((plan.elements.len(), plan.flows.len()), (count, count * 3 / 2));
        assert_eq!(plan.boundaries.len(), count.div_ceil(8));
        for flow in &plan.flows {
            assert!(flow.from != flow.to && plan.elements[flow.from].kind != Kind::Store);
        }
    }
    let depth = |plan: &crate::generate::Plan, index: usize| {
        std::iter::successors(Some(index), |index| plan.boundaries[*index].parent).count()
    };
    let plan = plan(30);
    assert_eq!((0..plan.boundaries.len()).map(|index| depth(&plan, index)).max(), Some(3));
}

#[test]
fn files_are_the_same_every_time_and_split_as_asked() {
    let text = files(&plan(1000), 500);
    assert_eq!(text.len(), 2);
    assert_eq!(text, files(&plan(1000), 500));
    assert_eq!(files(&plan(1000), usize::MAX).len(), 1);
    assert_eq!(files(&plan(100), 500).len(), 1);
    assert_eq!(pytm(&plan(100)).matches("Dataflow(").count(), 150);
}

/// Compiling a thousand sizes takes minutes in a debug build. A declaration of a size depends on where it stands and
/// on the dice alone, so names are compared for every size, and what is written is compiled for sizes of each shape:
/// every one of the first block (104 elements), where a kind of place or thing comes in anew, then every 97th.
#[test]
fn no_size_up_to_a_thousand_has_errors() {
    for count in 2..=1000 {
        let text: String = files(&plan(count), usize::MAX).into_iter().map(|(_, text)| text).collect();
        let mut seen = std::collections::BTreeSet::new();
        let kinds = ["boundary", "actor", "external", "process", "store", "data", "flow", "control", "model"];
        for line in text.lines() {
            let mut words = line.split_whitespace();
            if words.next().is_some_and(|kind| kinds.contains(&kind)) {
                let name = words.next().unwrap_or_default().trim_end_matches(':');
                assert!(seen.insert(name), "{count} elements: `{name}` is declared twice");
            }
        }
        assert!(seen.len() > count * 5 / 2, "{count} elements: names were found");
    }
    (2..=104).chain((105..=1000).step_by(97)).for_each(|count| accepts(count, usize::MAX));
}

#[test]
fn the_compiler_accepts_it() {
    for (count, per_file) in [(2, 500), (30, 500), (100, usize::MAX), (1000, 500), (3000, 500)] {
        accepts(count, per_file);
    }
}

fn accepts(count: usize, per_file: usize) {
    let input = Input { files: files(&plan(count), per_file), ..Input::default() };
    let (sources, diagnostics) = compile_for_test(&input);
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|each| each.severity == palisade::diag::Severity::Error)
        .map(|each| palisade::diag::render_short(&sources, each))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
