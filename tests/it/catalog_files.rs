//! The files of the catalogue, from the disk.

use std::path::{Path, PathBuf};

use palisade::catalogue::File;

/// Names or paths with texts.
pub type Texts = Vec<(String, String)>;

/// The folder of the catalogue, and of what is generated from it.
pub fn room() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue")
}

/// Packs by name (the core first) and rules by path, from the disk.
pub fn files() -> (Texts, Texts) {
    let read =
        |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut packs: Texts = below(&room().join("packs"))
        .iter()
        .map(|path| (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), read(path)))
        .collect();
    packs.sort_by_key(|(name, _)| (name != "core", name.clone()));
    let root = room();
    let mut rules: Texts = below(&root)
        .iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).unwrap_or(path);
            (inside.to_string_lossy().replace('\\', "/"), read(path))
        })
        .filter(|(path, _)| !path.starts_with("packs/"))
        .collect();
    rules.sort();
    (packs, rules)
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap_or_else(|error| panic!("{error}")).path();
        if path.is_dir() {
            found.extend(below(&path));
        } else if path.extension().is_some_and(|extension| extension == "tm") {
            found.push(path);
        }
    }
    found
}

/// Files as the compiler takes them.
pub fn borrowed(files: &[(String, String)]) -> Vec<File<'_>> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}
