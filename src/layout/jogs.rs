//! Small jogs: where an arrow steps aside right behind its end, by less than anybody would miss.
//!
//! The engine spreads the ends of arrows evenly over the side of a box, and so an arrow that could run straight often
//! steps aside by some pixels. Such an end moves along its side instead, where nothing stands in the way.

use crate::layout::Layout;
use crate::layout::geometry::{Point, Rect, segments};
use crate::layout::nearby::Nearby;
use crate::view::picture::diagram::{Diagram, End};

/// Steps up to this are small, in pixels.
const SMALL: f64 = 14.0;
/// So far a moved end stays away from whatever is not its own, in pixels.
const APART: f64 = 8.0;
/// So far it stays away from the corners of its box, in pixels.
const CORNER: f64 = 16.0;

/// Takes out the small steps behind the ends of arrows at elements.
pub fn straighten(diagram: &Diagram, layout: &mut Layout) {
    let boxes = layout.nodes.iter().map(|node| node.badge.map_or(node.rect, |badge| badge.union(node.rect)));
    let boxes = Nearby::of(boxes);
    let names = Nearby::of(layout.clusters.iter().map(|cluster| cluster.header));
    let mut arrows = Nearby::of_lines(layout.edges.iter().map(|path| &path.points[..]));
    layout.edges.iter().enumerate().for_each(|(at, path)| arrows.add(at, path.label.rect));
    for (index, edge) in diagram.edges.iter().enumerate() {
        for (end, is_last) in [(edge.from, false), (edge.to, true)] {
            let End::Node(node) = end else { continue };
            let (Some(path), Some(own)) = (layout.edges.get(index), layout.nodes.get(node)) else { continue };
            let mut points = path.points.clone();
            if is_last {
                points.reverse();
            }
            let Some((straight, passed)) = straightened(&points, own.rect) else { continue };
            let near = Near { boxes: boxes.to(passed), names: names.to(passed), arrows: arrows.to(passed) };
            if !is_free(layout, &near, index, node, passed) {
                continue;
            }
            points = straight;
            arrows.add_line(index, &points);
            if is_last {
                points.reverse();
            }
            if let Some(path) = layout.edges.get_mut(index) {
                path.points = points;
            }
        }
    }
}

/// An arrow without the step behind its first point, and the stretch that this moves over; `None` where there is no
/// small step, or the box has no room for the end there.
fn straightened(points: &[Point], own: Rect) -> Option<(Vec<Point>, Rect)> {
    let [start, first, second, third, ..] = *points else { return None };
    let same = |one: f64, other: f64| (one - other).abs() < 0.01;
    let upright = same(start.x, first.x) && same(first.y, second.y) && same(second.x, third.x);
    let lying = same(start.y, first.y) && same(first.x, second.x) && same(second.y, third.y);
    // It leaves the box as it goes on, and the end may move within its side.
    let goes_on = |one: f64, two: f64, three: f64, four: f64| (two - one) * (four - three) > 0.0;
    let has_room = |at: f64, from: f64, to: f64| at > from + CORNER && at < to - CORNER;
    let moved = if upright && goes_on(start.y, first.y, second.y, third.y) && has_room(second.x, own.x, own.right()) {
        Point::new(second.x, start.y)
    } else if lying && goes_on(start.x, first.x, second.x, third.x) && has_room(second.y, own.y, own.bottom()) {
        Point::new(start.x, second.y)
    } else {
        return None;
    };
    if start.distance(moved) > SMALL {
        return None;
    }
    let passed = Rect::around(start, 0.0, 0.0).union(Rect::around(second, 0.0, 0.0));
    Some(([&[moved], points.get(3..)?].concat(), passed.grown(APART)))
}

/// What may be in a place, by number.
struct Near {
    boxes: Vec<usize>,
    names: Vec<usize>,
    arrows: Vec<usize>,
}

/// Whether nothing but an arrow and the box that it ends at is in a place.
fn is_free(layout: &Layout, near: &Near, edge: usize, own: usize, place: Rect) -> bool {
    let nodes = near.boxes.iter().filter_map(|at| Some((*at, layout.nodes.get(*at)?)));
    let mut boxes = nodes.flat_map(|(at, node)| [Some(node.rect).filter(|_| at != own), node.badge]).flatten();
    let mut names = near.names.iter().filter_map(|at| layout.clusters.get(*at)).map(|cluster| cluster.header);
    let mut others = near.arrows.iter().filter(|other| **other != edge).filter_map(|at| layout.edges.get(*at));
    boxes.all(|other| !other.overlaps(place))
        && names.all(|name| !name.overlaps(place))
        && others.all(|path| {
            !path.label.rect.overlaps(place) && segments(&path.points).all(|(from, to)| place.clip(from, to).is_none())
        })
}

