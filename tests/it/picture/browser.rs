//! Pictures in a real browser: readable on a white and on a black page, links that lead somewhere, hover that shows.
//!
//! Where Chromium is not installed these tests say so and pass, unless `PALISADE_REQUIRE_BROWSER` is set.

use std::path::Path;
use std::process::{Command, Stdio};

use palisade::emit::svg::svg;
use palisade::layout::geometry::Rect;
use palisade::layout::{Layout, layout};
use palisade::view::diagram::{Diagram, Emphasis};
use resvg::tiny_skia::Pixmap;

use crate::picture::sample::comments;

/// Device pixels for one of the picture, so that thin strokes of letters have their full colour.
const SCALE: f64 = 2.0;

fn chromium() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.into_iter().find(|name| {
        let version = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    })
}

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn browser() -> Option<&'static str> {
    let found = chromium();
    if found.is_none() {
        assert!(std::env::var_os("PALISADE_REQUIRE_BROWSER").is_none(), "Chromium is required and not installed");
        eprintln!("note: Chromium is not installed; skipped");
    }
    found
}

fn run(browser: &str, folder: &Path, page: &str, arguments: &[String]) -> String {
    let file = folder.join("page.html");
    std::fs::write(&file, page).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"])
        // On a busy machine a screenshot may otherwise be taken before every part of the page is painted.
        .args(["--run-all-compositor-stages-before-draw", "--virtual-time-budget=5000"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(arguments)
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

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
    let part = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(pixel.red()) + 0.7152 * part(pixel.green()) + 0.0722 * part(pixel.blue())
}

/// The contrast between the lightest and the darkest pixel of a place.
fn contrast(picture: &Pixmap, place: Rect) -> f64 {
    let (mut least, mut most) = (1.0_f64, 0.0_f64);
    let scaled = |length: f64| (length * SCALE).round().max(0.0) as u32;
    for y in scaled(place.y)..scaled(place.bottom()).min(picture.height()) {
        for x in scaled(place.x)..scaled(place.right()).min(picture.width()) {
            let here = luminance(picture, x, y);
            (least, most) = (least.min(here), most.max(here));
        }
    }
    (most + 0.05) / (least + 0.05)
}

#[test]
fn text_is_readable_on_white_and_on_black() {
    let Some(browser) = browser() else { return };
    let (diagram, placed) = linked();
    let picture = svg(&diagram, &placed);
    let folder = tempfile::tempdir().unwrap();
    for (page, scheme) in [("white", "1"), ("black", "0")] {
        let shot = folder.path().join(format!("{page}.png"));
        let text = format!("<!doctype html><body style=\"margin:0;background:{page}\">{picture}");
        let arguments = [
            format!("--screenshot={}", shot.display()),
            format!("--window-size={},{}", placed.width, placed.height),
            format!("--force-device-scale-factor={SCALE}"),
            format!("--blink-settings=preferredColorScheme={scheme}"),
        ];
        run(browser, folder.path(), &text, &arguments);
        let shown = Pixmap::load_png(&shot).expect("a screenshot");
        let corner = luminance(&shown, 2, 2);
        assert!(if page == "white" { corner > 0.9 } else { corner < 0.05 }, "{page}: the picture follows the reader");
        let nodes = diagram.nodes.iter().zip(&placed.nodes).filter(|(node, _)| node.emphasis != Emphasis::Faded);
        let names = nodes.map(|(node, place)| (node.label.as_str(), place.label.rect));
        let fences =
            diagram.clusters.iter().zip(&placed.clusters).map(|(it, place)| (it.label.as_str(), place.label.rect));
        let flows = diagram.edges.iter().zip(&placed.edges);
        let flows = flows.filter_map(|(it, path)| Some((it.label.as_str(), path.label.text.as_ref()?.rect)));
        let discs = diagram.edges.iter().zip(&placed.edges).map(|(it, path)| (it.label.as_str(), path.label.disc));
        let all: Vec<(&str, Rect)> = names.chain(fences).chain(flows).chain(discs).collect();
        assert!(all.len() > 20);
        for (words, place) in all {
            let contrast = contrast(&shown, place);
            assert!(contrast >= 4.5, "{words} on {page}: contrast {contrast:.1}");
        }
    }
}

#[test]
fn links_are_where_they_are_clicked_and_hover_shows() {
    let Some(browser) = browser() else { return };
    let (diagram, placed) = linked();
    let picture = svg(&diagram, &placed);
    let spots: Vec<String> =
        placed.nodes.iter().map(|node| format!("[{},{}]", node.rect.centre().x, node.rect.bottom() - 6.0)).collect();
    // The rules for `:hover` are copied to a class, since no script can move the pointer.
    let script = format!(
        "const said = [];
         for (const [x, y] of [{}]) {{
           const hit = document.elementFromPoint(x, y);
           const link = hit && hit.closest('a');
           const tip = hit && hit.closest('g') && hit.closest('g').querySelector(':scope > title');
           said.push((link ? link.getAttribute('href') : 'none') + ' ' + (tip ? 'tip' : 'none'));
         }}
         const sheet = document.querySelector('svg style').sheet;
         for (const rule of [...sheet.cssRules])
           if (rule.selectorText && rule.selectorText.includes(':hover'))
             sheet.insertRule(rule.cssText.replace(':hover', '.hovered'), sheet.cssRules.length);
         for (const [group, part] of [['node', 'body'], ['edge', 'flow']]) {{
           const outer = document.querySelector('.overview-' + group);
           const inner = outer.querySelector('.overview-' + part);
           const before = getComputedStyle(inner).strokeWidth;
           outer.classList.add('hovered');
           said.push(group + ' ' + (before !== getComputedStyle(inner).strokeWidth));
         }}
         document.body.innerHTML = '<pre>' + said.join(';') + '</pre>';",
        spots.join(",")
    );
    let text = format!("<!doctype html><body style=\"margin:0\">{picture}<script>{script}</script>");
    let folder = tempfile::tempdir().unwrap();
    // Some versions take the frame of a window off its size, and what is not in sight is not hit.
    let size = format!("--window-size={},{}", placed.width + 200.0, placed.height + 300.0);
    let arguments = ["--dump-dom".to_owned(), size];
    let dom = run(browser, folder.path(), &text, &arguments);
    let said = dom.split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next()).unwrap_or_default();
    let mut wanted: Vec<String> = diagram.nodes.iter().map(|node| format!("report.md#{} tip", node.id)).collect();
    wanted.extend(["node true".to_owned(), "edge true".to_owned()]);
    assert_eq!(said.split(';').collect::<Vec<_>>(), wanted);
}
