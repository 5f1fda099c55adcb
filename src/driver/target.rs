//! What the path of a `use` leads to.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::{Code, CodeInfo, Diagnostic, Severity};
use crate::driver::include::{EMPTY, Fault, linked};
use crate::driver::limits::MAX_FILES;
use crate::driver::read::{UNREADABLE, words};
use crate::driver::reader::Reader;
use crate::driver::{Facts, FileKind, Project};
use crate::syntax::ast::Text;

/// A folder holds several models.
pub static SEVERAL: CodeInfo = CodeInfo {
    code: Code("use-several-models"),
    severity: Severity::Error,
    summary: "a used folder holds several models",
    explanation: r#"
`use "folder" as NAME` stands for the one model in the folder. Where there are several, name the file that declares the
one that is meant.
"#,
};

/// What a path leads to.
#[derive(Clone)]
pub(crate) enum Target {
    /// The root of another model.
    Model(PathBuf),
    /// Files of a pack.
    Pack(Arc<Vec<PathBuf>>),
}

impl Target {
    /// What stands at a path: one model, or the files of a pack.
    pub(crate) fn of(
        reader: &Reader<'_>,
        project: &Project,
        found: &Facts,
        path: &Text,
    ) -> Result<Target, Box<Diagnostic>> {
        let unreadable =
            |why: String| Diagnostic::new(&UNREADABLE, path.span, format!("cannot read `{}`: {why}", path.text));
        let anchor = &project.anchor;
        if found.kind != FileKind::Folder {
            let model = reader.is_root(anchor, &found.path).map_err(unreadable)?;
            let path = found.path.clone();
            return Ok(if model { Target::Model(path) } else { Target::Pack(Arc::new(vec![path])) });
        }
        let walked = reader.walk(anchor, &found.path);
        if walked.files.len() > MAX_FILES {
            return Err(Box::new(Fault::TooMany.report(&path.text, path.span)));
        }
        if let Some((at, error)) = walked.unreadable.first() {
            let message = format!("cannot read `{}`: {}", project.relative(at), words(error));
            return Err(Box::new(Diagnostic::new(&UNREADABLE, path.span, message)));
        }
        let mut files = Vec::new();
        for file in &walked.files {
            if !file.link {
                files.push(file.path.clone());
                continue;
            }
            match linked(reader, project, &found.path, &file.path) {
                Ok(facts) => files.push(facts.path),
                Err(fault) => return Err(Box::new(fault.of_link(&project.relative(&file.path), path.span))),
            }
        }
        files.sort();
        files.dedup();
        let mut roots = Vec::new();
        for file in &files {
            if reader.is_root(anchor, file).map_err(unreadable)? {
                roots.push(file);
            }
        }
        match roots.as_slice() {
            [] if files.is_empty() => {
                let message = format!("there is no `.tm` file in `{}`", path.text);
                Err(Box::new(Diagnostic::new(&EMPTY, path.span, message)))
            }
            [] => Ok(Target::Pack(Arc::new(files))),
            [root] => Ok(Target::Model((*root).clone())),
            [first, second, ..] => {
                let message = format!("`{}` holds {} models", path.text, roots.len());
                let (first, second) = (project.relative(first), project.relative(second));
                let diagnostic = Diagnostic::new(&SEVERAL, path.span, message)
                    .note(format!("`{first}` and `{second}` each declare one"))
                    .help("name the file that declares the one that is meant");
                Err(Box::new(diagnostic))
            }
        }
    }
}
