//! What was read for one model: its files, and those of the models that it uses.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use smol_str::SmolStr;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::driver::Project;
use crate::driver::shared::Shared;
use crate::syntax::ast::File;
use crate::text::{SourceId, Sources, Span};

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
    /// The folders in which links to these stand.
    pub(crate) ways: BTreeSet<PathBuf>,
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
            ways: BTreeSet::new(),
            foreign: Vec::new(),
            diagnostics: Vec::new(),
            is_text: true,
            sources: Vec::new(),
            shared: None,
        }
    }
}

impl Part {
    /// The folders in which its files, links to them and private packs lie, but for one.
    pub(crate) fn folders(&self, known: &Path) -> BTreeSet<PathBuf> {
        let folders = self.members.iter().filter_map(|member| member.parent());
        let folders = folders.chain(self.ways.iter().map(PathBuf::as_path));
        folders.filter(|folder| *folder != known).map(Path::to_path_buf).collect()
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
