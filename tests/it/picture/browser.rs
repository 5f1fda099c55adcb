//! Pictures in a real browser: readable on a white and on a black page, links that lead somewhere, hover that shows.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use palisade::emit::pictures::to_svg;
use palisade::emit::svg::{Theme, svg};
use palisade::layout::geometry::{Point, Rect, segments};
use palisade::layout::{Embedded, Layout, layout};
use palisade::view::picture::diagram::Diagram;
use palisade::view::picture::{Picture, picture, views};
use resvg::tiny_skia::Pixmap;
use serde_json::Value;

use crate::examples::{compile, examples};
use crate::picture::devtools::{Browser, SCALE};
use crate::picture::sample::comments;

fn linked() -> (Diagram, Layout) {
    let mut diagram = comments();
    for node in &mut diagram.nodes {
        node.link = Some(format!("report.md#{}", node.id));
    }
    let placed = layout(&diagram).unwrap();
    (diagram, placed)
}

/// Relative luminance, as the contrast of WCAG 2 counts it.
fn luminance(picture: &Pixmap, x: u32, y: u32) -> f64 {
    let pixel = picture.pixel(x, y).unwrap().demultiply();
    static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
        std::array::from_fn(|channel| {
            let share = channel as f64 / 255.0;
            if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    });
    let part = |channel: u8| LINEAR[usize::from(channel)];
    0.2126 * part(pixel.red()) + 0.7152 * part(pixel.green()) + 0.0722 * part(pixel.blue())
}

/// The pixels of a place, in device pixels.
fn pixels(picture: &Pixmap, place: Rect) -> impl Iterator<Item = (u32, u32)> + use<> {
    let scaled = |length: f64| (length * SCALE).round().max(0.0) as u32;
    let columns = scaled(place.x)..scaled(place.right()).min(picture.width());
    let lines = scaled(place.y)..scaled(place.bottom()).min(picture.height());
    lines.flat_map(move |y| columns.clone().map(move |x| (x, y)))
}

/// The contrast between the lightest and the darkest pixel of a place.
fn contrast(picture: &Pixmap, place: Rect) -> f64 {
    let (mut least, mut most) = (1.0_f64, 0.0_f64);
    for (x, y) in pixels(picture, place) {
        let here = luminance(picture, x, y);
        (least, most) = (least.min(here), most.max(here));
    }
    (most + 0.05) / (least + 0.05)
}

/// Every text of a page with its place, and whether it is in a part that steps back.
const TEXTS: &str = "[...document.querySelectorAll('svg text')].map(text => {
    const box = text.getBoundingClientRect();
    const faded = !!text.closest('g[class*=\"-faded\"]');
    return [text.textContent, box.x, box.y, box.width, box.height, faded];
  })";

/// The whole of every example and a view of every other sort, on a white and on a black page.
#[test]
#[ignore = "needs Chromium"]
fn text_is_readable_on_white_and_on_black() {
    let mut browser = Browser::start();
    let mut kinds = [0; 3];
    let mut seen = BTreeSet::new();
    let mut said = String::new();
    for folder in examples() {
        let compiled = compile(&folder);
        let input = compiled.view();
        for view in views(&compiled.model) {
            let sort = view.name.split('-').next().unwrap_or_default().to_owned();
            if sort != "dfd" && !seen.insert(sort) {
                continue;
            }
            let picture = picture(&input, &view);
            kinds[match &picture {
                Picture::Flows(_) => 0,
                Picture::Sequence(_) => 1,
                Picture::Tree(_) => 2,
            }] += 1;
            let drawn = to_svg(&picture, Theme::Auto, &Embedded).unwrap();
            for (page, dark) in [("white", false), ("black", true)] {
                let text = format!("<!doctype html><body style=\"margin:0;background:{page}\">{drawn}");
                for (words, faded, contrast) in contrasts(&mut browser, &text, dark) {
                    // What steps back is for the eye to pass over, and still for it to read.
                    if contrast < if faded { 3.0 } else { 4.5 } {
                        said += &format!("{}: {words} on {page}: contrast {contrast:.1}\n", view.name);
                    }
                }
            }
        }
    }
    assert!(said.is_empty(), "\n{said}");
    assert!(kinds.iter().all(|count| *count > 0), "diagrams, sequences and trees: {kinds:?}");
}

