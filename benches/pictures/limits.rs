//! How long the most takes that limits let through: the largest diagrams of each kind, and the worst models of 64 KB.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use palisade::emit::svg::svg;
use palisade::layout::work::{self, MOST_STEPS};
use palisade::layout::{Embedded, layout_with};

use crate::texts::TEXTS;
use crate::worst::FAMILIES;
use crate::{child, peak};

/// For each kind of diagram the largest that is drawn.
pub fn diagrams() {
    println!("| the largest of its kind | elements | arrows | boundaries | steps | time | memory at the peak |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for (name, make) in FAMILIES {
        // Every kind grows with its size.
        let (mut fits, mut refused) = (16, 65_536);
        while fits + fits / 64 + 1 < refused {
            let middle = (fits + refused) / 2;
            let allowed = work::plan(&make(middle)).is_ok();
            *(if allowed { &mut fits } else { &mut refused }) = middle;
        }
        let diagram = make(fits);
        let steps = work::plan(&diagram).map_or(0, |plan| plan.steps);
        assert!(steps <= MOST_STEPS);
        let (nodes, edges, clusters) = (diagram.nodes.len(), diagram.edges.len(), diagram.clusters.len());
        let measured = child(&["--one", name, &fits.to_string()]);
        println!("| {name} | {nodes} | {edges} | {clusters} | {steps} | {measured} |");
    }
}

/// One diagram in a process of its own.
pub fn one(name: &str, size: usize) {
    let (_, make) = FAMILIES.iter().find(|(own, _)| *own == name).expect("a kind");
    let diagram = make(size);
    let start = Instant::now();
    let placed = layout_with(&Embedded, &diagram).expect("allowed");
    let bytes = svg(&diagram, &placed).len();
    assert!(bytes > 0);
    println!("{:.2} s | {}", start.elapsed().as_secs_f64(), peak());
}

/// What a run of the program does with each of the worst models: time, and what it says. Memory is that of the largest
/// process of the run.
pub fn texts(wanted: Option<&str>) {
    let runs: [&[&str]; 5] = [
        &["build", "--out", "out"],
        &["render", "--format", "png", "-o", "out.png"],
        &["render", "--format", "mermaid", "-o", "out.mmd"],
        &["render", "--format", "d2", "-o", "out.d2"],
        &["render", "--lint"],
    ];
    println!(
        "| model of 64 KB | build | memory | render png | memory | mermaid | d2 | lint | memory | what `build` says |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
    for (name, text) in TEXTS.iter().filter(|(name, _)| wanted.is_none_or(|wanted| name.contains(wanted))) {
        let folder = std::env::temp_dir().join(format!("palisade-limits-{}", std::process::id()));
        std::fs::create_dir_all(folder.join(".git")).expect("a folder");
        std::fs::write(folder.join("model.tm"), text()).expect("a file");
        let measured = runs.map(|run| measured(&folder, run));
        let [build, png, mermaid, d2, lint] = &measured;
        let said: Vec<&str> =
            build.2.lines().filter_map(|line| line.strip_prefix("error[")?.split(']').next()).collect();
        let mut codes = said.clone();
        codes.sort_unstable();
        codes.dedup();
        println!(
            "| {name} | {:.1} s | {} MB | {:.1} s | {} MB | {:.1} s | {:.1} s | {:.1} s | {} MB | {} |",
            build.0,
            build.1,
            png.0,
            png.1,
            mermaid.0,
            d2.0,
            lint.0,
            lint.1,
            codes.join(", ")
        );
        let _ = std::fs::remove_dir_all(&folder);
    }
}

/// Seconds, megabytes and what was said on standard error.
fn measured(folder: &Path, run: &[&str]) -> (f64, u64, String) {
    let start = Instant::now();
    // GNU time knows the memory of a process after its end; the standard library does not.
    let output = Command::new("/usr/bin/time")
        .args(["-f", "peak %M", env!("CARGO_BIN_EXE_palisade")])
        .args(run)
        .current_dir(folder)
        .output()
        .expect("/usr/bin/time");
    let took = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let peak = said.lines().rev().find_map(|line| line.strip_prefix("peak ")?.trim().parse::<u64>().ok());
    (took, peak.unwrap_or(0) / 1024, said)
}
