//! What the engine answers: coordinates by number, each counted from the boundary around it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::layout::boxes::ClusterBox;
use crate::layout::elk::sized::Sized;
use crate::layout::geometry::{Point, Rect};
use crate::layout::{EdgePath, Layout, LayoutError};

impl Sized<'_> {
    /// The answer as a layout, all coordinates counted from the top left of the picture.
    pub(super) fn read(&self, answer: &Value) -> Result<Layout, LayoutError> {
        let mut found = Found::default();
        found.walk(answer, Point::default());
        let missing = || LayoutError::Engine("a box or an arrow did not come back".to_owned());
        let mut layout = Layout { direction: self.direction, ..Layout::default() };
        for (index, sized) in self.nodes.iter().enumerate() {
            let rect = found.boxes.get(&format!("n{index}")).ok_or_else(missing)?;
            layout.nodes.push(sized.moved(rect.x, rect.y));
        }
        for (index, sized) in self.clusters.iter().enumerate() {
            let rect = *found.boxes.get(&format!("c{index}")).ok_or_else(missing)?;
            layout.clusters.push(ClusterBox { rect, ..sized.header_moved(rect.x + 14.0, rect.y + 9.0) });
        }
        for (index, sized) in self.labels.iter().enumerate() {
            let (mut points, label) = found.edges.remove(&format!("e{index}")).ok_or_else(missing)?;
            let given = self.forwards.get(index).map(|(from, _)| *from);
            if given != self.diagram.edges.get(index).map(|edge| edge.from) {
                points.reverse();
            }
            if points.len() < 2 {
                return Err(missing());
            }
            // The words stand in the middle of the room that was kept for them.
            let (dx, dy) = ((label.width - sized.rect.width) / 2.0, (label.height - sized.rect.height) / 2.0);
            layout.edges.push(EdgePath { points, label: sized.moved(label.x + dx, label.y + dy) });
        }
        Ok(layout)
    }
}

/// Absolute coordinates by the engine's ids.
#[derive(Default)]
struct Found {
    boxes: BTreeMap<String, Rect>,
    edges: BTreeMap<String, (Vec<Point>, Rect)>,
}

impl Found {
    fn walk(&mut self, value: &Value, origin: Point) {
        for child in array(value, "children") {
            let rect = rect(child, origin);
            self.boxes.insert(id(child), rect);
            self.walk(child, Point::new(rect.x, rect.y));
        }
        for edge in array(value, "edges") {
            let mut points = Vec::new();
            for section in array(edge, "sections") {
                points.extend(section.get("startPoint").map(|at| point(at, origin)));
                points.extend(array(section, "bendPoints").iter().map(|at| point(at, origin)));
                points.extend(section.get("endPoint").map(|at| point(at, origin)));
            }
            let label = array(edge, "labels").first().map(|label| rect(label, origin)).unwrap_or_default();
            self.edges.insert(id(edge), (points, label));
        }
    }
}

fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn id(value: &Value) -> String {
    value.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn number(value: &Value, key: &str) -> f64 {
    value.get(key).and_then(Value::as_f64).unwrap_or(0.0)
}

fn point(value: &Value, origin: Point) -> Point {
    Point::new(number(value, "x") + origin.x, number(value, "y") + origin.y)
}

fn rect(value: &Value, origin: Point) -> Rect {
    let at = point(value, origin);
    Rect::new(at.x, at.y, number(value, "width"), number(value, "height"))
}
