//! Small marks on what is drawn: badges, numbers, and what a reader who does not see them is told.

use crate::emit::svg::pen::{self, Pen, rect};
use crate::layout::boxes::{Text, badge_text};
use crate::layout::geometry::{Point, Rect};
use crate::layout::text_size::Face;
use crate::view::picture::diagram::Threats;

/// Draws the badge of a threat state in a rectangle.
pub(super) fn badge(pen: &mut Pen, place: Rect, threats: Threats) {
    let Some(text) = badge_text(threats) else { return };
    let (shape, words) = if matches!(threats, Threats::Open(_)) { ("open", "open-t") } else { ("closed", "t") };
    pen.shape(&rect(place, place.height / 2.0), shape);
    if threats == Threats::AllClosed {
        // Drawn rather than written: few fonts have a tick.
        let at = place.centre();
        let spots = [(-3.2, 0.2), (-0.9, 2.7), (3.4, -2.7)].map(|(dx, dy)| Point::new(at.x + dx, at.y + dy));
        let path = spots.map(pen::at).join(" L");
        pen.shape(&format!("path d=\"M{path}\""), "tick");
        return;
    }
    caption(pen, place, &text, words);
}

/// A few characters in the middle of a rectangle.
pub(super) fn caption(pen: &mut Pen, place: Rect, text: &str, classes: &str) {
    let words = Text { rect: place, lines: vec![text.to_owned()], face: Face::NUMBER, centred: true, cut: false };
    pen.text(&words, classes);
}

/// Some parts of a sentence, without those that are empty.
pub(super) fn sentence(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// A threat state in words.
pub(super) fn threat_words(threats: Threats) -> String {
    match threats {
        Threats::None => String::new(),
        Threats::AllClosed => "all threats closed".to_owned(),
        Threats::Open(1) => "1 open threat".to_owned(),
        Threats::Open(count) => format!("{count} open threats"),
    }
}
