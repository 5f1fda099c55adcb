//! Reads the files of one model, one after the other: each gets its id, and what was met is remembered.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::Project;
use crate::driver::limits::{MAX_BYTES, MAX_DEPTH};
use crate::driver::open::{Depth, Opened, outlined, parsed};
use crate::driver::parallel::{WORTH_IT, map};
use crate::driver::parts::Part;
use crate::driver::place::Typed;
use crate::driver::read::Contents;
use crate::driver::reader::Reader;
use crate::driver::roots::includes;
use crate::driver::shared::Steps;
use crate::driver::target::Target;
use crate::syntax::ast::File;
use crate::text::{SourceId, Sources};

/// An `include` stands in a file that is no root.
pub static NOT_ROOT: CodeInfo = CodeInfo {
    code: Code("include-outside-root"),
    severity: Severity::Error,
    summary: "an `include` stands outside the root",
    explanation: r#"
The files of a model are listed in one place: the file that declares the `model`. An `include` in any other file is not
followed.

```tm
// services/web.tm
include "parts/*.tm"     // belongs into the file that declares the model
process web "Web server"
```
"#,
};

/// So deep uses may lie in each other for a model to be shared: checking it there takes room on the stack.
const DEEP: usize = 64;

/// Reads the files of one model, each under the id that its source has.
pub(crate) struct Loader<'r> {
    /// Everything that the run has read.
    pub(crate) reader: &'r Reader<'r>,
    /// How much of each file is wanted.
    depth: Depth,
    /// Where the model belongs.
    pub(crate) project: Project,
    /// How to show paths.
    pub(crate) typed: Typed,
    /// The texts, with paths as the user types them.
    pub(crate) sources: Sources,
    /// Canonical paths by source.
    pub(crate) paths: Vec<PathBuf>,
    /// How many bytes were read.
    pub(crate) bytes: usize,
    /// What has been read whole: what each part uses stands before it.
    pub(crate) parts: Vec<Part>,
    /// Parts by root.
    pub(crate) known: BTreeMap<PathBuf, usize>,
    /// What paths of `use` lead to.
    pub(crate) targets: BTreeMap<PathBuf, Target>,
    /// What is being loaded, outermost first: roots, and packs in use.
    open: Vec<PathBuf>,
    /// The same, to look one up in.
    is_open: FxHashSet<PathBuf>,
    /// Uses that go round, in whatever model: the whole way is everybody's on it.
    pub(crate) circles: Vec<Diagnostic>,
    /// What was met of the models that are being loaded, the innermost last.
    pub(crate) steps: Vec<Steps>,
    /// What was met of the last model that was loaded.
    pub(crate) last: Steps,
    /// Whether it reads a model for all who use it.
    for_all: bool,
    /// Whether what it reads cannot be shared.
    is_hopeless: bool,
}

