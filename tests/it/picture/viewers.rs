//! Programs that show an SVG and are no browsers: they know no variables, some pass over what a sheet says under a
//! condition, and some throw the sheet away.

use std::collections::BTreeSet;

use palisade::emit::pictures::to_svg;
use palisade::emit::png::png;
use palisade::emit::svg::Theme;
use palisade::layout::Embedded;
use palisade::view::picture::diff::diff;
use palisade::view::picture::{Picture, picture, views};

use crate::examples::{compile, examples};
use crate::picture::sample::comments;

/// A picture of every sort of view, one that steps back, and one of two versions.
fn pictures() -> Vec<Picture> {
    let mut seen = BTreeSet::new();
    let mut pictures = Vec::new();
    for folder in examples() {
        let compiled = compile(&folder);
        let input = compiled.view();
        for view in views(&compiled.model) {
            if seen.insert(view.name.split('-').next().unwrap_or_default().to_owned()) {
                pictures.push(picture(&input, &view));
            }
        }
    }
    let new = comments();
    let mut old = new.clone();
    old.nodes[0].label = "Another".to_owned();
    old.nodes.last_mut().unwrap().id = "gone".to_owned();
    pictures.push(Picture::Flows(diff(&old, &new, &Default::default())));
    pictures
}

/// `resvg` knows no variables, and passes over what stands under a condition, as `librsvg`, `Inkscape`, `CairoSVG` and
/// `WeasyPrint` do: the picture in the reader's colours is to it the one in light colours, to the pixel.
#[test]
fn a_program_without_variables_shows_the_light_picture() {
    for picture in pictures() {
        let drawn = |theme| png(&to_svg(&picture, theme, &Embedded).unwrap()).unwrap();
        assert!(drawn(Theme::Auto) == drawn(Theme::Light), "{}", picture.prefix());
        assert!(drawn(Theme::Auto) != drawn(Theme::Dark), "{}", picture.prefix());
    }
}

/// Every fill and every stroke stands at its element as well as in the sheet.
#[test]
fn a_picture_without_its_sheet_is_the_light_one() {
    for picture in pictures() {
        let bare = |theme| {
            let text = to_svg(&picture, theme, &Embedded).unwrap();
            let (head, rest) = text.split_once("<style>").unwrap();
            let parts = rest.split("<style>").map(|part| part.split_once("</style>").unwrap().1);
            format!("{head}{}", parts.collect::<String>())
        };
        let text = bare(Theme::Auto);
        assert_eq!(text, bare(Theme::Light));
        let document = roxmltree::Document::parse(&text).unwrap();
        for node in document.descendants() {
            if matches!(node.tag_name().name(), "rect" | "path" | "circle" | "ellipse" | "text") {
                assert!(node.has_attribute("fill") || node.has_attribute("stroke"), "{:?}", node.attributes());
            }
        }
    }
}
