//! Who stands beside whom, so that arrows cross little and an edit moves little.
//!
//! The engine sorts boxes well, but its search starts from chance: one box more, and everything stands elsewhere. Here
//! boxes are put in one by one, in the order of the file, each where its arrows cross least; what was put in before
//! stays in its order. So what comes last in the file disturbs nobody, as long as everything keeps its layer.
//!
//! # What is counted
//!
//! Each boundary is a drawing in layers, as the engine makes them: of what stands in it directly, elements and
//! boundaries alike, each is one layer below what it has arrows from. An arrow runs from layer to layer. Where it
//! passes layers it takes a *lane*, a box without width that is put in like the others. All boxes and lanes together
//! stand in one sequence, in which what is inside a boundary is never torn apart. Two arrows between the same layers
//! cross where the sequence has their upper ends one way round and their lower ends the other way.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::view::picture::diagram::{Diagram, End};

/// What a crossing counts, where one place farther in the sequence counts 1: crossings decide, and between places with
/// equally many the nearer one.
const CROSSING: i64 = 10;

/// For everything its place among what stands in the same boundary; smaller stands before larger.
#[derive(Debug, Default, PartialEq)]
pub struct Order {
    /// One a node.
    pub nodes: Vec<usize>,
    /// One a boundary.
    pub clusters: Vec<usize>,
}

/// So many comparisons of two pieces of arrows are worth an order: some 50 ms. Diagrams of 60 elements and 90 arrows in
/// boundaries need a tenth; what is denser has so many crossings that none looks still.
const MOST_STEPS: u64 = 30_000_000;

/// Orders what is in a diagram; `None` where that takes more than [`MOST_STEPS`].
///
/// `forwards` has the two ends of each arrow, the upper first. Between things in the same boundary they should make no
/// circle; those that do have no say. The time grows with the third power of the size: some 2 ms at 30 nodes and 45
/// arrows.
pub fn order(diagram: &Diagram, forwards: &[(End, End)]) -> Option<Order> {
    let mut graph = Graph::new(diagram);
    graph.connect(forwards);
    for item in 0..graph.boxes {
        graph.enter(item);
        if graph.is_too_much() {
            return None;
        }
    }
    Some(graph.order())
}

/// An element, a boundary or a lane, by number: first the elements, then the boundaries, then the lanes.
type Item = usize;
/// What holds items: 0 is the picture, and `n + 1` boundary `n`.
type Holder = usize;

/// A piece of an arrow between two neighbouring layers.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// The layers that it connects; only pieces with the same gap can cross.
    gap: usize,
    /// Its upper and its lower end.
    ends: [Item; 2],
    /// How many arrows run here.
    weight: i64,
}

/// The arrows between two boxes.
#[derive(Debug)]
struct Link {
    ends: [Item; 2],
    lanes: Vec<Item>,
}

#[derive(Debug, Default)]
struct Graph {
    /// How many elements there are.
    nodes: usize,
    /// How many elements and boundaries there are.
    boxes: usize,
    /// For each item, what it stands in.
    holder: Vec<Holder>,
    links: Vec<Link>,
    pieces: Vec<Piece>,
    /// For each item the pieces that end there, with which of their ends.
    touching: Vec<Vec<(usize, usize)>>,
    /// What was put in. A boundary stands right before what it holds.
    sequence: Vec<Item>,
    /// Where each item stands in the sequence.
    place: Vec<Option<usize>>,
    /// How many items of the sequence each item takes: itself and what it holds.
    size: Vec<usize>,
    /// How much was compared and moved so far.
    steps: u64,
}

impl Graph {
    fn new(diagram: &Diagram) -> Graph {
        let holder = |cluster: Option<usize>| cluster.map_or(0, |cluster| cluster + 1);
        let nodes = diagram.nodes.iter().map(|node| holder(node.cluster));
        let holder: Vec<Holder> = nodes.chain(diagram.clusters.iter().map(|cluster| holder(cluster.parent))).collect();
        Graph { nodes: diagram.nodes.len(), boxes: holder.len(), holder, ..Graph::default() }
    }

    fn item(&self, end: End) -> Item {
        match end {
            End::Node(node) => node,
            End::Cluster(cluster) => self.nodes + cluster,
        }
    }

    /// The boundary that an item stands in, as an item.
    fn boundary(&self, item: Item) -> Option<Item> {
        self.holder[item].checked_sub(1).map(|cluster| self.nodes + cluster)
    }

    /// An item and the boundaries around it, the outermost first.
    fn inwards(&self, item: Item) -> Vec<Item> {
        let mut around: Vec<Item> = std::iter::successors(Some(item), |item| self.boundary(*item)).collect();
        around.reverse();
        around
    }

