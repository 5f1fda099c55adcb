//! What the lint of pictures found, as JSON with numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::emit::json;
use crate::layout::Layout;
use crate::layout::lint::measure;
use crate::view::picture::diagram::Diagram;

/// What is wrong with a picture.
#[derive(Debug, Serialize)]
pub struct Lint {
    /// Name of the view.
    pub view: String,
    /// Width and height of the picture in pixels.
    pub size: [f64; 2],
    /// How many elements, flows and boundaries it has.
    pub elements: usize,
    /// See above.
    pub flows: usize,
    /// See above.
    pub boundaries: usize,
    /// How many findings break a promise.
    pub faults: usize,
    /// How many findings there are of each kind that occurs.
    pub counts: BTreeMap<&'static str, usize>,
    /// The findings, by kind, then in the order of the picture; of each kind the first 1,000.
    pub findings: Vec<Finding>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub kind: &'static str,
    /// Whether it breaks a promise.
    pub fault: bool,
    /// The element, boundary or flow that it is wrong with.
    pub subject: String,
    /// The other one; empty where there is none.
    pub other: String,
    /// Where: left, top, width, height.
    pub place: [f64; 4],
}

/// Measures a picture.
pub fn lint(diagram: &Diagram, layout: &Layout) -> Lint {
    let round = |number: f64| (number * 100.0).round() / 100.0;
    let found = measure(diagram, layout);
    Lint {
        view: diagram.id_prefix.clone(),
        size: [layout.width, layout.height],
        elements: diagram.nodes.len(),
        flows: diagram.edges.len(),
        boundaries: diagram.clusters.len(),
        faults: found.counts.iter().filter(|(kind, _)| kind.is_fault()).map(|(_, count)| count).sum(),
        counts: found.counts.iter().map(|(kind, count)| (kind.name(), *count)).collect(),
        findings: found
            .findings
            .into_iter()
            .map(|finding| Finding {
                kind: finding.kind.name(),
                fault: finding.kind.is_fault(),
                subject: finding.subject,
                other: finding.other,
                place: [finding.place.x, finding.place.y, finding.place.width, finding.place.height].map(round),
            })
            .collect(),
    }
}

/// The findings as JSON.
pub fn json(findings: &Lint) -> String {
    json::tall(findings)
}
