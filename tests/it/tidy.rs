//! The house rules that no compiler checks: floors, headers, sizes, printing, places of files.
//!
//! Each rule is a function from files to complaints, and each has a test that it can complain.

use std::fmt::Write;
use std::path::Path;

use crate::rust_text::{code_only, without_tests};

/// Low to high. A room sees lower floors only, and nothing on its own.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["diag"],
    &["syntax", "schema", "config", "evidence"],
    &["fmt", "model"],
    &["check"],
    &["rules"],
    &["catalogue", "analysis"],
    &["threat"],
    &["gate"],
    &["view"],
    &["layout"],
    &["emit", "import"],
    &["driver"],
    &["cli", "lsp", "preview"],
];

/// Imports that are forbidden although they go down.
const WALLS: &[(&str, &str, &str)] = &[("emit", "model", "back-ends see a view, never the model")];

/// Lines beyond which a file is to be split.
const LONGEST_FILE: usize = 800;

/// A text file of the package.
struct File {
    /// From the package root, with `/`.
    path: String,
    text: String,
}

impl File {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The top-level module of `src` that it belongs to.
    fn room(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let room = inside.split('/').next()?;
        let room = room.strip_suffix(".rs").unwrap_or(room);
        (self.is_rust() && room != "lib" && room != "main").then_some(room)
    }
}

#[test]
fn the_house_is_tidy() {
    let files = package();
    assert!(files.iter().any(|file| file.path == "src/lib.rs"), "the package was not found");
    let mut said = String::new();
    for (rule, complaints) in [
        ("floors", floors(&files)),
        ("headers", headers(&files)),
        ("sizes", sizes(&files)),
        ("names", names(&files)),
        ("doors", doors(&files)),
        ("printing", printing(&files)),
        ("giving up", giving_up(&files)),
        ("machine paths", machine_paths(&files)),
        ("needed files", needed_files(&files)),
        ("catalogue", catalogue(&files)),
    ] {
        for complaint in complaints {
            let _ = writeln!(said, "{rule}: {complaint}");
        }
    }
    assert!(said.is_empty(), "\n{said}");
}

/// Every text file of the package, sorted by path.
fn package() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(root, root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(root: &Path, folder: &Path, out: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if name == ".git" {
            continue;
        }
        if path.is_dir() {
            let skipped = name.starts_with("target")
                || ["out", "book/book", "fuzz/target", "fuzz/corpus", "fuzz/artifacts"].contains(&name.as_str());
            if !skipped {
                collect(root, &path, out);
            }
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            out.push(File { path: name, text });
        }
    }
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The two doors to the file system: reading, writing. [`PROGRAMS`] open no file.
const DOORS: &[&str] = &["src/driver/disk.rs", "src/driver/walk.rs", "src/driver/write/"];

/// What opens, asks or changes something of the file system, as it stands in code.
const FILE_CALLS: &[&str] = &[
    "std::fs",
    "fs::",
    "cap_std",
    "cap_fs_ext",
    "rustix::fs",
    "tempfile",
    "File::open",
    "File::create",
    "OpenOptions",
    "WalkBuilder",
    "walkdir",
    ".canonicalize(",
    ".metadata(",
    ".symlink_metadata(",
    ".read_dir(",
    ".read_link(",
    ".exists(",
    ".try_exists(",
    ".is_file(",
    ".is_dir(",
    ".is_symlink(",
    "current_dir(",
    "set_current_dir",
    "env::temp_dir",
    "Dir::open",
];

/// What starts a program.
const PROGRAM_CALLS: &[&str] = &["process::Command", "Command::new("];

/// The only files that start a program: `dot`, and this program once more.
const PROGRAMS: &[&str] = &["src/driver/dot.rs", "src/driver/apart.rs", "src/driver/program.rs"];

/// Only the doors call the file system, and only [`PROGRAMS`] start a program.
fn doors(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.is_rust() && file.path.starts_with("src/")) {
        let is_test = file.path.contains("/tests/") || file.path.ends_with("/tests.rs");
        let code = without_tests(&code_only(&file.text));
        for (index, line) in code.lines().enumerate() {
            let mut find = |calls: &[&str], homes: &[&str], what: &str| {
                let Some(call) = calls.iter().find(|call| line.contains(*call)) else { return };
                if !is_test && !homes.iter().any(|home| file.path.starts_with(home)) {
                    complaints.push(format!("{}:{}: `{call}` {what}", file.path, index + 1));
                }
            };
            find(FILE_CALLS, DOORS, "goes to the file system past the doors of `driver`: `World`, `write`, `FileSet`");
            find(PROGRAM_CALLS, PROGRAMS, "starts a program past `driver`");
        }
    }
    complaints
}

