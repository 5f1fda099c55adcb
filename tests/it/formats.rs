//! JSON and Markdown of complete models: the schema, the way back, and what hostile labels can do.

mod complete;
pub mod everywhere;
mod hostile_labels;
mod markers;
#[cfg(all(feature = "layout", feature = "png"))]
mod outputs;
mod refused;
mod round_trip;
mod schema;

use std::path::Path;

use palisade::driver::{Compilation, MemoryWorld, Options, compile};
use palisade::emit::{FORMATS, Format, PICTURES, PictureFormat, json, markdown};
use palisade::model::parse_date;
use palisade::view::document::Whole;
use palisade::view::report::Report;

/// The names of the examples that come with the package.
pub fn examples() -> Vec<String> {
    let folders = crate::examples::examples();
    folders.iter().map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

/// Files in memory as one project, whose root is `model.tm`.
pub fn compiled(files: &[(String, String)]) -> Compilation {
    let mut world = MemoryWorld::new(parse_date("2026-11-23").unwrap());
    for (path, text) in files {
        world.add(path, text.as_str());
    }
    compile(&world, Path::new("model.tm"), &Options::default()).unwrap()
}

/// All files of an example with their paths in it.
pub fn example(name: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            files.push((path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"), text));
        }
    }
}

/// The JSON document of a compilation.
pub fn json_of(compilation: &Compilation) -> String {
    let mut out = Vec::new();
    json::write(&Whole::new(compilation.view()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The Markdown report of a compilation.
pub fn markdown_of(compilation: &Compilation) -> String {
    let mut out = Vec::new();
    markdown::write(&Report::new(compilation.view()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_format_is_found_by_its_name() {
    for format in FORMATS {
        assert!(Format::of(format.name).is_some_and(|found| found.file_name == format.file_name));
        assert!(format.doc.ends_with('.'), "{}: {}", format.name, format.doc);
    }
    for format in PICTURES {
        assert!(PictureFormat::of(format.name).is_some_and(|found| found.doc == format.doc));
        assert!(format.doc.ends_with('.'), "{}: {}", format.name, format.doc);
    }
}
