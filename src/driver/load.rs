//! All files of a model: what its root includes and what it uses, read and parsed.
//!
//! The sources stand in one order, whatever was typed and however many threads there are: the root, the included
//! files by path, then packs and other models where they are first used, and the configuration last.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use smol_str::SmolStr;

use crate::config::Config;
use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::Project;
use crate::driver::configuration::read_configs;
use crate::driver::include::{Fault, MAX_FILES, TOO_MANY, expand};
use crate::driver::open::{Depth, Opened, model_name, outlined, parsed};
use crate::driver::parallel::{WORTH_IT, map};
use crate::driver::place::Typed;
use crate::driver::read::{Contents, UNREADABLE};
use crate::driver::reader::Reader;
use crate::driver::roots::{Root, includes};
use crate::driver::shared::{Shared, Steps};
use crate::driver::uses::Target;
use crate::syntax::ast::{File, Text};
use crate::text::{SourceId, Sources, Span};

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

/// An included file declares a model.
pub static OF_MODEL: CodeInfo = CodeInfo {
    code: Code("include-of-model"),
    severity: Severity::Error,
    summary: "an included file declares a model of its own",
    explanation: r#"
`include` joins files of one model, and a model has one root. A file with a `model` of its own is another model: narrow
the pattern so that it leaves the file out, or refer to the other model with `use "path" as NAME`, which shows what it
exports.
"#,
};

/// The files of one model, or of one that it uses.
#[derive(Debug)]
pub(crate) struct Part {
    /// The root, canonical.
    pub(crate) root: PathBuf,
    /// The root first, then by path.
    pub(crate) files: Vec<File>,
    /// Private packs.
    pub(crate) packs: Vec<File>,
    /// The canonical paths of all of these.
    pub(crate) members: BTreeSet<PathBuf>,
    /// Other models by alias: indices into the parts, smaller than this part's own.
    pub(crate) foreign: Vec<Use>,
    /// What is wrong with its files.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether the root is text at all.
    pub(crate) is_text: bool,
    /// Its own sources, in the order in which they were met.
    pub(crate) sources: Vec<SourceId>,
    /// Where it was read for all who use it, with all its files: that, and which sources here are those that it points
    /// into.
    pub(crate) shared: Option<(Arc<Shared>, BTreeMap<SourceId, SourceId>)>,
}

impl Part {
    /// One of which nothing but its root is known.
    pub(crate) fn new(root: PathBuf) -> Part {
        Part {
            root,
            files: Vec::new(),
            packs: Vec::new(),
            members: BTreeSet::new(),
            foreign: Vec::new(),
            diagnostics: Vec::new(),
            is_text: true,
            sources: Vec::new(),
            shared: None,
        }
    }
}

/// Another model, used under a name.
#[derive(Debug)]
pub(crate) struct Use {
    /// The name.
    pub(crate) alias: SmolStr,
    /// Where the path stands.
    pub(crate) span: Span,
    /// Which part it is.
    pub(crate) part: usize,
}

/// Everything that was read for one model.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) project: Project,
    pub(crate) config: Config,
    /// With paths as the user types them.
    pub(crate) sources: Sources,
    /// Canonical paths by source.
    pub(crate) paths: Vec<PathBuf>,
    /// What each part uses stands before it; the model itself is the last.
    pub(crate) parts: Vec<Part>,
    /// What is wrong with the configuration, and uses that go round.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// The models that the last part, which is the model itself, uses: their roots, each with the place of its `use`.
    pub(crate) fn used(&self) -> Vec<(Span, PathBuf)> {
        let uses = self.parts.last().map(|part| part.foreign.as_slice()).unwrap_or_default();
        let used = uses.iter().filter_map(|each| Some((each.span, self.parts.get(each.part)?.root.clone())));
        used.collect()
    }
}

/// Reads everything that belongs to the model of a root; of an outline, only which files those are.
pub(crate) fn load(reader: &Reader<'_>, root: Root, depth: Depth) -> Loaded {
    let folder = root.path.parent().unwrap_or(&root.path);
    let mut project = Project::around(reader, &root.anchor, folder);
    project.configured_by(reader, &root.via);
    let mut loader = Loader {
        reader,
        depth,
        project,
        typed: root.typed,
        sources: Sources::default(),
        paths: Vec::new(),
        bytes: 0,
        parts: Vec::new(),
        known: BTreeMap::new(),
        targets: BTreeMap::new(),
        open: Vec::new(),
        circles: Vec::new(),
        steps: Vec::new(),
        last: Steps::default(),
        for_all: false,
        is_hopeless: false,
    };
    let folder = folder.to_path_buf();
    let opened = root.opened.filter(|_| depth == Depth::Whole).map_or_else(|| loader.open_root(&root.path), |it| *it);
    loader.part(root.path, opened);
    let Loader { reader, project, typed, mut sources, mut paths, parts, circles, .. } = loader;
    let (config, mut diagnostics) = read_configs(reader, &project, &folder, &typed, depth, &mut sources, &mut paths);
    diagnostics.extend(circles);
    Loaded { project, config, sources, paths, parts, diagnostics }
}

/// So deep uses may lie in each other for a model to be shared: checking it there takes room on the stack.
const DEEP: usize = 64;

/// So many bytes the files of one model have together, with those of packs and of models that it uses.
pub(crate) const MAX_BYTES: usize = 64 << 20;

