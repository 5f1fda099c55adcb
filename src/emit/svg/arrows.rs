//! Arrows: polylines with soft bends, interrupted behind their labels, with heads and dots.

use crate::emit::svg::pen::{Pen, at, number};
use crate::layout::geometry::{Point, Rect, segments};

/// How an arrow is drawn.
#[derive(Clone, Debug, Default)]
pub struct Arrow {
    /// A head at the start too, and a dot for who starts it.
    pub two_way: bool,
    /// Classes of the line, beside its own.
    pub line: String,
    /// Classes of heads and dot, beside their own.
    pub head: String,
}

const HEAD: f64 = 9.0;
const HALF: f64 = 4.2;
const DOT: f64 = 3.0;
const BEND: f64 = 7.0;

/// Draws an arrow along `points`, leaving out what lies behind `words`.
pub fn arrow(pen: &mut Pen, points: &[Point], words: &[Rect], manner: &Arrow) {
    let mut points = points.to_vec();
    let head_class = format!("head {}", manner.head);
    let tip = shorten_end(&mut points, HEAD - 1.0);
    let mut marks = Vec::new();
    if let Some((tip, from)) = tip {
        marks.push(head(tip, from));
    }
    if manner.two_way {
        points.reverse();
        if let Some((start, from)) = shorten_end(&mut points, 2.0 * DOT + HEAD - 1.0) {
            let length = start.distance(from).max(0.01);
            let dot = start.towards(from, DOT / length);
            marks.push(format!("circle cx=\"{}\" cy=\"{}\" r=\"{}\"", number(dot.x), number(dot.y), number(DOT)));
            marks.push(head(start.towards(from, 2.0 * DOT / length), from));
        }
        points.reverse();
    }
    let mut parts = vec![points];
    for hole in words {
        parts = parts.iter().flat_map(|part| outside(part, *hole)).collect();
    }
    let path: Vec<String> = parts.iter().map(|part| bent(part)).filter(|part| !part.is_empty()).collect();
    if !path.is_empty() {
        pen.shape(&format!("path d=\"{}\"", path.join(" ")), &format!("flow {}", manner.line));
    }
    for mark in marks {
        pen.shape(&mark, &head_class);
    }
}

/// Takes `by` off the last segment; gives the old end and a point before it, which say where a head goes.
fn shorten_end(points: &mut [Point], by: f64) -> Option<(Point, Point)> {
    let [.., from, end] = points else { return None };
    let (from, tip) = (*from, *end);
    let length = tip.distance(from);
    if length > 0.0 {
        *end = tip.towards(from, (by / length).min(0.9));
    }
    Some((tip, from))
}

/// A triangle with its tip at `tip`, coming from `from`.
fn head(tip: Point, from: Point) -> String {
    let length = tip.distance(from).max(0.01);
    let (ux, uy) = ((tip.x - from.x) / length, (tip.y - from.y) / length);
    let base = Point::new(tip.x - ux * HEAD, tip.y - uy * HEAD);
    let left = Point::new(base.x - uy * HALF, base.y + ux * HALF);
    let right = Point::new(base.x + uy * HALF, base.y - ux * HALF);
    format!("path d=\"M{} L{} L{} Z\"", at(tip), at(left), at(right))
}

/// The parts of a polyline outside a rectangle.
fn outside(points: &[Point], hole: Rect) -> Vec<Vec<Point>> {
    let mut parts = Vec::new();
    let mut part: Vec<Point> = Vec::new();
    for (from, to) in segments(points) {
        if part.is_empty() {
            part.push(from);
        }
        if let Some((enter, leave)) = hole.clip(from, to) {
            if enter > 0.0 {
                part.push(from.towards(to, enter));
            }
            if part.len() > 1 {
                parts.push(std::mem::take(&mut part));
            }
            part.clear();
            if leave >= 1.0 {
                continue;
            }
            part.push(from.towards(to, leave));
        }
        part.push(to);
    }
    // What starts inside the hole has nothing before it worth drawing.
    if part.len() > 1 {
        parts.push(part);
    }
    parts
}

/// Path data with rounded bends.
fn bent(points: &[Point]) -> String {
    let [first, middle @ .., last] = points else { return String::new() };
    let mut data = format!("M{}", at(*first));
    let mut before = *first;
    for (index, corner) in middle.iter().enumerate() {
        let after = middle.get(index + 1).unwrap_or(last);
        let radius = BEND.min(before.distance(*corner) / 2.0).min(corner.distance(*after) / 2.0);
        if radius > 0.5 {
            let enter = corner.towards(before, radius / before.distance(*corner));
            let leave = corner.towards(*after, radius / corner.distance(*after));
            data.push_str(&format!(" L{} Q{} {}", at(enter), at(*corner), at(leave)));
        } else {
            data.push_str(&format!(" L{}", at(*corner)));
        }
        before = *corner;
    }
    data.push_str(&format!(" L{}", at(*last)));
    data
}
