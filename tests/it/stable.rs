//! What must not move a threat: an element more, another order, another boundary of the same trust.
//!
//! The examples are compiled in memory, changed as text the way people change them, and compiled again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use palisade::diag::Severity;
use palisade::driver::{self, Compilation, MemoryWorld, Options};
use palisade::model::Thing;
use palisade::syntax::ast::Item;
use palisade::text::Span;
use palisade::threat::Answer;

use crate::examples::examples;

/// The files of an example by path from the project's folder; evidence among them.
pub(crate) type Files = BTreeMap<String, String>;

pub(crate) fn read(folder: &Path) -> Files {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    // Tests of the package itself that are named as evidence.
    let named = |text: &String| -> Vec<String> {
        let named = text.split('"').filter_map(|quoted| quoted.split("::").next());
        let ours = named.filter(|path| path.starts_with("tests/") || path.starts_with("src/"));
        ours.map(str::to_owned).filter(|path| root.join(path).is_file()).collect()
    };
    for path in files.values().flat_map(named).collect::<Vec<_>>() {
        let text = std::fs::read_to_string(root.join(&path)).unwrap();
        files.insert(path, text);
    }
    files
}

fn compile(files: &Files, root: &str) -> Compilation {
    let mut world = MemoryWorld::new(palisade::model::date(2026, 11, 23).unwrap());
    world.add("/p/.git/HEAD", "");
    for (path, text) in files {
        world.add(format!("/p/{path}"), text.as_str());
    }
    let compiled = driver::compile(&world, &Path::new("/p").join(root), &Options::default()).unwrap();
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|said| said.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    compiled
}

fn range(span: Span) -> std::ops::Range<usize> {
    span.start as usize..span.end as usize
}

fn whole(item: &Item) -> Span {
    match item {
        Item::Attr(attr) => attr.span,
        Item::Stmt(statement) => statement.span,
    }
}

/// How a threat stands, and what it was derived from.
#[derive(Debug, PartialEq)]
struct Standing {
    status: &'static str,
    risk: (u8, u8),
    /// The decision that answers it, as written.
    decision: Option<String>,
    /// Whether one of its facts is about a boundary.
    looks_at_boundaries: bool,
}

fn standings(compiled: &Compilation) -> BTreeMap<String, Standing> {
    let model = &compiled.model;
    let text = |span: Span| compiled.sources.get(span.source).map(|source| source.text[range(span)].to_owned());
    let threats = compiled.threats.threats.iter();
    threats
        .map(|found| {
            let decision = match &found.answer {
                Some(Answer::Decision(index)) => text(model.decisions[*index as usize].span),
                _ => None,
            };
            let reasons = compiled.findings().why(found);
            let looks_at_boundaries =
                reasons.iter().any(|reason| reason.text.contains("crosses") || reason.text.contains("inside"));
            let standing = Standing {
                status: found.status.word(),
                risk: (found.inherent.score(), found.residual.score()),
                decision,
                looks_at_boundaries,
            };
            (compiled.findings().id(found).to_string(), standing)
        })
        .collect()
}

fn each_example(test: impl Fn(&str, &Files, &str)) {
    for folder in examples() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        test(&name, &read(&folder), &format!("examples/{name}/model.tm"));
    }
}

/// What stood before stands as before; more may have come.
fn assert_kept(name: &str, change: &str, before: &BTreeMap<String, Standing>, after: &BTreeMap<String, Standing>) {
    for (id, standing) in before {
        assert_eq!(after.get(id), Some(standing), "{name}: {id} changed: {change}");
    }
}

#[test]
fn an_element_inserted_first_changes_nothing_that_was() {
    each_example(|name, files, root| {
        let before = standings(&compile(files, root));
        assert!(before.len() >= 10, "{name}: {} threats", before.len());
        let mut more = files.clone();
        let text = more.get_mut(root).unwrap();
        let new = "boundary annex-of-a-test { trust = internal\n  process inserted-first : service\n  store inserted-shelf { holds = [] }\n}\n\
                   inserted-first -> inserted-shelf { carries = [], returns = [] }\n";
        *text = format!("{new}{text}");
        let after = standings(&compile(&more, root));
        assert_kept(name, "an element was inserted first", &before, &after);
    });
}

#[test]
fn order_means_nothing_in_a_file_or_between_files() {
    each_example(|name, files, root| {
        let before = standings(&compile(files, root));
        let compiled = compile(files, root);
        let mut turned = files.clone();
        for (path, (id, source)) in compiled.files.iter().zip(compiled.sources.iter()) {
            if !path.ends_with(".tm") {
                continue;
            }
            let tree = palisade::syntax::parse(id, &source.text).file;
            let mut items: Vec<String> =
                tree.items.iter().map(|item| source.text[range(whole(item))].to_owned()).collect();
            items.reverse();
            turned.insert(path.clone(), items.join("\n"));
        }
        assert_ne!(&turned, files);
        let after = standings(&compile(&turned, root));
        assert_eq!(after.len(), before.len(), "{name}");
        assert_kept(name, "every file was turned round", &before, &after);
        // The other way between files: everything in the root, the last file first.
        let order: Vec<&String> = compiled.files.iter().filter(|path| path.ends_with(".tm")).rev().collect();
        let joined: String = order
            .into_iter()
            .map(|path| files[path].lines().filter(|line| !line.starts_with("include")).collect::<Vec<_>>().join("\n"))
            .collect::<Vec<_>>()
            .join("\n\n");
        let mut one = files.clone();
        one.retain(|path, _| !path.ends_with(".tm"));
        one.insert(root.to_owned(), joined);
        let after = standings(&compile(&one, root));
        assert_eq!(after.len(), before.len(), "{name}");
        assert_kept(name, "all files became one", &before, &after);
    });
}

/// Every element in turn is put into a boundary of its own inside the one where it was: the trust stays, and what
/// its flows cross does not. Threats that look at boundaries may change, no other.
#[test]
fn another_boundary_of_the_same_trust_changes_no_threat_that_does_not_look_at_boundaries() {
    each_example(|name, files, root| {
        let compiled = compile(files, root);
        let before = standings(&compiled);
        let mut moved_any = 0;
        for (index, element) in compiled.model.elements.iter().enumerate() {
            if element.foreign.is_some() || element.boundary.is_none() {
                continue;
            }
            let span = element.decl.whole;
            let mut changed = files.clone();
            let path = &compiled.files[span.source.0 as usize];
            let text = changed.get_mut(path).unwrap();
            let inner = text[range(span)].to_owned();
            text.replace_range(range(span), &format!("boundary annex-of-a-test {{\n{inner}\n}}"));
            let again = compile(&changed, root);
            let thing = again.model.names[&element.decl.name];
            let Thing::Element(id) = thing else { panic!("`{}` is gone", element.decl.name) };
            assert_eq!(again.model[id].trust, element.trust, "{name}: element {index}");
            moved_any += 1;
            let after = standings(&again);
            for (id, standing) in &before {
                let now = after.get(id);
                let free = standing.looks_at_boundaries || now.is_some_and(|now| now.looks_at_boundaries);
                assert!(free || now == Some(standing), "{name}: {id}: {standing:?} became {now:?}");
                // Even then a decision stays with its threat.
                if let Some(now) = now {
                    assert_eq!(now.decision, standing.decision, "{name}: {id}");
                }
            }
            for (id, now) in &after {
                assert!(before.contains_key(id) || now.looks_at_boundaries, "{name}: {id} came: {now:?}");
            }
        }
        assert!(moved_any >= 5, "{name}");
    });
}
