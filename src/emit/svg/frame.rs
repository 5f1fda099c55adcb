//! What every picture begins and ends with: root, title, description, style sheet, page.

use crate::emit::quote::xml;
use crate::emit::svg::pen::{Pen, number, rect};
use crate::emit::svg::style;
use crate::layout::geometry::Rect;

/// What a picture says of itself.
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it shows, in sentences.
    pub description: &'a str,
    /// Width and height.
    pub size: (f64, f64),
}

/// Opens the document and paints the page.
pub fn open(pen: &mut Pen, about: &About<'_>) {
    let prefix = pen.prefix.clone();
    let (width, height) = (number(about.size.0), number(about.size.1));
    pen.raw(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{prefix}\" class=\"{prefix}\" role=\"img\" \
         aria-labelledby=\"{prefix}-title {prefix}-desc\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{}\">",
        style::FONTS
    ));
    pen.raw(&format!("<title id=\"{prefix}-title\">{}</title>", xml(about.title)));
    pen.raw(&format!("<desc id=\"{prefix}-desc\">{}</desc>", xml(about.description)));
    pen.raw(&format!("<style>\n{}</style>", style::sheet(&prefix, pen.theme)));
    let hatching = pen.class("hatching");
    pen.raw(&format!(
        "<defs><pattern id=\"{prefix}-hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path d=\"M0,0 L0,7\" {hatching}/></pattern></defs>"
    ));
    pen.shape(&rect(Rect::new(0.0, 0.0, about.size.0, about.size.1), 0.0), "bg");
}

/// Closes the document.
pub fn close(pen: &mut Pen) {
    pen.raw("</svg>");
}
