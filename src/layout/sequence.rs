//! Coordinates of a sequence diagram: columns wide enough for what is written between them, rows from top to bottom.
//!
//! All of it is arithmetic on the sizes of words; no engine is asked.

use crate::layout::boxes::{self, ClusterBox, MARK, NodeBox, Text};
use crate::layout::geometry::{Point, Rect};
use crate::layout::text_size::Face;
use crate::view::picture::diagram::{Cluster, Node, Notation};
use crate::view::picture::sequence::{Group, Message, Sequence};

/// Blank space around the picture.
const MARGIN: f64 = 20.0;
/// Blank space between two heads.
const GAP: f64 = 26.0;
/// Room between a boundary's line and what is inside.
const FENCE: f64 = 14.0;
/// Room between words and a line beside them.
const BESIDE: f64 = 5.0;
/// The widest that words beside a message get.
const WORDS: f64 = 170.0;

/// Where everything of a sequence diagram is, in pixels from the top left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SequenceLayout {
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// The title, where there is one.
    pub title: Option<Text>,
    /// One a group.
    pub groups: Vec<ClusterBox>,
    /// One a lifeline.
    pub heads: Vec<NodeBox>,
    /// The line below each head, top and bottom.
    pub stems: Vec<(Point, Point)>,
    /// One a message.
    pub messages: Vec<MessagePath>,
}

/// A message's arrow and words.
#[derive(Clone, Debug, PartialEq)]
pub struct MessagePath {
    /// Where it leaves.
    pub from: Point,
    /// Where it arrives.
    pub to: Point,
    /// What it is.
    pub label: Option<Text>,
    /// What it carries, below the label.
    pub data: Option<Text>,
    /// The number, on the sender's line; a reply has none.
    pub disc: Option<Rect>,
    /// How its threats stand, after the words.
    pub badge: Option<Rect>,
}

/// Gives every part of a sequence diagram its place.
pub fn layout(sequence: &Sequence) -> SequenceLayout {
    let heads: Vec<NodeBox> = sequence.lifelines.iter().map(head).collect();
    let words: Vec<MessagePath> = sequence.messages.iter().map(words).collect();
    let frames = Frame::all(sequence);
    let gaps = with_room(sequence, &frames, &heads, &words, columns(sequence, &frames, &heads));
    let grid = Grid::new(sequence, &frames, &heads, &gaps);
    let title = boxes::title(&sequence.title, 900.0).map(|title| title.moved(MARGIN, MARGIN));
    let above = title.as_ref().map_or(MARGIN, |title| title.rect.bottom() + 14.0);
    let depth = frames.iter().map(|frame| frame.depth).max().unwrap_or(0);
    let head_top = above + depth as f64 * (boxes::HEADER + 12.0);
    let head_height = heads.iter().map(|head| head.rect.height).fold(0.0, f64::max);
    let heads: Vec<NodeBox> = heads
        .iter()
        .zip(&grid.xs)
        .map(|(head, x)| head.moved(x - head.rect.width / 2.0, head_top + head_height - head.rect.height))
        .collect();
    let top = head_top + head_height;

    let mut y = top + 20.0;
    let mut messages = Vec::new();
    for (message, words) in sequence.messages.iter().zip(words) {
        let placed = place(words, &Span::new(message, &grid), y);
        y = placed.from.y + 18.0;
        messages.push(placed);
    }
    let bottom = y + 2.0;
    let stems = grid.xs.iter().map(|x| (Point::new(*x, top), Point::new(*x, bottom))).collect();

    let mut groups: Vec<ClusterBox> = Vec::new();
    for (frame, (left, right)) in frames.iter().zip(grid.fences) {
        let up = above + (frame.depth as f64 - 1.0) * (boxes::HEADER + 12.0);
        let rect = Rect::new(left, up, right - left, bottom + FENCE * (frame.below as f64 + 1.0) - up);
        groups.push(ClusterBox { rect, ..frame.header.header_moved(left + 12.0, up + 8.0) });
    }
    let extent = groups.iter().map(|group| group.rect).chain(heads.iter().map(|head| head.rect));
    let extent = extent.reduce(Rect::union).unwrap_or_default();
    let title_width = title.as_ref().map_or(0.0, |title| title.rect.right());
    SequenceLayout {
        width: (extent.right().max(title_width) + MARGIN).max(120.0).ceil(),
        height: (extent.bottom().max(bottom) + MARGIN).ceil(),
        title,
        groups,
        heads,
        stems,
        messages,
    }
}

fn head(lifeline: &crate::view::picture::sequence::Lifeline) -> NodeBox {
    let mut node = Node::new(&lifeline.id, &lifeline.label, lifeline.kind);
    node.threats = lifeline.threats;
    boxes::node(&node, Notation::Dfd3, (0.0, 0.0))
}