#[cfg(test)]
mod tests {
    use super::{SMALL, straighten, straightened};
    use crate::layout::boxes::{self, NodeBox};
    use crate::layout::geometry::{Point, Rect};
    use crate::layout::{EdgePath, Layout};
    use crate::view::picture::diagram::{Diagram, Edge, End, Node, NodeKind, Notation};

    const BOX: Rect = Rect { x: 0.0, y: 0.0, width: 100.0, height: 60.0 };

    fn path(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|(x, y)| Point::new(*x, *y)).collect()
    }

    #[test]
    fn a_small_step_goes_and_a_large_one_stays() {
        let stepping = |by: f64| path(&[(50.0, 60.0), (50.0, 70.0), (50.0 + by, 70.0), (50.0 + by, 200.0)]);
        let straight = |by: f64| straightened(&stepping(by), BOX).map(|(points, _)| points);
        assert_eq!(straight(3.0), Some(path(&[(53.0, 60.0), (53.0, 200.0)])));
        assert_eq!(straight(-SMALL), Some(path(&[(50.0 - SMALL, 60.0), (50.0 - SMALL, 200.0)])));
        assert_eq!(straight(SMALL + 1.0), None);
    }

    #[test]
    fn sideways_as_well() {
        let points = path(&[(100.0, 30.0), (110.0, 30.0), (110.0, 33.0), (200.0, 33.0), (200.0, 90.0)]);
        let straight = path(&[(100.0, 33.0), (200.0, 33.0), (200.0, 90.0)]);
        assert_eq!(straightened(&points, BOX).map(|(points, _)| points), Some(straight));
    }

    #[test]
    fn ends_stay_on_their_side_and_arrows_do_not_turn_back() {
        let corner = path(&[(20.0, 60.0), (20.0, 70.0), (14.0, 70.0), (14.0, 200.0)]);
        assert_eq!(straightened(&corner, BOX), None);
        let back = path(&[(50.0, 60.0), (50.0, 70.0), (55.0, 70.0), (55.0, 62.0), (200.0, 62.0)]);
        assert_eq!(straightened(&back, BOX), None);
        assert_eq!(straightened(&path(&[(50.0, 60.0), (50.0, 70.0), (55.0, 70.0)]), BOX), None);
    }

    /// Two boxes below each other with an arrow that steps aside at both, and perhaps a second arrow.
    fn drawn(other: Option<Vec<Point>>) -> Vec<Point> {
        let node = |id: &str| Node::new(id, "", NodeKind::Process);
        let mut diagram = Diagram { nodes: vec![node("a"), node("b")], ..Diagram::default() };
        diagram.edges.push(Edge::new("a->b", 1, "", End::Node(0), End::Node(1)));
        let place = |rect: Rect| NodeBox { rect, ..boxes::node(&node("a"), Notation::Dfd3, (0.0, 0.0)) };
        let mut layout = Layout { nodes: vec![place(BOX), place(BOX.moved(8.0, 140.0))], ..Layout::default() };
        let points = [(50.0, 60.0), (50.0, 70.0), (54.0, 70.0), (54.0, 130.0), (58.0, 130.0), (58.0, 140.0)];
        layout.edges.push(EdgePath { points: path(&points), ..EdgePath::default() });
        layout.edges.extend(other.map(|points| EdgePath { points, ..EdgePath::default() }));
        straighten(&diagram, &mut layout);
        layout.edges.swap_remove(0).points
    }

    #[test]
    fn both_ends_are_straightened_unless_something_is_in_the_way() {
        assert_eq!(drawn(None), path(&[(54.0, 60.0), (54.0, 140.0)]));
        let beside = path(&[(60.0, 60.0), (60.0, 66.0), (90.0, 66.0)]);
        assert_eq!(drawn(Some(beside)), path(&[(50.0, 60.0), (50.0, 70.0), (54.0, 70.0), (54.0, 140.0)]));
    }
}