/// No import climbs, goes sideways or passes through a wall.
fn floors(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files {
        let Some(room) = file.room() else { continue };
        let Some(here) = floor(room) else {
            complaints.push(format!("{}: `{room}` is on no floor; add it to the list in tests/it/tidy.rs", file.path));
            continue;
        };
        let code = code_only(&file.text);
        for (line, other) in imports(&code) {
            if other == room || floor(&other).is_none_or(|there| there < here) {
                let wall = WALLS.iter().find(|(from, to, _)| *from == room && *to == other);
                complaints.extend(wall.map(|(.., reason)| format!("{}:{line}: uses `{other}`: {reason}", file.path)));
            } else {
                complaints
                    .push(format!("{}:{line}: `{room}` uses `{other}`, which is not on a lower floor", file.path));
            }
        }
        let top_level = file.path.matches('/').count() == 1 || file.path.ends_with("/mod.rs");
        for (index, line) in without_tests(&code).lines().enumerate() {
            if line.contains("super::super") || (top_level && line.starts_with("use super::")) {
                complaints.push(format!("{}:{}: `super::` hides the floor; write `crate::`", file.path, index + 1));
            }
        }
    }
    complaints
}

/// The first word behind every `crate::`, also inside braces, with its line.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let line = code[..at].matches('\n').count() + 1;
        let Some(group) = rest.strip_prefix('{') else {
            found.push((line, word(rest)));
            continue;
        };
        let (mut depth, mut start) = (0, true);
        for (index, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && !c.is_whitespace() => {
                    found.push((line + group[..index].matches('\n').count(), word(&group[index..])));
                    start = false;
                }
                _ => {}
            }
        }
    }
    // Items that live at the top of the crate (macros, re-exported functions) have no floor.
    found.retain(|(_, word)| !word.is_empty());
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Every module says what it answers for.
fn headers(files: &[File]) -> Vec<String> {
    // The sources under examples/ belong to the systems that the examples describe.
    let ours = files.iter().filter(|file| file.is_rust() && !file.path.starts_with("examples/"));
    let bare = ours.filter(|file| !file.text.starts_with("//! "));
    bare.map(|file| format!("{}: does not open with `//! `", file.path)).collect()
}

fn sizes(files: &[File]) -> Vec<String> {
    let sources = files.iter().filter(|file| file.is_rust() || file.path.ends_with(".pest"));
    let long = sources.filter(|file| file.text.lines().count() > LONGEST_FILE);
    long.map(|file| format!("{}: more than {LONGEST_FILE} lines; split it", file.path)).collect()
}

/// A file is named after the thing in it.
fn names(files: &[File]) -> Vec<String> {
    const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "misc"];
    let empty = files
        .iter()
        .filter(|file| file.is_rust() && file.path.split(['/', '.']).any(|segment| EMPTY_NAMES.contains(&segment)));
    empty.map(|file| format!("{}: a name that says nothing", file.path)).collect()
}

