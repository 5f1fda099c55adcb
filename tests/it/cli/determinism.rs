//! The same model gives the same bytes: in every run, with any number of threads, from any folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::{program, ran};

/// Everything that `build` writes and `check` prints.
fn outputs(from: &Path, path: &str, threads: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_string_lossy().into_owned();
    let mut build = program(from, &["build", path, "--out", &folder]);
    ran(build.env("RAYON_NUM_THREADS", threads).output().unwrap()).exits(0);
    let mut files = BTreeMap::new();
    collect(out.path(), out.path(), &mut files);
    let mut check = program(from, &["check", path, "--format", "json"]);
    files.insert("check".into(), check.env("RAYON_NUM_THREADS", threads).output().unwrap().stdout);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            files.insert(path.strip_prefix(root).unwrap().to_path_buf(), std::fs::read(&path).unwrap());
        }
    }
}

#[test]
fn the_same_bytes_everywhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let expected = outputs(root, "examples", "1");
    assert!(expected.len() > 4, "{:?}", expected.keys());
    let whole = root.join("examples").to_string_lossy().into_owned();
    for (from, path, threads) in [
        (root.to_path_buf(), "examples", "1"),
        (root.to_path_buf(), "./examples/", "8"),
        (root.join("examples/comments"), "..", "8"),
        (std::env::temp_dir(), whole.as_str(), "3"),
    ] {
        let found = outputs(&from, path, threads);
        for (name, bytes) in &expected {
            assert!(found.get(name) == Some(bytes), "{} differs from {}, {path}", name.display(), from.display());
        }
        assert_eq!(found.len(), expected.len());
    }
    for bytes in expected.values() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(&*root.to_string_lossy()), "an absolute path is in an output");
        assert!(!text.contains("2026-11-23"), "the day is in an output");
    }
}
