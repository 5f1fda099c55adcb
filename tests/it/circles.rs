//! No circle of files between different tasks: who reads one file of a circle has to read them all.
//!
//! What a file uses is read from its `use crate::…` lines and paths, past re-exports to the file that defines it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::rust_text::{code_only, without_tests};

/// Circles that are one task, each with the start of the paths of its files and the reason.
const ALLOWED: &[(&[&str], &str)] = &[
    (&["src/rules/"], "conditions hold predicates and predicates hold conditions, and a predicate is one file"),
    (
        &["src/model/attrs.rs", "src/model/graph.rs", "src/model/things.rs", "src/model/vocabulary.rs"],
        "the tables of a model point into each other",
    ),
    (&["src/driver/disk.rs", "src/driver/walk.rs"], "the door for reading: files, and folders of files"),
    (
        &["src/syntax/tree/", "src/syntax/recover/mod.rs"],
        "what the tree cannot take is mended, and then read by the tree's own builder",
    ),
];

/// The code of every file of `src`, without tests, by path from there.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, out: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            collect(root, &path, out);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") && !name.contains("/tests/") {
            out.insert(name, without_tests(&code_only(&std::fs::read_to_string(&path).unwrap())));
        }
    }
}

/// The module that a file is: `rules/mod.rs` is `rules`.
fn module(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|part| !["lib", "main"].contains(part)).map(str::to_owned).collect()
}

/// Everything that a tree of a `use` names: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn flatten(tree: &str, before: &[String], out: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let Some((path, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let parts = path.split("::").map(str::trim).filter(|part| !part.is_empty() && *part != "self");
        out.push(before.iter().cloned().chain(parts.map(str::to_owned)).collect());
        return;
    };
    let mut inner = before.to_vec();
    inner.extend(path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned));
    let (mut depth, mut start) = (0, 0);
    let group = group.strip_suffix('}').unwrap_or(group);
    for (at, sign) in group.char_indices().chain([(group.len(), ',')]) {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = group[start..at].trim();
                if !part.is_empty() {
                    flatten(part, &inner, out);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// The trees of the `use` items of some code; `true` for those that are public in any way.
fn uses(code: &str) -> Vec<(bool, &str)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rsplit('\n').next().unwrap_or_default().trim();
        let public = line.starts_with("pub");
        if line.is_empty() || public && (line == "pub" || line.ends_with(')')) {
            let rest = &code[at + "use ".len()..];
            found.extend(rest.find(';').map(|end| (public, &rest[..end])));
        }
    }
    found
}

/// What each file uses of others.
fn graph(files: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let by_module: BTreeMap<Vec<String>, &str> =
        files.keys().filter(|file| *file != "main.rs").map(|file| (module(file), file.as_str())).collect();
    let whole = |file: &str, path: Vec<String>| -> Vec<String> {
        match path.first().map(String::as_str) {
            Some("crate") => path[1..].to_vec(),
            Some("super") => {
                let mut own = module(file);
                own.pop();
                own.into_iter().chain(path[1..].iter().cloned()).collect()
            }
            _ => module(file).into_iter().chain(path).collect(),
        }
    };
    // What a module hands on, by the name under which it does.
    let mut handed: BTreeMap<(&str, String), Vec<String>> = BTreeMap::new();
    for (file, code) in files {
        for (_, tree) in uses(code).into_iter().filter(|(public, _)| *public) {
            let mut paths = Vec::new();
            flatten(tree, &[], &mut paths);
            for path in paths {
                let name = path.last().cloned().unwrap_or_default();
                handed.insert((file, name), whole(file, path));
            }
        }
    }
    let resolve = |path: Vec<String>| {
        let mut path = path;
        for _ in 0..8 {
            let deepest = (0..=path.len()).rev().find(|length| by_module.contains_key(&path[..*length]))?;
            let file = *by_module.get(&path[..deepest])?;
            match path.get(deepest).and_then(|name| handed.get(&(file, name.clone()))) {
                Some(further) if *further != path => {
                    path = further.iter().chain(&path[deepest + 1..]).cloned().collect();
                }
                _ => return Some(file),
            }
        }
        None
    };
    let mut graph = BTreeMap::new();
    for (file, code) in files {
        let mut paths = Vec::new();
        for (_, tree) in uses(code).into_iter().filter(|(public, _)| !public || !file.ends_with("mod.rs")) {
            flatten(tree, &[], &mut paths);
        }
        paths.retain(|path| {
            let first = path.first().map_or("", String::as_str);
            ["crate", "super"].contains(&first) || by_module.contains_key(&whole(file, vec![first.to_owned()]))
        });
        for (at, _) in code.match_indices("crate::") {
            let path = code[at..].split(|sign: char| !sign.is_alphanumeric() && !"_:".contains(sign)).next();
            // What a group brings was read above.
            if let Some(path) = path.filter(|path| !path.ends_with("::")) {
                flatten(path, &[], &mut paths);
            }
        }
        let mut used: BTreeSet<&str> = paths.into_iter().filter_map(|path| resolve(whole(file, path))).collect();
        used.retain(|other| *other != file && *other != "lib.rs");
        graph.insert(file.as_str(), used);
    }
    graph
}

