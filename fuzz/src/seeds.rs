//! What inputs begin as: what the repository has anyway, and a few of the worst of their kind.

use std::fs;
use std::path::Path;

/// Files below a folder with an ending, none longer than 64 KB, in order of their paths.
fn files(folder: &Path, ending: &str) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|own| own == ending) {
            found.extend(fs::read(&path).into_iter().filter(|bytes| bytes.len() <= 64 << 10));
        }
    }
    found
}

/// The blocks of a kind in Markdown.
fn blocks(texts: &[Vec<u8>], kind: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for text in texts {
        let text = String::from_utf8_lossy(text);
        for part in text.split(&format!("```{kind}")).skip(1) {
            let body = part.split_once('\n').map_or("", |(_, rest)| rest).split("```").next().unwrap_or_default();
            found.push(body.as_bytes().to_vec());
        }
    }
    found
}

/// Models: the examples, the rules of the catalogue, and those of the specs, right and wrong.
pub fn models(root: &Path) -> Vec<Vec<u8>> {
    let mut seeds = files(&root.join("examples"), "tm");
    seeds.extend(blocks(&files(&root.join("tests/spec"), "md"), "tm"));
    seeds.extend(files(&root.join("src/catalogue"), "tm"));
    seeds
}

/// Models that cost most to draw.
pub fn worst(_: &Path) -> Vec<Vec<u8>> {
    crate::worst::TEXTS.iter().map(|(_, text)| text().into_bytes()).collect()
}

/// Models as JSON, made of those that compile.
pub fn documents(root: &Path) -> Vec<Vec<u8>> {
    let small = models(root).into_iter().filter(|seed| seed.len() < 3 << 10);
    let documents = small.filter_map(|seed| crate::text::document(&seed));
    let mut documents: Vec<Vec<u8>> = documents.filter(|document| document.len() <= 64 << 10).take(60).collect();
    documents.push(b"{}".to_vec());
    documents
}

/// Configurations: those of the examples and of the specs.
pub fn configs(root: &Path) -> Vec<Vec<u8>> {
    let mut seeds = files(&root.join("examples"), "toml");
    seeds.extend(blocks(&files(&root.join("tests/spec"), "md"), "toml"));
    seeds.extend(blocks(&files(&root.join("book/src"), "md"), "toml"));
    seeds
}

/// Results of tests.
pub fn reports(root: &Path) -> Vec<Vec<u8>> {
    files(&root.join("tests/data/junit"), "xml")
}

/// Source text in several languages, each behind its name and the name of a test.
pub fn sources(root: &Path) -> Vec<Vec<u8>> {
    let named = |name: &str, text: &[u8]| [name.as_bytes(), b"\n", text].concat();
    let mut seeds: Vec<Vec<u8>> =
        files(&root.join("src/evidence"), "rs").iter().map(|it| named("a.rs m::quotes", it)).collect();
    for name in ["a.rs", "a.py", "a.go", "a.ts", "a.js", "a.java", "a.kt", "a.cs", "a.rb", "a.php", "a.swift", "a.txt"]
    {
        let text = "mod m {\n#[test]\nfn quotes() { let a = \"x\"; }\n}\nclass A:\n  def test_a(self): pass\n\
                    func TestA(t *testing.T) {}\nit('quotes', () => {})\n@Test void quotes() {}\n";
        seeds.push(named(&format!("{name} quotes"), text.as_bytes()));
    }
    seeds
}

/// Choices for pictures: bytes that look random, for small pictures and some large ones.
pub fn diagrams(_: &Path) -> Vec<Vec<u8>> {
    let bytes = |length: usize| {
        let mut dice = crate::mutate::dice("diagrams", length as u64);
        (0..length).map(|_| dice.below(256) as u8).collect()
    };
    (1..=40).map(|at| 40 * at).chain((2..=8).map(|at| 2_048 * at)).map(bytes).collect()
}