/// Only the command line prints.
fn printing(files: &[File]) -> Vec<String> {
    let library =
        files.iter().filter(|file| file.room().is_some_and(|room| room != "cli") || file.path == "src/lib.rs");
    find(library, &["print!(", "println!(", "eprint!(", "eprintln!(", "dbg!("], |_, _| false)
}

/// Library code does not give up, unless a reason stands there.
fn giving_up(files: &[File]) -> Vec<String> {
    let tests = |file: &File| file.path.contains("/tests/") || file.path.ends_with("/tests.rs");
    let library = files.iter().filter(|file| file.is_rust() && file.path.starts_with("src/") && !tests(file));
    let macros = [".unwrap()", ".expect(", ".unwrap_err()", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    find(library, &macros, |file, line| {
        let before: Vec<&str> = file.text.lines().take(line).collect();
        before.iter().rev().take(8).any(|line| line.contains("reason = \"") || line.contains("INVARIANT:"))
    })
}

/// Where one of the words stands in code outside tests, unless excused; lines from 1.
fn find<'a>(
    files: impl Iterator<Item = &'a File>,
    words: &[&str],
    excused: impl Fn(&File, usize) -> bool,
) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files {
        for (index, line) in without_tests(&code_only(&file.text)).lines().enumerate() {
            for word in words {
                let starts = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let found = line.match_indices(word).any(|(at, _)| word.starts_with('.') || starts(at));
                if found && !excused(file, index + 1) {
                    complaints.push(format!("{}:{}: `{word}`", file.path, index + 1));
                }
            }
        }
    }
    complaints
}

/// Nothing names a folder of the machine that it was written on.
fn machine_paths(files: &[File]) -> Vec<String> {
    const FOLDERS: &[&str] =
        &[concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("C:\\", "Users")];
    let mut complaints = Vec::new();
    for file in files {
        for (index, line) in file.text.lines().enumerate() {
            let names = |folder: &&&str| {
                let boundary = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_-.*/".contains(c));
                line.match_indices(**folder).any(|(at, _)| boundary(at))
            };
            complaints.extend(
                FOLDERS.iter().find(names).map(|folder| format!("{}:{}: names `{folder}`", file.path, index + 1)),
            );
        }
    }
    complaints
}

fn needed_files(files: &[File]) -> Vec<String> {
    const NEEDED: &[&str] = &[
        ".ci/run",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Cargo.lock",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "NOTICE",
        "clippy.toml",
        "deny.toml",
    ];
    let missing = NEEDED.iter().filter(|path| !files.iter().any(|file| file.path == **path));
    missing.map(|path| format!("{path} is missing")).collect()
}

