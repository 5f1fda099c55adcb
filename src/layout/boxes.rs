//! The insides of boxes: how large a node, a boundary's name and an arrow's label are, and where their words,
//! tabs and badges stand in them.
//!
//! Everything is built at the origin and moved to its place once the engine has said where that is.

use crate::layout::geometry::{Point, Rect};
use crate::layout::text_size::{Face, wrap};
use crate::view::picture::diagram::{Cluster, Diagram, Direction, Edge, Node, NodeKind, Notation, Threats};

/// Words in a rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Room for the words, by the widths of [`Face`].
    pub rect: Rect,
    /// The lines, top to bottom.
    pub lines: Vec<String>,
    /// Size and weight.
    pub face: Face,
    /// Whether the lines are centred in the rectangle rather than starting at its left.
    pub centred: bool,
    /// Whether words were left out; the drawing then gives the whole text as a title.
    pub cut: bool,
}

impl Text {
    /// A text broken into lines, with its rectangle at the origin.
    pub fn new(text: &str, face: Face, max_width: f64, max_lines: usize) -> Text {
        let wrapped = wrap(text, face, max_width, max_lines);
        let height = wrapped.lines.len() as f64 * face.line_height();
        let rect = Rect::new(0.0, 0.0, wrapped.width.ceil(), height);
        Text { rect, lines: wrapped.lines, face, centred: false, cut: wrapped.cut }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The same words elsewhere.
    pub fn moved(self, dx: f64, dy: f64) -> Text {
        Text { rect: self.rect.moved(dx, dy), ..self }
    }

    fn put(self, x: f64, y: f64, width: f64) -> Text {
        Text { rect: Rect { x, y, width, ..self.rect }, centred: true, ..self }
    }
}

/// An element's box and what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeBox {
    /// The box; the outline of the shape touches its four sides.
    pub rect: Rect,
    /// Its name.
    pub label: Text,
    /// Its type, below the name.
    pub kind: Option<Text>,
    /// Overlay boundaries that hold it, then its controls, each in a small frame (`rect`) at the bottom.
    pub tags: Vec<Text>,
    /// One tab an entry point, hanging from the top edge; parallel to the node's `entries`.
    pub tabs: Vec<Rect>,
    /// The mark of its threats, over the top right corner.
    pub badge: Option<Rect>,
    /// A picture of a person, for actors.
    pub glyph: Option<Rect>,
}

impl NodeBox {
    /// The same box elsewhere.
    pub fn moved(&self, dx: f64, dy: f64) -> NodeBox {
        NodeBox {
            rect: self.rect.moved(dx, dy),
            label: self.label.clone().moved(dx, dy),
            kind: self.kind.clone().map(|text| text.moved(dx, dy)),
            tags: self.tags.iter().map(|text| text.clone().moved(dx, dy)).collect(),
            tabs: self.tabs.iter().map(|tab| tab.moved(dx, dy)).collect(),
            badge: self.badge.map(|badge| badge.moved(dx, dy)),
            glyph: self.glyph.map(|glyph| glyph.moved(dx, dy)),
        }
    }
}

/// A boundary's outline and the words at its top left.
#[derive(Clone, Debug, PartialEq)]
pub struct ClusterBox {
    /// The outline.
    pub rect: Rect,
    /// Around name, trust and badge.
    pub header: Rect,
    /// Its name.
    pub label: Text,
    /// Its trust, after the name.
    pub trust: Option<Text>,
    /// The mark of its threats, after the trust.
    pub badge: Option<Rect>,
}

impl ClusterBox {
    /// The same box elsewhere.
    pub fn moved(&self, dx: f64, dy: f64) -> ClusterBox {
        ClusterBox { rect: self.rect.moved(dx, dy), ..self.header_moved(dx, dy) }
    }

    /// The same box with its words elsewhere.
    pub fn header_moved(&self, dx: f64, dy: f64) -> ClusterBox {
        ClusterBox {
            rect: self.rect,
            header: self.header.moved(dx, dy),
            label: self.label.clone().moved(dx, dy),
            trust: self.trust.clone().map(|text| text.moved(dx, dy)),
            badge: self.badge.map(|badge| badge.moved(dx, dy)),
        }
    }
}

