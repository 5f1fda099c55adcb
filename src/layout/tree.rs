//! Coordinates of a threat tree: every part beside or below its own, without overlaps, parents in the middle.
//!
//! A tidy tree of boxes of different sizes: a part takes as much room across as its children together, and its level
//! as much room along as the largest box on it. No engine is asked.

use crate::layout::boxes::{MARK, Text, mark, title};
use crate::layout::geometry::{Point, Rect};
use crate::layout::text_size::Face;
use crate::view::picture::diagram::Direction;
use crate::view::picture::tree::{Branch, Role, ThreatTree};

/// Blank space around the picture.
const MARGIN: f64 = 20.0;
/// Width of a gate's sign.
pub const GATE: (f64, f64) = (40.0, 28.0);
const PAD: f64 = 9.0;

/// Where everything of a threat tree is, in pixels from the top left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeLayout {
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// The way from the goal to the steps: never `Auto`.
    pub direction: Direction,
    /// The title, where there is one.
    pub title: Option<Text>,
    /// Every part, parents before children, children in order.
    pub parts: Vec<PartBox>,
}

/// One part of a tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartBox {
    /// The box around its words; of a gate without words, around its sign.
    pub rect: Rect,
    /// The sign of a gate, at the side of its children.
    pub sign: Option<Rect>,
    /// What it is.
    pub label: Option<Text>,
    /// Values and controls, below.
    pub notes: Vec<Text>,
    /// Over the top right corner: whether it is blocked, and of the goal, whether it is open.
    pub badge: Option<Rect>,
    /// Index of its parent.
    pub parent: Option<usize>,
    /// From the parent to this part; empty for the goal.
    pub line: Vec<Point>,
}

/// Gives every part of a tree its place; without a direction, the way that is nearer to 4 : 3.
pub fn layout(tree: &ThreatTree) -> TreeLayout {
    match tree.direction {
        Direction::Auto => {
            let (right, down) = (one_way(tree, Direction::Right), one_way(tree, Direction::Down));
            let stretch = |layout: &TreeLayout| (layout.width / layout.height.max(1.0) / (4.0 / 3.0)).ln().abs();
            if stretch(&right) <= stretch(&down) { right } else { down }
        }
        direction => one_way(tree, direction),
    }
}

/// The parts of a tree in the order of its layout.
pub fn parts(tree: &ThreatTree) -> Vec<&Branch> {
    let mut all = Vec::new();
    let mut stack = vec![&tree.root];
    while let Some(branch) = stack.pop() {
        all.push(branch);
        stack.extend(branch.children.iter().rev());
    }
    all
}

fn one_way(tree: &ThreatTree, direction: Direction) -> TreeLayout {
    let down = direction == Direction::Down;
    let mut placer = Placer { down, ..Placer::default() };
    placer.add(&tree.root, None, 0);
    placer.across();
    placer.along();
    let title = title(&tree.title, 700.0).map(|title| title.moved(MARGIN, MARGIN));
    let top = title.as_ref().map_or(MARGIN, |title| title.rect.bottom() + 16.0) + MARK / 2.0;
    let mut layout = TreeLayout { direction, title, parts: placer.finish(MARGIN, top), ..TreeLayout::default() };
    let extent = layout.parts.iter().map(|part| part.sign.map_or(part.rect, |sign| sign.union(part.rect)));
    let extent = extent.reduce(Rect::union).unwrap_or_default();
    let title_width = layout.title.as_ref().map_or(0.0, |title| title.rect.right());
    layout.width = (extent.right().max(title_width) + MARGIN).ceil();
    layout.height = (extent.bottom() + MARGIN).ceil();
    layout
}

/// Which words stand in a part, at the origin.
fn part(branch: &Branch, down: bool) -> PartBox {
    let is_gate = matches!(branch.role, Role::All | Role::Any);
    let goal = branch.role == Role::Goal;
    let face = if goal { Face::CLUSTER } else { Face::NODE };
    let label = Some(Text::new(&branch.label, face, 190.0, 5)).filter(|text| !text.is_empty());
    let mut notes: Vec<String> = Vec::new();
    if !branch.values.is_empty() {
        notes.push(branch.values.join(", "));
    }
    if !branch.by.is_empty() {
        notes.push(format!("blocked by {}", branch.by.join(", ")));
    }
    if !branch.planned.is_empty() {
        notes.push(format!("planned: {}", branch.planned.join(", ")));
    }
    let notes: Vec<Text> = notes.iter().map(|note| Text::new(note, Face::SMALL, 190.0, 3)).collect();
    let width = label.iter().chain(&notes).map(|text| text.rect.width).fold(0.0, f64::max);
    let (width, height) = match (&label, is_gate) {
        (None, true) => GATE,
        _ => {
            let words: f64 = label.iter().chain(&notes).map(|text| text.rect.height).sum();
            let gap = if notes.is_empty() { 0.0 } else { 3.0 };
            ((width + 2.0 * PAD + 2.0).max(70.0), words + gap + 2.0 * PAD)
        }
    };
    let rect = Rect::new(0.0, 0.0, width.ceil(), height.ceil());
    let mut y = PAD;
    let mut centred = |text: Text, gap: f64| {
        let height = text.rect.height;
        let placed = Text { rect: Rect::new(PAD, y + gap, rect.width - 2.0 * PAD, height), centred: true, ..text };
        y = placed.rect.bottom();
        placed
    };
    let has_label = label.is_some();
    let label = label.map(|label| centred(label, 0.0));
    let notes =
        notes.into_iter().enumerate().map(|(at, note)| centred(note, if at == 0 { 3.0 } else { 0.0 })).collect();
    let sign = is_gate.then(|| match (has_label, down) {
        (false, _) => rect,
        (true, true) => Rect::new((rect.width - GATE.0) / 2.0, rect.height, GATE.0, GATE.1),
        (true, false) => Rect::new(rect.width, (rect.height - GATE.1) / 2.0, GATE.0, GATE.1),
    });
    let says = if branch.blocked { Some("") } else { goal.then_some("!") };
    let badge = says.map(mark).map(|mark| mark.moved(rect.width - mark.width + 6.0, -MARK / 2.0));
    PartBox { rect, sign, label, notes, badge, parent: None, line: Vec::new() }
}

