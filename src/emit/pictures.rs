//! The formats of pictures: how each is written from a picture of any form.
//!
//! The command line, its help, the book and the tests iterate [`PICTURES`]. To add one, write its file and add a row.

use std::io::Write;

use crate::emit::format::Fault;
use crate::emit::{dot, svg};
use crate::layout::{self, LayoutError};
use crate::view::picture::Picture;

/// A format of pictures.
#[derive(Debug)]
pub struct PictureFormat {
    /// Its name on the command line, and the ending of its files.
    pub name: &'static str,
    /// One sentence: what is in it.
    pub doc: &'static str,
    /// Writes a picture.
    pub write: fn(&Picture, &mut dyn Write) -> Result<(), Fault>,
}

/// Every format of pictures.
pub const PICTURES: &[PictureFormat] = &[
    PictureFormat {
        name: "svg",
        doc: "A picture that stands alone: no script, no font, light and dark.",
        write: |picture, out| Ok(out.write_all(to_svg(picture, svg::Theme::Auto)?.as_bytes())?),
    },
    PictureFormat {
        name: "dot",
        doc: "For Graphviz; data-flow diagrams only.",
        write: |picture, out| match picture {
            Picture::Flows(diagram) => Ok(out.write_all(dot::dot(diagram).as_bytes())?),
            _ => Err(Fault::Form { format: "dot", hint: "`svg` and `mermaid` can show it" }),
        },
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
pub fn to_svg(picture: &Picture, theme: svg::Theme) -> Result<String, LayoutError> {
    Ok(match picture {
        Picture::Flows(diagram) => svg::themed(diagram, &layout::layout(diagram)?, theme),
        Picture::Sequence(sequence) => svg::sequence(sequence, &layout::sequence::layout(sequence), theme),
        Picture::Tree(tree) => svg::tree(tree, &layout::tree::layout(tree), theme),
    })
}
