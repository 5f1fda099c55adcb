//! How long a layout takes: `cargo test --release picture::speed -- --ignored --nocapture`.

use std::time::Instant;

use palisade::emit::dot::dot;
use palisade::emit::svg::svg;
use palisade::layout::layout;
use palisade::layout::lint::lint;
use palisade::view::diagram::Direction;

use crate::picture::sample::generated;

#[test]
#[ignore = "a measurement, and only worth something in a release build"]
fn measures_time_by_size() {
    for (nodes, edges) in [(12, 16), (30, 40), (60, 90), (100, 150), (300, 450), (1000, 1500)] {
        for direction in [Direction::Auto, Direction::Right, Direction::Down] {
            let mut diagram = generated(7, nodes, edges);
            diagram.direction = direction;
            let mut best = f64::INFINITY;
            for _ in 0..if nodes > 200 { 1 } else { 5 } {
                let start = Instant::now();
                let _ = layout(&diagram).unwrap();
                best = best.min(start.elapsed().as_secs_f64());
            }
            let placed = layout(&diagram).unwrap();
            let time = |work: &dyn Fn()| {
                let start = Instant::now();
                work();
                start.elapsed().as_secs_f64() * 1000.0
            };
            let drawn = time(&|| {
                svg(&diagram, &placed);
            });
            let dotted = time(&|| {
                dot(&diagram);
            });
            let linted = time(&|| {
                lint(&diagram, &placed);
            });
            eprintln!(
                "{nodes} nodes, {} flows, {direction:?}: layout {:.1} ms, svg {drawn:.1}, dot {dotted:.1}, lint {linted:.1}; {}x{}",
                diagram.edges.len(),
                best * 1000.0,
                placed.width,
                placed.height
            );
        }
    }
}
