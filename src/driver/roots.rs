//! From what the user typed to the models that are meant.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::include::{self, MAX_FILES, TOO_MANY};
use crate::driver::open::{Opened, open_root};
use crate::driver::place::{Typed, slashes};
use crate::driver::read::{UNREADABLE, words};
use crate::driver::{FileKind, Found, Project, World};
use crate::syntax::ast::{File, Head, Item, Text};
use crate::syntax::{FILE_TOO_LARGE, MAX_FILE};
use crate::text::Span;

/// There is no model where one was looked for.
pub static NOTHING: CodeInfo = CodeInfo {
    code: Code("no-model"),
    severity: Severity::Error,
    summary: "there is no model to check",
    explanation: r#"
A path of the command line is a file or a folder. A folder is searched for files that declare a `model`, at any depth,
without hidden files and what git ignores; a file that declares none stands for the model that includes it. Where
neither gives a model, nothing was checked, and a build should not take that for success.

`palisade init` writes a first model.
"#,
};

/// A folder was not searched.
pub static UNREADABLE_FOLDER: CodeInfo = CodeInfo {
    code: Code("unreadable-folder"),
    severity: Severity::Warning,
    summary: "a folder was not searched",
    explanation: r#"
A folder below the one that is searched for models may not be entered. Models in it are not checked. Folders that git
ignores are left out without a word.
"#,
};

/// A root that was found.
#[derive(Debug)]
pub(crate) struct Root {
    /// Canonical.
    pub(crate) path: PathBuf,
    /// How to show paths of its model.
    pub(crate) typed: Typed,
    /// The file, read and parsed.
    pub(crate) opened: Opened,
}

/// Everything that some paths lead to.
#[derive(Debug, Default)]
pub(crate) struct Roots {
    /// By path, each once.
    pub(crate) roots: Vec<Root>,
    /// All `.tm` files in searched folders, canonical, with the way to show them.
    pub(crate) searched: BTreeMap<PathBuf, Typed>,
    /// What is wrong with the paths themselves; without a place.
    pub(crate) problems: Vec<Diagnostic>,
}

/// Finds the roots. Never fails: what leads nowhere is among the problems.
pub(crate) fn find(world: &dyn World, paths: &[PathBuf]) -> Roots {
    let mut search = Search { world, found: BTreeMap::new(), searched: BTreeMap::new(), problems: Vec::new() };
    for path in paths {
        search.path(path);
    }
    let roots = search.found.into_values().collect();
    Roots { roots, searched: search.searched, problems: search.problems }
}

/// The `include` patterns of a file.
pub(crate) fn includes(file: &File) -> impl Iterator<Item = &Text> {
    file.items.iter().filter_map(|item| match item {
        Item::Stmt(stmt) => match &stmt.head {
            Head::Include { pattern, .. } => Some(pattern),
            _ => None,
        },
        Item::Attr(_) => None,
    })
}

struct Search<'w> {
    world: &'w dyn World,
    found: BTreeMap<PathBuf, Root>,
    searched: BTreeMap<PathBuf, Typed>,
    problems: Vec<Diagnostic>,
}

