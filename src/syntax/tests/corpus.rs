//! Every file of the built-in catalogue and the examples parses without a word.

use std::fs;
use std::path::{Path, PathBuf};

use crate::syntax::parse;
use crate::text::{Source, SourceId, Sources};

/// All `.tm` files below a folder, sorted.
pub fn tm_files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "tm") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Where to look: the folders of this package, and one more from the environment.
pub fn corpus() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = tm_files(&root.join("src/threat"));
    files.extend(tm_files(&root.join("examples")));
    if let Some(more) = std::env::var_os("TM_CORPUS") {
        files.extend(tm_files(Path::new(&more)));
    }
    files
}

#[test]
fn all_models_and_rules_parse() {
    let mut said = String::new();
    for path in corpus() {
        let mut sources = Sources::default();
        sources.add(Source::new(path.display().to_string(), fs::read_to_string(&path).unwrap()));
        for diagnostic in parse(SourceId(0), &sources.get(SourceId(0)).unwrap().text).diagnostics {
            let place = sources.place(diagnostic.span());
            said += &format!("{place}: {}: {}\n", diagnostic.code.0, diagnostic.message);
        }
    }
    assert!(said.is_empty(), "{said}");
}
