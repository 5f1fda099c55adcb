//! The formats of pictures: how each is written from a picture of any form.
//!
//! The command line, its help, the book and the tests iterate [`PICTURES`]. To add one, write its file and add a row.

use std::io::Write;

use crate::emit::format::Fault;
use crate::emit::{d2, dot, mermaid, svg};
use crate::layout::{self, Engine, LayoutError};
use crate::view::picture::Picture;

/// A format of pictures.
#[derive(Debug)]
pub struct PictureFormat {
    /// Its name on the command line, and the ending of its files.
    pub name: &'static str,
    /// One sentence: what is in it.
    pub doc: &'static str,
    /// Writes a picture.
    pub write: fn(&Picture, &dyn Engine, &mut dyn Write) -> Result<(), Fault>,
    /// Whether it needs coordinates.
    pub needs_layout: bool,
    /// Whether it is text, that a log or a terminal may be shown.
    pub is_text: bool,
    /// Whether it can show a character.
    pub shows: fn(char) -> bool,
}

/// Every format of pictures.
pub const PICTURES: &[PictureFormat] = &[
    PictureFormat {
        name: "svg",
        doc: "A picture that stands alone: no script, no font, light and dark.",
        write: |picture, engine, out| Ok(out.write_all(to_svg(picture, svg::Theme::Auto, engine)?.as_bytes())?),
        needs_layout: true,
        is_text: true,
        shows: |_| true,
    },
    PictureFormat {
        name: "dot",
        doc: "For Graphviz; no sequence diagrams.",
        write: |picture, _, out| match picture {
            Picture::Flows(diagram) => Ok(out.write_all(dot::dot(diagram).as_bytes())?),
            Picture::Tree(tree) => Ok(out.write_all(dot::dot(&tree.as_diagram()).as_bytes())?),
            Picture::Sequence(_) => {
                Err(Fault::Form("Graphviz has no sequence diagrams; use `--format svg`, `mermaid` or `d2`"))
            }
        },
        needs_layout: false,
        is_text: true,
        shows: |_| true,
    },
    PictureFormat {
        name: "mermaid",
        doc: "Mermaid, for hosts that draw it themselves.",
        write: |picture, _, out| Ok(out.write_all(mermaid::mermaid(picture).as_bytes())?),
        needs_layout: false,
        is_text: true,
        shows: |_| true,
    },
    PictureFormat {
        name: "d2",
        doc: "D2, for hosts that draw it themselves.",
        write: |picture, _, out| Ok(out.write_all(d2::d2(picture).as_bytes())?),
        needs_layout: false,
        is_text: true,
        shows: |_| true,
    },
    #[cfg(feature = "png")]
    PictureFormat {
        name: "png",
        doc: "A bitmap in light colours, at twice the size.",
        write: |picture, engine, out| {
            let svg = to_svg(picture, svg::Theme::Light, engine)?;
            Ok(out.write_all(&crate::emit::png::png(&svg).map_err(Fault::Bitmap)?)?)
        },
        needs_layout: true,
        is_text: false,
        shows: crate::emit::png::shows,
    },
];

impl PictureFormat {
    /// The format of a name.
    pub fn of(name: &str) -> Option<&'static PictureFormat> {
        PICTURES.iter().find(|format| format.name == name)
    }
}

/// A picture as SVG.
///
/// # Errors
/// When there is no layout engine, or it gives up.
pub fn to_svg(picture: &Picture, theme: svg::Theme, engine: &dyn Engine) -> Result<String, LayoutError> {
    Ok(match picture {
        Picture::Flows(diagram) => svg::themed(diagram, &layout::layout_with(engine, diagram)?, theme),
        Picture::Sequence(sequence) => svg::sequence(sequence, &layout::sequence::layout(sequence), theme),
        Picture::Tree(tree) => svg::tree(tree, &layout::tree::layout(tree), theme),
    })
}