/// Every text of a page, whether it is in a part that steps back, and its contrast.
fn contrasts(browser: &mut Browser, page: &str, dark: bool) -> Vec<(String, bool, f64)> {
    browser.open(page, dark);
    let number = |value: &Value, at: usize| value[at].as_f64().unwrap();
    let size = browser.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
    let shown = browser.screenshot((number(&size, 0), number(&size, 1)));
    let corner = luminance(&shown, 2, 2);
    assert!(if dark { corner < 0.05 } else { corner > 0.9 }, "the picture follows the reader");
    let texts = browser.evaluate(TEXTS);
    let measured = |text: &Value| {
        let place = Rect::new(number(text, 1), number(text, 2), number(text, 3), number(text, 4));
        (text[0].to_string(), text[5] == Value::Bool(true), contrast(&shown, place))
    };
    texts.as_array().unwrap().iter().map(measured).collect()
}

/// Where a pointer rests on a shape, and on an arrow beside its words.
fn spots(placed: &Layout) -> (Point, Point) {
    let node = placed.nodes[0].rect;
    let edge = &placed.edges[0];
    let free = segments(&edge.points).map(|(from, to)| from.towards(to, 0.5));
    let free = free.into_iter().find(|at| !edge.label.rect.grown(4.0).contains(Rect::around(*at, 1.0, 1.0)));
    (Point::new(node.centre().x, node.bottom() - 6.0), free.unwrap())
}

#[test]
#[ignore = "needs Chromium"]
fn hover_shows_and_nothing_stays_of_it() {
    let mut browser = Browser::start();
    let (diagram, placed) = linked();
    let page = format!("<!doctype html><body style=\"margin:0\">{}", svg(&diagram, &placed));
    let size = (placed.width, placed.height);
    for dark in [false, true] {
        browser.open(&page, dark);
        browser.point_at(1.0, 1.0);
        let before = browser.screenshot(size);
        let (node, edge) = spots(&placed);
        for (at, around) in [(node, placed.nodes[0].rect), (edge, Rect::around(edge, 20.0, 20.0))] {
            browser.point_at(at.x, at.y);
            let hovered = browser.screenshot(size);
            let changed =
                pixels(&before, around.grown(3.0)).filter(|(x, y)| before.pixel(*x, *y) != hovered.pixel(*x, *y));
            assert!(changed.count() > 20, "what the pointer is on stands out");
            browser.point_at(1.0, 1.0);
            assert!(browser.screenshot(size).data() == before.data(), "nothing stays of it");
        }
    }
}

#[test]
#[ignore = "needs Chromium"]
fn links_are_where_they_are_clicked() {
    let mut browser = Browser::start();
    let (diagram, placed) = linked();
    let listen = "addEventListener('click', event => {
        event.preventDefault();
        const link = event.target.closest('a');
        const tip = event.target.closest('g')?.querySelector(':scope > title');
        window.clicked = (link ? link.getAttribute('href') : 'none') + (tip ? ' with a tip' : '');
      })";
    let page = format!("<!doctype html><body style=\"margin:0\">{}<script>{listen}</script>", svg(&diagram, &placed));
    browser.open(&page, false);
    browser.screenshot((placed.width, placed.height));
    for (node, place) in diagram.nodes.iter().zip(&placed.nodes) {
        browser.click(place.rect.centre().x, place.rect.bottom() - 6.0);
        let clicked = browser.evaluate("window.clicked");
        assert_eq!(clicked, format!("report.md#{} with a tip", node.id));
    }
    browser.click(2.0, placed.height - 2.0);
    assert_eq!(browser.evaluate("window.clicked"), "none");
}