    /// Makes lanes and pieces of the arrows.
    fn connect(&mut self, forwards: &[(End, End)]) {
        let mut arrows: BTreeMap<[Item; 2], i64> = BTreeMap::new();
        for (from, to) in forwards {
            *arrows.entry([self.item(*from), self.item(*to)]).or_default() += 1;
        }
        // An arrow between a boundary and its own inside passes nothing.
        arrows.retain(|[from, to], _| !self.inwards(*from).contains(to) && !self.inwards(*to).contains(from));
        let layers = self.layers(arrows.keys());
        let mut last = vec![0; self.boxes - self.nodes + 1];
        for (item, layer) in layers.iter().enumerate() {
            last[self.holder[item]] = layer.max(&last[self.holder[item]]).to_owned();
        }
        // Below every layer there is a gap; they are numbered through all boundaries.
        let mut gaps = vec![0];
        for last in &last {
            gaps.push(gaps.last().map_or(0, |gap| gap + last + 1));
        }
        for (ends, weight) in arrows {
            let (one, two) = (self.inwards(ends[0]), self.inwards(ends[1]));
            let shared = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
            let mut link = Link { ends, lanes: Vec::new() };
            let mut draw = |graph: &mut Graph, holder: Holder, layers: (usize, usize), ends: [Option<Item>; 2]| {
                let lane = (layers.1 - layers.0 > 1 || ends.contains(&None)).then(|| {
                    graph.holder.push(holder);
                    graph.holder.len() - 1
                });
                link.lanes.extend(lane);
                for layer in layers.0..layers.1 {
                    let upper = if layer == layers.0 { ends[0].or(lane) } else { lane };
                    let lower = if layer + 1 == layers.1 { ends[1].or(lane) } else { lane };
                    if let (Some(upper), Some(lower)) = (upper, lower) {
                        graph.pieces.push(Piece { gap: gaps[holder] + layer, ends: [upper, lower], weight });
                    }
                }
                lane
            };
            let (mut upper, mut lower) = ends.into();
            // Out of the boundaries around the upper end, down to their last layers, and into those around the lower.
            for item in one[shared + 1..].iter().rev() {
                let (holder, layer) = (self.holder[*item], layers[*item]);
                if layer < last[holder] {
                    upper = draw(self, holder, (layer, last[holder]), [Some(upper), None]).unwrap_or(upper);
                }
            }
            for item in two[shared + 1..].iter().rev() {
                let (holder, layer) = (self.holder[*item], layers[*item]);
                if layer > 0 {
                    lower = draw(self, holder, (0, layer), [None, Some(lower)]).unwrap_or(lower);
                }
            }
            let (start, end) = (layers[one[shared]], layers[two[shared]]);
            if start < end {
                draw(self, self.holder[one[shared]], (start, end), [Some(upper), Some(lower)]);
            }
            self.links.push(link);
        }
        self.touching = vec![Vec::new(); self.holder.len()];
        for (index, piece) in self.pieces.iter().enumerate() {
            for (side, end) in piece.ends.into_iter().enumerate() {
                self.touching[end].push((index, side));
            }
        }
        self.place = vec![None; self.holder.len()];
        self.size = vec![1; self.holder.len()];
    }

