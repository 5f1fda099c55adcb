//! Pictures as PNG: the SVG in its light colours, drawn with fonts that come with the program.
//!
//! No font of the machine is used, so that the same model gives the same bytes everywhere. The fonts (Noto Sans) have
//! Latin, Greek and Cyrillic letters; other scripts show as boxes, and are better served by the SVG ([`shows`] tells).

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use skrifa::{FontRef, MetadataProvider};

/// Pixels of the picture for one of the drawing, where the picture is not too large.
const SCALE: f32 = 2.0;
/// The largest side of a picture, in pixels.
const LARGEST: f32 = 12_000.0;
/// The most pixels of a picture; each takes 4 bytes of memory while it is drawn.
const MOST: f32 = 36_000_000.0;

/// Draws an SVG of ours.
///
/// # Errors
/// In words, when the drawing library refuses it: a defect of ours.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    let options = Options { fontdb: fonts(), font_family: "Noto Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    let (width, height) = (size.width().max(1.0), size.height().max(1.0));
    let scale = SCALE.min(LARGEST / width.max(height)).min((MOST / width / height).sqrt());
    let pixels = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let mut page = Pixmap::new(pixels(width), pixels(height)).ok_or("the picture has no size")?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut page.as_mut());
    page.encode_png().map_err(|error| error.to_string())
}

/// Whether the fonts have a sign for a character. What is only white space needs none.
pub fn shows(ch: char) -> bool {
    static FONT: OnceLock<Option<FontRef<'static>>> = OnceLock::new();
    let font = FONT.get_or_init(|| FontRef::new(notosans::REGULAR_TTF).ok());
    ch.is_whitespace() || font.as_ref().is_some_and(|font| font.charmap().map(ch).is_some())
}

fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
        fonts.load_font_data(notosans::BOLD_TTF.to_vec());
        fonts.set_sans_serif_family("Noto Sans");
        Arc::new(fonts)
    });
    Arc::clone(fonts)
}