impl<'r> Loader<'r> {
    /// Nothing has been read yet.
    pub(crate) fn new(reader: &'r Reader<'r>, depth: Depth, project: Project, typed: Typed) -> Loader<'r> {
        Loader {
            reader,
            depth,
            project,
            typed,
            sources: Sources::default(),
            paths: Vec::new(),
            bytes: 0,
            parts: Vec::new(),
            known: BTreeMap::new(),
            targets: BTreeMap::new(),
            open: Vec::new(),
            is_open: FxHashSet::default(),
            circles: Vec::new(),
            steps: Vec::new(),
            last: Steps::default(),
            for_all: false,
            is_hopeless: false,
        }
    }

    /// A loader for a model that is read for all who use it. What is open here is open there: uses may go round.
    pub(crate) fn for_all(&self) -> Loader<'r> {
        let loader = Loader::new(self.reader, self.depth, self.project.clone(), self.typed.clone());
        Loader { open: self.open.clone(), is_open: self.is_open.clone(), for_all: true, ..loader }
    }

    /// Takes a file in that was read before, and of which nothing but the text is wanted.
    pub(crate) fn add_again(&mut self, path: &Path) -> SourceId {
        let contents = self.reader.contents(&self.project.anchor, path).unwrap_or(Contents::Large);
        let (source, _) = contents.into_source(self.typed.show(path), self.next());
        self.paths.push(path.to_path_buf());
        self.sources.add(source)
    }

    /// Begins with what a file uses.
    pub(crate) fn enter(&mut self, path: PathBuf) {
        self.is_open.insert(path.clone());
        self.open.push(path);
    }

    /// Ends with what the innermost file uses.
    pub(crate) fn leave(&mut self) {
        if let Some(path) = self.open.pop() {
            self.is_open.remove(&path);
        }
    }

    /// The way round, if a file is being loaded already.
    pub(crate) fn circle(&self, path: &Path) -> Option<Vec<String>> {
        if !self.is_open.contains(path) {
            return None;
        }
        let way = self.open.iter().skip_while(|open| *open != path).map(PathBuf::as_path).chain([path]);
        Some(way.map(|path| self.project.relative(path)).collect())
    }

    /// Whether nothing may lie deeper.
    pub(crate) fn is_deep(&self) -> bool {
        self.open.len() >= MAX_DEPTH
    }

    /// Whether models that are used may be taken as others read them.
    pub(crate) fn may_share(&self) -> bool {
        self.depth == Depth::Whole && !self.is_hopeless && self.open.len() <= DEEP
    }

    /// Whether what was read is the same for all who use it.
    pub(crate) fn is_sharable(&self) -> bool {
        self.circles.is_empty() && !self.is_hopeless
    }

    /// Gives up reading for all: the model is read by each who uses it.
    pub(crate) fn give_up(&mut self) -> bool {
        self.is_hopeless |= self.for_all;
        self.for_all
    }

    /// The root of the model, once more: it was read when it was found.
    pub(crate) fn open_root(&self, path: &Path) -> Opened {
        let contents = self.reader.contents(&self.project.anchor, path);
        self.opened(path, contents.unwrap_or(Contents::Large), self.next())
    }

    /// A file, as much of it as is wanted, under the id that its source will have.
    pub(crate) fn opened(&self, path: &Path, contents: Contents, id: SourceId) -> Opened {
        let shown = self.typed.show(path);
        match self.depth {
            Depth::Whole => parsed(contents, shown, id),
            Depth::Outline => outlined(self.reader, path, contents, shown, id),
        }
    }

    /// The id of the next source.
    pub(crate) fn next(&self) -> SourceId {
        SourceId(self.sources.len() as u32)
    }

    /// Takes a file in, under the id that it was parsed with.
    pub(crate) fn add(&mut self, path: PathBuf, opened: Opened, diagnostics: &mut Vec<Diagnostic>) -> File {
        let id = self.sources.add(opened.source);
        if let Some(steps) = self.steps.last_mut() {
            steps.source(&path, id);
        }
        self.paths.push(path);
        diagnostics.extend(opened.diagnostics);
        opened.file
    }

    /// The canonical path of a source.
    pub(crate) fn path(&self, source: SourceId) -> &Path {
        self.paths.get(source.0 as usize).map_or(Path::new(""), PathBuf::as_path)
    }

    /// Reads and parses files under the ids that come next; those that cannot be read take none.
    pub(crate) fn open_all(&mut self, paths: Vec<PathBuf>) -> Vec<(PathBuf, Result<Opened, String>)> {
        let many = paths.len() > 1;
        let contents = map(paths, many, |path| (self.reader.contents(&self.project.anchor, &path), path));
        let mut next = self.next().0;
        let mut size = 0;
        let mut jobs = Vec::with_capacity(contents.len());
        for (mut contents, path) in contents {
            let id = SourceId(next);
            let length = if let Ok(Contents::Text(text)) = &contents { text.len() } else { 0 };
            if self.bytes + length > MAX_BYTES {
                // What fits hangs on what was read before.
                self.is_hopeless = true;
                contents = Err(format!("the files of one model hold at most {} MB together", MAX_BYTES >> 20));
            } else {
                self.bytes += length;
                if let Some(steps) = self.steps.last_mut() {
                    steps.bytes += length;
                }
                size += length;
            }
            next += u32::from(contents.is_ok());
            jobs.push((path, contents, id));
        }
        map(jobs, size > WORTH_IT, |(path, contents, id)| {
            let opened = contents.map(|contents| self.opened(&path, contents, id));
            (path, opened)
        })
    }
}

/// Only the root includes.
pub(crate) fn refuse_includes(file: &File, diagnostics: &mut Vec<Diagnostic>) {
    for pattern in includes(file) {
        diagnostics.push(
            Diagnostic::new(&NOT_ROOT, pattern.span, "only the file that declares the model may include others")
                .help("move the `include` to the root; its path counts from the root's folder"),
        );
    }
}
