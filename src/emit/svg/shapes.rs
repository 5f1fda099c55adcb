//! The outlines of nodes in both notations, and where an arrow meets them.

use crate::emit::svg::pen::{Pen, at, line, number, rect};
use crate::layout::boxes::DRUM;
use crate::layout::geometry::{Point, Rect};
use crate::view::picture::diagram::{NodeKind, Notation};

/// How a body is drawn beyond its shape.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// Hatched.
    pub out_of_scope: bool,
    /// Dashed.
    pub inferred: bool,
}

/// Draws the body of a node: its outline, hatching, and the lines that make the shape.
pub fn body(pen: &mut Pen, kind: NodeKind, notation: Notation, place: Rect, manner: Manner) {
    let outline = outline(kind, notation, place);
    let dashes = if manner.inferred { " inferred" } else { "" };
    let bare = kind == NodeKind::Store && notation == Notation::Classic;
    let class = match kind {
        NodeKind::Collapsed => "body tagged-dash".to_owned(),
        _ if bare => "body bare".to_owned(),
        _ => format!("body{dashes}"),
    };
    pen.shape(&outline, &class);
    if manner.out_of_scope {
        let fill = format!("{outline} fill=\"url(#{}-hatch)\"", pen.prefix);
        pen.shape(&fill, "hatched");
    }
    let deco = format!("deco{dashes}");
    match (kind, notation) {
        (NodeKind::Store, Notation::Dfd3) => {
            let (left, right) =
                (Point::new(place.x, place.y + drum(place)), Point::new(place.right(), place.y + drum(place)));
            let lid = arc(place, right, false);
            pen.shape(&format!("path d=\"M{} {lid}\"", at(left)), &deco);
        }
        (NodeKind::Store, Notation::Classic) => {
            for y in [place.y, place.bottom()] {
                pen.shape(&line(Point::new(place.x, y), Point::new(place.right(), y)), &deco);
            }
        }
        (NodeKind::Collapsed, _) => {
            pen.shape(&rect(place.grown(-3.5), 6.0_f64.min(place.height * 0.2)), "deco tagged-dash")
        }
        _ => {}
    }
}

/// The tag and geometry of a node's outline.
fn outline(kind: NodeKind, notation: Notation, place: Rect) -> String {
    match (kind, notation) {
        (NodeKind::Process, Notation::Classic) => {
            let centre = place.centre();
            format!(
                "ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\"",
                number(centre.x),
                number(centre.y),
                number(place.width / 2.0),
                number(place.height / 2.0)
            )
        }
        (NodeKind::Process, _) => rect(place, 12.0_f64.min(place.height * 0.36)),
        (NodeKind::Collapsed, _) => rect(place, 9.0_f64.min(place.height * 0.36)),
        (NodeKind::Store, Notation::Dfd3) => {
            let bulge = drum(place);
            let (a, b) = (Point::new(place.x, place.y + bulge), Point::new(place.right(), place.y + bulge));
            let (c, d) =
                (Point::new(place.right(), place.bottom() - bulge), Point::new(place.x, place.bottom() - bulge));
            format!("path d=\"M{} {} L{} {} Z\"", at(a), arc(place, b, true), at(c), arc(place, d, true))
        }
        _ => rect(place, 0.0),
    }
}

/// A half of the drum's lid or floor, to its right or left end.
fn arc(place: Rect, to: Point, clockwise: bool) -> String {
    let sweep = u8::from(clockwise);
    format!("A{},{} 0 0 {sweep} {}", number(place.width / 2.0), number(drum(place)), at(to))
}

fn drum(place: Rect) -> f64 {
    DRUM.min(place.height / 4.0)
}

/// Where an arrow that ends on a side of the node's rectangle meets its outline: the engine knows rectangles
/// only, and some outlines bend away from theirs.
pub fn meet(kind: NodeKind, notation: Notation, place: Rect, end: Point) -> Point {
    let centre = place.centre();
    let half = Point::new((place.width / 2.0).max(1.0), (place.height / 2.0).max(1.0));
    let (dx, dy) = ((end.x - centre.x) / half.x, (end.y - centre.y) / half.y);
    let upright = (1.0 - dx * dx).max(0.0).sqrt();
    let level = (1.0 - dy * dy).max(0.0).sqrt();
    let on_top_or_bottom = dy.abs() > 0.999;
    match (kind, notation) {
        (NodeKind::Store, Notation::Dfd3) if on_top_or_bottom => {
            Point::new(end.x, end.y - dy.signum() * drum(place) * (1.0 - upright))
        }
        (NodeKind::Process, Notation::Classic) if on_top_or_bottom => {
            Point::new(end.x, centre.y + dy.signum() * half.y * upright)
        }
        (NodeKind::Process, Notation::Classic) => Point::new(centre.x + dx.signum() * half.x * level, end.y),
        _ => end,
    }
}

/// A person: head and shoulders.
pub fn person(pen: &mut Pen, place: Rect) {
    let head = Point::new(place.centre().x, place.y + place.height * 0.27);
    let radius = place.height * 0.21;
    let (left, right) = (place.x + place.width * 0.14, place.right() - place.width * 0.14);
    let (foot, shoulder) = (place.bottom() - 1.0, place.y + place.height * 0.62);
    let circle = format!("circle cx=\"{}\" cy=\"{}\" r=\"{}\"", number(head.x), number(head.y), number(radius));
    pen.shape(&circle, "glyph");
    let bend = (right - left) / 2.0;
    let path = format!(
        "path d=\"M{} C{} {} {} Z\"",
        at(Point::new(left, foot)),
        at(Point::new(left, shoulder - 1.0)),
        at(Point::new(left + bend * 2.0, shoulder - 1.0)),
        at(Point::new(right, foot))
    );
    pen.shape(&path, "glyph");
}