impl Search<'_> {
    fn path(&mut self, typed: &Path) {
        let facts = self.world.canonical(typed).and_then(|path| Ok((self.world.facts(&path)?, path)));
        let (facts, path) = match facts {
            Ok(found) => found,
            Err(error) => return self.unreadable(&slashes(typed), &words(&error)),
        };
        let shown = Typed::new(self.world, typed, &path, facts.kind == FileKind::Folder);
        match facts.kind {
            FileKind::Folder => self.folder(typed, &path, &shown),
            FileKind::File if facts.len > MAX_FILE as u64 => {
                let (size, most) = (facts.len.div_ceil(1 << 20), MAX_FILE >> 20);
                let message = format!("`{}` is {size} MB large; the most is {most} MB", slashes(typed));
                self.problems.push(Diagnostic::new(&FILE_TOO_LARGE, Span::NONE, message));
            }
            FileKind::File => self.file(typed, path, shown),
            FileKind::Other => self.unreadable(&slashes(typed), "it is no regular file"),
        }
    }

    fn folder(&mut self, typed: &Path, folder: &Path, shown: &Typed) {
        let walked = self.world.walk(folder, MAX_FILES);
        for (path, error) in walked.unreadable {
            let message = format!("the folder `{}` was not searched: {}", shown.show(&path), words(&error));
            self.problems.push(Diagnostic::new(&UNREADABLE_FOLDER, Span::NONE, message));
        }
        if walked.files.len() > MAX_FILES {
            let message = format!("`{}` holds more than {MAX_FILES} `.tm` files", slashes(typed));
            let problem = Diagnostic::new(&TOO_MANY, Span::NONE, message).help("name a folder further down");
            return self.problems.push(problem);
        }
        let project = Project::around(self.world, folder);
        let (mut roots, mut others) = (0, 0);
        for file in walked.files {
            let Some(path) = self.inside(&project, file) else { continue };
            match open_root(self.world, &path) {
                Ok(Some(opened)) => {
                    roots += 1;
                    self.root(path.clone(), shown.clone(), opened);
                }
                Ok(None) => others += 1,
                Err(why) => self.unreadable(&shown.show(&path), &why),
            }
            self.searched.entry(path).or_insert_with(|| shown.clone());
        }
        if roots == 0 {
            let message = format!("no file in `{}` declares a `model`", slashes(typed));
            let help = match others {
                0 => "there is no `.tm` file in it; `palisade init` writes a first model".to_owned(),
                1 => "there is one `.tm` file in it; its model may be declared outside this folder".to_owned(),
                n => format!("there are {n} `.tm` files in it; their model may be declared outside this folder"),
            };
            self.problems.push(Diagnostic::new(&NOTHING, Span::NONE, message).help(help));
        }
    }

    fn file(&mut self, typed: &Path, path: PathBuf, shown: Typed) {
        match open_root(self.world, &path) {
            Ok(Some(opened)) => self.root(path, shown, opened),
            Ok(None) => self.included(typed, &path, &shown),
            Err(why) => self.unreadable(&slashes(typed), &why),
        }
    }

    /// A file that is no root stands for the models that include it: the nearest folder above that has one counts,
    /// else the whole project is searched.
    fn included(&mut self, typed: &Path, path: &Path, shown: &Typed) {
        let folder = path.parent().unwrap_or(path);
        let project = Project::around(self.world, folder);
        let above = folder.ancestors().take_while(|folder| project.holds(folder));
        let near = above.map(|folder| self.world.list(folder).unwrap_or_default());
        let far = std::iter::once_with(|| self.world.walk(&project.folder, MAX_FILES).files);
        for files in near.chain(far) {
            let mut any = false;
            for file in files {
                let Some(root) = self.inside(&project, file).filter(|root| root != path) else { continue };
                if let Ok(Some(opened)) = open_root(self.world, &root)
                    && self.includes(&project, &root, &opened.file, path)
                {
                    any = true;
                    let shown = shown.clone();
                    self.found.entry(root.clone()).or_insert(Root { path: root, typed: shown, opened });
                }
            }
            if any {
                return;
            }
        }
        let message = format!("`{}` declares no `model`, and no model of the project includes it", slashes(typed));
        let help = "declare `model NAME` in it, or include it from the file that does";
        self.problems.push(Diagnostic::new(&NOTHING, Span::NONE, message).help(help));
    }

    fn includes(&self, project: &Project, root: &Path, file: &File, wanted: &Path) -> bool {
        let folder = root.parent().unwrap_or(root);
        includes(file).any(|pattern| {
            include::expand(self.world, project, folder, &pattern.text)
                .is_ok_and(|files| files.iter().any(|file| file == wanted))
        })
    }

    fn root(&mut self, path: PathBuf, typed: Typed, opened: Opened) {
        self.found.entry(path.clone()).or_insert(Root { path, typed, opened });
    }

    /// The canonical path of a file that a walk found; `None` if it is a link that leads out or nowhere.
    fn inside(&self, project: &Project, file: Found) -> Option<PathBuf> {
        if !file.link {
            return Some(file.path);
        }
        let path = self.world.canonical(&file.path).ok()?;
        let regular = self.world.facts(&path).is_ok_and(|facts| facts.kind == FileKind::File);
        (regular && project.holds(&path)).then_some(path)
    }

    fn unreadable(&mut self, path: &str, why: &str) {
        self.problems.push(Diagnostic::new(&UNREADABLE, Span::NONE, format!("cannot read `{path}`: {why}")));
    }
}
