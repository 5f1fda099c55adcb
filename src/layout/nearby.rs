//! What lies near a place, without looking at everything: rectangles by the squares of the picture that they touch.
//!
//! It narrows down; whoever asks still compares. What it leaves out lies elsewhere for certain.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use crate::layout::geometry::{Point, Rect, segments};

/// Side of a square, in pixels: some elements and a dozen arrows.
const SQUARE: f64 = 256.0;

/// Most squares that one rectangle is noted in; what touches more is near everything.
const MOST_SQUARES: u64 = 1_024;

/// Numbered rectangles; several may have one number.
#[derive(Debug, Default)]
pub struct Nearby {
    squares: FxHashMap<(i32, i32), Vec<usize>>,
    /// What is near everything.
    everywhere: Vec<usize>,
    /// One more than the highest number.
    end: usize,
}

impl Nearby {
    /// Rectangles, numbered from 0.
    pub fn of(rects: impl IntoIterator<Item = Rect>) -> Nearby {
        let mut nearby = Nearby::default();
        rects.into_iter().enumerate().for_each(|(number, rect)| nearby.add(number, rect));
        nearby
    }

    /// Polylines, numbered from 0.
    pub fn of_lines<'a>(lines: impl IntoIterator<Item = &'a [Point]>) -> Nearby {
        let mut nearby = Nearby::default();
        lines.into_iter().enumerate().for_each(|(number, points)| nearby.add_line(number, points));
        nearby
    }

    /// Adds a rectangle.
    pub fn add(&mut self, number: usize, rect: Rect) {
        self.end = self.end.max(number + 1);
        let Some(squares) = squares(rect) else {
            self.everywhere.push(number);
            return;
        };
        for square in squares {
            let known = self.squares.entry(square).or_default();
            if known.last() != Some(&number) {
                known.push(number);
            }
        }
    }

    /// Adds each segment of a polyline.
    pub fn add_line(&mut self, number: usize, points: &[Point]) {
        for (from, to) in segments(points) {
            self.add(number, between(from, to));
        }
    }

    /// The numbers of all that may touch a rectangle or lie within a pixel of it, ascending, each once.
    pub fn to(&self, rect: Rect) -> Vec<usize> {
        let Some(squares) = squares(rect) else { return (0..self.end).collect() };
        let near = squares.filter_map(|square| self.squares.get(&square));
        let mut numbers: Vec<usize> = near.flatten().chain(&self.everywhere).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The same for each segment of a polyline.
    pub fn to_line(&self, points: &[Point]) -> Vec<usize> {
        let mut numbers: Vec<usize> = segments(points).flat_map(|(from, to)| self.to(between(from, to))).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The smallest rectangle around two points.
pub fn between(from: Point, to: Point) -> Rect {
    Rect::new(from.x, from.y, 0.0, 0.0).union(Rect::new(to.x, to.y, 0.0, 0.0))
}

/// The squares that a rectangle touches, with a pixel around it; `None` where they are too many.
fn squares(rect: Rect) -> Option<impl Iterator<Item = (i32, i32)>> {
    // Numbers beyond what fits are cut by `as`, which is as far away as anything can be.
    let square = |at: f64| (at / SQUARE).floor() as i32;
    let columns = square(rect.x - 1.0)..=square(rect.right() + 1.0);
    let rows = square(rect.y - 1.0)..=square(rect.bottom() + 1.0);
    let count = |range: &RangeInclusive<i32>| u64::from(range.start().abs_diff(*range.end())) + 1;
    let fits = count(&columns).saturating_mul(count(&rows)) <= MOST_SQUARES;
    fits.then(|| columns.flat_map(move |column| rows.clone().map(move |row| (column, row))))
}

#[cfg(test)]
mod tests {
    use super::Nearby;
    use crate::layout::geometry::{Point, Rect};

    #[test]
    fn finds_whatever_touches_and_each_once() {
        let rects = [
            Rect::new(0.0, 0.0, 10.0, 10.0),
            Rect::new(1000.0, 0.0, 10.0, 10.0),
            Rect::new(-900.0, -900.0, 2000.0, 2000.0),
            Rect::new(256.0, 256.0, 0.0, 0.0),
        ];
        let nearby = Nearby::of(rects);
        assert_eq!(nearby.to(Rect::new(5.0, 5.0, 1.0, 1.0)), [0, 2, 3], "all of its square may be near");
        assert_eq!(nearby.to(Rect::new(300.0, 300.0, 1.0, 1.0)), [2, 3]);
        assert_eq!(nearby.to(Rect::new(-5.0, -5.0, 1.0, 1.0)), [0, 2], "within a pixel of the edge of its square");
        assert_eq!(nearby.to(Rect::new(990.0, 0.0, 100.0, 5.0)), [1, 2]);
        assert_eq!(nearby.to(Rect::new(255.5, 255.5, 0.0, 0.0)), [0, 2, 3], "at the edge of a square");
        assert_eq!(nearby.to(Rect::new(5000.0, 5000.0, 1.0, 1.0)), [0; 0]);
    }

    #[test]
    fn what_is_very_large_is_near_everything() {
        let small = Rect::new(0.0, 0.0, 10.0, 10.0);
        let huge = Rect::new(-1e300, -1e300, 2e300, 2e300);
        let nearby = Nearby::of([small, huge, small.moved(5000.0, 0.0)]);
        assert_eq!(nearby.to(small), [0, 1]);
        assert_eq!(nearby.to(Rect::new(1e12, 0.0, 1.0, 1.0)), [1]);
        assert_eq!(nearby.to(huge), [0, 1, 2]);
    }

    #[test]
    fn a_line_is_near_where_it_runs_and_not_in_the_bend() {
        let at = Point::new;
        let line = [at(0.0, 0.0), at(2000.0, 0.0), at(2000.0, 2000.0)];
        let nearby = Nearby::of_lines([&line[..]]);
        assert_eq!(nearby.to(Rect::new(1900.0, 10.0, 10.0, 10.0)), [0]);
        assert_eq!(nearby.to(Rect::new(500.0, 1500.0, 10.0, 10.0)), [0; 0]);
        assert_eq!(nearby.to_line(&[at(1000.0, -500.0), at(1000.0, 500.0)]), [0]);
    }

    /// Everything that overlaps is found, wherever squares end.
    #[test]
    fn leaves_out_nothing_that_overlaps() {
        let mut state = 7_u64;
        let mut below = |limit: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % limit
        };
        let mut rect =
            || Rect::new(below(2000) as f64 - 500.0, below(2000) as f64, below(400) as f64, below(90) as f64);
        let rects: Vec<Rect> = (0..300).map(|_| rect()).collect();
        let nearby = Nearby::of(rects.iter().copied());
        for one in &rects {
            let found = nearby.to(*one);
            let missed = (0..rects.len()).filter(|at| rects[*at].overlaps(*one) && !found.contains(at));
            assert_eq!(missed.count(), 0);
        }
    }
}