/// An arrow's number and words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EdgeLabel {
    /// Around everything; the arrow is interrupted here.
    pub rect: Rect,
    /// Around the number.
    pub disc: Rect,
    /// The mark of its threats, after the number.
    pub badge: Option<Rect>,
    /// Its words, where there is room.
    pub text: Option<Text>,
    /// Names of the line boundaries that cut it.
    pub cuts: Vec<Text>,
    /// The stroke of the line boundary, across the arrow.
    pub stroke: Option<(Point, Point)>,
}

impl EdgeLabel {
    /// Whether the arrow has no label at all.
    pub fn is_empty(&self) -> bool {
        self.rect.width <= 0.0
    }

    /// The same label elsewhere.
    pub fn moved(&self, dx: f64, dy: f64) -> EdgeLabel {
        let shift = |at: Point| Point::new(at.x + dx, at.y + dy);
        EdgeLabel {
            rect: self.rect.moved(dx, dy),
            disc: self.disc.moved(dx, dy),
            badge: self.badge.map(|badge| badge.moved(dx, dy)),
            text: self.text.clone().map(|text| text.moved(dx, dy)),
            cuts: self.cuts.iter().map(|text| text.clone().moved(dx, dy)).collect(),
            stroke: self.stroke.map(|(from, to)| (shift(from), shift(to))),
        }
    }
}

/// Above this many edges arrows carry numbers only; the words stand in the table.
pub const WORDY_EDGES: usize = 40;

/// Height of discs and badges.
pub const MARK: f64 = 16.0;
/// Height of an entry tab.
const TAB: f64 = 14.0;
/// How far the top and bottom of a drum bulge.
pub const DRUM: f64 = 7.0;
/// Height that a boundary's name takes at its top.
pub const HEADER: f64 = 20.0;
const PAD: f64 = 12.0;