    /// The layer of each box among what it stands beside: the length of the longest way there.
    fn layers<'a>(&self, arrows: impl Iterator<Item = &'a [Item; 2]>) -> Vec<usize> {
        let mut next: Vec<Vec<Item>> = vec![Vec::new(); self.boxes];
        let mut before = vec![0_usize; self.boxes];
        for [from, to] in arrows {
            let (one, two) = (self.inwards(*from), self.inwards(*to));
            if let Some((one, two)) = one.into_iter().zip(two).find(|(one, two)| one != two) {
                next[one].push(two);
                before[two] += 1;
            }
        }
        let mut layers = vec![0; self.boxes];
        let mut ready: Vec<Item> = (0..self.boxes).filter(|item| before[*item] == 0).collect();
        while let Some(item) = ready.pop() {
            for to in std::mem::take(&mut next[item]) {
                layers[to] = layers[to].max(layers[item] + 1);
                before[to] -= 1;
                if before[to] == 0 {
                    ready.push(to);
                }
            }
        }
        layers
    }

    /// Puts in a box, the boundaries around it that are not there yet, and the lanes of its arrows to what is there.
    ///
    /// Every place is tried, from the last to the first, and for each the best places of the lanes; of equally good
    /// ones the last is taken.
    fn enter(&mut self, item: Item) {
        let fresh: Vec<Item> = self.inwards(item).into_iter().filter(|item| self.place[*item].is_none()).collect();
        let Some(first) = fresh.first().copied() else { return };
        for item in fresh {
            self.append(item);
        }
        let there = |item: &Item| self.place[*item].is_some();
        let links = self.links.iter().filter(|link| link.ends.iter().all(there));
        let lanes: Vec<Item> = links.flat_map(|link| &link.lanes).filter(|lane| !there(lane)).copied().collect();
        for lane in &lanes {
            self.append(*lane);
        }
        let mut cost = 0;
        let mut best: Option<(i64, Vec<Item>)> = None;
        loop {
            cost += lanes.iter().map(|lane| self.settle(*lane)).sum::<i64>();
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, self.sequence.clone()));
            }
            // Its own lanes do not count as a step, since they follow.
            let mut stepped = false;
            while !stepped
                && !self.is_too_much()
                && let Some(other) = self.before(first)
            {
                cost += self.exchange(other, first);
                stepped = !lanes.contains(&other);
            }
            if !stepped {
                break;
            }
        }
        if let Some((_, sequence)) = best {
            self.sequence = sequence;
            self.number(0, self.sequence.len());
        }
    }

    /// Puts an item at the end of what it stands in.
    fn append(&mut self, item: Item) {
        let around = self.inwards(item);
        let start = self.boundary(item).and_then(|boundary| Some((self.place[boundary]?, self.size[boundary])));
        let at = start.map_or(self.sequence.len(), |(place, size)| place + size);
        self.sequence.insert(at, item);
        for boundary in around.into_iter().filter(|around| *around != item) {
            self.size[boundary] += 1;
        }
        self.number(at, self.sequence.len());
    }

    fn is_too_much(&self) -> bool {
        self.steps > MOST_STEPS
    }

    fn number(&mut self, from: usize, to: usize) {
        self.steps += (to - from) as u64;
        for at in from..to {
            self.place[self.sequence[at]] = Some(at);
        }
    }

    /// Moves an item, among what it stands beside, to where it costs least, and says what that saves as a number below
    /// zero. Where no place is better it stays.
    fn settle(&mut self, item: Item) -> i64 {
        // To the end, to the start, and back to the best place.
        let (mut at, mut cost) = (0_i64, 0);
        let (mut best, mut least) = (0, 0);
        while !self.is_too_much()
            && let Some(other) = self.after(item)
        {
            cost += self.exchange(item, other);
            at += 1;
            if cost < least {
                (best, least) = (at, cost);
            }
        }
        while !self.is_too_much()
            && let Some(other) = self.before(item)
        {
            cost += self.exchange(other, item);
            at -= 1;
            if cost < least {
                (best, least) = (at, cost);
            }
        }
        while at < best
            && !self.is_too_much()
            && let Some(other) = self.after(item)
        {
            self.exchange(item, other);
            at += 1;
        }
        least
    }

    /// What stands right before an item in the same boundary.
    fn before(&self, item: Item) -> Option<Item> {
        let before = self.sequence[..self.place[item]?].iter().rev();
        let mut before = before.take_while(|other| Some(**other) != self.boundary(item));
        before.find(|other| self.holder[**other] == self.holder[item]).copied()
    }

    /// What stands right after an item in the same boundary.
    fn after(&self, item: Item) -> Option<Item> {
        let next = self.sequence.get(self.place[item]? + self.size[item])?;
        (self.holder[*next] == self.holder[item]).then_some(*next)
    }

    /// Exchanges two neighbours, and says what that costs.
    fn exchange(&mut self, one: Item, two: Item) -> i64 {
        let Some(start) = self.place[one] else { return 0 };
        let middle = start + self.size[one];
        let end = middle + self.size[two];
        let cost = CROSSING * self.crossings(start, middle, end) + self.lengths(start, middle, end);
        self.sequence[start..end].rotate_left(middle - start);
        self.number(start, end);
        cost
    }

    /// The pieces that end between two places of the sequence and whose other end is in it, too: the piece, which of its
    /// ends this is, and where the other one stands.
    fn ends(&self, from: usize, to: usize) -> impl Iterator<Item = (Piece, usize, usize)> {
        let touching = self.sequence[from..to].iter().flat_map(|item| &self.touching[*item]);
        touching.filter_map(|(piece, side)| {
            let piece = self.pieces[*piece];
            Some((piece, *side, self.place[piece.ends[1 - side]]?))
        })
    }

    /// How many more crossings there are when what stands from `middle` on goes before what stands from `start` on.
    fn crossings(&mut self, start: usize, middle: usize, end: usize) -> i64 {
        let (mut more, mut steps) = (0, 8);
        for (left, side, other) in self.ends(start, middle) {
            for (right, its_side, its_other) in self.ends(middle, end) {
                steps += 1;
                // Where both ends of both are in here, they change sides together.
                let alike = other < middle && other >= start && its_other >= middle && its_other < end;
                if left.gap == right.gap && side == its_side && !alike {
                    more += left.weight
                        * right.weight
                        * match other.cmp(&its_other) {
                            Ordering::Less => 1,
                            Ordering::Equal => 0,
                            Ordering::Greater => -1,
                        };
                }
            }
        }
        self.steps += steps;
        more
    }

    /// How much longer pieces become by the same exchange.
    fn lengths(&self, start: usize, middle: usize, end: usize) -> i64 {
        let mut more = 0;
        for (from, to, shift) in [(start, middle, (end - middle) as i64), (middle, end, -((middle - start) as i64))] {
            for (piece, side, other) in self.ends(from, to) {
                // Between the two that change places the distance stays about the same.
                if let Some(own) = self.place[piece.ends[side]]
                    && !(start..end).contains(&other)
                {
                    let distance = |shift: i64| (own as i64 + shift - other as i64).abs();
                    more += piece.weight * (distance(shift) - distance(0));
                }
            }
        }
        more
    }

    /// The sequence, told by boundaries.
    fn order(&self) -> Order {
        let mut boxes = vec![0; self.boxes];
        for (place, item) in self.sequence.iter().enumerate().filter(|(_, item)| **item < self.boxes) {
            boxes[*item] = place;
        }
        let clusters = boxes.split_off(self.nodes);
        Order { nodes: boxes, clusters }
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, order};
    use crate::view::picture::diagram::{Cluster, Diagram, End, Node, NodeKind};

    /// Elements in boundaries by number, and arrows between elements.
    fn ordered(clusters: &[Option<usize>], nodes: &[Option<usize>], arrows: &[(usize, usize)]) -> Order {
        let mut diagram = Diagram::default();
        for parent in clusters {
            let id = format!("c{}", diagram.clusters.len());
            diagram.clusters.push(Cluster { parent: *parent, ..Cluster::new(id, "", "") });
        }
        for cluster in nodes {
            let id = format!("n{}", diagram.nodes.len());
            diagram.nodes.push(Node { cluster: *cluster, ..Node::new(id, "", NodeKind::Process) });
        }
        let arrows: Vec<(End, End)> = arrows.iter().map(|(from, to)| (End::Node(*from), End::Node(*to))).collect();
        order(&diagram, &arrows).unwrap()
    }

    fn sorted(order: &[usize], items: &[usize]) -> Vec<usize> {
        let mut items = items.to_vec();
        items.sort_by_key(|item| order[*item]);
        items
    }

    #[test]
    fn without_a_reason_the_order_of_the_file_stays() {
        let order = ordered(&[], &[None; 5], &[]);
        assert_eq!(sorted(&order.nodes, &[4, 2, 0, 3, 1]), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn an_element_goes_where_its_arrows_cross_least() {
        // 0 and 1 above; 2 below 1, then 3 below 0: the other way round they would cross.
        let order = ordered(&[], &[None; 4], &[(1, 2), (0, 3)]);
        assert_eq!(sorted(&order.nodes, &[0, 1]), [0, 1]);
        assert_eq!(sorted(&order.nodes, &[2, 3]), [3, 2]);
    }

    #[test]
    fn boundaries_are_not_torn_apart() {
        // 0 and 1 above; 2 and 4 in one boundary and 3 beside it, whose arrow comes from the left.
        let order = ordered(&[None], &[None, None, Some(0), None, Some(0)], &[(1, 2), (0, 3), (1, 4)]);
        assert!(order.nodes[3] < order.clusters[0]);
        assert_eq!(sorted(&order.nodes, &[3, 2, 4]), [3, 2, 4]);
    }

    #[test]
    fn an_arrow_that_passes_layers_keeps_out_of_the_way_of_others() {
        // A chain 0, 1, 2 and an arrow from 0 to 2 beside it: 3 and 4, a chain of their own, need not be crossed.
        let order = ordered(&[], &[None; 5], &[(0, 1), (1, 2), (0, 2), (3, 4)]);
        assert_eq!(sorted(&order.nodes, &[0, 3]), [0, 3]);
        assert_eq!(sorted(&order.nodes, &[1, 4]), [1, 4]);
    }

    #[test]
    fn what_is_added_last_changes_the_order_of_nothing_else() {
        let arrows = [(0, 3), (1, 4), (2, 5), (0, 5), (1, 3), (3, 6), (4, 6), (2, 6)];
        let before = ordered(&[], &[None; 7], &arrows);
        let all: Vec<usize> = (0..7).collect();
        for from in 0..7 {
            let arrows: Vec<(usize, usize)> = arrows.into_iter().chain([(from, 7)]).collect();
            let after = ordered(&[], &[None; 8], &arrows);
            assert_eq!(sorted(&after.nodes, &all), sorted(&before.nodes, &all), "an arrow from {from}");
        }
    }

    #[test]
    fn circles_have_no_say_and_do_no_harm() {
        let order = ordered(&[None, None], &[Some(0), Some(1), None], &[(0, 1), (1, 0), (0, 2), (2, 0)]);
        assert_eq!(sorted(&order.nodes, &[0, 1, 2]), [0, 1, 2]);
    }
}
