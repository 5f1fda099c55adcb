//! All files of a model: what its root includes and what it uses, read and parsed.
//!
//! The sources stand in one order, whatever was typed and however many threads there are: the root, the included
//! files by path, then packs and other models where they are first used, and the configuration last.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::Project;
use crate::driver::configuration::read_configs;
use crate::driver::include::{Fault, TOO_MANY, expand};
use crate::driver::limits::MAX_FILES;
use crate::driver::loader::{Loader, refuse_includes};
use crate::driver::open::{Depth, Opened, model_name};
use crate::driver::parts::{Loaded, Part, Use};
use crate::driver::read::UNREADABLE;
use crate::driver::reader::Reader;
use crate::driver::roots::{Root, includes};
use crate::driver::shared::Steps;
use crate::driver::uses::{Job, User};
use crate::syntax::ast::{File, Text};
use crate::text::Span;

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

/// Reads everything that belongs to the model of a root; of an outline, only which files those are.
pub(crate) fn load(reader: &Reader<'_>, root: Root, depth: Depth) -> Loaded {
    let folder = root.path.parent().unwrap_or(&root.path);
    let mut project = Project::around(reader, &root.anchor, folder);
    project.configured_by(reader, &root.via.iter().cloned().collect());
    let mut loader = Loader::new(reader, depth, project, root.typed);
    let folder = folder.to_path_buf();
    let opened = root.opened.filter(|_| depth == Depth::Whole).map_or_else(|| loader.open_root(&root.path), |it| *it);
    loader.part(root.path, opened);
    // What is stricter around a part of the model holds for all of it: nobody moves the root out of its reach.
    let parts = loader.parts.last().map_or_else(BTreeSet::new, |part| part.folders(&folder));
    loader.project.configured_by(reader, &parts);
    let Loader { project, typed, mut sources, mut paths, parts, circles, .. } = loader;
    let (config, mut diagnostics) = read_configs(reader, &project, &folder, &typed, depth, &mut sources, &mut paths);
    diagnostics.extend(circles);
    Loaded { project, config, sources, paths, parts, diagnostics }
}

