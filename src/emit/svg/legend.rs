//! The legend's little pictures.

use crate::emit::svg::arrows::{Arrow, arrow};
use crate::emit::svg::marks::{badge, caption};
use crate::emit::svg::pen::{Pen, line, rect};
use crate::emit::svg::shapes::{Manner, body, person};
use crate::layout::geometry::{Point, Rect};
use crate::layout::legend::{LegendItem, Sign};
use crate::view::picture::diagram::{Diagram, NodeKind, Notation, Threats};

/// Draws one sign and its explanation.
pub fn item(pen: &mut Pen, diagram: &Diagram, item: &LegendItem) {
    let place = item.picture;
    let middle = place.centre().y;
    let ends = [Point::new(place.x, middle), Point::new(place.right(), middle)];
    match item.sign {
        Sign::Node(kind) => {
            body(pen, kind, diagram.notation, place, Manner::default());
            if kind == NodeKind::Actor {
                person(pen, Rect::around(place.centre(), 9.0, 10.0));
            }
        }
        Sign::Boundary => {
            let red = if diagram.notation == Notation::Classic { "fence red" } else { "fence" };
            pen.shape(&rect(place, 5.0), red);
        }
        Sign::Line => {
            pen.shape(
                &line(Point::new(place.centre().x, place.y - 2.0), Point::new(place.centre().x, place.bottom() + 2.0)),
                "cut",
            );
        }
        Sign::Flow => arrow(pen, &ends, &[], &Arrow::default()),
        Sign::TwoWay => arrow(pen, &ends, &[], &Arrow { two_way: true, ..Arrow::default() }),
        Sign::Open => badge(pen, Rect::around(place.centre(), 20.0, 14.0), Threats::Open(1)),
        Sign::Closed => badge(pen, Rect::around(place.centre(), 14.0, 14.0), Threats::AllClosed),
        Sign::OutOfScope => {
            let manner = Manner { out_of_scope: true, inferred: false };
            body(pen, NodeKind::External, diagram.notation, place, manner);
        }
        Sign::Inferred => {
            let manner = Manner { out_of_scope: false, inferred: true };
            body(pen, NodeKind::External, diagram.notation, place, manner);
        }
        Sign::Entry => {
            let tab = Rect::around(place.centre(), 14.0, 13.0);
            pen.shape(&rect(tab, 2.0), "tab");
            caption(pen, tab, "1", "t");
        }
        Sign::Change(change) => {
            pen.raw(&format!("<g {}>", pen.class(change.word())));
            body(pen, NodeKind::Process, diagram.notation, place, Manner::default());
            pen.raw("</g>");
            caption(pen, place, change.sign(), "t");
        }
        Sign::Tag => pen.shape(&rect(place, 7.0), "tag"),
    }
    pen.text(&item.text, "q");
}
