//! View to bytes; one file or folder a format.
//!
//! [`FORMATS`] is the one list of them: the command line, its help, the book and the tests iterate it. To add a
//! format, write its file and add a row.

pub mod d2;
pub mod dot;
pub mod format;
pub mod json;
pub mod lint;
pub mod markdown;
pub mod mermaid;
pub mod pictures;
#[cfg(feature = "png")]
pub mod png;
pub mod quote;
pub mod svg;

pub use format::{FORMATS, Format};
pub use pictures::{PICTURES, PictureFormat};