/// The words of a message at the origin.
fn words(message: &Message) -> MessagePath {
    let text =
        |words: &str, lines: usize| Some(Text::new(words, Face::SMALL, WORDS, lines)).filter(|text| !text.is_empty());
    let named = if message.label.is_empty() && !message.reply { &message.id } else { &message.label };
    let badge = boxes::badge(message.threats);
    MessagePath {
        from: Point::default(),
        to: Point::default(),
        label: text(named, 3),
        data: text(&message.data, 2),
        disc: (!message.reply).then(|| boxes::mark(&message.number.to_string())),
        badge,
    }
}

/// How wide the words of a message are, and how high; the badge follows the first.
fn size(words: &MessagePath) -> (f64, f64) {
    let texts = || words.label.iter().chain(&words.data);
    let badge = words.badge.map_or(0.0, |badge| badge.width + 5.0);
    let width = |text: &Option<Text>| text.as_ref().map_or(0.0, |text| text.rect.width);
    let first = width(if words.label.is_some() { &words.label } else { &words.data }) + badge;
    (first.max(width(&words.data)), texts().map(|text| text.rect.height).sum())
}

/// What is known of a boundary before it has a place.
struct Frame {
    /// Its name, at the origin.
    header: ClusterBox,
    /// How many boundaries are around it, itself among them.
    depth: usize,
    /// How many levels of boundaries are inside.
    below: usize,
}

impl Frame {
    fn all(sequence: &Sequence) -> Vec<Frame> {
        let header = |group: &Group| boxes::cluster(&Cluster::new(&group.id, &group.label, &group.trust));
        let frame = |group: &Group| Frame { header: header(group), depth: 0, below: 0 };
        let mut frames: Vec<Frame> = sequence.groups.iter().map(frame).collect();
        for index in 0..frames.len() {
            let mut depth = 0;
            for outer in around(sequence, Some(index)) {
                if let Some(frame) = frames.get_mut(outer) {
                    frame.below = frame.below.max(depth);
                }
                depth += 1;
            }
            if let Some(frame) = frames.get_mut(index) {
                frame.depth = depth;
            }
        }
        frames
    }
}

/// Where everything upright stands.
struct Grid {
    /// The middle of each lifeline.
    xs: Vec<f64>,
    /// The two lines of each boundary.
    fences: Vec<(f64, f64)>,
    /// All of them, from left to right.
    lines: Vec<f64>,
}

impl Grid {
    fn new(sequence: &Sequence, frames: &[Frame], heads: &[NodeBox], gaps: &[f64]) -> Grid {
        let xs = middles(sequence, heads, gaps);
        let half = |at: usize| heads.get(at).map_or(0.0, |head| head.rect.width / 2.0);
        let middle = |at: usize| xs.get(at).copied().unwrap_or(MARGIN);
        let fences = sequence.groups.iter().zip(frames).map(|(group, frame)| {
            let room = FENCE * (frame.below as f64 + 1.0);
            let (first, last) = group.lifelines;
            let left = middle(first) - half(first) - room;
            let right = middle(last) + half(last) + room;
            (left, right.max(left + frame.header.header.width + 24.0))
        });
        let fences: Vec<(f64, f64)> = fences.collect();
        let lines = xs.iter().copied().chain(fences.iter().flat_map(|(left, right)| [*left, *right]));
        let mut lines: Vec<f64> = lines.collect();
        lines.sort_by(f64::total_cmp);
        Grid { xs, fences, lines }
    }
}

/// Where the words of a message may stand.
struct Span {
    from: f64,
    to: f64,
    /// The stretches between the lines that its arrow crosses, from left to right.
    free: Vec<(f64, f64)>,
}

impl Span {
    fn new(message: &Message, grid: &Grid) -> Span {
        let at = |index: usize| grid.xs.get(index).copied().unwrap_or(MARGIN);
        let (from, to) = (at(message.from), at(message.to));
        // The disc takes the sender's end, the head of the arrow the other.
        let (tail, head) = (if message.reply { 4.0 } else { MARK / 2.0 + 2.0 }, 10.0);
        let (low, high) = if from < to { (from + tail, to - head) } else { (to + head, from - tail) };
        let first = grid.lines.partition_point(|x| *x <= low);
        let lines = grid.lines[first..].iter().copied().take_while(|x| *x < high);
        let mut free = Vec::new();
        let mut start = low;
        for line in lines {
            free.push((start, line - BESIDE));
            start = line + BESIDE;
        }
        free.push((start, high));
        Span { from, to, free }
    }

    /// The left side of words of that width: in the stretch that holds them and is nearest to the middle; across lines
    /// where none does.
    fn left(&self, width: f64) -> f64 {
        let middle =
            (self.free.first().map_or(self.from, |it| it.0) + self.free.last().map_or(self.to, |it| it.1)) / 2.0;
        let wanted = middle - width / 2.0;
        let fitting = self.free.iter().filter(|(start, end)| end - start >= width);
        let placed = fitting.map(|(start, end)| wanted.clamp(*start, end - width));
        placed.min_by(|a, b| (a - wanted).abs().total_cmp(&(b - wanted).abs())).unwrap_or(wanted)
    }
}