impl Loader<'_> {
    /// Loads the model of a root that was opened under the id that its source gets now, after all that it uses.
    pub(crate) fn part(&mut self, root: PathBuf, opened: Opened) {
        let mut jobs = vec![Job::Finish(None)];
        // The models that are being read, the innermost last.
        let mut parts = vec![self.begin(root, opened, &mut jobs)];
        while let (Some(job), Some(part)) = (jobs.pop(), parts.last_mut()) {
            match job {
                Job::Follow(file, wanted) => self.follow(&file, &wanted, part, &mut jobs),
                Job::Pack(file, span) => self.pack(file, span, part, &mut jobs),
                Job::Close => self.leave(),
                Job::Read(root, user) => match self.open_under_next_id(&root) {
                    Ok(opened) => {
                        jobs.push(Job::Finish(Some(user)));
                        let part = self.begin(root, opened, &mut jobs);
                        parts.push(part);
                    }
                    Err(why) => part.diagnostics.push(self.unreadable(&root, user.span, &why)),
                },
                Job::Finish(user) => {
                    let index = parts.pop().map(|part| self.finish(part));
                    if let (Some(part), Some(index), Some(User { alias, span })) = (parts.last_mut(), index, user) {
                        part.foreign.push(Use { alias, span, part: index });
                    }
                }
            }
        }
    }

    /// Takes the files of a model in; what they use is put among what is to be done.
    fn begin(&mut self, root: PathBuf, mut opened: Opened, jobs: &mut Vec<Job>) -> Part {
        opened.source.path = self.typed.show(&root);
        let is_text = opened.is_text;
        let mut part = Part { members: BTreeSet::from([root.clone()]), is_text, ..Part::new(root.clone()) };
        self.enter(root.clone());
        self.steps.push(Steps::default());
        let file = self.add(root.clone(), opened, &mut part.diagnostics);
        let (included, ways) = self.included(&root, &file, &mut part.diagnostics);
        part.ways = ways;
        part.files.push(file);
        self.files(included, &mut part);
        self.uses(&part, jobs);
        part
    }

    /// Puts a model behind all that it uses; gives which part it is.
    fn finish(&mut self, mut part: Part) -> usize {
        self.leave();
        self.last = self.steps.pop().unwrap_or_default();
        part.sources = self.last.sources.clone();
        let index = self.parts.len();
        self.known.insert(part.root.clone(), index);
        self.parts.push(part);
        index
    }

    /// What the root includes, by path, each with the pattern that asked for it; and the folders of links to it.
    fn included(
        &self,
        root: &Path,
        file: &File,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (BTreeMap<PathBuf, Text>, BTreeSet<PathBuf>) {
        let folder = root.parent().unwrap_or(root);
        let (mut included, mut ways) = (BTreeMap::new(), BTreeSet::new());
        let mut looks = 0;
        for pattern in includes(file) {
            match expand(self.reader, &self.project, folder, &pattern.text, &mut looks) {
                Ok(found) => {
                    ways.extend(found.ways);
                    for file in found.files.into_iter().filter(|file| file != root) {
                        included.entry(file).or_insert_with(|| pattern.clone());
                    }
                    for (link, fault) in found.links {
                        diagnostics.push(fault.of_link(&self.project.relative(&link), pattern.span));
                    }
                }
                Err(Fault::TooMuch) => {
                    diagnostics.push(Fault::TooMuch.report(&pattern.text, pattern.span));
                    return (BTreeMap::new(), ways);
                }
                Err(fault) => diagnostics.push(fault.report(&pattern.text, pattern.span)),
            }
            if included.len() >= MAX_FILES {
                let message = format!("the model has more than {MAX_FILES} files");
                diagnostics.push(Diagnostic::new(&TOO_MANY, pattern.span, message).help("narrow the patterns"));
                return (BTreeMap::new(), ways);
            }
        }
        (included, ways)
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
}

fn path_of(loader: &Loader<'_>, file: &File) -> PathBuf {
    loader.path(file.source).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::MemoryWorld;
    use crate::driver::limits::MAX_DEPTH;
    use crate::driver::roots::named_root;
    use crate::model::Date;

    /// Uses that lie in each other take no room on the stack, of which threads have little; far down they end with an error.
    #[test]
    fn a_long_chain_of_uses_is_read_as_far_as_may_be() {
        const LONG: usize = MAX_DEPTH + 1_500;
        let mut world = MemoryWorld::new(Date::constant(2026, 1, 1));
        world.add("q.tm", "model q \"Q\"\nuse \"p0.tm\"\n");
        for index in 0..LONG {
            let next = index + 1;
            world.add(format!("m{index}.tm"), format!("model m{index} \"M\"\nuse \"m{next}.tm\" as next\n"));
            world.add(format!("p{index}.tm"), format!("use \"p{next}.tm\"\n"));
        }
        world.add(format!("m{LONG}.tm"), "model last \"M\"\n");
        world.add(format!("p{LONG}.tm"), "type of-ours : process\n");
        let deep_enough = format!("m{}.tm", LONG + 1 - MAX_DEPTH);
        for (root, faults) in [("m0.tm", 1), ("q.tm", 1), (deep_enough.as_str(), 0)] {
            for depth in [Depth::Whole, Depth::Outline] {
                let read = || {
                    let reader = Reader::new(&world);
                    let root = named_root(&reader, Path::new(root)).unwrap().unwrap();
                    load(&reader, root, depth)
                };
                let thread = std::thread::Builder::new().stack_size(2 << 20);
                let loaded = std::thread::scope(|scope| thread.spawn_scoped(scope, read).unwrap().join()).unwrap();
                assert_eq!(loaded.sources.len(), MAX_DEPTH, "{root}");
                let said: Vec<&Diagnostic> = loaded.parts.iter().flat_map(|part| &part.diagnostics).collect();
                assert_eq!(said.len(), faults, "{root}");
                assert!(loaded.diagnostics.is_empty() && said.iter().all(|each| each.code == TOO_MANY.code));
            }
        }
    }
}