/// A node's box at the origin, at least as wide and high as `room` says.
pub fn node(node: &Node, notation: Notation, room: (f64, f64)) -> NodeBox {
    let name = if node.label.trim().is_empty() { &node.id } else { &node.label };
    let label = Text::new(name, Face::NODE, 150.0, 3);
    let kind = Some(Text::new(&node.type_label, Face::SMALL, 150.0, 2)).filter(|text| !text.is_empty());
    let controls = node.controls.iter().map(|control| format!("+ {control}"));
    let tags: Vec<String> = node.tags.iter().cloned().chain(controls).collect();
    let tags: Vec<Text> = tags.iter().map(|tag| Text::new(tag, Face::TAG, 150.0, 1)).collect();
    let glyph = if node.kind == NodeKind::Actor { 20.0 } else { 0.0 };
    let tab_sizes: Vec<f64> = node.entries.iter().map(|entry| mark_width(&entry.to_string())).collect();
    let tab_rows = tab_rows(&tab_sizes);

    let words = kind.iter().chain(&tags).chain([&label]).map(|text| text.rect.width).fold(0.0, f64::max);
    let tab_width = tab_rows.iter().map(|row| row.iter().map(|tab| tab + 3.0).sum()).fold(0.0, f64::max);
    let inner = (words + glyph).max(tab_width).max(64.0);
    let tabs_height = tab_rows.len() as f64 * (TAB + 2.0);
    let tags_height = tags.len() as f64 * (MARK + 3.0);
    let words_height = label.rect.height + kind.as_ref().map_or(0.0, |text| text.rect.height + 1.0);
    let stack = tabs_height + words_height + tags_height + if tags.is_empty() { 0.0 } else { 2.0 };

    // What the outline needs beyond its contents.
    let (mut width, mut height, mut top) = (inner + 2.0 * PAD, stack + 20.0, 10.0);
    match (node.kind, notation) {
        (NodeKind::Store, Notation::Dfd3) => (height, top) = (height + 2.0 * DRUM, top + 2.0 * DRUM - 2.0),
        (NodeKind::Process, Notation::Classic) => {
            // A circle where that is not absurdly large, an ellipse for long names.
            width = (width * 1.25).max(88.0);
            height = (height * 1.5).max(width.min(96.0));
        }
        (NodeKind::Collapsed, _) => height += 6.0,
        _ => {}
    }
    (width, height) = (even(width.max(room.0)), even(height.max(room.1).max(46.0)));
    // The contents stand in the middle, of a drum in the middle below its lid.
    top = if node.kind == NodeKind::Store && notation == Notation::Dfd3 {
        top + (height - stack - 20.0 - 2.0 * DRUM).max(0.0) / 2.0
    } else {
        (height - stack) / 2.0
    };

    let mut y = top;
    let mut tabs = Vec::new();
    for row in &tab_rows {
        let mut x = 8.0;
        for tab in row {
            let rect = Rect::new(x, y - top, *tab, TAB);
            tabs.push(rect);
            x += tab + 3.0;
        }
        y += TAB + 2.0;
    }
    if matches!((node.kind, notation), (NodeKind::Store, Notation::Dfd3) | (NodeKind::Process, Notation::Classic)) {
        tabs.iter_mut().for_each(|tab| *tab = tab.moved((width - tab_width) / 2.0 - 8.0, top));
    }
    let (left, room) = ((width - inner) / 2.0 + glyph, inner - glyph);
    let label = label.put(left, y, room);
    y = label.rect.bottom() + 1.0;
    let kind = kind.map(|text| text.put(left, y, room));
    y = kind.as_ref().map_or(y, |text| text.rect.bottom()) + 4.0;
    let tags = tags
        .into_iter()
        .map(|text| {
            let framed = text.rect.width + 10.0;
            let text = Text { rect: Rect::new((width - framed) / 2.0, y, framed, MARK), centred: true, ..text };
            y += MARK + 3.0;
            text
        })
        .collect();
    // The badge sits on the outline, which some shapes draw away from the corner.
    let (dx, dy) = match (node.kind, notation) {
        (NodeKind::Store, Notation::Dfd3) => (0.0, DRUM),
        (NodeKind::Process, Notation::Classic) => (width * 0.12, height * 0.12),
        _ => (0.0, 0.0),
    };
    let person = Rect::new((width - inner) / 2.0 - 2.0, label.rect.centre().y - 9.0, 16.0, 18.0);
    NodeBox {
        rect: Rect::new(0.0, 0.0, width, height),
        label,
        kind,
        tags,
        tabs,
        badge: badge(node.threats).map(|mark| Rect { x: width - mark.width + 6.0 - dx, y: -8.0 + dy, ..mark }),
        glyph: (node.kind == NodeKind::Actor).then_some(person),
    }
}

/// Tabs in rows that are not wider than a usual node.
fn tab_rows(sizes: &[f64]) -> Vec<Vec<f64>> {
    let mut rows: Vec<Vec<f64>> = Vec::new();
    let mut used = f64::INFINITY;
    for size in sizes {
        if used + size + 3.0 > 130.0 {
            rows.push(Vec::new());
            used = 0.0;
        }
        if let Some(row) = rows.last_mut() {
            row.push(*size);
        }
        used += size + 3.0;
    }
    rows
}

/// A boundary's words, at the origin; its outline is still empty.
pub fn cluster(cluster: &Cluster) -> ClusterBox {
    let name = if cluster.label.trim().is_empty() { &cluster.id } else { &cluster.label };
    let label = Text::new(name, Face::CLUSTER, 260.0, 1);
    let mut x = label.rect.right();
    let trust = Some(Text::new(&cluster.trust, Face::SMALL, 120.0, 1)).filter(|text| !text.is_empty()).map(|text| {
        let text = text.moved(x + 8.0, 1.0);
        x = text.rect.right();
        text
    });
    let badge = badge(cluster.threats).map(|mark| {
        let mark = mark.moved(x + 8.0, 0.0);
        x = mark.right();
        mark
    });
    ClusterBox { rect: Rect::default(), header: Rect::new(0.0, 0.0, x, MARK), label, trust, badge }
}

