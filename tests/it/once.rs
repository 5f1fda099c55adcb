//! A run walks each folder once and opens each file once, however many patterns and models ask for it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use palisade::driver::{Facts, MemoryWorld, Options, Walked, World, run};
use palisade::model::{Date, date};

/// A world that counts.
struct Counting {
    inner: MemoryWorld,
    asked: Mutex<BTreeMap<(&'static str, PathBuf), usize>>,
}

impl Counting {
    fn count(&self, what: &'static str, path: &Path) {
        *self.asked.lock().unwrap().entry((what, path.to_path_buf())).or_default() += 1;
    }
}

impl World for Counting {
    fn here(&self) -> io::Result<PathBuf> {
        self.inner.here()
    }
    fn has(&self, folder: &Path, name: &str) -> bool {
        self.inner.has(folder, name)
    }
    fn is_folder(&self, path: &Path) -> bool {
        self.inner.is_folder(path)
    }
    fn enter(&self, folder: &Path) -> io::Result<PathBuf> {
        self.inner.enter(folder)
    }
    fn look(&self, anchor: &Path, path: &Path) -> io::Result<Facts> {
        self.inner.look(anchor, path)
    }
    fn read(&self, anchor: &Path, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        self.count("read", path);
        self.inner.read(anchor, path, most)
    }
    fn list(&self, anchor: &Path, folder: &Path) -> io::Result<Walked> {
        self.count("list", folder);
        self.inner.list(anchor, folder)
    }
    fn walk(&self, anchor: &Path, folder: &Path, most: usize) -> Walked {
        self.count("walk", folder);
        self.inner.walk(anchor, folder, most)
    }
    fn today(&self) -> Date {
        self.inner.today()
    }
}

#[test]
fn everything_is_asked_for_once() {
    let mut inner = MemoryWorld::new(date(2026, 11, 23).unwrap());
    inner.add(".git/HEAD", "");
    inner.add("palisade.toml", "[gate]\nfail-on = \"low\"\n");
    for model in ["a", "b", "c"] {
        let mut text = format!("model {model} \"M\"\nactor x\n");
        for _ in 0..50 {
            text.push_str("include \"parts/**/*.tm\"\ninclude \"./parts/*.tm\"\nuse \"../packs\"\nuse \"../other/model.tm\" as o\n");
        }
        inner.add(format!("{model}/model.tm"), text);
        inner.add(format!("{model}/parts/p.tm"), "process p {}\nx -> p\n");
        inner.add(format!("{model}/stray.tm"), "process q {}\n");
    }
    inner.add("packs/one.tm", "type one : process\n");
    inner.add("packs/two.tm", "type two : process\n");
    inner.add("other/model.tm", "model other \"O\"\nexternal e { export = true }\n");
    let world = Counting { inner, asked: Mutex::default() };
    let found = run(&world, &[PathBuf::from(".")], &Options { orphans: true, ..Options::default() });
    assert_eq!(found.compilations.len(), 4);
    let asked = world.asked.into_inner().unwrap();
    let read = asked.keys().filter(|(what, _)| *what == "read").count();
    assert_eq!(read, 13, "{asked:?}");
    for ((what, path), count) in asked {
        assert_eq!(count, 1, "{what} {}", path.display());
    }
}