/// A file of a family in the catalogue holds one rule, and its path is the rule's name.
fn catalogue(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files {
        let Some(path) = file.path.strip_prefix("src/catalogue/") else { continue };
        if !path.contains('/') || path.starts_with("packs/") {
            continue;
        }
        let Some(path) = path.strip_suffix(".tm") else {
            complaints.push(format!("{}: only `.tm` files belong into the catalogue", file.path));
            continue;
        };
        let rules: Vec<&str> = file.text.lines().filter_map(|line| line.strip_prefix("rule ")).collect();
        let name = path.replace('/', ".");
        match rules.as_slice() {
            [head] if head.split([' ', '{']).next() == Some(&name) => {}
            [head] => complaints.push(format!("{}: holds the rule `{head}`, not `{name}`", file.path)),
            heads => complaints.push(format!("{}: holds {} rules, not one", file.path, heads.len())),
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn complains(rule: fn(&[File]) -> Vec<String>, path: &str, text: &str, part: &str) {
        let found = rule(&[File { path: path.into(), text: text.into() }]);
        assert!(found.len() == 1 && found[0].contains(part), "{path}: {found:?}");
    }

    #[track_caller]
    fn is_fine(rule: fn(&[File]) -> Vec<String>, path: &str, text: &str) {
        assert_eq!(rule(&[File { path: path.into(), text: text.into() }]), Vec::<String>::new());
    }

    #[test]
    fn floors_can_fail() {
        complains(floors, "src/diag/x.rs", "use crate::syntax::ast;\n", "src/diag/x.rs:1: `diag` uses `syntax`");
        complains(floors, "src/syntax/x.rs", "fn f() -> crate::schema::Kind {}\n", "`syntax` uses `schema`");
        complains(floors, "src/text.rs", "use crate::{\n  text::Span,\n  diag::{Code, Label},\n};\n", "src/text.rs:3");
        complains(floors, "src/emit/dot.rs", "use crate::model::Model;\n", "back-ends see a view");
        complains(floors, "src/bin2/x.rs", "fn f() {}\n", "on no floor");
        complains(floors, "src/diag/mod.rs", "use super::text;\n", "hides the floor");
        complains(floors, "src/diag/render.rs", "fn f() { super::super::text() }\n", "hides the floor");
        is_fine(floors, "src/driver.rs", "use crate::{check::check, text::Span};\nuse crate::driver::World;\n");
        is_fine(
            floors,
            "src/diag/x.rs",
            "// use crate::syntax::ast;\nlet x = \"crate::syntax::y\";\nuse pest::crate::cli;\n",
        );
        is_fine(floors, "src/diag/mod.rs", "#[cfg(test)]\nmod tests {\n    use super::*;\n}\n");
        is_fine(floors, "src/main.rs", "use palisade::cli;\n");
    }

    #[test]
    fn the_other_rules_can_fail() {
        complains(headers, "src/x.rs", "use a;\n", "does not open");
        complains(sizes, "src/x.rs", &"\n".repeat(801), "split it");
        complains(names, "src/view/utils.rs", "", "says nothing");
        complains(printing, "src/diag/x.rs", "fn f() {\n    println!(\"x\");\n}\n", "src/diag/x.rs:2");
        is_fine(printing, "src/cli/x.rs", "fn f() { println!(\"x\"); }\n");
        complains(doors, "src/cli/x.rs", "fn f() {\n    std::fs::read(p);\n}\n", "src/cli/x.rs:2");
        complains(doors, "src/driver/x.rs", "fn f() { p.canonicalize() }\n", "past the doors");
        complains(doors, "src/driver/x.rs", "fn f() { Command::new(p) }\n", "starts a program");
        is_fine(doors, "src/driver/disk.rs", "fn f() { std::fs::read(p); }\n");
        is_fine(doors, "src/x.rs", "// std::fs\n#[cfg(test)]\nmod tests { fn f() { std::fs::read(p); } }\n");
        complains(giving_up, "src/x.rs", "fn f() {\n    a.unwrap();\n}\n", "src/x.rs:2");
        complains(giving_up, "src/x.rs", "fn f() { panic!(\"x\") }\n", "panic!(");
        is_fine(giving_up, "src/x.rs", "// INVARIANT: never empty.\nfn f() { a.unwrap(); }\n");
        is_fine(giving_up, "src/x.rs", "/// a.unwrap()\n#[cfg(test)]\nmod tests { fn f() { a.unwrap(); } }\n");
        complains(machine_paths, "a.md", concat!("see `/ho", "me/ana/x`\n"), "a.md:1");
        is_fine(machine_paths, "a.md", concat!("https://x.org/ho", "me/ana and services/wo", "rk/**\n"));
        assert!(!needed_files(&[]).is_empty());
        complains(catalogue, "src/catalogue/a/b.tm", "rule a.c \"x\" {\n}\n", "not `a.b`");
        complains(catalogue, "src/catalogue/a/b.tm", "", "0 rules");
        complains(catalogue, "src/catalogue/a/b.md", "", "only `.tm`");
        is_fine(catalogue, "src/catalogue/a/b.tm", "use std.web\n/// x\nrule a.b \"x\" {\n}\n");
    }
}