/// An edge's label at the origin. `words` says whether there is room for them.
pub fn edge(diagram: &Diagram, index: usize, edge: &Edge, direction: Direction, words: bool) -> EdgeLabel {
    let down = direction == Direction::Down;
    let sign = edge.sign();
    let disc = if sign.is_empty() { Rect::default() } else { mark(&sign) };
    let badge = badge(edge.threats);
    let wanted = if words { edge.label.as_str() } else { "" };
    let (width, lines) = if down { (130.0, 3) } else { (120.0, 3) };
    let text = Some(Text::new(wanted, Face::SMALL, width, lines)).filter(|text| !text.is_empty());
    let cuts: Vec<Text> = diagram
        .lines_over(index)
        .map(|line| Text::new(if line.label.trim().is_empty() { &line.id } else { &line.label }, Face::TAG, 120.0, 1))
        .collect();

    let marks = disc.width + badge.map_or(0.0, |badge| badge.width + 2.0);
    let gap = if marks > 0.0 { 5.0 } else { 0.0 };
    let row = marks + text.as_ref().map_or(0.0, |text| text.rect.width + gap);
    let row_height = text.as_ref().map_or(0.0, |text| text.rect.height).max(MARK);
    let cuts_width = cuts.iter().map(|cut| cut.rect.width).fold(0.0, f64::max);
    let cuts_height: f64 = cuts.iter().map(|cut| cut.rect.height).sum();
    // The stroke of a line boundary crosses the arrow just before its label.
    let stroke_room = if cuts.is_empty() { 0.0 } else { 10.0 };
    let (dx, dy) = if down { (0.0, stroke_room) } else { (stroke_room, 0.0) };
    let mut width = row.max(cuts_width) + dx + 4.0;
    if down && !cuts.is_empty() {
        width = width.max(34.0);
    }
    // The row stays in the middle, so that an arrow to the right meets the number; names of lines stand below.
    let height = if down { row_height + cuts_height + dy } else { row_height + 2.0 * cuts_height };
    let (width, height) = (even(width), even(height));
    let left = dx + (width - dx - row) / 2.0;
    let middle = if down { dy + row_height / 2.0 } else { height / 2.0 };

    if row <= 0.0 && cuts.is_empty() {
        return EdgeLabel::default();
    }
    let disc = Rect::new(left, middle - MARK / 2.0, disc.width, if disc.width > 0.0 { MARK } else { 0.0 });
    let badge = badge.map(|badge| Rect::new(disc.right() + 2.0, disc.y, badge.width, MARK));
    let text = text.map(|text| {
        let y = middle - text.rect.height / 2.0;
        text.moved(left + marks + gap, y)
    });
    let mut y = middle + row_height / 2.0;
    let cuts: Vec<Text> = cuts
        .into_iter()
        .map(|cut| {
            let put = cut.put(dx, y, width - dx);
            y = put.rect.bottom();
            put
        })
        .collect();
    let across = if down {
        (Point::new(width / 2.0 - 15.0, 3.0), Point::new(width / 2.0 + 15.0, 3.0))
    } else {
        (Point::new(3.0, height / 2.0 - 15.0), Point::new(3.0, height / 2.0 + 15.0))
    };
    let stroke = (!cuts.is_empty()).then_some(across);
    EdgeLabel { rect: Rect::new(0.0, 0.0, width, height), disc, badge, text, cuts, stroke }
}

/// The title of the picture, at the origin.
pub fn title(words: &str, width: f64) -> Option<Text> {
    Some(Text::new(words, Face::TITLE, width, 2)).filter(|text| !text.is_empty())
}

/// What a badge says.
pub fn badge_text(threats: Threats) -> Option<String> {
    match threats {
        Threats::None => None,
        Threats::AllClosed => Some("✓".to_owned()),
        Threats::Open(count) => Some(format!("!{count}")),
    }
}

/// The mark of a threat state, at the origin.
pub fn badge(threats: Threats) -> Option<Rect> {
    // The tick is drawn, so it needs no more than its round frame.
    badge_text(threats).map(|text| if threats == Threats::AllClosed { mark("") } else { mark(&text) })
}

/// The disc or pill around a few characters.
pub fn mark(text: &str) -> Rect {
    Rect::new(0.0, 0.0, mark_width(text), MARK)
}

fn mark_width(text: &str) -> f64 {
    (Face::NUMBER.width(text) + 8.0).max(MARK).ceil()
}

fn even(size: f64) -> f64 {
    (size / 2.0).ceil() * 2.0
}
