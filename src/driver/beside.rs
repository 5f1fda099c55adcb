//! What lies beside the models of a run and belongs to none: files that no model includes, files that were not looked at.
//! Each is told of with the model that it lies nearest to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diag::{self, Code, CodeInfo, Diagnostic, Severity};
use crate::driver::compilation::Compilation;
use crate::driver::options::Options;
use crate::driver::place::{between, slashes};
use crate::driver::reader::Reader;
use crate::driver::roots::Searched;
use crate::gate::{PassedOver, Why};
use crate::syntax::parse;
use crate::text::{SourceId, Span};

/// A file belongs to no model.
pub static ORPHAN: CodeInfo = CodeInfo {
    code: Code("orphan-file"),
    severity: Severity::Warning,
    summary: "a `.tm` file that no model includes",
    explanation: r#"
The folder that was searched holds a `.tm` file that is neither a root nor included or used by any of the models. What it
declares is in no picture and has no threats. Include it from the root, or delete it.

```tm
model shop "Shop"
include "services/*.tm"      // does not match `services/old/billing.tm`
```
"#,
};

/// What lies nearest to one model.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// Files that belong to no model.
    orphans: Vec<(PathBuf, Searched)>,
    /// What was not looked at.
    passed: Vec<(PathBuf, Why)>,
}

/// What lies beside the models, by the position of the model that it lies nearest to.
pub(super) fn beside(
    roots: &[PathBuf],
    orphans: impl Iterator<Item = (PathBuf, Searched)>,
    passed: BTreeSet<(PathBuf, Why)>,
) -> BTreeMap<usize, Near> {
    let nearest = Nearest::of(roots);
    let mut near: BTreeMap<usize, Near> = BTreeMap::new();
    for (path, searched) in orphans {
        if let Some(index) = nearest.to(&path) {
            near.entry(index).or_default().orphans.push((path, searched));
        }
    }
    for (path, why) in passed {
        if let Some(index) = nearest.to(&path) {
            near.entry(index).or_default().passed.push((path, why));
        }
    }
    near
}

impl Near {
    /// Tells the model of it: of an orphan that it is one, and what is wrong with it if it is no sound text of the
    /// language, which is an error there, since whatever it was to declare is missing.
    pub(super) fn tell(&self, reader: &Reader<'_>, compilation: &mut Compilation, options: &Options) {
        for (path, searched) in &self.orphans {
            orphan(reader, compilation, path, searched, options);
        }
        for (path, why) in &self.passed {
            let shown = Some(compilation.project.relative(path)).filter(|path| !path.is_empty());
            compilation.passed_over.push(PassedOver { path: shown.unwrap_or_else(|| ".".to_owned()), why: *why });
        }
    }
}

fn orphan(reader: &Reader<'_>, nearest: &mut Compilation, path: &Path, searched: &Searched, options: &Options) {
    let Searched { anchor, typed } = searched;
    // What cannot be read has been said where it was searched.
    let Ok(contents) = reader.contents(anchor, path) else { return };
    let id = SourceId(nearest.sources.len() as u32);
    let (source, fault) = contents.into_source(typed.show(path), id);
    let faults = match fault {
        Some(fault) => vec![fault],
        None => parse(id, &source.text).diagnostics,
    };
    let source = nearest.sources.add(source);
    nearest.files.push(nearest.project.relative(path));
    let from = nearest.root.parent().map(|folder| slashes(&between(folder, path))).unwrap_or_default();
    let root = nearest.project.relative(&nearest.root);
    let orphan = Diagnostic::new(&ORPHAN, Span::new(source, 0, 0), "no model includes this file")
        .help(format!("add `include \"{from}\"` to `{root}`, or delete the file"));
    nearest.paths.push(path.to_path_buf());
    let errors = faults.into_iter().filter(|fault| fault.severity == Severity::Error);
    for diagnostic in errors.chain([orphan]) {
        nearest.incomplete |= diagnostic.severity == Severity::Error;
        nearest.add(diagnostic, &options.lints);
    }
    diag::sort(&mut nearest.diagnostics);
}

/// The models of a run by the folders around them.
struct Nearest<'p> {
    /// For each folder at or above a root's: the fewest steps down to a root's folder, and the first such root.
    below: BTreeMap<&'p Path, (usize, usize)>,
}

impl<'p> Nearest<'p> {
    fn of(roots: &'p [PathBuf]) -> Nearest<'p> {
        let mut below: BTreeMap<&Path, (usize, usize)> = BTreeMap::new();
        for (index, root) in roots.iter().enumerate() {
            for (steps, folder) in root.parent().unwrap_or(root).ancestors().enumerate() {
                let known = below.entry(folder).or_insert((steps, index));
                *known = (*known).min((steps, index));
            }
        }
        Nearest { below }
    }

    /// The model that a file lies nearest to: one that shares the innermost folder with it, so that every configuration
    /// around both counts; of these the one with the fewest steps down to its root, ties by path.
    fn to(&self, path: &Path) -> Option<usize> {
        let mut around = path.parent().unwrap_or(path).ancestors();
        around.find_map(|folder| self.below.get(folder)).map(|(_, root)| *root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_folder_then_the_fewest_steps_then_the_first_path() {
        let roots = ["/p/a/x.tm", "/p/a/b/c/y.tm", "/p/d/z.tm"].map(PathBuf::from);
        let nearest = Nearest::of(&roots);
        let down = |root: &Path, folder: &Path| {
            let shared = root.ancestors().skip(1).find(|above| folder.starts_with(above)).unwrap();
            let depth = shared.components().count();
            (usize::MAX - depth, root.parent().unwrap().components().count() - depth)
        };
        for path in [
            "/o.tm",
            "/p/o.tm",
            "/p/a/o.tm",
            "/p/a/b/o.tm",
            "/p/a/b/c/o.tm",
            "/p/a/b/c/d/o.tm",
            "/p/d/e/o.tm",
            "/q/r/o.tm",
        ] {
            let path = Path::new(path);
            let slow = (0..roots.len()).min_by_key(|index| down(&roots[*index], path.parent().unwrap()));
            assert_eq!(nearest.to(path), slow, "{}", path.display());
        }
        assert_eq!(Nearest::of(&[]).to(Path::new("/o.tm")), None);
    }
}
