//! From what the user typed to the models that are meant.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::include::{self, TOO_MANY};
use crate::driver::limits::MAX_FILES;
use crate::driver::limits::ROUND;
use crate::driver::named::{find, named};
use crate::driver::open::Opened;
use crate::driver::parallel::map;
use crate::driver::place::{Typed, slashes};
use crate::driver::read::{Contents, NOT_TEXT, UNREADABLE, words};
use crate::driver::reader::Reader;
use crate::driver::world::{Passed, is_hidden, is_tm};
use crate::driver::{FileKind, Found, Project, World};
use crate::syntax::ast::{File, Head, Item, Text};
use crate::text::{SourceId, Sources, Span};

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
    severity: Severity::Error,
    summary: "a folder was not searched",
    explanation: r#"
A folder below the one that is searched for models may not be entered, or lies more than 100 folders deep. Models in it
would not be checked, and a build should not take that for success. Name the folders that are to be searched, or let git
ignore this one.
"#,
};

/// So many files are looked at before anything is made of them.
const TOGETHER: usize = 64;
/// So few are looked at by one thread.
const FEW: usize = 16;

/// A root that was found.
#[derive(Debug)]
pub(crate) struct Root {
    /// The folder through which it is read.
    pub(crate) anchor: PathBuf,
    /// Canonical.
    pub(crate) path: PathBuf,
    /// How to show paths of its model.
    pub(crate) typed: Typed,
    /// The folders, canonical, in which links to it stand that led here.
    pub(crate) via: Vec<PathBuf>,
    /// The file, read and parsed; of a run of many models only the first few are kept so, and others parsed again when
    /// their turn comes.
    pub(crate) opened: Option<Box<Opened>>,
}

impl Root {
    /// The same root, to be parsed again.
    pub(crate) fn again(&self) -> Root {
        let Root { anchor, path, typed, via, opened: _ } = self;
        Root { anchor: anchor.clone(), path: path.clone(), typed: typed.clone(), via: via.clone(), opened: None }
    }
}

/// A `.tm` file of a searched folder.
#[derive(Clone, Debug)]
pub(crate) struct Searched {
    /// The folder through which it is read.
    pub(crate) anchor: PathBuf,
    /// How to show it.
    pub(crate) typed: Typed,
}

/// The folder of a file that was named.
#[derive(Clone, Debug)]
pub(crate) struct Beside {
    /// The folder through which it is read.
    pub(crate) anchor: PathBuf,
    /// Whether the folders in it are looked at too: those of a repository. Elsewhere it may be anybody's whole home.
    pub(crate) deep: bool,
}

/// Everything that some paths lead to.
#[derive(Debug, Default)]
pub(crate) struct Roots {
    /// By path, each once.
    pub(crate) roots: Vec<Root>,
    /// All `.tm` files in searched folders, canonical.
    pub(crate) searched: BTreeMap<PathBuf, Searched>,
    /// The folders of files that were named, canonical.
    pub(crate) beside: BTreeMap<PathBuf, Beside>,
    /// What is wrong with the paths themselves; without a place.
    pub(crate) problems: Vec<Diagnostic>,
}

/// Finds the roots. Never fails: what leads nowhere is among the problems.
pub(crate) fn find_roots(reader: &Reader<'_>, paths: &[PathBuf]) -> Roots {
    let mut search = Search { reader, found: BTreeMap::new(), roots: Roots::default() };
    for path in paths {
        search.path(path);
    }
    let Search { found, mut roots, .. } = search;
    roots.roots = found.into_values().collect();
    roots
}

/// The root that a typed path leads to; `None` if the file declares no model.
///
/// # Errors
/// When it cannot be read, in words.
pub(crate) fn named_root(reader: &Reader<'_>, typed: &Path) -> Result<Option<Root>, String> {
    let (anchor, path, kind) = locate(reader.world, typed)?;
    let opened = match kind {
        FileKind::Folder => return Err("it is a folder".to_owned()),
        FileKind::File | FileKind::Other => reader.root(&anchor, &path)?,
    };
    let shown = Typed::new(reader.world, typed, &path, false);
    Ok(opened.map(|opened| Root { anchor, path, typed: shown, via: Vec::new(), opened: Some(Box::new(opened)) }))
}

