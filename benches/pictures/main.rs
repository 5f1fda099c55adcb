//! How long pictures take beside Graphviz, how much memory, and how far small edits move what they do not touch.
//!
//! ```text
//! cargo bench --bench pictures               speed, memory, stability: Markdown for the book
//! cargo bench --bench pictures -- small      only speed, without the diagram of 1,000 elements
//! cargo bench --bench pictures -- stability  only that
//! cargo bench --bench pictures -- largest    the largest diagrams that limits let through
//! cargo bench --bench pictures -- worst      the worst models of 64 KB, through the program; needs GNU time
//! ```
//!
//! `dot` is given the same boxes, labels and boundaries that the embedded engine gets, and its time includes its start,
//! as ours includes the writing of the SVG. Where it is not installed its column is empty.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    dead_code,
    unused_imports,
    reason = "a benchmark reports by printing, stops when something is amiss, and shares the diagrams of the tests"
)]

#[path = "../../tests/it/picture/edits.rs"]
mod edits;
#[path = "../generate/mod.rs"]
mod generate;
mod limits;
#[path = "../../tests/it/picture/sample.rs"]
mod sample;
#[path = "../../tests/it/picture/texts.rs"]
mod texts;
#[path = "../../tests/it/picture/worst.rs"]
mod worst;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use palisade::driver::{DiskWorld, Dot, MemoryWorld, Options, compile, products};
use palisade::emit::svg::svg;
use palisade::layout::lint::{Kind, lint};
use palisade::layout::{Embedded, Engine, layout_with};
use palisade::model::parse_date;
use palisade::view::picture::diagram::Diagram;

use edits::{EDITS, edited, median, moves};
use sample::generated;

/// Elements and flows.
const SIZES: [(usize, usize); 3] = [(30, 45), (100, 150), (1_000, 1_500)];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--draw", nodes, edges] => {
            let diagram = generated(1, nodes.parse().unwrap(), edges.parse().unwrap());
            assert!(drawn(&Embedded, &diagram).is_some());
            println!("{}", peak());
        }
        ["--pages", elements] => pages(elements.parse().unwrap()),
        ["--one", name, size] => limits::one(name, size.parse().unwrap()),
        ["largest"] => limits::diagrams(),
        ["worst"] => limits::texts(None),
        ["worst", name] => limits::texts(Some(name)),
        ["small"] => speed(&SIZES[..2]),
        ["stability"] => stability(),
        _ => {
            speed(&SIZES);
            println!("\n{}", child(&["--pages", "5000"]));
            println!();
            stability();
        }
    }
}

/// Layout and SVG; `None` where the engine fails.
fn drawn(engine: &dyn Engine, diagram: &Diagram) -> Option<usize> {
    layout_with(engine, diagram).ok().map(|placed| svg(diagram, &placed).len())
}

fn speed(sizes: &[(usize, usize)]) {
    let world = DiskWorld::default();
    let dot = Dot { world: &world };
    println!("| elements | flows | embedded | `dot` | memory at the peak |");
    println!("|---:|---:|---:|---:|---:|");
    for &(nodes, edges) in sizes {
        let mut diagram = generated(1, nodes, edges);
        // As `dot` is asked once, so are we.
        diagram.direction = palisade::view::picture::diagram::Direction::Down;
        let runs = if nodes > 500 { 3 } else { 10 };
        let ours = best(runs, || drawn(&Embedded, &diagram));
        let theirs = best(runs, || drawn(&dot, &diagram));
        let peak = child(&["--draw", &nodes.to_string(), &edges.to_string()]);
        println!("| {nodes} | {edges} | {} | {} | {peak} |", shown(ours), shown(theirs));
    }
}

fn best(runs: usize, run: impl Fn() -> Option<usize>) -> Option<Duration> {
    let one = || {
        let start = Instant::now();
        run().map(|_| start.elapsed())
    };
    (0..runs).map(|_| one()).collect::<Option<Vec<_>>>()?.into_iter().min()
}

fn shown(time: Option<Duration>) -> String {
    time.map_or("fails".to_owned(), |time| format!("{:.0} ms", time.as_secs_f64() * 1e3))
}

/// This program once more, so that its memory is its own.
fn child(args: &[&str]) -> String {
    let output = Command::new(std::env::current_exe().unwrap()).args(args).output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// The highest resident size of this process so far.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB"));
    let kilobytes: Option<f64> = kilobytes.and_then(|text| text.trim().parse().ok());
    kilobytes.map_or("unknown".to_owned(), |kilobytes| format!("{:.0} MB", kilobytes * 1_024.0 / 1e6))
}

/// A model that is drawn as pages: everything that `build` writes but the model's JSON and report.
fn pages(elements: usize) {
    let mut world = MemoryWorld::new(parse_date("2026-06-01").unwrap());
    let files = generate::files(&generate::plan(elements), usize::MAX);
    let root = files[0].0.clone();
    for (path, text) in files {
        world.add(path, text);
    }
    let made = compile(&world, Path::new(&root), &Options::default()).unwrap();
    let start = Instant::now();
    let (mut count, mut bytes) = (0, 0);
    products(&made, &Embedded, |path, made| {
        if path.extension().is_some_and(|ending| ending == "svg") {
            count += 1;
            bytes += made.unwrap().len();
        }
    });
    println!(
        "{elements} elements as pages: {count} pictures of {} KB together in {:.1} s, with all other outputs; {} at the \
         peak.",
        bytes / 1_000,
        start.elapsed().as_secs_f64(),
        peak()
    );
}

fn stability() {
    let world = DiskWorld::default();
    let dot = Dot { world: &world };
    let kinds = [
        "add an element and a flow",
        "remove an element",
        "rename an element",
        "add a flow",
        "remove a flow",
        "rename a flow",
    ];
    let mut all: Vec<[Vec<f64>; 2]> = vec![Default::default(); kinds.len()];
    let mut crossings = [0; 2];
    for seed in 0..EDITS {
        let (before, after, kind) = edited(seed);
        let engines = [&Embedded as &dyn Engine, &dot].into_iter().zip(&mut crossings);
        for ((engine, crossings), all) in engines.zip(&mut all[kind]) {
            if let (Ok(old), Ok(new)) = (layout_with(engine, &before), layout_with(engine, &after)) {
                all.extend(moves((&before, &old), (&after, &new)));
                *crossings += lint(&before, &old).iter().filter(|it| it.kind == Kind::EdgesCross).count();
            }
        }
    }
    println!("| edit | embedded | `dot` | elements that did not move: embedded | `dot` |");
    println!("|---|---:|---:|---:|---:|");
    let whole: [Vec<f64>; 2] = [0, 1].map(|at| all.iter().flat_map(|it| it[at].clone()).collect());
    let still = |all: &[f64]| 100.0 * all.iter().filter(|way| **way < 1.0).count() as f64 / all.len().max(1) as f64;
    for (name, [ours, theirs]) in kinds.into_iter().zip(&all).chain([("all", &whole)]) {
        println!(
            "| {name} | {:.0} px | {:.0} px | {:.0} % | {:.0} % |",
            median(ours.clone()),
            median(theirs.clone()),
            still(ours),
            still(theirs)
        );
    }
    println!("\nArrows cross {} times before the edits, with `dot` {} times.", crossings[0], crossings[1]);
}