pub(crate) struct Loader<'r> {
    pub(crate) reader: &'r Reader<'r>,
    depth: Depth,
    pub(crate) project: Project,
    pub(crate) typed: Typed,
    sources: Sources,
    paths: Vec<PathBuf>,
    /// How many bytes were read.
    pub(crate) bytes: usize,
    pub(crate) parts: Vec<Part>,
    /// Parts by root.
    pub(crate) known: BTreeMap<PathBuf, usize>,
    /// What paths of `use` lead to.
    pub(crate) targets: BTreeMap<PathBuf, Target>,
    /// What is being loaded, outermost first: roots, and packs in use.
    pub(crate) open: Vec<PathBuf>,
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

impl Loader<'_> {
    /// Loads the model of a root that was opened under the id that its source gets now.
    pub(crate) fn part(&mut self, root: PathBuf, mut opened: Opened) -> usize {
        opened.source.path = self.typed.show(&root);
        let is_text = opened.is_text;
        let mut part = Part { members: BTreeSet::from([root.clone()]), is_text, ..Part::new(root.clone()) };
        self.open.push(root.clone());
        self.steps.push(Steps::default());
        let file = self.add(root.clone(), opened, &mut part.diagnostics);
        let included = self.included(&root, &file, &mut part.diagnostics);
        part.files.push(file);
        self.files(included, &mut part);
        self.uses(&mut part);
        self.open.pop();
        self.last = self.steps.pop().unwrap_or_default();
        part.sources = self.last.sources.clone();
        let index = self.parts.len();
        self.known.insert(root, index);
        self.parts.push(part);
        index
    }

    /// Takes a file in that was read before, and of which nothing but the text is wanted.
    pub(crate) fn add_again(&mut self, path: &Path) -> SourceId {
        let contents = self.reader.contents(&self.project.anchor, path).unwrap_or(Contents::Large);
        let (source, _) = contents.into_source(self.typed.show(path), self.next());
        self.paths.push(path.to_path_buf());
        self.sources.add(source)
    }

    /// A loader for a model that is read for all who use it. What is open here is open there: uses may go round.
    pub(crate) fn for_all(&self) -> Loader<'_> {
        Loader {
            reader: self.reader,
            depth: self.depth,
            project: self.project.clone(),
            typed: self.typed.clone(),
            sources: Sources::default(),
            paths: Vec::new(),
            bytes: 0,
            parts: Vec::new(),
            known: BTreeMap::new(),
            targets: BTreeMap::new(),
            open: self.open.clone(),
            circles: Vec::new(),
            steps: Vec::new(),
            last: Steps::default(),
            for_all: true,
            is_hopeless: false,
        }
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
    fn open_root(&self, path: &Path) -> Opened {
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

    /// What the root includes, by path, each with the pattern that asked for it.
    fn included(&self, root: &Path, file: &File, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<PathBuf, Text> {
        let folder = root.parent().unwrap_or(root);
        let mut included = BTreeMap::new();
        let mut looks = 0;
        for pattern in includes(file) {
            match expand(self.reader, &self.project, folder, &pattern.text, &mut looks) {
                Ok(found) => {
                    for file in found.files.into_iter().filter(|file| file != root) {
                        included.entry(file).or_insert_with(|| pattern.clone());
                    }
                    for (link, fault) in found.links {
                        diagnostics.push(fault.of_link(&self.project.relative(&link), pattern.span));
                    }
                }
                Err(Fault::TooMuch) => {
                    diagnostics.push(Fault::TooMuch.report(&pattern.text, pattern.span));
                    return BTreeMap::new();
                }
                Err(fault) => diagnostics.push(fault.report(&pattern.text, pattern.span)),
            }
            if included.len() >= MAX_FILES {
                let message = format!("the model has more than {MAX_FILES} files");
                diagnostics.push(Diagnostic::new(&TOO_MANY, pattern.span, message).help("narrow the patterns"));
                return BTreeMap::new();
            }
        }
        included
    }

    /// Reads and parses what is included.
    fn files(&mut self, included: BTreeMap<PathBuf, Text>, part: &mut Part) {
        // Other models are not parsed once more for each that includes them, and one is told of each pattern.
        let mut told: BTreeSet<Span> = BTreeSet::new();
        let mut own = BTreeMap::new();
        for (path, pattern) in included {
            match self.reader.is_root(&self.project.anchor, &path) {
                Ok(true) if !told.insert(pattern.span) => {}
                _ => drop(own.insert(path, pattern)),
            }
        }
        let (paths, patterns): (Vec<PathBuf>, Vec<Text>) = own.into_iter().unzip();
        for ((path, opened), pattern) in self.open_all(paths).into_iter().zip(patterns) {
            let file = match opened {
                Ok(opened) => self.add(path, opened, &mut part.diagnostics),
                Err(why) => {
                    let message = format!("cannot read `{}`: {why}", self.project.relative(&path));
                    part.diagnostics.push(Diagnostic::new(&UNREADABLE, pattern.span, message));
                    continue;
                }
            };
            if let Some(name) = model_name(&file) {
                let message = format!("`{}` declares a model of its own", self.project.relative(&path_of(self, &file)));
                part.diagnostics.push(
                    Diagnostic::new(&OF_MODEL, pattern.span, message)
                        .also(name.span, "declared here")
                        .help("narrow the pattern, or refer to the other model with `use \"…\" as NAME`"),
                );
                continue;
            }
            refuse_includes(&file, &mut part.diagnostics);
            part.members.insert(path_of(self, &file));
            part.files.push(file);
        }
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

fn path_of(loader: &Loader<'_>, file: &File) -> PathBuf {
    loader.path(file.source).to_path_buf()
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