/// Where a typed path leads: the anchor, the canonical path, and what stands there. A file is a `.tm` file, and no link to
/// something hidden.
///
/// # Errors
/// When it leads to nothing, or to what no model may read; in words.
pub fn locate(world: &dyn World, typed: &Path) -> Result<(PathBuf, PathBuf, FileKind), String> {
    let (anchor, facts) = find(world, typed).map_err(|error| words(&error))?;
    if facts.kind == FileKind::Folder {
        return Ok((anchor, facts.path, facts.kind));
    }
    if !is_tm(&facts.path) || !is_tm(typed) {
        return Err("it is no `.tm` file".to_owned());
    }
    let written = named(world, typed).map_err(|error| words(&error))?.path;
    let below = facts.path.strip_prefix(&anchor).unwrap_or(&facts.path);
    if written != facts.path && below.parent().is_some_and(is_hidden) {
        return Err("a link leads into a folder that begins with a dot".to_owned());
    }
    Ok((anchor, facts.path, facts.kind))
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

/// The canonical path of a file that a walk found; `None` if it is a link to what no model may read, or to nothing.
pub(crate) fn inside(reader: &Reader<'_>, anchor: &Path, file: &Found) -> Option<PathBuf> {
    if !file.link {
        return Some(file.path.clone());
    }
    let facts = reader.follow(anchor, &file.path).ok()?;
    let below = facts.path.strip_prefix(anchor).ok()?;
    let may_read = facts.kind == FileKind::File && is_tm(below) && !below.parent().is_some_and(is_hidden);
    may_read.then_some(facts.path)
}

/// The folders, canonical, in which a link of a typed path stands that leads away from them: what is configured around the
/// link is what whoever typed it has in mind.
fn ways(world: &dyn World, typed: &Path, reached: &Path) -> Vec<PathBuf> {
    let folder = |at: &Path| match locate(world, if at.as_os_str().is_empty() { Path::new(".") } else { at }) {
        Ok((_, folder, FileKind::Folder)) => Some(folder),
        _ => None,
    };
    let mut led = reached.to_path_buf();
    let mut ways = Vec::new();
    for (path, parent) in typed.ancestors().zip(typed.ancestors().skip(1)) {
        let Some(parent) = folder(parent) else { break };
        // `..` leads away from a folder as well, and is no link.
        if path.file_name().is_some_and(|name| parent.join(name) != led) && !reached.starts_with(&parent) {
            ways.push(parent.clone());
        }
        led = parent;
    }
    ways
}

struct Search<'r, 'w> {
    reader: &'r Reader<'w>,
    found: BTreeMap<PathBuf, Root>,
    /// What was found beside the roots.
    roots: Roots,
}

impl Search<'_, '_> {
    fn path(&mut self, typed: &Path) {
        let (anchor, path, kind) = match locate(self.reader.world, typed) {
            Ok(found) => found,
            Err(why) => return self.unreadable(&slashes(typed), &why),
        };
        let shown = Typed::new(self.reader.world, typed, &path, kind == FileKind::Folder);
        match kind {
            FileKind::Folder => self.folder(typed, &anchor, &path, &shown),
            FileKind::File | FileKind::Other => self.file(typed, anchor, path, shown),
        }
    }

    fn folder(&mut self, typed: &Path, anchor: &Path, folder: &Path, shown: &Typed) {
        let walked = self.reader.walk(anchor, folder);
        for (path, error) in &walked.unreadable {
            let message = format!("the folder `{}` was not searched: {}", shown.show(path), words(error));
            self.problem(Diagnostic::new(&UNREADABLE_FOLDER, Span::NONE, message));
        }
        if walked.files.len() > MAX_FILES {
            let message = format!("`{}` holds more than {MAX_FILES} `.tm` files", slashes(typed));
            return self.problem(Diagnostic::new(&TOO_MANY, Span::NONE, message).help("name a folder further down"));
        }
        let (mut roots, mut others) = (0, Vec::new());
        let ways = ways(self.reader.world, typed, folder);
        // Links are followed in their order, since not all of too many are.
        let files = walked.files.iter().filter_map(|file| Some((file, inside(self.reader, anchor, file)?)));
        let files: Vec<(&Found, PathBuf)> = files.collect();
        for some in files.chunks(TOGETHER) {
            for ((file, path), opened) in some.iter().zip(self.open(anchor, some)) {
                match opened {
                    Ok(Some(opened)) => {
                        roots += 1;
                        let around = file.link.then(|| file.path.parent()).flatten().map(Path::to_path_buf);
                        let via = ways.iter().cloned().chain(around);
                        self.root(anchor, path.clone(), shown.clone(), opened, via);
                    }
                    Ok(None) => others.push(path.clone()),
                    Err(why) => self.unreadable(&shown.show(path), &why),
                }
                let searched = || Searched { anchor: anchor.to_path_buf(), typed: shown.clone() };
                self.roots.searched.entry(path.clone()).or_insert_with(searched);
            }
        }
        if roots == 0 {
            for path in &others {
                let fault = self.broken(anchor, path, shown.show(path));
                self.roots.problems.extend(fault);
            }
            let message = format!("no file in `{}` declares a `model`", slashes(typed));
            let misspelt = walked.passed.iter().find(|(_, why)| *why == Passed::Spelled);
            let help = match (others.len(), misspelt) {
                (0, Some((path, _))) => {
                    format!("rename `{}`: the names of models end in `.tm`, in small letters", shown.show(path))
                }
                (0, None) => "there is no `.tm` file in it; `palisade init` writes a first model".to_owned(),
                (1, _) => "there is one `.tm` file in it; its model may be declared outside this folder".to_owned(),
                (n, _) => format!("there are {n} `.tm` files in it; their model may be declared outside this folder"),
            };
            self.problem(Diagnostic::new(&NOTHING, Span::NONE, message).help(help));
        }
    }

    /// The roots among some files, side by side where they are many; parsed, as long as models are compiled at once.
    fn open(&self, anchor: &Path, files: &[(&Found, PathBuf)]) -> Vec<Result<Option<Option<Opened>>, String>> {
        let paths: Vec<&Path> = files.iter().map(|(_, path)| path.as_path()).collect();
        let (many, first) = (paths.len() > FEW, self.found.len() < ROUND);
        map(paths, many, |path| match first {
            true => Ok(self.reader.root(anchor, path)?.map(Some)),
            false => Ok(self.reader.is_root(anchor, path)?.then_some(None)),
        })
    }

    fn file(&mut self, typed: &Path, anchor: PathBuf, path: PathBuf, shown: Typed) {
        match self.reader.root(&anchor, &path) {
            Ok(Some(opened)) => {
                let folder = path.parent().unwrap_or(&path).to_path_buf();
                let project = Project::around(self.reader, &anchor, &folder);
                let deep = self.reader.marks(&project.folder).git;
                self.roots.beside.insert(folder, Beside { anchor: anchor.clone(), deep });
                // Where a link was named, what lies beside the link counts as well.
                let around = typed.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
                if let Ok((anchor, folder, FileKind::Folder)) = locate(self.reader.world, around) {
                    self.roots.beside.entry(folder).or_insert(Beside { anchor, deep });
                }
                let via = ways(self.reader.world, typed, &path);
                self.root(&anchor, path, shown, Some(opened), via);
            }
            Ok(None) => self.included(typed, &anchor, &path, &shown),
            Err(why) => self.unreadable(&slashes(typed), &why),
        }
    }

    /// A file that is no root stands for the models that include it: every one in the folders above counts, else
    /// the whole project is searched.
    fn included(&mut self, typed: &Path, anchor: &Path, path: &Path, shown: &Typed) {
        let folder = path.parent().unwrap_or(path);
        let project = Project::around(self.reader, anchor, folder);
        let above = folder.ancestors().take_while(|folder| project.holds(folder));
        let near = above.map(|folder| self.reader.list(anchor, folder).unwrap_or_default());
        let far = std::iter::once_with(|| self.reader.walk(anchor, &project.folder));
        let mut any = false;
        for (walked, last) in near.map(|walked| (walked, false)).chain(far.map(|walked| (walked, true))) {
            if any && last {
                break;
            }
            for file in &walked.files {
                let Some(root) = inside(self.reader, anchor, file).filter(|root| root != path) else { continue };
                if let Ok(Some(opened)) = self.reader.root(anchor, &root)
                    && self.includes(&project, &root, &opened.file, path)
                {
                    any = true;
                    self.root(anchor, root, shown.clone(), Some(opened), None);
                }
            }
        }
        if any {
            let deep = self.reader.marks(&project.folder).git;
            let around = if deep { project.folder.clone() } else { folder.to_path_buf() };
            self.roots.beside.insert(around, Beside { anchor: anchor.to_path_buf(), deep });
            return;
        }
        if let Some(fault) = self.broken(anchor, path, slashes(typed)) {
            return self.problem(fault);
        }
        let message = format!("`{}` declares no `model`, and no model of the project includes it", slashes(typed));
        let help = "declare `model NAME` in it, or include it from the file that does";
        self.problem(Diagnostic::new(&NOTHING, Span::NONE, message).help(help));
    }

    /// What is wrong with a file that is no text, in one sentence with its place.
    fn broken(&self, anchor: &Path, path: &Path, shown: String) -> Option<Diagnostic> {
        let contents = self.reader.contents(anchor, path).ok()?;
        if !matches!(contents, Contents::Broken { .. }) {
            return None;
        }
        let (source, fault) = contents.into_source(shown, SourceId(0));
        let (mut sources, fault) = (Sources::default(), fault?);
        sources.add(source);
        let message = format!("`{}`: {}", sources.place(fault.span()), fault.message);
        Some(Diagnostic::new(&NOT_TEXT, Span::NONE, message).help_opt(fault.help.first().cloned()))
    }

    fn includes(&self, project: &Project, root: &Path, file: &File, wanted: &Path) -> bool {
        let folder = root.parent().unwrap_or(root);
        let mut looks = 0;
        includes(file).any(|pattern| {
            include::expand(self.reader, project, folder, &pattern.text, &mut looks)
                .is_ok_and(|found| found.files.iter().any(|file| file == wanted))
        })
    }

    fn root(
        &mut self,
        anchor: &Path,
        path: PathBuf,
        typed: Typed,
        opened: Option<Opened>,
        via: impl IntoIterator<Item = PathBuf>,
    ) {
        // The first models of a run are compiled at once.
        let opened = opened.filter(|_| self.found.len() < ROUND).map(Box::new);
        let root = || Root { anchor: anchor.to_path_buf(), path: path.clone(), typed, via: Vec::new(), opened };
        self.found.entry(path.clone()).or_insert_with(root).via.extend(via);
    }

    fn unreadable(&mut self, path: &str, why: &str) {
        self.problem(Diagnostic::new(&UNREADABLE, Span::NONE, format!("cannot read `{path}`: {why}")));
    }

    fn problem(&mut self, problem: Diagnostic) {
        self.roots.problems.push(problem);
    }
}
