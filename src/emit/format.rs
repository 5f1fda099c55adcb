//! The list of formats, and how each is written from a compilation.

use std::fmt;
use std::io::{self, Write};

use crate::emit::{dot, json, markdown, svg};
use crate::layout::{Engine, LayoutError, layout_with};
use crate::view::document::Whole;
use crate::view::picture::dfd;
use crate::view::report::Report;
use crate::view::{Input, LINKS};

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The name of the file that `build` writes.
    pub file_name: &'static str,
    /// One sentence: what is in it.
    pub doc: &'static str,
    /// Whether it is a picture of a view, rather than of all that was found.
    pub is_picture: bool,
    /// Whether it needs coordinates, so that it fails in a build without a layout engine.
    pub needs_layout: bool,
    /// Writes it: of a picture, that of the whole model.
    pub write: fn(&Input, &dyn Engine, &mut dyn Write) -> Result<(), Fault>,
}

/// Every format, in the order in which `build` writes them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "json",
        file_name: LINKS.document,
        doc: "The whole model and everything that was found, for programs; `palisade schema` describes it.",
        is_picture: false,
        needs_layout: false,
        write: |input, _, out| Ok(json::write(&Whole::new(input.clone()), out)?),
    },
    Format {
        name: "markdown",
        file_name: LINKS.report,
        doc: "The report, readable on a Git host; it shows `dfd.svg` from beside it.",
        is_picture: false,
        needs_layout: false,
        write: |input, _, out| Ok(markdown::write(&Report::new(input.clone()), out)?),
    },
    Format {
        name: "dot",
        file_name: LINKS.dot,
        doc: "The data-flow diagram for Graphviz.",
        is_picture: true,
        needs_layout: false,
        write: |input, _, out| Ok(out.write_all(dot::dot(&dfd::whole(input)).as_bytes())?),
    },
    Format {
        name: "svg",
        file_name: LINKS.picture,
        doc: "The data-flow diagram as a picture that stands alone.",
        is_picture: true,
        needs_layout: true,
        write: |input, engine, out| {
            let diagram = dfd::overview(input);
            let layout = layout_with(engine, &diagram)?;
            Ok(out.write_all(svg::svg(&diagram, &layout).as_bytes())?)
        },
    },
];

impl Format {
    /// The format of a name.
    pub fn of(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// Why nothing, or not everything, was written.
#[derive(Debug)]
pub enum Fault {
    /// The writer failed.
    Io(io::Error),
    /// There are no coordinates.
    Layout(LayoutError),
    /// The format cannot show a picture of this form; says what can.
    Form(&'static str),
    /// The bitmap could not be drawn; says how.
    Bitmap(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Io(error)
    }
}

impl From<LayoutError> for Fault {
    fn from(error: LayoutError) -> Fault {
        Fault::Layout(error)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Fault::Io(error) => error.fmt(out),
            Fault::Layout(error) => error.fmt(out),
            Fault::Form(why) => out.write_str(why),
            Fault::Bitmap(why) => write!(out, "the bitmap could not be drawn: {why}"),
        }
    }
}

impl std::error::Error for Fault {}