/// Widens gaps until the words of every message stand between lines. What is missing of a message goes to that of its
/// gaps which needs the least.
fn with_room(
    sequence: &Sequence,
    frames: &[Frame],
    heads: &[NodeBox],
    words: &[MessagePath],
    mut gaps: Vec<f64>,
) -> Vec<f64> {
    let mut grid = Grid::new(sequence, frames, heads, &gaps);
    for (message, words) in sequence.messages.iter().zip(words) {
        let span = Span::new(message, &grid);
        let (width, _) = size(words);
        if span.free.iter().any(|(start, end)| end - start >= width) {
            continue;
        }
        let (first, last) = (message.from.min(message.to), message.from.max(message.to));
        // The stretch that grows with a gap: the one before the first line that moves with the right one of its heads.
        let mut moving = grid.xs.clone();
        for (group, (left, _)) in sequence.groups.iter().zip(&grid.fences) {
            if let Some(line) = moving.get_mut(group.lifelines.0) {
                *line = line.min(*left);
            }
        }
        let stretch = |gap: usize| {
            let line = moving.get(gap + 1).copied().unwrap_or(MARGIN);
            let before = span.free.partition_point(|(_, end)| *end < line).checked_sub(1);
            before.and_then(|at| span.free.get(at)).map_or(0.0, |(start, end)| end - start)
        };
        let widest = (first..last).max_by(|a, b| stretch(*a).total_cmp(&stretch(*b)).then(b.cmp(a)));
        if let Some(gap) = widest
            && let Some(length) = gaps.get_mut(gap)
        {
            *length += width - stretch(gap);
            grid = Grid::new(sequence, frames, heads, &gaps);
        }
    }
    gaps
}

/// The distance between each column and the next that heads and boundaries need.
fn columns(sequence: &Sequence, frames: &[Frame], heads: &[NodeBox]) -> Vec<f64> {
    let mut gaps: Vec<f64> = Vec::new();
    for (at, pair) in heads.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        // Boundaries that end or begin between the two need room for their lines.
        let lines = sequence.groups.iter().filter(|group| group.lifelines.1 == at || group.lifelines.0 == at + 1);
        gaps.push((one.rect.width + two.rect.width) / 2.0 + GAP + FENCE * lines.count() as f64);
    }
    // A boundary is at least as wide as its name.
    for (group, frame) in sequence.groups.iter().zip(frames) {
        let (first, last) = group.lifelines;
        let name = frame.header.header.width + 24.0;
        let edge = |at: usize| heads.get(at).map_or(0.0, |head| head.rect.width / 2.0);
        let span: f64 = gaps.get(first..last).map_or(0.0, |gaps| gaps.iter().sum());
        let missing = name - (span + edge(first) + edge(last) + 2.0 * FENCE);
        if missing > 0.0
            && let Some(gap) = gaps.get_mut(last)
        {
            *gap += missing;
        }
    }
    gaps
}

/// The middle of each column.
fn middles(sequence: &Sequence, heads: &[NodeBox], gaps: &[f64]) -> Vec<f64> {
    let left = around(sequence, sequence.lifelines.first().and_then(|first| first.group)).count() as f64;
    let mut x = MARGIN + left * FENCE + heads.first().map_or(0.0, |head| head.rect.width / 2.0);
    let mut xs = vec![x];
    for gap in gaps {
        x += gap.ceil();
        xs.push(x);
    }
    xs.truncate(heads.len());
    xs
}

/// Puts a message between two columns; its words stand over its arrow.
fn place(words: MessagePath, span: &Span, top: f64) -> MessagePath {
    let (width, height) = size(&words);
    let y = top + height.max(6.0) + 5.0;
    let (from, to, left) = (span.from, span.to, span.left(width));
    let mut line = top;
    let mut put = |text: Text| {
        let shifted = text.rect;
        let moved = text.moved(left - shifted.x, line - shifted.y);
        line = moved.rect.bottom();
        moved
    };
    let label = words.label.map(&mut put);
    let data = words.data.map(&mut put);
    let last = label.as_ref().or(data.as_ref()).map_or(Rect::new(left, top, 0.0, MARK), |text| text.rect);
    MessagePath {
        from: Point::new(from, y),
        to: Point::new(to, y),
        label,
        data,
        disc: words.disc.map(|disc| Rect::around(Point::new(from, y), disc.width, disc.height)),
        badge: words.badge.map(|badge| badge.moved(last.right() + 5.0, last.bottom() - MARK)),
    }
}

/// The groups around one, itself first.
fn around(sequence: &Sequence, group: Option<usize>) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(group, |at| sequence.groups.get(*at).and_then(|group| group.parent))
}
