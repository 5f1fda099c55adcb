//! What the engine is asked: numbered boxes in each other, with their sizes, and arrows between them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::layout::boxes;
use crate::layout::elk::sized::{LABEL_STEP, Sized, step};
use crate::layout::order::Order;
use crate::view::picture::diagram::{Direction, End};

/// How hard the engine tries.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Effort {
    Full,
    Plain,
}

impl Sized<'_> {
    /// The request, with what stands beside what in an order of ours if there is one.
    pub(super) fn request(&self, effort: Effort, order: Option<&Order>) -> Value {
        let mut children: BTreeMap<Option<usize>, Vec<Value>> = BTreeMap::new();
        for (index, (node, sized)) in self.diagram.nodes.iter().zip(&self.nodes).enumerate() {
            let place = order.and_then(|order| order.nodes.get(index));
            children.entry(node.cluster).or_default().push(json!({
                "id": format!("n{index}"), "width": sized.rect.width, "height": sized.rect.height,
                "layoutOptions": place.map_or(json!({}), |place| json!({ "elk.position": position(*place) })),
            }));
        }
        let mut edges: BTreeMap<Option<usize>, Vec<Value>> = BTreeMap::new();
        for (index, (edge, label)) in self.diagram.edges.iter().zip(&self.labels).enumerate() {
            let width = step(label.rect.width, LABEL_STEP);
            let labels = json!([{ "text": "x", "width": width, "height": label.rect.height,
                "layoutOptions": { "elk.edgeLabels.inline": true, "elk.edgeLabels.placement": "CENTER" } }]);
            let (from, to) = self.forwards.get(index).copied().unwrap_or((edge.from, edge.to));
            edges.entry(self.container(edge.from, edge.to)).or_default().push(json!({
                "id": format!("e{index}"), "sources": [end_id(from)], "targets": [end_id(to)],
                "labels": if label.is_empty() { json!([]) } else { labels },
            }));
        }
        // Parents stand before children, so from the back every boundary is complete when its parent takes it.
        for (index, (cluster, sized)) in self.diagram.clusters.iter().zip(&self.clusters).enumerate().rev() {
            let mut inside = children.remove(&Some(index)).unwrap_or_default();
            let (width, height) = (sized.header.width + 28.0, boxes::HEADER + 24.0);
            // To lay out downwards the engine turns the picture, but forgets to turn the smallest size of what has
            // an inside.
            let turned = self.direction == Direction::Down && !inside.is_empty();
            let smallest = if turned { (height, width) } else { (width, height) };
            let mut own = Map::new();
            own.insert("id".into(), json!(format!("c{index}")));
            own.insert("width".into(), json!(width));
            own.insert("height".into(), json!(height));
            let mut options = json!({
                // Above the name 9; below it the head and the dot of an arrow that ends right under it.
                "elk.padding": format!("[top={},left=18,bottom=18,right=18]", boxes::HEADER + 24.0),
                "elk.nodeSize.constraints": "[MINIMUM_SIZE]",
                "elk.nodeSize.minimum": format!("({},{})", smallest.0, smallest.1),
            });
            if let (Value::Object(options), Value::Object(common)) =
                (&mut options, self.spacing(effort, order.is_some()))
            {
                options.extend(common);
                let place = order.and_then(|order| order.clusters.get(index));
                options.extend(place.map(|place| ("elk.position".to_owned(), json!(position(*place)))));
            }
            own.insert("layoutOptions".into(), options);
            if !inside.is_empty() {
                by_file(&mut inside, &self.firsts);
                own.insert("children".into(), Value::Array(inside));
            }
            own.insert("edges".into(), Value::Array(edges.remove(&Some(index)).unwrap_or_default()));
            children.entry(cluster.parent).or_default().push(Value::Object(own));
        }
        let mut top = children.remove(&None).unwrap_or_default();
        by_file(&mut top, &self.firsts);
        json!({
            "id": "root", "layoutOptions": self.spacing(effort, order.is_some()), "children": top,
            "edges": edges.remove(&None).unwrap_or_default(),
        })
    }

    fn spacing(&self, effort: Effort, steady: bool) -> Value {
        let down = self.direction == Direction::Down;
        let size = self.diagram.nodes.len() + self.diagram.edges.len();
        let by_file = !steady && effort == Effort::Full && self.care.by_file;
        json!({
            "elk.algorithm": "layered",
            "elk.direction": if down { "DOWN" } else { "RIGHT" },
            "elk.hierarchyHandling": "INCLUDE_CHILDREN",
            "elk.edgeRouting": "ORTHOGONAL",
            "elk.layered.considerModelOrder.strategy": if by_file { "PREFER_EDGES" } else { "NONE" },
            "elk.layered.cycleBreaking.strategy": "GREEDY",
            "elk.layered.layering.strategy": "LONGEST_PATH_SOURCE",
            "elk.layered.crossingMinimization.semiInteractive": steady,
            "elk.layered.crossingMinimization.hierarchicalSweepiness": if size > 300 { 0.1 } else { 1.0 },
            "elk.layered.nodePlacement.strategy": if effort == Effort::Plain { "SIMPLE" } else { "BRANDES_KOEPF" },
            "elk.layered.nodePlacement.bk.fixedAlignment": "LEFTDOWN",
            "elk.layered.edgeLabels.centerLabelPlacementStrategy": "SPACE_EFFICIENT_LAYER",
            "elk.layered.thoroughness": self.care.thoroughness,
            "elk.randomSeed": 1,
            "elk.spacing.nodeNode": 30,
            "elk.spacing.edgeNode": 14,
            "elk.spacing.edgeEdge": 12,
            "elk.spacing.edgeLabel": 4,
            "elk.spacing.labelLabel": 6,
            "elk.spacing.componentComponent": 40,
            "elk.layered.spacing.nodeNodeBetweenLayers": 44,
            "elk.layered.spacing.edgeNodeBetweenLayers": 13,
            "elk.layered.spacing.edgeEdgeBetweenLayers": 9,
        })
    }

    /// The boundary that an edge's coordinates count from: the innermost that holds both ends, where a boundary
    /// that is itself an end holds what is inside it.
    fn container(&self, from: End, to: End) -> Option<usize> {
        let around = |end: End, other: End| match end {
            End::Cluster(cluster) if self.holds(cluster, other) => Some(cluster),
            end => self.diagram.cluster_of(end),
        };
        let of_from: Vec<usize> = self.diagram.enclosing(around(from, to)).collect();
        self.diagram.enclosing(around(to, from)).find(|cluster| of_from.contains(cluster))
    }

    fn holds(&self, cluster: usize, end: End) -> bool {
        self.diagram.enclosing(self.diagram.cluster_of(end)).any(|around| around == cluster)
    }
}

/// Children in the order of the diagram: a node by its number, a boundary by that of its first node.
fn by_file(children: &mut [Value], firsts: &[usize]) {
    children.sort_by_key(|child| {
        let id = child.get("id").and_then(Value::as_str).unwrap_or_default();
        let number = id.get(1..).and_then(|number| number.parse::<usize>().ok()).unwrap_or(usize::MAX);
        let place = if id.starts_with('c') { firsts.get(number).copied().unwrap_or(usize::MAX) } else { number };
        (place, number)
    });
}

/// A place in our order for the engine, which compares one of the two numbers, by the direction.
fn position(place: usize) -> String {
    format!("({0},{0})", 100 * place)
}

fn end_id(end: End) -> String {
    match end {
        End::Node(node) => format!("n{node}"),
        End::Cluster(cluster) => format!("c{cluster}"),
    }
}
