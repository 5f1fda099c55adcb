//! A model that is too large for one picture: an index, and a page for each boundary.

use std::collections::{BTreeMap, BTreeSet};

use palisade::driver::{Compilation, products};
use palisade::layout::Embedded;
use palisade::layout::layout;
use palisade::layout::lint::faults;
use palisade::view::picture;
use palisade::view::picture::dfd;
use palisade::view::picture::diagram::{Diagram, Emphasis};
use palisade::view::picture::pages::{MOST_NODES, index, pages};

use crate::formats::compiled;

/// Regions with zones in them; each zone holds a few services that call each other and the next zone's first.
fn city(regions: usize, zones: usize, services: usize) -> Compilation {
    let mut text = "model city \"City\" { owner = @a }\nactor citizen\n".to_owned();
    for region in 0..regions {
        text.push_str(&format!("boundary r{region} \"Region {region}\" {{ trust = internal\n process door{region}\n"));
        for zone in 0..zones {
            text.push_str(&format!(" boundary z{region}-{zone} {{ trust = internal\n"));
            for service in 0..services {
                text.push_str(&format!("  process s{region}-{zone}-{service}\n"));
            }
            text.push_str(" }\n");
        }
        text.push_str("}\n");
    }
    for region in 0..regions {
        text.push_str(&format!("flow enter{region}: citizen -> door{region}\n"));
        for zone in 0..zones {
            text.push_str(&format!("flow pass{region}-{zone}: door{region} -> s{region}-{zone}-0\n"));
            let next = (region + 1) % regions;
            text.push_str(&format!("flow far{region}-{zone}: s{region}-{zone}-1 -> s{next}-{zone}-0\n"));
            for service in 1..services {
                text.push_str(&format!(
                    "flow f{region}-{zone}-{service}: s{region}-{zone}-0 -> s{region}-{zone}-{service}\n"
                ));
            }
        }
    }
    compiled(&[("model.tm".to_owned(), text)])
}

/// Targets of the links of a picture that lead to pictures.
fn links(svg: &str) -> BTreeSet<String> {
    let all = svg.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    all.filter(|link| link.ends_with(".svg")).map(str::to_owned).collect()
}

#[test]
fn small_models_have_no_pages() {
    assert!(index(&city(2, 2, 3).model).is_none());
}

#[test]
fn an_index_and_a_page_for_each_boundary() {
    let made = city(4, 5, 76);
    assert!(made.model.element_ids().count() > MOST_NODES);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    products(&made, &Embedded, |path, bytes| {
        let name = path.to_string_lossy().replace('\\', "/");
        files.insert(name, String::from_utf8(bytes.unwrap()).unwrap());
    });
    let written: Vec<&String> = files.keys().filter(|name| name.starts_with("pages/")).collect();
    assert_eq!(written.len(), 4 + 4 * 5);
    // Every link leads to a file that was written, and every page can be reached from the index.
    let mut reached = BTreeSet::new();
    let mut open = vec!["dfd.svg".to_owned()];
    while let Some(file) = open.pop() {
        if reached.insert(file.clone()) {
            let folder = if file.starts_with("pages/") { "pages/" } else { "" };
            open.extend(links(&files[&file]).into_iter().map(|link| match link.strip_prefix("../") {
                Some(up) => up.to_owned(),
                None => format!("{folder}{link}"),
            }));
        }
    }
    assert!(written.iter().all(|name| reached.contains(*name)), "{reached:?}");
    assert!(reached.contains("dfd.svg"), "and back");

    let input = made.view();
    let shown = dfd::overview(&input);
    let names: Vec<&str> = shown.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(names, ["citizen", "r0", "r1", "r2", "r3"]);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut flows: BTreeSet<u32> = shown.rows.iter().map(|row| row.number).collect();
    for (file, view) in pages(&made.model) {
        let diagram: Diagram = dfd::of(&input, &view);
        assert_eq!(diagram.fault(), None, "{file}");
        for node in diagram.nodes.iter().filter(|node| node.emphasis == Emphasis::Normal) {
            *seen.entry(node.id.clone()).or_default() += 1;
        }
        flows.extend(diagram.rows.iter().map(|row| row.number));
        if ["r0.svg", "z0-0.svg"].contains(&file.as_str()) {
            assert_eq!(faults(&diagram, &layout(&diagram).unwrap()), [], "{file}");
        }
    }
    assert_eq!(flows.len(), made.model.flow_ids().count(), "every flow is on some picture");
    let elements = made.model.elements.iter().map(|element| element.decl.name.as_str());
    for name in elements.filter(|name| *name != "citizen") {
        assert_eq!(seen.get(name), Some(&1), "{name} is on the page of its boundary and no other");
    }
    let page = |name: &str| dfd::of(&input, &pages(&made.model).into_iter().find(|(file, _)| file == name).unwrap().1);
    let zone = page("pages/z0-0.svg");
    let stubs: Vec<&str> =
        zone.nodes.iter().filter(|node| node.emphasis == Emphasis::Faded).map(|node| node.id.as_str()).collect();
    assert_eq!(stubs, ["door0", "r1", "r3"], "outside everything is as closed as may be");
    let region = page("pages/r0.svg");
    let names: Vec<&str> = region.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(names, ["citizen", "door0", "z0-0", "z0-1", "z0-2", "z0-3", "z0-4", "r1", "r3"]);
}

#[test]
fn other_views_are_closed_where_they_are_too_large() {
    let made = city(4, 5, 76);
    let input = made.view();
    let view = picture::find(&input, "dfd").unwrap();
    let fitting = picture::pages::fitting(&made.model, view.clone());
    assert_eq!(fitting.level, Some(0));
    assert!(dfd::of(&input, &fitting).nodes.len() < 10);
    assert_eq!(dfd::of(&input, &view).nodes.len(), made.model.element_ids().count(), "formats without places show all");
}
