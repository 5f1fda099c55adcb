//! A sequence diagram as SVG: boundaries behind, lifelines, then messages, each with an id and a title.

use crate::emit::svg::arrows::{Arrow, arrow};
use crate::emit::svg::frame;
use crate::emit::svg::marks::{badge, caption, sentence, threat_words};
use crate::emit::svg::pen::{Pen, line, rect};
use crate::emit::svg::shapes::{Manner, body, person};
use crate::emit::svg::style::Theme;
use crate::layout::sequence::{MessagePath, SequenceLayout};
use crate::view::picture::diagram::Notation;
use crate::view::picture::sequence::{Lifeline, Message, Sequence};

/// A sequence diagram as SVG. `layout` is its own.
pub fn sequence(sequence: &Sequence, layout: &SequenceLayout, theme: Theme) -> String {
    let mut pen = Pen::new(&sequence.id_prefix, theme);
    let summary = format!(
        "{} {} messages between {} lifelines.",
        sequence.description.trim(),
        sequence.messages.len(),
        sequence.lifelines.len()
    );
    let about = frame::About {
        title: if sequence.title.trim().is_empty() { "Sequence diagram" } else { &sequence.title },
        description: summary.trim(),
        size: (layout.width, layout.height),
    };
    frame::open(&mut pen, &about);
    if let Some(title) = &layout.title {
        pen.text(title, "t");
    }
    for (group, place) in sequence.groups.iter().zip(&layout.groups) {
        let title = sentence(&[&format!("Trust boundary {}", group.label), &group.trust]);
        let id = pen.id("b", &group.id);
        pen.open(&id, "boundary", &[("data-id", &group.id), ("data-kind", "boundary")], &title);
        pen.shape(&rect(place.rect, 12.0), "fence");
        pen.text_with(&place.label, "t", place.trust.as_ref().map(|trust| (trust, "q")));
        pen.close();
    }
    for (top, bottom) in &layout.stems {
        pen.shape(&line(*top, *bottom), "stem");
    }
    for (lifeline, place) in sequence.lifelines.iter().zip(&layout.heads) {
        head(&mut pen, lifeline, place);
    }
    for (message, path) in sequence.messages.iter().zip(&layout.messages) {
        sent(&mut pen, sequence, message, path);
    }
    frame::close(&mut pen);
    pen.out
}

fn head(pen: &mut Pen, lifeline: &Lifeline, place: &crate::layout::boxes::NodeBox) {
    let title = sentence(&[&lifeline.label, &threat_words(lifeline.threats)]);
    let id = pen.id("n", &lifeline.id);
    pen.open(&id, "node", &[("data-id", &lifeline.id)], &title);
    body(pen, lifeline.kind, Notation::Dfd3, place.rect, Manner::default());
    if let Some(glyph) = place.glyph {
        person(pen, glyph);
    }
    pen.text(&place.label, "t");
    if let Some(mark) = place.badge {
        badge(pen, mark, lifeline.threats);
    }
    pen.close();
}

fn sent(pen: &mut Pen, sequence: &Sequence, message: &Message, path: &MessagePath) {
    let name = |at: usize| sequence.lifelines.get(at).map_or("", |lifeline| lifeline.label.as_str());
    let number = message.number.to_string();
    let what = if message.reply { format!("Reply to {number}") } else { format!("{number}: {}", message.label) };
    let title = sentence(&[
        &what,
        &format!("{} to {}", name(message.from), name(message.to)),
        &message.data,
        &threat_words(message.threats),
    ]);
    // A flow may be several steps, and each may have a reply.
    let id = pen.id(if message.reply { "r" } else { "m" }, &number);
    let data = [("data-id", message.id.as_str()), ("data-number", number.as_str())];
    pen.open(&id, if message.reply { "reply" } else { "message" }, &data, &title);
    let mut points = vec![path.from, path.to];
    if path.disc.is_some() {
        // The arrow begins at the edge of its number.
        let length = path.from.distance(path.to).max(1.0);
        points = vec![path.from.towards(path.to, 7.0 / length), path.to];
    }
    let class = if message.reply { "inferred" } else { "" };
    arrow(pen, &points, &[], &Arrow { line: class.to_owned(), ..Arrow::default() });
    if let Some(disc) = path.disc {
        pen.shape(&rect(disc, disc.height / 2.0), "disc");
        caption(pen, disc, &number, "n");
    }
    if let Some(label) = &path.label {
        pen.text(label, "t halo");
    }
    if let Some(data) = &path.data {
        pen.text(data, "q halo");
    }
    if let Some(mark) = path.badge {
        badge(pen, mark, message.threats);
    }
    pen.close();
}
