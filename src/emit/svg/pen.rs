//! The pen: elements, attributes, numbers and text, written so that they are well-formed whatever a label holds.

use std::cell::RefCell;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::emit::quote::{xml, xml_name};
use crate::emit::svg::style::{Theme, attributes};
use crate::layout::boxes::Text;
use crate::layout::geometry::{Point, Rect};

/// An SVG document in the making.
pub struct Pen {
    /// What is written so far.
    pub out: String,
    /// Start of every id and class, already a legal name.
    pub prefix: String,
    /// The colours.
    pub theme: Theme,
    /// What class names come to: a picture of thousands of things has a few dozen of them.
    known: RefCell<FxHashMap<String, String>>,
}

impl Pen {
    /// A pen whose ids and classes start with a prefix; any text will do.
    pub fn new(prefix: &str, theme: Theme) -> Pen {
        // A name starts with a letter; a prefix that does not gets one.
        let name = xml_name(prefix);
        let prefix = if name.starts_with(|ch: char| ch.is_ascii_alphabetic()) { name } else { format!("d{name}") };
        Pen { out: String::new(), prefix: prefix.replace('.', "-"), theme, known: RefCell::default() }
    }

    /// A line of markup, taken as it is.
    pub fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
        self.out.push('\n');
    }

    /// `class="…"` for space-separated class names without their prefix, and what they say as attributes.
    pub fn class(&self, names: &str) -> String {
        let mut known = self.known.borrow_mut();
        if let Some(class) = known.get(names) {
            return class.clone();
        }
        let all: Vec<String> = names.split_whitespace().map(|name| format!("{}-{name}", self.prefix)).collect();
        let class = format!("class=\"{}\"{}", all.join(" "), attributes(names, self.theme));
        known.insert(names.to_owned(), class.clone());
        class
    }

    /// An id: prefix, a letter for the kind of thing, and the thing's own name.
    pub fn id(&self, kind: &str, name: &str) -> String {
        format!("{}-{kind}-{}", self.prefix, xml_name(name))
    }

    /// An empty element: `shape` is the tag with its geometry.
    pub fn shape(&mut self, shape: &str, classes: &str) {
        let class = self.class(classes);
        self.raw(&format!("<{shape} {class}/>"));
    }

    /// Opens a group with an id and attributes, and says what it is in its title.
    pub fn open(&mut self, id: &str, classes: &str, attributes: &[(&str, &str)], title: &str) {
        let mut tag = format!("<g id=\"{id}\" {}", self.class(classes));
        for (name, value) in attributes {
            let _ = write!(tag, " {name}=\"{}\"", xml(value));
        }
        self.raw(&format!("{tag}>"));
        if !title.is_empty() {
            self.raw(&format!("<title>{}</title>", xml(title)));
        }
    }

    /// Closes a group.
    pub fn close(&mut self) {
        self.raw("</g>");
    }

    /// Words, line by line, where the layout put them.
    pub fn text(&mut self, text: &Text, classes: &str) {
        self.text_with(text, classes, None);
    }

    /// Words, and after their last line others that follow at a small distance, however wide the first turn out.
    pub fn text_with(&mut self, text: &Text, classes: &str, then: Option<(&Text, &str)>) {
        let tail = then.map_or(String::new(), |(more, classes)| {
            let weight = if more.face.bold { 600 } else { 400 };
            format!(
                "<tspan dx=\"7\" font-size=\"{}\" font-weight=\"{weight}\" {}>{}</tspan>",
                number(more.face.size),
                self.class(classes),
                xml(&more.lines.join(" "))
            )
        });
        let (x, anchor) =
            if text.centred { (text.rect.centre().x, " text-anchor=\"middle\"") } else { (text.rect.x, "") };
        let height = text.face.line_height();
        let spare = (text.rect.height - height * text.lines.len() as f64) / 2.0;
        // Baseline of the first line: type of this size stands about a quarter of the leading above the line's foot.
        let mut y = text.rect.y + spare + height / 2.0 + text.face.size * 0.35;
        let weight = if text.face.bold { " font-weight=\"600\"" } else { "" };
        let class = self.class(classes);
        for (index, line) in text.lines.iter().enumerate() {
            let tail = if index + 1 == text.lines.len() { tail.as_str() } else { "" };
            self.raw(&format!(
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor} {class}>{}{tail}</text>",
                number(x),
                number(y),
                number(text.face.size),
                xml(line)
            ));
            y += height;
        }
    }
}

/// A coordinate: at most two decimals, no trailing zeros, no `-0`.
pub fn number(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `x,y`.
pub fn at(point: Point) -> String {
    format!("{},{}", number(point.x), number(point.y))
}

/// The tag and geometry of a rectangle with corners of a radius.
pub fn rect(rect: Rect, radius: f64) -> String {
    let round = if radius > 0.0 { format!(" rx=\"{}\"", number(radius)) } else { String::new() };
    format!(
        "rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round}",
        number(rect.x),
        number(rect.y),
        number(rect.width),
        number(rect.height)
    )
}

/// The tag and geometry of a straight line.
pub fn line(from: Point, to: Point) -> String {
    format!("path d=\"M{} L{}\"", at(from), at(to))
}