/// The circles among some files, each in order of their paths.
fn circles<'a>(graph: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<Vec<&'a str>> {
    let mut found = DiGraph::new();
    let nodes: BTreeMap<&str, NodeIndex> = graph.keys().map(|file| (*file, found.add_node(*file))).collect();
    for (file, used) in graph {
        for other in used.iter().filter_map(|other| nodes.get(other)) {
            found.add_edge(nodes[file], *other, ());
        }
    }
    let parts = kosaraju_scc(&found).into_iter().filter(|part| part.len() > 1);
    let mut all: Vec<Vec<&str>> = parts.map(|part| part.into_iter().map(|node| found[node]).collect()).collect();
    all.iter_mut().for_each(|circle| circle.sort_unstable());
    all.sort();
    all
}

#[test]
fn no_circle_joins_different_tasks() {
    let files = sources();
    let graph = graph(&files);
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > graph.len(), "few uses were found: {graph:?}");
    let (mut said, mut met) = (String::new(), BTreeSet::new());
    for circle in circles(&graph) {
        let inside = |starts: &[&str]| {
            circle.iter().all(|file| starts.iter().any(|start| format!("src/{file}").starts_with(start)))
        };
        match ALLOWED.iter().position(|(starts, _)| inside(starts)) {
            Some(index) => drop(met.insert(index)),
            None => {
                writeln!(said, "a circle of {} files:", circle.len()).unwrap();
                for file in &circle {
                    let others: Vec<&str> =
                        graph[file].iter().filter(|other| circle.contains(other)).copied().collect();
                    writeln!(said, "  src/{file} uses {}", others.join(", ")).unwrap();
                }
            }
        }
    }
    for (index, (starts, _)) in ALLOWED.iter().enumerate().filter(|(index, _)| !met.contains(index)) {
        writeln!(said, "circle {index} of the list ({}) is none: take it out", starts.join(", ")).unwrap();
    }
    assert!(said.is_empty(), "\n{said}");
}

#[test]
fn a_circle_is_found_past_what_hands_it_on() {
    let code = [
        ("lib.rs", "pub mod a;\npub mod b;\n"),
        ("a/mod.rs", "mod one;\nmod two;\npub use one::One;\n"),
        ("a/one.rs", "use crate::b::{self, B as C};\npub struct One;\n"),
        ("a/two.rs", "use crate::a::One;\n"),
        ("b.rs", "fn f() { crate::a::One; }\nstruct B;\n"),
    ];
    let files = code.map(|(path, code)| (path.to_owned(), code.to_owned())).into();
    assert_eq!(circles(&graph(&files)), [["a/one.rs", "b.rs"]]);
}
