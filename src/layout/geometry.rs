//! Points, rectangles and polylines, in pixels; x grows to the right, y downwards.
//!
//! Only arithmetic: nothing here knows what a rectangle stands for.

/// A place in the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge of the picture.
    pub x: f64,
    /// From the top edge of the picture.
    pub y: f64,
}

impl Point {
    /// The point at `x`, `y`.
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// Distance to another point.
    pub fn distance(self, other: Point) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point `share` (0 to 1) of the way to another.
    pub fn towards(self, other: Point, share: f64) -> Point {
        Point { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }
}

/// A rectangle with its sides along the axes; width and height are not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// The rectangle with its top left corner at `x`, `y`.
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    /// The rectangle of a size around a centre.
    pub fn around(centre: Point, width: f64, height: f64) -> Rect {
        Rect { x: centre.x - width / 2.0, y: centre.y - height / 2.0, width, height }
    }

    /// Right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub fn centre(self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    /// The same rectangle elsewhere.
    pub fn moved(self, dx: f64, dy: f64) -> Rect {
        Rect { x: self.x + dx, y: self.y + dy, ..self }
    }

    /// Larger by `by` on every side, or smaller where `by` is negative; it never turns inside out.
    pub fn grown(self, by: f64) -> Rect {
        let width = (self.width + 2.0 * by).max(0.0);
        let height = (self.height + 2.0 * by).max(0.0);
        Rect::around(self.centre(), width, height)
    }

    /// Whether the insides of two rectangles have a point in common; touching edges do not count.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the other rectangle lies within this one, edges included.
    pub fn contains(self, other: Rect) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }

    /// The smallest rectangle around both.
    pub fn union(self, other: Rect) -> Rect {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Rect { x, y, width: self.right().max(other.right()) - x, height: self.bottom().max(other.bottom()) - y }
    }

    /// The part of the segment `from`–`to` inside the rectangle, as shares of its length (0 at `from`, 1 at `to`).
    /// `None` where it stays outside or only touches an edge.
    pub fn clip(self, from: Point, to: Point) -> Option<(f64, f64)> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let axes = [(from.x, to.x - from.x, self.x, self.right()), (from.y, to.y - from.y, self.y, self.bottom())];
        for (start, delta, low, high) in axes {
            if delta.abs() < 1e-9 {
                if start <= low || start >= high {
                    return None;
                }
            } else {
                let (a, b) = ((low - start) / delta, (high - start) / delta);
                enter = enter.max(a.min(b));
                leave = leave.min(a.max(b));
            }
        }
        (enter < leave).then_some((enter, leave))
    }

    /// The four sides, each as its two ends.
    pub fn sides(self) -> [(Point, Point); 4] {
        let (a, b) = (Point::new(self.x, self.y), Point::new(self.right(), self.y));
        let (c, d) = (Point::new(self.right(), self.bottom()), Point::new(self.x, self.bottom()));
        [(a, b), (b, c), (c, d), (d, a)]
    }
}

/// The segments of a polyline.
pub fn segments(points: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    points.iter().copied().zip(points.iter().copied().skip(1))
}

/// Length of a polyline.
pub fn length(points: &[Point]) -> f64 {
    segments(points).map(|(a, b)| a.distance(b)).sum()
}
