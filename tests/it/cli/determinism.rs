//! The same model gives the same bytes: in every run, with any number of threads, from any folder, in any locale.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::{program, ran};

/// Other rules for letters and numbers, and a zone in which it is another day for most of the time.
const ABROAD: [(&str, &str); 3] = [("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")];
const HOME: [(&str, &str); 3] = [("LC_ALL", "C"), ("LANG", "C"), ("TZ", "UTC")];

/// Everything that `build` writes and `check` prints.
fn outputs(from: &Path, path: &str, threads: &str, locale: [(&str, &str); 3]) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_string_lossy().into_owned();
    let mut build = program(from, &["build", path, "--out", &folder]);
    ran(build.env("RAYON_NUM_THREADS", threads).envs(locale).output().unwrap()).exits(0);
    let mut files = BTreeMap::new();
    collect(out.path(), out.path(), &mut files);
    for format in ["json", "human", "short"] {
        let mut check = program(from, &["check", path, "--format", format]);
        let output = check.env("RAYON_NUM_THREADS", threads).envs(locale).output().unwrap();
        files.insert(format!("check {format}").into(), output.stdout);
    }
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
    let expected = outputs(root, "examples", "1", HOME);
    assert!(expected.len() > 4, "{:?}", expected.keys());
    let whole = root.join("examples").to_string_lossy().into_owned();
    for (from, path, threads, locale) in [
        (root.to_path_buf(), "examples", "1", HOME),
        (root.to_path_buf(), "examples", "8", ABROAD),
        (root.join("examples/comments"), "..", "8", HOME),
        (std::env::temp_dir(), whole.as_str(), "3", ABROAD),
    ] {
        let found = outputs(&from, path, threads, locale);
        // Paths are shown as they were typed, so what people read differs by them.
        let typed =
            |name: &Path| path != "examples" && name.starts_with("check human") || name.starts_with("check short");
        for (name, bytes) in expected.iter().filter(|(name, _)| !typed(name)) {
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
