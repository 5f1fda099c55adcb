//! A threat tree as SVG: lines behind, then goals, gates and steps, each with an id and a title.

use crate::emit::svg::frame;
use crate::emit::svg::marks::{badge, caption, sentence};
use crate::emit::svg::pen::{Pen, at, rect};
use crate::emit::svg::style::Theme;
use crate::layout::geometry::{Point, Rect};
use crate::layout::tree::{PartBox, TreeLayout, parts};
use crate::view::picture::diagram::{Direction, Threats};
use crate::view::picture::tree::{Branch, Role, ThreatTree};

/// A threat tree as SVG. `layout` is its own.
pub fn tree(tree: &ThreatTree, layout: &TreeLayout, theme: Theme) -> String {
    let mut pen = Pen::new(&tree.id_prefix, theme);
    let branches = parts(tree);
    let steps = branches.iter().filter(|branch| branch.children.is_empty() && branch.role != Role::Goal);
    let (mut all, mut stopped) = (0, 0);
    for step in steps {
        all += 1;
        stopped += usize::from(step.blocked);
    }
    let state = if tree.root.blocked { "every way is blocked" } else { "a way is open" };
    let summary = format!("{} {all} steps, {stopped} of them blocked; {state}.", tree.description.trim());
    let about = frame::About {
        title: if tree.title.trim().is_empty() { "Threat tree" } else { &tree.title },
        description: summary.trim(),
        size: (layout.width, layout.height),
    };
    frame::open(&mut pen, &about);
    if let Some(title) = &layout.title {
        pen.text(title, "t");
    }
    for (branch, place) in branches.iter().zip(&layout.parts) {
        way(&mut pen, branch, place);
    }
    for (index, (branch, place)) in branches.iter().zip(&layout.parts).enumerate() {
        part(&mut pen, index, branch, place, layout.direction);
    }
    frame::close(&mut pen);
    pen.out
}

/// The line from a parent, with a bar across it where the way is blocked.
fn way(pen: &mut Pen, branch: &Branch, place: &PartBox) {
    let [first, rest @ ..] = place.line.as_slice() else { return };
    let mut path = format!("M{}", at(*first));
    for point in rest {
        path.push_str(&format!(" L{}", at(*point)));
    }
    pen.shape(&format!("path d=\"{path}\""), if branch.blocked { "flow aside" } else { "flow" });
    if let [.., from, to] = place.line.as_slice()
        && branch.blocked
    {
        let length = from.distance(*to).max(1.0);
        let middle = to.towards(*from, (9.0 / length).min(0.9));
        let (dx, dy) = ((to.x - from.x) / length * 6.0, (to.y - from.y) / length * 6.0);
        let (one, two) = (Point::new(middle.x - dy, middle.y + dx), Point::new(middle.x + dy, middle.y - dx));
        pen.shape(&format!("path d=\"M{} L{}\"", at(one), at(two)), "bar");
    }
}

fn part(pen: &mut Pen, index: usize, branch: &Branch, place: &PartBox, direction: Direction) {
    let kind = match branch.role {
        Role::Goal => "goal",
        Role::All => "all of",
        Role::Any => "any of",
        Role::Step => "step",
        Role::Derived => "derived threat",
    };
    let title = sentence(&[
        &branch.label,
        kind,
        &branch.values.join(", "),
        if branch.blocked { "blocked" } else { "open" },
        &if branch.by.is_empty() { String::new() } else { format!("by {}", branch.by.join(", ")) },
    ]);
    let id = pen.id("p", &index.to_string());
    let kind = match branch.role {
        Role::Goal => "goal",
        Role::All | Role::Any => "gate",
        Role::Step => "step",
        Role::Derived => "derived",
    };
    let parent = place.parent.map_or(String::new(), |parent| parent.to_string());
    pen.open(&id, kind, &[("data-kind", kind), ("data-in", &parent)], &title);
    if place.label.is_some() {
        let radius = if branch.role == Role::Step { 12.0 } else { 3.0 };
        let class = match (branch.role, branch.blocked) {
            (Role::Goal, _) => "body strong",
            (_, true) => "body inferred",
            _ => "body",
        };
        pen.shape(&rect(place.rect, radius), class);
        if branch.role == Role::Derived {
            pen.shape(&rect(place.rect.grown(-3.0), 1.0), "deco");
        }
    }
    if let Some(sign) = place.sign {
        gate(pen, branch.role, sign, direction);
    }
    if let Some(label) = &place.label {
        pen.text(label, if branch.blocked { "q" } else { "t" });
    }
    for note in &place.notes {
        pen.text(note, "q");
    }
    if let Some(mark) = place.badge {
        if branch.blocked {
            badge(pen, mark, Threats::AllClosed);
        } else {
            pen.shape(&rect(mark, mark.height / 2.0), "open");
            caption(pen, mark, "!", "open-t");
        }
    }
    pen.close();
}

/// The sign of a gate, as in fault trees, its head towards the parent: a dome for AND, a pointed shield for OR.
fn gate(pen: &mut Pen, gate: Role, place: Rect, direction: Direction) {
    // Drawn with its head up in a box of 40 x 28, then turned to the left where the tree grows to the right.
    let centre = place.centre();
    let turn = |x: f64, y: f64| match direction {
        Direction::Down => Point::new(centre.x + x, centre.y + y),
        _ => Point::new(centre.x + y * 1.3, centre.y + x * 0.72),
    };
    let (w, h) = (place.width.min(40.0) / 2.0, place.height.min(28.0) / 2.0);
    let (w, h) = if direction == Direction::Down { (w * 0.72, h) } else { (w * 0.97, h) };
    let path = match gate {
        Role::All => format!(
            "M{} L{} C{} {} {} C{} {} {} L{} Z",
            at(turn(-w, h)),
            at(turn(-w, 0.0)),
            at(turn(-w, -h * 0.6)),
            at(turn(-w * 0.55, -h)),
            at(turn(0.0, -h)),
            at(turn(w * 0.55, -h)),
            at(turn(w, -h * 0.6)),
            at(turn(w, 0.0)),
            at(turn(w, h))
        ),
        _ => format!(
            "M{} C{} {} {} C{} {} {} Q{} {} Z",
            at(turn(-w, h)),
            at(turn(-w, -h * 0.1)),
            at(turn(-w * 0.5, -h * 0.7)),
            at(turn(0.0, -h)),
            at(turn(w * 0.5, -h * 0.7)),
            at(turn(w, -h * 0.1)),
            at(turn(w, h)),
            at(turn(0.0, h * 0.45)),
            at(turn(-w, h))
        ),
    };
    pen.shape(&format!("path d=\"{path}\""), "body");
    let words = if gate == Role::All { "&" } else { "or" };
    let spot = Rect::around(turn(0.0, if gate == Role::All { 1.0 } else { -1.0 }), place.width, 14.0);
    caption(pen, spot, words, "t");
}