#[derive(Default)]
struct Placer {
    down: bool,
    parts: Vec<PartBox>,
    levels: Vec<usize>,
    children: Vec<Vec<usize>>,
}

impl Placer {
    fn add(&mut self, branch: &Branch, parent: Option<usize>, level: usize) -> usize {
        // Iterative, in the order of `parts`: a tree may be as deep as the parser allows.
        let first = self.parts.len();
        let mut stack = vec![(branch, parent, level)];
        while let Some((branch, parent, level)) = stack.pop() {
            let at = self.parts.len();
            self.parts.push(PartBox { parent, ..part(branch, self.down) });
            self.levels.push(level);
            self.children.push(Vec::new());
            if let Some(siblings) = parent.and_then(|parent| self.children.get_mut(parent)) {
                siblings.push(at);
            }
            stack.extend(branch.children.iter().rev().map(|child| (child, Some(at), level + 1)));
        }
        first
    }

    fn breadth(&self, at: usize) -> f64 {
        let rect = self.parts.get(at).map(|part| part.sign.map_or(part.rect, |sign| sign.union(part.rect)));
        let rect = rect.unwrap_or_default();
        if self.down { rect.width } else { rect.height }
    }

    /// Places across: children side by side, their parent over the middle of them.
    fn across(&mut self) {
        let gap = if self.down { 22.0 } else { 16.0 };
        let count = self.parts.len();
        let mut room = vec![0.0; count];
        for at in (0..count).rev() {
            let inner: Vec<f64> = self.children[at].iter().map(|child| room[*child]).collect();
            let inner = inner.iter().sum::<f64>() + gap * inner.len().saturating_sub(1) as f64;
            room[at] = inner.max(self.breadth(at));
        }
        let mut starts = vec![0.0; count];
        let mut middles = vec![0.0; count];
        for at in 0..count {
            middles[at] = starts[at] + room[at] / 2.0;
            let children = &self.children[at];
            let inner =
                children.iter().map(|child| room[*child]).sum::<f64>() + gap * children.len().saturating_sub(1) as f64;
            let mut next = starts[at] + (room[at] - inner) / 2.0;
            for child in children {
                starts[*child] = next;
                next += room[*child] + gap;
            }
        }
        for (part, middle) in self.parts.iter_mut().zip(&middles) {
            let (dx, dy) =
                if self.down { (middle - part.rect.width / 2.0, 0.0) } else { (0.0, middle - part.rect.height / 2.0) };
            *part = moved(part, dx, dy);
        }
    }

    /// Places along: level after level.
    fn along(&mut self) {
        let gap = if self.down { 40.0 } else { 44.0 };
        let deepest = self.levels.iter().copied().max().unwrap_or(0);
        let mut sizes = vec![0.0_f64; deepest + 1];
        for (part, level) in self.parts.iter().zip(&self.levels) {
            let whole = part.sign.map_or(part.rect, |sign| sign.union(part.rect));
            sizes[*level] = sizes[*level].max(if self.down { whole.height } else { whole.width });
        }
        let mut starts = vec![0.0; deepest + 1];
        for level in 1..=deepest {
            starts[level] = starts[level - 1] + sizes[level - 1] + gap;
        }
        let down = self.down;
        for (part, level) in self.parts.iter_mut().zip(&self.levels) {
            let (dx, dy) = if down { (0.0, starts[*level]) } else { (starts[*level], 0.0) };
            *part = moved(part, dx, dy);
        }
        for at in 0..self.parts.len() {
            let Some(parent) = self.parts[at].parent else { continue };
            let (from, to) = (exit(&self.parts[parent], down), entrance(&self.parts[at], down));
            // Half way between the levels, so that the lines to all children of one parent share a stem.
            let level = starts[self.levels[at]] - gap / 2.0;
            let bends = if down {
                [Point::new(from.x, level), Point::new(to.x, level)]
            } else {
                [Point::new(level, from.y), Point::new(level, to.y)]
            };
            self.parts[at].line = vec![from, bends[0], bends[1], to];
        }
    }

    fn finish(self, dx: f64, dy: f64) -> Vec<PartBox> {
        self.parts.iter().map(|part| moved(part, dx, dy)).collect()
    }
}

fn exit(part: &PartBox, down: bool) -> Point {
    let rect = part.sign.unwrap_or(part.rect);
    if down { Point::new(rect.centre().x, rect.bottom()) } else { Point::new(rect.right(), rect.centre().y) }
}

fn entrance(part: &PartBox, down: bool) -> Point {
    if down { Point::new(part.rect.centre().x, part.rect.y) } else { Point::new(part.rect.x, part.rect.centre().y) }
}

fn moved(part: &PartBox, dx: f64, dy: f64) -> PartBox {
    PartBox {
        rect: part.rect.moved(dx, dy),
        sign: part.sign.map(|sign| sign.moved(dx, dy)),
        label: part.label.clone().map(|label| label.moved(dx, dy)),
        notes: part.notes.iter().map(|note| note.clone().moved(dx, dy)).collect(),
        badge: part.badge.map(|badge| badge.moved(dx, dy)),
        parent: part.parent,
        line: part.line.iter().map(|at| Point::new(at.x + dx, at.y + dy)).collect(),
    }
}
