//! Every code that the source declares is among those that the program knows, explains and lists.

use std::collections::BTreeSet;
use std::path::Path;

use palisade::driver;

/// The codes that stand in the Rust files of a folder, outside of tests: `Code("…")`, and rows of `codes!`.
fn declared(folder: &Path, out: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                declared(&path, out);
            }
            continue;
        }
        if !name.ends_with(".rs") || name == "tests.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let literal = |rest: &str| rest.strip_prefix('"')?.split('"').next().map(str::to_owned);
        out.extend(text.match_indices("code: Code(").filter_map(|(at, sign)| literal(&text[at + sign.len()..])));
        if text.contains("\ncodes! {") {
            for severity in ["Error", "Warning", "Note"] {
                let row = format!(" {severity} \"");
                let rows = text.match_indices(&row).filter(|(at, _)| {
                    let line = text[..*at].rsplit('\n').next().unwrap_or_default();
                    let id = line.trim();
                    line.starts_with("    ")
                        && !id.is_empty()
                        && id.bytes().all(|byte| byte.is_ascii_uppercase() || b"_0123456789".contains(&byte))
                });
                out.extend(rows.filter_map(|(at, row)| literal(&text[at + row.len() - 1..])));
            }
        }
    }
}

#[test]
fn every_code_is_listed() {
    let mut in_source = BTreeSet::new();
    declared(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut in_source);
    assert!(in_source.len() > 100, "few codes were found: {in_source:?}");
    let listed: BTreeSet<String> = driver::codes().iter().map(|info| info.code.0.to_owned()).collect();
    let missing: Vec<&String> = in_source.difference(&listed).collect();
    let unseen: Vec<&String> = listed.difference(&in_source).collect();
    assert!(missing.is_empty(), "declared and not among `driver::codes`: {missing:?}");
    assert!(unseen.is_empty(), "listed and not found in the source: {unseen:?}");
    assert_eq!(listed.len(), driver::codes().len(), "a code is listed twice");
}
