//! What the engine leaves undone: names of boundaries out of the way of arrows, and labels of arrows off whatever
//! they lie over.
//!
//! The engine reserves room for arrows' labels, so the second part is a safety net: it acts only where the
//! engine's answer breaks a promise.

use crate::layout::Layout;
use crate::layout::boxes;
use crate::layout::geometry::{Point, Rect, segments};
use crate::layout::nearby::Nearby;
use crate::view::picture::diagram::Diagram;

/// Moves names of boundaries and labels of arrows until none lies over anything, as far as there is room.
///
/// A boundary's name slides to the right along its top edge, to the first place that no arrow passes. An arrow's
/// label that lies over something moves along its arrow; if there is no free place, it gives up its words.
pub fn settle(diagram: &Diagram, layout: &mut Layout) {
    let mut known = Known::of(layout);
    slide_names(layout, &known);
    known.names = Nearby::of(layout.clusters.iter().map(|cluster| cluster.header));
    for index in 0..layout.edges.len() {
        let label = label_rect(layout, index);
        if label.width > 0.0 && !is_free(layout, &known, index, label) {
            relocate(diagram, layout, &known, index);
            // Where it was nothing is any more, which whoever looks sees.
            known.labels.add(index, label_rect(layout, index));
        }
    }
}

/// Everything by where it lies. All but the labels of arrows stay there.
struct Known {
    boxes: Nearby,
    names: Nearby,
    sides: Nearby,
    arrows: Nearby,
    labels: Nearby,
}

impl Known {
    fn of(layout: &Layout) -> Known {
        let mut sides = Nearby::default();
        for (at, cluster) in layout.clusters.iter().enumerate() {
            cluster.rect.sides().into_iter().for_each(|(from, to)| sides.add_line(at, &[from, to]));
        }
        let boxes = layout.nodes.iter().map(|node| node.badge.map_or(node.rect, |badge| badge.union(node.rect)));
        Known {
            boxes: Nearby::of(boxes),
            names: Nearby::of(layout.clusters.iter().map(|cluster| cluster.header)),
            sides,
            arrows: Nearby::of_lines(layout.edges.iter().map(|edge| &edge.points[..])),
            labels: Nearby::of(layout.edges.iter().map(|edge| edge.label.rect)),
        }
    }
}

fn slide_names(layout: &mut Layout, known: &Known) {
    const GAP: f64 = 5.0;
    for at in 0..layout.clusters.len() {
        let Some(cluster) = layout.clusters.get(at) else { continue };
        let strip = Rect { x: cluster.rect.x, width: cluster.rect.width, ..cluster.header };
        let header = cluster.header;
        let mut blocks: Vec<(f64, f64)> = Vec::new();
        for edge in known.arrows.to(strip.grown(1.0)).into_iter().filter_map(|at| layout.edges.get(at)) {
            for (from, to) in segments(&edge.points) {
                if let Some((enter, leave)) = strip.grown(1.0).clip(from, to) {
                    let (one, two) = (from.towards(to, enter).x, from.towards(to, leave).x);
                    blocks.push((one.min(two) - GAP, one.max(two) + GAP));
                }
            }
        }
        for edge in known.labels.to(strip).into_iter().filter_map(|at| layout.edges.get(at)) {
            if edge.label.rect.overlaps(strip) {
                blocks.push((edge.label.rect.x - GAP, edge.label.rect.right() + GAP));
            }
        }
        let nodes = known.boxes.to(strip).into_iter().filter_map(|at| layout.nodes.get(at));
        for badge in nodes.filter_map(|node| node.badge).filter(|badge| badge.overlaps(strip)) {
            blocks.push((badge.x - GAP, badge.right() + GAP));
        }
        blocks.sort_by(|one, two| one.0.total_cmp(&two.0));
        let mut x = header.x;
        for (from, to) in blocks {
            if from < x + header.width && to > x {
                x = to;
            }
        }
        // Where arrows leave no gap that is wide enough the name stays at the left, and the
        // drawing interrupts them behind it.
        if x + header.width <= strip.right() - 10.0
            && let Some(cluster) = layout.clusters.get_mut(at)
        {
            *cluster = cluster.header_moved(x - header.x, 0.0);
        }
    }
}

fn label_rect(layout: &Layout, edge: usize) -> Rect {
    layout.edges.get(edge).map(|path| path.label.rect).unwrap_or_default()
}

/// Whether a label of an edge may stand in a place.
fn is_free(layout: &Layout, known: &Known, edge: usize, place: Rect) -> bool {
    let place = place.grown(-0.5);
    let nodes = known.boxes.to(place).into_iter().filter_map(|at| layout.nodes.get(at));
    let mut boxes = nodes.flat_map(|node| [Some(node.rect), node.badge].into_iter().flatten());
    let mut names = known.names.to(place).into_iter().filter_map(|at| layout.clusters.get(at));
    let others = known.labels.to(place).into_iter().filter(|other| *other != edge);
    let mut others = others.filter_map(|other| layout.edges.get(other));
    let lines = known.sides.to(place).into_iter().filter_map(|at| layout.clusters.get(at));
    boxes.all(|other| !other.overlaps(place))
        && names.all(|name| !name.header.overlaps(place))
        && others.all(|other| !other.label.rect.overlaps(place))
        && lines.flat_map(|cluster| cluster.rect.sides()).all(|(from, to)| place.clip(from, to).is_none())
}

/// How many other arrows pass behind a place.
fn arrows_behind(layout: &Layout, known: &Known, edge: usize, place: Rect) -> usize {
    let others = known.arrows.to(place).into_iter().filter(|other| *other != edge);
    let others = others.filter_map(|other| layout.edges.get(other));
    others.filter(|path| segments(&path.points).any(|(from, to)| place.clip(from, to).is_some())).count()
}

fn relocate(diagram: &Diagram, layout: &mut Layout, known: &Known, index: usize) {
    let (Some(edge), Some(path)) = (diagram.edges.get(index), layout.edges.get(index)) else { return };
    let bare = boxes::edge(diagram, index, edge, layout.direction, false);
    let (points, full) = (path.points.clone(), path.label.clone());
    for label in [full, bare] {
        let places = places(&points).into_iter().map(|at| Rect::around(at, label.rect.width, label.rect.height));
        let free = places.filter(|place| is_free(layout, known, index, *place));
        // The first of the equally good, so that the result does not depend on anything but the input.
        let best = free.min_by_key(|place| arrows_behind(layout, known, index, *place));
        if let Some(place) = best {
            let moved = label.moved(place.x - label.rect.x, place.y - label.rect.y);
            if let Some(path) = layout.edges.get_mut(index) {
                path.label = moved;
            }
            return;
        }
    }
}

/// Places along an arrow for the middle of its label, the longest segments first, away from the heads.
fn places(points: &[Point]) -> Vec<Point> {
    let mut parts: Vec<(Point, Point)> = segments(points).collect();
    parts.sort_by(|(a, b), (c, d)| c.distance(*d).total_cmp(&a.distance(*b)));
    let shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
    parts.iter().flat_map(|(from, to)| shares.map(|share| from.towards(*to, share))).collect()
}
